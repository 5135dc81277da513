"""Rules on what people write in Markdown, whatever kind of record holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain

from commentary.collection import Collection
from commentary.fields import has_visible
from commentary.markup import comment_html, plain_text
from commentary.problems import Place, Problem, shown


def text_shows_something(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """What Markdown makes of a text can be seen: a lone `---` or an empty fence says nothing."""
    for place, field, text in _texts(collection):
        # Words that begin as such are shown, and most texts do.
        if not text[0].isalpha() and not has_visible(plain_text(comment_html(text))):
            yield Problem(
                place,
                f"{field}: shows something; Markdown makes nothing to be seen of {shown(text)}",
                "Say it in words; a backslash before a sign, such as \\-, shows the sign itself.",
                "text-shown",
            )


def _texts(collection: Collection) -> Iterator[tuple[Place, str, str]]:
    """Every text in Markdown that a page shows, with its place and the name of its field."""
    comments = chain.from_iterable(folder.values() for folder in collection.comments.values())
    for comment in comments:
        if comment.record.status == "published":
            for name in ("body", "note"):
                if text := getattr(comment.record, name):
                    yield comment.at(name), name, text
    for entries in collection.quotes.values():
        for key, quote in entries.items():
            yield quote.at("text"), f"{key}.text", quote.record.text
    for person in (*collection.experts.values(), *collection.authors.values()):
        if person.record.bio:
            yield person.at("bio"), "bio", person.record.bio
