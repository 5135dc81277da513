"""A text's Markdown -> the HTML to publish. A check renders as a build does, since a build publishes what was checked.

Experts' views and pictures are not known yet: a mark stands for each, which `Edition.text` puts them in place of.
"""

from __future__ import annotations

import secrets
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlunsplit

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX

from commentary import addresses, snippets
from commentary.blocks import QuoteUse
from commentary.body import Body
from commentary.destinations import Destination, relative, split, target
from commentary.figure_block import FigureExtension
from commentary.figures import Figure
from commentary.finished import finished
from commentary.footnotes import NumberedNotes
from commentary.headings import Headings
from commentary.lost_words import KNOWN, lost_words
from commentary.picture_uses import PictureUse
from commentary.problems import Place, Problem, shown
from commentary.published import place_of, problem, published
from commentary.quote_block import QuoteBlockExtension
from commentary.site_file import Decided

SANE = "sane_lists"
_ALONE = "stands by itself between empty lines, not in an indented code block or a footnote; this one is not shown"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML of a text, and what stands in place of each mark in it: a view, by its key, or a picture."""

    html: str
    placed: tuple[tuple[str, str | Figure], ...] = ()
    ids: frozenset[str] = frozenset()
    """Ids that a link may lead to."""
    links: tuple[str, ...] = ()
    """Where its links lead, as typed."""
    html_links: tuple[str, ...] = ()
    """The same for those typed as HTML."""


class Renderer:
    """Markdown as the publication's settings have it. It makes one text after another."""

    def __init__(
        self, decided: Decided, docs: Path, places: Mapping[str, Destination], raw_html: bool, from_root: bool
    ):
        """Raises whatever an extension raises that cannot be loaded or has wrong options."""
        self.places, self.raw_html = places, raw_html
        # A writer cannot know it, so none can type a mark.
        self.secret = secrets.token_hex(8)
        options: dict[str, Any] = {name: dict(chosen) for name, chosen in decided.options.items()}
        options.setdefault("toc", {}).setdefault("slugify", addresses.heading)
        if snippets.EXTENSION in decided.extensions:
            given = options.get(snippets.EXTENSION, {})
            options[snippets.EXTENSION] = {**given, **snippets.OPTIONS, "base_path": [str(docs)]}
        own = [QuoteBlockExtension(self._mark), FigureExtension(self._mark), Headings(), NumberedNotes()]
        # As in CommonMark a list begins with its own number, and other marks begin another list.
        names = [*decided.extensions, *([] if SANE in decided.extensions else [SANE])]
        self.markdown = Markdown(extensions=[*names, *own], extension_configs=options)
        self.counts_words = KNOWN.issuperset(names)
        self.links = _Links(self.markdown, places, from_root)
        # Behind all others, MkDocs's own being at 0: what they make has ids and leads somewhere too.
        self.markdown.treeprocessors.register(self.links, "links", -20)
        self.placed: list[tuple[str, str | Figure]] = []

    def _mark(self, what: str | Figure) -> str:
        self.placed.append((f'<hr class="{self.secret}-{len(self.placed)}">', what))
        return self.placed[-1][0]

    def render(self, body: Body, quotes: list[QuoteUse], pictures: list[PictureUse]) -> tuple[Rendered, list[Problem]]:
        """The HTML of a text with the views and pictures that it shows in its source, and what is wrong with it."""
        self.markdown.reset()
        self.placed.clear()
        self.links.begin(body.path.partition("/")[2])
        try:
            html = self.markdown.convert(body.source)
        except Exception as error:  # An extension may raise anything.
            message = f"a text is Markdown that can be read; it stopped with {shown(error)}"
            place = Place(body.path, body.first_line)
            return Rendered(""), [Problem(place, message, "Take out what you wrote last, and try again.", "markdown")]
        if odd := next((href for href in self.links.found if split(href) is None), None):
            place = body.place(max(body.source.find(odd), 0))
            message = f"an address can be taken apart; {shown(odd)} cannot"
            return Rendered(""), [Problem(place, message, "Copy it from the browser once more.", "link")]
        raw = _Raw()
        for block in self.markdown.htmlStash.rawHtmlBlocks:
            raw.feed(block if isinstance(block, str) else etree.tostring(block, "unicode"))
        html = finished(html)
        problems = list(self._lost(quotes, pictures))
        safe, found = (html, None) if self.raw_html else published(html)
        if found is not None:
            problems.append(problem(place_of(found, body), found))
        elif self.counts_words and not problems:
            problems += lost_words(body, safe)
        ids = frozenset(self.links.ids | raw.ids)
        return Rendered(safe, tuple(self.placed), ids, tuple(self.links.found), tuple(raw.links)), problems

    def _lost(self, quotes: list[QuoteUse], pictures: list[PictureUse]) -> list[Problem]:
        """A view or a picture that the source shows and the page does not. Each has had its place checked, nearly."""
        shown_keys = {what for _, what in self.placed if isinstance(what, str)}
        mend = "Put an empty line before and after it, and indent it like the text round it."
        faults = [
            Problem(use.place, f"a quote block {_ALONE}", mend, "block") for use in quotes if use.key not in shown_keys
        ]
        counts = Counter(target(what.src, self.links.page) for _, what in self.placed if isinstance(what, Figure))
        for use in pictures:
            counts[use.src] -= 1
            if counts[use.src] < 0:
                faults.append(Problem(use.place, f"a picture {_ALONE}", mend, "picture-in-text"))
        return faults


class _Links(Treeprocessor):
    """Notes the ids of a text and where its links lead, and has those that name a file lead to its page."""

    def __init__(self, markdown: Markdown, places: Mapping[str, Destination], from_root: bool):
        super().__init__(markdown)
        self.places, self.from_root = places, from_root
        self.begin("")

    def begin(self, page: str) -> None:
        self.page, self.ids, self.found = page, set[str](), list[str]()

    def run(self, root: etree.Element) -> None:
        own = self.places.get(self.page)
        for element in root.iter():
            names = [element.get("id"), element.get("name") if element.tag == "a" else None]
            self.ids |= {name for name in names if name}
            href = element.get("href") if element.tag == "a" else None
            # HTML in an address is refused for itself.
            if href is None or STX in href:
                continue
            self.found.append(href)
            parts = split(href)
            if parts is None or parts.scheme or parts.netloc or not parts.path or own is None:
                continue
            absolute = parts.path.startswith(("/", "\\"))
            if absolute and not self.from_root:
                continue
            path = target(unquote(parts.path).lstrip("/"), "" if absolute else self.page)
            place = self.places.get(path)
            if place:
                element.set("href", urlunsplit(("", "", relative(place.address, own.address), *parts[3:])))


class _Raw(HTMLParser):
    """The ids and links of pieces of HTML that Markdown has put aside."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.ids.add(value)
            elif value and name == "href" and tag == "a":
                self.links.append(value)
