"""A browser that opens pages and writes down all that runs, goes elsewhere, is asked for or is out of its place."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Error, Page

from commentary.markup import LINK_RELATION, TAGS

HERE = Path(__file__).parent
HOOKS = (HERE / "hooks.js").read_text("utf-8")
INSPECT = (HERE / "inspect.js").read_text("utf-8")
OWN = {"tags": sorted(TAGS), "rel": LINK_RELATION}

CLICK = """() => {
  for (const link of document.querySelectorAll("a[href], area[href]")) {
    if (!/^(https?|mailto):$/.test(link.protocol)) link.click();
  }
}"""

# A document that comes by itself: the policy of the page lets nothing be parsed.
SKELETONS = """async (paths) => Object.fromEntries(await Promise.all(paths.map(([path, address]) =>
  new Promise((done, fail) => {
    const asked = Object.assign(new XMLHttpRequest(), { onerror: fail });
    asked.onload = () => done([path, skeletonOf(asked.responseXML)]);
    asked.open("GET", address);
    asked.responseType = "document";
    asked.send();
  }))))"""


@dataclass(slots=True)
class Watched:
    """What was seen since the last look."""

    executions: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


class Watch:
    """One tab. `open` gives what is on a page, `seen` what happened meanwhile."""

    def __init__(self, page: Page):
        self.page, self.seen = page, Watched()
        page.context.expose_binding("ran", lambda _, what: self.seen.executions.append(what))
        page.add_init_script(HOOKS)
        page.on("dialog", lambda dialog: (self.seen.executions.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        page.context.on("page", lambda new: self.seen.executions.append(f"a window: {new.url}"))
        page.on("request", lambda request: self.seen.requests.append(request.url))
        page.on("console", lambda message: self.seen.said.append(message.text))
        page.on("pageerror", lambda error: self.seen.said.append(str(error)))

    def open(self, address: str) -> dict[str, Any]:
        """The look at a page, and whatever is wrong with it, in words, in `faults`."""
        self.seen = Watched()
        self.page.goto(address, wait_until="load")
        looked: dict[str, Any] = self.page.evaluate(INSPECT, OWN)
        self.page.evaluate(CLICK)
        if self.page.url != address:
            looked["faults"].append(f"the page went to {self.page.url}")
        looked["skeleton"] = Counter(looked["skeleton"])
        return looked

    def skeletons(self, root: str, paths: list[str]) -> dict[str, Counter[str]]:
        """Those of pages as they are parsed, by their paths from the page that is open."""
        found = self.page.evaluate(SKELETONS, [[path, root + path] for path in paths])
        return {path: Counter(counts) for path, counts in found.items()}


@contextlib.contextmanager
def watching(browser: Browser) -> Iterator[Watch]:
    context = browser.new_context()
    yield Watch(context.new_page())
    context.close()


def elsewhere(requests: list[str], root: str) -> list[str]:
    """Those that leave the site."""
    return [url for url in requests if not url.startswith(root)]


def missing(requests: list[str], root: str, site: Path) -> list[str]:
    """Those for something that the site does not have."""
    asked = [unquote(urlsplit(url.removeprefix(root)).path) for url in requests if url.startswith(root)]
    return [path for path in asked if not (site / path).exists()]


def control(watch: Watch, address: str) -> list[str]:
    """What the look finds in every frame of a page whose frames hold one attack each."""
    watch.seen = Watched()
    watch.page.goto(address, wait_until="load")
    faults: list[str] = []
    for frame in watch.page.frames[1:]:
        # A frame may be gone, or elsewhere, by what is in it.
        with contextlib.suppress(Error):
            faults += frame.evaluate(INSPECT, OWN)["faults"]
            frame.evaluate(CLICK)
    return faults
