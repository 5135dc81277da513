"""Records -> one publication: each article with its authors, its experts' views and its conversation."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from commentary.categories import by_name, slug_of
from commentary.closing import is_closed, last_day
from commentary.collection import Collection
from commentary.records import Article, Author, Expert, Page, Quote
from commentary.rendering import Rendered
from commentary.settings import Settings
from commentary.threads import Numbered, number


@dataclass(frozen=True, slots=True)
class View:
    """What an expert says in an article, under the key that the article's text names."""

    key: str
    quote: Quote
    expert_id: str
    expert: Expert
    article_id: str


@dataclass(slots=True)
class Piece:
    """An article and all that belongs to it: views in the order of the text, comments in that of their numbers."""

    id: str
    path: str
    record: Article
    authors: dict[str, Author]
    category: str
    """The last part of its category's address."""
    views: dict[str, View] = field(default_factory=dict)
    comments: list[Numbered] = field(default_factory=list)
    closed: bool = False
    open_until: dt.date | None = None
    """The last day on which replies are taken, where there is one."""
    newer: Piece | None = None
    older: Piece | None = None

    @property
    def comment_count(self) -> int | None:
        """How many comments there are, withheld and removed ones included, so that it is the last number; None where
        there is no discussion."""
        return None if self.record.discussion == "off" else len(self.comments)

    @property
    def shown(self) -> list[Numbered]:
        """The comments whose words are published: all but those that are withheld or were removed."""
        return [c for c in self.comments if c.record.status == "published"]

    @property
    def speakers(self) -> set[str]:
        """The ids of the experts who speak there: in a view, or in a comment that is shown."""
        signed = {badge.id for c in self.shown if (badge := c.record.as_) and badge.role == "expert"}
        return signed | {view.expert_id for view in self.views.values()}

    @property
    def updated(self) -> dt.date:
        """The day of the article's publication or of its last change that readers should know of."""
        return self.record.updated or self.record.date

    @property
    def changed(self) -> dt.date:
        """The day on which its page last changed, as far as the records say: a change of the article, or a comment that
        is shown, or a change of one."""
        shown = [c.record for c in self.shown]
        days = [day for c in shown for day in (c.moment and c.moment.date(), c.edited) if day]
        return max([self.updated, *days])


Said = tuple[Piece, Numbered]
"""A comment and where it was made."""


def newest(pieces: Iterable[Piece]) -> list[Said]:
    """The comments that are shown, newest first; undated ones come last. By their dates and not by their last change,
    so that a mended comma moves nothing, and never an answer below what it answers."""
    return sorted(
        ((piece, comment) for piece in pieces for comment in piece.shown),
        key=lambda said: (said[1].moment or dt.datetime.min.replace(tzinfo=dt.UTC), said[0].id, said[1].number),
        reverse=True,
    )


@dataclass(slots=True)
class Publication:
    """Articles newest first; people by id, in the order of their ids."""

    articles: dict[str, Piece]
    pages: dict[str, Page]
    experts: dict[str, Expert]
    authors: dict[str, Author]
    texts: dict[str, Rendered]
    """The HTML of their texts by path in the repository."""

    def views_of(self, expert_id: str) -> list[View]:
        return [v for piece in self.articles.values() for v in piece.views.values() if v.expert_id == expert_id]

    def articles_by(self, author_id: str) -> list[Piece]:
        return [p for p in self.articles.values() if author_id in p.record.authors]

    def articles_after(self, author_id: str) -> list[Piece]:
        """Articles that are told after an original by that author."""
        return [p for p in self.articles.values() if p.record.based_on and p.record.based_on.author == author_id]

    def related(self, piece: Piece, count: int) -> list[Piece]:
        """Other articles that share most: the category and tags first, then the newest."""
        own = {piece.record.category, *piece.record.tags}

        def shared(other: Piece) -> int:
            return len(own & {other.record.category, *other.record.tags})

        others = [p for p in self.articles.values() if p is not piece]
        return sorted(others, key=lambda p: (-shared(p), *_newest_first(p)))[:count]

    def categories(self) -> dict[str, list[Piece]]:
        """Articles by the slug of their category, categories in the order of their names."""
        grouped: dict[str, list[Piece]] = defaultdict(list)
        for piece in sorted(self.articles.values(), key=lambda p: p.record.category.casefold()):
            grouped[piece.category].append(piece)
        return {slug: sorted(pieces, key=_newest_first) for slug, pieces in grouped.items()}

    def changed(self) -> dt.date | None:
        """The last day on which an article or its discussion changed."""
        return max((p.changed for p in self.articles.values()), default=None)


def join(collection: Collection, texts: dict[str, Rendered], settings: Settings, today: dt.date) -> Publication:
    """The publication that checked records and rendered texts make, without what is left out.

    `today` closes the discussions whose days are over.
    """
    experts = {id: collection.experts[id].record for id in sorted(collection.experts)}
    authors = {id: collection.authors[id].record for id in sorted(collection.authors)}
    pieces = []
    for id, entry in collection.published_articles():
        folder = collection.folder_of(id)
        written_by = {a: authors[a] for a in entry.record.authors}
        category = slug_of(entry.record.category, by_name(settings.categories))
        piece = Piece(id, entry.path, entry.record, written_by, category)
        quotes = collection.quotes.get(folder, {})
        for use in collection.uses[entry.path]:
            quote = quotes[use.key].record
            piece.views[use.key] = View(use.key, quote, quote.expert, experts[quote.expert], id)
        comments = collection.comments.get(folder, {})
        piece.comments = number({c: comments[c].record for c in comments}, settings.line_breaks_since)
        piece.closed = is_closed(entry.record, settings, today)
        piece.open_until = last_day(entry.record, settings)
        pieces.append(piece)
    pieces.sort(key=_newest_first)
    for newer, older in pairwise(pieces):
        newer.older, older.newer = older, newer
    return Publication(
        articles={p.id: p for p in pieces},
        pages={id: page.record for id, page in sorted(collection.published_pages())},
        experts=experts,
        authors=authors,
        texts=texts,
    )


def _newest_first(piece: Piece) -> tuple[int, str]:
    return -piece.record.date.toordinal(), piece.id
