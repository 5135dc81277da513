"""The pictures that texts show, found in the source with line and column, and whatever is wrong with them.

The extension that makes figures of them (`figure_block.py`) knows no lines, and prints what it can't read as text.
"""

from __future__ import annotations

import os
import posixpath
import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass

from commentary.body import Body
from commentary.fields import PICTURES
from commentary.figures import EXAMPLE, SOURCE, FigureFault, picture_path, read_figure
from commentary.near import meant, nearest_file
from commentary.problems import Place, Problem, shown
from commentary.prose import Paragraph

# An exclamation mark before a footnote's number begins no picture, nor does one behind a backslash.
_BEGINNING = re.compile(r"(?P<escapes>\\*+)!\[(?!\^)")
_ELEMENT = re.compile(r"<(?:img|picture|image)\b", re.IGNORECASE)
# What may stand on the line before a picture: marks of quotations, indentation, one of a list.
_MARKS = re.compile(r"(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+)?")
_BLANKS = re.compile(r"\s*")
_BLANK_IN_NAME = re.compile(r"!\[[^\[\]]*\]\([^\"()\n]*\S[ ][^\"()\n]*\.\w{3,4}\s*[\")]")
_FILE = re.compile(r"!\[(?:[^\[\]\\]|\\.)*+\]\((?P<name>[^\s\"]++)")
_ENDING = re.compile(r"\.\w{3,4}(?=\)|$)")
_BRACKET_IN_ALT = re.compile(r"!\[(?:[^\[\]\\]|\\.)*\[")
_SIGNS = {"(": "round brackets", ")": "round brackets", "<": "angles", ">": "angles", "'": "an apostrophe"}


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A picture that a text shows: its path in `docs/`, and where it stands."""

    src: str
    place: Place
    width: int | None = None
    """The width in which it is to be shown, in pixels of the page."""


def picture_uses(body: Body, docs: Collection[str]) -> tuple[list[PictureUse], list[Problem]]:
    """Every picture of a text in order, and the faults of its pictures. `docs` are the paths of all files there.

    What holds: each picture is written as `figures.py` says and stands by itself, says what it shows and who made it,
    and is a file in `docs/`. Code and comments hold no pictures.
    """
    scan = _Scan(body, docs)
    for paragraph in scan.prose.paragraphs:
        scan.paragraph(paragraph)
    return scan.uses, scan.faults


class _Scan:
    def __init__(self, body: Body, docs: Collection[str]):
        self.body, self.path, self.first_line, self.docs = body.source, body.path, body.first_line, docs
        self.page = body.path.partition("/")[2]
        self.prose = body.prose
        self.breaks = [-1, *(match.start() for match in re.finditer("\n", self.body)), len(self.body)]
        self.uses: list[PictureUse] = []
        self.faults: list[Problem] = []

    def paragraph(self, paragraph: Paragraph) -> None:
        text = self.prose.text
        position = paragraph.start
        while beginning := _BEGINNING.search(text, position, paragraph.end):
            position = beginning.end()
            start = beginning.end("escapes")
            if len(beginning["escapes"]) % 2:
                continue
            # Its structure is that of the prose, its words are those of the source: an alt may have code in it.
            prosaic = SOURCE.match(text, start, paragraph.end)
            match = prosaic and SOURCE.match(self.body, start, prosaic.end())
            position = prosaic.end() if prosaic else position
            try:
                self._check_place(start, prosaic, paragraph)
                self._picture(match or prosaic, start)
            except FigureFault as fault:
                at = prosaic.start(fault.part) if prosaic and fault.part else -1
                place = self._place(start if at < 0 else at)
                self.faults.append(Problem(place, fault.message, fault.mend, fault.rule))
        for match in _ELEMENT.finditer(text, paragraph.start, paragraph.end):
            message = f"a picture is written {EXAMPLE}, not as HTML; found {shown(match[0])}"
            place = self._place(match.start())
            self.faults.append(Problem(place, message, "Write it like that.", "picture-in-text"))

    def _check_place(self, start: int, prosaic: re.Match[str] | None, paragraph: Paragraph) -> None:
        text = self.prose.text
        if prosaic is None:
            raise _malformed(text[start : min(paragraph.end, start + 500)])
        if paragraph.inside:
            raise FigureFault(
                f"a picture stands in the text itself; this one stands inside {paragraph.inside}",
                "Move it out of there.",
                part="",
            )
        # On its own lines stand not even comments or code: beside those, Markdown sees no picture.
        line, last = self._line(start), self._line(prosaic.end())
        alone = (
            _MARKS.fullmatch(text, paragraph.start, start)
            and _MARKS.fullmatch(self.body, self.breaks[line] + 1, start)
            and _BLANKS.fullmatch(text, prosaic.end(), paragraph.end)
            and _BLANKS.fullmatch(self.body, prosaic.end(), self.breaks[last + 1])
        )
        if not alone:
            raise FigureFault(
                "a picture stands between empty lines, with its credit below it; this one has something beside, right"
                " above or right below it",
                'Put an empty line before and after it. It leads to its maker when it ends `| credit | https://…")`.',
                part="",
            )

    def _picture(self, match: re.Match[str], start: int) -> None:
        figure = read_figure(match)
        src = picture_path(figure.src, self.page)
        if src.startswith("../"):
            raise FigureFault(
                f"a picture is a file in docs/; {shown(figure.src)} leads out of it",
                f"Put it into docs/images/ and write {self._way('images/name.jpg')}.",
            )
        if src not in self.docs:
            raise FigureFault(f"a picture is a file in docs/; there is no {shown('docs/' + src)}", self._meant(src))
        self.uses.append(PictureUse(src, self._place(start), figure.width))

    def _meant(self, src: str) -> str:
        near = nearest_file(src, (file for file in self.docs if file.lower().endswith(PICTURES)))
        otherwise = "Put the picture there, or correct the path (capitals count)."
        return meant(self._way(near), otherwise) if near else otherwise

    def _way(self, file: str) -> str:
        return os.path.relpath(file, posixpath.dirname(self.page) or ".").replace(os.sep, "/")

    def _line(self, index: int) -> int:
        return bisect_left(self.breaks, index, 1) - 1

    def _place(self, index: int) -> Place:
        line = self._line(index)
        return Place(self.path, self.first_line + line, index - self.breaks[line])


def _malformed(source: str) -> FigureFault:
    found = shown(source[:80].partition("\n")[0])
    if _BRACKET_IN_ALT.match(source):
        return FigureFault(
            f"what a picture shows is told without further square brackets, which would end it; found {found}",
            "Put a backslash before each of them, as in \\[sic\\], or write round ones.",
            "picture-alt",
        )
    file = _FILE.match(source)
    ends = [ending.end() for ending in _ENDING.finditer(file["name"])] if file else []
    name = file["name"][: ends[-1]] if file and ends else ""
    if sign := next((sign for sign in name if sign in _SIGNS), ""):
        return FigureFault(
            f"a picture's file has a name without {_SIGNS[sign]}; found {shown(name)}",
            "Rename the file, with hyphens instead, and write its new name here.",
        )
    if re.match(r"!\[[^\[\]]*\](?!\()", source):
        return FigureFault(
            f"a picture names its file in round brackets right behind the square ones; found {found}",
            f"Write {EXAMPLE}, or \\![ where no picture is meant.",
        )
    if _BLANK_IN_NAME.match(source):
        return FigureFault(
            f"a picture's file has a name without blanks; found {found}",
            "Rename the file, with hyphens for blanks, and write its new name here.",
        )
    return FigureFault(
        f"a picture is written {EXAMPLE}; found {found}",
        "Write it like that; quotation marks between the quotation marks are curly ones, “…”.",
    )
