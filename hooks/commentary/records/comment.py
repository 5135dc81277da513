"""What readers reply."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from commentary.dates import Day, Moment
from commentary.fields import (
    Fingerprint,
    Flag,
    Line,
    Name,
    Prose,
    Reference,
    WebAddress,
    fault,
    one_of,
)
from commentary.records.quote import Wording
from commentary.records.record import Record


class Badge(Record):
    author: Reference | None = Field(None, description="An author of this article, by id.", examples=["editors"])
    expert: Reference | None = Field(None, description="An expert of the register, by id.", examples=["bud-bilanich"])
    editor: Reference | None = Field(
        None, description="An editor, by the id of a file in `comments/authors/`.", examples=["editors"]
    )

    @model_validator(mode="after")
    def one_role(self) -> Badge:
        if len(self.model_fields_set) != 1:
            raise fault(
                "badge",
                f"names one of author, expert, editor; it names {len(self.model_fields_set)}",
                "Write for instance `as: {expert: their-id}`.",
            )
        return self

    @property
    def role(self) -> str:
        return next(iter(self.model_fields_set))

    @property
    def id(self) -> str:
        return getattr(self, self.role)


class Origin(Record):
    via: Name = Field(description="How the comment came.", examples=["e-mail"])
    id: Line | None = Field(None, description="Its number there.", examples=["17"])
    url: WebAddress | None = Field(
        None, description="Where it stood.", examples=["https://example.org/post#comment-17"]
    )


class Comment(Record):
    """`comments/<article>/<id>.yml`: one reader's comment. The id is the file's name and never changes."""

    # What `says_something` holds, for JSON Schema.
    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"status": {"enum": ["withheld", "removed"]}}, "required": ["status"]},
            "then": {"required": ["reason"], "properties": {"reason": {"not": {"enum": [None, ""]}}}},
            "else": {"required": ["body"], "properties": {"body": {"not": {"enum": [None, ""]}}}},
        }
    )

    author: Name | None = Field(None, description="The name to show; “A reader” when left out.", examples=["A reader"])
    url: WebAddress | None = Field(None, description="The reader's own site.", examples=["https://example.org/"])
    date: Moment | None = Field(
        None,
        description="The day, or the moment with its time zone. Left out only where it is not known.",
        examples=["2026-05-31T18:45Z"],
    )
    reply_to: Reference | None = Field(
        None, description="The id of the comment it answers, on the same article.", examples=["2026-05-30-k3v9"]
    )
    body: Prose | None = Field(
        None,
        description="What the reader says: paragraphs, *emphasis*, links, lists, code. Line breaks stay.",
        examples=["What the reader says."],
    )
    wording: Wording = Field(
        "exact", description="`exact` for the reader's very words, `paraphrase` for ours.", examples=["paraphrase"]
    )
    status: Annotated[Literal["published", "withheld", "removed"], one_of("published", "withheld", "removed")] = Field(
        "published",
        description="`withheld` is held back for now; like what is `removed`, it keeps its number and shows the reason"
        " alone.",
        examples=["withheld"],
    )
    reason: Line | None = Field(
        None, description="Why it is withheld or removed, for readers.", examples=["Names a third person."]
    )
    erased: Fingerprint | None = Field(
        None,
        description="A fingerprint of words that were erased, so that the same are not accepted again; `commentary "
        "erase` writes it.",
        examples=["9f86d081884c7d65"],
    )
    as_: Badge | None = Field(
        None, alias="as", description="Who speaks, if not a reader: `author`, `expert` or `editor`, with the id."
    )
    featured: Flag = Field(False, description="`true` marks it as worth reading first.", examples=["true"])
    origin: Origin | None = Field(None, description="Where it came from: `via`, `id`, `url`.")
    note: Prose | None = Field(
        None, description="A remark by the editors, shown below the comment.", examples=["The law changed in 2025."]
    )
    edited: Day | None = Field(
        None,
        description="The day on which the editors last changed the reader's words, shown beside the date.",
        examples=["2026-06-02"],
    )

    @model_validator(mode="after")
    def says_something(self) -> Comment:
        if self.status == "published" and self.body is None:
            raise fault(
                "comment-body",
                "has a body when it is published; there is none",
                "Add `body: |` and the reader's words below it, indented by two spaces.",
            )
        if self.status != "published" and self.reason is None:
            raise fault(
                "comment-reason",
                f"gives a reason when it is {self.status}; there is none",
                "Add `reason:` and a sentence for readers.",
            )
        held = {"author": self.author, "url": self.url, "body": self.body, "as": self.as_, "origin": self.origin}
        kept = [name for name, value in {**held, "note": self.note}.items() if value is not None]
        if self.erased and (self.status != "removed" or kept):
            raise fault(
                "comment-erased",
                "is removed and holds neither name nor words once it is erased; "
                + (f"it holds {', '.join(kept)}" if kept else f"it is {self.status}"),
                "Take these lines out." if kept else "Write `status: removed`, or take `erased` out.",
            )
        return self

    @property
    def moment(self) -> dt.datetime | None:
        """The date as a moment in UTC; a day alone is its first moment."""
        if self.date is None:
            return None
        if isinstance(self.date, dt.datetime):
            return self.date.astimezone(dt.UTC)
        return dt.datetime(self.date.year, self.date.month, self.date.day, tzinfo=dt.UTC)
