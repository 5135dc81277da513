"""What the pages say that needs no language: initials, lines put together, how long a text takes to read."""

from __future__ import annotations

WORDS_A_MINUTE = 230


def joined(*parts: str | None) -> str:
    """The parts that are there, with a comma between them."""
    return ", ".join(filter(None, parts))


def initials(name: str) -> str:
    """The first letters of the first and last word of a name that begin with a letter."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return letters[0] + letters[-1] if len(letters) > 1 else "".join(letters) or "?"


def minutes(word_count: int) -> int:
    """How many minutes a text takes to read at 230 words a minute, never less than one."""
    return max(1, round(word_count / WORDS_A_MINUTE))
