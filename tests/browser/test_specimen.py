"""Features of Markdown that only a browser shows to work: tabs, wide tables, other scripts, and the stylesheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from commentary.stylesheet import packed
from tests.browser.pages import SPECIMEN
from tests.publication import ROOT

PARTS = ["Write it by hand.", "Call before noon.", "Do not wait in the car park."]


def test_tabs_are_changed_with_the_keyboard_and_without_javascript(browser: Browser, served_specimen: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(served_specimen + SPECIMEN)
    page.get_by_role("radio", name="By letter").focus()
    for shown in (0, 1, 2, 0):
        for number, words in enumerate(PARTS):
            expect(page.get_by_text(words)).to_be_visible(visible=number == shown)
        page.keyboard.press("ArrowRight")
    page.get_by_text("In person").click()
    expect(page.get_by_text(PARTS[2])).to_be_visible()
    page.context.close()


def test_what_asks_for_a_reply_is_not_printed(page: Page, served: str) -> None:
    page.goto(served + "articles/networking-with-past-employers/")
    links = page.get_by_role("link", name=re.compile(r"^Reply to \d+$"))
    expect(links).to_have_count(4)
    assert links.first.evaluate("link => parseFloat(getComputedStyle(link).marginTop)") > 4
    page.emulate_media(media="print")
    expect(links).to_have_count(0)
    expect(page.locator("#comment-original-1 .e-content")).to_be_visible()


def test_every_tab_is_printed_below_its_label(page: Page, served_specimen: str) -> None:
    page.goto(served_specimen + SPECIMEN)
    page.emulate_media(media="print")
    places = []
    for label, words in zip(["By letter", "By telephone", "In person"], PARTS, strict=True):
        places += [page.get_by_text(text, exact=True).bounding_box() for text in (label, words)]
    assert all(places)
    tops = [place["y"] for place in places]
    assert tops == sorted(set(tops))
    expect(page.get_by_role("radio")).to_have_count(0)


def test_a_wide_table_scrolls_by_itself_with_the_keyboard(page: Page, served_specimen: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served_specimen + SPECIMEN)
    box = page.locator(".scroll").first
    last = box.locator("th").last
    expect(last).not_to_be_in_viewport()
    box.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport()
    assert page.evaluate("scrollX") == 0


def test_columns_stand_as_the_table_says(page: Page, served_specimen: str) -> None:
    page.goto(served_specimen + SPECIMEN)
    cells = page.locator("tbody tr").first.locator("td")
    aligned = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell).textAlign)")
    assert aligned == ["start", "center", "start", "end", "start"]


def test_words_of_another_direction_begin_at_their_own_side(page: Page, served_specimen: str) -> None:
    page.goto(served_specimen + SPECIMEN)
    # The same words, with the direction said in HTML and without.
    said = page.locator('.prose p[dir="rtl"]')
    expect(said).to_have_count(1)
    found = page.locator(".prose p", has_text="يجد اتجاهه وحده")
    ends = []
    for paragraph in (said, found):
        box = paragraph.evaluate(
            """node => { const range = document.createRange(); range.selectNodeContents(node);
            return Math.max(...[...range.getClientRects()].map(box => box.right)) }"""
        )
        ends.append(box)
    assert abs(ends[0] - ends[1]) <= 1


def test_a_list_in_a_comment_is_a_list_and_no_row_of_replies(page: Page, served_specimen: str) -> None:
    page.goto(served_specimen + SPECIMEN)
    listed = page.locator(".comments .e-content ol")
    assert listed.evaluate("list => getComputedStyle(list).listStyleType") == "decimal"
    assert listed.evaluate("list => parseFloat(getComputedStyle(list).borderInlineStartWidth)") == 0
    assert listed.locator("li").nth(1).evaluate("li => getComputedStyle(li, '::before').content") == "none"


def test_only_a_comments_own_number_has_a_number_sign(page: Page, served_specimen: str) -> None:
    page.goto(served_specimen + SPECIMEN)
    signed = page.locator(".comments a").evaluate_all(
        "links => links.filter(a => getComputedStyle(a, '::before').content.includes('#')).map(a => a.textContent)"
    )
    assert signed == [str(number) for number in range(1, len(signed) + 1)]
    assert len(signed) > 5


@pytest.mark.parametrize("file", sorted((ROOT / "hooks/theme/assets/css").glob("*.css")), ids=lambda file: file.stem)
def test_a_browser_reads_the_same_rules_from_what_is_packed(page: Page, file: Path) -> None:
    rules = """css => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      // The value of a property of our own is kept as it is written.
      return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(/, */g, ",")).join("\\n");
    }"""
    css = file.read_text("utf-8")
    assert page.evaluate(rules, css)
    assert page.evaluate(rules, packed(css)) == page.evaluate(rules, css)
