"""A record's fields -> YAML in the one canonical form.

The form: fields in the order of the record, none that is empty or that says what holds without it; longer text below a
`|`, or a `|2` where its first line is indented; a list's items each after a dash; any other value (and the name `on`)
bare where every YAML reader takes it for the same text, else between double quotes as in JSON.
`theme/assets/js/reply.js` writes the same for a comment; a test holds them together.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from commentary.field_faults import class_of, field_names
from commentary.limits import PROSE_LIMIT
from commentary.records import Quote
from commentary.text import trimmed

# Letters of Latin scripts by their range, so that Python and JavaScript agree; all others stand between quotes.
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
BARE = re.compile(
    rf"[{_LETTER}](?:[{_LETTER}0-9 .,'’()-]*[{_LETTER}0-9.)’-])?"  # a name, a word, an id
    r"|\d{4}-\d\d-\d\d(?:-(?=[0-9-]*[a-z])[a-z0-9-]+|T\d\d:\d\d(?::\d\d)?Z)?"  # a day, a moment, an id
    r"|https?://[!-~]*[A-Za-z0-9/]"
)
"""What needs no quotes. YAML would take a number, `: `, ` #` or a sign at the beginning for something else."""
WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
"""What YAML 1.1 takes for no text, in any case of letters."""


def as_yaml(model: type[BaseModel], fields: Mapping[str, object]) -> str:
    """A file's text for a record, by the names that its file uses; it ends with a line feed.

    Values are texts, truth values, dates, sequences or mappings. Raises ValueError for a name that the record has not.
    """
    return "".join(f"{line}\n" for line in _mapping(model, fields))


def quote_as_yaml(key: str, fields: Mapping[str, object]) -> str:
    """An entry of quotes.yml: the key, and the quote's fields below it."""
    return f"{scalar(key)}:\n" + "".join(f"  {line}\n" if line else "\n" for line in _mapping(Quote, fields))


def _mapping(model: type[BaseModel] | None, fields: Mapping[str, object]) -> Iterator[str]:
    names = field_names(model) if model else list(fields)
    if unknown := set(fields) - set(names):
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and not value.strip():
            continue
        if value is None or value in ((), [], {}) or (model and value == _default(model, name)):
            continue
        yield from _field(name, value, class_of(model, name) if model else None, bool(model) and name in _prose(model))


def _field(name: str, value: object, inner: type[BaseModel] | None, prose: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{_named(name)}:"
        yield from (f"  {line}" if line else "" for line in _mapping(inner, value))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"{_named(name)}:"
        for item in value:
            lines = _mapping(inner, item) if isinstance(item, Mapping) else iter([scalar(item)])
            yield f"  - {next(lines)}"
            yield from (f"    {line}" if line else "" for line in lines)
    elif isinstance(value, str) and (prose or "\n" in value):
        text = trimmed(value)
        # Without the figure YAML would take the first line's indentation for that of all.
        indented = text.startswith((" ", "\t"))
        yield f"{_named(name)}: {'|2' if indented else '|'}"
        for line in text.split("\n"):
            yield f"  {line}" if line.strip() else ""
    else:
        yield f"{_named(name)}: {scalar(value)}"


def _named(name: str) -> str:
    return json.dumps(name) if name in WORDS else name


def scalar(value: object) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case dt.datetime():
            # The zone stays as it was written: pages show it.
            text = value.isoformat("T", "seconds" if value.second else "minutes")
            return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
        case dt.date() | int():
            return str(value)
    text = str(value).strip()
    return text if BARE.fullmatch(text) and text.lower() not in WORDS else json.dumps(text, ensure_ascii=False)


@functools.cache
def _prose(model: type[BaseModel]) -> frozenset[str]:
    """The fields that hold longer text."""
    properties = model.model_json_schema(by_alias=True)["properties"]
    return frozenset(
        name
        for name, schema in properties.items()
        if any(choice.get("maxLength") == PROSE_LIMIT for choice in (schema, *schema.get("anyOf", ())))
    )


def _default(model: type[BaseModel], name: str) -> object:
    return next(f.default for n, f in model.model_fields.items() if (f.alias or n) == name)
