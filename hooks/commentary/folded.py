"""Words as a reader hears them: without capitals, accents, width and what cannot be seen."""

from __future__ import annotations

import functools
import re
import unicodedata

_SILENT = ("Mn", "Me", "Cf")
"""Unicode's categories of accents, of enclosing marks and of characters that only steer others."""


def folded(text: str) -> str:
    """The text for comparison: two that differ in capitals, accents or invisible characters alone are the same."""
    return "".join(_fold(character) for character in text)


def find_words(words: str, text: str) -> tuple[int, int] | None:
    """Where a word or phrase first stands in a text as whole words; its beginning and end in the text as it is."""
    wanted = folded(words)
    letters, indexes = _letters(text)
    match = _pattern(wanted).search(letters) if wanted.strip() else None
    return (indexes[match.start()], indexes[match.end() - 1] + 1) if match else None


@functools.lru_cache(maxsize=8)
def _letters(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the one that it comes from."""
    letters = [(piece, index) for index, character in enumerate(text) for piece in _fold(character)]
    return "".join(piece for piece, _ in letters), [index for _, index in letters]


@functools.cache
def _pattern(words: str) -> re.Pattern[str]:
    # An underscore is no letter here: Markdown sets words off with it.
    phrase = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![^\W_])(?:{phrase})(?![^\W_])")


def _fold(character: str) -> str:
    # Twice: a letter of mathematics is a letter of ours first, and its small form may have an accent.
    once = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", once) if unicodedata.category(c) not in _SILENT)
