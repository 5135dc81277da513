"""Rules on addresses: each leads to one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from commentary import addresses
from commentary.collection import Collection
from commentary.problems import Place, Problem, shown

_GENERATED = {
    "assets": "assets/",
    "archive": "archive/",
    "experts": "experts/",
    "authors": "authors/",
    "categories": "categories/",
    "articles": "articles/",
    "search": "search/",
    "404": "404.html",
    addresses.FEED: addresses.FEED,
    addresses.JSON_FEED: addresses.JSON_FEED,
    addresses.COMMENTS_FEED: addresses.COMMENTS_FEED,
}


def page_leaves_generated_addresses_free(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """No page in docs/ takes an address that the build makes itself."""
    for path in sorted(collection.found.docs):
        if f"docs/{path}" in collection.found.left_out:
            continue
        top, _, rest = path.partition("/")
        top = top.removesuffix(".md")
        if top in _GENERATED and not (top == "articles" and rest and rest != "index.md"):
            yield Problem(
                Place(f"docs/{path}"),
                f"the build makes {_GENERATED[top]} itself; this file would take its place",
                "Rename the folder." if rest and top != "articles" else "Rename it.",
                "address",
            )
    pages: dict[str, str] = {}
    for source in collection.found.sources:
        if source.kind == "page" and source.path not in collection.found.left_out:
            first = pages.setdefault(addresses.page(source.id), source.path)
            if first != source.path:
                yield Problem(
                    Place(source.path),
                    f"an address leads to one page; {first} has the same",
                    "Rename or delete one of the two.",
                    "address",
                )


def alias_is_free(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """An old name of an article is neither an article's name now nor another's old name, large and small letters being
    one: where files are kept, they often are."""
    known = collection.ids("article")
    first: dict[str, str] = {}
    for article in sorted(collection.articles.values(), key=lambda a: a.path):
        for i, alias in enumerate(article.record.aliases):
            owner = first.setdefault(alias.casefold(), article.path)
            if alias.casefold() in known:
                yield Problem(
                    article.at("aliases", i),
                    f"aliases[{i + 1}]: is a name that no article has now; docs/articles/{alias.casefold()}.md exists",
                    "Take it out.",
                    "alias",
                )
            elif owner != article.path or alias.casefold() in map(str.casefold, article.record.aliases[:i]):
                yield Problem(
                    article.at("aliases", i),
                    f"aliases[{i + 1}]: leads to one article; {shown(alias)} stands in {owner} already",
                    "Take one of the two out.",
                    "alias",
                )


def home_page_exists(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """docs/index.md is there: the front page is made from it."""
    if "docs/index.md" in collection.found.left_out:
        yield Problem(
            Place("docs/index.md"),
            "the front page is made from docs/index.md; mkdocs.yml leaves it out",
            "Take it out of `exclude_docs` and `draft_docs` there.",
            "home",
        )
    elif not collection.has("page", "index"):
        yield Problem(
            Place("docs/index.md"),
            "the front page is made from docs/index.md; there is none",
            "Add it, with title, description and a sentence of welcome.",
            "home",
        )
