"""Experts and authors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from commentary.dates import Day
from commentary.fields import (
    Line,
    Name,
    PicturePath,
    Prose,
    Several,
    WebAddress,
    one_of,
)
from commentary.records.record import Record, WebLink


class Work(Record):
    title: Line = Field(description="The work's title.", examples=["Climbing the Corporate Ladder"])
    kind: Name | None = Field(None, description="What it is, in a word.", examples=["book"])
    url: WebAddress | None = Field(None, description="Where to find it.", examples=["https://example.org/book"])


class Approval(Record):
    on: Day = Field(description="The day of approval.", examples=["2026-05-31"])
    by: Line = Field(description="Who approved.", examples=["The editors"])
    how: Line = Field(description="What was looked at.", examples=["Read two of her books and spoke on the telephone"])


class Person(Record):
    """What is known of an expert and of an author alike."""

    name: Name = Field(description="The person's name.", examples=["Bud Bilanich"])
    role: Line | None = Field(None, description="What they do.", examples=["Career coach"])
    organisation: Line | None = Field(None, description="Where.", examples=["NextChapterNewLife.com"])
    url: WebAddress | None = Field(None, description="Their own site.", examples=["https://example.org/"])
    bio: Prose | None = Field(None, description="A few sentences.", examples=["Writes on careers."])
    portrait: PicturePath | None = Field(
        None,
        description="A picture inside `docs/`; initials are shown without one.",
        examples=["images/experts/bilanich.jpg"],
    )
    links: Annotated[tuple[WebLink, ...], Several, Field(max_length=20)] = Field(
        (), description="Other places to find them: a list of `title`, `url`."
    )


class Author(Person):
    """`comments/authors/<id>.yml`: somebody who writes articles, or wrote what one is told after."""

    kind: Annotated[Literal["person", "organisation"], one_of("person", "organisation")] = Field(
        "person",
        description="`person`, or `organisation` for several who write under one name; programs are told.",
        examples=["organisation"],
    )


class Expert(Person):
    """`comments/experts/<id>.yml`: somebody whose views may appear in articles."""

    works: Annotated[tuple[Work, ...], Several, Field(max_length=50)] = Field(
        (), description="Books, columns, talks: a list of `title`, `kind`, `url`."
    )
    approved: Approval | None = Field(
        None,
        description="When, by whom and how the expert was approved. Without it nothing is published in their name.",
    )
