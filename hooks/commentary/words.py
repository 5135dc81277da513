"""What a word is, and when two texts are the same words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
"""A letter of a script that has no blanks between words."""


def normalised(text: str) -> str:
    """The words alone: without signs, marks of layout, and the difference between large and small letters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    # Text without a single letter or digit (a row of emoji) is compared as it is.
    return " ".join(re.findall(r"[^\W_]+", plain)) or " ".join(plain.split())


def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the words: enough to know them again, not to read them."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:16]


@cache
def token_pattern() -> re.Pattern[str]:
    """A word with the marks that stand on its letters, or a letter of a script without blanks."""
    marks = "".join(c for c in map(chr, range(0xAD, 0xFFFF)) if unicodedata.category(c) in ("Mn", "Mc", "Cf"))
    letter = f"[^\\W_{UNSPACED.pattern[1:-1]}]"
    return re.compile(f"{UNSPACED.pattern}|{letter}(?:{letter}|[{re.escape(marks)}])*")
