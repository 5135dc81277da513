"""Taking a person's words and name out of a comment, so that its place, its number and its thread stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commentary import save
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
    """What the file is to hold; whether its own name has a part of the person's; and other files in which the name or
    the words stand too."""

    path: str
    text: str
    named: bool
    elsewhere: list[str]


def erased(entry: Entry[Comment], collection: Collection, reason: str) -> Erased:
    """The comment without name, words, address, badge and notes, and without where it came from: whatever is written
    there may name the person, and a number at another place leads to the words.

    Its date and what it answers stay, so that no number changes.
    """
    record = entry.record
    root = collection.found.root
    fields = {
        "date": record.date,
        "reply_to": record.reply_to,
        "status": "removed",
        "reason": reason,
        "erased": fingerprint(record.body) if record.body else record.erased,
    }
    text = modeline((root / entry.path).read_text("utf-8")) + as_yaml(Comment, fields)
    return Erased(entry.path, text, _named_by_its_id(entry), _elsewhere(entry, collection))


def write_erased(root: Path, result: Erased) -> None:
    save.replace(root / result.path, result.text)


def _named_by_its_id(entry: Entry[Comment]) -> bool:
    names = {word for word in normalised(entry.record.author or "").split() if len(word) >= SHORTEST_NAME}
    return bool(names & set(normalised(entry.id).split()))


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
