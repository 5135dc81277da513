"""What other files repeat of a person whose words are erased."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.echoes import COMMON_FILES, echoes
from commentary.problems import Place

NAME, ADDRESS = "Dr. Kristin van der Loo", "https://www.kristin.example/"
BODY = """\
Hello all,

I worked there for nine years. My manager threw a stapler at the wall and called it a joke.

> Somebody else said these eight words in a row.

I was let go. Do not go back, Anne-Marie!
"""


def lines(text: str, name: str = NAME, address: str = ADDRESS, body: str = BODY) -> list[str]:
    """What is found in a file of that text, as `line kind: words`."""
    found = echoes(name, address, body, lambda: [("a.yml", text)])
    assert found.counted == []
    return [f"{echo.place.line} {echo.kind}: {echo.found}" for echo in found.listed]


FOUND = {
    "a second paragraph's part": (
        "You say:\n> my MANAGER threw a\n> stapler.",
        ["2 words: my MANAGER threw a > stapler"],
    ),
    "a part of a line": ("What, “threw a stapler at the wall”?", ["1 words: threw a stapler at the wall"]),
    "a short sentence": ("And: do not go back.", ["1 words: do not go back"]),
    "a sentence of plain words": ("x\ny *I was let go*", ["2 words: I was let go"]),
    "a first name": ("Well said, Kristin.", ["1 name: Kristin"]),
    "a surname": ("Mrs Loo is right.\nLoo's boss is not.", ["1 name: Loo", "2 name: Loo"]),
    "the whole name": ("author: Kristin van der Loo", ["1 name: Kristin", "1 name: Loo"]),
    "the name with an ending": ("With Kristins help.", ["1 name: Kristins"]),
    "the name without its accent": ("author: Kristín", ["1 name: Kristín"]),
    "the address": ("url: http://Kristin.example\n", ["1 address: http://Kristin.example"]),
    "the address in the words": ("See www.kristin.example/about.", ["1 address: www.kristin.example"]),
    "letters that are written in two ways": ("author: KRISTI\u0301N", ["1 name: KRISTI\u0301N"]),
}


@pytest.mark.parametrize("case", FOUND)
def test_what_repeats_the_person_is_found(case: str) -> None:
    text, expected = FOUND[case]
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hello all, and thank you.",
        "Somebody else said these eight words in a row.",
        "I worked at the office. There are nine of them.",
        "The van is der best; Dr. Other drives it, and a kristin is a plant.",
        "Loose ends. Looking back.",
        "https://notkristin.example/ and https://kristin.example-shop.org/",
        "My words and nobody's: they called it a joke.",
    ],
)
def test_what_is_said_by_everybody_is_not_listed(text: str) -> None:
    common = "They called it a joke."
    found = echoes(NAME, ADDRESS, BODY, lambda: [*((f"{n}.yml", common) for n in range(30)), ("a.yml", text)])
    assert [echo for echo in found.listed if echo.place.path == "a.yml"] == []


SCRIPTS = {
    "Japanese": (
        "田中太郎", "前の上司に手紙を書きました。三日後に返事が来て、とてもうれしかったです。",
        "そうですか、\n田中さん、「三日後に返事が来て」は", ["2 name: 田中", "2 words: 三日後に返事が来て"],
    ),
    "Chinese": (
        "李小明", "我给以前的上司写了信。三天后他就回信了，我很高兴。",
        "小明说：“三天后他就回信了”。\n李先生说得对，李子也好。",
        ["1 name: 小明", "1 words: 三天后他就回信了", "2 name: 李先生"],
    ),
    "Korean": (
        "김민수", "저는 예전 상사에게 편지를 보냈습니다. 사흘 뒤에 답장이 왔어요.",
        "민수님, 사흘 뒤에 답장이 왔어요?\n김 씨는",
        ["1 name: 민수", "1 words: 사흘 뒤에 답장이 왔어요", "2 name: 김 씨"],
    ),
    "Thai": (
        "สมชาย", "ฉันเขียนจดหมายถึงหัวหน้าเก่าและได้รับคำตอบ",
        "ที่ว่า ถึงหัวหน้าเก่าและ นั้นดี", ["1 words: ถึงหัวหน้าเก่าและ"],
    ),
    "Hindi": (
        "सुनीता शर्मा", "मैंने अपने पुराने मालिक को पत्र लिखा था।",
        "शर्मा जी ने पुराने मालिक को पत्र लिखा था कहा", ["1 name: शर्मा", "1 words: पुराने मालिक को पत्र लिखा था"],
    ),
    "Arabic": ("فاطمة الزهراء", "كتبت رسالة إلى مديري القديم في الشتاء.", "قالت لفاطمة", ["1 name: لفاطمة"]),
    "a name of two letters": ("Jo Li", "Words.", "Jo, and Li; a jolly list.", ["1 name: Jo", "1 name: Li"]),
    "a name of one word": ("sam", "Words.", "I agree with Sam; the same.", ["1 name: Sam"]),
}  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_are_short_and_scripts_have_no_blanks(script: str) -> None:
    name, body, text, expected = SCRIPTS[script]
    assert lines(text, name, "", body) == expected


def test_ways_of_speaking_without_blanks_are_not_listed() -> None:
    body = "先日はお世話になっておりますと書いた手紙に返事が来ました。"
    common = [(f"{n:02}.yml", "いつもお世話になっております。") for n in range(COMMON_FILES + 1)]
    found = echoes("", "", body, lambda: [*common, ("a.yml", "手紙に返事が来ました、と。")])
    assert [echo.found for echo in found.listed] == ["手紙に返事が来ました"]


def test_what_stands_in_many_files_is_counted() -> None:
    texts = [
        (f"{n:02}.yml", "May it be so. Thank you very much. Kristin May said it.") for n in range(COMMON_FILES + 1)
    ]
    found = echoes("Kristin May", "", "Thank you very much.", lambda: texts)
    assert found.counted == [("May", COMMON_FILES + 1), ("Thank you very much", COMMON_FILES + 1)]
    assert {echo.found for echo in found.listed} == {"Kristin May"}
    assert len(found.listed) == COMMON_FILES + 1


def test_no_address_of_a_person_is_repeated() -> None:
    assert lines("Write to Kristin@example.org, Loo.") == ["1 name: Kristin", "1 name: Loo"]
    body = "Please write to my very own loo example org box today."
    assert lines("Write to my very own loo@example.org box today", "", "", body) == [
        "1 words: Write to my very own … box today"
    ]


WORDS = st.lists(
    st.sampled_from(["job", "boss", "letter", "answer", "winter", "paper", "office", "friend", "summer"]), min_size=8
)


@given(words=WORDS, above=st.integers(0, 5), start=st.integers(0, 20), breaks=st.booleans())
def test_eight_words_in_a_row_are_found_where_they_begin(
    words: list[str], above: int, start: int, breaks: bool
) -> None:
    start = min(start, len(words) - 8)
    quoted = ("\n" if breaks else " ").join(words[start : start + 8])
    found = echoes("", "", " ".join(words), lambda: [("a.yml", "\n" * above + f"Not mine: {quoted}! Nor this.")])
    assert [echo.place for echo in found.listed] == [Place("a.yml", above + 1)]
    assert " ".join(quoted.split()) in found.listed[0].found


def test_the_work_grows_with_the_number_of_files() -> None:
    pick = random.Random(1)
    vocabulary = [f"w{n}" for n in range(5_000)]
    weights = [1 / (n + 1) for n in range(5_000)]
    texts = [(f"{n}.yml", " ".join(pick.choices(vocabulary, weights, k=60))) for n in range(6_000)]
    body = " ".join(pick.choices(vocabulary, weights, k=200))

    def seconds(count: int) -> float:
        began = time.process_time()
        echoes("Kristin Loo", ADDRESS, body, lambda: texts[:count])
        return time.process_time() - began

    seconds(500)
    # Four times as many take four times as long; the square would be sixteen.
    assert seconds(6_000) < 9 * seconds(1_500)
