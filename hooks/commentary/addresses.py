"""The addresses of the site's pages, relative to its root. A contract: other programs and old links rely on them."""

from __future__ import annotations

from slugify import slugify

HOME = ""
ARCHIVE = "archive/"
EXPERTS = "experts/"


def slug(name: str) -> str:
    """The part of an address made from a name: ASCII small letters, digits and hyphens; empty if nothing is left."""
    return slugify(name)


def article(id: str) -> str:
    return f"articles/{id}/"


def category(name: str) -> str:
    return f"categories/{slug(name)}/"


def expert(id: str) -> str:
    return f"experts/{id}/"


def author(id: str) -> str:
    return f"authors/{id}/"


def comment(article_id: str, id: str) -> str:
    return f"{article(article_id)}#comment-{id}"


def quote(article_id: str, key: str) -> str:
    return f"{article(article_id)}#quote-{key}"


def discussion(article_id: str) -> str:
    return f"{article(article_id)}#discussion"


def page(id: str) -> str:
    """The address of a plain page, from its path in docs/ without the ending."""
    folder, _, name = id.rpartition("/")
    if name in ("index", "README"):
        return f"{folder}/" if folder else HOME
    return f"{id}/"
