"""The card that other sites show where somebody links to an article: Open Graph, 1200 × 630 pixels."""

from __future__ import annotations

import io
import re
import unicodedata
from bisect import bisect
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, features

from commentary.cache import Cache, key, unkept
from commentary.headline import ELLIPSIS, Box, set_headline
from commentary.problems import Problem
from commentary.typeface import Typeface

FOLDER = "cards"
"""Where cards stand on the site."""
WIDTH, HEIGHT = 1200, 630
PAPER, INK, ACCENT = (0xFB, 0xF8, 0xF1), (0x1D, 0x1B, 0x18), (0x92, 0x26, 0x0D)
"""--paper, --ink and --accent of the theme's tokens.css."""

_MARGIN = 80
_COLUMN = WIDTH - 2 * _MARGIN
_KICKER = 27
_SPACED = 0.09
"""Ems between the kicker's capitals."""
_KICKER_BASELINE = 116
_TOP = 156
_BOX = Box(_COLUMN, 332, tuple(range(104, 45, -2)), 1.13)
_TIGHT = -0.012
"""As on the page, a headline's letters stand a little closer."""
_RULE = (_MARGIN, 524, WIDTH - _MARGIN, 528)
_NAME, _NAME_BASELINE = 34, 584
_BAND = (0, 0, 20, HEIGHT)
_FINE = 4
"""Drawn so many times as large, lest letters be moved to whole pixels."""
_SHADES = 32
_MADE_BY = tuple(features.version(name) for name in ("pil", "freetype2", "zlib"))


@dataclass(frozen=True, slots=True)
class Card:
    """Its path on the site, and the file to put there."""

    path: str
    file: Path


def prepare_card(
    id: str, title: str, category: str, publication: str, typeface: Typeface, cache: Cache
) -> tuple[Card | None, list[Problem]]:
    """The card of an article, drawn once; its path holds the sum of what it says and of the letters."""
    said = (title, category, publication, typeface.digest)
    name = key("card", *said, _MADE_BY)
    try:
        file = cache.find(name) or cache.keep(name, draw_card(title, category, publication, typeface))
    except OSError as error:
        return None, [unkept(error)]
    return Card(f"{FOLDER}/{id}-{key(*said)[:8]}.png", file), []


def draw_card(title: str, category: str, publication: str, typeface: Typeface) -> bytes:
    """The card as a PNG: for the same words and letters the same bytes, on any machine with the same Pillow.

    Signs that the typeface does not have are left out. Where that would take more than a fifth of a headline's
    letters, the publication's name stands in its place.
    """
    headline, kicker, name = (_drawable(text, typeface) for text in (title, category.upper(), publication))
    if not headline:
        headline, kicker, name = name, "", ""
    canvas = Image.new("L", (WIDTH * _FINE, HEIGHT * _FINE))
    pen = ImageDraw.Draw(canvas)
    _line(pen, kicker, _KICKER, _KICKER_BASELINE, typeface, _SPACED)
    lines, size = set_headline(headline, _BOX, typeface)
    for number, line in enumerate(lines):
        baseline = _TOP + size * (0.76 + number * _BOX.leading)
        typeface.draw(pen, _MARGIN * _FINE, baseline * _FINE, line, size * _FINE, _TIGHT)
    for left, top, right, bottom in (_RULE, _BAND):
        pen.rectangle((left * _FINE, top * _FINE, right * _FINE - 1, bottom * _FINE - 1), fill=255)
    _line(pen, name, _NAME, _NAME_BASELINE, typeface)
    return _png(canvas.reduce(_FINE))


def _drawable(text: str, typeface: Typeface) -> str:
    """The text without signs that the typeface lacks; nothing if too many of its letters would go with them."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c if typeface.has(c) else " " if c.isspace() else "" for c in text)
    letters, left = (sum(c.isalnum() for c in some) for some in (text, kept))
    return re.sub(" +", " ", kept).strip() if left * 5 >= letters * 4 else ""


def _line(
    pen: ImageDraw.ImageDraw, text: str, size: int, baseline: int, typeface: Typeface, spacing: float = 0
) -> None:
    """A line that is made smaller, to three quarters, and then shorter until it fits."""
    smaller = size * max(0.75, min(1, _COLUMN / max(1, typeface.width(text, size, spacing))))
    if typeface.width(text, smaller, spacing) > _COLUMN:
        shorter = [text[:n].rstrip() + ELLIPSIS for n in range(min(len(text), _COLUMN))]
        text = shorter[bisect(shorter, _COLUMN, key=lambda s: typeface.width(s, smaller, spacing)) - 1]
    typeface.draw(pen, _MARGIN * _FINE, baseline * _FINE, text, smaller * _FINE, spacing)


def _png(coverage: Image.Image) -> bytes:
    """What is covered, in ink, but the kicker and the band in the accent, as a picture of few colours."""
    shades = coverage.point([value * (_SHADES - 1) // 255 for value in range(256)])
    for part in ((0, 0, WIDTH, _TOP - 20), _BAND):
        accent = coverage.crop(part).point([_SHADES + value * (_SHADES - 1) // 255 for value in range(256)])
        shades.paste(accent, part)
    card = Image.frombytes("P", shades.size, shades.tobytes())
    card.putpalette(
        [
            round(paper + (full - paper) * shade / (_SHADES - 1))
            for colour in (INK, ACCENT)
            for shade in range(_SHADES)
            for paper, full in zip(PAPER, colour, strict=True)
        ]
    )
    buffer = io.BytesIO()
    card.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
