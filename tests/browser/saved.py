"""Copies of a page, as readers save them, and whether they show its pictures when the site is out of reach.

Tried: Chromium's single file (MHTML) and its print to PDF in every run of the tests, wget in the audit. A browser's
“complete” page, with a folder beside it, cannot be asked for without a window.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.server import serving
from tests.publication import build, copy_miniature

PAGE = "articles/first/"
PICTURES = 4
"""On that page: at its head, in its text, and a portrait twice, of the expert with two views."""
WAYS = (["--page-requisites", "--convert-links"], ["--mirror", "--convert-links", "--level=2"])


def make(target: Path) -> None:
    """The miniature in `target`, built, with photographs in the place of its drawings."""
    root = copy_miniature(target)
    images = root / "docs" / "images"
    ground = Image.radial_gradient("L")
    Image.merge("RGB", [ground, ground.rotate(90), ground]).resize((1000, 560)).save(images / "photo.jpg")
    ground.convert("RGB").save(images / "inside.png")
    ground.convert("RGB").resize((240, 240)).save(images / "face.jpg")
    article = root / "docs" / "articles" / "first.md"
    text = article.read_text("utf-8").replace("images/dot.svg", "images/photo.jpg")
    text = text.replace("width: 160", "width: 1000").replace("height: 90", "height: 560")
    article.write_text(f'{text}\n![A ground](../images/inside.png "Words | Test data")\n', "utf-8")
    expert = root / "comments" / "experts" / "expert-one.yml"
    expert.write_text(expert.read_text("utf-8").replace("images/dot.svg", "images/face.jpg"), "utf-8")
    result = build(root)
    assert result.returncode == 0, result.stderr


def missing(browser: Browser, file: Path) -> list[str]:
    """What of its pictures a saved page does not show."""
    page = browser.new_page()
    page.goto(file.as_uri())
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    shown = page.evaluate("[...document.images].map(image => [image.currentSrc || image.src, image.naturalWidth])")
    page.context.close()
    faults = [f"{file.name}: {source} is not shown" for source, width in shown if not width]
    return faults + ([f"{file.name} has {len(shown)} pictures"] if len(shown) != PICTURES else [])


def by_wget(browser: Browser, site: Path, folder: Path) -> list[str]:
    """What is missing in wget's copies, with what a page needs and of a whole site. `folder` is not there yet."""
    faults = []
    with serving(site, under="blog/") as address:
        for number, way in enumerate(WAYS):
            command = ["wget", "--quiet", "--execute=robots=off", f"--directory-prefix={folder / str(number)}", *way]
            # It ends with 8 where a server has not all that a page names, such as a form's endpoint elsewhere.
            subprocess.run([*command, address + PAGE], check=False, timeout=120)
    for number, way in enumerate(WAYS):
        (file,) = (folder / str(number)).rglob(f"{PAGE}index.html")
        faults += [f"wget {' '.join(way)}: {fault}" for fault in missing(browser, file)]
    return faults
