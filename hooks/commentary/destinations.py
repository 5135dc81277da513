"""Where a link of a text may lead: the files of `docs/` and the pages that the build makes, as each is named in a link.

A link names a file, `../about.md`; a page that the build makes is named as if it were made from a file too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from commentary import addresses
from commentary.categories import by_name, slug_of
from commentary.collection import Collection
from commentary.docs_files import published_files
from commentary.settings import Settings

MADE_ANEW = (".jpg", ".jpeg", ".png")
"""Endings of pictures of which a page shows others, made from them; they are published nowhere themselves."""


@dataclass(frozen=True, slots=True)
class Destination:
    """An address on the site, and the ids that its page has beside those of its text."""

    address: str
    ids: frozenset[str] = frozenset()


def destinations(collection: Collection, settings: Settings) -> dict[str, Destination]:
    """Every page and file of the site by its path in `docs/`; what is left out is none."""
    found = collection.found
    shown = {src for src, _ in collection.picture_places() if not src.lower().endswith(MADE_ANEW)}
    if settings.advertisement and settings.advertisement.image:
        shown.add(settings.advertisement.image.src)
    files = published_files(found, settings.files, shown)
    made = {path: Destination(quote(path)) for path in files if not path.endswith(".md")}
    made |= {f"{address.rstrip('/')}.md": Destination(quote(address)) for address in _generated(collection, settings)}
    for source in found.sources:
        path = source.path.removeprefix("docs/")
        if source.path in found.left_out:
            continue
        if source.kind == "page":
            made[path] = Destination(addresses.page(source.id), frozenset({"main"}))
        elif source.kind == "article":
            made[path] = Destination(addresses.article(source.id), ids_of_article(source.id, collection))
    return made


def _generated(collection: Collection, settings: Settings) -> Iterator[str]:
    yield from (addresses.ARCHIVE, addresses.EXPERTS, addresses.SEARCH)
    yield from map(addresses.expert, collection.ids("expert"))
    yield from map(addresses.author, collection.ids("author"))
    if settings.reply.endpoint:
        yield from ("reply/thanks/", "reply/failure/")
    for id, article in collection.published_articles():
        yield addresses.category(slug_of(article.record.category, by_name(settings.categories)))
        number = len(collection.comments.get(collection.folder_of(id), {}))
        parts = range(2, 2 + (number - 1) // settings.comments_on_a_page)
        yield from (addresses.comments(id, part) for part in parts)
        for alias in article.record.aliases:
            yield addresses.article(alias)
            yield from (addresses.comments(alias, part) for part in parts)


def ids_of_article(id: str, collection: Collection) -> frozenset[str]:
    """What article.html and its partials give an id, published or not."""
    return frozenset(_article_ids(id, collection))


def _article_ids(id: str, collection: Collection) -> Iterator[str]:
    yield from ("main", "authors-heading")
    article = collection.articles.get(id)
    folder = collection.folder_of(id)
    if article is None or article.record.based_on:
        yield "original-heading"
    if article is None or article.record.discussion != "off":
        yield from ("discussion", "discussion-heading", "reply", "reply-heading")
        yield from (f"comment-{comment}" for comment in collection.ids("comment", folder))
    for use in collection.uses.get(f"docs/articles/{id}.md", ()):
        yield f"quote-{use.key}"


def split(href: str) -> SplitResult | None:
    """The parts of an address; None of one that cannot be taken apart, such as `http://[`."""
    try:
        return urlsplit(href)
    except ValueError:
        return None


def target(path: str, page: str) -> str:
    """The path in `docs/` that the text at `page` means; `..` first if it leads out."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def way(path: str, page: str) -> str:
    """How the text at `page` names the file at `path`, both by their paths in `docs/`."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


def relative(address: str, start: str) -> str:
    """The way from one address of the site to another, as a browser goes it."""
    here, there = _parts(start), _parts(address)
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    path = "/".join([".."] * (len(here) - common) + there[common:]) or "."
    return f"{path}/" if address.endswith("/") or not address else path


def _parts(address: str) -> list[str]:
    return [part for part in address.split("/") if part]
