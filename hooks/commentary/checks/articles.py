"""Rules on articles and on the people who write them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import count

from commentary.categories import slug_of, spelling
from commentary.collection import Collection
from commentary.fields import ID, has_visible
from commentary.find import AUTHORS, EXPERTS
from commentary.near import did_you_mean
from commentary.parse import Entry
from commentary.problems import Place, Problem, shown
from commentary.records import Article

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NO_TEXT = "article-text"


def article_has_a_text(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """An article has a text below its front matter."""
    for article in collection.articles.values():
        body = collection.texts.get(article.path)
        if body and not has_visible(_COMMENT.sub("", body.source)):
            yield Problem(
                Place(article.path, body.first_line),
                "an article has a text below its front matter; there is none",
                "Write it below the second line of dashes.",
                NO_TEXT,
            )


def original_author_is_registered(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """The author of the original is a name, or the id of a file in comments/authors/."""
    known = collection.ids("author")
    for article in collection.articles.values():
        original = article.record.based_on
        author = original.author if original else None
        if author and re.fullmatch(ID, author) and author not in known:
            yield Problem(
                article.at("based_on", "author"),
                f"based_on.author: is a name, or the id of a file in comments/authors/; {shown(author)} is"
                " no file there",
                did_you_mean(author, known, "Write the name with its capitals, or add the file."),
                "author",
            )


def category_has_one_spelling(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A category is spelt the same everywhere: as most articles, else as the oldest, spell it."""
    spellings: dict[str, list[Entry[Article]]] = defaultdict(list)
    for article in _oldest_first(collection):
        spellings[spelling(article.record.category)].append(article)
    for same, articles in spellings.items():
        usual = Counter(a.record.category for a in articles).most_common(1)[0][0]
        where = next(a.path for a in articles if a.record.category == usual)
        for article in articles:
            name = article.record.category
            # Two that the settings tell apart are two.
            apart = {name, usual} <= collection.category_addresses.keys()
            if same and name != usual and not apart:
                yield Problem(
                    article.at("category"),
                    f"category: is spelt the same everywhere; {shown(name)} here is {shown(usual)} in {where}",
                    f"Write {usual} here, or change it there too.",
                    "category",
                )


def category_has_an_address(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Each category has an address, and no other the same: its name has letters or digits of which nobody else's are
    made, or the settings give it one."""
    first: dict[str, Entry[Article]] = {}
    told: set[str] = set()
    taken = {slug_of(a.record.category, collection.category_addresses) for a in collection.articles.values()}
    for article in _oldest_first(collection, last=collection.category_addresses):
        name = article.record.category
        address = slug_of(name, collection.category_addresses)
        owner = first.setdefault(address, article)
        told_apart = spelling(name) != spelling(owner.record.category)
        if name in told or (address and not told_apart):
            continue
        told.add(name)
        if not address:
            yield Problem(
                article.at("category"),
                f"category: has a letter or a digit to make its address from; found {shown(name)}",
                f"Give it a name, or an address: {_as_setting(name, 'an-address')}.",
                "category",
            )
            continue
        other = owner.record.category
        free = next(one for n in count(2) if (one := f"{address[:60]}-{n}") not in taken)
        taken.add(free)
        yield Problem(
            article.at("category"),
            f"category: has an address of its own; categories/{address}/ would be that of {shown(name)} here and of"
            f" {shown(other)} in {owner.path}",
            f"Give one of them another: {_as_setting(name, free)}. If they are the same category, write {other} here.",
            "category-address",
        )


def _oldest_first(collection: Collection, last: Mapping[str, str] | None = None) -> list[Entry[Article]]:
    """The articles by date; behind all others those whose categories are among the `last`."""

    def key(article: Entry[Article]) -> tuple[bool, dt.date, str]:
        return article.record.category in (last or {}), article.record.date, article.path

    return sorted(collection.articles.values(), key=key)


def _as_setting(name: str, address: str) -> str:
    """What gives a category an address, to be typed into mkdocs.yml."""
    written = json.dumps(name, ensure_ascii=False)
    return f"`categories: [{{name: {written}, address: {address}}}]` in mkdocs.yml, below `extra` and `commentary`"


def folder_serves_one_article(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A folder in comments/ belongs to one article: to the one of its name, if that names no other."""
    for id, article in sorted(collection.articles.items()):
        folder = collection.folder_of(id)
        owner = collection.slug_of(folder)
        if owner != id:
            yield Problem(
                article.at("commentary"),
                f"commentary: names a folder of this article alone; {shown(folder)} is that of"
                f" {collection.articles[owner].path}",
                "Take the field out, or name another folder.",
                "commentary",
            )


def folder_is_no_register(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """No article keeps its comments in comments/experts/ or comments/authors/, where files are people."""
    for id, article in collection.articles.items():
        folder = collection.folder_of(id)
        if folder in (EXPERTS, AUTHORS):
            named = article.record.commentary is not None
            yield Problem(
                article.at("commentary") if named else Place(article.path),
                f"comments/{folder}/ holds people; this article's comments would be read as such",
                "Name another folder." if named else "Rename the article, or name another folder with `commentary:`.",
                "commentary",
            )


def authors_are_named_once(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """An author of an article is named once."""
    for article in collection.articles.values():
        authors = article.record.authors
        for i, author in enumerate(authors):
            if author in authors[:i]:
                yield Problem(
                    article.at("authors", i),
                    f"authors[{i + 1}]: is named once; {shown(author)} stands before",
                    "Take one of the two out.",
                    "author",
                )
