"""Everybody can read it: axe on every kind of page, and a walk over each with the tab key.

Which pages are looked at is said in `pages.py`: a new kind of page is one of them without being listed.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe, keyboard
from tests.browser.pages import stay, to_look_at
from tests.browser.server import serving

SITES = {
    "served": "site",
    "served_miniature": "miniature_site",
    "served_specimen": "specimen_site",
    "served_long": "long_site",
}
SHORT = [fixture for fixture in SITES if fixture != "served_long"]
SCREENS = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]
ALL = list(itertools.product(["light", "dark"], SCREENS))
# Each element of 500 comments is on a page of the miniature too. There it is judged in all four ways, here in two:
# axe takes seconds for each.
LONG = [ALL[0], ALL[3]]


@pytest.mark.parametrize("fixture", SITES)
def test_axe_finds_nothing_and_is_sure_of_it(browser: Browser, fixture: str, request: pytest.FixtureRequest) -> None:
    root = request.getfixturevalue(fixture)
    found: dict[str, list[str]] = {}
    # Colours in the middle of a transition would be judged for what they are at that moment.
    page = browser.new_page(reduced_motion="reduce")
    for path in to_look_at(fixture, request.getfixturevalue(SITES[fixture]), every=True):
        stay(page, root + path)
        axe.prepare(page)
        for scheme, screen in LONG if fixture == "served_long" else ALL:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(screen)
            for line in axe.as_text(axe.findings(page)):
                found.setdefault(line, []).append(f"{path or 'the front page'} ({scheme}, {screen['width']} px)")
    page.context.close()
    assert not found, "\n".join(f"{line}\n    on {', '.join(places)}" for line, places in found.items())


@pytest.mark.parametrize("screen", SCREENS, ids=["1280", "390"])
@pytest.mark.parametrize("fixture", SHORT)
def test_the_tab_key_leads_everywhere_and_shows_where_it_is(
    browser: Browser, fixture: str, screen: dict[str, int], request: pytest.FixtureRequest
) -> None:
    root = request.getfixturevalue(fixture)
    scheme = "dark" if screen["width"] == 390 else "light"
    page = browser.new_page(viewport=screen, color_scheme=scheme, reduced_motion="reduce")
    faults = []
    for path in to_look_at(fixture, request.getfixturevalue(SITES[fixture])):
        stay(page, root + path)
        faults += [f"{path or 'the front page'}: {fault}" for fault in keyboard.walk(page)]
    page.context.close()
    assert not faults, "\n".join(faults)


def test_axe_and_the_walk_notice_what_is_wrong(page: Page, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        """<!doctype html><html lang="en"><title>Faults</title>
        <style>a:focus { outline: 3px solid #000 }</style><main><h1>Faults</h1>
        <p style="color: #999">Grey on white</p>
        <p style="background: linear-gradient(#000, #fff)">On what?</p>
        <p><a href="#fine">Fine</a></p>
        <p><a href="#bare" style="outline: none">No ring</a></p>
        <p><a href="#away" style="position: absolute; left: -500px">Off the screen</a></p>
        <p><a href="#pale" style="outline: 3px solid #fffffe">A ring that nobody sees</a></p>
        <p style="position: relative"><a href="#covered">Covered</a>
          <span style="position: absolute; inset: -9px; background: silver"></span></p>
        <p><a href="#late" onfocus="this.blur()">Lets go</a></p>
        <p><a href="#never">Not reached</a></p></main></html>""",
        "utf-8",
    )
    with serving(tmp_path) as address:
        page.goto(address)
        faults = keyboard.walk(page)
        axe.prepare(page)
        found = axe.findings(page)
    said = {name: [f for f in faults if f'href="#{name}"' in f] for name in ("fine", "bare", "away", "pale", "covered")}
    assert said.pop("fine") == []
    assert [len(lines) for lines in said.values()] == [1, 1, 1, 1]
    assert all("no ring" in said[name][0] for name in ("bare", "pale"))
    assert all("hidden or off the screen" in said[name][0] for name in ("away", "covered"))
    assert [f for f in faults if "cannot be reached" in f and "#never" in f]
    assert {(rule["kind"], rule["rule"]) for rule in found} >= {
        ("violation", "color-contrast"),
        ("incomplete", "color-contrast"),
    }


def test_colours_scrolled_out_of_a_box_are_judged_in_sight(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    looks = {"near": "", "good": "color: #000", "pale": "color: #aaa"}
    cells = "".join(f'<td id="{id}" style="min-width: 300px; {style}">Words</td>' for id, style in looks.items())
    (tmp_path / "index.html").write_text(
        f"""<!doctype html><html lang="en"><title>Scrolled</title><body style="background: #fff"><main><h1>Scrolled</h1>
        <div tabindex="0" role="region" aria-label="Cells" style="overflow-x: auto; width: 320px">
        <table><tr>{cells}</tr></table></div></main></body></html>""",
        "utf-8",
    )
    with serving(tmp_path) as address:
        page.goto(address)
        axe.prepare(page)
        found = axe.findings(page)
    contrast = [rule for rule in found if rule["rule"] == "color-contrast"]
    assert [(rule["kind"], [node["target"] for node in rule["nodes"]]) for rule in contrast] == [
        ("violation", ["#pale"])
    ]
