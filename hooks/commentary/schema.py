"""What is written from the records, so that it can't drift from them: JSON Schema and tables of fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from commentary.field_faults import class_of, field_names
from commentary.form_fields import Schema, properties
from commentary.limits import LIMITS
from commentary.records import Article, Author, Comment, Expert, Page, Quote
from commentary.settings import Settings

RECORDS: dict[str, type[BaseModel]] = {
    "article": Article,
    "page": Page,
    "author": Author,
    "expert": Expert,
    "quotes": Quote,
    "comment": Comment,
}
TABLES: dict[str, type[BaseModel]] = {**RECORDS, "settings": Settings}


def json_schema(kind: str) -> str:
    """The JSON Schema (draft 2020-12) of a kind of file, as text that ends with a line feed."""
    schema: dict[str, Any] = RECORDS[kind].model_json_schema(by_alias=True, schema_generator=Schema)
    if kind == "quotes":
        # The file is a mapping of keys to quotes.
        definitions = schema.pop("$defs", {})
        schema = {
            "title": "Quotes",
            "description": "What experts said for an article, by the key that its text names.",
            "type": "object",
            "propertyNames": {"pattern": "^[a-z0-9-]{1,64}$"},
            "additionalProperties": {"$ref": "#/$defs/Quote"},
            "$defs": {**definitions, "Quote": schema},
        }
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(schema, schema.get("$defs", {}))}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


_TEXT = ["string", "number", "boolean"]
"""What an editor's program takes a text for that stands without quotation marks; ours takes all of it for text."""


def _plain(node: Any, definitions: dict[str, Any]) -> Any:
    """A schema that takes whatever the check takes: it may let more pass, but never marks what is right.

    A field that may be left out may be there with nothing in it, as forms in a browser save it.
    """
    if isinstance(node, list):
        return [_plain(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    given = {key: value for key, value in node.items() if not (key == "default" and value is None)}
    node = {key: _plain(value, definitions) for key, value in given.items()}
    if node.get("type") == "object" and "properties" in node:
        fields, needed = node["properties"], node.get("required", ())
        fields = {name: _lenient(field) for name, field in fields.items()}
        node["properties"] = {n: f if n in needed else _or_empty(f, definitions) for n, f in fields.items()}
    branches = [b for b in node.get("anyOf", ()) if b != {"type": "null"}]
    if "anyOf" in node and len(branches) == 1:
        del node["anyOf"]
        node = {**branches[0], **node}
    return node


def _lenient(field: dict[str, Any]) -> dict[str, Any]:
    match field:
        case {"enum": _} | {"format": "date"}:
            return field
        case {"type": "string"}:
            # How long a text may be, it may be without the blanks and line ends round it.
            return {name: value for name, value in {**field, "type": _TEXT}.items() if name != "maxLength"}
        case {"type": "boolean"}:
            # No further type, whose words an editor's completion would offer.
            return {**field, "type": ["boolean", "string"], "pattern": r"^\s*(true|false)\s*$"}
        case {"type": "integer"}:
            return {**field, "type": ["integer", "string"], "pattern": r"^\s*[0-9]{1,9}\s*$"}
        case {"type": "array", "items": dict(items)}:
            return {**field, "items": _lenient(items)}
    return field


# No `const`, which an editor's completion would offer.
_EMPTY = {"type": ["string", "null"], "maxLength": 0}


def _or_empty(field: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field that may be left out: what it may hold, or nothing; a group of fields, nothing in any."""
    told = {name: field[name] for name in ("title", "description", "examples", "default") if name in field}
    branches = [{name: value for name, value in field.items() if name not in told}, _EMPTY]
    if "$ref" in field:
        names = definitions[field["$ref"].rpartition("/")[2]]["properties"]
        branches.append({"type": "object", "propertyNames": {"enum": list(names)}, "additionalProperties": _EMPTY})
    return {**told, "anyOf": branches}


def table(kind: str) -> str:
    """The fields of a kind of file, or the settings, as a Markdown table: each with its values, what holds without it,
    and an example. Below a field that holds fields stand these, `approved.by` below `approved`."""
    # Two columns: more of them would scroll sideways on a telephone.
    return "\n".join(["| field | what it holds |", "|---|---|", *_rows(TABLES[kind])])


def _rows(model: type[BaseModel], group: str = "") -> Iterator[str]:
    known = properties(model)
    for name, info in zip(field_names(model), model.model_fields.values(), strict=True):
        needed = " (needed)" if info.is_required() else ""
        inner = class_of(model, name)
        said = [info.description or ""]
        if inner is None:
            said += [_values(known[name], said[0]), _default(info.default, said[0])]
        said += [f"For example `{info.examples[0]}`."] if info.examples else []
        yield f"| `{group}{name}`{needed} | {' '.join(filter(None, said))} |"
        if inner:
            yield from _rows(inner, f"{group}{name}.")


def _values(schema: dict[str, Any], described: str) -> str:
    """What a field may hold, where that is a choice or a number, and the description does not say it."""
    for choice in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "enum" in choice and not all(f"`{value}`" in described for value in choice["enum"]):
            several = "Any of" if "items" in schema else "One of"
            return f"{several} {', '.join(f'`{value}`' for value in choice['enum'])}."
        if "minimum" in choice:
            off = ", or `off`" if {"const": "off"} in schema.get("anyOf", ()) else ""
            return f"A number from {choice['minimum']:,} to {choice['maximum']:,}{off}."
        if choice.get("type") == "boolean" and "`true`" not in described:
            return "`true` or `false`."
    return ""


def _default(value: object, described: str) -> str:
    if value in (None, PydanticUndefined, ()) or "when left out" in described:
        return ""
    if isinstance(value, tuple):
        return f"`[{', '.join(value)}]` when left out."
    return f"`{str(value).lower() if isinstance(value, bool) else value}` when left out."


def limits() -> str:
    """What has a limit, and which, as a Markdown table."""
    return "\n".join(["| what | at most |", "|---|---|", *(f"| {what} | {most} |" for what, most in LIMITS.items())])


def fill_tables(markdown: str) -> str:
    """The text with each part from `<!-- fields: KIND -->`, or `<!-- limits -->`, to `<!-- end -->` written anew."""
    return re.sub(
        r"(<!-- (?:fields: (\w+)|limits) -->\n).*?(<!-- end -->)",
        lambda m: f"{m[1]}\n{table(m[2]) if m[2] else limits()}\n\n{m[3]}",
        markdown,
        flags=re.DOTALL,
    )
