"""HTML -> a tree of its elements, in time that grows with its length alone.

The standard's way of reading tags, and enough of its way of closing them to show every word where a mail program shows
it. What never ends, such as a comment or a tag without its `>`, is text: no word is lost in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

# What stands in quotation marks behind `=` may hold `>`. Possessive: nothing is tried twice.
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""")
_COMMENT = re.compile(r"<!--(?:-?>|(?s:.*?)--!?>)")
_DECLARATION = re.compile(r"<(?:[!?]|/[^a-zA-Z>])[^>]*+>|</>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
)
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
_UNSEEN = frozenset({"script", "style", "title", "iframe", "noembed", "noframes"})
# Words in a head are shown as well, where its end is missing.
_FRAMES = frozenset({"html", "head", "body", "tbody", "thead", "tfoot", "colgroup"})
_ENDS_PARAGRAPH = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"}
    | {"menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"}
)
_ENDED_BY = {"a": ("a",), "dd": ("dd", "dt"), "dt": ("dd", "dt"), "option": ("option",)}


@dataclass(slots=True, eq=False)
class Element:
    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)


class _Open:
    """What a tag may close: the elements of a table's cell, and in it the items of a list."""

    def __init__(self, owner: Element) -> None:
        self.owner = owner
        self.counts: Counter[str] = Counter()


def html_tree(html: str) -> Element:
    """An element without a name that holds all others."""
    tree = _Tree()
    for name, attributes, closes in _tags(html, tree.text):
        if closes:
            tree.close(name)
        else:
            tree.open(name, attributes)
    return tree.root


def _tags(html: str, text: Callable[[str], None]) -> Iterator[tuple[str, str, bool]]:
    """The name, the attributes and whether it closes, of each tag. What stands between goes to `text`."""
    place = 0
    while (start := html.find("<", place)) >= 0:
        text(unescape(html[place:start]))
        place = start
        kind = html[start + 1 : start + 2]
        if not (kind.isalpha() and kind.isascii()) and kind not in ("!", "?", "/"):
            text("<")
            place += 1
            continue
        tag = _TAG.match(html, start)
        other = None if tag else (_COMMENT if html.startswith("<!--", start) else _DECLARATION).match(html, start)
        if not (tag or other):
            break
        place = (tag or other).end()  # type: ignore[union-attr]
        if tag is None:
            continue
        name = tag[2].lower()
        yield name, tag[3], bool(tag[1])
        if name in _RAW and not tag[1]:
            end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, place)
            raw = html[place : end.start() if end else len(html)]
            if name not in _UNSEEN or end is None:
                text(unescape(raw))
            place += len(raw)
    text(unescape(html[place:]))


class _Tree:
    def __init__(self) -> None:
        self.root = Element("", {})
        self.stack = [self.root]
        self.cells = [_Open(self.root)]
        """The whole, then each table and each of its cells."""
        self.tables: list[int] = []
        """The index of each table among them."""
        self.lists = [_Open(self.root)]

    def text(self, text: str) -> None:
        if text:
            self.stack[-1].children.append(text)

    def open(self, name: str, attributes: str) -> None:
        counts = self.cells[-1].counts
        if name in _FRAMES:
            self._end_row()
            return
        if name in _ENDS_PARAGRAPH and counts["p"]:
            self._close("p")
        if name in ("td", "th", "caption", "tr"):
            if not self.tables:
                return
            if name == "tr":
                self._end_row()
            else:
                self._end_cell()
        elif name == "li" and self.lists[-1].counts["li"] and counts["li"]:
            self._close("li")
        for other in _ENDED_BY.get(name, ()):
            if counts[other]:
                self._close(other)
        values = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(attributes)}
        element = Element(name, values)
        self.stack[-1].children.append(element)
        if name in _VOID:
            return
        self.stack.append(element)
        self.cells[-1].counts[name] += 1
        self.lists[-1].counts["li"] += name == "li"
        if name in ("table", "td", "th", "caption"):
            self.tables += [len(self.cells)] if name == "table" else []
            self.cells.append(_Open(element))
        elif name in ("ul", "ol"):
            self.lists.append(_Open(element))

    def close(self, name: str) -> None:
        if name == "br":
            self.open(name, "")
        elif name in ("td", "th", "caption"):
            self._end_cell()
        elif name == "tr" or name in _FRAMES:
            self._end_row()
        elif name == "table":
            if self.tables:
                self._end(self.cells[self.tables[-1]].owner)
        elif self.cells[-1].counts[name]:
            self._close(name)

    def _end_cell(self) -> None:
        if self.tables and len(self.cells) > self.tables[-1] + 1:
            self._end(self.cells[self.tables[-1] + 1].owner)

    def _end_row(self) -> None:
        self._end_cell()
        if self.tables and self.cells[-1].counts["tr"]:
            self._close("tr")

    def _close(self, name: str) -> None:
        while self._pop().name != name:
            pass

    def _end(self, element: Element) -> None:
        while self._pop() is not element:
            pass

    def _pop(self) -> Element:
        element = self.stack.pop()
        if self.cells[-1].owner is element:
            self.cells.pop()
            if self.tables and self.tables[-1] == len(self.cells):
                self.tables.pop()
        if self.lists[-1].owner is element:
            self.lists.pop()
        self.cells[-1].counts[element.name] -= 1
        self.lists[-1].counts["li"] -= element.name == "li"
        return element
