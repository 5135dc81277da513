"""A text at its limits passes, one beyond them is told where; and what passes costs Markdown little."""

from __future__ import annotations

import time

import pytest

from commentary.body import Body
from commentary.prose import prose
from commentary.text_limits import BEGINNINGS, DEPTH, PARAGRAPH, SIGNS, limit_faults
from commentary.texts import STRICT, text_faults
from tests.publication import ROOT
from tests.test_article_attacks import OURS, html


def places(text: str) -> list[tuple[int, int]]:
    return [(f.place.line, f.place.column) for f in limit_faults(Body("docs/a.md", text, 1, prose(text)))]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_of_a_paragraph_and_of_a_text(sign: str) -> None:
    most, most_in_all = SIGNS[sign]
    paragraph = f"a{sign} " * most
    assert places(paragraph) == []
    assert places(f"Words.\n\na{sign}{paragraph}") == [(3, 2)]
    whole = f"{paragraph}\n\n" * (most_in_all // most)
    assert places(whole) == []
    assert len(places(f"{whole}a{sign}")) == 1


def test_code_may_hold_any_signs() -> None:
    assert places("```json\n" + "[<&\\`*_" * 2_000 + "\n```\n") == []
    assert places("Words.\n\n    " + "[<&" * 5_000 + "\n") == []


def test_the_length_of_a_paragraph() -> None:
    assert places("a" * PARAGRAPH + "\n\n" + "b" * PARAGRAPH) == []
    assert places("Words.\n\n" + "a" * (PARAGRAPH + 1)) == [(3, 1)]


@pytest.mark.parametrize("level", ["> ", "- ", "1. ", "    "])
def test_depth(level: str) -> None:
    assert places("- a\n\n" + level * DEPTH + "Words.\n") == []
    assert places("- a\n\n" + level * (DEPTH + 1) + "Words.\n") == [(3, 1)]


@pytest.mark.parametrize(
    "beginning", ["# a", "!!! note", "??? note", "===", "***", "[a]: b", "[^a]: b", "*[a]: b", "a\n---"]
)
def test_headings_rules_boxes_and_notes(beginning: str) -> None:
    assert places(f"{beginning}\n\n" * BEGINNINGS) == []
    assert len(places(f"{beginning}\n\n" * (BEGINNINGS + 1))) == 1


def test_the_page_for_writers_names_the_limits() -> None:
    page = (ROOT / "docs/contributing/limits.md").read_text("utf-8")
    for limit in (PARAGRAPH, DEPTH, BEGINNINGS, *(n for numbers in SIGNS.values() for n in numbers)):
        assert f" {limit:,} " in page or f" {limit:,}\n" in page


@pytest.mark.parametrize("unit", ["[", "*[", "[](", "[a][", "[^a" + " y" * 9, "<a ", "<a " + " y" * 18, "<http://", "&",
                                  "*a", "`", "++", "\\", "<![CDATA["])  # fmt: skip
def test_a_paragraph_made_to_be_slow_is_not(unit: str) -> None:
    """As many of the unit as a paragraph may have: a text has room for a dozen."""
    units = min([PARAGRAPH // len(unit)] + [SIGNS[s][0] // unit.count(s) for s in SIGNS if s in unit])
    text = unit * units
    assert places(text) == []
    start = time.process_time()
    html(text, OURS)
    assert time.process_time() - start < 3


@pytest.mark.parametrize("text", ["[" * 131_072, "<" * 131_072, "> " * 65_536, "`" * 131_072, "<a '\"" * 26_000,
                                  "{" * 131_072, '<a "' * 32_000, "](" * 65_536, "<!--" * 32_000, "- " * 65_536,
                                  "[a]:\n" * 26_000])  # fmt: skip
def test_a_check_of_a_text_made_to_be_slow_is_quick(text: str) -> None:
    start = time.process_time()
    text_faults(Body("docs/a.md", text, 1, prose(text)), (), STRICT)
    assert time.process_time() - start < 5
