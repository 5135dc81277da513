"""The text of an e-mail that was sent as HTML alone, line by line as it is shown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "div", "dl", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol"}
    | {"p", "pre", "section", "table", "tr", "ul"}
)
_SILENT = frozenset({"head", "script", "style", "template", "title"})
_SPACED = frozenset({"p", "pre", "blockquote", "ul", "ol"})


DEEPEST = 9


def html_text(html: str, left_out: list[str], *, above: str = "") -> str:
    """Lines with `> ` before those that quote another message; no-break spaces stay, since they may indent."""
    reading = _Reading()
    reading.feed(html)
    reading.close()
    reading.end_line()
    return "\n".join(reading.lines).strip("\n") + "\n"


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.quoted = self.silent = self.preformatted = 0
        self.tight = False
        """Word makes a paragraph of each line, and sets no space between them."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.end_line(empty=True)
        elif tag in _BLOCKS:
            self.end_line()
            self.quoted += tag == "blockquote"
            self.preformatted += tag == "pre"
        elif tag in _SILENT:
            self.silent += 1
        if tag == "p":
            self.tight = "MsoNormal" in (dict(attributes).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        if tag not in _BLOCKS:
            return
        self.end_line()
        self.quoted = max(0, self.quoted - (tag == "blockquote"))
        self.preformatted = max(0, self.preformatted - (tag == "pre"))
        if tag in _SPACED and not (tag == "p" and self.tight) and self.lines and self.lines[-1].strip():
            self.lines.append(self._marks())

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.preformatted:
            first, *others = data.split("\n")
            self.line += first
            for part in others:
                self.end_line(empty=True)
                self.line = part
        else:
            self.line += re.sub(r"[ \t\r\n\f]+", " ", data)

    def end_line(self, empty: bool = False) -> None:
        text = self.line if self.preformatted else re.sub(" +", " ", self.line).strip(" ")
        if text or empty:
            self.lines.append(self._marks() + text.rstrip())
        self.line = ""

    def _marks(self) -> str:
        # Nobody quotes deeper; a hostile page has a hundred thousand quotations in each other.
        return "> " * min(self.quoted, DEEPEST)
