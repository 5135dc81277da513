"""A picture as an editor dropped it into `docs/`: what it is, its size, its pixels. Nothing in it is trusted."""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from PIL import Image, ImageCms, PngImagePlugin

from commentary.drawings import drawing_size
from commentary.machine import machine_problem
from commentary.problems import Place, Problem, shown

BYTES = 40_000_000
PIXELS = 50_000_000
SIDE = 16_000
"""Longest side; WebP ends at 16,383 pixels."""

_KINDS = {
    ".avif": "AVIF",
    ".gif": "GIF",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".svg": "SVG",
    ".webp": "WEBP",
}
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

# Pillow calls a PNG broken whose profile unpacks to more than a megabyte, as printers' profiles do.
PngImagePlugin.MAX_TEXT_CHUNK = 16_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")

# The pixels are counted below, with a limit of our own and a report instead of a warning.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


class Unreadable(Exception):
    """Pixels that cannot be had of a picture whose measure could be taken."""


@dataclass(frozen=True, slots=True)
class Original:
    """A sound picture. Its width and height are those that a reader sees, turned the way its camera was held."""

    kind: str
    """AVIF, GIF, JPEG, PNG, SVG or WEBP."""
    width: int
    height: int
    see_through: bool
    """Whether what lies behind the picture shows through it somewhere."""
    digest: str


def read_picture(docs: Path, src: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a picture by its path in `docs/`, at most 40 MB."""
    path = f"docs/{src}"
    if os.path.isabs(src) or ".." in src.split("/"):
        return None, [_problem(path, "a picture is a file in docs/; this path leads out of it", "Move it there.")]
    try:
        with open(docs / src, "rb") as file:
            data = file.read(BYTES + 1)
    except (OSError, ValueError) as error:
        holds = "a picture is a file that can be read"
        reason = getattr(error, "strerror", None) or "its name is none"
        fault = machine_problem(error, docs, holds, path)
        return None, [fault or _problem(path, f"{holds}; {reason}", "Put the picture there.")]
    if len(data) > BYTES:
        return None, [
            _problem(path, f"a picture has at most {BYTES:,} bytes; it has more", "Save it smaller: 2,000 pixels wide.")
        ]
    return data, []


def measure(data: bytes, src: str) -> tuple[Original | None, list[Problem]]:
    """What a picture is, or every fault of it.

    What holds of a picture: it is what its name's ending says, whole, of at most 50 megapixels and 16,000 on a side,
    and, unless it is made anew for the site (JPEG, PNG), says nothing of where and by whom it was taken. An SVG is
    what `drawing_size` says.
    """
    path = f"docs/{src}"
    ending = os.path.splitext(src)[1].lower()
    kind = _KINDS.get(ending)
    if kind is None:
        known = ", ".join(_KINDS)
        return None, [_problem(path, f"a picture's name ends in {known}; found {shown(ending)}", "Save it as a JPEG.")]
    digest = hashlib.sha256(data).hexdigest()
    if kind == "SVG":
        size, problems = drawing_size(data, path)
        # Hardly a drawing covers all of its ground, and none says whether it does.
        return (Original(kind, *size, True, digest) if size else None), problems
    try:
        # A picture is read as what it is, not as what it is called.
        with Image.open(io.BytesIO(_without_texts(data)), formats=sorted({*_KINDS.values()} - {"SVG"})) as image:
            fault = _fault(image, kind, ending, path)
            if fault:
                return None, [fault]
            size = image.size
            if kind == "JPEG":
                # An eighth of the size is enough to see whether all of it is there.
                image.draft(None, (1, 1))
            image.load()
            # Browsers turn JPEG as EXIF says, and AVIF by a way of its own; WebP they show as it is stored.
            width, height = size if kind == "WEBP" else _turned(size, _turn(image))
            see_through = _see_through(image)
            private = _private(image) if kind in ("AVIF", "GIF", "WEBP") else None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None, [_bomb(path, "it has far more")]
    # Pillow's readers raise whatever a broken file makes them stumble over: struct.error, KeyError, SyntaxError …
    except Exception:
        return None, [broken(src, kind)]
    if private:
        return None, [
            _problem(
                path,
                f"a {_name(kind)} picture is published as it is, so it says nothing but the picture; {private} was"
                " found, which may tell where and by whom it was taken",
                "Save it without metadata, or as a JPEG or PNG, from which all of that is taken out.",
                "picture-metadata",
            )
        ]
    return Original(kind, width, height, see_through, digest), []


def pixels(data: bytes, widest: int) -> Image.Image:
    """The pixels of a sound JPEG or PNG, as a reader sees them, at most `widest` wide: RGB or RGBA, in sRGB.

    Nothing else of the file is left: no place, no camera, no profile, no thumbnail. Else raises Unreadable.
    """
    try:
        return _pixels(data, widest)
    except Exception as error:
        raise Unreadable from error


def _pixels(data: bytes, widest: int) -> Image.Image:
    with Image.open(io.BytesIO(_without_texts(data)), formats=("JPEG", "PNG")) as image:
        turn = _turn(image)
        width, height = _turned(image.size, turn)
        if image.format in ("JPEG", "MPO"):
            # Twice the size wanted: what the decoder leaves out would only be averaged away.
            scale = min(1, 2 * widest / width)
            image.draft(None, (ceil(image.width * scale), ceil(image.height * scale)))
        image.load()
        profile = image.info.get("icc_profile")
        plain = _plain(image)
    if turn in _TURNS:
        plain = plain.transpose(_TURNS[turn])
    if width > widest:
        plain = plain.resize((widest, max(1, round(height * widest / width))), Image.Resampling.LANCZOS)
    plain = _in_srgb(plain, profile)
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema()[0] == 255:
        plain = plain.convert("RGB")
    plain.info.clear()
    return plain


def _without_texts(data: bytes) -> bytes:
    """A PNG without what programs noted in it, which shows nothing and may unpack to any size; else the data."""
    if not data.startswith(_PNG):
        return data
    kept, position = [_PNG], len(_PNG)
    while position + 12 <= len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        if data[position + 4 : position + 8] not in _TEXTS:
            kept.append(data[position:end])
        position = end
    return b"".join([*kept, data[position:]])


def broken(src: str, kind: str) -> Problem:
    return _problem(
        f"docs/{src}",
        f"a picture is a whole {_name(kind)}, as its name says; this one is broken, or something else",
        "Save it anew from a program for pictures, or copy the file once more.",
    )


def _fault(image: Image.Image, kind: str, ending: str, path: str) -> Problem | None:
    """What is wrong with a picture by its head alone, before any pixel of it is made."""
    found = "JPEG" if image.format == "MPO" else image.format or ""
    if found != kind:
        right = min(e for e, k in _KINDS.items() if k == found)
        return _problem(
            path,
            f"a {ending} file holds a {_name(kind)} picture; this one is a {_name(found)}",
            f"Rename it so that it ends in {right}, here and where it is named.",
        )
    width, height = image.size
    if width * height > PIXELS or max(width, height) > SIDE:
        return _bomb(path, f"it has {width:,} × {height:,}")
    if kind == "PNG" and getattr(image, "is_animated", False):
        return _problem(path, "a PNG picture stands still; this one moves", "Save it as a GIF or WebP, or one frame.")
    return None


def _bomb(path: str, found: str) -> Problem:
    return _problem(
        path,
        f"a picture has at most {PIXELS // 1_000_000} million pixels and {SIDE:,} on a side; {found}",
        "Make it smaller; 2,000 pixels wide are enough for any screen.",
    )


def _problem(path: str, message: str, mend: str, rule: str = "picture-file") -> Problem:
    return Problem(Place(path), message, mend, rule)


def _name(kind: str) -> str:
    return "WebP" if kind == "WEBP" else kind


def _turn(image: Image.Image) -> int:
    """How the camera was held, as EXIF counts it; 1, upright, where that cannot be read."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return 1


def _turned(size: tuple[int, int], turn: int) -> tuple[int, int]:
    return (size[1], size[0]) if turn in (5, 6, 7, 8) else size


def _see_through(image: Image.Image) -> bool:
    if "transparency" not in image.info and image.mode not in ("LA", "La", "PA", "RGBA", "RGBa"):
        return False
    return image.convert("RGBA").getchannel("A").getextrema()[0] < 255


def _private(image: Image.Image) -> str | None:
    # The way a picture is to be turned comes as EXIF too, and tells nothing.
    if any(tag != _ORIENTATION for tag in image.getexif()):
        return "EXIF"
    return "XMP" if image.info.get("xmp") else None


def _plain(image: Image.Image) -> Image.Image:
    """RGB or RGBA, or CMYK and grey as they are, for their profile to be applied to."""
    if image.mode.startswith("I;16") or image.mode == "I":
        # 16 bits a pixel: `convert` would cut off what is brighter than 255.
        image = image.convert("I").point(lambda value: value / 256).convert("L")
        image.info.pop("transparency", None)
    if "transparency" in image.info or image.mode in ("LA", "PA", "RGBA"):
        return image.convert("RGBA")
    return image if image.mode in ("CMYK", "L", "RGB") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture with the colours that its profile means; a profile that is broken means nothing."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, _SRGB, outputMode=target)
            return turned or image.convert(target)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image.convert(target)
