"""Every page of a filled publication in a browser: nothing runs, nothing leaves its box, nothing is lost."""

from __future__ import annotations

import html
import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.attacks.fill import Filled, Shown
from tests.attacks.watch import Watch, elsewhere, missing, watching
from tests.browser.pages import all_pages, telling
from tests.browser.server import POLICY, serving

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
_WORD = re.compile(r"[^\W_]{2,}")
UNDER = "blog/"
"""Where the settings say that the site lies."""
GENERATED = "categories/"
"""Where an address is made of a text, so that the twin's differs."""
SCRIPTED = ("search/",)
"""Pages of which a script makes a part as soon as they are there."""


@dataclass(slots=True)
class Tally:
    """Counts, and what is wrong in words."""

    pages: int = 0
    comments: int = 0
    seen: int = 0
    executions: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def look(browser: Browser, filled: Filled, twin: Filled, folder: Path, every: bool = False) -> Tally:
    """Every page without any policy; and pages that together show all there is, or `every` page, under ours, both sent
    and in the page."""
    tally = Tally()
    site = filled.root / "site"
    bare = folder / "bare"
    shutil.copytree(site, bare)
    for file in bare.rglob("*.html"):
        text, removed = _POLICY.subn("", file.read_text("utf-8"))
        assert removed == 1, file
        file.write_text(text, "utf-8")
    skeletons = _skeletons(browser, twin)
    for root, policy in ((bare, ""), (site, POLICY)):
        found: dict[str, Counter[str]] = {}
        with serving(root, under=UNDER, policy=policy) as address, watching(browser) as watch:
            for path in all_pages(root) if every or not policy else telling(root):
                looked = _page(watch, address, path, root, tally)
                found[path] = looked["skeleton"]
                if not policy:
                    _comments(path, looked, filled, tally)
                    _texts(path, looked, filled, tally)
        _compare(found, skeletons, tally)
    return tally


def _page(watch: Watch, address: str, path: str, site: Path, tally: Tally) -> dict[str, Any]:
    looked = watch.open(address + path)
    seen = watch.seen
    tally.pages += 1
    tally.executions += [f"{path}: {what}" for what in seen.executions]
    tally.elsewhere += [f"{path}: {url}" for url in elsewhere(seen.requests, address)]
    tally.faults += [f"{path} asks for {what}" for what in missing(seen.requests, address, site)]
    tally.faults += [f"{path}: {what}" for what in (*looked["faults"], *seen.said)]
    return looked


def _skeletons(browser: Browser, twin: Filled) -> dict[str, Counter[str]]:
    site = twin.root / "site"
    with serving(site, under=UNDER) as address, watching(browser) as watch:
        watch.open(address)
        found = watch.skeletons(address, list(all_pages(site)))
        return found | {path: watch.open(address + path)["skeleton"] for path in SCRIPTED}


def _compare(found: dict[str, Counter[str]], twins: dict[str, Counter[str]], tally: Tally) -> None:
    """The elements of a page are those of its twin, each as often and in the same kind of element."""
    for path in found:
        if path.startswith(GENERATED):
            continue
        one, other = found.get(path, Counter()), twins.get(path, Counter())
        tally.faults += [f"{path} has more: {edge}" for edge in one - other]
        tally.faults += [f"{path} has less: {edge}" for edge in other - one]
    ours, theirs = (
        {frozenset(page.items()) for path, page in pages.items() if path.startswith(GENERATED)}
        for pages in (found, twins)
    )
    if not ours <= theirs:
        tally.faults.append("a category's page has other elements than its twin")


def _comments(path: str, looked: dict[str, Any], filled: Filled, tally: Tally) -> None:
    """The comments of a page are those of the data."""
    article = path.removeprefix("articles/").rstrip("/")
    files = (filled.root / "comments" / article).glob("[cde]*.yml") if path.startswith("articles/") else ()
    wanted = sorted(f"comment-{file.stem}" for file in files)
    tally.comments += len(wanted)
    if sorted(looked["comments"]) != wanted:
        tally.faults.append(f"{path} shows {len(looked['comments'])} comments; there are {len(wanted)}")


def _texts(path: str, looked: dict[str, Any], filled: Filled, tally: Tally) -> None:
    """What was typed can be read."""
    whole = _readable(looked["text"])
    boxes = {id: _readable(text) for id, text in looked["boxes"].items()}
    for shown in filled.shown:
        if shown.page == path:
            tally.seen += 1
            if lost := _lost(shown, boxes.get(shown.id, "") if shown.id else whole, whole):
                tally.faults.append(f"{path} does not show of {shown.field} ({shown.attack.tries}): {lost}")


def _readable(text: str) -> str:
    return " ".join(text.split())


def _lost(shown: Shown, text: str, whole: str) -> str:
    """The part of a text that cannot be read. Of Markdown, any word: an address may stand in a link's attribute."""
    wanted = _readable(shown.text)
    if wanted in text:
        return ""
    if not shown.markdown:
        return wanted
    # An entity is read, or shown as it was typed; what an address holds in percents is shown in either way.
    meant, typed = (
        {word for word in _WORD.findall(one) if word not in text and word not in whole} - set(shown.attack.unseen)
        for one in (html.unescape(wanted), wanted)
    )
    return " ".join(sorted(meant)) if meant and typed else ""
