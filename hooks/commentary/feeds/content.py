"""An article's HTML -> HTML that a feed reader can show: whole addresses, none of our own classes, ids and buttons.

What the looks of our pages say is said in words and elements: who speaks stands above an expert's view, the name of a
tab above what it holds. nh3 parses what a browser would see and keeps what readers can show; the rest is a tree.
"""

from __future__ import annotations

import html
import xml.etree.ElementTree as etree
from collections.abc import Callable
from html.parser import HTMLParser

import nh3

Where = Callable[[str], str | None]
"""The address that a link on the page leads to, or None."""

_ADDRESSES = ("href", "src", "cite")
_NAMES = """
a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr
i img ins kbd li mark ol p pre q s samp small strong sub summary sup table tbody td tfoot th thead time tr ul var
"""
_KEPT = set(_NAMES.split())
_SEEN = _KEPT | {"span", "input", "label", "section"}
"""Elements that say something to us and nothing to a feed reader are seen as well."""
_ATTRIBUTES = {
    "*": {"class", "dir", "lang", "title"},
    "a": {"href"},
    "blockquote": {"cite"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked", "type"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
_SEEN_ALONE = nh3.Cleaner(tags=_SEEN, attributes=_ATTRIBUTES, link_rel=None)
_VOID = {"br", "hr", "img", "input"}
_DROPPED = {"headerlink", "footnote-backref", "linenos", "portrait"}
"""Links that lead about the page, numbers of lines, faces of 72 pixels."""
_BOLD = {"admonition-title"}


def readable(body: str, where: Where) -> str:
    """The HTML for a reader; `where` makes addresses whole, and a link that leads nowhere keeps its words alone."""
    root = _Tree(_SEEN_ALONE.clean(body)).root
    for element in list(root.iter()):
        classes = _classes(element)
        if "tabbed-set" in classes:
            _name_tabs(element)
        if element.tag == "section" and "quote" in classes:
            _frame(element)
    # From the innermost outwards and not by recursion: a text may have more levels than Python calls.
    written: dict[etree.Element, str] = {}
    for element in reversed(list(root.iter())):
        written[element] = _written(element, written, where)
    return written[root].strip()


class _Tree(HTMLParser):
    """The elements of HTML in which every one is closed, below one without a name."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.builder = etree.TreeBuilder()
        self.builder.start("", {})
        self.feed(text)
        self.close()
        self.builder.end("")
        self.root = self.builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def _classes(element: etree.Element) -> set[str]:
    return set(element.get("class", "").split())


def _written(element: etree.Element, written: dict[etree.Element, str], where: Where) -> str:
    """An element, where what is in it is `written` already."""
    classes = _classes(element)
    if classes & _DROPPED:
        return ""
    if element.tag == "input":
        box = element.get("type") == "checkbox"
        return ("☑" if "checked" in element.attrib else "☐") if box else ""
    inside = html.escape(element.text or "", quote=False) + "".join(
        written.pop(child) + html.escape(child.tail or "", quote=False) for child in element
    )
    if classes & _BOLD:
        inside = f"<strong>{inside}</strong>"
    if element.tag not in _KEPT:
        return inside
    attributes = _attributes(element, where)
    if element.tag in ("a", "img") and not attributes.keys() & {"href", "src"}:
        return inside or html.escape(attributes.get("alt", ""), quote=False)
    opening = element.tag + "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
    return f"<{opening}>" if element.tag in _VOID else f"<{opening}>{inside}</{element.tag}>"


def _attributes(element: etree.Element, where: Where) -> dict[str, str]:
    found = {name: value for name, value in element.attrib.items() if name != "class"}
    for name in _ADDRESSES:
        if name in found:
            address = where(found.pop(name))
            if address is not None:
                found[name] = address
    return found


def _name_tabs(tabs: etree.Element) -> None:
    """Each label goes into the tab it opens, as its first line."""
    labels = [child for child in tabs if child.get("class") == "tabbed-labels"]
    contents = [child for child in tabs if child.get("class") == "tabbed-content"]
    if not labels or not contents:
        return
    for label, block in zip(list(labels[0]), list(contents[0]), strict=False):
        heading = etree.Element("p", {"class": "admonition-title"})
        heading.text, heading.tail = "".join(label.itertext()), block.text
        block.text = None
        block.insert(0, heading)
    tabs.remove(labels[0])


def _frame(view: etree.Element) -> None:
    """A figure, which feed readers part from the text round it: the frame that does so on our pages is a style."""
    view.tag = "figure"
    for child in view:
        if "quote-by" in _classes(child):
            child.tag = "figcaption"
