"""Pictures as readers see them: no larger than they are, no higher than the screen, readable in the dark."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from tests.browser.server import serving
from tests.publication import build, copy_miniature

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {}"><text x="10" y="40" font-size="20">Words</text></svg>'
TEXT = "".join(
    f'\n\n![Alt of {name}](../images/{name} "Caption | Credit"){setting}\n'
    for name, setting in [
        ("small.png", ""), ("drawing.svg", ""), ("tall.png", ""), ("large.jpg", ""), ("upright.jpg", ""),
        ("turned.webp", ""), ("clear.svg", ""), ("narrow.jpg", " { width=240 }"), ("enlarged.svg", " { width=500 }"),
    ]
)  # fmt: skip
SHOWN = {
    # What each is shown as in a window of 1280 x 800, whose column is 630 pixels wide.
    "small.png": (300, 200),
    "drawing.svg": (100, 50),
    "tall.png": (60, 800),
    "large.jpg": (630, 420),
    "upright.jpg": (630, 800),
    "turned.webp": (60, 100),
    "clear.svg": (600, 200),
    "narrow.jpg": (240, 160),
    "enlarged.svg": (500, 250),
}


@pytest.fixture(scope="module")
def served_pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = copy_miniature(tmp_path_factory.mktemp("pictures") / "miniature")
    images = root / "docs/images"
    for name, size in (("small.png", (300, 200)), ("tall.png", (60, 4000)), ("large.jpg", (1500, 1000)),
                       ("upright.jpg", (1000, 1500)), ("narrow.jpg", (1500, 1000))):  # fmt: skip
        Image.new("RGB", size, "teal").save(images / name)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = Image.new("RGB", (60, 100), "teal")
    ImageDraw.Draw(turned).rectangle((0, 0, 60, 20), "orange")
    turned.save(images / "turned.webp", exif=exif, lossless=True)
    for name, size in (("drawing.svg", "100 50"), ("clear.svg", "600 200"), ("enlarged.svg", "100 50")):
        (images / name).write_text(SVG.format(size), "utf-8")
    article = root / "docs/articles/third.md"
    article.write_text(article.read_text("utf-8") + TEXT, "utf-8")
    result = build(root)
    assert result.returncode == 0, result.stderr
    with serving(root / "site", under="blog/") as address:
        yield f"{address}articles/third/"


def shown(page: Page) -> dict[str, tuple[int, int]]:
    """Width and height of each picture's box by its name, once it is there."""
    found = page.evaluate("""async () => {
        const pictures = [...document.querySelectorAll(".prose .picture img")];
        for (const one of pictures) { one.loading = "eager"; await one.decode(); }
        return pictures.map(one => [one.alt, one.clientWidth, one.clientHeight]);
    }""")
    return {alt.removeprefix("Alt of "): (round(width), round(height)) for alt, width, height in found}


def open_at(browser: Browser, address: str, width: int, height: int, scheme: str = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(address)
    return page


def test_no_picture_is_larger_than_it_is_nor_higher_than_the_screen(browser: Browser, served_pictures: str) -> None:
    page = open_at(browser, served_pictures, 1280, 800)
    found = shown(page)
    assert {name: pytest.approx(size, abs=1) for name, size in SHOWN.items()} == found
    page.set_viewport_size({"width": 844, "height": 390})
    assert max(height for _, height in shown(page).values()) <= 390
    page.set_viewport_size({"width": 320, "height": 640})
    assert max(width for width, _ in shown(page).values()) <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_nothing_moves_when_a_picture_comes(browser: Browser, served_pictures: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    held, waiting = [], True
    page.route("**/images/*", lambda route: held.append(route) if waiting else route.continue_())
    page.goto(served_pictures, wait_until="commit")
    last = page.get_by_alt_text("Alt of enlarged.svg")
    last.wait_for(state="attached")
    before = last.evaluate("one => one.getBoundingClientRect().top")
    waiting = False
    for route in held:
        route.continue_()
    shown(page)
    assert last.evaluate("one => one.getBoundingClientRect().top") == pytest.approx(before, abs=1)
    page.context.close()


def test_what_is_drawn_on_nothing_is_readable_in_the_dark(browser: Browser, served_pictures: str) -> None:
    page = open_at(browser, served_pictures, 1280, 800, "dark")
    shown(page)
    picture = Image.open(io.BytesIO(page.get_by_alt_text("Alt of clear.svg").screenshot())).convert("L")
    darkest, lightest = picture.getextrema()
    # WCAG 2.2, success criterion 1.4.3; both are grey levels of sRGB, near enough to black and white here.
    assert lightest > 180, "the ground is dark"
    assert darkest < 40, "the words are not dark"
    # A photograph needs no ground: beside an upright one the page is as dark as elsewhere.
    beside = page.get_by_alt_text("Alt of upright.jpg").evaluate("one => getComputedStyle(one).backgroundColor")
    assert beside == "rgba(0, 0, 0, 0)"
    page.context.close()


def test_a_webp_is_shown_with_the_sides_that_the_page_says(browser: Browser, served_pictures: str) -> None:
    page = open_at(browser, served_pictures, 390, 844)
    shown(page)
    picture = page.get_by_alt_text("Alt of turned.webp")
    natural = picture.evaluate("one => [one.naturalWidth, one.naturalHeight]")
    assert natural == [60, 100] == [int(picture.get_attribute(name)) for name in ("width", "height")]
    page.context.close()
