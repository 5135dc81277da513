"""Addresses that mail programs write twice, or through hosts of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.intake.doubled_links import plain_links

URLS = st.sampled_from(
    [
        *("https://example.org", "https://example.org/page", "http://example.org/a?b=1&c=2", "www.example.org"),
        *("https://example.org/ä_(x)", "Https://Example.org"),
    ]
)
BETWEEN = st.sampled_from([" and ", " (see ", ".\n\n", "\n- ", ", ", "> ", " [x](", "Words "])


@given(st.lists(st.tuples(BETWEEN, URLS), max_size=6), st.sampled_from(["", " ", "\n"]))
def test_addresses_written_twice_are_written_once(parts: list[tuple[str, str]], space: str) -> None:
    typed = "".join(before + url for before, url in parts) + " end."
    doubled = (
        "".join(f"{before}{url}{space}<{'' if '//' in url else 'http://'}{url}>" for before, url in parts) + " end."
    )
    notes: list[str] = []
    assert plain_links(doubled, notes) == typed
    assert len(notes) == bool(parts)


@given(st.text(st.sampled_from("ab `\n<>[]()/:.htps~"), max_size=80))
def test_nothing_but_links_changes(text: str) -> None:
    notes: list[str] = []
    changed = plain_links(text, notes)
    assert changed == text or (len(changed) < len(text) and notes)


@pytest.mark.parametrize(
    "text",
    [
        "`https://a.example<https://a.example>`",
        "``a ` https://a.example<https://a.example>``",
        "```\nhttps://a.example<https://a.example>\n```",
        "Words:\n\n    https://a.example<https://a.example>",
        "A list<T> and a<b>c",
        "my page<https://example.org/me>",
        "[mine](https://example.org/b) <https://example.org/c>",
    ],
)
def test_what_is_meant_stays(text: str) -> None:
    assert plain_links(text, []) == text


def test_addresses_that_lead_through_a_programs_host_lead_where_they_led() -> None:
    safe = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fs%3Fa%3D1&data=05%7C02"
    defended = "https://urldefense.com/v3/__https://example.org/page__;!!abc!def$"
    older = "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_page&d=abc"
    assert plain_links(f"See {safe}.", []) == "See https://example.org/s?a=1."
    assert plain_links(f"https://example.org/page<{defended}> {older}", []) == (
        "https://example.org/page https://example.org/page"
    )
