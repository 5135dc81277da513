"""Numbers, dates and names as a page says them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class DateView:
    """A date for machines (ISO 8601) and for people."""

    iso: str
    words: str


def date(value: dt.date | None) -> DateView | None:
    """A day, or a moment in the time zone in which it was written, with that zone (`UTC`, `UTC+02:00`)."""
    if value is None:
        return None
    words = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, dt.datetime):
        words += f", {value:%H:%M} {value.tzname()}"
    return DateView(value.isoformat(), words)


def comments(count: int) -> str:
    if count == 0:
        return "No comments yet"
    return "1 comment" if count == 1 else f"{count} comments"


def articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def views(count: int) -> str:
    return "1 view" if count == 1 else f"{count} views"


def minutes(word_count: int) -> str:
    """How long a text takes to read at 230 words a minute, never less than a minute."""
    return f"{max(1, round(word_count / WORDS_A_MINUTE))} min read"


def joined(*parts: str | None) -> str:
    """The parts that are there, with a comma between them."""
    return ", ".join(filter(None, parts))


def initials(name: str) -> str:
    """The first letters of the first and last word of a name that begin with a letter."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return letters[0] + letters[-1] if len(letters) > 1 else "".join(letters) or "?"
