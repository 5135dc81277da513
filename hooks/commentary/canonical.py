"""A file of comments, quotes, experts or authors -> the same records in the one canonical form."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from commentary.collection import Collection, collect
from commentary.find import Found, Source
from commentary.parse import Entry
from commentary.problems import Problem
from commentary.records import Author, Comment, Expert
from commentary.remarks import modeline, own_modeline, remark_lines
from commentary.write import as_yaml, quote_as_yaml

KINDS = ("author", "comment", "expert", "quotes")


@dataclass(frozen=True, slots=True)
class Canonical:
    """What a file is to hold; where it is to be left alone, what it holds already and why."""

    text: str
    faults: list[Problem]
    remarks: list[int]

    @property
    def left_alone(self) -> bool:
        return bool(self.faults or self.remarks)


def canonical(found: Found, source: Source) -> Canonical:
    """The canonical text of a source of one of the KINDS. A file with faults or with remarks stays as it is."""
    collection, problems = collect(Found(found.root, [source]))
    faults = [problem for problem in problems if problem.severity == "error"]
    if faults:
        return Canonical("", faults, [])
    text = (found.root / source.path).read_bytes().decode()
    lines = text.replace("\r\n", "\n")
    if remarks := remark_lines(lines):
        return Canonical(text, [], remarks)
    first = modeline(lines) or own_modeline(found.root, source.kind)
    return Canonical(first + _written(source, collection), [], [])


def as_fields(record: BaseModel) -> dict[str, object]:
    """The fields that were given, by the names that a file uses."""
    return record.model_dump(by_alias=True, exclude_unset=True)


def _written(source: Source, collection: Collection) -> str:
    match source.kind:
        case "quotes":
            entries = collection.quotes.get(source.folder, {})
            return "\n".join(quote_as_yaml(key, as_fields(entry.record)) for key, entry in entries.items())
        case "expert":
            return as_yaml(Expert, _fields(collection.experts[source.id]))
        case "author":
            return as_yaml(Author, _fields(collection.authors[source.id]))
        case _:
            return as_yaml(Comment, _fields(collection.comments[source.folder][source.id]))


def _fields(entry: Entry[BaseModel]) -> dict[str, object]:
    return as_fields(entry.record)
