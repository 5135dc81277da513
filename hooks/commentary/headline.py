"""A headline set into a box: as large as it can be, its lines about as long as each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from commentary.typeface import Typeface

ELLIPSIS = "…"

# A line may end at a blank, behind a hyphen or dash, and between ideographs, but not before what closes a phrase.
_IDEOGRAPH = r"[\u2e80-\u2fff\u3003-\u3007\u3012-\u9fff\uac00-\ud7af\uf900-\ufaff\uff10-\uff5a]"
_CLOSING = r"[、。，．：；！？）」』】〉》…,.:;!?)\]»”’]"
_PART = re.compile(
    rf"{_IDEOGRAPH}{_CLOSING}*|(?:(?!{_IDEOGRAPH}).)+?(?:(?<=\w)[-–—/](?=\w)|(?={_IDEOGRAPH})|$)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Box:
    """Width and height in pixels, the sizes of letters to try, and how far lines stand apart, in ems."""

    width: float
    height: float
    sizes: tuple[int, ...]
    leading: float


@dataclass(frozen=True, slots=True)
class _Part:
    """What stays on one line: its letters, the blank before it (none inside a word) and its own width, in ems."""

    text: str
    blank: float
    width: float


def set_headline(text: str, box: Box, typeface: Typeface) -> tuple[list[str], int]:
    """The lines of a text, whose letters the typeface has, and their size.

    A word is broken only if it is wider than the box at the smallest size; an ellipsis stands only at the end of what
    is too long for the box even so.
    """
    ems = partial(_ems, typeface=typeface)
    blank = ems(" ")
    parts = [
        _Part(part, 0 if i else blank, ems(part))
        for word in text.split(" ")
        for i, part in enumerate(_PART.findall(word))
    ]
    for size in box.sizes:
        column, most = box.width / size, int(box.height / (size * box.leading))
        lines = _filled(parts, column)
        if len(lines) <= most and all(part.width <= column for part in parts):
            return [_joined(line) for line in _balanced(parts, column, len(lines))], size
    lines = _filled([piece for part in parts for piece in _broken(part, column, ems)], column)
    said = [_joined(line) for line in lines[:most]]
    if len(lines) > most:
        last = said.pop() + ELLIPSIS
        while ems(last) > column and len(last) > 1:
            words = last.removesuffix(ELLIPSIS)
            last = (words[: words.rfind(" ")] if " " in words else words[:-1]).rstrip(" ,;:.–—-") + ELLIPSIS
        said.append(last)
    return said, size


def _ems(text: str, typeface: Typeface) -> float:
    return typeface.width(text, 1)


def _filled(parts: Iterable[_Part], column: float) -> list[list[_Part]]:
    """Lines that each hold as much as they can."""
    lines: list[list[_Part]] = []
    room = 0.0
    for part in parts:
        if lines and part.blank + part.width <= room:
            lines[-1].append(part)
            room -= part.blank + part.width
        else:
            lines.append([part])
            room = column - part.width
    return lines


def _balanced(parts: list[_Part], column: float, count: int) -> list[list[_Part]]:
    """So many lines, with the least sum of the squares of what they leave free, and few that end in a short word."""
    nothing = float("inf")
    costs = [0.0] + [nothing] * len(parts)
    steps: list[list[int]] = []
    for _ in range(count):
        after, begins = [nothing] * (len(parts) + 1), [0] * (len(parts) + 1)
        for start, cost in enumerate(costs):
            width = 0.0
            for end in range(start, len(parts) if cost < nothing else start):
                width += parts[end].width + (parts[end].blank if end > start else 0)
                if width > column:
                    break
                # “to a” at the end of a line makes a reader stumble.
                lonely = (column / 5) ** 2 if len(parts[end].text) < 3 and end + 1 < len(parts) else 0
                whole = cost + (column - width) ** 2 + lonely
                if whole < after[end + 1]:
                    after[end + 1], begins[end + 1] = whole, start
        costs = after
        steps.append(begins)
    lines, end = [], len(parts)
    for begins in reversed(steps):
        lines.append(parts[begins[end] : end])
        end = begins[end]
    return lines[::-1]


def _broken(part: _Part, column: float, ems: partial[float]) -> list[_Part]:
    """The part, in pieces that fit the column."""
    if part.width <= column:
        return [part]
    pieces = [""]
    for letter in _with_marks(part.text):
        if pieces[-1] and ems(pieces[-1] + letter) > column:
            pieces.append("")
        pieces[-1] += letter
    return [_Part(piece, 0 if i else part.blank, ems(piece)) for i, piece in enumerate(pieces)]


def _with_marks(text: str) -> list[str]:
    """The letters of a text, each with the marks that stand on it."""
    letters: list[str] = []
    for letter in text:
        if letters and unicodedata.category(letter)[0] == "M":
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _joined(line: list[_Part]) -> str:
    return "".join(f"{' ' if part.blank and i else ''}{part.text}" for i, part in enumerate(line))
