"""Reports for people, forges and programs say the same, and no text in them can act on its reader."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from commentary.problems import Place, Problem
from commentary.reports import as_github, as_gitlab, as_json, as_text

PROBLEM = Problem(Place("comments/a,b/c.yml", 3, 5), "x: holds 100%; found “a::b”", "Mend it.", "a-rule")


def test_text_is_a_line_and_an_indented_line() -> None:
    assert as_text([PROBLEM]) == "comments/a,b/c.yml:3:5: x: holds 100%; found “a::b”\n    Mend it."


def test_github_escapes_what_its_commands_would_read() -> None:
    assert as_github([PROBLEM]) == (
        "::error file=comments/a%2Cb/c.yml,line=3,col=5,title=a-rule::x: holds 100%25; found “a::b”%0AMend it."
    )


def test_gitlab_has_the_fields_of_code_quality() -> None:
    (issue,) = json.loads(as_gitlab([PROBLEM]))
    assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert issue["location"] == {"path": "comments/a,b/c.yml", "lines": {"begin": 3}}
    assert issue["severity"] == "major"


def test_json_has_every_part() -> None:
    assert json.loads(as_json([PROBLEM])) == [
        {"path": "comments/a,b/c.yml", "line": 3, "column": 5, "severity": "error", "rule": "a-rule",
         "message": "x: holds 100%; found “a::b”", "mend": "Mend it."}
    ]  # fmt: skip


def test_no_faults_are_an_empty_report() -> None:
    assert (as_text([]), as_github([])) == ("", "")
    assert json.loads(as_gitlab([])) == json.loads(as_json([])) == []


@given(st.text(), st.text())
def test_nothing_found_can_break_a_line_or_drive_a_terminal(path: str, found: str) -> None:
    problem = Problem(Place(path), found, found, "a-rule")
    assert len(as_text([problem]).split("\n")) == 2
    assert len(as_github([problem]).splitlines()) == 1
    for report in (as_text([problem]), as_github([problem])):
        assert all(c == "\n" or c.isprintable() for c in report)
    json.loads(as_json([problem]))
    json.loads(as_gitlab([problem]))
