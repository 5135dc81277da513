"""How much a feed holds. Whoever follows it fetches all of it again and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from commentary.feeds.feed import Entry

ARTICLES = 30
COMMENTS = 100
"""Of all articles together, and of an expert."""
COMMENTS_OF_ARTICLE = 1_000
SIZE = 320_000
"""Characters of HTML in a feed. Escaped and with all that stands round them, they stay below half a megabyte."""


def within(entries: Iterable[Entry], size: int = SIZE) -> tuple[Entry, ...]:
    """The first entries as far as they have room; the very first has it however long it is."""
    kept: list[Entry] = []
    for entry in entries:
        # An entry has some 800 characters beside what it says.
        size -= len(entry.html) + len(entry.summary) + 800
        if kept and size < 0:
            break
        kept.append(entry)
    return tuple(kept)


def changed(entries: Iterable[Entry], otherwise: dt.datetime) -> dt.datetime:
    """The last change of any entry."""
    return max((entry.updated for entry in entries), default=otherwise)
