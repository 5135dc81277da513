"""The parts of a name by which somebody may be called, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentary.search.terms import folded
from commentary.words import UNSPACED, token_pattern

INFLECTED = 5
"""Letters from which on a name may have an ending: `Kristins`, `Johnsonnal`."""

# Names in these are followed by particles and titles without a blank.
ATTACHED = re.compile(f"(?:{UNSPACED.pattern}|[\uac00-\ud7af])+")
_PART = re.compile(r"[\s.,·・‧•/()\"„“”«»]+")
# They stand before and behind names, and in everybody's.
_TITLES = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "lord", "herr", "frau", "mag", "ing", "dipl", "jr", "sr"}
    | {"ii", "iii", "phd", "mba", "msc", "bsc", "md"}
)

_TITLES_BEHIND = ("先生", "女士", "小姐", "太太", "老师", "老師", "さん", "さま", "様", "氏", "씨", " 씨", "님", " 님")
_HANGUL = re.compile("[\uac00-\ud7af]")


class Named(dict[str, bool]):
    """Whether a word is a part of a name; it fills as words are met, since most are met many times."""

    def __init__(self, parts: list[str]):
        super().__init__()
        self.parts = {folded(part): part for part in parts}

    def __missing__(self, token: str) -> bool:
        word = folded(token)
        self[token] = any(_is_part(token, word, plain, part) for plain, part in self.parts.items())
        return self[token]


def _is_part(token: str, word: str, plain: str, part: str) -> bool:
    if part[:1].isupper() and not token[:1].isupper():
        return False
    if part[:1].isupper() or part[:1].islower():
        return word in (plain, f"{plain}s") or (
            len(plain) >= INFLECTED and word.startswith(plain) and len(word) <= len(plain) + 3
        )
    # Hebrew and Arabic put small words before a name, as a part of it.
    return plain in word and len(word) <= len(plain) + 3


def name_parts(name: str) -> Iterator[str]:
    """The parts of a name by which somebody may be called."""
    pieces = [piece for piece in _PART.split(name) if piece]
    pieces += [part for piece in pieces if "-" in piece for part in piece.split("-")]
    cased = any(piece[:1].isupper() for piece in pieces)
    for piece in dict.fromkeys(piece.strip("-'’_") for piece in pieces):
        if ATTACHED.fullmatch(piece):
            yield from _without_blanks(piece)
        elif len(piece) > 1 and folded(piece) not in _TITLES and not (cased and piece[:1].islower()):
            # `van`, `de la` and `the reader` are nobody's name by themselves.
            yield from (token for token in token_pattern().findall(piece) if len(token) > 1)


def _without_blanks(name: str) -> Iterator[str]:
    """A name of Chinese, Japanese or Korean: whole; without the family's, which stands first and has one letter or two;
    and the family's, where it is two letters or stands before a title."""
    if len(name) > 1:
        yield name
        yield from (f"{name[0]}{title}" for title in _TITLES_BEHIND)
    if len(name) == 3:
        yield name[1:]
    if len(name) in (3, 4) and not _HANGUL.match(name):
        yield name[:2]
    if len(name) == 4:
        yield name[2:]
