"""Bytes of a file -> text that is safe to hand to any parser."""

from __future__ import annotations

import codecs
import re

from commentary.problems import Place, Problem

_MARKS = [
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF8, "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
]

# Control characters reach Python-Markdown's stash and cmarkgfm stops the process at a noncharacter;
# NEL, U+2028, U+2029 and a lone CR break a line for YAML 1.1 but for no editor, so a key could hide behind them.
REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# The same for a text of ASCII alone, as most are; the long class costs ten times as much.
_REFUSED_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>)(?: |$)", re.MULTILINE)
# Unicode Standard Annex 9, section 2: they turn what follows until they are closed, and cannot be seen.
_TURNS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_TURNING = re.compile(f"[{''.join(_TURNS)}\u202c\u2069]")
_EMPTY_LINES = re.compile(r"(?:[^\S\n]*\n)+")
RETYPE = "Delete the character (it may be invisible: retype the words round it)."
_BREAKS = {"\r", "\x85", "\u2028", "\u2029"}


def decode(data: bytes, path: str, limit: int) -> tuple[str | None, list[Problem]]:
    """The text of a file with `\\n` line ends, or None and the faults that keep it from being read.

    What holds of the text: UTF-8 without a byte order mark, at most `limit` bytes, no control character but tab and
    line feed, no noncharacter (Unicode 16, section 23.7), no line break that an editor does not show,
    no conflict left by Git.
    """
    start = Place(path)
    if len(data) > limit:
        return None, [
            Problem(
                start,
                f"a file has at most {limit:,} bytes; it has {len(data):,}",
                "Shorten it, or split it.",
                "file-size",
            )
        ]
    for mark, name in _MARKS:
        if data.startswith(mark):
            return None, [
                Problem(
                    start,
                    f"a file is plain UTF-8; it is {name}",
                    "Save it as “UTF-8” (not “with BOM”, not UTF-16).",
                    "encoding",
                )
            ]
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n")
        return None, [
            Problem(
                place_in(path, before, len(before)),
                f"a file is plain UTF-8; the byte 0x{data[error.start]:02X} is not",
                "Save it as “UTF-8”.",
                "encoding",
            )
        ]
    faults = [
        Problem(place_in(path, text, match.start()), refusal(match.group()), RETYPE, "characters")
        for match in refused(text)
    ]
    faults += [
        Problem(
            place_in(path, text, match.start(1)),
            f"a file holds one version of its text; Git's mark {match[1]} of two that disagree was found",
            "Keep the lines that are right, and delete the lines <<<<<<<, ======= and >>>>>>>.",
            "conflict",
        )
        for match in list(_CONFLICT.finditer(text))[:1]
    ]
    return (None, faults) if faults else (text, [])


def refused(text: str) -> list[re.Match[str]]:
    """The first match of each character that no text may hold: a file of nothing else is one fault, not 65,000."""
    firsts: dict[str, re.Match[str]] = {}
    for match in (_REFUSED_ASCII if text.isascii() else REFUSED).finditer(text):
        firsts.setdefault(match.group(), match)
    return list(firsts.values())


def trimmed(text: str) -> str:
    """Longer text without the empty lines before it and the blanks behind it. Its first line stays indented: that may
    make it code, or the first item of a list."""
    empty = _EMPTY_LINES.match(text)
    return text[empty.end() if empty else 0 :].rstrip()


def unclosed(text: str) -> str | None:
    """The first mark of direction that would turn what stands beside the text as well, or None."""
    open_marks: list[str] = []
    for mark in _TURNING.findall(text):
        if mark in _TURNS:
            open_marks.append(mark)
        elif open_marks and _TURNS[open_marks[-1]] == mark:
            open_marks.pop()
        else:
            return mark
    return open_marks[0] if open_marks else None


def direction_marks(text: str, path: str) -> list[Problem]:
    """A warning at the first of each kind of mark that turns text: an editor does not see what a reader will."""
    firsts: dict[str, int] = {}
    for match in _TURNING.finditer(text) if not text.isascii() else ():
        firsts.setdefault(match.group(), match.start())
    return [
        Problem(
            place_in(path, text, index),
            f"letters say by themselves which way they run; the invisible mark U+{ord(mark):04X} was found",
            "Delete it (retype the words round it), unless the line reads wrongly without it.",
            "direction",
            "warning",
        )
        for mark, index in firsts.items()
    ]


def refusal(character: str) -> str:
    """What must hold, and which refused character was found."""
    code = f"U+{ord(character):04X}"
    if character in _BREAKS:
        return f"a line ends with a line feed; the invisible line break {code} was found"
    return f"a text has only characters that can be seen; {code} was found"


def place_in(path: str, text: str, index: int) -> Place:
    """The place of a character of a file's text, by its index."""
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
