"""«Did you mean …?» is asked where a slip of the keyboard is likely, and nowhere else."""

from __future__ import annotations

import pytest

from commentary.near import did_you_mean, nearest, nearest_file


@pytest.mark.parametrize(
    ("wrong", "known", "near"),
    [
        ("author-tow", ["author-two", "author-one"], "author-two"),
        ("kristin-jonson", ["kristin-johnson", "jana"], "kristin-johnson"),
        ("Kristin_Johnson", ["kristin-johnson"], "kristin-johnson"),
        ("expert\u2010one", ["expert-one"], "expert-one"),
        ("expert-one", ["expert-two"], None),
        ("author-three", ["author-two"], None),
        ("nix", ["pay", "mix"], "mix"),
        ("nix", ["pay"], None),
        ("verbatim", ["exact", "paraphrase"], None),
        ("a", ["b"], "b"),
    ],
)
def test_a_slip_is_one_letter_in_four(wrong: str, known: list[str], near: str | None) -> None:
    assert nearest(wrong, known) == near


@pytest.mark.parametrize(
    ("wrong", "known", "near"),
    [
        ("2026-05-31-k3v9", ["2026-05-31-h7q2"], None),
        ("2026-05-31-k3v9", ["2026-05-31-k3v9x"], "2026-05-31-k3v9x"),
        ("2026-05-31-184502-k3v9x7qm", ["2026-05-31-184502-h2b4c6dd"], None),
        ("2026-05-31-184502-k3v9x7qm", ["2026-05-31-184502-k3v9x7mq"], "2026-05-31-184502-k3v9x7mq"),
        ("original-3", ["original-1", "original-2"], None),
    ],
)
def test_comments_of_one_day_are_not_alike_for_that(wrong: str, known: list[str], near: str | None) -> None:
    assert did_you_mean(wrong, known, "Look.") == (f"Did you mean “{near}”? If not: look." if near else "Look.")


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("images/nix.jpg", None),
        ("images/pya.jpg", "images/pay.jpg"),
        ("pay.jpg", "images/pay.jpg"),
        ("docs/images/Pay.JPG", "images/pay.jpg"),
        ("images/dot.png", "images/dot.svg"),
    ],
)
def test_a_picture_is_meant_by_its_name(wrong: str, near: str | None) -> None:
    assert nearest_file(wrong, ["images/pay.jpg", "images/dot.svg"]) == near
