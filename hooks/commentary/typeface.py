"""The letters that are drawn at build time: which there are, how wide a line of them is, and their shapes.

HarfBuzz shapes and draws, python-bidi says which way each letter runs (UAX 9). Both come with their wheels, so that a
card is the same on every machine.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from bidi import algorithm as bidi
from PIL import Image

from commentary.problems import Place, Problem

_EM = 1 << 16
"""Units of an em: so fine that no width depends on the size in which it is drawn."""
# Marks that steer the direction, and are not drawn; what asks for a form of the letter before it; joiners.
_STEERING = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad"))
_BRACKETS = dict(zip("([{⁅⁽₍⟦⟨⟪⟮〈《「『【〔〖（［｛", ")]}⁆⁾₎⟧⟩⟫⟯〉》」』】〕〗）］｝", strict=True))
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A shape of a font, and where it stands on its line, in ems."""

    font: int
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Line:
    glyphs: tuple[_Glyph, ...]
    width: float


class Typeface:
    """Fonts that complete each other: the first that has a letter gives it."""

    def __init__(self, fonts: Sequence[tuple[bytes, int]]):
        """Each font as the bytes of its file and its number in it. Raises ValueError for what is no font."""
        self.files = tuple(fonts)
        self._fonts = [_font(data, number) for data, number in fonts]
        self._owner = lru_cache(4096)(self._find)
        self._line = lru_cache(2048)(self._set)

    @cached_property
    def digest(self) -> str:
        """The sum of all that decides how a text looks."""
        whole = hashlib.sha256(f"{hb.__version__} {hb.version_string()}".encode())
        for data, number in self.files:
            whole.update(hashlib.sha256(data).digest() + bytes([number]))
        return whole.hexdigest()

    def lacks(self, text: str) -> str:
        """The letters of a text that no font has, each once."""
        return "".join(dict.fromkeys(c for c in _plain(text) if self._owner(c) is None))

    def leading(self, text: str) -> float:
        """How far lines of the text have to stand apart, in ems, beside what a Latin headline needs."""
        used = {owner for c in _plain(text) if (owner := self._owner(c))}
        extents = [self._fonts[number].get_font_extents("ltr") for number in used]
        return max([(e.ascender - e.descender) / _EM for e in extents], default=0)

    def width(self, text: str, size: float, spacing: float = 0) -> float:
        """How far a line of letters that the typeface has reaches; `spacing` ems stand between them."""
        return self._line(_plain(text), spacing, None).width * size

    def draw(
        self, canvas: Image.Image, x: float, baseline: float, text: str, size: float, spacing: float = 0,
        rtl: bool | None = None,
    ) -> None:  # fmt: skip
        """Adds a line of letters that the typeface has to what covers a canvas, beginning at its left end `x`. `rtl`
        says which way the text runs that the line is a part of, where the line does not say so itself."""
        line = self._line(_plain(text), spacing, rtl)
        pen = hb.RasterDraw()
        scale = size / _EM
        for glyph in line.glyphs:
            # HarfBuzz counts upwards from the lowest row.
            pen.transform = (scale, 0, 0, scale, x + glyph.x * size, canvas.height - baseline + glyph.y * size)
            pen.draw_glyph(self._fonts[glyph.font], glyph.number)
        drawn = pen.render()
        if drawn is None or not drawn.extents.width:
            return
        e = drawn.extents
        mask = Image.frombytes("L", (e.stride, e.height), bytes(drawn.buffer)).crop((0, 0, e.width, e.height))
        mask = mask.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        canvas.paste(255, (e.x_origin, canvas.height - e.y_origin - e.height), mask)

    def _find(self, letter: str) -> int | None:
        """The number of the first font that has a letter; that of the first one for what is not drawn."""
        if letter == " " or letter in _UNSEEN:
            return 0
        found = (n for n, font in enumerate(self._fonts) if font.get_nominal_glyph(ord(letter)))
        return next(found, None)

    def _set(self, text: str, spacing: float, rtl: bool | None) -> _Line:
        """The glyphs of a line from left to right."""
        # Letters that join must not be drawn apart.
        spacing = 0 if any(self._owner(c) for c in text) else spacing
        glyphs: list[_Glyph] = []
        x = 0.0
        for run, font, backwards in self._runs(text, rtl):
            buffer = hb.Buffer()
            buffer.add_str(run)
            buffer.guess_segment_properties()
            buffer.direction = "rtl" if backwards else "ltr"
            hb.shape(self._fonts[font], buffer)
            cluster = None
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                if glyphs and info.cluster != cluster:
                    x += spacing
                cluster = info.cluster
                glyphs.append(_Glyph(font, info.codepoint, x + position.x_offset / _EM, position.y_offset / _EM))
                x += position.x_advance / _EM
        return _Line(tuple(glyphs), x)

    def _runs(self, text: str, rtl: bool | None) -> Iterator[tuple[str, int, bool]]:
        """Parts of one font and one direction, from left to right as they are seen, each with its letters as they are
        said (UAX 9, rule L2)."""
        owners: list[int] = []
        for letter in text:
            owner = self._owner(letter)
            # A mark stands on its letter, whose font it has to have.
            on_letter = unicodedata.category(letter)[0] == "M" or letter in _UNSEEN or letter == " "
            has = owners and self._fonts[owners[-1]].get_nominal_glyph(ord(letter))
            owners.append(owners[-1] if on_letter and owners and (has or owner is None) else owner or 0)
        levels = _levels(text, rtl)
        runs = []
        at = 0
        for (owner, level), group in groupby(zip(owners, levels, strict=True)):
            length = len(list(group))
            runs.append((text[at : at + length], owner, level))
            at += length
        for level in range(max(levels, default=0), 0, -1):
            start = 0
            while start < len(runs):
                end = start
                while end < len(runs) and runs[end][2] >= level:
                    end += 1
                runs[start:end] = runs[start:end][::-1]
                start = max(end, start + 1)
        yield from ((run, owner, level % 2 == 1) for run, owner, level in runs)


def runs_backwards(text: str) -> bool:
    """Whether a text begins at the right (UAX 9, rules P2 and P3)."""
    return bool(bidi.get_base_level(_plain(text)))


def _levels(text: str, rtl: bool | None) -> list[int]:
    """The level of each letter."""
    # What only joins or parts its neighbours (BN) goes with the one before it.
    weightless = [unicodedata.bidirectional(letter) == "BN" for letter in text]
    text = "".join(letter for letter, without in zip(text, weightless, strict=True) if not without)
    storage = bidi.get_empty_storage()
    base = bidi.get_base_level(text) if rtl is None else int(rtl)
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    bidi.get_embedding_levels(text, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], "LR"[base])
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    found, levels = iter(storage["chars"]), [base]
    for without in weightless:
        levels.append(levels[-1] if without else next(found)["level"])
    return levels[1:]


def _pair_brackets(letters: list[dict[str, Any]], towards: str) -> None:
    """Gives both brackets of a pair one direction (UAX 9, rules BD16 and N0), which python-bidi passes over. The text
    is all of one level, since what would embed another was taken out."""
    pairs, opened = [], []
    for at, letter in enumerate(letters):
        if letter["ch"] in _BRACKETS:
            opened.append((_BRACKETS[letter["ch"]], at))
        elif found := [n for n, (closing, _) in enumerate(opened) if closing == letter["ch"]]:
            pairs.append((opened[found[-1]][1], at))
            del opened[found[-1] :]
    for start, end in sorted(pairs):
        inside = {_strong(letter) for letter in letters[start + 1 : end]} - {""}
        if not inside:
            continue
        before = next((s for letter in reversed(letters[:start]) if (s := _strong(letter))), towards)
        direction = towards if towards in inside else before
        letters[start]["type"] = letters[end]["type"] = direction


def _strong(letter: dict[str, Any]) -> str:
    """The direction of a letter; numbers count as running to the left here."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(letter["type"], "")


def _plain(text: str) -> str:
    """The text composed (NFC), which is how fonts have most letters, with blanks for what stands like one."""
    text = unicodedata.normalize("NFC", text).translate(_STEERING)
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) != "Cc")


def _font(data: bytes, number: int) -> hb.Font:
    face = hb.Face(data, number)
    if not face.glyph_count or not face.unicodes:
        raise ValueError("it is no TTF or OTF font")
    font = hb.Font(face)
    font.scale = (_EM, _EM)
    if any(axis.tag == "wght" for axis in face.axis_infos):
        font.set_variations({"wght": 700})
    return font


def load_typeface(fonts: Sequence[tuple[Path, str]]) -> tuple[Typeface | None, list[Problem]]:
    """The typeface in font files (TTF, OTF, TTC), each with the file that names it; `file.ttc#2` is the third font of
    a collection. Or None, and what cannot be read."""
    read: list[tuple[bytes, int]] = []
    problems = []
    for path, place in fonts:
        name, _, number = path.name.partition("#")
        try:
            data = path.with_name(name).read_bytes()
            Typeface([(data, int(number or 0))])
            read.append((data, int(number or 0)))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            problems.append(
                Problem(
                    Place(place),
                    f"cards are drawn with the letters of {path.name}, a TTF or OTF font; it cannot be read: {reason}",
                    "Put the font there, or correct its path.",
                    "typeface",
                )
            )
    return (None if problems else Typeface(read)), problems
