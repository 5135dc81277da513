"""A quotation that was typed between marks is told from one that holds some."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.load import load
from commentary.quotation import within_marks
from tests.publication import TODAY, build


@pytest.mark.parametrize(
    ("typed", "said", "marks"),
    [
        ("“Keep it.”", "Keep it.", "“”"),
        ('"Keep it."', "Keep it.", '""'),
        ("'I don't know.'", "I don't know.", "''"),
        ("‘I don’t know.’", "I don’t know.", "‘’"),
        ("„Behalten Sie es.“", "Behalten Sie es.", "„“"),
        ("„Zatrzymaj to.”", "Zatrzymaj to.", "„”"),
        ("»Behalten Sie es.«", "Behalten Sie es.", "»«"),
        ("«\u00a0Gardez-le.\u00a0»", "Gardez-le.", "«»"),
        ("”Behåll det.”", "Behåll det.", "””"),
        ("「そのままに。」", "そのままに。", "「」"),
        ("『そのままに。』", "そのままに。", "『』"),
        ("《保留它。》", "保留它。", "《》"),
        ("״תשמרו.״", "תשמרו.", "״״"),
        ("“She said “no”, and left.”", "She said “no”, and left.", "“”"),
        ("“She said ‘no’, and left.”", "She said ‘no’, and left.", "“”"),
        ("“Keep it”.", "Keep it.", "“”"),
        ("*“Keep it.”*", "*Keep it.*", "“”"),
        ("“One.”\n\n“Two.”", "One.\n\nTwo.", "“”"),
        ("“One.\n\n“Two.”", "One.\n\nTwo.", "“”"),
        ("“One.\n\nTwo.”", "One.\n\nTwo.", "“”"),
        *((text, text, "") for text in (
            "Keep it.", "“No” is an answer, and so is “yes”", "„Nein“ sagt man, und „ja“", '"No" or "yes"',
            "She said “no”", "“No”, she said", "“Keep it.", "Keep it.”", "“”", "“…”", "’tis the season’s end", "««»",
            "“One.” he said.\n\n“Two.”", "‘Workers’ rights’",
        )),
    ],
)  # fmt: skip
def test_what_stands_within_marks(typed: str, said: str, marks: str) -> None:
    assert within_marks(typed) == (said, marks)


@given(st.text(min_size=1).filter(str.strip))
def test_nothing_but_marks_and_blanks_goes(text: str) -> None:
    said, marks = within_marks(f"“{text}”")
    kept = [c for c in said if not c.isspace() and c not in "“”"]
    assert kept == [c for c in text if not c.isspace() and c not in "“”"]
    assert (said == f"“{text}”") is (marks == "")


def test_the_page_shows_one_pair_and_the_check_remarks_on_the_other(miniature: Path) -> None:
    file = miniature / "comments/first/quotes.yml"
    typed = (
        file.read_text("utf-8")
        .replace("    The exact words", "    “The exact words")
        .replace("second paragraph.", "second paragraph.”")
    )
    file.write_text(typed, "utf-8")
    (problem,) = load(miniature, dt.date.fromisoformat(TODAY)).problems
    assert (problem.severity, problem.rule) == ("warning", "quotation-marks")
    assert build(miniature).returncode == 0
    site = miniature / "site"
    (table,) = (site / "assets").glob("search-*/texts")
    places = [
        site / "articles/first/index.html",
        site / "experts/expert-one/index.html",
        site / "experts/expert-one/feed.xml",
    ]
    for place in [*places, *table.iterdir()]:
        text = place.read_text("utf-8")
        assert "“The exact words" not in text and "second paragraph.”" not in text, place
    assert "The exact words" in places[0].read_text("utf-8")
