"""Rules on the pictures that records and texts name."""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Iterator
from itertools import chain

from commentary.cache import FOLDER, Cache
from commentary.collection import Collection
from commentary.fields import PICTURES
from commentary.near import meant, nearest_file
from commentary.pictures import examine
from commentary.problems import Problem, shown


def picture_exists(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A picture that a record names is a file in docs/."""
    for src, place in collection.picture_places():
        if src not in collection.found.docs:
            near = nearest_file(src, (f for f in collection.found.docs if f.lower().endswith(PICTURES)))
            otherwise = "Put the picture there, or correct the path (capitals count)."
            yield Problem(
                place,
                f"a picture is the path of a file in docs/; there is no {shown('docs/' + src)}",
                meant(near, otherwise) if near else otherwise,
                "picture",
            )


def picture_is_sound(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A picture can be read, is of a bearable size, and a drawing holds nothing that runs or fetches."""
    cache = Cache(collection.found.root / FOLDER)
    wanted = collections.defaultdict(list)
    for use in chain.from_iterable(collection.pictures.values()):
        if use.width:
            wanted[use.src].append(use)
    for src in sorted({src for src, _ in collection.picture_places()} & collection.found.docs):
        original, problems = examine(collection.found.root / "docs", src, cache)
        yield from problems
        for use in wanted[src] if original and original.kind != "SVG" else ():
            if use.width > original.width:
                yield Problem(
                    use.place,
                    f"a picture is shown no wider than it is; {shown(src)} has {original.width}, not {use.width}",
                    f"Write {{ width={original.width} }} or less, or put a larger picture there.",
                    "picture-width",
                )
