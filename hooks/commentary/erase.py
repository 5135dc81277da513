"""Taking a person's words and name out of a comment, so that its place, its number and its thread stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commentary import save
from commentary.collection import Collection
from commentary.echoes import Echoes, echoes
from commentary.parse import Entry
from commentary.plain_file import read_plain
from commentary.records import Comment
from commentary.remarks import modeline
from commentary.search.terms import folded
from commentary.words import fingerprint
from commentary.write import as_yaml

BUILT = ("site", ".site.last", ".site.next")
"""Folders in which a publication's site may lie as it was built before."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What the file is to hold; whether its own name has a part of the person's; what other files repeat of the person;
    and which folders hold what was built before."""

    path: str
    text: str
    named: bool
    elsewhere: Echoes
    built: list[str]


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
    others = [source.path for source in collection.found.sources if source.path != entry.path]
    found = echoes(record.author or "", record.url or "", record.body or "", lambda: _texts(root, others))
    built = [folder for folder in BUILT if (root / folder).is_dir()]
    return Erased(entry.path, text, _named_by_its_id(entry), found, built)


def write_erased(root: Path, result: Erased) -> None:
    save.replace(root / result.path, result.text)


def _named_by_its_id(entry: Entry[Comment]) -> bool:
    """An id holds small letters of ASCII; of a name it may have any part of two letters or more."""
    names = {word for word in re.findall(r"[a-z0-9]{2,}", folded(entry.record.author or "")) if not word.isdigit()}
    return bool(names & set(entry.id.split("-")))


def _texts(root: Path, paths: list[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        try:
            yield path, read_plain(root, path).decode("utf-8", "replace")
        except OSError:
            # A file that cannot be read is a fault, of which `check` tells.
            continue
