"""What the programs read that are too much for every run of the tests: Mozilla's Readability, newspaper4k, w3m, and
@extractus/feed-extractor for the feed.

`python -m tests.audit.reading` writes `tests/reading/table.md` anew with these and trafilatura; it needs what
`make audit` needs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Route, sync_playwright

from tests.audit.tools import HERE, NEEDED, see_to
from tests.browser import launch, saved
from tests.publication import HOSTED, ROOT, SPECIMEN, build, copy, run
from tests.reading import table
from tests.reading.programs import TRAFILATURA, Program, Read

READABILITY = HERE / "node_modules" / "@mozilla" / "readability" / "Readability.js"
NEWSPAPER = ROOT / ".venv" / "audit" / "bin" / "python"
FEED_EXTRACTOR = """
import { extractFromXml } from "@extractus/feed-extractor";
let xml = "";
for await (const part of process.stdin) xml += part;
const feed = extractFromXml(xml);
console.log(JSON.stringify({page: feed.link, entries: feed.entries.map(entry => entry.link)}));
"""
# As Firefox does it: on the document, whose addresses are whole; and what it keeps is then shown.
_READ = """
html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.head.prepend(Object.assign(page.createElement("base"), {href: location.href}));
  const {title, byline, publishedTime, content} = new Readability(page).parse();
  document.body.innerHTML = content;
  const picture = document.images[0] ? document.images[0].src : "";
  return {text: document.body.innerText, title, authors: byline || "", date: publishedTime || "", picture};
}
"""


def programs(browser: Browser) -> dict[str, Program]:
    """Those that do not run in every test, by their names with their versions."""
    return {
        "newspaper4k 0.9.6": _newspaper,
        "Readability 0.6.0": partial(_readability, browser),
        "w3m": _w3m,
    }


def _readability(browser: Browser, page: str, address: str) -> Read:
    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body="<!doctype html><title>Empty</title>", content_type="text/html")
        else:
            route.abort()

    context = browser.new_context()
    tab = context.new_page()
    tab.route("**/*", answer)
    tab.goto(address)
    tab.add_script_tag(path=READABILITY)
    told = tab.evaluate(_READ, page)
    context.close()
    return Read(**told)


def _newspaper(page: str, address: str) -> Read:
    command = [str(NEWSPAPER), "-m", "tests.audit.newspaper_reader", address]
    return Read(**json.loads(_told(command, page)))


def _w3m(page: str, address: str) -> Read:
    """All that stands on the page, as a text browser shows it."""
    return Read(_told(["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "1000"], page))


def _told(command: list[str], asked: str) -> str:
    result = subprocess.run(command, cwd=ROOT, input=asked, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def feed_faults(feed: str, page: str, articles: set[str]) -> list[str]:
    """What feed-extractor takes wrongly for the address of the feed's page and of its entries."""
    told = subprocess.run(
        ["node", "--input-type=module", "-e", FEED_EXTRACTOR],
        cwd=HERE, input=feed, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    faults = [f"feed-extractor takes {found['page']} for the page of the feed"] if found["page"] != page else []
    return faults + [f"feed-extractor takes {link} for an article" for link in found["entries"] if link not in articles]


def built(folder: Path) -> dict[Path, Path]:
    """The built sites by their publications."""
    ours, specimen = folder / "ours", copy(SPECIMEN, folder / "specimen")
    for result in (
        run("mkdocs", "build", "--strict", "--site-dir", str(ours), cwd=ROOT, SOURCE_DATE_EPOCH="", SITE_URL=HOSTED),
        build(specimen),
    ):
        assert result.returncode == 0, result.stderr
    return {ROOT: ours, SPECIMEN: specimen / "site"}


def audit(browser: Browser, folder: Path) -> tuple[str, list[str]]:
    """The table of these programs, and what is otherwise than it was accepted. `folder` is there and empty."""
    sites = built(folder)
    tables = {slug: table.read(slug, sites[root], programs(browser)) for slug, root in table.PAGES.items()}
    faults = [fault for slug, columns in tables.items() for fault in table.differences(slug, columns)]
    saved.make(folder / "saved")
    faults += saved.by_wget(browser, folder / "saved" / "site", folder / "copies")
    feed = (sites[SPECIMEN] / "feed.xml").read_text("utf-8")
    articles = {f"https://example.org/articles/{path.stem}/" for path in (SPECIMEN / "docs" / "articles").glob("*.md")}
    return table.written(tables), faults + feed_faults(feed, "https://example.org/", articles)


def main() -> None:
    missing = see_to(HERE, NEEDED)
    if missing:
        sys.exit("\n".join(missing))
    options = launch.options()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        sites = built(Path(folder))
        every = TRAFILATURA | programs(browser)
        tables = {slug: table.read(slug, sites[root], every) for slug, root in table.PAGES.items()}
        browser.close()
    table.FILE.write_text(table.written(tables), "utf-8")


if __name__ == "__main__":
    main()
