"""Run the audit: build, serve, measure, write the report, and say at once all that does not hold."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from commentary import headers
from tests import long_discussion
from tests.audit import advisories, hostile, lighthouse, links, publishing, reading, search, stock, tools, vnu, workers
from tests.audit.report import Report
from tests.browser import axe, launch, measure
from tests.browser.server import serving
from tests.hosting import load, nginx
from tests.publication import ROOT, copy_miniature, run

FOUNDING = f"articles/{long_discussion.FOUNDING}/"
PERFORMANCE, LCP = 100, 1.5
LONG_PERFORMANCE, LONG_LCP = 95, 1.8
REQUESTS = 10_000
ENDPOINT = "https://forms.example.org"
"""Where the miniature's form sends."""


@dataclass(slots=True)
class Site:
    folder: Path
    address: str = ""


@dataclass(slots=True)
class Measured:
    """An article, ours or with the stock theme."""

    name: str
    url: str
    limits: measure.Limits | None
    weight: measure.Weight = field(default_factory=measure.Weight)
    cpu: float = 0.0
    violations: int = 0
    incomplete: int = 0
    rules: list[str] = field(default_factory=list)


def build(root: Path, site: Path, address: str) -> None:
    result = run(
        "mkdocs", "build", "--quiet", "--site-dir", str(site), cwd=root, SOURCE_DATE_EPOCH="", SITE_URL=address
    )
    if result.returncode:
        sys.exit(f"{root} cannot be built:\n{result.stderr}")


def judge(browser: Browser, page: Measured) -> None:
    """What axe finds, at both widths and, where the page has one, in the dark too."""
    seen: set[str] = set()
    for scheme, width in (("light", 1280), ("dark", 390)):
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 844}, reduced_motion="reduce"
        )
        tab = context.new_page()
        tab.goto(page.url, wait_until="load")
        axe.prepare(tab)
        found = axe.findings(tab)
        page.violations = max(page.violations, axe.count(found, "violation"))
        page.incomplete = max(page.incomplete, axe.count(found, "incomplete"))
        seen |= {f"{rule['kind']} {rule['rule']}: {rule['help']}" for rule in found}
        context.close()
    page.rules = sorted(seen)


def ask_often(site: Path, temporary: Path) -> load.Load:
    """Many requests of the site, which lies in a folder of its host."""
    under = "/blog/"
    shutil.copytree(site, temporary / "hosted" / under.strip("/"))
    with nginx.serving(temporary / "hosted", headers.nginx(under=under), temporary / "nginx") as port:
        return load.run(port, load.expected(site, under), REQUESTS)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("--report", type=Path, default=ROOT / "audit", help="the folder for report.md (audit/)")
    folder: Path = parser.parse_args().report
    missing = tools.see_to(tools.HERE, tools.NEEDED)
    if missing:
        sys.exit("\n".join(["The audit needs what is not here:", *missing]))
    options = launch.options()
    report = Report()
    with contextlib.ExitStack() as stack:
        temporary = Path(stack.enter_context(tempfile.TemporaryDirectory()))

        def site(name: str, root: Path) -> Site:
            made = Site(temporary / name)
            made.address = stack.enter_context(serving(made.folder))
            print(f"building {name} …", file=sys.stderr)
            build(root, made.folder, made.address)
            return made

        long_root = long_discussion.make(temporary / "long")
        ours, long = site("this site", ROOT), site("500 comments", long_root)
        miniature = site("the miniature", copy_miniature(temporary / "miniature-source"))
        plain = site("stock", stock.make(temporary / "stock-source", ROOT, long_discussion.FOUNDING))
        plain_long = site("stock 500", stock.make(temporary / "stock-long", long_root, long_discussion.SLUG))
        articles = [
            Measured("ours", ours.address + FOUNDING, measure.SHORT),
            Measured("stock", plain.address + stock.ARTICLE, None),
            Measured("ours, 500", long.address + long_discussion.ARTICLE, measure.LONG),
            Measured("stock, 500", plain_long.address + stock.ARTICLE, None),
        ]
        paragraphs = [str(fields["body"]) for fields in long_discussion.comments(500).values()]
        reference = stack.enter_context(serving(measure.reference(temporary / "reference", paragraphs)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**options)
            print("weighing …", file=sys.stderr)
            for page in articles:
                page.weight = measure.weigh(browser, page.url)
                judge(browser, page)
            print("searching in a large publication …", file=sys.stderr)
            searched = search.audit(browser, temporary / "large")
            taken = measure.cpu(browser, {"reference": reference, **{page.name: page.url for page in articles}})
            print("trying every attack in every field …", file=sys.stderr)
            (temporary / "hostile").mkdir()
            report.hostile(*hostile.audit(browser, temporary / "hostile"))
            print("reading articles with other programs …", file=sys.stderr)
            (temporary / "reading").mkdir()
            report.reading(*reading.audit(browser, temporary / "reading"))
            browser.close()
        for page in articles:
            page.cpu = taken[page.name]
        report.articles(articles, measure.slowness(taken["reference"]))
        report.search(searched)

        checked = [
            ("this site", ours, ours.address, None),
            ("the site with 500 comments", long, long.address, ours.folder),
            # Its settings say where it is, as an owner's may.
            ("the miniature of the tests", miniature, "https://example.org/blog/", ours.folder),
        ]
        for name, one, address, known in checked:
            print(f"checking the links and the markup of {name} …", file=sys.stderr)
            report.links(name, *links.check(one.folder, address))
            report.vnu(name, *vnu.check(one.folder, known))

        print(f"{REQUESTS} requests to nginx …", file=sys.stderr)
        report.load(ask_often(ours.folder, temporary))
        print("wrangler …", file=sys.stderr)
        (temporary / "workers").mkdir()
        report.workers(*workers.check(miniature.folder, temporary / "workers", ENDPOINT))

        print("known weaknesses of locked packages …", file=sys.stderr)
        report.advisories(advisories.look(ROOT, advisories.ask_pip_audit), advisories.JUDGED)

        expert = next(p for p in sorted((ours.folder / "experts").iterdir()) if p.is_dir()).name
        pages = [
            ("home", ours.address, PERFORMANCE, LCP, True),
            ("article", ours.address + FOUNDING, PERFORMANCE, LCP, True),
            ("500 comments", long.address + long_discussion.ARTICLE, LONG_PERFORMANCE, LONG_LCP, True),
            ("expert", f"{ours.address}experts/{expert}/", PERFORMANCE, LCP, True),
            ("archive", ours.address + "archive/", PERFORMANCE, LCP, True),
            ("stock article", plain.address + stock.ARTICLE, PERFORMANCE, LCP, False),
            ("stock, 500 comments", plain_long.address + stock.ARTICLE, LONG_PERFORMANCE, LONG_LCP, False),
        ]
        for name, url, performance, lcp, must_hold in pages:
            for device in lighthouse.DEVICES:
                print(f"Lighthouse: {name}, {device} …", file=sys.stderr)
                one = lighthouse.best(url, device, options["executable_path"], options["args"], performance, lcp)
                report.lighthouse(name, device, one, performance, lcp, must_hold)
        report.publishing(*publishing.audit(temporary / "publishing"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(report.text(), "utf-8")
    print(report.text())
    if report.failures:
        sys.exit("\n".join([f"{len(report.failures)} figures do not hold:", *report.failures]))


if __name__ == "__main__":
    main()
