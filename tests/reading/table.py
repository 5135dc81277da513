"""The table in `table.md`: for each page a row for each fact and a column for each program."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from commentary import addresses, front_matter
from commentary.join import Piece
from commentary.language import Language
from commentary.load import load
from tests.publication import HOSTED, ROOT, SPECIMEN, TODAY, language
from tests.reading.facts import facts
from tests.reading.programs import Program

FILE = Path(__file__).parent / "table.md"
PAGES = {
    "networking-with-past-employers": ROOT,
    "asking-for-a-reference": ROOT,
    "specimen": SPECIMEN,
}
"""The articles that are read, with their publications: one of views, one with a table and a note, one of everything."""

Columns = dict[str, dict[str, str]]
"""The facts by the name of the program."""


def article(slug: str) -> tuple[Piece, str, Language]:
    """An article, its Markdown and the language of its page."""
    root = PAGES[slug]
    loaded = load(root, dt.date.fromisoformat(TODAY) if root == SPECIMEN else dt.date.today())
    assert loaded.publication is not None
    piece = loaded.publication.articles[slug]
    parts, _ = front_matter.split((root / piece.path).read_text("utf-8"), piece.path)
    assert parts is not None
    return piece, parts.body, language(loaded.settings.language)


def read(slug: str, site: Path, programs: Mapping[str, Program]) -> Columns:
    """What the programs make of an article's page on a built site."""
    piece, body, texts = article(slug)
    path = addresses.article(slug)
    page = (site / path / "index.html").read_text("utf-8")
    address = ("https://example.org/" if PAGES[slug] == SPECIMEN else HOSTED) + path
    return {name: facts(piece, body, texts, program(page, address)) for name, program in programs.items()}


def written(tables: Mapping[str, Columns]) -> str:
    parts = ["# What programs read of our articles\n"]
    for slug, columns in tables.items():
        rows = [["", *columns], ["---"] * (len(columns) + 1)]
        names = dict.fromkeys(name for facts in columns.values() for name in facts)
        rows += [[name, *(facts.get(name, "") for facts in columns.values())] for name in names]
        parts.append(f"## {slug}\n\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in rows))
    return "\n".join(parts)


def held() -> dict[str, Columns]:
    """The table as it was accepted."""
    tables: dict[str, Columns] = {}
    for part in re.split(r"^## ", FILE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        slug, *lines = part.strip().splitlines()
        (_, *programs), _, *rows = ([c.strip() for c in line.strip("|").split(" | ")] for line in filter(None, lines))
        tables[slug] = {program: {row[0]: row[number] for row in rows} for number, program in enumerate(programs, 1)}
    return tables


def differences(slug: str, found: Columns) -> list[str]:
    """What a program reads otherwise than the table says."""
    return [
        f"{slug}, {program}, {fact}: the table has {held()[slug][program].get(fact)!r}, found {value!r}"
        for program, facts in found.items()
        for fact, value in facts.items()
        if held()[slug][program].get(fact) != value
    ]
