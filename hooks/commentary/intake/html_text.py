"""The HTML of an e-mail -> text, as the reader saw it; below the line `body:` it is a comment's Markdown.

What was typed stays what it is: a star is a star on the page too. Lists, links, quotations, emphasis, code, headings
and tables become the Markdown for them, the lists of Word too. A file that stands whole in `<pre>` is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentary.intake.html_tree import Element, html_tree
from commentary.intake.markdown_line import Words, leads_out
from commentary.intake.sheet import Sheet
from commentary.problems import shown

_LINES = frozenset(
    {"address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption"}
    | {"figure", "footer", "form", "header", "main", "nav", "section", "summary", "caption"}
)
_APART = frozenset({"p", "pre", "blockquote", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG, _EMPHASIS = frozenset({"b", "strong", "th"}), frozenset({"i", "em", "cite", "dfn", "var"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BOLD = re.compile(r"font-weight:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*(italic|normal)", re.IGNORECASE)
_KEPT_LINES = re.compile(r"white-space:\s*(?:pre|break-spaces)", re.IGNORECASE)
_WORD_ITEM = re.compile(r"mso-list:\s*l\d+ level(\d)", re.IGNORECASE)
_WORD_MARK = re.compile(r"mso-list:\s*Ignore", re.IGNORECASE)
_TIGHT = re.compile(r"margin(?:-bottom)?:\s*0", re.IGNORECASE)
_QUOTES = re.compile(r"quote|cite", re.IGNORECASE)
_PIXEL = frozenset({"0", "1"})
# What a table's cells may hold where it is one, and no frame around a page; so many elements of each row are looked at.
_LOOKED_AT = 200


def html_text(html: str, left_out: list[str], *, above: str = "") -> str:
    """The lines. `above` is the text that stands before; what is no text is named in `left_out`.

    Lines that were quoted begin with `> `. No-break spaces stay at the beginning of a line, since they may indent.
    """
    reading = _Reading(Sheet(above), left_out)
    for step, node in _walk(html_tree(html)):
        if isinstance(node, str):
            reading.text(node)
        elif step == "open":
            reading.open(node)
        else:
            reading.close(node)
    reading.sheet.end_line()
    return reading.sheet.text()


def _walk(root: Element) -> Iterator[tuple[str, Element | str]]:
    """Every element and text in its order; without recursion, since a hostile page nests a hundred thousand deep."""
    waiting: list[tuple[str, Element | str]] = [("open", root)]
    while waiting:
        step, node = waiting.pop()
        yield step, node
        if step == "open" and isinstance(node, Element):
            waiting.append(("close", node))
            waiting += [("open", child) for child in reversed(node.children)]


class _Reading:
    """Elements that open and close, and the sheet that is written meanwhile."""

    def __init__(self, sheet: Sheet, left_out: list[str]) -> None:
        self.sheet = sheet
        self.left_out = left_out
        self.strong, self.emphasis, self.code, self.address = [False], [False], [False], [""]
        self.kept_lines = self.preformatted = 0
        self.shifted: list[dict[int, str]] = []
        self.marks = 0
        self.row: list[bool] = [False]
        """Of each open row: whether its cells stand on one line."""

    def open(self, node: Element) -> None:
        name, attributes, sheet = node.name, node.attributes, self.sheet
        style, kind = attributes.get("style", ""), attributes.get("class", "")
        self._style(name, style)
        if name == "br":
            sheet.end_line(broken=True)
        elif name == "hr":
            sheet.rule()
        elif name == "img":
            self._picture(attributes)
        elif name == "a":
            self._link(attributes.get("href", "").strip())
        elif name in ("s", "strike", "del"):
            self._put("~~")
        elif name in ("sup", "sub"):
            self.shifted.append(_RAISED if name == "sup" else _LOWERED)
        elif name in ("td", "th"):
            if self.row[-1]:
                sheet.cell()
            else:
                sheet.end_line()
        elif name == "tr":
            sheet.end_line()
            self.row.append(_is_row(node))
            sheet.in_row = self.row[-1]
        elif name == "li":
            sheet.item(attributes.get("value", ""))
        elif self.row[-1] and (name in _APART or name in _LINES):
            sheet.soft()
        elif name in ("ul", "ol"):
            sheet.open_list(name == "ol", attributes.get("start", ""), backwards="reversed" in attributes)
        elif name == "blockquote":
            sheet.open_quotation(attributes.get("type") == "cite" or bool(_QUOTES.search(kind)))
        elif name == "pre":
            self.preformatted += 1
            sheet.open_code(as_it_is="moz-" in kind or "signature" in kind)
        elif name == "p":
            item = _WORD_ITEM.search(style)
            if item:
                sheet.word_item(int(item[1]))
            else:
                sheet.paragraph(tight=self._is_tight(style, kind))
        elif name in _APART:
            sheet.paragraph(heading=int(name[1]) if name[0] == "h" else 0)
        elif name in _LINES:
            sheet.end_line()

    def close(self, node: Element) -> None:
        name, attributes, sheet = node.name, node.attributes, self.sheet
        style, kind = attributes.get("style", ""), attributes.get("class", "")
        if name in ("s", "strike", "del"):
            self._put("~~")
        elif name in ("sup", "sub"):
            self.shifted.pop()
        elif name == "tr":
            sheet.end_row()
            self.row.pop()
            sheet.in_row = self.row[-1]
        elif name in ("td", "th"):
            if not self.row[-1]:
                sheet.end_line()
        elif name == "li":
            sheet.end_line()
        elif self.row[-1] and (name in _APART or name in _LINES):
            sheet.soft()
        elif name in ("ul", "ol"):
            sheet.close_list()
        elif name == "blockquote":
            sheet.close_quotation()
        elif name == "pre":
            self.preformatted -= 1
            sheet.close_code()
        elif name == "p":
            sheet.end_paragraph(tight=bool(_WORD_ITEM.search(style)) or self._is_tight(style, kind))
        elif name in _APART:
            sheet.end_paragraph()
        elif name in _LINES:
            sheet.end_line()
        self._unstyle(name, style)

    def text(self, data: str) -> None:
        if self.marks:
            self.sheet.word_mark(data)
        elif self.preformatted or self.kept_lines:
            first, *others = data.split("\n")
            self._put(first)
            for line in others:
                self.sheet.end_line(broken=True)
                self._put(line)
        else:
            self._put(_BLANKS.sub(" ", data))

    def _put(self, text: str) -> None:
        if self.shifted and not text.translate(self.shifted[-1]).isascii() and text.strip("0123456789+-=()n") == "":
            text = text.translate(self.shifted[-1])
        words = Words(text, self.strong[-1], self.emphasis[-1], self.code[-1], self.address[-1])
        self.sheet.put(words, collapsed=not (self.preformatted or self.kept_lines))

    def _style(self, name: str, style: str) -> None:
        bold, italic = _BOLD.search(style), _ITALIC.search(style)
        self.strong.append(bold[1][0] in "b6789" if bold else True if name in _STRONG else self.strong[-1])
        self.emphasis.append(italic[1] == "italic" if italic else True if name in _EMPHASIS else self.emphasis[-1])
        self.code.append(name in _CODE or self.code[-1])
        self.address.append(self.address[-1])
        self.kept_lines += bool(_KEPT_LINES.search(style))
        self.marks += bool(_WORD_MARK.search(style))

    def _unstyle(self, name: str, style: str) -> None:
        for stack in (self.strong, self.emphasis, self.code, self.address):
            stack.pop()
        self.kept_lines -= bool(_KEPT_LINES.search(style))
        self.marks -= bool(_WORD_MARK.search(style))

    def _link(self, address: str) -> None:
        address = re.sub(r"^www\.", "http://www.", address)
        if leads_out(address):
            self.address[-1] = address
        elif address and not re.match(r"#|mailto:|tel:", address, re.IGNORECASE):
            self.left_out.append(f"the address {shown(address)}")

    def _picture(self, attributes: dict[str, str]) -> None:
        alternative, source = attributes.get("alt", ""), attributes.get("src", "")
        if alternative and not re.search(r"\w", alternative):
            # An emoji.
            self._put(alternative)
        elif not source.startswith("cid:") and not {attributes.get("width"), attributes.get("height")} & _PIXEL:
            self.left_out.append(f"the picture {shown(alternative or source.rpartition('/')[2])}")

    def _is_tight(self, style: str, kind: str) -> bool:
        """Whether the lines of a paragraph and of the next touch, as Word and Outlook make them."""
        return "MsoNormal" in kind or bool(_TIGHT.search(style))


def _is_row(row: Element) -> bool:
    """Whether a row's cells stand on one line: there are two, and none holds what needs lines of its own."""
    cells = [child for child in row.children if isinstance(child, Element) and child.name in ("td", "th")]
    waiting: list[Element | str] = [*cells]
    seen = 0
    while waiting and seen < _LOOKED_AT:
        node = waiting.pop()
        seen += 1
        if isinstance(node, Element):
            if node.name in ("table", "ul", "ol", "blockquote", "pre", "hr"):
                return False
            waiting += node.children[: _LOOKED_AT - seen]
    return len(cells) > 1 and seen < _LOOKED_AT
