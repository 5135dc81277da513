"""An entry within an entry is told when it has too few blanks; other lists are left alone."""

from __future__ import annotations

import pytest

from commentary.body import Body
from commentary.indentation import indentation_faults
from commentary.prose import prose


def found(text: str, signs: str = "!?=") -> list[tuple[int, int, str]]:
    faults = indentation_faults(Body("docs/a.md", text, 1, prose(text)), signs)
    return [(fault.place.line, fault.place.column, fault.severity) for fault in faults]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("- One\n  - two\n  - three\n\n      - four", [(2, 3), (3, 3)]),
        ("1. One\n   - two\n2. Three", [(2, 4)]),
        ("- One\n    - two\n      - three", [(3, 7)]),
        ("- One\n    - two\n- Three\n\n    Words.\n\n  - four", [(7, 3)]),
    ],
)
def test_an_entry_that_would_be_a_neighbour_is_pointed_out(text: str, places: list[tuple[int, int]]) -> None:
    assert found(text) == [(line, column, "warning") for line, column in places]


@pytest.mark.parametrize(
    "text",
    [
        "- One\n    - two\n\n        Words.\n    - three\n- Four",
        " - One\n - two",
        "- One\n\nWords.\n\n  - two",
        "- One that goes on\n  in a second line\n- two",
        "> - One\n>   - two",
        "```text\n- One\n  - two\n```",
        "-  One\n-  two",
    ],
)
def test_any_other_list_is_not(text: str) -> None:
    assert found(text) == []


def test_signs_that_begin_nothing_here_are_words() -> None:
    assert found('!!! tip\n\n=== "One"\n\nWords.', "?") == []
    assert found('!!! tip\n\n=== "One"\n\nWords.', "!=") == [(1, 1, "error"), (3, 1, "error")]
