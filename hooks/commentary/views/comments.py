"""A conversation as the article's page shows it, and single comments as lists show them."""

from __future__ import annotations

from dataclasses import dataclass, field

from commentary import addresses
from commentary.join import Piece, Publication
from commentary.markup import comment_html, teaser
from commentary.records import Comment, Origin
from commentary.threads import Numbered, nest
from commentary.views import words

TEASER_LENGTH = 160
_ROLES = {"author": "Author", "expert": "Expert", "editor": "Editor"}


@dataclass(frozen=True, slots=True)
class BadgeView:
    role: str
    path: str


@dataclass(slots=True)
class CommentView:
    """A comment; of one that is withheld or removed only the number, the status and the reason are filled."""

    id: str
    number: int
    status: str
    path: str
    reason: str | None = None
    name: str = ""
    url: str | None = None
    badge: BadgeView | None = None
    date: words.DateView | None = None
    html: str = ""
    paraphrase: bool = False
    featured: bool = False
    note: str | None = None
    origin: Origin | None = None
    answers: CommentView | None = None
    """The comment it answers, where the nesting does not show it."""
    replies: list[CommentView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DiscussionView:
    """`count` is of all comments, those withheld and removed included, so that it is the last number on the page."""

    count: int
    heading: str
    closed: bool
    off: bool
    comments: list[CommentView]


@dataclass(frozen=True, slots=True)
class TeaserView:
    """A comment in a list away from its article."""

    path: str
    number: int
    name: str
    date: words.DateView | None
    text: str
    article: str


def discussion(piece: Piece, publication: Publication, levels: int) -> DiscussionView:
    """The conversation below an article, replies nested `levels` deep."""
    shown = {c.id: comment(c, piece, publication) for c in piece.comments}
    branches = nest(piece.comments, levels)
    waiting = list(branches)
    while waiting:
        branch = waiting.pop()
        view = shown[branch.comment.id]
        view.replies = [shown[reply.comment.id] for reply in branch.replies]
        if branch.flat and branch.comment.parent:
            view.answers = shown[branch.comment.parent.id]
        waiting += branch.replies
    count = len(piece.comments)
    return DiscussionView(
        count=count,
        heading=words.comments(count),
        closed=piece.closed,
        off=piece.record.discussion == "off",
        comments=[shown[b.comment.id] for b in branches],
    )


def comment(numbered: Numbered, piece: Piece, publication: Publication) -> CommentView:
    record = numbered.record
    path = addresses.comment(piece.id, numbered.id)
    if record.status != "published":
        return CommentView(numbered.id, numbered.number, record.status, path, record.reason)
    return CommentView(
        id=numbered.id,
        number=numbered.number,
        status=record.status,
        path=path,
        name=speaker(record, publication),
        url=record.url,
        badge=_badge(record),
        date=words.date(record.date),
        html=comment_html(record.body or ""),
        paraphrase=record.wording == "paraphrase",
        featured=record.featured,
        note=comment_html(record.note) if record.note else None,
        origin=record.origin,
    )


def latest(publication: Publication, count: int) -> list[TeaserView]:
    """The newest published comments of all articles; those without a date come last, in their articles' order."""
    shown = [
        (piece, c) for piece in publication.articles.values() for c in piece.comments if c.record.status == "published"
    ]
    dated = sorted((pc for pc in shown if pc[1].record.moment), key=lambda pc: pc[1].record.moment, reverse=True)
    undated = [pc for pc in shown if not pc[1].record.moment]
    return [
        TeaserView(
            path=addresses.comment(piece.id, c.id),
            number=c.number,
            name=speaker(c.record, publication),
            date=words.date(c.record.date),
            text=teaser(comment_html(c.record.body or ""), TEASER_LENGTH),
            article=piece.record.title,
        )
        for piece, c in [*dated, *undated][:count]
    ]


def speaker(record: Comment, publication: Publication) -> str:
    """Who speaks: the name given, else that of the person the badge names, else «A reader»."""
    if record.author:
        return record.author
    if record.as_:
        people = publication.experts if record.as_.role == "expert" else publication.authors
        return people[record.as_.id].name
    return "A reader"


def _badge(record: Comment) -> BadgeView | None:
    badge = record.as_
    if badge is None:
        return None
    path = addresses.expert(badge.id) if badge.role == "expert" else addresses.author(badge.id)
    return BadgeView(_ROLES[badge.role], path)
