"""When two texts are the same words."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def normalised(text: str) -> str:
    """The words alone: without signs, marks of layout, and the difference between large and small letters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    # Text without a single letter or digit (a row of emoji) is compared as it is.
    return " ".join(re.findall(r"[^\W_]+", plain)) or " ".join(plain.split())


def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the words: enough to know them again, not to read them."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:16]
