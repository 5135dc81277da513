"""Words that were typed and that no reader sees: Python-Markdown leaves out more than CommonMark's rules let guess.

A cell beyond the head of its table, an address or an abbreviation that nothing names, the first of two notes with one
number, words between `!!!` and a title. All are found alike: the source's words are held against those of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from commentary.body import Body
from commentary.figures import SOURCE
from commentary.problems import Problem, shown

KNOWN = {
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables", "toc"),
    *("pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.keys", "pymdownx.mark"),
    *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
}
"""Extensions whose marks are known here. Others make signs of words, or take them from elsewhere."""
_WORD = re.compile(r"[^\W_]+")
_SHOWN = {"title", "alt"}
_NEAR = 3
"""Lost words with so few others between them are one slip."""

# What is typed for Markdown and not for readers. A reference is one only where something names it.
_MARKS = re.compile(
    r"<(?!https?:|mailto:)/?[A-Za-z!?][^<>]*>"
    r"|\]\([ \t]*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"
    r"|\]\[[^\[\]\n]*\]"
    r"|\[\^[^\[\]\n]+\]"
    r"|&(?:#?\w+);"
    r"|\+\+[^\s+]+(?:\+[^\s+]+)*\+\+"
    r"|\{:?[^{}\n]*\}"
    r"|^[ \t>]*(?:/{3,}.*|(?:!{3}|\?{3}\+?)[ \t]+[\w-]+|\d+[.)](?=[ \t])|\*\[[^\[\]\n]*\]:|\[TOC\][ \t]*$)"
    r"|^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\](?=[ \t])",
    re.MULTILINE,
)
_REFERENCE = re.compile(
    r"^[ \t>]{0,12}\[(?P<label>[^\[\]\n^][^\[\]\n]*)\]:[^\n]*(?:\n[ \t]+[\"'(][^\n]*)?", re.MULTILINE
)
_NAMED = re.compile(r"\[(?P<label>[^\[\]]*)\](?!:)")


def lost_words(body: Body, html: str) -> Iterator[Problem]:
    """A warning at the first of each group of words of a text that its HTML does not show."""
    seen = _Seen()
    seen.feed(html)
    seen.close()
    typed = [(match[0], match.start()) for match in _WORD.finditer(_for_readers(body))]
    missing = Counter(word for word, _ in typed) - Counter(_WORD.findall("".join(seen.text)))
    last = -_NEAR - 1
    # Where a word stands more often than it is shown, what comes last is the likeliest to be lost.
    for number in sorted(_lost(typed, missing)):
        if number - last > _NEAR:
            start = typed[number][1]
            end = body.source.find("\n", start)
            found = body.source[start : None if end < 0 else end].strip()
            yield Problem(
                body.place(start),
                f"what is typed is shown; no reader will see {shown(found)}",
                "A row has as many cells as its table's head; [this]: at a line's beginning gives [this] an address; a"
                " box's title stands between quotation marks. Write it otherwise, or take it out.",
                "lost-words",
                "warning",
            )
        last = number


def _lost(typed: list[tuple[str, int]], missing: Counter[str]) -> Iterator[int]:
    for number in range(len(typed) - 1, -1, -1):
        word = typed[number][0]
        if missing[word] > 0:
            missing[word] -= 1
            yield number


def _for_readers(body: Body) -> str:
    """The source with blanks in place of marks, addresses and comments; code is as it was typed."""
    prose, source = body.prose.text, list(body.source)

    def blank(start: int, end: int) -> None:
        source[start:end] = " " * (end - start)

    for start in body.prose.comments:
        end = body.source.find("-->", start)
        blank(start, end + 3 if end >= 0 else len(source))
    for start in body.prose.fences:
        end = body.source.find("\n", start)
        blank(start, end if end >= 0 else len(source))
    for match in _MARKS.finditer(prose):
        blank(*match.span())
    for match in SOURCE.finditer(prose):
        blank(*match.span())
    named = {_label(match["label"]) for match in _NAMED.finditer(prose)}
    for match in _REFERENCE.finditer(prose):
        blank(*(match.span() if _label(match["label"]) in named else match.span("label")))
    return "".join(source)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


class _Seen(HTMLParser):
    """What a page shows as words: its texts, and titles that open beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Code is coloured by elements within its words.
        if not self.code or tag in ("code", "pre"):
            self.text.append(" ")
        self.code += tag in ("code", "pre")
        self.text += [f" {value} " for name, value in attrs if name in _SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag in ("code", "pre")
        if not self.code:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
