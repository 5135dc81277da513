"""Whatever says something of an article says the same: the page, what programs read in it, the feeds, the search."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.agreement import differences
from tests.publication import build

URL = "https://example.org/blog/"
HERE = "https://here.example.org/"


@pytest.mark.parametrize(("publication", "url"), [("miniature_site", URL), ("site", HERE), ("many_site", URL)])
def test_everything_says_the_same(publication: str, url: str, request: pytest.FixtureRequest) -> None:
    assert differences(request.getfixturevalue(publication), url) == []


def test_a_discussion_of_several_pages_is_told_the_same(miniature: Path) -> None:
    file = miniature / "mkdocs.yml"
    config = file.read_text("utf-8")
    file.write_text(config.replace("  commentary:\n", "  commentary:\n    comments_on_a_page: 3\n", 1), "utf-8")
    assert build(miniature).returncode == 0
    assert (miniature / "site/articles/first/comments/2/index.html").is_file()
    assert differences(miniature / "site", URL) == []


def swapped(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text, count=1)


PAGE = "articles/first/index.html"
FEED = "articles/first/comments.xml"
INDEX = "assets/search-*/texts/0.json"
SABOTAGE = {
    "the page counts one too many": (PAGE, swapped(r"10 comments</h2>", "11 comments</h2>")),
    "the page has another date": (
        PAGE,
        swapped(r'dt-published" datetime="2026-01-10"', 'dt-published" datetime="2026-01-09"'),
    ),
    "JSON-LD counts one too few": (PAGE, swapped('"commentCount":10', '"commentCount":9')),
    "JSON-LD lacks an author": (PAGE, swapped(r',\{"@type":"Person","name":"Author Two"[^}]*\}', "")),
    "microdata call a reader something else": (
        PAGE,
        swapped("itemprop=name>Reader One", "itemprop=name content=x>Reader Two"),
    ),
    "microdata lose a comment": (PAGE, swapped("itemprop=comment ", "")),
    "microformats lose a comment": (PAGE, swapped('class="p-comment h-cite"', 'class="h-cite"')),
    "microformats date a comment otherwise": (PAGE, swapped("class=dt-published itemprop", "itemprop")),
    "a feed lacks a comment": (FEED, swapped(r"(?s) <entry>.*?</entry>\n", "")),
    "a feed names another": (FEED, swapped("<name>Reader One</name>", "<name>Reader Two</name>")),
    "a feed dates a comment otherwise": (FEED, swapped("<published>2026-01-1", "<published>2025-01-1")),
    "the feed of all comments names another": ("comments.xml", swapped("<name>A reader</name>", "<name>B</name>")),
    "the feed of articles counts otherwise": (
        "feed.xml",
        lambda text: text.replace('thr:count="10"', 'thr:count="9"').replace("<thr:total>10<", "<thr:total>9<"),
    ),
    "the JSON feed counts otherwise": ("feed.json", swapped('"comments": 10', '"comments": 9')),
    "the JSON feed lacks an article": (
        "feed.json",
        swapped(
            '"url": "https://example.org/blog/articles/first/"', '"url": "https://example.org/blog/articles/fifth/"'
        ),
    ),
    "an expert's feed lacks a view": (
        "experts/expert-one/feed.xml",
        swapped(r"(?s) <entry>(?:(?!</entry>).)*?#quote-.*?</entry>\n", ""),
    ),
    "an expert's feed names another": (
        "experts/expert-one/feed.xml",
        lambda text: text.replace("<name>Expert One</name>", "<name>Expert Two</name>"),
    ),
    "the search lacks a comment": (INDEX, swapped('#comment-001"', '#elsewhere"')),
    "the search names another": (INDEX, swapped('"Reader One"', '"Reader Two"')),
    "the search dates a comment otherwise": (INDEX, swapped('"2026-01-11"', '"2026-01-12"')),
    "the search calls our words a reader's": (INDEX, swapped(r'("[\d-]*"),1\]', r"\1]")),
    "a feed calls our words a reader's": (FEED, swapped("<title>In our words: ", "<title>")),
    "microdata call a reader's words ours": (PAGE, swapped("itemprop=text", "itemprop=abstract")),
    "the search calls an article otherwise": (INDEX, swapped('"The fourth article"', '"The fifth article"')),
}


@pytest.mark.parametrize("what", SABOTAGE)
def test_a_difference_is_found(what: str, miniature_site: Path, tmp_path: Path) -> None:
    path, change = SABOTAGE[what]
    site = shutil.copytree(miniature_site, tmp_path / "site")
    (file,) = site.glob(path)
    before = file.read_text("utf-8")
    file.write_text(change(before), "utf-8")
    assert file.read_text("utf-8") != before
    try:
        found = differences(site, URL)
    except ValueError as contradiction:
        found = [str(contradiction)]
    assert found != []
