"""What of an article's source Markdown reads as text: no code, no comments."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from markdown.util import BLOCK_LEVEL_ELEMENTS

# The marks of quotations and indentation that may stand before what a line says.
_INDENT = re.compile(r"(?:[ \t]*>)*[ \t]*")
_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<rest>.*)")
# What indented text may belong to: lists, definitions, footnotes, admonitions, tabs, blocks.
_CONTAINER = re.compile(r"(?:[-*+]|\d+[.)])(?: |$)|: |\[\^[^\]]+\]:|!!!|\?\?\?|===|///")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:")
_HTML = re.compile(r"<(?P<tag>[A-Za-z][\w-]*)[^>]*>")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines between empty ones: where they begin and end in the text, and what they lie in, if not in the text itself:
    an HTML element, such as `<div>`, or a footnote."""

    start: int
    end: int
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """`text` is as long as the source and broken into lines as it is; blanks stand where no text is."""

    text: str
    paragraphs: list[Paragraph]
    code: frozenset[int]
    """Lines, counted from 0, that are code, with those of their fences."""
    fences: list[int]
    """Where in the source the fences that begin code stand."""
    comments: list[int]
    """Where in the source comments begin."""


def prose(body: str) -> Prose:
    """The prose of a Markdown source: fenced and indented code, code between backticks and comments are blanked."""
    reader = _Reader(body.rfind("-->"))
    text = "\n".join(reader.line(line) for line in body.split("\n"))
    paragraphs: list[Paragraph] = []
    start, inside, position = -1, "", 0
    for number, line in enumerate((*text.split("\n"), "")):
        if line[_INDENT.match(line).end() :].strip():
            if start < 0:
                start, inside = position, reader.insides[number]
        elif start >= 0:
            paragraphs.append(Paragraph(start, position - 1, inside))
            start = -1
        position += len(line) + 1
    return Prose("".join(_pieces(text, paragraphs)), paragraphs, frozenset(reader.code), reader.fences, reader.comments)


class _Reader:
    """One pass over lines. Whatever is no text comes back as blanks."""

    def __init__(self, last_comment: int) -> None:
        self.last_comment = last_comment
        """Where the last comment of the source ends: one that begins after it never does, so it is text."""
        self.position = 0
        self.fence = ""
        self.comment = False
        self.text_before = False
        """Whether the line before is text: a line that goes on with it is no code, however far in it begins."""
        self.html: list[str] = []
        self.code: set[int] = set()
        self.fences: list[int] = []
        self.comments: list[int] = []
        self.insides: list[str] = []
        """What each line lies in."""
        self.above: list[tuple[int, str]] = []
        """Indentation and text of the lines that a line may belong to: each further in than the one before it."""

    def line(self, line: str) -> str:
        indent = _INDENT.match(line).group()
        said = line[len(indent) :].rstrip()
        blank = " " * len(line)
        if not self.comment and self._is_code(said, self.position + len(indent)):
            kept = blank
            self.code.add(len(self.insides))
        else:
            kept = self._without_comments(line)
            if kept.strip() and not self.html and self._is_indented_code(indent, said):
                kept = blank
                self.code.add(len(self.insides))
        self.text_before = bool(kept.strip(" \t>"))
        self._track_html(kept.strip())
        footnote = any(_FOOTNOTE.match(text) for _, text in self.above)
        self.insides.append(f"<{self.html[-1]}>" if self.html else "a footnote" if footnote else "")
        self.position += len(line) + 1
        return kept

    def _is_code(self, said: str, start: int) -> bool:
        match = _FENCE.fullmatch(said)
        if not self.fence:
            if match:
                self.fence = match["fence"]
                self.fences.append(start)
            return match is not None
        if match and match["fence"].startswith(self.fence) and not match["rest"].strip():
            self.fence = ""
        return True

    def _without_comments(self, line: str) -> str:
        kept, position, ticks = [], 0, 0
        while position < len(line):
            mark = "-->" if self.comment else "<!--"
            found = line.find(mark, position)
            if found >= 0 and not self.comment:
                ticks += line.count("`", position, found)
                # `<!--` between backticks is no comment.
                found = -1 if ticks % 2 or self.position + found > self.last_comment else found
            end = len(line) if found < 0 else found + (3 if self.comment else 0)
            kept.append(" " * (end - position) if self.comment else line[position:end])
            if found >= 0:
                self.comment = not self.comment
                if self.comment:
                    self.comments.append(self.position + found)
            position = end
        return "".join(kept)

    def _is_indented_code(self, indent: str, said: str) -> bool:
        """Four columns more than the text it would belong to, and nothing above that indented text could belong to."""
        width = len(indent.expandtabs(4))
        while self.above and self.above[-1][0] >= width:
            self.above.pop()
        belongs = self.text_before or bool(self.above and _CONTAINER.match(self.above[-1][1]))
        self.above.append((width, said))
        return width >= 4 and ">" not in indent and not belongs

    def _track_html(self, said: str) -> None:
        """Elements that a line begins, up to the line that ends them: Markdown reads nothing in between."""
        if self.html:
            if f"</{self.html[-1]}>" in said.lower():
                self.html.pop()
        elif match := _HTML.match(said):
            tag = match["tag"].lower()
            if tag in BLOCK_LEVEL_ELEMENTS and f"</{tag}>" not in said.lower():
                self.html.append(tag)


def _pieces(text: str, paragraphs: list[Paragraph]) -> list[str]:
    """The text, with code between as many backticks on either side blanked; it ends where its paragraph does."""
    pieces, position = [], 0
    for paragraph in paragraphs:
        runs = [m for m in _TICKS.finditer(text, paragraph.start, paragraph.end) if text[m.start() - 1 :][:1] != "\\"]
        alike: dict[int, list[int]] = {}
        for run in runs:
            alike.setdefault(len(run[0]), []).append(run.start())
        for run in runs:
            length, start = len(run[0]), run.start()
            if start < position:
                continue
            same = alike[length]
            after = bisect_left(same, run.end())
            if after < len(same):
                end = same[after] + length
                pieces += [text[position:start], re.sub(r"[^\n]", " ", text[start:end])]
                position = end
    return [*pieces, text[position:]]
