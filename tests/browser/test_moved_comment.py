"""A link to a comment from before its discussion went on at further pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import axe, keyboard
from tests.browser.pages import lay_out_all
from tests.browser.server import serving
from tests.publication import SPECIMEN, build, copy

ARTICLE = "articles/specimen/"


@pytest.fixture(scope="module")
def served_in_parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the specimen, whose discussion is shown five comments at a time."""
    root = copy(SPECIMEN, tmp_path_factory.mktemp("parts") / "publication")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("  commentary:\n", "  commentary:\n    comments_on_a_page: 5\n"), "utf-8")
    result = build(root)
    assert result.returncode == 0, result.stderr
    with serving(root / "site") as address:
        yield address


def test_an_old_link_to_a_comment_leads_there_with_one_click_more(browser: Browser, served_in_parts: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{served_in_parts}{ARTICLE}#comment-008")
    line = page.locator("#comment-008")
    expect(line).to_be_in_viewport()
    link = line.get_by_role("link")
    assert line.evaluate("node => node.matches(':target')")
    number = link.inner_text()
    marked, other = (
        one.evaluate("link => getComputedStyle(link).borderTopWidth") for one in (link, page.locator(".later a").first)
    )
    assert marked != other, "the line that is meant looks like the others"
    link.click()
    expect(page).to_have_url(re.compile(rf"{ARTICLE}comments/2/#comment-008$"))
    comment = page.locator("article#comment-008")
    expect(comment).to_be_in_viewport()
    expect(comment.get_by_role("link").first).to_have_text(number)
    page.context.close()


@pytest.mark.parametrize("path", [ARTICLE, f"{ARTICLE}comments/2/"])
def test_pages_of_a_discussion_can_be_read_by_everybody(browser: Browser, served_in_parts: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(served_in_parts + path)
    # A reader comes here past the comments; this leap would leave them to grow above while the keys are pressed.
    lay_out_all(page)
    page.locator(".discussion-pages a").first.focus()
    faults = keyboard.walk(page, most=12)
    axe.prepare(page)
    found = axe.as_text(axe.findings(page))
    page.context.close()
    assert [*faults, *found] == []
