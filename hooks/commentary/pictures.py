"""The files that stand on the site for a picture in `docs/`: WebP in several widths, and one for the rest.

A JPEG or PNG is never published itself: what is made of it holds its pixels and nothing else, so no place where it
was taken. GIF, WebP, AVIF and SVG are published as they are, once they have been found harmless.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import posixpath
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache as once
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, features

from commentary.addresses import slug
from commentary.cache import Cache, key, unkept
from commentary.originals import Original, Unreadable, broken, measure, pixels, read_picture
from commentary.problems import Problem

WIDTHS = (400, 800, 1200, 1600)
FALLBACK_WIDTH = 1200
PORTRAIT_WIDTHS = (96, 192)
"""A portrait is shown 48 pixels wide beside words and 90 on its own page; screens have up to twice as many."""
MADE_ANEW = ("JPEG", "PNG")

# The smallest result of each line is taken.
_RECIPES: dict[str, dict[str, list[dict[str, Any]]]] = {
    "JPEG": {
        "webp": [{"format": "WEBP", "quality": 76, "method": 6}],
        "fallback": [{"format": "JPEG", "quality": 80, "progressive": True, "optimize": True, "subsampling": "4:2:0"}],
    },
    # Screenshots and drawings: thin coloured lines suffer where colours are kept at half the size.
    "PNG": {
        "webp": [
            {"format": "WEBP", "lossless": True, "quality": 80, "method": 4},
            {"format": "WEBP", "quality": 85, "method": 6, "use_sharp_yuv": True},
        ],
        "fallback": [
            {"format": "PNG", "optimize": True},
            {"format": "JPEG", "quality": 85, "progressive": True, "optimize": True, "subsampling": "4:4:4"},
        ],
    },
}
_MADE_BY = tuple(features.version(name) for name in ("pil", "webp", "libjpeg_turbo", "zlib", "littlecms2"))


class Rendition(NamedTuple):
    """A picture in one format and width, by its path on the site."""

    path: str
    width: int


@dataclass(frozen=True, slots=True)
class PictureFiles:
    """What a page needs to show a picture. Width and height are the original's, as a reader sees it."""

    width: int
    height: int
    fallback: str
    """Path on the site for `<img src>`; of the original itself, where that is published as it is."""
    fallback_width: int | None = None
    """Where it is not the original's."""
    renditions: tuple[Rendition, ...] = ()
    """In WebP, for `<img srcset>`, the narrowest first."""
    files: dict[str, Path] = field(default_factory=dict)
    """Files to publish beside those of `docs/`: path on the site, and where the file lies."""
    see_through: bool = False
    """Whether the page shows through it somewhere; it is then shown on a light ground, in the dark too."""
    drawing: bool = False
    """Whether it is as sharp in any size."""

    def shown(self, width: int | None = None) -> tuple[int, int]:
        """Width and height in which a page shows it, where there is room: its own or, if given, the width that its
        editor wants. Nothing but a drawing is made larger than it is."""
        wide = self.width if width is None else width if self.drawing else min(width, self.width)
        return wide, max(1, round(self.height * wide / self.width))

    @property
    def fallback_size(self) -> tuple[int, int]:
        """Width and height of the file that `fallback` names."""
        width = self.fallback_width or self.width
        return width, max(1, round(self.height * width / self.width))


def examine(docs: Path, src: str, cache: Cache) -> tuple[Original | None, list[Problem]]:
    """What the picture is, or what is wrong with it; quick, since nothing is made of it."""
    data, problems = read_picture(docs, src)
    return (None, problems) if data is None else _measured(data, src, cache)


def prepare(
    docs: Path, src: str, cache: Cache, widths: Iterable[int] = WIDTHS
) -> tuple[PictureFiles | None, list[Problem]]:
    """The files for a picture, by its path in `docs/`, or what is wrong with it.

    No rendition is wider than the original. A name carries the sum of the original and of how it is treated, so that
    what stands at an address never changes.
    """
    data, problems = read_picture(docs, src)
    if data is None:
        return None, problems
    original, problems = _measured(data, src, cache)
    if original is None:
        return None, problems
    if original.kind not in MADE_ANEW:
        drawing = original.kind == "SVG"
        return PictureFiles(original.width, original.height, src, see_through=original.see_through, drawing=drawing), []
    try:
        return _made(data, src, original, cache, tuple(widths)), []
    except Unreadable:
        return None, [broken(src, original.kind)]
    except OSError as error:
        return None, [unkept(error)]


def prepare_all(
    docs: Path, srcs: Iterable[str], cache: Cache, widths: Iterable[int] = WIDTHS
) -> tuple[dict[str, PictureFiles], list[Problem]]:
    """The files for several pictures by their paths in `docs/`, side by side, and what is wrong with any."""
    srcs = sorted(set(srcs))
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        results = list(pool.map(lambda src: prepare(docs, src, cache, widths), srcs))
    ready = {src: files for src, (files, _) in zip(srcs, results, strict=True) if files}
    return ready, sorted({problem for _, problems in results for problem in problems})


def remember(docs: Path, srcs: Iterable[str], cache: Cache, widths: Iterable[int] = WIDTHS) -> None:
    """Asks for what is kept of the pictures, so that it stays. Nothing is made of them."""
    for src in sorted(set(srcs)):
        data, _ = read_picture(docs, src)
        original = None if data is None else _measured(data, src, cache)[0]
        if original and original.kind in MADE_ANEW:
            steps = _steps(original.width, tuple(widths))
            for role in _RECIPES[original.kind]:
                for width in steps:
                    cache.ask(_name(original, role, steps, width))


def _measured(data: bytes, src: str, cache: Cache) -> tuple[Original | None, list[Problem]]:
    """`measure`, which goes through all pixels, once for each file."""
    digest = hashlib.sha256(data).hexdigest()
    name = key("measured with what shows through", digest, posixpath.splitext(src)[1].lower(), _MADE_BY)
    known = cache.read(name)
    if known:
        return Original(*json.loads(known), digest), []
    original, problems = measure(data, src)
    if original:
        # A check may run where nothing can be written.
        with suppress(OSError):
            cache.keep(
                name, json.dumps([original.kind, original.width, original.height, original.see_through]).encode()
            )
    return original, problems


def _made(data: bytes, src: str, original: Original, cache: Cache, widths: tuple[int, ...]) -> PictureFiles:
    recipes = _RECIPES[original.kind]
    steps = _steps(original.width, widths)
    stem = posixpath.join(posixpath.dirname(src), slug(posixpath.splitext(posixpath.basename(src))[0]) or "picture")
    tag = key(original.digest, recipes)[:8]
    largest = once(lambda: pixels(data, steps[-1]))
    files: dict[str, Path] = {}

    def rendition(role: str, width: int) -> Rendition:
        name = _name(original, role, steps, width)
        kept = cache.find(name) or cache.keep(name, _encoded(largest, width, recipes[role]))
        path = f"{stem}-{width}-{tag}.{_ending(kept)}"
        files[path] = kept
        return Rendition(path, width)

    renditions = tuple(rendition("webp", width) for width in steps)
    fallback = rendition("fallback", max((w for w in steps if w <= FALLBACK_WIDTH), default=steps[0]))
    return PictureFiles(
        original.width,
        original.height,
        fallback.path,
        fallback.width,
        renditions,
        files,
        see_through=original.see_through,
    )


def _name(original: Original, role: str, steps: tuple[int, ...], width: int) -> str:
    """The key of a rendition; each is made from one in the largest width."""
    return key(original.digest, _RECIPES[original.kind][role], steps[-1], width, _MADE_BY)


def _steps(width: int, widths: tuple[int, ...]) -> tuple[int, ...]:
    """The widths for an original: those below its own, and its own or the widest; none close to the last."""
    last = min(width, max(widths))
    return (*sorted(w for w in widths if w < last * 0.9), last)


def _encoded(largest: Callable[[], Image.Image], width: int, recipes: list[dict[str, Any]]) -> bytes:
    image = largest()
    if width < image.width:
        image = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
    results = []
    for recipe in recipes:
        if image.mode == "RGB" or recipe["format"] != "JPEG":
            buffer = io.BytesIO()
            image.save(buffer, **recipe)
            results.append(buffer.getvalue())
    # A see-through picture has no JPEG; its recipe is a PNG's, which has another line.
    return min(results, key=len)


def _ending(file: Path) -> str:
    """What the name of a file ends in, by its first bytes."""
    with open(file, "rb") as opened:
        head = opened.read(12)
    if head.startswith(b"\x89PNG"):
        return "png"
    return "webp" if head.startswith(b"RIFF") else "jpg"
