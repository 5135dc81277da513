"""What a careful host, a careful reader and a small screen ask of every kind of page."""

from __future__ import annotations

import html.parser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import keyboard
from tests.browser.pages import SPECIMEN, all_pages, stay, to_look_at
from tests.browser.server import POLICY, serving
from tests.long_discussion import ARTICLE, FOUNDING

SITES = {
    "served": "site",
    "served_miniature": "miniature_site",
    "served_specimen": "specimen_site",
    "served_long": "long_site",
}
SHORT = [fixture for fixture in SITES if fixture != "served_long"]
MOST_REQUESTS = 6

VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => violations.push(
  `the policy's ${event.effectiveDirective} refuses ${event.blockedURI} ${event.sample}`));
"""


LATER = """[...document.querySelectorAll("img[loading=lazy]")]
  .filter(image => image.getBoundingClientRect().top > innerHeight).map(image => image.currentSrc)"""
"""Pictures below the first view, which browsers fetch when they think it time: one at once, another never."""


def visit(context: BrowserContext, address: str) -> tuple[list[str], list[str], list[Any], list[str]]:
    """All that the browser and the page say on a visit, all that is asked for, the cookies that are left, and which
    pictures may be asked for later."""
    said: list[str] = []
    asked: list[str] = []
    page = context.new_page()
    page.add_init_script(VIOLATIONS)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: said.append(f"{answer.url} is not there") if answer.status >= 400 else None)
    stay(page, address)
    # What is reported in the last moment still comes in.
    page.wait_for_timeout(50)
    said += page.evaluate("violations")
    later = page.evaluate(LATER)
    page.close()
    return said, asked, context.cookies(), later


@pytest.mark.parametrize("fixture", SITES)
def test_a_strict_policy_is_kept_without_a_message(
    browser: Browser, fixture: str, served_strictly: dict[str, str], request: pytest.FixtureRequest
) -> None:
    root = served_strictly[fixture]
    faults = []
    context = browser.new_context()
    for path in to_look_at(fixture, request.getfixturevalue(SITES[fixture])):
        said, asked, cookies, later = visit(context, root + path)
        wrong = [*said, *(f"asks elsewhere: {url}" for url in asked if not url.startswith((root, "data:")))]
        wrong += [f"sets the cookie {cookie['name']}" for cookie in cookies]
        # Those have every kind of letter and picture on a page, and so ask for more files than others.
        # The form's script is asked for beside what is needed to read.
        to_read = [url for url in asked if "/js/reply-" not in url and url not in later]
        if len(to_read) > MOST_REQUESTS and fixture not in ("served_miniature", "served_specimen"):
            wrong.append(f"asks for {len(asked)} things: {', '.join(asked)}")
        faults += [f"{path or 'the front page'}: {line}" for line in wrong]
    context.close()
    assert not faults, "\n".join(faults)


def test_what_breaks_the_policy_is_noticed(context: BrowserContext, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        """<!doctype html><title>Faults</title><p style="color: red">Inline</p><script>alert(1)</script>
        <img src="https://elsewhere.example.org/x.png" alt="">""",
        "utf-8",
    )
    with serving(tmp_path, policy=POLICY) as address:
        said, asked, *_ = visit(context, address)
    for directive in ("style-src", "script-src", "img-src"):
        assert [line for line in said if directive in line], directive
    assert asked[0] == address


@pytest.mark.parametrize("attempt", [
    "document.body.innerHTML = '<b>A</b>'", "document.write('A')", "eval('1')", "new Function('1')",
    "document.createElement('script').src = './x.js'", "new DOMParser().parseFromString('A', 'text/html')",
    "trustedTypes.createPolicy('another', {createHTML: text => text})",
])  # fmt: skip
def test_no_script_makes_html_or_a_script_of_a_text(page: Page, served: str, attempt: str) -> None:
    """By the policy in the page alone, which is all that some hosts have."""
    page.goto(served)
    # In an event, since what the driver of the tests evaluates itself is above the policy.
    tried = f"try {{ {attempt}; window.done = 'done' }} catch (error) {{ window.done = error.name }}"
    page.evaluate(f"addEventListener('click', () => {{ {tried} }})")
    page.locator("h1").first.click()
    assert page.evaluate("window.done") in ("TypeError", "EvalError")


class _Inline(html.parser.HTMLParser):
    """Whatever of a page only a loose policy would let through."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") in ("application/ld+json", "application/json")
        apart = (given.get("src") or "").startswith("../") and given.get("type") == "module"
        if tag in ("style", "iframe", "object", "embed", "base") or (tag == "script" and not data and not apart):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f'<{tag} {name}="{value}">')


@pytest.mark.parametrize("fixture", SITES.values())
def test_nothing_on_any_page_is_inline(fixture: str, request: pytest.FixtureRequest) -> None:
    texts = all_pages(request.getfixturevalue(fixture))
    assert texts
    faults = {path: found for path, text in texts.items() if (found := _Inline(text).found)}
    assert not faults


def test_the_look_for_what_is_inline_finds_it() -> None:
    data = '<script type="application/ld+json">{}</script>'
    apart = '<script type="module" src="../d.js"></script>'
    text = f'<p style="a" onclick="b"><script src="c"></script>{data}{apart}<a href=" JavaScript:d">'
    assert _Inline(text).found == ['<p style="a">', '<p onclick="b">', "<script>", '<a href=" JavaScript:d">']


@pytest.mark.parametrize("fixture", SHORT)
def test_without_javascript_all_words_are_there(browser: Browser, fixture: str, request: pytest.FixtureRequest) -> None:
    root = request.getfixturevalue(fixture)
    with_it = browser.new_page()
    without = browser.new_page(java_script_enabled=False)
    faults = []
    for path in to_look_at(fixture, request.getfixturevalue(SITES[fixture])):
        lines = []
        for page in (with_it, without):
            stay(page, root + path)
            assert page.get_by_role("heading", level=1).is_visible(), path
            # What a script alone can do is promised only where there is one.
            page.locator(".scripted").evaluate_all("all => all.forEach(one => one.remove())")
            lines.append(set(page.get_by_role("main").inner_text().splitlines()))
        faults += [f"{path or 'the front page'}: {line}" for line in lines[0] - lines[1]]
    with_it.context.close()
    without.context.close()
    assert not faults, "\n".join(["These words need JavaScript:", *faults])


@pytest.mark.parametrize("fixture", SHORT)
def test_forced_colours_show_where_the_focus_is(browser: Browser, fixture: str, request: pytest.FixtureRequest) -> None:
    root = request.getfixturevalue(fixture)
    page = browser.new_page(forced_colors="active", viewport={"width": 390, "height": 844})
    faults = []
    for path in to_look_at(fixture, request.getfixturevalue(SITES[fixture])):
        stay(page, root + path)
        faults += [f"{path or 'the front page'}: {fault}" for fault in keyboard.walk(page, most=40)]
    page.context.close()
    assert not faults, "\n".join(faults)


MOVING = """() => [...document.querySelectorAll("*")].flatMap(node =>
  [null, "::before", "::after"].flatMap(part => {
    const style = getComputedStyle(node, part);
    const long = times => times.split(",").some(time => parseFloat(time) > .01);
    const what = [];
    if (style.animationName !== "none" && long(style.animationDuration)) what.push("animation " + style.animationName);
    if (long(style.transitionDuration)) what.push("transition of " + style.transitionProperty);
    if (style.scrollBehavior === "smooth") what.push("smooth scrolling");
    return what.map(word => `${node.localName}.${node.className}${part ?? ""}: ${word}`);
  }))"""


@pytest.mark.parametrize("fixture", SHORT)
def test_nothing_moves_for_readers_who_want_no_motion(
    browser: Browser, fixture: str, request: pytest.FixtureRequest
) -> None:
    root = request.getfixturevalue(fixture)
    page = browser.new_page(reduced_motion="reduce")
    faults = []
    for path in to_look_at(fixture, request.getfixturevalue(SITES[fixture])):
        stay(page, root + path)
        faults += [f"{path or 'the front page'}: {fault}" for fault in page.evaluate(MOVING)]
    page.context.close()
    assert not faults, "\n".join(sorted(set(faults))[:40])


def test_what_moves_is_noticed(page: Page) -> None:
    page.set_content(
        "<style>@keyframes k { to { opacity: 0 } } p { transition: color 1s } "
        "p::after { content: 'x'; animation: k 2s } html { scroll-behavior: smooth }</style><p>a</p>"
    )
    assert [line.split(": ")[1] for line in page.evaluate(MOVING)] == [
        "smooth scrolling",
        "transition of color",
        "animation k",
    ]


@pytest.mark.parametrize(
    ("fixture", "path"),
    [
        ("served", f"articles/{FOUNDING}/"),
        ("served_miniature", "articles/first/"),
        ("served_specimen", SPECIMEN),
        ("served_long", ARTICLE),
    ],
)
def test_paper_gets_the_text_and_the_discussion_and_no_more(
    page: Page, fixture: str, path: str, request: pytest.FixtureRequest
) -> None:
    page.goto(request.getfixturevalue(fixture) + path)
    left_out = {
        "the advertisement": page.locator('[rel~="sponsored"]'),
        "how to reply": page.locator("#reply"),
        "the menu": page.locator("body > header nav"),
        "the way to the text": page.locator('a[href="#main"]'),
    }
    for name, part in left_out.items():
        assert part.count(), f"{name} is not on the page at all"
        assert name == "the way to the text" or part.first.is_visible(), f"{name} is not on the screen"
    page.emulate_media(media="print")
    for name, part in left_out.items():
        assert not any(one.is_visible() for one in part.all()), f"{name} is printed"
    for part in (page.locator("h1"), page.locator(".e-content").first, page.locator("#discussion")):
        assert part.is_visible()
    comments = page.locator("[id^=comment-].p-comment")
    assert comments.first.is_visible() and comments.last.is_visible()


CLIPPED = """() => {
  const faults = [];
  const unseen = node => {
    const style = getComputedStyle(node), box = node.getBoundingClientRect();
    return style.visibility === "hidden" || (box.width <= 1 && box.height <= 1)
      || (style.position === "absolute" && box.bottom <= 0);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.textContent.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()];
    const say = why => faults.push(`“${text.textContent.trim().slice(0, 40)}” ${why}`);
    for (let around = text.parentElement; around && boxes.length; around = around.parentElement) {
      if (unseen(around)) break;
      const style = getComputedStyle(around), box = around.getBoundingClientRect();
      // What scrolls by itself may be wider than the screen; that it can be scrolled by keyboard is for axe.
      if (/auto|scroll/.test(style.overflowX) && around !== document.documentElement) break;
      const beside = boxes.some(one => one.right > box.right + 1 || one.left < box.left - 1);
      const below = boxes.some(one => one.bottom > box.bottom + 1 || one.top < box.top - 1);
      if (style.overflowX !== "visible" && beside || style.overflowY !== "visible" && below) {
        say(`is cut off by ${around.localName}.${around.className}`);
        break;
      }
      if (around === document.body && boxes.some(one => one.left < -1 || one.right > innerWidth + 1)) {
        say("goes beyond the screen");
      }
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
  return faults;
}"""

FONT_SIZE = 16
"""What browsers start from; a reader who wants text twice as large sets twice that."""


@pytest.mark.parametrize("fixture", SITES)
def test_small_screens_and_large_text_cut_nothing_off(
    browser: Browser, fixture: str, request: pytest.FixtureRequest
) -> None:
    root = request.getfixturevalue(fixture)
    page = browser.new_page()
    # Ours come late or never on a poor connection, and the system's letters may be wider.
    page.context.route("**/*.woff2", lambda route: route.abort())
    session = page.context.new_cdp_session(page)
    faults = []
    for path in to_look_at(fixture, request.getfixturevalue(SITES[fixture])):
        stay(page, root + path)
        for width, zoom in ((320, 1), (640, 2), (320, 2)):
            page.set_viewport_size({"width": width, "height": 800})
            sizes = {"standard": FONT_SIZE * zoom, "fixed": 13 * zoom}
            session.send("Page.setFontSizes", {"fontSizes": sizes})
            where = f"{path or 'the front page'} at {width} px, text {zoom * 100} %"
            size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
            if size < FONT_SIZE * zoom:
                faults.append(f"{where}: the text stays at {size} px")
            faults += [f"{where}: {fault}" for fault in page.evaluate(CLIPPED)]
    page.context.close()
    assert not faults, "\n".join(faults)


def test_what_is_cut_off_is_noticed(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.set_content(
        """<style>* { margin: 0 }</style><p>Fine</p><p style="overflow: hidden; height: 9px">Too low</p>
        <p style="overflow-x: auto; white-space: pre; width: 100px">What scrolls by itself is as it should be</p>
        <p style="position: relative; left: -30px">To the left</p><p style="width: 500px">Wide</p>"""
    )
    assert page.evaluate(CLIPPED) == [
        "“Too low” is cut off by p.",
        "“To the left” goes beyond the screen",
        "the page scrolls sideways",
    ]
