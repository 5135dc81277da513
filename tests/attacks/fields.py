"""The fields that take a text or an address, and what the engine's readers say of a text in one of them."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

from commentary import front_matter
from commentary.limits import ARTICLE_LIMIT, YAML_LIMIT
from commentary.mail import mail_problems
from commentary.parse import Entry, parse
from commentary.problems import Problem
from commentary.read import read_yaml
from commentary.records import Article, Author, Comment, Expert, Page, Quote, Record
from commentary.settings import Settings
from commentary.text import decode

Path = tuple[str | int, ...]

MODELS: dict[str, type[Record]] = {
    "article": Article,
    "page": Page,
    "expert": Expert,
    "author": Author,
    "quote": Quote,
    "comment": Comment,
    "settings": Settings,
}
PICTURE = {"src": "images/dot.svg", "alt": "A field", "credit": "Test data"}
WORK = {"title": "A work"}
LINK = {"title": "A link", "url": "https://example.org/"}
APPROVED = {"on": "2026-01-01", "by": "The editors", "how": "Read a book"}
LEAST: dict[str, dict[str, Any]] = {
    "article": {
        "title": "A title",
        "description": "A sentence",
        "date": "2026-01-01",
        "authors": ["author-0"],
        "category": "A category",
    },
    "page": {"title": "A title", "description": "A sentence"},
    "expert": {"name": "A name"},
    "author": {"name": "A name"},
    "quote": {"expert": "expert-0", "wording": "exact", "text": "Words"},
    "comment": {"date": "2026-01-02", "body": "Words"},
    "settings": {},
}
"""What a record of each kind cannot do without."""
_PERSON: dict[Path, Any] = {
    ("name",): None,
    ("role",): None,
    ("organisation",): None,
    ("url",): None,
    ("bio",): None,
    ("portrait",): None,
    ("links", 0, "title"): {"links": [LINK]},
    ("links", 0, "url"): {"links": [LINK]},
}
AROUND: dict[str, dict[Path, Any]] = {
    "article": {
        ("title",): None,
        ("description",): None,
        ("category",): None,
        ("tags", 0): {"tags": ["A tag"]},
        ("image", "src"): {"image": PICTURE},
        ("image", "alt"): {"image": PICTURE},
        ("image", "credit"): {"image": PICTURE},
        ("image", "credit_url"): {"image": PICTURE},
        ("based_on", "title"): {"based_on": {"title": "An original"}},
        ("based_on", "author"): {"based_on": {"title": "An original"}},
        ("based_on", "publication"): {"based_on": {"title": "An original"}},
        ("based_on", "url"): {"based_on": {"title": "An original"}},
        ("commentary",): None,
        ("aliases", 0): {"aliases": ["a"]},
    },
    "page": {("title",): None, ("description",): None},
    "expert": {
        **_PERSON,
        ("works", 0, "title"): {"works": [WORK]},
        ("works", 0, "kind"): {"works": [WORK]},
        ("works", 0, "url"): {"works": [WORK]},
        ("approved", "by"): {"approved": APPROVED},
        ("approved", "how"): {"approved": APPROVED},
    },
    "author": _PERSON,
    "quote": {
        ("text",): None,
        ("organisation",): None,
        ("source", "title"): {"source": {"title": "A source"}},
        ("source", "url"): {"source": {"title": "A source"}},
        ("permission",): None,
    },
    "comment": {
        ("author",): None,
        ("url",): None,
        ("body",): None,
        ("note",): None,
        ("reason",): {"status": "withheld", "reason": "A reason"},
        ("reply_to",): None,
        ("origin", "via"): {"origin": {"via": "e-mail"}},
        ("origin", "id"): {"origin": {"via": "e-mail"}},
        ("origin", "url"): {"origin": {"via": "e-mail"}},
    },
    "settings": {
        ("advertisement", "label"): {"advertisement": {"text": "Words", "url": "about/"}},
        ("advertisement", "text"): {"advertisement": {"text": "Words", "url": "about/"}},
        ("advertisement", "url"): {"advertisement": {"text": "Words", "url": "about/"}},
        ("reply", "endpoint", "url"): {"reply": {"endpoint": {"url": "https://example.org/"}}},
        ("reply", "endpoint", "thanks"): {"reply": {"endpoint": {"url": "https://example.org/"}}},
        ("branch",): None,
    },
}
"""Each field by its kind of record and its name, and what has to stand round it."""
FIELDS = [(kind, path) for kind, paths in AROUND.items() for path in paths]


def name(kind: str, path: Path) -> str:
    """`comment.origin.via`, `expert.works.title`."""
    return ".".join([kind, *(str(part) for part in path if part != 0)])


def scalar(text: str) -> str:
    """A text between double quotes. What JSON does not escape stands there itself, as an editor would leave it; half of
    a pair, which no file can hold, is an escape too."""
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in json.dumps(text, ensure_ascii=False))


def dumped(value: Any, indent: str = "") -> list[str]:
    """The lines of a YAML mapping of texts, mappings and lists."""
    lines = []
    for key, held in value.items():
        start = f"{indent}{json.dumps(key)}:"
        if isinstance(held, Mapping):
            lines += [start, *dumped(held, indent + "  ")]
        elif isinstance(held, list):
            lines.append(start)
            for item in held:
                inner = dumped(item, indent + "    ") if isinstance(item, Mapping) else [scalar(item)]
                lines += [f"{indent}  - {inner[0].strip(' ')}", *inner[1:]]
        else:
            lines.append(f"{start} {scalar(held)}")
    return lines


def placed(fields: dict[str, Any], path: Path, text: str) -> dict[str, Any]:
    """A copy of the fields with the text at the path."""
    copy = json.loads(json.dumps(fields))
    inner: Any = copy
    for part in path[:-1]:
        inner = inner[part] if isinstance(part, int) else inner.setdefault(part, {})
    inner[path[-1]] = text
    return copy


def read(kind: str, text: str) -> tuple[Entry[Record] | None, list[Problem]]:
    """What the stages read and parse make of a file's text."""
    path, markdown = f"{kind}.txt", kind in ("article", "page")
    if "\ud800" <= max(text) <= "\udfff":
        raise AssertionError("no file holds half of a pair")
    whole, faults = decode(text.encode(), path, ARTICLE_LIMIT if markdown else YAML_LIMIT)
    if whole is None:
        return None, faults
    faults = mail_problems(whole, path)
    if markdown:
        parts, more = front_matter.split(whole, path)
        if parts is None:
            return None, faults + more
        whole = parts.fields
    node, more = read_yaml(whole, path, 2 if markdown else 1)
    faults += more
    if node is None:
        return None, faults
    entry, more = parse(MODELS[kind], node, kind, path)
    faults += more
    return (None if any(fault.severity == "error" for fault in faults) else entry), faults


@functools.cache
def verdict(kind: str, path: Path, text: str) -> tuple[str | None, tuple[Problem, ...]]:
    """What the field holds of a text that is written down with care, or None and why it is refused."""
    around = {**LEAST[kind], **(AROUND[kind][path] or {})}
    lines = dumped(placed(around, path, text))
    if kind in ("article", "page"):
        lines = ["---", *lines, "---"]
    entry, faults = read(kind, "\n".join(lines) + "\n")
    return (None, tuple(faults)) if entry is None else (str(held(entry.record, path)), tuple(faults))


def held(record: Any, path: Path) -> Any:
    """The value of a record's field."""
    for part in path:
        # Of a group in which nothing was given nothing is left.
        if record is None:
            return None
        record = record[part] if isinstance(part, int) else getattr(record, "as_" if part == "as" else part)
    return record
