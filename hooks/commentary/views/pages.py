"""Every page of the site: its template, its address, and the plain data that the template takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from commentary import addresses
from commentary.join import Piece, Publication
from commentary.language import Language
from commentary.problems import Problem
from commentary.settings import Settings
from commentary.social_card import Card
from commentary.views import articles, comments, people, quotes
from commentary.views.cards import LinkView, card, category_link
from commentary.views.page import PageView
from commentary.views.reply import ReplyView


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site. `url` is its absolute address with a slash at the end, or nothing."""

    name: str
    description: str = ""
    url: str = ""
    reply: ReplyView = field(default_factory=ReplyView)
    history: bool = False
    """Whether each comment links to its versions on the forge."""
    policy: str = ""
    """The Content Security Policy that pages carry; a preview has none, since MkDocs adds a script to it."""
    menu: tuple[LinkView, ...] = ()
    pages: Mapping[str, LinkView] = field(default_factory=dict)
    """The plain pages of the site by their id, for links that a fork may have no page for."""
    problems: tuple[Problem, ...] = ()
    """What is to be mended before the next build; shown above each page of a preview, empty on a published site."""


def all_pages(
    publication: Publication, settings: Settings, language: Language, cards: Mapping[str, Card]
) -> dict[str, PageView]:
    """Every page but the one for lost readers, by its `source`. `cards` are those of articles by id."""
    pages = [
        _home(publication, settings),
        *(
            page
            for piece in publication.articles.values()
            for page in articles.pages(piece, publication, settings, language, cards.get(piece.id))
        ),
        *(_category(pieces, language) for pieces in publication.categories().values()),
        _archive(publication, language),
        _search(publication, language),
        _experts(publication, language),
        *(_expert(id, publication, language) for id in publication.experts),
        *(_author(id, publication, language) for id in publication.authors),
        *(_plain(id, publication) for id in publication.pages if id != "index"),
        *(_sent(outcome, publication, language) for outcome in ("thanks", "failure") if settings.reply.endpoint),
    ]
    return {page.source: page for page in pages}


def plain_links(publication: Publication) -> dict[str, LinkView]:
    """The plain pages but the front page, by id, in the order of their titles."""
    links = {id: LinkView(p.title, addresses.page(id)) for id, p in publication.pages.items() if id != "index"}
    return dict(sorted(links.items(), key=lambda item: item[1].name.casefold()))


def not_found(language: Language) -> PageView:
    """The page for lost readers. It is served at any depth, so its links start from the site's own root."""
    title, description = language.text("missing.title"), language.text("missing.description")
    return PageView("404.html", "404.html", "404.md", title, description, listed=False)


def _home(publication: Publication, settings: Settings) -> PageView:
    record = publication.pages["index"]
    cards = [card(p) for p in list(publication.articles.values())[: settings.latest_articles]]
    data = {
        "articles": cards,
        "more": len(publication.articles) > len(cards),
        "comments": comments.latest(publication, settings.latest_comments, settings.comments_on_a_page),
    }
    return PageView(
        "home.html",
        addresses.HOME,
        "index.md",
        record.title,
        record.description,
        generated=False,
        changed=publication.changed(),
        data=data,
    )


def _category(pieces: list[Piece], language: Language) -> PageView:
    name = pieces[0].record.category
    return PageView(
        "category.html",
        addresses.category(pieces[0].category),
        f"categories/{pieces[0].category}.md",
        name,
        language.text("category.description", articles=language.count("articles", len(pieces)), category=name),
        changed=_changed(pieces),
        data={"articles": [card(p) for p in pieces]},
    )


def _archive(publication: Publication, language: Language) -> PageView:
    pieces = publication.articles.values()
    years = [(year, [card(p) for p in group]) for year, group in groupby(pieces, key=lambda p: p.record.date.year)]
    categories = [(category_link(group[0]), len(group)) for group in publication.categories().values()]
    return PageView(
        "archive.html",
        addresses.ARCHIVE,
        "archive.md",
        language.text("archive.title"),
        language.text("archive.description"),
        changed=publication.changed(),
        data={"years": years, "categories": categories},
    )


def _search(publication: Publication, language: Language) -> PageView:
    """What it finds is not on the page, so machines need not know of it."""
    heard = {id for piece in publication.articles.values() for id in piece.speakers}
    experts = [(id, record.name) for id, record in publication.experts.items() if id in heard]
    return PageView(
        "search.html",
        addresses.SEARCH,
        "search.md",
        language.text("search.title"),
        language.text("search.description"),
        listed=False,
        changed=publication.changed(),
        data={
            "categories": [(slug, group[0].record.category) for slug, group in publication.categories().items()],
            "experts": sorted(experts, key=lambda one: one[1].casefold()),
        },
    )


def _experts(publication: Publication, language: Language) -> PageView:
    """The register has those who are approved. Another's page says that, and nothing leads there."""
    approved = {id: record for id, record in publication.experts.items() if record.approved}
    register = [
        (people.expert(id, record), len(publication.views_of(id)))
        for id, record in sorted(approved.items(), key=lambda item: item[1].name.casefold())
    ]
    return PageView(
        "experts.html",
        addresses.EXPERTS,
        "experts.md",
        language.text("experts.title"),
        language.text("experts.description"),
        changed=max([day for id in approved if (day := _seen(id, publication))], default=None),
        data={"experts": register},
    )


def _expert(id: str, publication: Publication, language: Language) -> PageView:
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
        language.text("expert.description", name=person.name),
        listed=person.approved is not None,
        changed=_seen(id, publication),
        data={"person": person, "views": grouped},
    )


def _author(id: str, publication: Publication, language: Language) -> PageView:
    person = people.author(id, publication.authors[id])
    written, told = publication.articles_by(id), publication.articles_after(id)
    # The cards of the one say how many comments there are; of the other there are titles alone.
    days = [*(p.changed for p in written), *(p.updated for p in told)]
    data = {
        "person": person,
        "articles": [card(p) for p in written],
        "originals": [(p.record.based_on, card(p)) for p in told],
    }
    return PageView(
        "author.html",
        person.path,
        f"authors/{id}.md",
        person.name,
        language.text("author.description", name=person.name),
        changed=max(days, default=None),
        data=data,
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
    )


def _sent(outcome: str, publication: Publication, language: Language) -> PageView:
    """Where an endpoint leads when it has taken a reply, `thanks`, or could not, `failure`."""
    return PageView(
        "sent.html",
        f"reply/{outcome}/",
        f"reply/{outcome}.md",
        language.text(f"{outcome}.title"),
        language.text(f"{outcome}.description"),
        listed=False,
        data={"outcome": outcome},
    )


def _changed(pieces: list[Piece]) -> dt.date | None:
    return max((p.changed for p in pieces), default=None)


def _seen(id: str, publication: Publication) -> dt.date | None:
    """The last day on which an expert was approved, or an article with a view of theirs published or updated."""
    approval = publication.experts[id].approved
    days = [publication.articles[view.article_id].updated for view in publication.views_of(id)]
    return max([*days, *([approval.on] if approval else [])], default=None)
