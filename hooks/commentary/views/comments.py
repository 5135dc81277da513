"""A conversation as the pages of its article show it, and single comments as lists show them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from commentary import addresses
from commentary.join import Piece, Publication, newest
from commentary.markup import comment_html, plain_text, teaser
from commentary.records import Comment, Origin
from commentary.threads import Numbered, nest
from commentary.views import people

TEASER_LENGTH = 160
MARKED = 100
MARKED_LENGTH = 400
"""Pages with more comments than that, whose texts have fewer characters on average, name none of them in schema.org:
the page would be heavier than its share. See docs/decisions/0022-structured-data.md."""


@dataclass(frozen=True, slots=True)
class BadgeView:
    """`role` is author, expert or editor; `type` what the person is in schema.org."""

    role: str
    path: str
    type: str


@dataclass(slots=True)
class CommentView:
    """A comment; of one that is withheld or removed only the number, the status and the reason are filled.

    `name` is empty where nobody is named. `path` leads to the comment from the site's root, whatever page it is on.
    """

    id: str
    number: int
    status: str
    path: str
    reason: str | None = None
    name: str = ""
    url: str | None = None
    badge: BadgeView | None = None
    date: dt.date | None = None
    edited: dt.date | None = None
    html: str = ""
    paraphrase: bool = False
    featured: bool = False
    note: str | None = None
    origin: Origin | None = None
    answers: CommentView | None = None
    """The comment it answers, where the nesting does not show it."""
    parent: CommentView | None = None
    """The comment it answers, wherever that stands."""
    replies: list[CommentView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PartView:
    """A page of a discussion: its number, its address from the site's root, the first and last number on it."""

    number: int
    path: str
    first: int
    last: int
    comments: list[CommentView]
    """Those that answer none on this page; the others are among their `replies`."""
    all: list[CommentView]
    marked: bool
    """Whether each comment is marked up as a thing of schema.org."""


@dataclass(frozen=True, slots=True)
class DiscussionView:
    """`count` is of all comments, those withheld and removed included, so that it is the last number. `folder` is where
    its files are in the repository, `article` the id of the article it is on."""

    article: str
    count: int
    folder: str
    closed: bool
    off: bool
    parts: list[PartView]
    featured: list[CommentView]
    """Those worth reading first, in the order of their numbers, whatever page they are on."""
    open_until: dt.date | None = None
    """The last day on which replies are taken, where there is one."""


@dataclass(frozen=True, slots=True)
class TeaserView:
    """A comment in a list away from its article."""

    path: str
    number: int
    name: str
    date: dt.date | None
    text: str
    paraphrase: bool
    article: str


def discussion(piece: Piece, publication: Publication, levels: int, page_size: int) -> DiscussionView:
    """The conversation below an article, replies nested `levels` deep, in pages of `page_size` by their numbers.

    By number and not by thread, so that a new comment never moves an older one to another page. A reply to a comment
    of an earlier page says which one it answers.
    """
    shown = {c.id: _comment(c, piece, publication, page_size) for c in piece.comments}
    for c in piece.comments:
        shown[c.id].parent = shown[c.parent.id] if c.parent else None
    parts = []
    for start in range(0, max(len(piece.comments), 1), page_size):
        here = piece.comments[start : start + page_size]
        number = start // page_size + 1
        parts.append(
            PartView(
                number=number,
                path=addresses.comments(piece.id, number),
                first=start + 1,
                last=start + len(here),
                comments=_nested(here, shown, levels),
                all=[shown[c.id] for c in here],
                marked=_marked(here),
            )
        )
    return DiscussionView(
        article=piece.id,
        count=len(piece.comments),
        folder=f"comments/{piece.record.commentary or piece.id}",
        closed=piece.closed,
        off=piece.record.discussion == "off",
        parts=parts,
        featured=[view for view in shown.values() if view.featured],
        open_until=piece.open_until,
    )


def _nested(here: list[Numbered], shown: dict[str, CommentView], levels: int) -> list[CommentView]:
    branches = nest(here, levels)
    waiting = list(branches)
    while waiting:
        branch = waiting.pop()
        view = shown[branch.comment.id]
        view.replies = [shown[reply.comment.id] for reply in branch.replies]
        if branch.flat and branch.comment.parent:
            view.answers = shown[branch.comment.parent.id]
        waiting += branch.replies
    return [shown[branch.comment.id] for branch in branches]


def _marked(comments: list[Numbered]) -> bool:
    """Whether a page with these comments has room to mark each of them up. One that is not shown has no text."""
    texts = (c.html for c in comments if c.record.status == "published")
    return len(comments) <= MARKED or sum(map(len, map(plain_text, texts))) >= MARKED_LENGTH * len(comments)


def _comment(numbered: Numbered, piece: Piece, publication: Publication, page_size: int) -> CommentView:
    record = numbered.record
    path = comment_path(piece, numbered, page_size)
    if record.status != "published":
        return CommentView(numbered.id, numbered.number, record.status, path, record.reason)
    return CommentView(
        id=numbered.id,
        number=numbered.number,
        status=record.status,
        path=path,
        name=speaker(record, publication),
        url=record.url,
        badge=_badge(record, publication),
        date=record.date,
        edited=record.edited,
        html=numbered.html,
        paraphrase=record.wording == "paraphrase",
        featured=record.featured,
        note=comment_html(record.note) if record.note else None,
        origin=record.origin,
    )


def comment_path(piece: Piece, comment: Numbered, page_size: int) -> str:
    """The address of a comment, on the page of the discussion that shows it."""
    return addresses.comment(piece.id, comment.id, (comment.number - 1) // page_size + 1)


def latest(publication: Publication, count: int, page_size: int) -> list[TeaserView]:
    """The newest published comments of all articles; those without a date come last."""
    return [
        TeaserView(
            path=comment_path(piece, c, page_size),
            number=c.number,
            name=speaker(c.record, publication),
            date=c.record.date,
            text=teaser(c.html, TEASER_LENGTH),
            paraphrase=c.record.wording == "paraphrase",
            article=piece.record.title,
        )
        for piece, c in newest(publication.articles.values())[:count]
    ]


def speaker(record: Comment, publication: Publication) -> str:
    """Who speaks: the name given, else that of the person the badge names, else nothing."""
    if record.author:
        return record.author
    if record.as_:
        people = publication.experts if record.as_.role == "expert" else publication.authors
        return people[record.as_.id].name
    return ""


def _badge(record: Comment, publication: Publication) -> BadgeView | None:
    badge = record.as_
    if badge is None:
        return None
    if badge.role == "expert":
        return BadgeView(badge.role, addresses.expert(badge.id), people.EXPERT)
    return BadgeView(badge.role, addresses.author(badge.id), people.TYPES[publication.authors[badge.id].kind])
