"""Articles and other pages: the front matter of Markdown files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from commentary.dates import Day
from commentary.fields import (
    FormerName,
    Identifier,
    Line,
    Name,
    PicturePath,
    Reference,
    Several,
    Summary,
    WebAddress,
    fault,
    one_of,
    whole_number,
)
from commentary.records.record import Record


class Picture(Record):
    src: PicturePath = Field(description="The picture's file inside `docs/`.", examples=["images/bridge.svg"])
    alt: Line = Field(
        description="What the picture shows, for those who don't see it.",
        examples=["Two office buildings joined by a footbridge"],
    )
    credit: Line = Field(description="Who made it.", examples=["Illustration: Second Opinion"])
    credit_url: WebAddress | None = Field(
        None, description="The maker's page.", examples=["https://example.org/artist"]
    )
    width: whole_number(1, 20_000) | None = Field(  # type: ignore[valid-type]
        None, description="How wide it is shown, in pixels, where there is room; its own width when left out.",
        examples=["1200"],
    )  # fmt: skip
    height: whole_number(1, 20_000) | None = Field(None, description="Its height in pixels.", examples=["675"])  # type: ignore[valid-type]

    @model_validator(mode="after")
    def both_sides_or_neither(self) -> Picture:
        if (self.width is None) != (self.height is None):
            raise fault(
                "picture-size",
                "gives width and height together; one of them is missing",
                "Add the other, or take both out.",
            )
        return self


class Original(Record):
    title: Line = Field(description="The original's title.", examples=["Should You Be Networking With Past Employers?"])
    author: Name | None = Field(
        None, description="The id of a file in `comments/authors/`, or a name.", examples=["ariella-coombs"]
    )
    publication: Name | None = Field(None, description="Where it appeared.", examples=["CAREEREALISM"])
    url: WebAddress | None = Field(None, description="Its address.", examples=["https://example.org/original"])


class Article(Record):
    """The front matter of `docs/articles/<slug>.md`."""

    title: Line = Field(description="The headline.", examples=["Should you network with past employers?"])
    description: Summary = Field(
        description="The lede: one or two sentences, shown under the headline and in lists.",
        examples=["When an old employer belongs on your list, and when it does not."],
    )
    date: Day = Field(description="The day of publication.", examples=["2026-05-31"])
    updated: Day | None = Field(
        None, description="The day of the last change that readers should know of.", examples=["2026-06-02"]
    )
    authors: Annotated[tuple[Reference, ...], Several, Field(min_length=1, max_length=20)] = Field(
        description="Ids of files in `comments/authors/`.", examples=["[editors]"]
    )
    category: Name = Field(description="The section it belongs to.", examples=["Networking"])
    tags: Annotated[tuple[Name, ...], Several, Field(max_length=20)] = Field(
        (), description="Words that say what it is about, shown below the text.", examples=["[references, job search]"]
    )
    image: Picture | None = Field(None, description="The picture at its head.")
    based_on: Original | None = Field(None, description="The text that it is told after, if there is one.")
    discussion: Annotated[Literal["open", "closed", "off"], one_of("open", "closed", "off")] | None = Field(
        None,
        description="`open`, `closed` (comments stay, no new ones) or `off` (none); as in the settings when left out.",
        examples=["open"],
    )
    close_after_days: whole_number(0, 36_500) | None = Field(  # type: ignore[valid-type]
        None,
        description="Close the discussion this many days after `date`, or never with 0; as in the settings when left"
        " out.",
        examples=["90"],
    )
    commentary: Identifier | None = Field(
        None,
        description="The folder in `comments/`; the article's file name when left out, so that an article can "
        "change its address and keep its comments.",
        examples=["networking-with-past-employers"],
    )
    aliases: Annotated[tuple[FormerName, ...], Several, Field(max_length=50)] = Field(
        (),
        description="Earlier file names of the article, without `.md`, in letters of any script; the old addresses lead"
        " on.",
        examples=["[old-bosses]"],
    )


class Page(Record):
    """The front matter of any other page in `docs/`."""

    title: Line = Field(description="The headline.", examples=["About"])
    description: Summary = Field(
        description="One or two sentences on what the page is for.",
        examples=["What this publication is and who makes it."],
    )
