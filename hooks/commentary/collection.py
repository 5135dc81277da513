"""Every record of a publication, read and parsed, before any rule between them is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from commentary import front_matter
from commentary.blocks import QuoteUse, quote_uses
from commentary.body import Body
from commentary.field_faults import field_names
from commentary.fields import ID
from commentary.find import ARTICLES, COMMENTS, QUOTES, Found, Source
from commentary.limits import ARTICLE_LIMIT, YAML_LIMIT
from commentary.machine import machine_problem
from commentary.mail import mail_problems
from commentary.parse import Entry, parse
from commentary.picture_uses import PictureUse, picture_uses
from commentary.plain_file import read_plain
from commentary.problems import Place, Problem, shown
from commentary.prose import prose
from commentary.read import Mapping, read_yaml
from commentary.records import Article, Author, Comment, Expert, Page, Quote
from commentary.text import decode, direction_marks
from commentary.texts import STRICT, TextRules, text_faults


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
    texts: dict[str, Body] = field(default_factory=dict)
    """The Markdown of articles and pages, by path."""
    uses: dict[str, list[QuoteUse]] = field(default_factory=dict)
    """Quote blocks by path of the article."""
    pictures: dict[str, list[PictureUse]] = field(default_factory=dict)
    """Pictures in the text, by path of the article or page."""
    category_addresses: dict[str, str] = field(default_factory=dict)
    """The last parts of the addresses that the settings give categories, by their names."""
    broken: set[str] = field(default_factory=set)
    """Paths of files that could not be read or parsed."""
    index: dict[tuple[str, str | None], list[str]] = field(default_factory=dict)
    """Ids by kind and folder, made when first asked for."""

    def ids(self, kind: str, folder: str | None = None) -> list[str]:
        """Ids of the files of a kind, in one folder of `comments/` or in all."""
        if not self.index:
            for source in self.found.sources:
                for key in ((source.kind, None), (source.kind, source.folder)):
                    self.index.setdefault(key, []).append(source.id)
        return self.index.get((kind, folder), [])

    def has(self, kind: str, id: str, folder: str | None = None) -> bool:
        """Whether there is such a file, be it under another name."""
        return id in self.ids(kind, folder) or self.misnamed(kind, id, folder or "")

    def misnamed(self, kind: str, id: str, folder: str = "") -> bool:
        """Whether a file has that id once it is named as its fault says; then nothing else is said of it."""
        return any((kind, place, id) in self.found.misnamed for place in (folder, f"{kind}s", ""))

    def has_comment(self, page: str, id: str) -> bool:
        """Whether the article at that path in `docs/` has the comment, be its file or its folder under another name."""
        folder = self.folder_of(page.removeprefix(f"{ARTICLES}/").removesuffix(".md"))
        return self.has("comment", id, folder) or self.misnamed("folder", folder)

    def folder_of(self, slug: str) -> str:
        """The folder in `comments/` that belongs to an article."""
        entry = self.articles.get(slug)
        return (entry.record.commentary if entry else None) or slug

    def published_articles(self) -> Iterator[tuple[str, Entry[Article]]]:
        """Articles by id, without those that are left out."""
        return ((id, entry) for id, entry in self.articles.items() if entry.path not in self.found.left_out)

    def published_pages(self) -> Iterator[tuple[str, Entry[Page]]]:
        return ((id, entry) for id, entry in self.pages.items() if entry.path not in self.found.left_out)

    def picture_places(self) -> Iterator[tuple[str, Place]]:
        """Every picture that a record or a text names, by its path in `docs/`, and where it is named."""
        yield from self.wide_picture_places()
        yield from self.portrait_places()

    def wide_picture_places(self) -> Iterator[tuple[str, Place]]:
        """Those at the head of an article and in a text."""
        for article in self.articles.values():
            if article.record.image:
                yield article.record.image.src, article.at("image", "src")
        for uses in self.pictures.values():
            yield from ((use.src, use.place) for use in uses)

    def portrait_places(self) -> Iterator[tuple[str, Place]]:
        """Those of experts and authors."""
        for person in (*self.experts.values(), *self.authors.values()):
            if person.record.portrait:
                yield person.record.portrait, person.at("portrait")

    def slug_of(self, folder: str) -> str | None:
        """The article that a folder in `comments/` belongs to: the one of its name, else one that names it."""
        named = (slug for slug in (folder, *self.articles) if slug in self.articles)
        return next((slug for slug in named if self.folder_of(slug) == folder), None)


def collect(found: Found, rules: TextRules = STRICT) -> tuple[Collection, list[Problem]]:
    """Read and parse every source; the texts keep the rules."""
    collection = Collection(found)
    problems: list[Problem] = []
    for source in found.sources:
        faults = _take(source, collection, rules)
        problems += faults
        if any(fault.severity == "error" for fault in faults):
            collection.broken.add(source.path)
    return collection, problems


def _take(source: Source, collection: Collection, rules: TextRules) -> list[Problem]:
    markdown = source.kind in ("article", "page")
    try:
        data = read_plain(collection.found.root, source.path)
    except OSError as error:
        fault = machine_problem(error, collection.found.root, "a file can be read", source.path)
        # One that was taken away, or replaced by a link, since it was found.
        gone = Problem(
            Place(source.path), f"a file can be read; {error.strerror}", "Look at it, and try again.", "file"
        )
        return [fault or gone]
    text, faults = decode(data, source.path, ARTICLE_LIMIT if markdown else YAML_LIMIT)
    if text is None:
        return faults
    mail = mail_problems(text, source.path)
    take = _take_markdown if markdown else _take_yaml
    faults = take(source, text, collection, rules) + direction_marks(text, source.path)
    # Nothing else is said of a line that holds an address: the report would repeat it.
    lines = {problem.place.line for problem in mail}
    return mail + [fault for fault in faults if fault.place.line not in lines]


def _take_yaml(source: Source, text: str, collection: Collection, _: TextRules) -> list[Problem]:
    node, faults = read_yaml(text, source.path)
    if node is None:
        return faults
    if source.kind == "quotes":
        return faults + _take_quotes(source, node, collection)
    entry: Entry[Any] | None
    match source.kind:
        case "expert":
            entry, more = parse(Expert, node, source.id, source.path)
            shelf: dict[str, Any] = collection.experts
        case "author":
            entry, more = parse(Author, node, source.id, source.path)
            shelf = collection.authors
        case _ if _holds_quotes(node):
            collection.broken.add(f"{COMMENTS}/{source.folder}/{QUOTES}.yml")
            message = f"an article's quotes stand in {QUOTES}.yml; this file holds quotes"
            return [*faults, Problem(Place(source.path), message, f"Rename it to {QUOTES}.yml.", "file-name")]
        case _:
            entry, more = parse(Comment, node, source.id, source.path)
            shelf = collection.comments.setdefault(source.folder, {})
    if entry:
        shelf[source.id] = entry
    return faults + more


def _holds_quotes(node: Mapping) -> bool:
    """Whether these are no fields of a comment, but quotes below their keys."""
    entries = [value for _, value in node.fields.values()]
    return bool(entries) and all(isinstance(entry, Mapping) and "wording" in entry.fields for entry in entries)


def _take_markdown(source: Source, text: str, collection: Collection, rules: TextRules) -> list[Problem]:
    parts, faults = front_matter.split(text, source.path)
    if parts is None:
        return faults
    node, faults = read_yaml(parts.fields, source.path, first_line=2)
    uses, more = quote_uses(parts.body, source.path, parts.body_line, rules.blocks)
    faults = faults + more
    body = collection.texts[source.path] = Body(source.path, parts.body, parts.body_line, prose(parts.body))
    pictures, more = picture_uses(body, collection.found.docs)
    collection.pictures[source.path] = pictures
    faults += more
    # A picture as HTML has been told.
    told = {fault.place for fault in more}
    faults += [fault for fault in text_faults(body, collection.found.docs, rules) if fault.place not in told]
    article = source.kind == "article"
    if article:
        collection.uses[source.path] = uses
    else:
        faults += [
            Problem(use.place, "experts' views stand in articles; this page is none", "Take the block out.", "block")
            for use in uses
        ]
    if node is not None:
        entry: Entry[Any] | None
        entry, more = parse(Article if article else Page, node, source.id, source.path)
        faults += more
        if entry:
            shelf: dict[str, Any] = collection.articles if article else collection.pages
            shelf[source.id] = entry
    return faults


def _take_quotes(source: Source, node: Mapping, collection: Collection) -> list[Problem]:
    shelf = collection.quotes.setdefault(source.folder, {})
    problems: list[Problem] = []
    slips = [
        name
        for name, (_, value) in node.fields.items()
        if name in field_names(Quote) and not isinstance(value, Mapping)
    ]
    if slips:
        place = node.fields[slips[0]][0]
        return [
            Problem(
                place,
                f"a quote's fields stand below its key, indented by two spaces; {shown(slips[0])} is not",
                "Indent the quote's fields below its key, as in `a-key:`.",
                "quote-fields",
            )
        ]
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
        entry, faults = parse(Quote, value, key, source.path, key, place)
        problems += faults
        if entry:
            shelf[key] = entry
    return problems


def _is_id(text: str) -> bool:
    return re.fullmatch(ID, text) is not None
