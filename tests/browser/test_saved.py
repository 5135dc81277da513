"""Saved and printed pages show their pictures; see `saved.py` for the ways that were tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import saved
from tests.browser.server import serving
from tests.conftest import Once


@pytest.fixture(scope="module")
def photographs(once: Once) -> Path:
    return once("photographs", saved.make) / "site"


def test_a_page_saved_as_one_file_or_printed_shows_its_pictures(
    browser: Browser, photographs: Path, tmp_path: Path
) -> None:
    with serving(photographs, under="blog/") as address:
        page = browser.new_page()
        page.goto(address + saved.PAGE)
        session = page.context.new_cdp_session(page)
        (tmp_path / "page.mhtml").write_text(session.send("Page.captureSnapshot", {"format": "mhtml"})["data"], "utf-8")
        printed = page.pdf()
        page.context.close()
    assert saved.missing(browser, tmp_path / "page.mhtml") == []
    # The same face twice is one picture in a PDF.
    assert len(re.findall(rb"/Subtype ?/Image", printed)) == saved.PICTURES - 1


def test_a_program_that_saves_pages_finds_every_picture_at_an_img(photographs: Path) -> None:
    """wget fetches and rewrites what an `img` names, and nothing that a `source` names; the audit runs it."""
    page = (photographs / saved.PAGE / "index.html").read_text("utf-8")
    images = re.findall(r"<img\b[^>]*>", page)
    assert len(images) == saved.PICTURES
    assert "<source" not in page
    for image in images:
        named = re.findall(r'(?:src="|srcset="|, )((?:\.\./)+images/[\w-]+\.\w+)', image)
        assert len(named) >= 2
        assert all((photographs / saved.PAGE / name).resolve().is_file() for name in named)
