"""Words are compared as a reader hears them, and found at their place in the text as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.folded import find_words, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("Émile", "emile"), ("STRASSE", "straße"), ("ﬁne", "FINE"), ("ｃａｓｉｎｏ", "casino"), ("𝐂asino", "casino"),
     ("ca\u200bsi\u00adno", "casino"), ("e\u0301", "é"), ("İ", "i")],
)  # fmt: skip
def test_what_sounds_the_same_is_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("casino", "A CASINO, at last", "CASINO"),
        ("cafe", "im Café.", "Café"),
        ("casino", "_casino_", "casino"),
        ("casino", "ca\u200bsino!", "ca\u200bsino"),
        ("guest post", "a Guest\n  post", "Guest\n  post"),
        ("casino", "https://casino.example.org/", "casino"),
        ("c++", "C++ or Rust", "C++"),
        ("casino", "casinos", None),
        ("casino", "the_casinoo", None),
        ("cat", "concatenate", None),
        ("\u0301", "anything", None),
    ],
)
def test_whole_words_are_found_where_they_stand(words: str, text: str, found: str | None) -> None:
    place = find_words(words, text)
    assert (text[slice(*place)] if place else None) == found


@given(st.text(), st.text())
def test_any_words_are_found_in_any_text_or_not(words: str, text: str) -> None:
    place = find_words(words, text)
    if place:
        assert folded(words).split() == folded(text[slice(*place)]).split()
