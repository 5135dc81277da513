"""What a reader sent, whichever way it came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


class Refused(Exception):
    """Why a submission can't become a comment, in plain words."""


@dataclass(frozen=True, slots=True)
class Submission:
    """The fields of a comment as texts. `folder` is one in comments/, `article` a slug; either or both may be empty."""

    fields: dict[str, str]
    folder: str = ""
    article: str = ""
    id: str = ""
    received: dt.datetime | None = None
    notes: list[str] = field(default_factory=list)
    """What was left out or mended on the way."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A submission or the reason why it was refused; `label` tells it from the others of a mailbox."""

    label: str
    submission: Submission | None
    refusal: str = ""


FIELDS = ("author", "url", "date", "reply_to", "body")
"""What a reader may say of a comment; the other fields are the editors'."""
ADDRESS_LEFT_OUT = "the e-mail address was left out"
