"""Characters that look like another, which a file's grammar needs: writing programs and web pages bring them along.

In a reader's sentences each is welcome; in the place of a colon, a dash or a blank it is another character.
"""

from __future__ import annotations

import re
import unicodedata

BLANKS = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u3164\ufeff"
COLONS = "：﹕︓∶꞉ː׃։"
DASHES = "‐‑‒–—―−⁃﹘﹣－"
BULLETS = "•‣·∙●◦▪"
DOUBLE_QUOTES = "“”„‟«»″＂"
SINGLE_QUOTES = "‘’‚‛‹›′´＇"
BARS = "｜│┃∣ǀ¦❘"
ANGLES = "＞﹥"
OPENING, CLOSING = "［【｛", "］】｝"
COMMAS = "，﹐、،"

_LETTERS = dict(zip("аеорсухіјѕһԁԛԝοανıɑ", "aeopcyxijshdqwoavia", strict=True))
"""Cyrillic and Greek ones, and a few of Latin alphabets, that fonts draw like those of ASCII."""
_MEANT: dict[str, str] = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(BLANKS, " "),
    **dict.fromkeys(UNSEEN, ""),
    **dict.fromkeys(COLONS, ":"),
    **dict.fromkeys(DASHES + BULLETS, "-"),
    **dict.fromkeys(DOUBLE_QUOTES, '"'),
    **dict.fromkeys(SINGLE_QUOTES, "'"),
    **dict.fromkeys(BARS, "|"),
    **dict.fromkeys(ANGLES, ">"),
    **dict(zip(OPENING + CLOSING, "[[{]]}", strict=True)),
    **dict.fromkeys(COMMAS, ","),
    **dict.fromkeys("／⁄∕", "/"),
    **_LETTERS,
}
_TABLE = str.maketrans(_MEANT)
_ANY = re.compile(f"[{re.escape(''.join(_MEANT))}]")
_NAMES = {
    " ": "a plain blank", ":": "a plain colon (:)", "-": "a plain hyphen (-)", '"': 'a straight mark (")',
    "'": "a straight mark (')", "|": "a plain bar (|)", ">": "a plain sign >", ",": "a plain comma (,)",
    "[": "a plain bracket ([)", "]": "a plain bracket (])", "{": "a plain brace ({)", "}": "a plain brace (})",
}  # fmt: skip


def plain(text: str) -> str:
    """The text with each such character replaced by the one that it looks like; invisible ones are left out."""
    return text if text.isascii() else text.translate(_TABLE)


def first(text: str) -> str | None:
    """The first such character of a text."""
    match = None if text.isascii() else _ANY.search(text)
    return match.group() if match else None


def described(character: str) -> str:
    """The character by its name: `the em dash — (U+2014)`, `the invisible no-break space (U+00A0)`."""
    name = unicodedata.name(character, "character").lower()
    code = f"(U+{ord(character):04X})"
    return f"the invisible {name} {code}" if character in BLANKS + UNSEEN else f"the {name} {character} {code}"


def mend(character: str) -> str:
    """What to type in the character's place."""
    meant = _MEANT[character]
    if not meant:
        return "Delete it (it cannot be seen: retype the words round it)."
    if character in DOUBLE_QUOTES + SINGLE_QUOTES:
        return f"Type {_NAMES[meant]} in its place, and at the other end of the value."
    return f"Type {_NAMES.get(meant, f'a plain {meant}')} in its place."
