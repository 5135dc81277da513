"""Every page of the site: its template, its address, and the plain data that the template takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from commentary import addresses
from commentary.join import Piece, Publication
from commentary.problems import Problem
from commentary.settings import Settings
from commentary.views import comments, people, quotes, words
from commentary.views.cards import LinkView, card, category_link


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site. `url` is its absolute address with a slash at the end, or nothing."""

    name: str
    description: str = ""
    language: str = "en"
    url: str = ""
    repository: str = ""
    email: str | None = None
    menu: tuple[LinkView, ...] = ()
    pages: Mapping[str, LinkView] = field(default_factory=dict)
    """The plain pages of the site by their id, for links that a fork may have no page for."""
    problems: tuple[Problem, ...] = ()
    """What is to be mended before the next build; shown above each page of a preview, empty on a published site."""


@dataclass(slots=True)
class PageView:
    """One page. `source` is the file in `docs/` it is made from, or would be if it were not generated."""

    template: str
    address: str
    source: str
    title: str
    description: str
    generated: bool = True
    canonical: str | None = None
    """The address of the page that this one stands for, where that is another."""
    changed: dt.date | None = None
    data: dict[str, Any] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
    """Ids on the page beside those of its text, for other pages to link to."""

    @property
    def root(self) -> str:
        """The way from the page to the site's root, with a slash at the end."""
        return "../" * self.address.count("/") or "./"


def all_pages(publication: Publication, settings: Settings) -> dict[str, PageView]:
    """Every page but the one for lost readers, by its `source`."""
    pages = [
        _home(publication, settings),
        *(_article(piece, publication, settings) for piece in publication.articles.values()),
        *(_moved(alias, piece) for piece in publication.articles.values() for alias in piece.record.aliases),
        *(_category(pieces) for pieces in publication.categories().values()),
        _archive(publication),
        _experts(publication),
        *(_expert(id, publication) for id in publication.experts),
        *(_author(id, publication) for id in publication.authors),
        *(_plain(id, publication) for id in publication.pages if id != "index"),
    ]
    return {page.source: page for page in pages}


def plain_links(publication: Publication) -> dict[str, LinkView]:
    """The plain pages but the front page, by id, in the order of their titles."""
    links = {id: LinkView(p.title, addresses.page(id)) for id, p in publication.pages.items() if id != "index"}
    return dict(sorted(links.items(), key=lambda item: item[1].name.casefold()))


def not_found(root: str) -> tuple[PageView, str]:
    """The page for lost readers, and the root it uses: it is served at any depth, so its links cannot be relative."""
    page = PageView("404.html", "404.html", "404.md", "Page not found", "There is no page at this address.")
    return page, root


def _home(publication: Publication, settings: Settings) -> PageView:
    record = publication.pages["index"]
    cards = [card(p) for p in list(publication.articles.values())[: settings.latest_articles]]
    return PageView(
        "home.html",
        addresses.HOME,
        "index.md",
        record.title,
        record.description,
        generated=False,
        changed=publication.changed(),
        data={
            "articles": cards,
            "more": len(publication.articles) > len(cards),
            "comments": comments.latest(publication, settings.latest_comments),
        },
    )


def _article(piece: Piece, publication: Publication, settings: Settings) -> PageView:
    record = piece.record
    original = record.based_on
    original_author = publication.authors.get(original.author or "") if original else None
    return PageView(
        "article.html",
        addresses.article(piece.id),
        piece.path.removeprefix("docs/"),
        record.title,
        record.description,
        generated=False,
        changed=record.updated or record.date,
        data={
            "article": card(piece),
            "updated": words.date(record.updated),
            "tags": record.tags,
            "authors": [people.author(id, author) for id, author in piece.authors.items()],
            "quotes": {key: quotes.quote(view) for key, view in piece.views.items()},
            "original": original,
            "original_author": people.author(original.author, original_author) if original_author else None,
            "discussion": comments.discussion(piece, publication, settings.nested_replies),
            "advertisement": settings.advertisement,
            "newer": card(piece.newer) if piece.newer else None,
            "older": card(piece.older) if piece.older else None,
            "folder": f"comments/{record.commentary or piece.id}",
        },
        anchors=addresses.PARTS | {f"comment-{c.id}" for c in piece.comments} | {f"quote-{key}" for key in piece.views},
    )


def _moved(alias: str, piece: Piece) -> PageView:
    """What stands at an earlier address of an article and leads on to it."""
    address = addresses.article(piece.id)
    return PageView(
        "moved.html",
        addresses.article(alias),
        f"articles/{alias}.md",
        piece.record.title,
        "This article has moved.",
        canonical=address,
        changed=piece.record.date,
        data={"target": address},
    )


def _category(pieces: list[Piece]) -> PageView:
    name = pieces[0].record.category
    return PageView(
        "category.html",
        addresses.category(name),
        f"categories/{addresses.slug(name)}.md",
        name,
        f"{words.articles(len(pieces)).capitalize()} on {name}.",
        changed=max(p.record.updated or p.record.date for p in pieces),
        data={"articles": [card(p) for p in pieces]},
    )


def _archive(publication: Publication) -> PageView:
    pieces = publication.articles.values()
    years = [(year, [card(p) for p in group]) for year, group in groupby(pieces, key=lambda p: p.record.date.year)]
    return PageView(
        "archive.html",
        addresses.ARCHIVE,
        "archive.md",
        "Archive",
        "Every article, newest first, and the categories they belong to.",
        changed=publication.changed(),
        data={
            "years": years,
            "categories": [
                (category_link(group[0].record.category), words.articles(len(group)))
                for group in publication.categories().values()
            ],
        },
    )


def _experts(publication: Publication) -> PageView:
    register = [
        (people.expert(id, record), words.views(len(publication.views_of(id))))
        for id, record in sorted(publication.experts.items(), key=lambda item: item[1].name.casefold())
    ]
    return PageView(
        "experts.html",
        addresses.EXPERTS,
        "experts.md",
        "Experts",
        "The register of approved experts whose views appear in our articles.",
        changed=publication.changed(),
        data={"experts": register},
    )


def _expert(id: str, publication: Publication) -> PageView:
    person = people.expert(id, publication.experts[id])
    grouped = [
        (card(publication.articles[article]), [quotes.quote(v) for v in group])
        for article, group in groupby(publication.views_of(id), key=lambda v: v.article_id)
    ]
    return PageView(
        "expert.html",
        person.path,
        f"experts/{id}.md",
        person.name,
        f"Every view of {person.name} in our articles.",
        changed=publication.changed(),
        data={"person": person, "views": grouped},
    )


def _author(id: str, publication: Publication) -> PageView:
    person = people.author(id, publication.authors[id])
    return PageView(
        "author.html",
        person.path,
        f"authors/{id}.md",
        person.name,
        f"{person.name}: who writes, and what.",
        changed=publication.changed(),
        data={
            "person": person,
            "articles": [card(p) for p in publication.articles_by(id)],
            "originals": [(p.record.based_on, card(p)) for p in publication.articles_after(id)],
        },
    )


def _plain(id: str, publication: Publication) -> PageView:
    record = publication.pages[id]
    return PageView(
        "page.html",
        addresses.page(id),
        f"{id}.md",
        record.title,
        record.description,
        generated=False,
        changed=publication.changed(),
    )
