"""What a search begins with: the files that the tests are made of, for each target those of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.publication import ROOT
from tests.test_limits import NESTED, PIECES, contrived

LONGEST = 4096
"""Bytes; a search makes more of short inputs."""
BODIES = ROOT / "tests" / "browser" / "preview" / "cases.yml"


def seeds(target: str) -> list[bytes]:
    """Distinct inputs in the order of their bytes."""
    return sorted(set(_OF[target]()))


def _files(*patterns: str) -> Iterator[bytes]:
    for pattern in patterns:
        for file in ROOT.glob(pattern):
            if file.is_file() and not file.is_symlink():
                yield file.read_bytes()[:LONGEST]


def _records() -> Iterator[bytes]:
    yield from _files("tests/bad/*/comments/**/*.yml", "tests/miniature/comments/**/*.yml", "comments/**/*.yml")


def _bodies() -> Iterator[bytes]:
    for texts in yaml.safe_load(BODIES.read_text("utf-8")).values():
        yield from (text.encode() for text in texts)
    yield from (text[:LONGEST].encode() for text in (*map(contrived, PIECES), *NESTED))


def _articles() -> Iterator[bytes]:
    yield from _files("tests/bad/*/docs/**/*.md", "tests/specimen/docs/**/*.md", "docs/articles/*.md")


def _arrivals() -> Iterator[bytes]:
    yield from _files(*(f"tests/submissions/*/{name}" for name in ("*.eml", "*.mbox", "*.json", "*.txt", "*.form")))


_OF = {"reader": _records, "markup": _bodies, "article": _articles, "intake": _arrivals}


def write(target: str, folder: Path) -> None:
    """Each seed as a file of its own in the folder."""
    folder.mkdir(parents=True)
    for number, seed in enumerate(seeds(target)):
        (folder / f"{number:05}").write_bytes(seed)
