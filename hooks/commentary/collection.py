"""Every record of a publication, read and parsed, before any rule between them is checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from commentary import front_matter
from commentary.blocks import QuoteUse, quote_uses
from commentary.fields import ID
from commentary.find import Found, Source
from commentary.parse import Entry, parse
from commentary.problems import Place, Problem, shown
from commentary.read import Mapping, read_yaml
from commentary.records import Article, Author, Comment, Expert, Page, Quote
from commentary.text import ARTICLE_LIMIT, YAML_LIMIT, decode


@dataclass(slots=True)
class Collection:
    """Records by id; quotes and comments by folder, then by key or id.

    A file with a fault of its own has no record here, but `has` still knows that it is there: a rule that looks
    something up does not call missing what is only broken.
    """

    found: Found
    articles: dict[str, Entry[Article]] = field(default_factory=dict)
    pages: dict[str, Entry[Page]] = field(default_factory=dict)
    experts: dict[str, Entry[Expert]] = field(default_factory=dict)
    authors: dict[str, Entry[Author]] = field(default_factory=dict)
    quotes: dict[str, dict[str, Entry[Quote]]] = field(default_factory=dict)
    comments: dict[str, dict[str, Entry[Comment]]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    """Markdown by path, of articles and pages."""
    uses: dict[str, list[QuoteUse]] = field(default_factory=dict)
    """Quote blocks by path of the article."""
    broken: set[str] = field(default_factory=set)
    """Paths of files that could not be read or parsed."""

    def ids(self, kind: str, folder: str | None = None) -> list[str]:
        return [s.id for s in self.found.sources if s.kind == kind and folder in (None, s.folder)]

    def has(self, kind: str, id: str, folder: str | None = None) -> bool:
        return id in self.ids(kind, folder)

    def folder_of(self, slug: str) -> str:
        """The folder in `comments/` that belongs to an article."""
        entry = self.articles.get(slug)
        return (entry.record.commentary if entry else None) or slug

    def slug_of(self, folder: str) -> str | None:
        """The article that a folder in `comments/` belongs to."""
        return next((slug for slug in self.articles if self.folder_of(slug) == folder), None)


def collect(found: Found, blocks: Iterable[str] = ()) -> tuple[Collection, list[Problem]]:
    """Read and parse every source; `blocks` are the names of blocks allowed in articles beside `quote`."""
    collection = Collection(found)
    problems: list[Problem] = []
    for source in found.sources:
        faults = _take(source, collection, tuple(blocks))
        if faults:
            collection.broken.add(source.path)
            problems += faults
    return collection, problems


def _take(source: Source, collection: Collection, blocks: tuple[str, ...]) -> list[Problem]:
    markdown = source.kind in ("article", "page")
    try:
        data = (collection.found.root / source.path).read_bytes()
    except OSError as error:
        return [Problem(Place(source.path), f"a file can be read; {error.strerror}", "Mend its permissions.", "file")]
    text, faults = decode(data, source.path, ARTICLE_LIMIT if markdown else YAML_LIMIT)
    if text is None:
        return faults
    if markdown:
        return _take_markdown(source, text, collection, blocks)
    node, faults = read_yaml(text, source.path)
    if node is None:
        return faults
    if source.kind == "quotes":
        return _take_quotes(source, node, collection)
    entry: Entry[Any] | None
    match source.kind:
        case "expert":
            entry, faults = parse(Expert, node, source.id, source.path)
            shelf: dict[str, Any] = collection.experts
        case "author":
            entry, faults = parse(Author, node, source.id, source.path)
            shelf = collection.authors
        case _:
            entry, faults = parse(Comment, node, source.id, source.path)
            shelf = collection.comments.setdefault(source.folder, {})
    if entry:
        shelf[source.id] = entry
    return faults


def _take_markdown(source: Source, text: str, collection: Collection, blocks: tuple[str, ...]) -> list[Problem]:
    parts, faults = front_matter.split(text, source.path)
    if parts is None:
        return faults
    collection.bodies[source.path] = parts.body
    node, faults = read_yaml(parts.fields, source.path, first_line=2)
    entry: Entry[Any] | None = None
    if source.kind == "article":
        uses, block_faults = quote_uses(parts.body, source.path, parts.body_line, blocks)
        collection.uses[source.path] = uses
        faults = faults + block_faults
        if node is not None:
            entry, field_faults = parse(Article, node, source.id, source.path)
            faults += field_faults
            if entry:
                collection.articles[source.id] = entry
    elif node is not None:
        entry, faults = parse(Page, node, source.id, source.path)
        if entry:
            collection.pages[source.id] = entry
    return faults


def _take_quotes(source: Source, node: Mapping, collection: Collection) -> list[Problem]:
    shelf = collection.quotes.setdefault(source.folder, {})
    problems: list[Problem] = []
    for key, (place, value) in node.fields.items():
        if not isinstance(value, Mapping):
            problems.append(
                Problem(
                    place,
                    f"{key}: a quote's key has the quote's fields below it; none were found",
                    "Indent expert, wording and text by two spaces below the key.",
                    "quote-fields",
                )
            )
            continue
        if not _is_id(key):
            problems.append(
                Problem(
                    place,
                    f"a quote's key has small letters, digits and hyphens; found {shown(key)}",
                    "Write it like `bilanich-network`.",
                    "quote-key",
                )
            )
            continue
        entry, faults = parse(Quote, value, key, source.path)
        problems += faults
        if entry:
            entry.places[()] = place
            shelf[key] = entry
    return problems


def _is_id(text: str) -> bool:
    return re.fullmatch(ID, text) is not None
