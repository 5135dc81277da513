"""The numbers of footnotes: in the order in which a reader meets them, those first met in a note behind the others.

Python-Markdown numbers notes as they are defined; with `USE_DEFINITION_ORDER: false` as it comes across them: what
stands in lists, quotations and tables after all paragraphs, and what lies deep in a list after what the notes say.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections import Counter

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

_Reference = tuple[etree.Element, etree.Element]
"""The `<sup>` that a number stands in, and the link in it."""


class NumberedNotes(Extension):
    """Stands behind `footnotes`, and does nothing where that is not switched on."""

    def extendMarkdown(self, md: Markdown) -> None:
        if "footnote" in md.treeprocessors:
            # Once the text within lines is read, and before a note gets its ways back to all that refers to it.
            md.treeprocessors.register(_Numbers(md, md.treeprocessors["footnote"].footnotes), "footnote-numbers", 17)


class _Numbers(Treeprocessor):
    def __init__(self, md: Markdown, notes: FootnoteExtension):
        super().__init__(md)
        self.notes = notes

    def run(self, root: etree.Element) -> None:
        box = next((div for div in root.iter("div") if div.get("class") == "footnote"), None)
        listed = None if box is None else box.find("ol")
        if box is None or listed is None:
            return
        items = {f"#{item.get('id')}": item for item in listed}
        references = [one for one in _references(root, box) if one[1].get("href") in items]
        order = list(dict.fromkeys(link.get("href", "") for _, link in references))
        read = 0
        while read < len(items):
            if read == len(order):  # Nothing refers to it; the check says so.
                order.append(next(target for target in items if target not in order))
            inner = [one for one in _references(items[order[read]]) if one[1].get("href") in items]
            references += inner
            order += dict.fromkeys(href for _, link in inner if (href := link.get("href", "")) not in order)
            read += 1
        self._number(references, {target: number for number, target in enumerate(order, 1)})
        listed[:] = [items[target] for target in order]
        for number, item in enumerate(listed, 1):
            for link in item.iter("a"):
                if link.get("class") == "footnote-backref":
                    link.set("title", self.notes.getConfig("BACKLINK_TITLE").format(number))

    def _number(self, references: list[_Reference], numbers: dict[str, int]) -> None:
        """The ids too: the way back leads to the first place that refers to a note."""
        starts = {f"#{self.notes.makeFootnoteId(label)}": label for label in self.notes.footnotes}
        seen: Counter[str] = Counter()
        for sup, link in references:
            target = link.get("href", "")
            link.text = self.notes.getConfig("SUPERSCRIPT_TEXT").format(numbers[target])
            seen[target] += 1
            start, separator, label = self.notes.makeFootnoteRefId(starts[target]).partition(self.notes.get_separator())
            sup.set("id", f"{start}{seen[target] if seen[target] > 1 else ''}{separator}{label}")


def _references(root: etree.Element, box: etree.Element | None = None) -> list[_Reference]:
    """Those in an element, in the order in which they are read, without those in the box."""
    found: list[_Reference] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == "sup" and len(element) and element[0].get("class") == "footnote-ref":
            found.append((element, element[0]))
        elif element is not box:
            waiting += reversed(element)
    return found
