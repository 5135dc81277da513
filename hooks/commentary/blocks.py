"""The blocks `/// quote | key` … `///` in an article's text, found in the source with line and column.

pymdownx's blocks API (which puts the quotes in, see `quote_block.py`) knows no lines, prints a misspelt block as text
and lets an unclosed one swallow the page. So the source is read here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown.util import BLOCK_LEVEL_ELEMENTS

from commentary.near import nearest
from commentary.problems import Place, Problem, shown

QUOTE = "quote"

# The marks of quotations, lists and indentation that may stand before what a line says.
_INDENT = re.compile(r"(?:[ \t]*>)*[ \t]*")
_CODE_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<rest>.*)")
_SLASHES = re.compile(r"(?P<slashes>/{3,})[ \t]*(?P<rest>.*)")
_HEADER = re.compile(r"(?P<name>[\w-]+)(?:[ ]*\|[ ]*(?P<argument>.*))?")
# What indented text may belong to: lists, definitions, footnotes, admonitions, tabs, blocks.
_CONTAINER = re.compile(r"[-*+] |\d+[.)] |: |\[\^[^\]]+\]:|!!!|\?\?\?|===|///")
_HTML = re.compile(r"<(?P<tag>[A-Za-z][\w-]*)[^>]*>")


@dataclass(frozen=True, slots=True)
class QuoteUse:
    """A quote block: the key it names, and where."""

    key: str
    place: Place


@dataclass(slots=True)
class _Open:
    """A block that waits for its closing line; nameless, when its fault is told already."""

    name: str
    length: int
    place: Place
    key: str = ""
    filled: bool = False


class _Scan:
    """One pass over the lines of a body. Code between fences and HTML comments are left alone."""

    def __init__(self, path: str, known: list[str]):
        self.path, self.known = path, known
        self.uses: list[QuoteUse] = []
        self.faults: list[Problem] = []
        self.blocks: list[_Open] = []
        self.fence: tuple[str, Place] | None = None
        self.comment = False
        self.html: list[str] = []
        self.above: list[str] = []

    def line(self, number: int, line: str) -> None:
        line = line.rstrip()
        indent = _INDENT.match(line).group()
        text = line[len(indent) :]
        place = Place(self.path, number, len(indent) + 1)
        if self._is_code(text, place):
            self._fill()
            return
        if self._is_comment(text):
            return
        self._track_html(text)
        match = _SLASHES.fullmatch(text)
        inside = self.blocks and self.blocks[-1].name == QUOTE
        if match is None:
            if inside and text:
                self._swallowed(place, text)
            elif text:
                self._fill()
        elif match["rest"]:
            if inside:
                self._swallowed(place, text)
                self.blocks.pop()
            self._open(match, indent, place)
        else:
            self._close(len(match["slashes"]), place)
        if text:
            self.above.append(line)

    def end(self) -> None:
        if self.fence:
            mark, place = self.fence
            self.faults.append(
                Problem(
                    place,
                    f"code begun by {mark} ends with a line {mark}; none was found",
                    f"Put a line {mark} below the code.",
                    "code",
                )
            )
            return
        for block in self.blocks:
            if block.name:
                slashes = "/" * block.length
                self.fault(block.place, f"a block is closed by a line `{slashes}`; this one is not",
                           f"Put a line `{slashes}` below it.")  # fmt: skip

    def fault(self, place: Place, message: str, mend: str, rule: str = "block") -> None:
        self.faults.append(Problem(place, message, mend, rule))

    def _is_code(self, text: str, place: Place) -> bool:
        match = _CODE_FENCE.fullmatch(text)
        if self.fence is None:
            if match:
                self.fence = match["fence"], place
            return match is not None
        if match and match["fence"].startswith(self.fence[0]) and not match["rest"].strip():
            self.fence = None
        return True

    def _is_comment(self, text: str) -> bool:
        was = self.comment
        if not was and text.startswith("<!--"):
            self.comment = was = True
        if self.comment and "-->" in text:
            self.comment = False
        return was

    def _track_html(self, text: str) -> None:
        """Elements that a line begins, up to the line that ends them: Markdown reads nothing in between."""
        if self.html:
            if f"</{self.html[-1]}>" in text.lower():
                self.html.pop()
        elif match := _HTML.match(text):
            tag = match["tag"].lower()
            if tag in BLOCK_LEVEL_ELEMENTS and f"</{tag}>" not in text.lower():
                self.html.append(tag)

    def _open(self, match: re.Match[str], indent: str, place: Place) -> None:
        header = _HEADER.fullmatch(match["rest"])
        block = _Open("", len(match["slashes"]), place)
        self.blocks.append(block)
        if header is None:
            self.fault(place, f"a block begins `/// quote | key`; found {shown(match.group())}",
                       "Write `/// quote | ` and the quote's key from quotes.yml.")  # fmt: skip
            return
        name, argument = header["name"], (header["argument"] or "").strip()
        if name not in self.known:
            near = nearest(name, self.known)
            self.fault(place, f"a block is one of: {', '.join(self.known)}; found {shown(name)}",
                       f"Did you mean `/// {near or QUOTE}`?", "block-name")  # fmt: skip
        elif name != QUOTE:
            block.name = name
        elif not argument:
            self.fault(place, "a quote block names its key after a bar; none was found",
                       "Write `/// quote | ` and the quote's key from quotes.yml.")  # fmt: skip
        elif self.html:
            self.fault(place, f"a quote block stands in the text itself; this one stands inside <{self.html[-1]}>",
                       "Move it out of the HTML.")  # fmt: skip
        elif self._is_indented_code(indent):
            self.fault(place, "a quote block begins where its paragraph would; four blanks before it make it code",
                       "Take the blanks before it away.")  # fmt: skip
        else:
            block.name, block.key = name, argument

    def _is_indented_code(self, indent: str) -> bool:
        """Four columns more than the text it would belong to, and nothing above that indented text could belong to."""
        width = len(indent.expandtabs(4))
        if width < 4 or ">" in indent:
            return False
        for line in reversed(self.above):
            text = line.lstrip()
            if len(line.expandtabs(4)) - len(text.expandtabs(4)) < width:
                return _CONTAINER.match(text) is None
        return True

    def _close(self, length: int, place: Place) -> None:
        block = self.blocks[-1] if self.blocks else None
        if block is None:
            self.fault(place, "a line `///` closes a block; none is open here",
                       "Take the line out, or open the block above it: `/// quote | key`.")  # fmt: skip
        elif block.length == length:
            self.blocks.pop()
            self._fill()
            if block.name not in ("", QUOTE) and not block.filled:
                self.fault(block.place, f"a block holds what stands between its lines; this {block.name} holds nothing",
                           "Put the words between the two lines, or take both out.")  # fmt: skip
            if block.name == QUOTE:
                self.uses.append(QuoteUse(block.key, block.place))
        elif block.name == QUOTE:
            self.fault(place, f"a block is closed by as many slashes as open it; {block.length} open it on line"
                       f" {block.place.line}, {length} stand here", f"Write `{'/' * block.length}`.")  # fmt: skip
            self.blocks.pop()

    def _fill(self) -> None:
        """What stands in a block is in all that it stands in."""
        for block in self.blocks:
            block.filled = True

    def _swallowed(self, place: Place, text: str) -> None:
        block = self.blocks[-1]
        self.fault(block.place, f"a quote block is closed by `///` right below; line {place.line} is {shown(text)}",
                   "Put `///` on the next line; the expert's words belong in quotes.yml, not in the text.")  # fmt: skip
        # Its closing line is still to come: one slip is one fault.
        block.name = ""


def quote_uses(
    body: str, path: str, first_line: int, others: Iterable[str] = ()
) -> tuple[list[QuoteUse], list[Problem]]:
    """Every quote block of an article's body in order, and the faults of its blocks.

    `others` are the names of blocks that the publication allows beside `quote`.
    """
    scan = _Scan(path, [QUOTE, *others])
    for number, line in enumerate(body.split("\n"), first_line):
        scan.line(number, line)
    scan.end()
    return scan.uses, scan.faults
