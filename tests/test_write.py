"""What is written can be read again, word for word, and there is one way to write it."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commentary.comment_id import new_id
from commentary.parse import parse
from commentary.read import read_yaml
from commentary.records import Comment, Expert
from commentary.text import refused
from commentary.write import as_yaml, scalar

LINES = st.text(min_size=1, max_size=60).filter(lambda t: t.strip() and not refused(t) and not set(t) & set("\n\t\r"))
PROSE = st.text(min_size=1, max_size=300).filter(lambda t: t.strip() and not refused(t))


def read(text: str) -> dict[str, object]:
    node, faults = read_yaml(text, "a.yml")
    assert faults == [], text
    entry, faults = parse(Comment, node, "a", "a.yml")
    return entry.record.model_dump(by_alias=True) if entry else {"faults": faults}


@given(name=LINES, body=PROSE)
def test_names_and_words_come_back_as_they_were(name: str, body: str) -> None:
    text = as_yaml(Comment, {"author": name, "body": body})
    fields = read(text)
    # One without a character that can be seen is refused, and says so.
    if "faults" not in fields:
        assert fields["author"] == name.strip()
        lines = [line if line.strip() else "" for line in body.rstrip().split("\n")]
        assert fields["body"] == "\n".join(lines).lstrip("\n")


@given(name=LINES)
def test_other_readers_of_yaml_read_the_same(name: str) -> None:
    assert yaml.safe_load(f"author: {scalar(name)}") == {"author": name.strip()}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Sam Specimen", "Sam Specimen"),
        ("No", '"No"'),
        (": - {}", '": - {}"'),
        ("O’Neil-Å.", "O’Neil-Å."),
        ('Say "hi"', '"Say \\"hi\\""'),
        ("12", '"12"'),
        ("1e-5", '"1e-5"'),
        ("2026-05-30-k3v9", "2026-05-30-k3v9"),
        ("2026-05-30-1", '"2026-05-30-1"'),
        ("קורא", '"קורא"'),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("https://example.org/a:", '"https://example.org/a:"'),
        (dt.date(2026, 5, 31), "2026-05-31"),
        (dt.datetime(2026, 5, 31, 18, 45, tzinfo=dt.UTC), "2026-05-31T18:45Z"),
        (dt.datetime(2026, 5, 31, 18, 45, 2, tzinfo=dt.UTC), "2026-05-31T18:45:02Z"),
        (dt.datetime(2026, 5, 31, 20, 45, tzinfo=dt.timezone(dt.timedelta(hours=2))), "2026-05-31T20:45+02:00"),
        (True, "true"),
    ],
)
def test_a_value_is_bare_where_nobody_takes_it_for_another(value: object, written: str) -> None:
    assert scalar(value) == written


def test_fields_stand_in_the_order_of_the_record_and_those_that_say_nothing_are_left_out() -> None:
    fields = {
        "note": "N",
        "status": "published",
        "as": {"editor": "e"},
        "body": " \n\nOne\n \nTwo ",
        "author": "A",
        "url": "",
    }
    assert as_yaml(Comment, fields) == "author: A\nbody: |\n  One\n\n  Two\nas:\n  editor: e\nnote: |\n  N\n"
    works = {"name": "B", "works": [{"url": "https://example.org/", "title": "T: U"}]}
    assert as_yaml(Expert, works) == 'name: B\nworks:\n  - title: "T: U"\n    url: https://example.org/\n'
    approved = {"name": "B", "approved": {"on": dt.date(2026, 5, 31), "by": "A", "how": "H"}}
    assert as_yaml(Expert, approved) == 'name: B\napproved:\n  "on": 2026-05-31\n  by: A\n  how: H\n'
    with pytest.raises(ValueError, match="no such field: nme"):
        as_yaml(Expert, {"nme": "B"})


@pytest.mark.parametrize(
    ("sent", "kept", "written"),
    [
        ("  - one\n  - two", "  - one\n  - two", "|2\n    - one\n    - two\n"),
        (" \n\n    code\n\nText \n \n", "    code\n\nText", "|2\n      code\n\n  Text\n"),
        ("\tcode", "\tcode", "|2\n  \tcode\n"),
        ("\u3000\u3000また明日", "\u3000\u3000また明日", "|\n  \u3000\u3000また明日\n"),
        ("- one\n  - two", "- one\n  - two", "|\n  - one\n    - two\n"),
    ],
)
def test_the_first_line_keeps_its_indentation(sent: str, kept: str, written: str) -> None:
    text = as_yaml(Comment, {"body": sent})
    assert text == f"body: {written}"
    assert read(text)["body"] == kept


def test_ids_sort_as_they_came_and_never_meet() -> None:
    moment = dt.datetime(2026, 5, 31, 18, 45, 2, tzinfo=dt.UTC)
    ids = {new_id(moment) for _ in range(1000)}
    assert len(ids) == 1000
    assert all(id.startswith("2026-05-31-184502-") and len(id) == 26 for id in ids)
