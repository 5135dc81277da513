"""A discussion of 500 comments: what a reader does in it stays possible while most of it is not laid out yet."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.audit import links
from tests.browser import keyboard
from tests.browser.pages import lay_out_all
from tests.long_discussion import ARTICLE, comments
from tests.publication import ROOT

SCREENS = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]


def top(page: Page, id: str) -> float:
    return page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", id)


def is_on_screen_and_stays(page: Page, id: str) -> None:
    """The comment begins in the upper half of the screen, and is not pushed from there by what is laid out later."""
    expect(page.locator(f"#{id}")).to_be_in_viewport()
    page.wait_for_timeout(100)
    first = top(page, id)
    assert -1 <= first < page.viewport_size["height"] / 2, f"#{id} begins {first:.0f} px from the top of the screen"
    for _ in range(6):
        page.wait_for_timeout(50)
        assert abs(top(page, id) - first) <= 1, f"#{id} went from {first:.0f} to {top(page, id):.0f} px"


@pytest.mark.parametrize("screen", SCREENS, ids=["1280", "390"])
def test_a_link_to_a_comment_leads_to_it(browser: Browser, served_long: str, screen: dict[str, int]) -> None:
    page = browser.new_page(viewport=screen)
    for number in (250, 500, 3, 77, 388):
        page.goto("about:blank")
        page.goto(f"{served_long}{ARTICLE}#comment-{number}")
        is_on_screen_and_stays(page, f"comment-{number}")
        assert page.locator(f"#comment-{number}").evaluate("node => node.matches(':target')")
    page.context.close()


def test_a_comment_far_down_is_there_for_a_search_in_the_page(page: Page, served_long: str) -> None:
    page.goto(served_long + ARTICLE)
    words = str(comments(500)["400"]["body"]).split(".")[0]
    assert words in page.locator("#comment-400").text_content()
    assert page.evaluate("words => window.find(words)", words), f"the browser does not find {words!r}"
    expect(page.locator("#comment-400")).to_be_in_viewport()


def test_a_click_on_a_number_keeps_the_comment_where_one_can_see_it(page: Page, served_long: str) -> None:
    page.goto(f"{served_long}{ARTICLE}#comment-120")
    page.locator("#comment-120").get_by_role("link", name="#120").click()
    expect(page).to_have_url(re.compile("#comment-120$"))
    is_on_screen_and_stays(page, "comment-120")


def test_a_reply_far_below_leads_to_what_it_answers_and_back(page: Page, served_long: str) -> None:
    page.goto(served_long + ARTICLE)
    answers = page.locator(".comments article").get_by_role("link", name=re.compile("^in reply to"))
    link = answers.nth(answers.count() // 2)
    target = link.get_attribute("href").removeprefix("#")
    link.click()
    is_on_screen_and_stays(page, target)
    page.go_back()
    expect(link).to_be_in_viewport()


def test_the_tab_key_walks_on_from_the_middle_and_shows_where_it_is(page: Page, served_long: str) -> None:
    page.goto(f"{served_long}{ARTICLE}#comment-250")
    is_on_screen_and_stays(page, "comment-250")
    page.locator("#comment-250").get_by_role("link").first.focus()
    assert keyboard.walk(page, most=40) == []


def test_all_of_it_is_printed(browser: Browser, served_long: str) -> None:
    page = browser.new_page()
    page.goto(served_long + ARTICLE)
    as_it_is = page.pdf().count(b"/Type /Page\n")
    lay_out_all(page)
    whole = page.pdf().count(b"/Type /Page\n")
    page.context.close()
    assert whole > 20
    assert as_it_is == whole


def test_the_test_data_is_the_same_each_time_and_as_hard_to_compress_as_prose() -> None:
    assert comments(500) == comments(500)
    assert len({str(fields) for fields in comments(500).values()}) == 500
    prose = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "docs" / "articles").glob("*.md")))
    made = "\n".join(str(fields["body"]) for fields in comments(500).values())[: len(prose)]
    of_prose, of_made = (len(gzip.compress(text.encode(), 9)) / len(text.encode()) for text in (prose, made))
    assert 0.85 < of_made / of_prose < 1.1


def test_every_link_and_id_of_it_resolves(long_site: Path) -> None:
    number, faults = links.check(long_site, "/")
    assert number > 1000
    assert faults == []
