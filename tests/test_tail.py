"""What stands below a reader's words in a mail: a program's is left out, a reader's stays, and in doubt it is asked.

`mail_forms.yml` holds what programs write, by language; to add one, add it there.
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commentary.intake.mail_programs import FOLDER, languages
from commentary.intake.tail import Tail, tail
from tests.publication import ROOT

FORMS: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/mail_forms.yml").read_text("utf-8"))
# The last of the reader's lines begins as the head of a message does.
OWN = ["A line of the reader's.", "", "My second paragraph, which names 2026:", "- and has", "PS: two items"]


@pytest.mark.parametrize("language", FORMS)
def test_what_programs_write_below_is_left_out(language: str) -> None:
    for form in FORMS[language]:
        below = form.rstrip("\n").split("\n")
        # Below an empty line, in one paragraph with the reader's words, and below what was filled in by hand.
        for between, by_hand in (([""], False), ([], False), ([""], True), ([], True)):
            assert tail([*OWN, *between, *below], by_hand=by_hand) == Tail(len(OWN)), form


@pytest.mark.parametrize("language", FORMS)
def test_what_programs_write_below_an_indented_body_is_left_out(language: str) -> None:
    own = [f"  {line}".rstrip() for line in OWN]
    for form in FORMS[language]:
        # An indented line is the reader's; Yahoo indents its own.
        below = [line.lstrip() for line in form.rstrip("\n").split("\n")]
        assert tail([*own, *below]) == Tail(len(own)), form


def test_every_language_has_what_the_programs_need_and_is_tried() -> None:
    known: dict[str, dict[str, Any]] = {tag: data for tag, data in languages().items() if tag != "any"}
    assert set(known) == set(FORMS)
    for tag, data in known.items():
        assert {"head", "original", "forwarded", "wrote", "sent", "devices"} <= set(data), tag
        assert {"from", "date", "to", "subject"} <= set(data["head"]), tag
        assert all(isinstance(name, str) for names in data["head"].values() for name in names), tag
        for field in ("original", "forwarded", "wrote", "sent"):
            assert all(isinstance(line, str) and line.strip() for line in data[field]), (tag, field)


def test_what_is_known_of_programs_is_part_of_the_wheel() -> None:
    engine = ROOT / "hooks/commentary"
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    shipped = {file for pattern in settings["package-data"]["commentary"] for file in engine.glob(pattern)}
    others = {f for f in engine.rglob("*") if f.is_file() and f.suffix != ".py" and "__pycache__" not in f.parts}
    assert others == shipped
    assert set(FOLDER.iterdir()) <= shipped


KEPT = """\
In my letter the From: line was wrong, and so was the date.
From: the very first day I knew.
I wrote to her on Monday at 10:30 and got: nothing.
The mail that I sent from my iPhone was never answered.
It said: Sent from my iPhone, and I laughed.
An Outlook head has From:, Sent:, To: and Subject:, and nobody reads them.
He said "To: whom it may concern", and then: Subject: nothing.
On page 3 of your article you wrote:
On the first day he wrote me this:
Am 3. März schrieb ich meiner Chefin:
Von meinem Chef kam: nichts.
Gesendet habe ich es nie.
Get Outlook working first.
This message was not for me.
Q: What now?
A: Nothing.
De mi parte: gracias.
Le lundi, elle a écrit une lettre.
件名: 長いほうがよいです。
私はiPhoneから送信しましたが、返事はありませんでした。
来自北京的问候。
-- as I said --
---
Subject: Physics is what I studied.
I write this on my iPhone.
""".splitlines()


@given(lines=st.lists(st.sampled_from([*KEPT, "", "Words.", "> A quotation"]), max_size=12))
def test_ordinary_prose_is_kept_whole(lines: list[str]) -> None:
    # Each by itself: two names of a head one below the other are asked about.
    spaced = [part for line in [*lines, "An end."] for part in (line, "")][:-1]
    assert tail(spaced) == Tail(len(spaced))


@pytest.mark.parametrize(
    "text",
    [
        "Words.\n\n---",
        "As for you:\n\nOn page 3 of your article you wrote:",
        "So:\n\n```\nSent from my iPhone\n```",
        "So:\n\n```\nOn 23 Nov 2026 at 18:00, Second Opinion <editors@example.org> wrote:\n```",
        "So:\n\n    Sent from my iPhone",
    ],
)
def test_what_the_reader_ends_with_is_kept(text: str) -> None:
    lines = text.split("\n")
    assert tail(lines) == Tail(len(lines))


def test_below_an_indented_body_two_dashes_begin_a_signature_however_long() -> None:
    assert tail(["  Words.", "", "--", "", "A line of a signature that goes on and on, " * 3]) == Tail(1)


ASKED = {
    "From: 2019\nTo: 2024": "From: 2019",
    "Words.\nSent from my iPhone\n\nPS: one more thing.": "Sent from my iPhone",
    "Words.\nSent from my iPhone. But I meant it.": "Sent from my iPhone. But I meant it.",
    "On 3 March 2026 my boss wrote:\n\nCome in.": "On 3 March 2026 my boss wrote:",
    "Words.\nSent from abroad": "Sent from abroad",
    "Words.\n\nThis e-mail is confidential.": "This e-mail is confidential.",
    "One line. Sent from my iPhone": "One line. Sent from my iPhone",
    "一行。iPhoneから送信": "一行。iPhoneから送信",
    "Words.\n--\nReader Six": "--",
    "Words.\n\nEnviat des del meu iPhone": "Enviat des del meu iPhone",
    "Nimi: A <a@example.org>\nAika: 23.11.2026 18:00\nAsia: x\n\nOld.": "Nimi: A <a@example.org>",
    "On 23 Nov 2026, 18:00, the editors wrote:\n> Quoted.\n\nMine.": "On 23 Nov 2026, 18:00, the editors wrote:",
    "Words.\n\nMy boss wrote:\n> Come in.": "My boss wrote:",
}


@pytest.mark.parametrize("text", ASKED)
def test_what_may_be_either_is_asked_about(text: str) -> None:
    lines = text.split("\n")
    doubtful = tail(lines).doubtful
    assert doubtful is not None
    assert lines[doubtful] == ASKED[text]


MARKS = ["", "-- ", "--", *(line for forms in FORMS.values() for form in forms for line in form.split("\n"))]


@given(lines=st.lists(st.sampled_from([*KEPT, *MARKS]), min_size=1, max_size=12))
def test_an_indented_body_is_the_readers_whatever_it_says(lines: list[str]) -> None:
    body = [f"  {line}".rstrip() for line in ["Words.", *lines]]
    assert tail(body) == Tail(len(body))
    below = [*body, "", "Sent from my iPhone"]
    assert tail(below).start <= len(body)
    assert tail(below).doubtful is None
