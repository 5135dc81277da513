"""Bytes become text only when every parser will agree on what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.text import decode, direction_marks, unclosed

PATH = "comments/first/a.yml"


def fault(data: bytes, limit: int = 1000) -> str:
    text, problems = decode(data, PATH, limit)
    assert text is None
    assert len(problems) == 1
    return f"{problems[0].place.line}:{problems[0].place.column} {problems[0].message}"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xef\xbb\xbfa: b\n", "1:1 a file is plain UTF-8; it is UTF-8 with a byte order mark"),
        ("a: b\n".encode("utf-16"), "1:1 a file is plain UTF-8; it is UTF-16"),
        ("a: b\n".encode("utf-32"), "1:1 a file is plain UTF-8; it is UTF-32"),
        ("a: b\nname: Zoë".encode("latin-1"), "2:9 a file is plain UTF-8; the byte 0xEB is not"),
        (b"a: b\nc: \x00", "2:4 a text has only characters that can be seen; U+0000 was found"),
        (b"a: b\rc: d", "1:5 a line ends with a line feed; the invisible line break U+000D was found"),
        ("a: b\u2028c: d".encode(), "1:5 a line ends with a line feed; the invisible line break U+2028 was found"),
        ("a: b\x85c: d".encode(), "1:5 a line ends with a line feed; the invisible line break U+0085 was found"),
        ("a: \ufffe".encode(), "1:4 a text has only characters that can be seen; U+FFFE was found"),
        ("a: \U0010ffff".encode(), "1:4 a text has only characters that can be seen; U+10FFFF was found"),
        (b"a" * 1025, "1:1 a file has at most 1,024 bytes; it has 1,025"),
    ],
)
def test_what_no_editor_shows_is_refused_at_its_place(data: bytes, expected: str) -> None:
    assert fault(data, 1024) == expected


def test_windows_line_ends_are_read_as_line_ends() -> None:
    assert decode(b"a: b\r\nc: d\r\n", PATH, 100) == ("a: b\nc: d\n", [])


def test_emoji_right_to_left_text_and_tabs_are_text() -> None:
    text = "a: 👩🏽‍💻 قارئ\tend\n"
    assert decode(text.encode(), PATH, 100) == (text, [])


def test_a_file_of_nothing_but_control_characters_is_one_fault() -> None:
    _, problems = decode(b"\x01" * 500, PATH, 1000)
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Zoë قارئ", None),
        ("a \u202bقارئ\u202c b \u2067c\u2069", None),
        ("a \u2067b \u202ec\u202c\u2069", None),
        ("a \u202e b", "\u202e"),
        ("a \u2067\u202e b\u2069\u202c", "\u2069"),
        ("a\u202c b", "\u202c"),
    ],
)
def test_a_mark_of_direction_is_closed_within_its_text(text: str, mark: str | None) -> None:
    assert unclosed(text) == mark


def test_marks_of_direction_are_pointed_out_once_each_where_they_stand() -> None:
    warnings = direction_marks("body: a\n  \u202eb\u202e \u2068c\u2069\u202c\n", PATH)
    assert [(p.place.line, p.place.column, p.severity) for p in warnings] == [
        *((2, column, "warning") for column in (3, 7, 9, 10)),
    ]
    assert direction_marks("A \u200f mark of one letter's direction\n", PATH) == []


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_faults(data: bytes) -> None:
    text, problems = decode(data, PATH, 100)
    assert (text is None) == bool(problems)
    assert all(p.place.line >= 1 and p.place.column >= 1 for p in problems)
