"""Comments are numbered in their order and nested to a limit, whatever their dates and replies are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.records import Comment
from commentary.threads import Branch, nest, number


def comment(date: str | None = None, reply_to: str | None = None) -> Comment:
    fields = {"body": "x", "date": date, "reply_to": reply_to}
    return Comment.model_validate({k: v for k, v in fields.items() if v})


def outline(branches: list[Branch]) -> list:
    return [(b.comment.id + ("*" if b.flat else ""), outline(b.replies)) for b in branches]


def test_order_is_date_then_id_and_undated_ones_come_first() -> None:
    comments = {"b": comment("2026-01-02"), "z": comment(), "c": comment("2026-01-02"), "a": comment("2026-01-03")}
    assert [(c.number, c.id) for c in number(comments)] == [(1, "z"), (2, "b"), (3, "c"), (4, "a")]


def test_moments_are_compared_in_one_time_zone() -> None:
    comments = {"later": comment("2026-01-01T10:00+00:00"), "earlier": comment("2026-01-01T11:00+02:00")}
    assert [c.id for c in number(comments)] == ["earlier", "later"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2026-11-20T09:12Z", "2026-11-20"),
        ("2026-11-20T09:12Z", None),
        ("2026-11-20", "2026-11-20"),
        ("2026-01-02", "2026-01-01"),
        ("2026-01-02T09:12Z", "2026-01-02T09:11Z"),
        (None, None),
    ],
)
def test_an_answer_comes_right_behind_what_it_would_precede(question: str | None, answer: str | None) -> None:
    comments = {
        "b-question": comment(question),
        "a-answer": comment(answer, "b-question"),
        "a-thanks": comment(answer, "a-answer"),
        "c": comment(question),
    }
    assert [c.id for c in number(comments)] == ["b-question", "a-answer", "a-thanks", "c"]
    assert outline(nest(number(comments), 3)) == [("b-question", [("a-answer", [("a-thanks", [])])]), ("c", [])]


def test_below_the_limit_replies_are_flat_in_the_order_of_their_numbers() -> None:
    comments = {
        "a": comment("2026-01-01"),
        "b": comment("2026-01-02", "a"),
        "c": comment("2026-01-03", "b"),
        "e": comment("2026-01-05", "c"),
        "d": comment("2026-01-04", "b"),
        "f": comment("2026-01-06", "e"),
    }
    assert outline(nest(number(comments), 1)) == [("a", [("b", []), ("c*", []), ("d*", []), ("e*", []), ("f*", [])])]
    assert outline(nest(number(comments), 2)) == [("a", [("b", [("c", []), ("d", []), ("e*", []), ("f*", [])])])]


def test_five_thousand_replies_to_each_other_do_not_exhaust_the_stack() -> None:
    comments = {f"c{n:05}": comment(None, f"c{n - 1:05}" if n else None) for n in range(5000)}
    (beginning,) = nest(number(comments), 3)
    assert outline([beginning])[0][0] == "c00000"


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 14)), max_size=15), st.integers(1, 4))
def test_every_comment_is_shown_once_and_no_deeper_than_the_limit(rows: list, levels: int) -> None:
    ids = [f"c{n:02}" for n in range(len(rows))]
    comments = {
        id: comment(
            (dt.date(2026, 1, 1) + dt.timedelta(day)).isoformat(), f"c{parent:02}" if parent is not None else None
        )
        for id, (day, parent) in zip(ids, rows, strict=True)
    }
    shown: list[str] = []

    def walk(branches: list[Branch], depth: int) -> None:
        assert depth <= levels or not branches
        for branch in branches:
            shown.append(branch.comment.id)
            walk(branch.replies, depth + 1)

    walk(nest(number(comments), levels), 0)
    assert sorted(shown) == ids


def thread(rows: list) -> dict[str, Comment]:
    ids = [f"c{n:02}" for n in range(len(rows))]
    days = [None, "2026-01-01", "2026-01-01T09:00Z", "2026-01-02", "2026-01-02T09:00Z", "2026-01-03T09:00Z"]
    return {
        id: comment(days[day], f"c{parent:02}" if parent is not None and parent < len(rows) else None)
        for id, (day, parent) in zip(ids, rows, strict=True)
    }


@given(st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 11)), max_size=12))
def test_an_answer_never_comes_before_what_it_answers(rows: list) -> None:
    order = number(thread(rows))
    assert [c.number for c in order] == list(range(1, len(rows) + 1))
    assert all(c.parent is None or c.parent.number < c.number for c in order)
    moments = [c.moment for c in order if c.moment]
    assert moments == sorted(moments)
    assert [c.moment for c in order[: len(order) - len(moments)]] == [None] * (len(order) - len(moments))


@given(
    st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 11)), max_size=12), st.none() | st.integers(0, 11)
)
def test_what_is_added_later_moves_nothing(rows: list, parent: int | None) -> None:
    before = thread(rows)
    target = None if parent is None or parent >= len(rows) else f"c{parent:02}"
    after = {**before, "a": comment("2026-01-04T00:00Z", target)}
    assert [c.id for c in number(after)] == [*(c.id for c in number(before)), "a"]


@given(st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 11)), max_size=12))
def test_where_no_answer_precedes_the_order_is_that_of_dates_and_ids(rows: list) -> None:
    comments = thread(rows)
    early = dt.datetime.min.replace(tzinfo=dt.UTC)
    plain = sorted(comments, key=lambda id: (comments[id].moment or early, id))
    above = {id: record.reply_to for id, record in comments.items() if record.reply_to}
    if all(plain.index(question) < plain.index(answer) for answer, question in above.items()):
        assert [c.id for c in number(comments)] == plain


@pytest.mark.parametrize(
    ("fields", "since", "kept"),
    [
        ({"date": "2026-01-02"}, None, True),
        ({}, None, True),
        ({"date": "2026-01-02", "origin": {"via": "e-mail"}}, None, True),
        ({"date": "2026-01-02", "origin": {"via": "an old page", "id": "3"}}, None, False),
        ({"origin": {"via": "an old page", "url": "https://example.org/#3"}}, None, False),
        ({"date": "2026-01-02", "wording": "paraphrase"}, None, False),
        ({"date": "2026-01-02"}, "2026-01-02", True),
        ({"date": "2026-01-02T01:30+02:00"}, "2026-01-02", False),
        ({}, "2026-01-02", False),
    ],
)
def test_which_comments_keep_their_line_breaks(fields: dict[str, object], since: str | None, kept: bool) -> None:
    record = Comment.model_validate({"body": "Kind regards\nSam", **fields})
    (one,) = number({"a": record}, dt.date.fromisoformat(since) if since else None)
    assert one.html == f"<p>Kind regards{'<br>' * kept}\nSam</p>"
