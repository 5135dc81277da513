"""What a feed says, before it is written as Atom or JSON. Addresses are as they will stand there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A category or a tag. `scheme` is the address of the list it belongs to, or nothing; `label` is for readers."""

    term: str
    scheme: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A picture: its address, media type and size in bytes."""

    url: str
    type: str
    length: int


@dataclass(frozen=True, slots=True)
class Replies:
    """Where the `count` replies to an entry are: in a feed, and on a page. `updated` is the last change of one that is
    shown; None where there is none."""

    feed: str
    page: str
    count: int
    updated: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What an entry answers: the id of that entry, and the address of its page."""

    ref: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article, a comment or an expert's view. Moments have a time zone. `html` may stand on any page, and holds no
    address that is relative to another page than the feed itself."""

    id: str
    url: str
    title: str
    updated: dt.datetime
    html: str
    published: dt.datetime | None = None
    summary: str = ""
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()
    picture: Enclosure | None = None
    replies: Replies | None = None
    answers: Answered | None = None
    via: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """`path` is its own place on the site, `url` its address, `page` that of the page that shows the same."""

    path: str
    id: str
    url: str
    page: str
    title: str
    updated: dt.datetime
    entries: tuple[Entry, ...] = ()
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Dress:
    """What stands at the head of each Atom feed: its language, icon and stylesheet, and what a browser shows above the
    entries: that this is a feed, and the way back."""

    language: str
    icon: str
    stylesheet: str
    about: str
    back: str
