"""Comments are numbered in their order and nested to a limit, whatever their dates and replies are."""

from __future__ import annotations

import datetime as dt

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


def test_a_reply_dated_before_its_question_is_still_below_it() -> None:
    comments = {"question": comment("2026-01-02"), "answer": comment("2026-01-01", "question")}
    assert outline(nest(number(comments), 3)) == [("question", [("answer", [])])]


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
