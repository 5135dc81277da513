"""What experts said."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from commentary.dates import Day
from commentary.fields import (
    Flag,
    Line,
    Prose,
    Reference,
    WebAddress,
    one_of,
)
from commentary.quotation import within_marks
from commentary.records.record import Record


class Source(Record):
    title: Line = Field(description="Where the expert said it.", examples=["Interview with the editors"])
    url: WebAddress | None = Field(None, description="Its address.", examples=["https://example.org/interview"])
    date: Day | None = Field(None, description="Its day.", examples=["2026-05-31"])


Wording = Annotated[Literal["exact", "paraphrase"], one_of("exact", "paraphrase")]


class Quote(Record):
    """One entry of `comments/<article>/quotes.yml`: what an expert said, under the key that the text names."""

    expert: Reference = Field(description="The id of a file in `comments/experts/`.", examples=["bud-bilanich"])
    wording: Wording = Field(
        description="`exact` for their very words, `paraphrase` for ours.", examples=["paraphrase"]
    )
    text: Prose = Field(description="What they said.", examples=["A network is worth keeping up."])
    organisation: Line | None = Field(
        None, description="Where they were at the time, if not as in the register.", examples=["NextChapterNewLife.com"]
    )
    source: Source | None = Field(None, description="Where it was said: `title`, `url`, `date`.")
    permission: Line | None = Field(
        None, description="Who allowed it to be printed, and when.", examples=["By letter, 31 May 2026"]
    )
    unused: Flag = Field(
        False,
        description="`true` keeps a quote that the text does not use; it is not published.",
        examples=["true"],
    )

    @property
    def words(self) -> str:
        """The text without quotation marks round the whole of it: pages put theirs round exact words alone."""
        return within_marks(self.text)[0]
