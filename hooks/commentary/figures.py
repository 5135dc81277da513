"""A picture in a text, as an editor writes it:

    ![What it shows](../images/bridge.jpg "What the reader should know of it | Photograph: Ann Lee")

It is a paragraph of its own. Between the square brackets stands what it shows, for those who don't see it; in the
round ones its file, by the way to it from the text's own folder. Between the quotation marks stand its caption, which
may be left out (`"| Photograph: Ann Lee"`), its credit, and behind a further bar, if need be, its maker's web address.
Behind the round brackets may stand the width in which it is shown, in pixels of the page: `{ width=400 }`.
"""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from commentary.fields import PICTURES, WebAddress, save_as_jpeg
from commentary.limits import LINE_LIMIT, SUMMARY_LIMIT
from commentary.problems import shown

EXAMPLE = '![What it shows](../images/name.jpg "Caption | Photograph: who made it")'
SOURCE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.)*+)\]"
    r"\([ \t]*+(?P<src>[^\s()<>\"']*+)"
    r"(?:\s++(?:\"(?P<title>(?:[^\"\\]|\\.)*+)\"|'(?P<other>(?:[^'\\]|\\.)*+)'))?+\s*+\)"
    r"(?:[ \t]*+\{(?P<setting>[^{}\n]*+)\})?+",
    re.DOTALL,
)

_WIDTH = re.compile(r":?\s*width\s*=\s*([\"']?)(?P<width>[1-9]\d{0,4})(?:px)?\1\s*")
_ESCAPE = re.compile(r"\\([\\!\[\]()\"'|`*_{}<>#+.-])")
_VISIBLE = re.compile(r"[^\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WEB_ADDRESS = TypeAdapter(WebAddress)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as its source says. `src` is the way to it from the text's folder."""

    src: str
    alt: str
    caption: str
    credit: str
    credit_url: str | None = None
    width: int | None = None


class FigureFault(Exception):
    """What must hold; what was found; how to mend it; the rule, and the part of `SOURCE` that it is about."""

    def __init__(self, message: str, mend: str, rule: str = "picture-in-text", part: str = "src"):
        super().__init__(message)
        self.message, self.mend, self.rule, self.part = message, mend, rule, part


def figure(paragraph: str) -> Figure | None:
    """The picture that a paragraph is, or None if it is something else or has a fault."""
    match = SOURCE.fullmatch(paragraph.strip())
    try:
        return read_figure(match) if match else None
    except FigureFault:
        return None


def picture_path(src: str, page: str) -> str:
    """The path in `docs/` that a text means, by the path of its own file in `docs/`; `..` first if it leads out."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), src))


def read_figure(match: re.Match[str]) -> Figure:
    """The picture that a match of `SOURCE` means; raises FigureFault where something must be otherwise."""
    alt, src = _words(match["alt"]), _unescaped(match["src"])
    _check_src(src)
    if not _VISIBLE.search(alt):
        raise FigureFault(
            "a picture says what it shows, for those who don't see it; between the square brackets stands nothing",
            "Say it in a sentence: ![What it shows](…).",
            "picture-alt",
            "alt",
        )
    _at_most(alt, LINE_LIMIT, "what a picture shows is told", "alt")
    return Figure(src, alt, *_told(match, src), _width(match))


def _told(match: re.Match[str], src: str) -> tuple[str, str, str | None]:
    """Caption, credit, and the maker's address."""
    title = "other" if match["title"] is None else "title"
    parts = [_words(part) for part in re.split(r"(?<!\\)\|", match[title] or "")]
    if len(parts) < 2 or not _VISIBLE.search(parts[1]):
        found = f"found {shown((match[title] or '').strip())}" if any(parts) else "there is none"
        raise FigureFault(
            f"a picture has a credit, behind a bar between the quotation marks; {found}",
            f'Say who made it: ({src} "{parts[0] or "Caption"} | Photograph: …"),'
            f' or ({src} "| Photograph: …") without a caption.',
            "picture-credit",
            title,
        )
    if len(parts) > 3:
        raise FigureFault(
            f"a picture has a caption, a credit and its maker's address, with bars between; found {len(parts)} parts",
            "Take out the bars that are too many.",
            "picture-credit",
            title,
        )
    caption, credit, url = (*parts, "")[:3]
    _at_most(caption, SUMMARY_LIMIT, "a caption is told", title)
    _at_most(credit, LINE_LIMIT, "a credit is told", title)
    try:
        return caption, credit, _WEB_ADDRESS.validate_python(url) if url else None
    except ValidationError as error:
        said = error.errors()[0]["ctx"]
        message = f"what stands behind a picture's second bar {said['said']}"
        raise FigureFault(message, said["mend"], "picture-credit", title) from None


def _width(match: re.Match[str]) -> int | None:
    if match["setting"] is None:
        return None
    found = _WIDTH.fullmatch(match["setting"].strip())
    if not found:
        raise FigureFault(
            "in the braces behind a picture stands the width in which it is shown, in pixels;"
            f" found {shown(match['setting'].strip())}",
            "Write for instance { width=400 }, or take the braces out.",
            "picture-width",
            "setting",
        )
    return int(found["width"])


def _check_src(src: str) -> None:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|www\.", src):
        raise FigureFault(
            f"a picture is a file in docs/, since nothing on a page comes from another site; found {shown(src)}",
            "If you may use the picture, put it into docs/images/ and name it: ../images/name.jpg.",
        )
    if src.startswith("/") or re.search(r"[?#%\\]", src):
        raise FigureFault(
            f"a picture is named by the way to it from this file, such as ../images/name.jpg; found {shown(src)}",
            "Write it like that; a name has no blanks and none of the signs ? # % \\.",
        )
    if not src.lower().endswith(PICTURES):
        raise FigureFault(
            f"a picture is a file that ends in {', '.join(PICTURES)}; found {shown(src)}", save_as_jpeg(src)
        )


def _at_most(text: str, limit: int, what: str, part: str) -> None:
    if len(text) > limit:
        message = f"{what} in at most {limit} characters; it has {len(text):,}"
        raise FigureFault(message, "Shorten it.", "picture-length", part)


def _words(text: str) -> str:
    """A text over several lines as one, with what was escaped or written as an entity as it is meant."""
    return " ".join(html.unescape(_unescaped(text)).split())


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)
