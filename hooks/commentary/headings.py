"""Headings as CommonMark has them (ATX headings, section 4.2): a blank stands before what is a mark and no text.

Python-Markdown takes every `#` at a line's end for a closing mark, so that “C#” loses its sign, and one at a line's
beginning for a heading, so that “#1” does.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension

from commentary.body import Body
from commentary.problems import Problem, shown

_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_TIGHT = re.compile(r"(?m)^(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<marks>#{2,6})(?P<words>[^#\s].*)$")


class _Headings(HashHeaderProcessor):
    RE = re.compile(r"(?:^|\n) {0,3}(?P<level>#{1,6})(?P<header>(?:[ \t][^\n]*)?)(?:\n|$)")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        heading = parent[-1]
        heading.text = _CLOSING.sub("", heading.text or "")


class Headings(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)


def heading_faults(body: Body) -> Iterator[Problem]:
    """Each line that begins like a heading and would be printed with its marks."""
    for match in _TIGHT.finditer(body.prose.text):
        found = body.source[match.start("marks") : match.end()].strip()
        yield body.fault(
            match.start("marks"),
            f"a heading's marks stand before a blank; found {shown(found)}",
            f"Write `{match['marks']} ` and the heading, or a backslash before the first # where none is meant.",
            "heading",
        )
