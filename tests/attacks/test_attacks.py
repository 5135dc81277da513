"""Nothing that a stranger writes runs, leaves its box, asks for anything, or is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from commentary.canonical import KINDS, canonical
from commentary.collection import Collection, collect
from commentary.find import Found, find
from tests.attacks import outputs
from tests.attacks.attack import attacks
from tests.attacks.fill import Filled, fill
from tests.attacks.naive import write
from tests.attacks.pages import look
from tests.attacks.preview import preview
from tests.attacks.watch import control, elsewhere, watching
from tests.browser.server import serving
from tests.publication import build

EACH = 110
"""Attacks on an article's page."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Filled, Filled]]:
    pair = fill(tmp_path_factory.mktemp("attacks"), attacks(), EACH)
    for one in pair:
        result = build(one.root)
        assert result.returncode == 0, result.stderr
    return pair


def test_a_publication_of_attacks_does_no_harm_and_loses_nothing(
    browser: Browser, filled: tuple[Filled, Filled], tmp_path: Path
) -> None:
    """One test, since its two publications are built for it alone."""
    tally = look(browser, *filled, tmp_path)
    assert tally.executions == []
    assert tally.elsewhere == []
    assert tally.faults == []
    assert tally.comments == 2 * len(attacks()) + len([attack for attack in attacks() if attack.number % 10 == 0])
    assert tally.seen > 5000
    see_files_beside_the_pages(filled)
    write_every_file_anew(filled)


def see_files_beside_the_pages(filled: tuple[Filled, Filled]) -> None:
    number, faults = outputs.check(filled[0].root / "site")
    assert faults == []
    assert number > 3
    # As many lines as where nobody means harm.
    for name in ("_headers", "sitemap.xml"):
        one, other = ((each.root / "site" / name).read_text("utf-8").count("\n") for each in filled)
        assert one == other, name


def write_every_file_anew(filled: tuple[Filled, Filled]) -> None:
    found = find(filled[0].root)
    written = 0
    for source in found.sources:
        if source.kind not in KINDS:
            continue
        before, _ = collect(Found(found.root, [source]))
        form = canonical(found, source)
        assert form.faults == [] and form.remarks == []
        (found.root / source.path).write_bytes(form.text.encode())
        after, problems = collect(Found(found.root, [source]))
        assert [problem for problem in problems if problem.severity == "error"] == []
        assert records(before) == records(after), source.path
        written += 1
    assert written > len(attacks())


def records(collection: Collection) -> list[object]:
    shelves = (collection.experts, collection.authors, *collection.quotes.values(), *collection.comments.values())
    return [entry.record for shelf in shelves for entry in shelf.values()]


def test_the_preview_of_a_reply_makes_what_the_build_makes_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    seen = preview(browser, tmp_path, [attack.text for attack in attacks()])
    assert seen.executions == []
    assert seen.faults == []


def test_the_look_finds_what_a_trusting_renderer_lets_through(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path, attacks()[::4])
    with serving(tmp_path) as address, watching(browser) as watch:
        faults = control(watch, address)
        ran = set(re.findall(r"alert\((\d{4})\)", " ".join(watch.seen.executions)))
        outside = [url for url in elsewhere(watch.seen.requests, address) if url.startswith("http")]
    assert len(ran) >= 20, "the look would not see scripts that run"
    assert len(outside) >= 8, "the look would not see requests to other hosts"
    for why in (
        "has on",
        "leads to javascript:",
        "has style",
        "is there",
        "is no script of ours",
        "in a stranger's box",
        "turns what",
    ):
        assert sum(why in fault for fault in faults) >= 2, why
