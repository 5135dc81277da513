"""The letters that are drawn at build time: which there are, how wide a line of them is, and their shapes."""

from __future__ import annotations

import hashlib
import io
import json
import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

from commentary.problems import Place, Problem

FOLDER = "hooks/theme/assets/fonts"
BOLD = 700

# No font has a glyph for a noncharacter: what is drawn for it is drawn for every letter that is missing.
_MISSING = "\uffff"
# What HarfBuzz and FriBidi do differs with what a machine has installed; this layout is FreeType's alone.
_LAYOUT = ImageFont.Layout.BASIC
_EXACT = 1000
_DIRECTIONS = ("R", "AL", "AN", "RLE", "RLO", "RLI")


class Typeface:
    """Fonts that complete each other, the first that has a letter gives it, and the kerns of the first.

    Letters are set one after the other from left to right, each at its own width. So a script that joins its letters,
    stacks them or runs the other way is not drawn at all: `has` says no.
    """

    def __init__(self, fonts: Sequence[bytes], kerns: Sequence[tuple[str, str, float]] = ()):
        self.fonts = tuple(fonts)
        self.kerns = {a + b: float(value) for lefts, rights, value in kerns for a in lefts for b in rights}
        self._sized = lru_cache(64)(self._load)
        self._owner = lru_cache(4096)(self._find)
        self._advance = lru_cache(4096)(self._ems)
        self._sized(0, 16)

    @cached_property
    def digest(self) -> str:
        """The sum of all that decides how a text looks."""
        whole = hashlib.sha256(repr(sorted(self.kerns.items())).encode())
        for font in self.fonts:
            whole.update(hashlib.sha256(font).digest())
        return whole.hexdigest()

    def has(self, letter: str) -> bool:
        return letter == " " or self._owner(letter) is not None

    def width(self, text: str, size: float, spacing: float = 0) -> float:
        """How far a line of letters that the typeface has reaches; `spacing` ems stand between them."""
        return self._places(text, size, spacing)[-1]

    def draw(
        self, canvas: ImageDraw.ImageDraw, x: float, baseline: float, text: str, size: float, spacing: float = 0
    ) -> None:
        """Puts a line of letters that the typeface has onto a canvas, beginning at `x`."""
        for letter, place in zip(text, self._places(text, size, spacing), strict=False):
            if letter != " ":
                font = self._sized(self._owner(letter), size)
                canvas.text((x + place, baseline), letter, font=font, fill=255, anchor="ls")

    def _places(self, text: str, size: float, spacing: float) -> list[float]:
        """Where each letter begins, and where the last one ends."""
        places, x = [], 0.0
        for i, letter in enumerate(text):
            x += self.kerns.get(text[i - 1 : i + 1], 0) if i else 0
            places.append(x * size)
            x += self._advance(letter) + spacing
        return [*places, (x - spacing) * size if text else 0.0]

    def _ems(self, letter: str) -> float:
        """How wide a letter is, as exactly as a large one shows."""
        return self._sized(self._owner(letter) or 0, _EXACT).getlength(letter) / _EXACT

    def _find(self, letter: str) -> int | None:
        """The number of the first font that has a letter."""
        if unicodedata.category(letter)[0] in "MC" or unicodedata.bidirectional(letter) in _DIRECTIONS:
            return None
        for number in range(len(self.fonts)):
            font = self._sized(number, 32)
            if _shape(font, letter) != _shape(font, _MISSING):
                return number
        return None

    def _load(self, number: int, size: float) -> ImageFont.FreeTypeFont:
        font = ImageFont.truetype(io.BytesIO(self.fonts[number]), size, layout_engine=_LAYOUT)
        try:
            axes = font.get_variation_axes()
        except OSError:
            return font
        # Of all axes, only weight goes that far.
        font.set_variation_by_axes([BOLD if a["minimum"] <= BOLD <= a["maximum"] else a["default"] for a in axes])
        return font


def _shape(font: ImageFont.FreeTypeFont, letter: str) -> tuple[object, bytes, float]:
    mask = font.getmask(letter, mode="L")
    return mask.size, bytes(mask), font.getlength(letter)


def load_typeface(fonts: Sequence[Path], kerns: Path | None = None) -> tuple[Typeface | None, list[Problem]]:
    """The typeface in font files (TTF, OTF, WOFF2) and, as JSON, the kerns of the first: left letters, right letters,
    and by how many ems the right one stands further off. Or None, and what cannot be read."""
    try:
        table = json.loads(kerns.read_text("utf-8")) if kerns else []
        return Typeface([font.read_bytes() for font in fonts], table), []
    except (OSError, ValueError, TypeError) as error:
        names = ", ".join(path.name for path in (*fonts, kerns) if path)
        reason = getattr(error, "strerror", None) or error
        return None, [
            Problem(
                Place(FOLDER),
                f"cards are drawn with the letters of {names}; they cannot be read: {reason}",
                "Put the fonts there again.",
                "typeface",
            )
        ]
