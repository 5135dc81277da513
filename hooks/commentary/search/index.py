"""The files of the index.

- `index.json` is the table: which passages belong to what, which file has which words, which words are everywhere.
- `words/<n>.json` has the postings of neighbouring words, by word.
- `near.json` has the words that there are, for what was mistyped; it is asked for where nothing was found.
- `texts/<n>.json` has `TEXTS` passages and the titles, addresses and dates of their articles.

They lie in a folder named after what they say, so that a browser may keep each for ever. The same publication gives
the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from commentary.assets import ROOM
from commentary.search.entries import Entry
from commentary.search.postings import Postings, encoded, postings
from commentary.search.terms import order

TEXTS = 16
"""Passages in a file of texts."""
WORDS = 9_000
"""Characters of a file of words; a single word may have more."""
EVERYWHERE = 0.2
"""A word that stands in more than this part of the passages tells nothing, once there are `MANY`."""
MANY = 5_000


NEAR = 20_000
"""Words that are offered for what was mistyped."""
SHORTEST = 3
"""Letters of such a word."""
BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Index:
    """`folder` is where the files are from the site's root, with a slash at the end; `files` are in it, by path."""

    folder: str
    files: dict[str, str]


def build_index(entries: Sequence[Entry], endings: Sequence[str] = ()) -> Index:
    """The index; `endings` are those of a language that puts words together without a blank between them."""
    passages = [passage for entry in entries for passage in entry.passages]
    found = postings(passages, endings)
    files = _texts(entries)
    starts = []
    for number, (first, words) in enumerate(_words(found, len(passages))):
        starts.append(first)
        files[f"words/{number}.json"] = _json(words)
    files["near.json"] = _json(_near(found))
    files["index.json"] = _json(_table(entries, found, starts, len(passages)))
    said = hashlib.sha256("\0".join(f"{path}\0{files[path]}" for path in sorted(files)).encode())
    return Index(f"{ROOM}search-{said.hexdigest()[:8]}/", files)


def _table(entries: Sequence[Entry], found: Postings, starts: list[str], passages: int) -> dict[str, Any]:
    categories = sorted({entry.category for entry in entries})
    experts = sorted({p.expert for entry in entries for p in entry.passages if p.expert})
    rows, signed, number = [], [], 0
    for entry in entries:
        views = [experts.index(view.expert) for view in entry.views]
        rows.append([len(entry.text), categories.index(entry.category), len(entry.comments), *views])
        number += len(entry.text) + len(views)
        for comment in entry.comments:
            if comment.expert:
                signed.append([number, experts.index(comment.expert)])
            number += 1
    everywhere = [term for term in found if passages > MANY and len(found[term]) > passages * EVERYWHERE]
    return {
        "passages": passages,
        "texts": TEXTS,
        "categories": categories,
        "experts": experts,
        # Of each article: passages of its text, its category, comments, and the expert of each view.
        "articles": rows,
        # Comments of experts: which passage, which expert.
        "signed": signed,
        "everywhere": sorted(everywhere, key=order),
        # The first word of each file of words.
        "words": starts,
    }


def _words(found: Postings, passages: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The files of words: the first word of each, and the postings of all its words."""
    words: dict[str, str] = {}
    size = 0
    for term in sorted(found, key=order):
        text = encoded(found[term], passages)
        cost = len(term) + len(text) + 6
        if words and size + cost > WORDS:
            yield next(iter(words)), words
            words, size = {}, 0
        words[term] = text
        size += cost
    if words:
        yield next(iter(words)), words


def _near(found: Postings) -> str:
    """The `NEAR` words of most passages in their order: the letters that each has in common with the one before it (a
    digit of base 36, 35 at most), and the rest of its letters."""
    # The script counts units of UTF-16, as it would find two of in a letter of another plane.
    words = [term for term in found if len(term) >= SHORTEST and term.isalpha() and max(term) < "\U00010000"]
    words = sorted(sorted(words, key=lambda term: (-len(found[term]), term))[:NEAR], key=order)
    before = ""
    rows = []
    for word in words:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False)))
        rows.append(f"{BASE_36[shared]}{word[shared:]}")
        before = word
    return " ".join(rows)


def _texts(entries: Sequence[Entry]) -> dict[str, str]:
    rows = [(entry, passage) for entry in entries for passage in entry.passages]
    files = {}
    for start in range(0, len(rows), TEXTS):
        articles: dict[str, list[str]] = {}
        told = []
        for entry, passage in rows[start : start + TEXTS]:
            articles.setdefault(entry.path, [entry.title, entry.path, entry.date.isoformat()])
            row: list[Any] = [list(articles).index(entry.path), passage.path, passage.text]
            if passage.name or passage.number:
                row += [passage.name, passage.number]
            if passage.date or passage.paraphrase:
                row.append(passage.date.isoformat() if passage.date else "")
            if passage.paraphrase:
                row.append(1)
            told.append(row)
        files[f"texts/{start // TEXTS}.json"] = _json({"articles": list(articles.values()), "passages": told})
    return files


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
