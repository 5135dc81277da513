"""Rules on articles and on the people who write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from commentary.addresses import slug
from commentary.checks.near import did_you_mean
from commentary.collection import Collection
from commentary.fields import ID
from commentary.problems import Problem, shown


def authors_are_registered(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Each author of an article has a file in comments/authors/."""
    known = collection.ids("author")
    for article in collection.articles.values():
        for i, author in enumerate(article.record.authors):
            if author not in known:
                yield Problem(
                    article.at("authors", i),
                    f"authors[{i + 1}]: is the id of a file in comments/authors/; {shown(author)} is none",
                    did_you_mean(author, known, f"Add comments/authors/{author}.yml."),
                    "author",
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


def pictures_exist(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A picture that a record names is a file in docs/."""
    pictures = [
        (article.at("image", "src"), "image.src", article.record.image.src)
        for article in collection.articles.values()
        if article.record.image
    ]
    pictures += [
        (person.at("portrait"), "portrait", person.record.portrait)
        for person in [*collection.experts.values(), *collection.authors.values()]
        if person.record.portrait
    ]
    for place, field, src in pictures:
        if src not in collection.found.docs:
            files = [f for f in collection.found.docs if not f.endswith(".md")]
            yield Problem(
                place,
                f"{field}: is the path of a file in docs/; there is no {shown('docs/' + src)}",
                did_you_mean(src, files, "Put the picture there, or correct the path (capitals count)."),
                "picture",
            )


def category_has_one_spelling(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Categories that have the same address are spelt the same."""
    first: dict[str, tuple[str, str]] = {}
    for article in sorted(collection.articles.values(), key=lambda a: a.path):
        name = article.record.category
        spelling, where = first.setdefault(slug(name), (name, article.path))
        if not slug(name):
            yield Problem(
                article.at("category"),
                f"category: has a letter or a digit to make its address from; found {shown(name)}",
                "Give it a name.",
                "category",
            )
        elif spelling != name:
            yield Problem(
                article.at("category"),
                f"category: is spelt the same everywhere; {shown(name)} here is {shown(spelling)} in {where}",
                f"Write {spelling} here, or change it there too.",
                "category",
            )


def folder_serves_one_article(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A folder in comments/ belongs to one article."""
    first: dict[str, str] = {}
    for id, article in sorted(collection.articles.items()):
        folder = collection.folder_of(id)
        owner = first.setdefault(folder, article.path)
        if owner != article.path:
            yield Problem(
                article.at("commentary"),
                f"commentary: names a folder of this article alone; {owner} uses {shown(folder)} too",
                "Take the field out, or name another folder.",
                "commentary",
            )
