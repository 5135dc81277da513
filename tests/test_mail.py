"""No e-mail address is kept, and no report repeats one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from commentary.collection import collect
from commentary.find import find
from commentary.mail import mail_problems
from commentary.read import read_yaml


@pytest.mark.parametrize("address", ["r@example.org", "a.b+c@mail.example.org", "r%40example.org", "x[at]e.org"])
def test_an_address_is_found_at_its_place_and_not_repeated(address: str) -> None:
    (problem,) = mail_problems(f"One.\nWrite to {address} please.\n", "a.yml")
    assert problem.place.line == 2
    assert "example" not in problem.message


@pytest.mark.parametrize("text", ["@reader", "a@b", "See @r@example.org.", "https://example.org/@r", "a @ b.org"])
def test_a_handle_is_no_address(text: str) -> None:
    assert mail_problems(text, "a.yml") == []


def test_an_address_written_with_an_escape_is_found() -> None:
    _, (problem,) = read_yaml('author: "reader\\x40example.org"\n', "a.yml")
    assert problem.rule == "e-mail-address"


@pytest.mark.parametrize("line", ["# r@example.org", "email: r@example.org", "url: https://u@example.org"])
def test_a_line_with_an_address_is_one_fault_wherever_it_stands(tmp_path: Path, line: str) -> None:
    file = tmp_path / "comments" / "first" / "a.yml"
    file.parent.mkdir(parents=True)
    file.write_text(f"{line}\nbody: x\n", "utf-8")
    _, problems = collect(find(tmp_path))
    assert [p.rule for p in problems] == ["e-mail-address"]


@pytest.mark.parametrize("text", ["a" * 60_000, "a@" * 30_000, "a@b." * 15_000, "a@" + "b." * 29_000 + "1"])
def test_text_made_to_be_slow_is_not(text: str) -> None:
    start = time.process_time()
    mail_problems(text, "a.yml")
    # Trying every letter as a beginning takes minutes; this takes milliseconds.
    assert time.process_time() - start < 5
