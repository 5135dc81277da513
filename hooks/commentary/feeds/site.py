"""What every feed takes from the publication: its name and address, its words, its ids and its templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import jinja2

from commentary import addresses
from commentary.feeds import moments
from commentary.feeds.feed import Dress, Enclosure, Person, Term
from commentary.feeds.identity import Identity
from commentary.feeds.links import Links
from commentary.join import Piece, Publication
from commentary.language import Language


@dataclass(frozen=True, slots=True)
class FeedSite:
    """`url` is the site's address with a slash at the end, or nothing; `bodies` are the HTML of articles by id;
    `pictures` those at their heads, by path in `docs/`, with the path on the site as their address."""

    publication: Publication
    language: Language
    templates: jinja2.Environment
    identity: Identity
    page_size: int
    name: str
    description: str
    url: str
    bodies: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Enclosure] = field(default_factory=dict)
    zone: dt.tzinfo = dt.UTC
    """The time zone in which a day of the records is a day."""

    def text(self, name: str, /, **values: object) -> str:
        """A text as it is read, not as HTML."""
        return self.language.text(name, **values).unescape()

    @property
    def changed(self) -> dt.datetime:
        """The last change that the records know of. A feed must name a moment, also before the first article."""
        return moments.of_day(self.publication.changed() or dt.date(1970, 1, 1), self.zone)

    def links(self, feed: str) -> Links:
        return Links(self.url, feed)

    def dress(self, feed: str) -> Dress:
        links = self.links(feed)
        assets = self.templates.globals["assets"]
        return Dress(
            language=self.language.tag,
            icon=links.to(assets["favicon.svg"]),
            stylesheet=links.near(assets["feed.css"]),
            about=self.text("feed.about"),
            back=self.text("feed.back"),
        )

    def html(self, template: str, **data: object) -> str:
        return self.templates.get_template(template).render(**data).strip()


def folder(piece: Piece) -> str:
    """The folder in `comments/` that an article keeps when its file is renamed."""
    return piece.record.commentary or piece.id


def authors(piece: Piece, links: Links) -> tuple[Person, ...]:
    return tuple(Person(author.name, links.to(addresses.author(id))) for id, author in piece.authors.items())


def category(piece: Piece, links: Links) -> Term:
    return Term(piece.category, links.to(addresses.category(piece.category)), piece.record.category)
