"""Quote blocks are found in the source, with line and column, and whatever is wrong with them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.blocks import quote_uses


def scan(text: str, *others: str) -> tuple[list[tuple[str, int, int]], list[tuple[int, int]]]:
    uses, faults = quote_uses(textwrap.dedent(text), "docs/a.md", 1, others)
    return [(u.key, u.place.line, u.place.column) for u in uses], [(f.place.line, f.place.column) for f in faults]


def test_a_block_is_found_with_its_place() -> None:
    assert scan("Text\n\n/// quote | a-key\n///\n") == ([("a-key", 3, 1)], [])


def test_a_block_in_a_list_is_found() -> None:
    assert scan("- item\n\n    /// quote | a\n    ///\n") == ([("a", 3, 5)], [])


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_code_between_fences_is_left_alone(fence: str) -> None:
    assert scan(f"{fence}text\n/// qoute | a\n{fence}\n\n/// quote | b\n///\n") == ([("b", 5, 1)], [])


@pytest.mark.parametrize(
    "text",
    [
        "/// qoute | a\n///\n",
        "/// quote\n///\n",
        "/// quote |\n///\n",
        "/// quote a\n///\n",
        "/// quote | a\n",
        "/// quote | a\nwords\n///\n",
        "///\n",
    ],
)
def test_one_slip_is_one_fault_on_its_line(text: str) -> None:
    _, faults = scan(text)
    assert len(faults) == 1
    assert faults[0] == (1, 1)


def test_a_block_that_another_opens_before_it_is_closed() -> None:
    uses, faults = scan("/// quote | a\n/// quote | b\n///\n")
    assert uses == [("b", 2, 1)]
    assert faults == [(1, 1)]


def test_an_owner_may_allow_further_blocks() -> None:
    assert scan("/// details | More\n\nHidden.\n\n/// quote | a\n///\n\n///\n", "details") == ([("a", 5, 1)], [])


@given(st.text(st.sampled_from("/ quote|a-\n`~ >"), max_size=120))
def test_any_text_is_scanned(text: str) -> None:
    uses, faults = quote_uses(text, "docs/a.md", 1)
    assert all(u.key for u in uses)
    assert all(f.mend for f in faults)
