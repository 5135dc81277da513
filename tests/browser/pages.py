"""Which pages of a built site to look at.

A publication grows, and looking at each of its pages in a browser would take longer with every article. These
together show every kind of element in every kind of surroundings at least once, and every kind of address. A new
template, or an article with something in it that none had before, is among them without anybody listing it.
"""

from __future__ import annotations

import html.parser
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page, Route

from tests.long_discussion import ARTICLE

SPECIMEN = "articles/specimen/"
"""The article that has every feature of Markdown."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Shapes(html.parser.HTMLParser):
    """Each element of a page with the element it stands in, both as their name, classes and names of attributes.

    Without `colours`, words that are coloured in code are all the same.
    """

    def __init__(self, text: str, colours: bool):
        super().__init__()
        self.colours = colours
        self.open: list[tuple[str, str]] = []
        self.found: set[tuple[str, str]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = sorted((dict(attrs).get("class") or "").split())
        if tag == "span" and self.open and self.open[-1][0] == "code" and not self.colours:
            classes = []
        shape = ".".join([tag, *classes]) + "".join(f"[{name}]" for name, _ in sorted(attrs))
        self.found.add((self.open[-1][1] if self.open else "", shape))
        if tag not in VOID:
            self.open.append((tag, shape))

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(name == tag for name, _ in self.open):
            if self.open.pop()[0] == tag:
                break


def kind(address: str) -> str:
    """Addresses that are equally deep are of a kind: what a page asks for leads up as many steps."""
    return "/".join("*" if part else "" for part in address.split("/"))


def all_pages(site: Path) -> dict[str, str]:
    """The HTML of each built page by its address, from the site's root."""
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix().removesuffix("index.html"): file.read_text("utf-8") for file in files}


def telling(site: Path, colours: bool = False) -> list[str]:
    """Addresses of as few pages as together show all that the site's pages show."""
    shown = {own: _Shapes(text, colours).found | {("address", kind(own))} for own, text in all_pages(site).items()}
    missing = set().union(*shown.values())
    chosen: list[str] = []
    while missing:
        best = max(shown, key=lambda page: len(shown[page] & missing))
        missing -= shown[best]
        chosen.append(best)
    return chosen


def to_look_at(served: str, site: Path, every: bool = False) -> list[str]:
    """Addresses of pages, by the fixture that serves them. With `every`, all of the miniature's: it shows each state
    of a discussion once, and some differ by their words alone; and of the others those with each colour of code. Of the
    specimen and of the long discussion only the article that they are about."""
    match served:
        case "served_long":
            return [ARTICLE]
        case "served_specimen":
            return [SPECIMEN]
        case "served_miniature" if every:
            return list(all_pages(site))
        case _:
            return telling(site, colours=every)


def stay(page: Page, address: str) -> None:
    """Open a page and stay on it, also where it leads on to another at once."""

    def answer(route: Route) -> None:
        if route.request.is_navigation_request() and unquote(route.request.url) != unquote(address):
            # With «no content» a browser stays where it is.
            route.fulfill(status=204)
        elif "/js/moved-" in route.request.url:
            # It leads on while the page still loads, which then is never done.
            route.fulfill(content_type="text/javascript", body="")
        else:
            route.fallback()

    page.unroute_all()
    if 'http-equiv="refresh"' in page.request.get(address).text():
        page.route("**/*", answer)
    page.goto(address, wait_until="load")


def lay_out_all(page: Page) -> None:
    """Lays out what a page would skip until it is near. Its policy allows no inline style, but this."""
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { content-visibility: visible !important }");
          document.adoptedStyleSheets.push(sheet);
        }"""
    )
