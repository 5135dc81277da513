"""Text -> the words by which it is found. `search_terms.js` does the same; a test compares them."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 32
"""Characters of a word that count."""

# Letters that Chinese, Japanese, Thai, Lao and Khmer write without blanks between words: each is found by itself.
_TERM = re.compile(
    r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
    r"|[^\W_\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+"
)


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
    """Without what readers leave out when they type: capitals, accents, ligatures (Unicode's form NFKD)."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).translate(_WITHOUT_MARKS).lower()
    # A small letter may bring a mark of its own, and sigma has another form at the end of a word.
    return plain.translate(_WITHOUT_MARKS).replace("ß", "ss").replace("ς", "σ")


def terms(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return [term[:LONGEST] for term in _TERM.findall(folded(text)) if not _alone(term)]


def _alone(term: str) -> bool:
    """Within the ranges of `_TERM` stand signs too."""
    return len(term) == 1 and not term.isalnum()


def order(term: str) -> bytes:
    """What to sort words by so that they stand in the order in which JavaScript compares them: by units of UTF-16."""
    return term.encode("utf-16-be")
