"""What editors look at twice in a new comment: the section `house_rules` of the settings. `review.py` holds to it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from commentary.fields import Flag, Name, Several, number_or_off
from commentary.records import Record

WORDS = ("backlinks", "casino", "guest post", "payday loan", "viagra", "whatsapp")


class HouseRules(Record):
    """None of them keeps a comment from being published. `off`, `false` or an empty list switches one off."""

    links: number_or_off(0, 1_000) = Field(  # type: ignore[valid-type]
        2, description="More links than this in a comment; `off` lets any number pass.", examples=["1"]
    )
    link_only: Flag = Field(True, description="A comment that is a link and nothing else.")
    words: Annotated[tuple[Name, ...], Several, Field(max_length=1_000)] = Field(
        WORDS,
        description="A list of words and phrases to look at, as whole words, whatever their capitals and accents; `[]`"
        " for none.",
        examples=["[casino, guest post]"],
    )
    new_name: Flag = Field(True, description="A name that no published comment has had before.")
    length: number_or_off(1, 10_000) = Field(  # type: ignore[valid-type]
        4_000,
        description="More characters than this; `off` lets any number pass.",
        examples=["2000"],
    )
    capitals: Flag = Field(True, description="A comment almost all in capitals.")
    repeats: number_or_off(1, 1_000) = Field(  # type: ignore[valid-type]
        4,
        description="The same letter or mark more often than this in a row; `off` lets any row pass.",
        examples=["3"],
    )
