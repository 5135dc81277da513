"""An article's pages: its own, further pages of its discussion, and those at its earlier addresses."""

from __future__ import annotations

from commentary import addresses
from commentary.join import Piece, Publication
from commentary.language import Language
from commentary.settings import Settings
from commentary.social_card import Card
from commentary.views import comments, people, quotes
from commentary.views.cards import card
from commentary.views.page import PageView

RELATED = 3


def pages(
    piece: Piece, publication: Publication, settings: Settings, language: Language, social_card: Card | None
) -> list[PageView]:
    """The article's page first. `social_card` is its card, if it has one."""
    discussion = comments.discussion(piece, publication, settings.nested_replies, settings.comments_on_a_page)
    return [
        _article(piece, publication, settings, discussion, social_card),
        *(_part(piece, discussion, part, language) for part in discussion.parts[1:]),
        *(_moved(alias, piece, part.number, language) for alias in piece.record.aliases for part in discussion.parts),
    ]


def _article(
    piece: Piece,
    publication: Publication,
    settings: Settings,
    discussion: comments.DiscussionView,
    social_card: Card | None,
) -> PageView:
    record = piece.record
    original = record.based_on
    original_author = publication.authors.get(original.author or "") if original else None
    data = {
        "article": card(piece),
        "updated": record.updated,
        "tags": record.tags,
        "authors": [people.author(id, author) for id, author in piece.authors.items()],
        "quotes": quotes.quotes(piece.views),
        "original": original,
        "original_author": people.author(original.author, original_author) if original_author else None,
        "discussion": discussion,
        "part": discussion.parts[0],
        "advertisement": settings.advertisement,
        "newer": card(piece.newer) if piece.newer else None,
        "older": card(piece.older) if piece.older else None,
        "related": [card(p) for p in publication.related(piece, RELATED)],
        "social_card": social_card,
    }
    return PageView(
        "article.html",
        addresses.article(piece.id),
        piece.path.removeprefix("docs/"),
        record.title,
        record.description,
        generated=False,
        changed=piece.changed,
        data=data,
    )


def _part(piece: Piece, discussion: comments.DiscussionView, part: comments.PartView, language: Language) -> PageView:
    title = language.text("discussion.comments_of", first=part.first, last=part.last, title=piece.record.title)
    return PageView(
        "comments.html",
        part.path,
        f"articles/{piece.id}/comments/{part.number}.md",
        title,
        piece.record.description,
        changed=piece.changed,
        data={"article": card(piece), "discussion": discussion, "part": part},
    )


def _moved(alias: str, piece: Piece, part: int, language: Language) -> PageView:
    """What stands at an earlier address of an article, or of a further page of its discussion, and leads on."""
    address = addresses.comments(alias, part)
    target = addresses.comments(piece.id, part)
    return PageView(
        "moved.html",
        address,
        f"{address.rstrip('/')}.md",
        piece.record.title,
        language.text("moved.description"),
        canonical=target,
        changed=piece.record.date,
        data={"target": target},
    )
