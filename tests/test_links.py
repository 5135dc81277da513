"""Where links may lead is where the build makes pages, and what is said to be on a page is there."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from commentary.destinations import destinations, relative
from commentary.links import LinkRules
from commentary.load import load
from commentary.rendering import Renderer
from commentary.site_file import read_site_file
from commentary.views.pages import all_pages
from tests.publication import ROOT, language

TODAY = dt.date(2026, 6, 30)


@pytest.mark.parametrize("name", ["miniature_site", "many_site", "specimen_site"])
def test_a_link_may_lead_wherever_the_build_makes_a_page_and_to_what_is_on_it(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(name)
    loaded = load(site.parent, TODAY)
    places = destinations(loaded.collection, loaded.settings)
    pages = all_pages(loaded.publication, loaded.settings, language("en"), {})
    made = {path: place for path, place in places.items() if path.endswith(".md")}
    assert {path: place.address for path, place in made.items()} == {
        p.source: quote(p.address, safe="/%") for p in pages.values()
    }
    for path, place in places.items():
        file = site / unquote(place.address)
        assert (file / "index.html" if path.endswith(".md") else file).is_file(), path
        text = loaded.publication.texts.get(f"docs/{path}")
        if ids := place.ids | (text.ids if text else frozenset()):
            page = (file / "index.html").read_text("utf-8")
            assert ids <= set(re.findall(r'\s(?:id|name)="([^"]+)"', page)), path


@pytest.mark.parametrize(
    ("address", "start", "way"),
    [
        ("articles/b/", "articles/a/", "../b/"),
        ("articles/a/", "articles/a/", "./"),
        ("", "articles/a/", "../../"),
        ("", "", "./"),
        ("about/", "", "about/"),
        ("images/a.svg", "articles/a/", "../../images/a.svg"),
        ("articles/a/", "articles/a/comments/2/", "../../"),
    ],
)
def test_the_way_from_one_page_to_another_is_the_browsers(address: str, start: str, way: str) -> None:
    assert relative(address, start) == way


def test_a_text_is_rendered_the_same_whatever_was_rendered_before_it() -> None:
    loaded = load(ROOT, dt.date(2100, 1, 1))
    collection, site = loaded.collection, read_site_file(ROOT)[0]
    places = destinations(collection, loaded.settings)

    def rendered(paths: list[str], renderer: Renderer) -> dict[str, str]:
        made = {}
        for path in paths:
            text, problems = renderer.render(
                collection.texts[path], collection.uses.get(path, []), collection.pictures[path]
            )
            assert problems == []
            made[path] = text.html.replace(renderer.secret, "")
        return made

    def fresh() -> Renderer:
        rules = LinkRules(site, places, collection)
        return Renderer(site.decided(), ROOT / "docs", places, raw_html=False, from_root=rules.from_root)

    paths = sorted(collection.texts)
    alone = {path: html for path in paths for html in rendered([path], fresh()).values()}
    assert rendered(paths[::-1] + paths, fresh()) == alone
