"""Fields that a form posted -> a submission: the site's own form, a form service's JSON, or one made for Staticman."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from commentary.comment_id import FORM
from commentary.intake.submission import ADDRESS_LEFT_OUT, Refused, Submission
from commentary.limits import FORM_FIELDS_LIMIT
from commentary.problems import shown

HONEYPOT = "website_again"
"""A field that readers don't see. Who fills it in is a program."""

# What other forms call our fields. The first of a field that holds something is taken.
_NAMES = {
    "author": ("author", "name"),
    "url": ("url", "website"),
    "date": ("date",),
    "reply_to": ("reply_to", "replyTo", "parent", "entryId", "options.parent", "options.entryId"),
    "body": ("body", "message", "comment"),
}
_ARTICLE = ("article", "slug", "options.slug")
_ID = ("comment_id", "options.comment_id")
_ADDRESS = re.compile(r"(?:options\.)?_?(?:e-?mail.*|reply-?to)", re.IGNORECASE)


def posted_json(text: str) -> list[Submission | Refused]:
    """What a form service hands on: an object, or a list of them. Raises Refused if it is neither."""
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Refused("it begins like JSON and can't be read as such") from None
    return [_tried(item) for item in (data if isinstance(data, list) else [data])]


def posted_pairs(text: str) -> Submission:
    """The body of a form's POST, `name=value&name=value`. Raises Refused."""
    try:
        pairs = parse_qsl(text.strip(), keep_blank_values=True, errors="strict", max_num_fields=FORM_FIELDS_LIMIT)
    except (ValueError, UnicodeDecodeError):
        raise Refused("what the form sent can't be read") from None
    values: dict[str, str] = {}
    for name, value in pairs:
        if values.setdefault(_flat(name), value) != value:
            raise Refused(f"a field is given once; {shown(name)} is there twice")
    return _submission(values)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name is there twice")
    return values


def _tried(item: object) -> Submission | Refused:
    try:
        return _submission(_values(item))
    except Refused as refused:
        return refused


def _values(item: object) -> dict[str, str]:
    # Netlify wraps the fields in `payload` or `data`, Staticman in `fields` with `options` beside it.
    while isinstance(item, dict) and (inner := next((k for k in ("payload", "data") if k in item), None)):
        item = item[inner]
    if not isinstance(item, dict):
        raise Refused("a form's fields are expected; there are none")
    groups = [("", item.get("fields", item)), ("options.", item.get("options", {}))]
    values: dict[str, str] = {}
    for prefix, group in groups:
        if not isinstance(group, dict):
            raise Refused("a form's fields are expected; there are none")
        for name, value in group.items():
            if isinstance(value, (str, int)) and not isinstance(value, bool):
                values[prefix + _flat(name)] = str(value)
            elif value and name in {n for names in _NAMES.values() for n in names}:
                raise Refused(f"{name}: is a text; found a list or further fields")
    return values


def _flat(name: str) -> str:
    """`fields[name]` is name, `options[slug]` is options.slug."""
    match = re.fullmatch(r"(fields|options)\[([^\[\]]+)\]", name)
    return name if not match else match[2] if match[1] == "fields" else f"options.{match[2]}"


def _submission(values: dict[str, str]) -> Submission:
    if values.pop(HONEYPOT, "").strip():
        raise Refused(f"the field {HONEYPOT}, which readers don't see, is filled in: a program wrote this")
    article = _first(values, _ARTICLE).strip()
    if "/" in article:
        article = re.sub(r"\.(?:html|md)$", "", article.rstrip("/").rpartition("/")[2])
    fields = {name: value for name in _NAMES if (value := _first(values, _NAMES[name])).strip()}
    # Staticman's `options[parent]` may name the page, to which its readers subscribe.
    if article and fields.get("reply_to", "").strip() in (article, _first(values, _ARTICLE).strip()):
        del fields["reply_to"]
    known = {name for names in (*_NAMES.values(), _ARTICLE, _ID) for name in names}
    others = sorted(name for name, value in values.items() if name not in known and value.strip())
    notes = [ADDRESS_LEFT_OUT] if any(_ADDRESS.fullmatch(name) for name in others) else []
    if rest := [name for name in others if not _ADDRESS.fullmatch(name)]:
        notes.append("left out: " + ", ".join(shown(name) for name in rest[:8]) + (" …" if len(rest) > 8 else ""))
    id = _first(values, _ID).strip()
    if id and not FORM.fullmatch(id):
        notes.append(f"its id is none that the form makes, so that it has another; found {shown(id)}")
        id = ""
    fields = {n: re.sub(r"\r\n?", "\n", v) for n, v in fields.items()}
    return Submission(fields, article=article, id=id, notes=notes)


def _first(values: dict[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name, "").strip()), "")
