"""What a reader does with the site, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.server import POLICY, serving

ARTICLE = "articles/networking-with-past-employers/"
PAGES = [
    "",
    ARTICLE,
    "articles/asking-for-a-reference/",
    "articles/writing-to-a-former-manager/",
    "archive/",
    "experts/",
    "experts/bud-bilanich/",
    "authors/editors/",
    "authors/ariella-coombs/",
    "categories/networking/",
    "about/",
    "comment-policy/",
    "privacy/",
    "contributing/",
    "404.html",
]


def test_a_reader_finds_the_article_on_the_front_page_and_reads_it(page: Page, served: str) -> None:
    page.goto(served)
    page.get_by_role("link", name="Is it wise to network with past employers?", exact=True).click()
    expect(page).to_have_url(served + ARTICLE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it wise to network with past employers?")
    body = page.locator(".e-content").first
    for heading in ("Weigh the relationship", "Look at the options", "Keep the network up"):
        expect(body.get_by_role("heading", name=heading)).to_be_visible()
    expect(body.locator("section.quote")).to_have_count(7)
    expect(body.get_by_text("(paraphrase: told in our words):")).to_have_count(7)
    picture = page.get_by_role("img", name=re.compile("footbridge"))
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")


def test_a_reader_reaches_the_link_to_a_section_and_sees_it(page: Page, served_specimen: str) -> None:
    """The sign is a style's; it stands beside the last line of its heading, on the left where there is room."""
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(served_specimen + "articles/specimen/")
        heading = page.get_by_role("heading", name="A view in the expert’s own words")
        expect(heading).to_have_accessible_name("A view in the expert’s own words")
        link = page.get_by_role("link", name="Link to this section: A view in the expert’s own words")
        seen = "link => getComputedStyle(link, '::before').content + getComputedStyle(link).opacity"
        assert link.evaluate(seen) == '"#" / ""0.001'
        heading.hover()
        assert link.evaluate(seen) == '"#" / ""1'
        page.mouse.move(0, 0)
        link.focus()
        assert link.evaluate(seen) == '"#" / ""1'
        box, beside = link.bounding_box(), heading.bounding_box()
        assert box and beside
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        last_line = beside["y"] + beside["height"]
        assert abs(box["y"] + box["height"] - last_line) < 3
        # No letter of the heading is under it.
        words = heading.evaluate(
            "heading => { const range = document.createRange(); range.selectNodeContents(heading);"
            " return [...range.getClientRects()].map(r => [r.left, r.right]) }"
        )
        assert all(right <= box["x"] or left >= box["x"] + box["width"] for left, right in words)
        following = page.get_by_text("The experts below were not picked up in passing.").bounding_box()
        assert following and 0 < following["y"] - last_line < 40
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#a-view-in-the-experts-own-words$"))


def test_a_screen_reader_is_told_where_a_view_begins_and_ends(page: Page, served_specimen: str) -> None:
    page.goto(served_specimen + "articles/specimen/")
    exact = page.get_by_role("group", name="Tomás Reyes, 1")
    expect(exact.get_by_role("blockquote")).to_contain_text("So write again, once")
    ours = page.get_by_role("group", name="Tomás Reyes, 2")
    expect(ours).to_contain_text("Recruiter (paraphrase: told in our words), A column on lists")
    expect(ours.get_by_role("listitem")).to_have_count(2)
    expect(ours.get_by_role("blockquote")).to_have_count(0)


def test_a_reader_of_the_front_page_is_told_whose_words_the_latest_comments_are(page: Page, served: str) -> None:
    page.goto(served)
    teasers = page.locator(".teaser")
    expect(teasers).to_have_count(4)
    for teaser in teasers.all():
        expect(teaser).to_contain_text("A reader, told in our words, comment")


def test_a_reader_of_a_publication_that_begins_is_told_that_it_does(page: Page, empty_site: Path) -> None:
    with serving(empty_site, under="blog/", policy=POLICY) as address:
        page.goto(address)
        expect(page.get_by_text("The first article is being written.")).to_be_visible()
        page.get_by_role("link", name="Search", exact=True).click()
        page.get_by_role("searchbox").fill("anything")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("status")).to_contain_text("Nothing was found for “anything”")


def test_a_reader_follows_a_name_to_the_experts_page_and_back_to_the_very_view(page: Page, served: str) -> None:
    page.goto(served + ARTICLE)
    page.locator("section.quote").get_by_role("link", name="Bud Bilanich").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bud Bilanich")
    views = page.locator(".quote")
    expect(views).to_have_count(3)
    views.nth(2).get_by_role("link", name="Read it in the article").click()
    expect(page).to_have_url(re.compile("#quote-bilanich-key$"))
    expect(page.locator("#quote-bilanich-key")).to_be_in_viewport()


def test_a_reader_goes_from_the_count_to_the_discussion(page: Page, served: str) -> None:
    page.goto(served)
    page.get_by_role("link", name="5 comments on Is it wise").click()
    expect(page.get_by_role("heading", name="5 comments")).to_be_in_viewport()
    expect(page.locator("article.p-comment")).to_have_count(4)
    expect(page.locator("#comment-original-5")).to_contain_text("withheld by the editors")


def test_a_reader_follows_a_permalink_to_a_comment(page: Page, served: str) -> None:
    page.goto(served + ARTICLE)
    page.get_by_role("link", name="#3", exact=True).click()
    expect(page).to_have_url(re.compile("#comment-original-3$"))
    target = page.url
    page.goto("about:blank")
    page.goto(target)
    comment = page.locator("#comment-original-3")
    expect(comment).to_be_in_viewport()
    assert comment.evaluate("node => node.matches(':target')")


def test_a_reader_goes_from_a_deep_reply_to_what_it_answers(page: Page, served_miniature: str) -> None:
    page.goto(served_miniature + "articles/first/")
    page.get_by_role("link", name="in reply to 5").click()
    expect(page.locator("#comment-004")).to_be_in_viewport()


def test_a_reader_walks_from_article_to_article(page: Page, served: str) -> None:
    page.goto(served + ARTICLE)
    seen = [page.url]
    while (later := page.locator('a[rel="next"]')).count():
        later.click()
        page.wait_for_load_state()
        seen.append(page.url)
    assert len(seen) == 3
    while (earlier := page.locator('a[rel="prev"]')).count():
        earlier.click()
        page.wait_for_load_state()
    assert page.url == seen[0]


def test_a_reader_gets_everywhere_by_keyboard_and_always_sees_where_they_are(page: Page, served: str) -> None:
    page.goto(served + ARTICLE)
    # The form's script takes links away and puts fields in their place once a reader comes near; then all is there.
    page.locator("#reply-form").scroll_into_view_if_needed()
    expect(page.locator("#reply-form textarea")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    links = page.locator("main :is(a[href], input, textarea, button):visible, footer a[href]").count()
    for _ in range(links):
        page.keyboard.press("Tab")
        focus: dict[str, Any] = page.evaluate(
            """() => {
              const node = document.activeElement, box = node.getBoundingClientRect(), style = getComputedStyle(node);
              const inside = box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
              return {tag: node.tagName, text: node.textContent, shown: box.width > 0 && box.height > 0 && inside,
                      ring: parseFloat(style.outlineWidth), style: style.outlineStyle};
            }"""
        )
        assert focus["tag"] in ("A", "INPUT", "TEXTAREA", "BUTTON")
        assert focus["shown"], focus
        assert focus["ring"] >= 2, focus
        assert focus["style"] != "none", focus


def test_everything_can_be_read_without_javascript(browser: Browser, served: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    for path in PAGES:
        page.goto(served + path)
        expect(page.get_by_role("main")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if path == ARTICLE:
            expect(page.locator("#comment-original-1")).to_be_visible()
            expect(page.get_by_role("heading", name="Leave a reply")).to_be_visible()
    page.context.close()


def test_no_page_scrolls_sideways(page: Page, served: str) -> None:
    found = []
    for path in PAGES:
        page.goto(served + path)
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            shown = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{path or 'the front page'} is {shown} px wide at {width} px"] if shown > width else []
    assert not found


def test_the_browser_knows_every_face_of_the_stylesheet(page: Page, served: str) -> None:
    """A browser leaves out a face that it cannot read, and says nothing."""
    page.goto(served + ARTICLE)
    sheet = page.locator("link[rel=stylesheet]").evaluate("link => link.href")
    written = page.request.get(sheet).text().count("@font-face")
    assert page.evaluate("document.fonts.size") == written > 3
    names = page.evaluate("[...document.fonts].map(face => face.family)")
    serif = page.evaluate("getComputedStyle(document.body).getPropertyValue('--serif')")
    assert set(names) <= {name.strip() for name in serif.split(",")}


def test_what_a_stranger_wrote_is_text(page: Page, served_miniature: str) -> None:
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.goto(served_miniature + "articles/first/", wait_until="networkidle")
    hostile = page.locator("#comment-003")
    expect(hostile).to_contain_text("<script>alert(1)</script>")
    expect(hostile).to_contain_text("{{ 7 * 7 }}")
    expect(hostile.locator("img, script")).to_have_count(0)
    assert ran == []


def test_right_to_left_words_stay_in_their_place(page: Page, served_miniature: str) -> None:
    page.goto(served_miniature + "articles/first/")
    name = page.locator("#comment-005 .p-author")
    date = page.locator("#comment-005 time")
    assert name.bounding_box()["x"] < date.bounding_box()["x"]
