"""What every record has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from commentary.fields import Line, WebAddress


class Record(BaseModel):
    """Fields that are named below and no others; a record never changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class WebLink(Record):
    title: Line = Field(description="What the link says.", examples=["Her column on careers"])
    url: WebAddress = Field(description="Where it leads.", examples=["https://example.org/column"])
