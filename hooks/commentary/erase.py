"""Taking a person's words and name out of a comment, so that its place, its number and its thread stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commentary import save
from commentary.canonical import as_fields
from commentary.collection import Collection
from commentary.parse import Entry
from commentary.records import Comment
from commentary.remarks import modeline
from commentary.words import fingerprint, normalised
from commentary.write import as_yaml

SHORTEST_NAME = 4
"""A shorter name stands in too many other words to be looked for."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What the file is to hold; and other files in which the name or the words stand too."""

    path: str
    text: str
    elsewhere: list[str]


def erased(entry: Entry[Comment], collection: Collection, reason: str) -> Erased:
    """The comment without name, words, address, badge and notes.

    Its date and what it answers stay, so that no number changes, and where it came from, so that it is known there.
    """
    record = entry.record
    root = collection.found.root
    origin = as_fields(record.origin) if record.origin else {}
    # The address led to the words in the place where they were before.
    origin.pop("url", None)
    fields = {
        "date": record.date,
        "reply_to": record.reply_to,
        "status": "removed",
        "reason": reason,
        "erased": fingerprint(record.body) if record.body else record.erased,
        "origin": origin,
    }
    text = modeline((root / entry.path).read_text("utf-8")) + as_yaml(Comment, fields)
    return Erased(entry.path, text, _elsewhere(entry, collection))


def write_erased(root: Path, result: Erased) -> None:
    save.replace(root / result.path, result.text)


def _elsewhere(entry: Entry[Comment], collection: Collection) -> list[str]:
    """Other files that hold the name or the first sentence: an answer may repeat both."""
    record, root = entry.record, collection.found.root
    sought = [name for name in [normalised(record.author or "")] if len(name) >= SHORTEST_NAME]
    first = normalised((record.body or "").split("\n")[0])
    sought += [first] if len(first.split()) >= SHORTEST_NAME else []
    paths = (source.path for source in collection.found.sources if source.path != entry.path)
    return [
        path
        for path in paths
        if sought and any(f" {s} " in f" {normalised((root / path).read_text('utf-8'))} " for s in sought)
    ]
