"""What the pages say that needs no language: initials, lines put together."""

from __future__ import annotations


def joined(*parts: str | None) -> str:
    """The parts that are there, with a comma between them."""
    return ", ".join(filter(None, parts))


def initials(name: str) -> str:
    """The first letters of the first and last word of a name that begin with a letter."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return letters[0] + letters[-1] if len(letters) > 1 else "".join(letters) or "?"
