"""A new file: where it goes, and what stands in it."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from commentary.addresses import slug
from commentary.canonical import as_fields
from commentary.fields import ID
from commentary.form_fields import as_node
from commentary.parse import parse
from commentary.problems import Problem, shown
from commentary.read import Mapping, read_yaml
from commentary.records import Quote, Record
from commentary.write import as_yaml, quote_as_yaml

FOLDERS = {"article": "docs/articles", "expert": "comments/experts", "author": "comments/authors"}
ENDINGS = {"article": ".md"}


def id_from(name: str) -> str:
    """An id made from a title or a name; empty if none can be made."""
    whole = slug(name)
    # Between words, where there are several: a title is often longer than an id.
    return whole if len(whole) <= 64 else whole[:65].rpartition("-")[0] or whole[:64]


def is_id(text: str) -> bool:
    return re.fullmatch(ID, text) is not None


def path_of(kind: str, id: str, folder: str = "") -> str:
    """Where the file of a record belongs; `folder` is that of its article in comments/."""
    return f"{FOLDERS.get(kind) or f'comments/{folder}'}/{id}{ENDINGS.get(kind, '.yml')}"


def composed(model: type[Record], fields: dict[str, Any]) -> str:
    """The canonical text of a record. One with faults is written too: the check names them at their lines."""
    return as_yaml(model, _typed(model, fields))


def article_text(model: type[Record], fields: dict[str, Any]) -> str:
    return f"---\n{composed(model, fields)}---\n\n"


def with_quote(text: str, path: str, key: str, fields: dict[str, Any]) -> tuple[str | None, list[Problem]]:
    """The text of quotes.yml with one more entry at its end and all else as it was; or None and why not."""
    entry = quote_as_yaml(key, _typed(Quote, fields))
    if not text.strip():
        return entry, []
    before, faults = read_yaml(text.replace("\r\n", "\n"), path)
    if before is None:
        return None, faults
    if key in before.fields:
        taken = f"a key names one quote; {shown(key)} names this one"
        return None, [Problem(before.fields[key][0], taken, "Choose another key.", "duplicate")]
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if text.endswith(end * 2) else end if text.endswith("\n") else end * 2
    longer = text + gap + entry.replace("\n", end)
    after, faults = read_yaml(longer.replace("\r\n", "\n"), path)
    # A file in another form, such as `{key: …}`, can't be added to below.
    kept = after is not None and list(after.fields) == [*before.fields, key] and _same(before, after)
    return (longer, []) if kept else (None, faults)


def _typed(model: type[BaseModel], fields: dict[str, Any]) -> dict[str, Any]:
    node = as_node(fields)
    assert isinstance(node, Mapping)
    entry, _ = parse(model, node, "", "")
    return as_fields(entry.record) if entry else fields


def _same(before: Mapping, after: Mapping) -> bool:
    return all(_texts(after.fields[key][1]) == _texts(value) for key, (_, value) in before.fields.items())


def _texts(node: object) -> object:
    if isinstance(node, Mapping):
        return {name: _texts(value) for name, (_, value) in node.fields.items()}
    return [_texts(item) for item in node.items] if hasattr(node, "items") else getattr(node, "text", None)
