"""A reader opens a feed in a browser, which shows XML."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.browser.server import POLICY, serving


def test_a_feed_says_what_it_is_and_leads_back(context: BrowserContext, miniature_site: Path) -> None:
    page = context.new_page()
    with serving(miniature_site, under="blog/", policy=POLICY) as address:
        page.goto(f"{address}articles/first/")
        page.get_by_role("link", name="Follow the comments").click()
        page.wait_for_url(f"{address}articles/first/comments.xml")
        text = page.evaluate("document.documentElement.innerText ?? document.documentElement.textContent")
        assert "copy its address into a feed reader" in text
        shown = page.evaluate(
            "[...document.querySelectorAll('*')].filter(e => e.checkVisibility()).map(e => e.nodeName)"
        )
        assert set(shown) == {"feed", "h:p", "h:a", "title", "entry", "updated", "summary", "link"}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("xpath=//*[name()='h:a']").get_attribute("href").endswith("articles/first/#discussion")
