"""A link to an article from before it changed its address, on a host that does not forward by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import POLICY, serving


@pytest.fixture(scope="module")
def served_under(miniature_site: Path) -> Iterator[str]:
    with serving(miniature_site, under="blog/", policy=POLICY) as address:
        yield address


def test_an_old_link_leads_to_the_very_comment(page: Page, served_under: str) -> None:
    page.goto(served_under)
    page.goto(f"{served_under}articles/old-second/?from=a-friend#comment-a")
    expect(page).to_have_url(re.compile(r"/blog/articles/second/\?from=a-friend#comment-a$"))
    expect(page.locator("article#comment-a")).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(served_under)


def test_without_javascript_an_old_link_leads_to_the_article(browser: Browser, served_under: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{served_under}articles/older-second/")
    expect(page).to_have_url(f"{served_under}articles/second/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The second article")
    page.context.close()
