"""Each category has an address of its own, and one spelling."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import pytest

from commentary.categories import spelling
from commentary.load import load
from tests.publication import build

DAY = dt.date(2026, 6, 30)
ARTICLE = """---
title: About {category}
description: Test data.
date: 2026-03-01
authors: [author-two]
category: "{category}"
---
Short.
"""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Elsewhere", "elsewhere", True),
        ("Job search", "Job-Search", True),
        ("Job search", "Job  search!", True),
        ("Straße", "STRASSE", True),
        ("Ｊｏｂ", "Job", True),
        ("C++", "C#", False),
        ("C", "C++", False),
        ("事业", "失业", False),
        ("Ämter", "Amter", False),
        ("हिन्दी", "हिन्द", False),
        ("100 %", "100", False),
        ("…", "!", True),
    ],
)
def test_a_spelling_is_told_from_another_name(one: str, other: str, same: bool) -> None:
    assert (spelling(one) == spelling(other)) is same


def publication(root: Path, settings: str, *categories: str) -> Path:
    for n, category in enumerate(categories):
        (root / f"docs/articles/about-{n}.md").write_text(ARTICLE.format(category=category), "utf-8")
    file = root / "mkdocs.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("  commentary:\n", f"  commentary:\n    categories: {settings}\n"), "utf-8")
    return root


def test_a_category_with_an_address_of_its_own_has_it_everywhere(miniature: Path) -> None:
    root = publication(miniature, '[{name: "C#", address: c-sharp}, {name: "***", address: stars}]', "C++", "C#", "***")
    result = build(root)
    assert result.returncode == 0, result.stderr
    site = root / "site"
    for name, address in (("C++", "c"), ("C#", "c-sharp"), ("***", "stars")):
        folder = site / "categories" / address
        assert f"{name}</h1>" in (folder / "index.html").read_text("utf-8")
        assert f"About {name}" in (folder / "feed.xml").read_text("utf-8")
        assert f'../categories/{address}/">{name}</a>' in (site / "archive/index.html").read_text("utf-8")
        assert f'term="{address}"' in (site / "feed.xml").read_text("utf-8")
        assert f"/categories/{address}/</loc>" in (site / "sitemap.xml").read_text("utf-8")
    assert '"item":"https://example.org/blog/categories/c-sharp/"' in (site / "articles/about-1/index.html").read_text(
        "utf-8"
    )
    assert re.search(r"c-sharp\W.{,20}C#", html.unescape((site / "search/index.html").read_text("utf-8")))


@pytest.mark.parametrize(
    ("settings", "categories", "where"),
    [
        ('[{name: "C#", address: c}]', ["C#", "C++"], ["about-0"]),
        ('[{name: "C#", address: elsewhere}]', ["C#"], ["about-0"]),
        ('[{name: "Over there", address: there}]', ["over there", "Over there", "Over there"], ["about-0"]),
        ('[{name: "C#", address: sharp}, {name: "c#", address: small}]', ["C#", "c#"], []),
    ],
)
def test_what_a_setting_leaves_to_be_mended(
    settings: str, categories: list[str], where: list[str], miniature: Path
) -> None:
    problems = load(publication(miniature, settings, *categories), DAY).problems
    assert [problem.place.path for problem in problems] == [f"docs/articles/{name}.md" for name in where]
