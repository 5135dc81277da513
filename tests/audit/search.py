"""The search of a large publication: what a first visit asks for until the first answer stands there."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import corpus
from tests.browser import measure
from tests.browser.server import serving
from tests.publication import run

ARTICLES, COMMENTS = 1_000, 50
LIMIT = 150 * measure.KB
BUILD_LIMIT = 1_800
"""Seconds; the machine may be slow, and this is no measure of it."""
QUERIES = (
    "network",
    "the",
    "glacier violin",
    "a quarrel with the director",
    "manager reference letter honest years patience company contract",
)
"""A word of an article's or a comment's, one that is everywhere, rare ones, a sentence, and as many as count."""


@dataclass(frozen=True, slots=True)
class Answer:
    query: str
    bytes: int
    requests: int
    found: str
    """What the page says of how many there are."""


@dataclass(frozen=True, slots=True)
class Searched:
    answers: list[Answer]
    files: int
    size: int
    """Bytes of the index."""


def audit(browser: Browser, folder: Path) -> Searched:
    """Makes the publication in the folder, which does not exist yet, builds it and searches in it."""
    corpus.ours(folder, corpus.articles(ARTICLES, COMMENTS))
    result = run("mkdocs", "build", "--quiet", cwd=folder, timeout=BUILD_LIMIT, SOURCE_DATE_EPOCH="")
    if result.returncode:
        sys.exit(f"the large publication cannot be built:\n{result.stderr}")
    index = [file for file in (folder / "site/assets").rglob("search-*/**/*.json") if file.is_file()]
    with serving(folder / "site") as address:
        answers = [_ask(browser, address, query) for query in QUERIES]
    return Searched(answers, len(index), sum(file.stat().st_size for file in index))


def _ask(browser: Browser, address: str, query: str) -> Answer:
    asked, found = measure.search_bytes(browser, f"{address}search/?q={query}")
    return Answer(query, sum(asked.values()), len(asked), found)
