"""trafilatura reads our articles as the table says; the other programs do so in `make audit`."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest

from tests.reading import table
from tests.reading.facts import facts
from tests.reading.programs import TRAFILATURA, Read

SITES = {
    "networking-with-past-employers": "long_site",
    "asking-for-a-reference": "long_site",
    "specimen": "specimen_site",
}


def elements(page: Path) -> list:
    return list(html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False).iter())


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("slug", table.PAGES)
def test_trafilatura_reads_what_the_table_says(slug: str, request: pytest.FixtureRequest) -> None:
    found = table.read(slug, request.getfixturevalue(SITES[slug]), TRAFILATURA)
    assert not table.differences(slug, found), "python -m tests.audit.reading writes the table anew, if that was meant"


def test_no_program_misses_a_view_but_one_or_takes_a_reader_for_an_author() -> None:
    """What the table must say, whoever accepts another one."""
    for slug, columns in table.held().items():
        for program, read in columns.items():
            assert read["lede"] == "yes"
            assert read["… with a sign behind"] == read["two numbers side by side"] == "0"
            # newspaper4k weighs parts of a text by statistics, and leaves out a short view with a list.
            views = read.get("… with the name above") or "1 of 1"
            assert views.partition(" of ")[0] == views.partition(" of ")[2] or (slug, program[:9]) == (
                "specimen", "newspaper",
            )  # fmt: skip
            if program != "w3m":
                names = "Mara Lindqvist, Jonas Okafor" if slug == "specimen" else "The editors"
                assert read["authors"].replace("; ", ", ") == names
                assert read["what is nobody’s words"] == "–"


def test_what_a_program_does_not_read_is_noticed() -> None:
    piece, body, texts = table.article("specimen")
    nothing = facts(piece, body, texts, Read(""))
    assert nothing["experts’ views"] == nothing["… with the name above"] == "0 of 4"
    assert (nothing["lede"], nothing["title"], nothing["headings"]) == ("no", "–", "0 of 11")
    said = "Nobody remembers the reason you gave. They remember whether you said goodbye."
    after = facts(piece, body, texts, Read(f"1. 5 Piet\n{said}\nDr Ines Albrecht-Montgomery\nLists#\nLeave a reply"))
    assert after["experts’ views"] == "1 of 4"
    assert after["… with the name above"] == "0 of 4"
    assert after["… with a sign behind"] == after["two numbers side by side"] == "1"
    assert after["what is nobody’s words"] == "Leave a reply"
    before = facts(piece, body, texts, Read(f"Dr Ines Albrecht-Montgomery, Career adviser:\n{said}"))
    assert before["… with the name above"] == "1 of 4"


def test_a_view_reads_well_where_nothing_but_its_text_is_left(specimen_site: Path) -> None:
    page = elements(specimen_site / "articles/specimen/index.html")
    views = [words(e) for e in page if e.tag == "section" and (e.get("id") or "").startswith("quote-")]
    assert [re.split(r"(?<!paraphrase): ", view)[0] for view in views] == [
        "Dr Ines Albrecht-Montgomery, Career adviser, Free University, author of The Second Letter, An interview of"
        " this paper, November 30, 2025",
        "Tomás Reyes, Recruiter",
        "Dr Ines Albrecht-Montgomery, Career adviser, Institute for Work and Employment, author of The Second Letter"
        " (paraphrase: told in our words)",
        "Tomás Reyes, Recruiter (paraphrase: told in our words), A column on lists, February 1, 2026",
    ]


def test_a_text_browser_prints_no_link_that_is_for_programs(miniature_site: Path, specimen_site: Path) -> None:
    """elinks prints “Reverse link: unknown” for each `link` below the head."""
    pages = [*miniature_site.rglob("*.html"), *specimen_site.rglob("*.html")]
    assert len(pages) > 40
    for page in pages:
        (body,) = (e for e in elements(page) if e.tag == "body")
        assert not [e.attrib for e in body.iter("link")], page
