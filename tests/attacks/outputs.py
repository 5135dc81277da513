"""What the built site holds beside pages: each file is read strictly by a reader of its kind, and leads nowhere bad."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib

_SCHEME = re.compile(r"[\0- ]*([a-zA-Z][\w+.-]*):")
LEADS = {"href", "src", "url", "id", "@id", "@context", "loc", "link", "uri", "external_url", "image", "sameAs"}
"""What feeds, site maps, JSON Feed and JSON-LD call an address."""
HEADER = re.compile(r"  [A-Z][A-Za-z-]+: [ -~]+")
RULE = re.compile(r"/[!-~]*")


def check(site: Path) -> tuple[int, list[str]]:
    """How many files and blocks of data were read, and what is wrong with them."""
    faults: list[str] = []
    number = 0
    for name, held in _held(site):
        number += 1
        try:
            values = list(_xml(held) if name.endswith(".xml") else _json(_strictly(held), ""))
        except (ValueError, etree.ParseError) as error:
            faults.append(f"{name} cannot be read: {error}")
            continue
        faults += [f"{name} leads to {value}" for key, value in values if key in LEADS and _is_bad(value)]
    headers = site / "_headers"
    for line in headers.read_text("ascii").splitlines() if headers.exists() else ():
        number += 1
        if not HEADER.fullmatch(line) and not RULE.fullmatch(line):
            faults.append(f"_headers has a line that is neither a path nor a header: {line}")
    return number, faults


def _held(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.suffix in (".xml", ".json", ".webmanifest"):
            yield name, file.read_text("utf-8")
        elif file.suffix == ".html" and "ld+json" in (text := file.read_text("utf-8")):
            page = html5lib.parse(text, namespaceHTMLElements=False)
            yield from (
                (f"{name} (JSON-LD)", script.text or "")
                for script in page.iter("script")
                if script.get("type") == "application/ld+json"
            )


_OURS = re.compile(
    r'\A<\?xml version=[^>?]*\?>\s*(?:<\?xml-stylesheet type="text/css" href="[./]*assets/feed-[0-9a-f]{8}\.css"\?>)?'
)
"""How our XML begins: what it is, and for a feed how it looks in a browser."""


def _xml(text: str) -> Iterator[tuple[str, str]]:
    # Entities are declared in a document type; without one there is nothing to blow up and nothing to fetch.
    if "<!DOCTYPE" in text or "<!ENTITY" in text or "<?" in _OURS.sub("", text):
        raise ValueError("it has a document type or a stylesheet of another's")
    for element in etree.fromstring(text).iter():
        yield element.tag.rpartition("}")[2], (element.text or "").strip()
        yield from ((key.rpartition("}")[2], value) for key, value in element.attrib.items())


def _strictly(text: str) -> Any:
    def never(name: str) -> Any:
        raise ValueError(f"{name} is no JSON")

    return json.loads(text, parse_constant=never, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name is there twice")
    return dict(pairs)


def _json(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, held in value.items():
            yield from _json(held, name)
    elif isinstance(value, list):
        for held in value:
            yield from _json(held, key)
    elif isinstance(value, str):
        yield key, value


def _is_bad(value: str) -> bool:
    match = _SCHEME.match(re.sub(r"[\t\n\r]", "", value))
    return match is not None and match[1].lower() in ("javascript", "data", "vbscript", "file", "blob")
