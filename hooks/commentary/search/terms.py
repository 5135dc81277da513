"""Text -> the words by which it is found. `search_terms.js` does the same; a test compares them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 32
"""Characters of a word that count."""
SHORTEST_COMPOUND = 7
"""Letters of a word made of two, without its ending."""

# Letters that Chinese, Japanese, Thai, Lao and Khmer write without blanks between words: each is found by itself.
_TERM = re.compile(
    r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
    r"|[^\W_\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+"
)


_HYPHENS = "-\u2010"
"""What may join two words to one; NFKD makes these two of the others."""
_LETTERS = str.maketrans({"ß": "ss", "ς": "σ", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i",
                          "æ": "ae", "œ": "oe", "þ": "th"})  # fmt: skip
"""Letters that Unicode does not take apart, as people write them who have none of these."""
_SOFT_HYPHEN = 0xAD
"""It says where a word may be parted and is no part of it."""


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that drops marks which stand on a letter (category Mn), and soft hyphens. It fills as
    characters are met: to ask for all of Unicode takes longer than a small publication's whole index."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if code == _SOFT_HYPHEN or unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def folded(text: str) -> str:
    """Without what readers leave out when they type: capitals, accents, strokes, ligatures (Unicode's form NFKD)."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).translate(_WITHOUT_MARKS).lower()
    # A small letter may bring a mark of its own, and sigma has another form at the end of a word.
    return plain.translate(_WITHOUT_MARKS).translate(_LETTERS)


def terms(text: str) -> list[str]:
    """The words of a text, folded, in their order; behind those that hyphens join, what they are without hyphens."""
    plain = folded(text)
    found: list[str] = []
    joined: list[str] = []
    end = -1
    for match in _TERM.finditer(plain):
        term = match[0]
        if _alone(term):
            continue
        if not (joined and match.start() == end + 1 and plain[end] in _HYPHENS):
            found += _whole(joined)
            joined = []
        joined.append(term)
        found.append(term[:LONGEST])
        end = match.end()
    return found + _whole(joined)


def _whole(parts: list[str]) -> list[str]:
    """`coworker` for `co-worker`; nothing for a day such as 2026-05-31."""
    word = "".join(parts)
    return [word[:LONGEST]] if len(parts) > 1 and any(map(str.isalpha, word)) else []


def inner(term: str, endings: Sequence[str]) -> str | None:
    """Under what a long word stands for those who look for its last part: a hyphen and the word backwards, without the
    ending that it may have. So what ends alike stands together. None for a word too short to be made of two."""
    beginning = stem(term, endings)
    return f"-{beginning[::-1]}" if len(beginning) >= SHORTEST_COMPOUND else None


def stem(term: str, endings: Sequence[str]) -> str:
    """A word without the longest of the endings that leaves enough of it, as the script has it."""
    fit = (e for e in endings if term.endswith(e) and len(term) - len(e) >= (3 if e == "s" else 4))
    return term.removesuffix(max(fit, key=len, default=""))


def _alone(term: str) -> bool:
    """Within the ranges of `_TERM` stand signs too."""
    return len(term) == 1 and not term.isalnum()


def order(term: str) -> bytes:
    """What to sort words by so that they stand in the order in which JavaScript compares them: by units of UTF-16."""
    return term.encode("utf-16-be")
