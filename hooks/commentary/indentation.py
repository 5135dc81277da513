"""What belongs to a box, a tab or an entry of a list begins four blanks further in.

Programs that lay texts out anew, such as Prettier, take some of them away, and the words fall out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentary.body import Body
from commentary.problems import Problem, shown

INSIDE = 4
_BEGINNING = re.compile(r"(?P<marks>!{3}|\?{3}\+?|={3}[!+]?)[ \t]+(?=[\w\"])")
_ENTRY = re.compile(r"(?P<mark>[-*+]|\d+[.)])[ \t]+\S")
_NAMES = {"!": "a box", "?": "a box", "=": "a tab"}


SIGNS = {"admonition": "!", "pymdownx.details": "?", "pymdownx.tabbed": "="}
"""What begins a box or a tab, by the extension that makes one of it."""


def indentation_faults(body: Body, signs: str) -> Iterator[Problem]:
    """A box or tab without anything in it; a warning for what lies too little further in than an entry above it."""
    lines = list(_lines(body))
    for number, (start, width, text) in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        match = _BEGINNING.match(text)
        if match and match["marks"][0] in signs and (below is None or below[1] < width + INSIDE):
            mark = match["marks"]
            yield body.fault(
                start,
                f"{_NAMES[mark[0]]} holds what stands below it, four blanks further in; below this one is none:"
                f" {shown(text)}",
                "Put four blanks before each line that belongs to it. Prettier takes them away: have it leave"
                " docs/ alone, as .prettierignore does.",
                "indentation",
            )
    yield from _entries(body, lines)


def _entries(body: Body, lines: list[tuple[int, int, str]]) -> Iterator[Problem]:
    """Markdown reads two or three blanks before a mark as none, and an entry of an entry as its neighbour."""
    above: int | None = None
    for start, width, text in lines:
        entry = _ENTRY.match(text)
        if above is not None and entry and 1 < width - above < INSIDE:
            yield Problem(
                body.place(start),
                f"an entry within an entry begins four blanks further in; this one, {width - above}, is shown as its"
                f" neighbour: {shown(text)}",
                f"Put {INSIDE - (width - above)} more before it, or take them away.",
                "indentation",
                "warning",
            )
        elif entry:
            above = width
        elif above is not None and width <= above:
            above = None


def _lines(body: Body) -> Iterator[tuple[int, int, str]]:
    """Of each line that says something: where its text begins in the source, how far in, and the text.

    What stands in quotations is passed over: there blanks are counted otherwise.
    """
    position = 0
    for number, line in enumerate(body.source.split("\n")):
        code = number in body.prose.code
        said = line if code else body.prose.text[position : position + len(line)]
        text = said.lstrip(" \t")
        if text.strip() and not text.startswith(">"):
            margin = len(said) - len(text)
            yield position + margin, len(said[:margin].expandtabs(4)), "" if code else line[margin:].rstrip()
        position += len(line) + 1
