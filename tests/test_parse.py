"""Fields become records, or every fault of every field at its place."""

from __future__ import annotations

import datetime as dt

import pytest

from commentary.parse import Entry, parse
from commentary.problems import Problem
from commentary.read import read_yaml
from commentary.records import Article, Comment, Expert

PATH = "comments/first/a.yml"


def parsed(model: type, text: str) -> tuple[Entry | None, list[Problem]]:
    node, problems = read_yaml(text, PATH)
    assert problems == []
    return parse(model, node, "a", PATH)


def record(model: type, text: str):
    entry, problems = parsed(model, text)
    assert problems == []
    return entry.record


def reports(model: type, text: str) -> list[str]:
    entry, problems = parsed(model, text)
    assert entry is None
    return [f"{p.place.line}:{p.place.column} {p.message} / {p.mend}" for p in sorted(problems)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-05-31", dt.date(2026, 5, 31)),
        ("2026-05-31T18:45Z", dt.datetime(2026, 5, 31, 18, 45, tzinfo=dt.UTC)),
        ("2026-05-31 18:45:10+02:00",
         dt.datetime(2026, 5, 31, 18, 45, 10, tzinfo=dt.timezone(dt.timedelta(hours=2)))),
        ("2026-05-31T00:00Z", dt.datetime(2026, 5, 31, tzinfo=dt.UTC)),
    ],
)  # fmt: skip
def test_a_date_or_a_moment_with_its_zone(written: str, meant: dt.date) -> None:
    date = record(Comment, f"date: {written}\nbody: x\n").date
    assert (type(date), date) == (type(meant), meant)


def test_a_field_left_empty_is_a_field_not_given() -> None:
    comment = record(Comment, "author:\nurl:\nreply_to:\nbody: x\n")
    assert (comment.author, comment.url, comment.reply_to) == (None, None, None)


def test_a_needed_field_with_empty_quotes_is_told_to_be_empty() -> None:
    assert reports(Expert, 'name: ""\n') == ["1:7 name: is a text; it is empty / Fill it in, or take the line out."]


def test_an_item_with_empty_quotes_is_told_to_be_empty() -> None:
    (report,) = reports(Expert, 'name: Ann\nworks: [title: ""]\n')
    assert report.startswith("2:16 works[1].title: is a text; it is empty")


def test_all_faults_at_once() -> None:
    text = "autor: A\nurl: example.org\ndate: 31 May\nstatus: publshed\nfeatured: yes\n"
    lines = [line.split(" ")[0] for line in reports(Comment, text)]
    assert lines == ["1:1", "2:6", "3:7", "4:9", "5:11"]


@pytest.mark.parametrize(
    ("wrong", "right"), [("autor", "author"), ("message", "body"), ("website", "url"), ("parent", "reply_to")]
)
def test_an_unknown_field_is_answered_with_the_one_meant(wrong: str, right: str) -> None:
    text = f"{wrong}: x\n" if right == "body" else f"{wrong}: x\nbody: x\n"
    (report,) = reports(Comment, text)
    assert f"did you mean “{right}”?" in report


def test_a_field_that_is_given_is_not_suggested_again() -> None:
    (report,) = reports(Comment, "message: x\nbody: x\n")
    assert "did you mean" not in report


def test_a_missing_field_is_reported_where_its_record_begins() -> None:
    text = "title: T\ndescription: D\ndate: 2026-01-01\nauthors: [a]\ncategory: C\nimage:\n  src: a.png\n  alt: A\n"
    assert reports(Article, text) == [
        '6:1 image.credit: must be given; it is missing / Add it, as in `credit: "Illustration: Second Opinion"`.'
    ]


def test_items_of_lists_are_counted_from_one() -> None:
    assert reports(Expert, "name: N\nworks:\n  - title: A\n  - kind: book\n") == [
        "4:5 works[2].title: must be given; it is missing / Add it, as in `title: Climbing the Corporate Ladder`."
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//example.org", "example.org", "https://", "https://a b.org", "https://u@e",
            "data:text/html,x", "https://example.org:0/", "ftp://example.org", "https://a.org;script-src",
            "https://*.a.org", "https://$host/", "https://a.org:http/"]
)  # fmt: skip
def test_an_address_is_a_whole_web_address(url: str) -> None:
    assert "is a whole web address" in reports(Comment, f"url: '{url}'\nbody: x\n")[0]


@pytest.mark.parametrize("number", ["36501", "-1", "1.5", "9" * 5000, "ten"])
def test_a_number_is_a_number_in_its_bounds(number: str) -> None:
    text = "title: T\ndescription: D\ndate: 2026-01-01\nauthors: [a]\ncategory: C\n"
    assert "close_after_days: is a whole number" in reports(Article, f"{text}close_after_days: {number}\n")[0]
