"""An article as lists show it: headline, lede, category, date, number of comments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commentary import addresses
from commentary.join import Piece
from commentary.records import Picture


@dataclass(frozen=True, slots=True)
class LinkView:
    """A name and the address it leads to, from the site's root."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class CardView:
    title: str
    path: str
    description: str
    category: LinkView
    authors: list[LinkView]
    date: dt.date
    image: Picture | None
    comments: int | None
    """How many there are, withheld and removed ones included; None where there is no discussion."""
    discussion_path: str


def card(piece: Piece) -> CardView:
    record = piece.record
    return CardView(
        title=record.title,
        path=addresses.article(piece.id),
        description=record.description,
        category=category_link(piece),
        authors=[LinkView(a.name, addresses.author(id)) for id, a in piece.authors.items()],
        date=record.date,
        image=record.image,
        comments=piece.comment_count,
        discussion_path=addresses.discussion(piece.id),
    )


def category_link(piece: Piece) -> LinkView:
    return LinkView(piece.record.category, addresses.category(piece.category))
