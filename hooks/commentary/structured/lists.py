"""The front page, the lists and the plain pages as things of schema.org."""

from __future__ import annotations

from commentary import addresses
from commentary.structured.frame import Frame, Thing
from commentary.views.cards import LinkView
from commentary.views.page import PageView

KINDS = {"about": "AboutPage", "contact": "ContactPage"}
"""Plain pages that schema.org has a name for, by id."""


def home(page: PageView, frame: Frame) -> list[Thing]:
    """The site itself, and the newest articles as its front page lists them."""
    return [
        {
            "@type": "WebSite",
            "@id": frame.address(""),
            "url": frame.address(""),
            "name": frame.site.name,
            "description": frame.site.description or page.description,
            "inLanguage": frame.language.tag,
            "publisher": frame.publisher(),
            "potentialAction": _search(frame) if frame.site.url else None,
        },
        frame.listed([card.path for card in page.data["articles"]]),
    ]


def _search(frame: Frame) -> Thing:
    """How a program asks the search: by an address with a place for the words."""
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": frame.address(addresses.SEARCH) + "?q={words}"},
        "query-input": "required name=words",
    }


def category(page: PageView, frame: Frame) -> list[Thing]:
    return _collection(page, frame, frame.listed([card.path for card in page.data["articles"]]))


def archive(page: PageView, frame: Frame) -> list[Thing]:
    """All articles may be thousands, and their links are on the page already: only their number is said."""
    number = sum(len(cards) for _, cards in page.data["years"])
    return _collection(page, frame, {"@type": "ItemList", "numberOfItems": number})


def experts(page: PageView, frame: Frame) -> list[Thing]:
    return _collection(page, frame, frame.listed([person.path for person, _ in page.data["experts"]]))


def plain(page: PageView, frame: Frame) -> list[Thing]:
    return _page(KINDS.get(page.source.removesuffix(".md"), "WebPage"), page, frame)


def _collection(page: PageView, frame: Frame, listed: Thing) -> list[Thing]:
    return _page("CollectionPage", page, frame, listed)


def _page(kind: str, page: PageView, frame: Frame, listed: Thing | None = None) -> list[Thing]:
    return [
        {
            "@type": kind,
            "@id": frame.address(page.address),
            "url": frame.address(page.address),
            "name": page.title,
            "description": page.description,
            "inLanguage": frame.language.tag,
            "mainEntity": listed,
        },
        frame.breadcrumbs(LinkView(page.title, page.address)),
    ]
