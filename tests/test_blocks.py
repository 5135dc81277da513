"""Quote blocks are found in the source, with line and column, and whatever is wrong with them."""

from __future__ import annotations

import textwrap
import time

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


@pytest.mark.parametrize("text", ["<!-- /// quote | a\n///\n-->\n", "<!--\n/// quote | a\n///\n-->\n"])
def test_what_is_commented_out_is_not_there(text: str) -> None:
    assert scan(text) == ([], [])


@pytest.mark.parametrize(
    "text",
    ["<div>\n/// quote | a\n///\n</div>\n", "Text\n\n    /// quote | a\n    ///\n", "//// quote | a\n///\n"],
)
def test_a_block_where_markdown_would_not_see_one(text: str) -> None:
    uses, faults = scan(text)
    assert (uses, len(faults)) == ([], 1)


def test_code_between_backticks_on_one_line_opens_nothing() -> None:
    assert scan("```x``` is code.\n\n/// quote | a\n///\n") == ([("a", 3, 1)], [])


def test_code_that_never_ends_is_told_where_it_begins() -> None:
    assert scan("```\n/// quote | a\n///\n") == ([], [(1, 1)])


@pytest.mark.parametrize("line", [" " * 100_000 + "x", "> " * 50_000, "/" * 100_000, "`" * 100_000, "<" * 100_000])
def test_a_line_made_to_be_slow_is_not(line: str) -> None:
    start = time.process_time()
    quote_uses(line, "docs/a.md", 1)
    assert time.process_time() - start < 5


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
