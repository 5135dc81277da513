"""A feed -> JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from commentary.feeds.characters import holdable
from commentary.feeds.feed import Dress, Entry, Feed, Person
from commentary.feeds.moments import written

VERSION = "https://jsonfeed.org/version/1.1"
TYPE = "application/feed+json"


def json_feed(feed: Feed, dress: Dress) -> str:
    """The document of a feed, which ends with a line end. What there is nothing of is left out."""
    said = _given(
        {
            "version": VERSION,
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.url,
            "description": feed.subtitle,
            "user_comment": f"{dress.about} {dress.back}: {feed.page}",
            "favicon": dress.icon,
            "language": dress.language,
        }
    )
    document = {**said, "items": [_item(entry) for entry in feed.entries]}
    return holdable(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    return _given(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.html,
            "summary": entry.summary,
            "image": entry.picture.url if entry.picture else "",
            "date_published": written(entry.published) if entry.published else "",
            "date_modified": written(entry.updated),
            "authors": [_author(person) for person in entry.authors],
            "tags": [term.label or term.term for term in entry.terms],
            "_discussion": _discussion(entry),
        }
    )


def _author(person: Person) -> dict[str, Any]:
    return _given({"name": person.name, "url": person.uri})


def _discussion(entry: Entry) -> dict[str, Any]:
    """An extension of ours, as the specification has them: how many comments there are, and where."""
    replies = entry.replies
    return {"url": replies.page, "feed_url": replies.feed, "comments": replies.count} if replies else {}


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
