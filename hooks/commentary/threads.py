"""Readers' comments as a conversation: their order, their numbers, who answers whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from commentary.markup import comment_html
from commentary.records import Comment

_UNDATED = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Numbered:
    """A comment with its place in the conversation: `number` counts from 1, withheld and removed ones included."""

    id: str
    number: int
    record: Comment
    parent: Numbered | None = None
    moment: dt.datetime | None = None
    """The moment by which it has its number: its own, or that of what it answers where it would stand before that."""
    next_moment: dt.datetime | None = None
    """The first known moment, with a time of day, by which a later one has its number."""

    lines: bool = True
    """Whether the line breaks of the body are its reader's own, and kept."""

    @cached_property
    def html(self) -> Markup:
        """The body as its page, the feeds and the search show it: made once for all of them."""
        return comment_html(self.record.body or "", lines=self.lines)


@dataclass(slots=True)
class Branch:
    """A comment with the replies shown inside it. Where nesting has ended, `flat` says that it answers another one."""

    comment: Numbered
    flat: bool = False
    replies: list[Branch] = field(default_factory=list)


class _Rank(NamedTuple):
    """A comment's place in the order: by its date and id, or `below` a comment that it answers and would precede."""

    moment: dt.datetime
    id: str
    below: int = 0


def number(comments: Mapping[str, Comment], lines_since: dt.date | None = None) -> list[Numbered]:
    """The comments in the order of their dates, then of their ids; those without a date come first. Where an answer
    would come before what it answers, it comes right behind that.

    Replies that answer no comment at hand, or each other in a circle, count as answering none: `check` reports both.
    Comments of before `lines_since` flow, as do those that were imported or are told in our words.
    """
    own = {id: _Rank(comment.moment or _UNDATED, id) for id, comment in comments.items()}
    ranks: dict[str, _Rank] = {}
    parents: dict[str, str | None] = {}
    for id in sorted(comments, key=own.__getitem__):
        trail: list[str] = []
        here: str | None = id
        while here is not None and here in comments and here not in ranks and here not in trail:
            trail.append(here)
            here = comments[here].reply_to
        for name in reversed(trail):
            target = comments[name].reply_to
            parents[name] = target if target in ranks else None
            ranks[name] = _behind(own[name], ranks[target]) if target in ranks else own[name]
    order = sorted(comments, key=lambda id: (ranks[id], own[id]))
    following = _following(order, comments, ranks)
    done: dict[str, Numbered] = {}
    for n, id in enumerate(order, 1):
        moment = ranks[id].moment
        parent = done[target] if (target := parents[id]) else None
        known = None if moment == _UNDATED else moment
        done[id] = Numbered(id, n, comments[id], parent, known, following[id], _lines(comments[id], lines_since))
    return list(done.values())


def _lines(comment: Comment, since: dt.date | None) -> bool:
    imported = comment.origin is not None and bool(comment.origin.id or comment.origin.url)
    if imported or comment.wording != "exact":
        return False
    return since is None or (comment.moment is not None and comment.moment.date() >= since)


def _behind(own: _Rank, parent: _Rank) -> _Rank:
    return own if own > parent else _Rank(parent.moment, parent.id, parent.below + 1)


def _following(
    order: list[str], comments: Mapping[str, Comment], ranks: Mapping[str, _Rank]
) -> dict[str, dt.datetime | None]:
    """For each comment the moment of the next one whose record has a time of day."""
    found: dict[str, dt.datetime | None] = {}
    next_moment: dt.datetime | None = None
    for id in reversed(order):
        found[id] = next_moment
        if isinstance(comments[id].date, dt.datetime):
            next_moment = ranks[id].moment
    return found


def nest(comments: Iterable[Numbered], levels: int) -> list[Branch]:
    """The conversation, whose comments come in the order of their numbers, as a forest with at most `levels` levels of
    replies.

    A reply that would stand deeper is shown on the last level, in the order of the numbers, marked `flat`; one whose
    question is not among the comments begins anew, marked so too.
    """
    present = {comment.id: comment for comment in comments}
    depths: dict[str, int] = {}
    homes: dict[str, Branch] = {}
    """For each comment, the branch whose replies its own replies join."""
    beginnings: list[Branch] = []
    for comment in present.values():
        parent = comment.parent if comment.parent and comment.parent.id in present else None
        depth = depths[comment.id] = depths[parent.id] + 1 if parent else 0
        branch = Branch(comment, flat=depth > levels or parent is not comment.parent)
        if parent is None:
            beginnings.append(branch)
        else:
            homes[parent.id].replies.append(branch)
        homes[comment.id] = homes[parent.id] if parent and depth >= levels else branch
    return beginnings
