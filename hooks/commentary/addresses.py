"""The addresses of the site's pages, relative to its root. A contract: other programs and old links rely on them."""

from __future__ import annotations

from urllib.parse import quote as percent

from markdown.extensions.toc import slugify_unicode as slugify_heading
from slugify import slugify

HOME = ""
ARCHIVE = "archive/"
EXPERTS = "experts/"
SEARCH = "search/"
FEED = "feed.xml"
JSON_FEED = "feed.json"
COMMENTS_FEED = "comments.xml"
PARTS = frozenset(
    {"main", "discussion", "reply", "discussion-heading", "reply-heading", "authors-heading", "original-heading"}
)
"""Ids of the parts of an article's page."""


def slug(name: str) -> str:
    """The part of an address made from a name: ASCII small letters, digits and hyphens; empty if nothing is left."""
    return slugify(name)


def article(id: str) -> str:
    return f"articles/{id}/"


def category(slug: str) -> str:
    return f"categories/{slug}/"


def expert(id: str) -> str:
    return f"experts/{id}/"


def author(id: str) -> str:
    return f"authors/{id}/"


def comments(article_id: str, page: int) -> str:
    """The page of an article's discussion; the first is the article's own."""
    return article(article_id) if page == 1 else f"{article(article_id)}comments/{page}/"


def comment(article_id: str, id: str, page: int = 1) -> str:
    return f"{comments(article_id, page)}#comment-{id}"


def comments_feed(article_id: str) -> str:
    return f"{article(article_id)}{COMMENTS_FEED}"


def category_feed(slug: str) -> str:
    return f"{category(slug)}{FEED}"


def author_feed(id: str) -> str:
    return f"{author(id)}{FEED}"


def expert_feed(id: str) -> str:
    return f"{expert(id)}{FEED}"


def quote(article_id: str, key: str) -> str:
    return f"{article(article_id)}#quote-{key}"


def discussion(article_id: str) -> str:
    return f"{article(article_id)}#discussion"


def heading(text: str, separator: str) -> str:
    """The id of a heading in an article's text, which never takes one of the page's own parts."""
    id = slugify_heading(text, separator)
    return f"section{separator}{id}" if id in PARTS or id.startswith(("comment-", "quote-", "reply-")) else id


def page(id: str) -> str:
    """The address of a plain page, from its path in docs/ without the ending, whose signs may be any. MkDocs's own."""
    folder, _, name = id.rpartition("/")
    if name in ("index", "README"):
        return percent(f"{folder}/") if folder else HOME
    return percent(f"{id}/")
