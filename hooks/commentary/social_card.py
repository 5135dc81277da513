"""The card that other sites show where somebody links to an article: Open Graph, 1200 × 630 pixels."""

from __future__ import annotations

import io
import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageDraw, features

from commentary.cache import Cache, key, unkept
from commentary.headline import ELLIPSIS, Box, set_headline
from commentary.problems import Problem
from commentary.site_file import FILE as SETTINGS
from commentary.typeface import Typeface, load_typeface, runs_backwards

FOLDER = "cards"
"""Where cards stand on the site."""
WIDTH, HEIGHT = 1200, 630
FONTS = "hooks/theme/card/fonts"
"""Where the fonts of the theme are, each for the letters that those before it lack."""
_FONT_FILES = ("serif.ttf", "hebrew.ttf", "arabic.ttf", "devanagari.ttf", "thai.ttf")
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
_SHADES = 32
_JOINERS = dict.fromkeys((0x200D, 0xFE0E, 0xFE0F))
_MADE_BY = tuple(features.version(name) for name in ("pil", "zlib"))


@dataclass(frozen=True, slots=True)
class Card:
    """Its path on the site, the file to put there, and what it says, for those who don't see it."""

    path: str
    file: Path
    says: str


def card_typeface(root: Path, own: Iterable[str]) -> tuple[Typeface | None, list[Problem]]:
    """The letters of cards: the theme's fonts, and behind them the owner's, by their paths from `root`; and what cannot
    be read."""
    folder = Path(__file__).resolve().parents[1] / "theme" / "card" / "fonts"
    return load_typeface([
        *((folder / name, f"{FONTS}/{name}") for name in _FONT_FILES),
        *((root / name, SETTINGS) for name in own),
    ])  # fmt: skip


def prepare_card(
    id: str, title: str, category: str, publication: str, typeface: Typeface, cache: Cache
) -> tuple[Card | None, list[Problem]]:
    """The card of an article, drawn once; its path holds the sum of what it says and of the letters. None where no font
    has the letters of either the title or the publication's name."""
    says = title if drawable(title, typeface) else publication if drawable(publication, typeface) else ""
    if not says:
        return None, []
    said = (title, category, publication, typeface.digest)
    name = key("card", *said, _MADE_BY)
    try:
        file = cache.find(name) or cache.keep(name, draw_card(title, category, publication, typeface))
    except OSError as error:
        return None, [unkept(error)]
    return Card(f"{FOLDER}/{id}-{key(*said)[:8]}.png", file, says), []


def draw_card(title: str, category: str, publication: str, typeface: Typeface) -> bytes:
    """The card as a PNG: for the same words and letters the same bytes, on any machine with the same libraries.

    A text with a letter that no font has is left out whole, since half of it might say something else; where that is
    the title, the publication's name stands in its place. Ornaments that no font has, such as emoji, go by themselves.
    A title that runs from right to left begins at the right, and all of the card with it.
    """
    headline, kicker, name = (drawable(text, typeface) for text in (title, _capitals(category), publication))
    if not headline:
        headline, kicker, name = name, "", ""
    canvas = Image.new("L", (WIDTH, HEIGHT))
    rtl = runs_backwards(headline)

    def put(text: str, baseline: float, size: float, spacing: float) -> None:
        start = WIDTH - _MARGIN - typeface.width(text, size, spacing) if rtl else _MARGIN
        typeface.draw(canvas, start, baseline, text, size, spacing, rtl)

    put(*_fitted(kicker, _KICKER, _KICKER_BASELINE, typeface, _SPACED))
    leading = max(_BOX.leading, typeface.leading(headline))
    lines, size = set_headline(headline, replace(_BOX, leading=leading), typeface)
    for number, line in enumerate(lines):
        # What stands higher than Latin capitals has more room above it too.
        put(line, _TOP + size * (0.76 + 0.6 * (leading - _BOX.leading) + number * leading), size, _TIGHT)
    pen = ImageDraw.Draw(canvas)
    for left, top, right, bottom in (_RULE, _BAND):
        pen.rectangle((left, top, right - 1, bottom - 1), fill=255)
    put(*_fitted(name, _NAME, _NAME_BASELINE, typeface))
    return _png(canvas, rtl)


def drawable(text: str, typeface: Typeface) -> str:
    """The text as a card can show it: without ornaments that the typeface lacks; nothing if it lacks a letter."""
    ornaments = str.maketrans(dict.fromkeys(c for c in typeface.lacks(text) if _is_ornament(c)))
    text = text.translate(ornaments)
    # What joins several emoji into one goes with them.
    text = text.translate(_JOINERS) if ornaments else text
    return "" if typeface.lacks(text) else " ".join(text.split())


def _capitals(text: str) -> str:
    """The text in capitals; those of Greek carry no accent."""
    letters = unicodedata.normalize("NFD", text.upper())
    return unicodedata.normalize("NFC", re.sub(r"(?<=[\u0391-\u03a9])\u0301", "", letters))


def _is_ornament(sign: str) -> bool:
    """Whether a sign is a picture, or colours one: without it, a text says the same."""
    return unicodedata.category(sign) == "So" or "\U0001f3fb" <= sign <= "\U0001f3ff"


def _fitted(
    text: str, size: float, baseline: float, typeface: Typeface, spacing: float = 0
) -> tuple[str, float, float, float]:
    """A line that is made smaller, to three quarters, and then shorter until it fits; with its baseline and spacing."""
    smaller = size * max(0.75, min(1, _COLUMN / max(1, typeface.width(text, size, spacing))))
    if typeface.width(text, smaller, spacing) > _COLUMN:
        shorter = [text[:n].rstrip() + ELLIPSIS for n in range(min(len(text), _COLUMN))]
        text = shorter[bisect(shorter, _COLUMN, key=lambda s: typeface.width(s, smaller, spacing)) - 1]
    return text, baseline, smaller, spacing


def _png(coverage: Image.Image, rtl: bool) -> bytes:
    """What is covered, in ink, but the kicker and the band in the accent, as a picture of few colours."""
    if rtl:
        band = coverage.crop(_BAND)
        coverage.paste(0, _BAND)
        coverage.paste(band, (WIDTH - _BAND[2], 0))
    shades = coverage.point([value * (_SHADES - 1) // 255 for value in range(256)])
    for part in ((0, 0, WIDTH, _TOP - 20), (WIDTH - _BAND[2], 0, WIDTH, HEIGHT) if rtl else _BAND):
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
