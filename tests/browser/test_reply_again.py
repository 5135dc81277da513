"""The form is found again: after Back, after a reload, in another tab, while an endpoint is slow or has failed.

A browser may show a page again as it was left, with all that scripts did to it (its back/forward cache), or load it
anew and fill in what the reader had typed. Chromium's headless shell can do the latter alone. Where a whole Chromium is
at hand these tests take that and hold that the page did come from the cache. An endpoint that answers 204 leaves
a page where it is, in whichever browser: as a cache would give it back.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser import launch
from tests.browser.replying import ARTICLE, Make, Publication, helped, making, posted, write
from tests.publication import run

FIRST, SECOND = "undated", "001"
ID = re.compile(r"\d{4}-\d\d-\d\d-\d{6}-[a-z0-9]{8}")


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    with making(tmp_path_factory.mktemp("again") / "publication") as make:
        yield make


@pytest.fixture(scope="module")
def published(make: Make) -> Publication:
    return make()


@pytest.fixture
def made(published: Publication) -> Publication:
    web = published.web
    web.posts.clear()
    web.queries.clear()
    web.status, web.pause = 0, 0
    return published


@pytest.fixture(scope="module")
def keeping(browser_type_launch_args: dict[str, Any], browser_type: BrowserType) -> Iterator[Browser]:
    """A browser that shows pages again as they were left, if it can. Playwright has them all loaded anew, since its
    routes would not see them."""
    options = {
        **browser_type_launch_args,
        "executable_path": launch.whole() or browser_type_launch_args["executable_path"],
    }
    browser = browser_type.launch(**options, ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def page(keeping: Browser) -> Iterator[Page]:
    """A page that counts how often it was shown, and notes whether it came from the cache."""
    context = keeping.new_context()
    page = context.new_page()
    page.add_init_script("addEventListener('pageshow', event => window.persisted = event.persisted)")
    yield page
    context.close()


def clicker(page: Page) -> Callable[[], None]:
    """A click on the button that sends, as with a mouse. Playwright's own waits for what follows."""
    button = page.locator("[type=submit]")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "button": "left", "clickCount": 1}

    def click() -> None:
        for kind in ("mousePressed", "mouseReleased"):
            session.send("Input.dispatchMouseEvent", {"type": kind, **place})

    return click


def send(page: Page, body: str, number: str) -> None:
    write(page, name="Sam", body=body)
    page.get_by_label("Answers comment number").fill(number)
    page.get_by_role("button", name="Send the reply").click()


def back(page: Page, made: Publication) -> None:
    page.go_back(wait_until="commit")
    expect(page).to_have_url(made.address + ARTICLE)
    # The script's own, which comes when the form is near.
    page.locator("#reply-form").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Preview")).to_be_visible()
    if launch.whole():
        assert page.evaluate("persisted") is True


def accepted(made: Publication, tmp_path: Path) -> tuple[list[str], list[Path]]:
    """What `commentary accept` says of each form that arrived, and the new files, in a copy of the publication."""
    root = tmp_path / "copy"
    shutil.copytree(made.root, root, symlinks=True, ignore=shutil.ignore_patterns("site", ".cache"))
    before = {*root.rglob("*.yml")}
    said = []
    for post in made.web.posts:
        (tmp_path / "post").write_bytes(post)
        said.append(run("commentary", "accept", str(tmp_path / "post"), cwd=root).stdout)
    return said, sorted({*root.rglob("*.yml")} - before)


@pytest.mark.parametrize("status", [0, 502], ids=["thanks", "failure"])
def test_after_back_a_reply_goes_under_the_comment_that_the_form_names(
    made: Publication, page: Page, status: int
) -> None:
    made.web.status = status
    helped(page, made.address)
    send(page, "To the first.", "1")
    page.wait_for_url(re.compile("send|thanks"))
    back(page, made)
    send(page, "To the second.", "2")
    page.wait_for_url(re.compile("send|thanks"))
    back(page, made)
    send(page, "To nobody.", "")
    page.wait_for_url(re.compile("send|thanks"))
    fields = posted(made)
    assert [one["reply_to"] for one in fields] == [FIRST, SECOND, ""]
    assert [one["body"] for one in fields] == ["To the first.", "To the second.", "To nobody."]
    ids = [one["comment_id"] for one in fields]
    assert len({*ids}) == 3
    assert all(map(ID.fullmatch, ids))


def test_a_page_that_stands_there_as_it_was_left_sends_what_its_form_says(made: Publication, page: Page) -> None:
    made.web.status = 204
    helped(page, made.address)
    for body, number in (("To the first.", "1"), ("To the second.", "2"), ("To nobody.", "")):
        send(page, body, number)
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_timeout(100)
    assert [one["reply_to"] for one in posted(made)] == [FIRST, SECOND, ""]


def test_words_that_arrived_are_told_from_a_draft(made: Publication, page: Page) -> None:
    helped(page, made.address)
    expect(page.get_by_text("Your words are kept in this tab")).to_be_hidden()
    send(page, "Once.", "1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.wait_for_load_state("networkidle")
    back(page, made)
    expect(page.get_by_text("These words are on their way to the editors.")).to_be_visible()
    assert "Once." not in page.evaluate("JSON.stringify(sessionStorage)")
    page.get_by_label("Comment *").fill("Once more.")
    expect(page.get_by_text("Your words are kept in this tab")).to_be_visible()
    page.reload()
    page.get_by_label("Comment *").focus()
    expect(page.get_by_label("Comment *")).to_have_value("Once more.")


def test_a_draft_is_newer_than_the_page_that_a_browser_had_put_aside(made: Publication, page: Page) -> None:
    helped(page, made.address)
    write(page, name="Sam", body="Old words.")
    page.get_by_role("link", name="Archive").first.click()
    helped(page, made.address)
    page.get_by_label("Comment *").fill("New words.")
    page.go_back(wait_until="commit")
    expect(page).to_have_url(re.compile("archive"))
    back(page, made)
    expect(page.get_by_label("Comment *")).to_have_value("New words.")


WATCH = """() => {
  const sender = document.querySelector("[type=submit]"), seen = [];
  const told = sender.parentElement.querySelector("[role=status]");
  const look = () => {
    const now = [sender.textContent, document.activeElement === sender, told.textContent];
    if (JSON.stringify(seen.at(-1)) === JSON.stringify(now)) return;
    seen.push(now);
    sessionStorage.setItem("seen", JSON.stringify(seen));
  };
  new MutationObserver(look).observe(sender.parentElement, { subtree: true, childList: true, attributes: true });
}"""
"""What the button and the line below it say, and whether the button has the focus, each time that it changes. It is
read from the page that thanks: a browser that waits for an answer tells nobody what it shows meanwhile."""


def seen(page: Page) -> list[list[object]]:
    return json.loads(page.evaluate("sessionStorage.getItem('seen')"))


def test_two_clicks_on_a_slow_endpoint_send_one_reply(made: Publication, page: Page) -> None:
    made.web.pause = 2
    helped(page, made.address)
    write(page)
    page.evaluate(WATCH)
    click = clicker(page)
    click()
    page.wait_for_timeout(1000)
    click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert len(made.web.posts) == 1
    assert seen(page) == [["Sending …", True, "Your reply is on its way. One click is enough."]]


def test_without_a_script_two_clicks_are_known_by_their_words(
    made: Publication, keeping: Browser, tmp_path: Path
) -> None:
    made.web.pause = 2
    page = keeping.new_page(java_script_enabled=False)
    page.goto(made.address + ARTICLE)
    # Nobody need say a name.
    page.get_by_label("Comment *").fill("Twice.")
    click = clicker(page)
    click()
    page.wait_for_timeout(1000)
    click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.context.close()
    first, second = made.web.posts
    assert first == second
    said, files = accepted(made, tmp_path)
    (file,) = files
    assert "author" not in file.read_text("utf-8")
    assert ": written" in said[0]
    assert said[1].startswith("post: refused; the same words without a name are there already: comment ")


def test_what_is_sent_again_after_a_failure_is_known_by_its_id(made: Publication, page: Page, tmp_path: Path) -> None:
    made.web.status = 502
    helped(page, made.address)
    send(page, "Did it arrive?", "2")
    page.wait_for_url("**/send")
    back(page, made)
    expect(page.get_by_label("Comment *")).to_have_value("Did it arrive?")
    page.get_by_role("button", name="Send the reply").click()
    page.wait_for_url("**/send")
    back(page, made)
    page.reload()
    page.get_by_label("Comment *").focus()
    expect(page.get_by_role("button", name="Preview")).to_be_visible()
    # A tab that is restored or duplicated has what the tab kept.
    with page.expect_popup() as opened:
        page.evaluate("open(location.href)")
    other = opened.value
    for one in (page, other):
        one.get_by_label("Comment *").focus()
        expect(one.get_by_label("Comment *")).to_have_value("Did it arrive?")
        one.get_by_role("button", name="Send the reply").click()
        one.wait_for_url("**/send")
    first, *others = posted(made)
    assert len(others) == 3
    assert all(one == first for one in others)
    said, files = accepted(made, tmp_path)
    (file,) = files
    assert file.stem == first["comment_id"]
    assert f"{file.stem}.yml: written" in said[0]
    assert all("there already" in one for one in said[1:])


def test_the_button_can_be_used_again_when_nobody_answers(made: Publication, page: Page) -> None:
    made.web.pause = 3
    # Nobody waits as long as a reader would.
    page.add_init_script("const sooner = setTimeout; setTimeout = (call, after) => sooner(call, after / 40)")
    helped(page, made.address)
    write(page, body="Is anybody there?")
    page.evaluate(WATCH)
    click = clicker(page)
    click()
    page.wait_for_timeout(1000)
    click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    first, second = posted(made)
    assert first == second
    waits = ["Sending …", True, "Your reply is on its way. One click is enough."]
    gave_up = [
        "Send the reply",
        True,
        "No answer came. You can send it again; the editors will see that it is the same.",
    ]
    assert seen(page)[:3] == [waits, gave_up, waits]


def test_the_button_can_be_used_again_when_the_browser_is_stopped(made: Publication, page: Page) -> None:
    made.web.pause = 2
    helped(page, made.address)
    write(page)
    page.evaluate("document.getElementById('reply-form').addEventListener('submit', () => setTimeout(stop, 500))")
    clicker(page)()
    expect(page.get_by_role("status").filter(has_text="No answer came.")).to_be_visible()
    expect(page.get_by_role("button", name="Send the reply")).not_to_have_attribute("aria-disabled", "true")
    expect(page).to_have_url(made.address + ARTICLE)


def test_a_link_and_a_text_to_copy_are_never_older_than_the_form(made: Publication, page: Page) -> None:
    helped(page, made.address)
    link = page.locator("[data-way=e-mail]")
    link.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    plain = link.get_attribute("href")
    write(page, body="Early words.")
    link.click()
    assert "Early%20words." in link.get_attribute("href")
    page.get_by_label("Comment *").fill("Late words.")
    assert link.get_attribute("href") == plain
    write(page, body="Long words. " * 400)
    link.click()
    expect(page.get_by_label("The finished file")).to_be_visible()
    page.get_by_label("Comment *").fill("Late words.")
    expect(page.get_by_label("The finished file")).to_have_count(0)


def test_a_browser_that_keeps_nothing_sends_all_the_same(made: Publication, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error() } })")
    made.web.status = 204
    helped(page, made.address)
    send(page, "Kept nowhere.", "1")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.get_by_role("button", name="Send the reply").click()
    page.wait_for_timeout(100)
    first, second = posted(made)
    assert first == second
    assert first["reply_to"] == FIRST
