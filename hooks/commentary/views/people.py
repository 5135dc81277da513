"""Experts and authors as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from commentary import addresses
from commentary.markup import comment_html
from commentary.records import Approval, Author, Expert, WebLink, Work
from commentary.views import words

TYPES = {"person": "Person", "organisation": "Organization"}
"""What an author is in schema.org, by the record's `kind`."""
EXPERT = TYPES["person"]


@dataclass(frozen=True, slots=True)
class PersonView:
    """An expert or an author. `path` is the address of their page from the site's root."""

    id: str
    name: str
    path: str
    initials: str
    role: str | None
    organisation: str | None
    occupation: str
    """Role and organisation in a line; empty if neither is known."""
    url: str | None
    portrait: str | None
    bio: Markup | None
    works: tuple[Work, ...]
    links: tuple[WebLink, ...]
    approved: Approval | None = None
    type: str = EXPERT
    """What it is in schema.org: `Person` or `Organization`."""


def author(id: str, record: Author) -> PersonView:
    return _person(id, record, addresses.author(id), (), type=TYPES[record.kind])


def expert(id: str, record: Expert) -> PersonView:
    return _person(id, record, addresses.expert(id), record.works, record.approved)


def _person(
    id: str,
    record: Author | Expert,
    path: str,
    works: tuple[Work, ...],
    approved: Approval | None = None,
    type: str = EXPERT,
) -> PersonView:
    return PersonView(
        id=id,
        name=record.name,
        path=path,
        initials=words.initials(record.name),
        role=record.role,
        organisation=record.organisation,
        occupation=words.joined(record.role, record.organisation),
        url=record.url,
        portrait=record.portrait,
        bio=comment_html(record.bio) if record.bio else None,
        works=works,
        links=record.links,
        approved=approved,
        type=type,
    )
