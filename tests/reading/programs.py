"""What a program makes of a page, and trafilatura, which runs in Python."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import trafilatura


@dataclass(frozen=True, slots=True)
class Read:
    """What its user gets to read; what a program does not tell of is empty. `picture` is an address, `date` begins with
    the day."""

    text: str
    title: str = ""
    authors: str = ""
    date: str = ""
    picture: str = ""


Program = Callable[[str, str], Read]
"""The HTML of a page and its address -> what the program makes of it."""


def _trafilatura(page: str, address: str, **mode: bool) -> Read:
    told = trafilatura.extract(page, url=address, output_format="json", with_metadata=True, **mode)
    said = {name: value or "" for name, value in json.loads(told or "{}").items()}
    return Read(said.get("text", ""), *(said.get(name, "") for name in ("title", "author", "date", "image")))


TRAFILATURA: dict[str, Program] = {
    "trafilatura 2.3.1": _trafilatura,
    "precision": partial(_trafilatura, favor_precision=True),
    "recall": partial(_trafilatura, favor_recall=True),
}
"""Its three modes."""
