"""Rules on the people whom records name."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from commentary.collection import Collection
from commentary.fields import ID
from commentary.find import COMMENTS
from commentary.meant import meant_person
from commentary.near import did_you_mean
from commentary.problems import Place, Problem, shown


class Naming(NamedTuple):
    """A place where somebody is named, and the field that does."""

    place: Place
    field: str
    rule: str


def people_are_registered(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Each author, expert and editor who is named has a file in comments/authors/ or comments/experts/."""
    named: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for kind, id, naming in _named(collection):
        if not collection.has(kind, id):
            named[kind, id].append(naming)
    for (kind, id), namings in named.items():
        person = meant_person(id, kind, collection)
        otherwise = f"Add comments/{kind}s/{id}.yml." if re.fullmatch(ID, id) else "Write the file's name without .yml."
        advice = f"Write {person}." if person else did_you_mean(id, collection.ids(kind), otherwise)
        if len(namings) > 1 and advice == otherwise and re.fullmatch(ID, id):
            yield _gone(kind, id, namings)
            continue
        for place, field, rule in namings:
            found = f"{shown(id)} is {'another way to write ' + person if person else 'none'}"
            yield Problem(place, f"{field}: is the id of a file in comments/{kind}s/; {found}", advice, rule)


def _gone(kind: str, id: str, namings: list[Naming]) -> Problem:
    """What is missing is one file, and not the right word in many."""
    return Problem(
        Place(f"{COMMENTS}/{kind}s/{id}.yml"),
        f"{'an expert' if kind == 'expert' else 'an author'} who is named has a file; there is none, and"
        f" {places([naming.place for naming in namings])} name {shown(id)}",
        "Put the file back, or name somebody else in these places.",
        namings[0].rule,
    )


def places(found: list[Place]) -> str:
    """The first places of a list, in words."""
    few = [f"{place.path}:{place.line}" for place in sorted(found)[:3]]
    more = f" and {len(found) - 3} more places" if len(found) > 3 else ""
    return f"{', '.join(few)}{more}" if more else f"{', '.join(few[:-1])} and {few[-1]}"


def _named(collection: Collection) -> Iterator[tuple[str, str, Naming]]:
    for article in collection.articles.values():
        for i, author in enumerate(article.record.authors):
            yield "author", author, Naming(article.at("authors", i), f"authors[{i + 1}]", "author")
    for quotes in collection.quotes.values():
        for key, quote in quotes.items():
            yield "expert", quote.record.expert, Naming(quote.at("expert"), f"{key}.expert", "expert")
    for comments in collection.comments.values():
        for comment in comments.values():
            if badge := comment.record.as_:
                kind = "expert" if badge.role == "expert" else "author"
                yield kind, badge.id, Naming(comment.at("as", badge.role), f"as.{badge.role}", "badge")
