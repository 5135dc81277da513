"""How long a text is, whatever its script: words where blanks part them, else characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.length import Length, cut, length, unicode_words

JAPANESE = "職務経歴書は、応募する会社ごとに書き直すとよいでしょう。まず、直近三年の成果を三つ挙げます。"
CHINESE = "找工作的时候，简历要写得清楚。"
THAI = "การเขียนประวัติการทำงาน"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Length(0)),
        ("One, two — three!", Length(3)),
        ("The quick (“brown”) fox can’t jump 32.3 feet, right?", Length(9)),
        ("co-worker AT&T e.g. 3,5 %", Length(6)),
        ("l’été d’or — und „größer“", Length(4)),
        ("이력서는 회사마다 다시", Length(3)),
        ("את הקורות חיים", Length(3)),
        ("📎 👩‍💻 …", Length(0)),
        (JAPANESE, Length(0, 42, 0, True)),
        ("データー、東京", Length(0, 6, 0, True)),
        (CHINESE, Length(0, 13)),
        ("学 Python 3 年", Length(2, 2)),
        (THAI, Length(0, 0, 23)),
        ("လုပ်ငန်း", Length(0, 0, 8)),
        ("ປະຫວັດ", Length(0, 0, 6)),
        ("ប្រវត្តិ", Length(0, 0, 8)),
    ],
)
def test_words_and_characters(text: str, meant: Length) -> None:
    assert length(text) == meant


@pytest.mark.parametrize(
    ("text", "words", "minutes"),
    [
        ("word " * 50, 50, 1),
        ("word " * 690, 690, 3),
        (JAPANESE * 70, 2940, 8),
        (CHINESE * 100, 1300, 5),
        (THAI * 100, None, 3),
        (f"{THAI} " + "word " * 30, 30, 1),
    ],
)
def test_what_programs_and_readers_are_told(text: str, words: int | None, minutes: int) -> None:
    assert (length(text).word_count, length(text).minutes) == (words, minutes)


@given(st.text(st.sampled_from("abÄé’'.:,-_0 9½²\u00ad\u200d\u0301אกカ中한“”…👩🇩\n")))
def test_the_short_way_counts_the_words_of_unicode(text: str) -> None:
    """Of what is not counted by characters."""
    counted = length(text)
    rest = "".join(" " if length(sign) != Length(unicode_words(sign)) else sign for sign in text)
    assert counted.words == unicode_words(rest)


@given(st.text(st.sampled_from("ab 中のกa\u0301👩\u200d💻.")), st.integers(1, 30))
def test_a_beginning_is_no_longer_than_it_may_be(text: str, most: int) -> None:
    beginning = cut(text, most)
    assert text.startswith(beginning) and len(beginning) <= most
    assert beginning or text.startswith(" ") or not text


def test_a_blank_near_the_beginning_does_not_end_a_text_without_blanks() -> None:
    assert cut(f"Ann {JAPANESE}", 30) == "Ann 職務経歴書は、応募する会社ごとに書き直すとよいでしょ"
    assert cut("one two three four", 15) == "one two three"
