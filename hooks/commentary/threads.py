"""Readers' comments as a conversation: their order, their numbers, who answers whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

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

    @cached_property
    def html(self) -> Markup:
        """The body as its page, the feeds and the search show it: made once for all of them."""
        return comment_html(self.record.body or "")


@dataclass(slots=True)
class Branch:
    """A comment with the replies shown inside it. Where nesting has ended, `flat` says that it answers another one."""

    comment: Numbered
    flat: bool = False
    replies: list[Branch] = field(default_factory=list)


def number(comments: Mapping[str, Comment]) -> list[Numbered]:
    """The comments in the order of their dates, then of their ids; those without a date come first.

    Replies that answer no comment at hand, or each other in a circle, count as answering none: `check` reports both.
    """
    order = sorted(comments, key=lambda id: (comments[id].moment or _UNDATED, id))
    numbers = {id: n for n, id in enumerate(order, 1)}
    done: dict[str, Numbered] = {}
    for id in order:
        trail: list[str] = []
        here: str | None = id
        while here is not None and here in comments and here not in done and here not in trail:
            trail.append(here)
            here = comments[here].reply_to
        for name in reversed(trail):
            parent = done.get(comments[name].reply_to or "")
            done[name] = Numbered(name, numbers[name], comments[name], parent)
    return [done[id] for id in order]


def nest(comments: Iterable[Numbered], levels: int) -> list[Branch]:
    """The conversation as a forest with at most `levels` levels of replies.

    A reply that would stand deeper is shown on the last level, in the order of the numbers, marked `flat`; one whose
    question is not among the comments begins anew, marked so too.
    """
    present = {comment.id: comment for comment in comments}
    depths: dict[str, int] = {}
    homes: dict[str, Branch] = {}
    """For each comment, the branch whose replies its own replies join."""
    beginnings: list[Branch] = []
    for comment in _parents_first(present):
        parent = comment.parent if comment.parent and comment.parent.id in present else None
        depth = depths[comment.id] = depths[parent.id] + 1 if parent else 0
        branch = Branch(comment, flat=depth > levels or parent is not comment.parent)
        if parent is None:
            beginnings.append(branch)
        else:
            homes[parent.id].replies.append(branch)
        homes[comment.id] = homes[parent.id] if parent and depth >= levels else branch
    waiting = [beginnings]
    while waiting:
        branches = waiting.pop()
        branches.sort(key=lambda b: b.comment.number)
        waiting += [b.replies for b in branches if b.replies]
    return beginnings


def _parents_first(comments: dict[str, Numbered]) -> list[Numbered]:
    """The comments so that each follows the one it answers: a wrong clock can date a reply before its question."""
    placed: set[str] = set()
    order: list[Numbered] = []
    for comment in comments.values():
        trail: list[Numbered] = []
        here: Numbered | None = comment
        while here is not None and here.id in comments and here.id not in placed:
            trail.append(here)
            placed.add(here.id)
            here = here.parent
        order += reversed(trail)
    return order
