"""What is written from the records, so that it can't drift from them: JSON Schema and tables of fields."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from commentary.field_faults import field_names
from commentary.house_rules import HouseRules
from commentary.limits import LIMITS
from commentary.records import Article, Author, Comment, Expert, Page, Quote
from commentary.settings import Advertisement, Settings

RECORDS: dict[str, type[BaseModel]] = {
    "article": Article,
    "page": Page,
    "author": Author,
    "expert": Expert,
    "quotes": Quote,
    "comment": Comment,
}
TABLES: dict[str, type[BaseModel]] = {
    **RECORDS,
    "settings": Settings,
    "advertisement": Advertisement,
    "house_rules": HouseRules,
}


def json_schema(kind: str) -> str:
    """The JSON Schema (draft 2020-12) of a kind of file, as text that ends with a line feed."""
    schema: dict[str, Any] = RECORDS[kind].model_json_schema(by_alias=True, schema_generator=GenerateJsonSchema)
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


def _plain(node: Any, definitions: dict[str, Any]) -> Any:
    """Without the `null` branches that optional fields bring: a field left out is left out, never written as null. It
    may be there with nothing in it, as forms in a browser save it."""
    if isinstance(node, list):
        return [_plain(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    given = {key: value for key, value in node.items() if not (key == "default" and value is None)}
    node = {key: _plain(value, definitions) for key, value in given.items()}
    if node.get("type") == "object" and "properties" in node:
        fields, needed = node["properties"], node.get("required", ())
        node["properties"] = {n: f if n in needed else _or_empty(f, definitions) for n, f in fields.items()}
    branches = [b for b in node.get("anyOf", ()) if b != {"type": "null"}]
    if "anyOf" in node and len(branches) == 1:
        del node["anyOf"]
        node = {**branches[0], **node}
    return node


# No `const`, which an editor's completion would offer.
_EMPTY = {"type": "string", "maxLength": 0}


def _or_empty(field: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field that may be left out: what it may hold, or nothing; a group of fields, nothing in any."""
    told = {name: field[name] for name in ("title", "description", "examples", "default") if name in field}
    branches = [{name: value for name, value in field.items() if name not in told}, _EMPTY]
    if "$ref" in field:
        names = definitions[field["$ref"].rpartition("/")[2]]["properties"]
        branches.append({"type": "object", "propertyNames": {"enum": list(names)}, "additionalProperties": _EMPTY})
    return {**told, "anyOf": branches}


def table(kind: str) -> str:
    """The fields of a kind of file, or of a section of the settings, as a Markdown table."""
    # Two columns: more of them would scroll sideways on a telephone.
    rows = ["| field | what it holds |", "|---|---|"]
    model = TABLES[kind]
    for name, info in zip(field_names(model), model.model_fields.values(), strict=True):
        needed = " (needed)" if info.is_required() else ""
        example = f" For example `{info.examples[0]}`." if info.examples else ""
        rows.append(f"| `{name}`{needed} | {info.description}{example} |")
    return "\n".join(rows)


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
