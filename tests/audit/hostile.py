"""Every attack in every field, on every page with and without our policy: the long form of tests/attacks.

`python -m tests.audit.hostile` runs this part of the audit alone; it needs a Chromium.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.attacks.attack import attacks
from tests.attacks.contexts import go_through
from tests.attacks.fields import FIELDS
from tests.attacks.fill import fill
from tests.attacks.naive import write
from tests.attacks.pages import look
from tests.attacks.preview import preview
from tests.attacks.watch import control, elsewhere, watching
from tests.audit.report import table
from tests.browser import launch
from tests.browser.server import serving
from tests.publication import build

EACH = 40
"""Attacks on an article's page."""

Row = tuple[str, int, str]


def audit(browser: Browser, folder: Path) -> tuple[list[Row], list[str]]:
    """What was counted, and what does not hold; `folder` is there and empty."""
    every = attacks()
    read = go_through(FIELDS, every)
    filled, twin = fill(folder / "publications", every, EACH)
    for one in (filled, twin):
        result = build(one.root)
        if result.returncode:
            return [], [f"hostile input: the publication of attacks cannot be built: {result.stderr}"]
    tally = look(browser, filled, twin, folder, every=True)
    (folder / "preview").mkdir()
    shown = preview(browser, folder / "preview", [attack.text for attack in every])
    (folder / "naive").mkdir()
    write(folder / "naive", every)
    with serving(folder / "naive") as address, watching(browser) as watch:
        control(watch, address)
        ran = set(re.findall(r"alert\((\d{4})\)", " ".join(watch.seen.executions)))
        asked = {url for url in elsewhere(watch.seen.requests, address) if url.startswith("http")}
    executions = [*tally.executions, *shown.executions]
    rows = [
        ("attack strings", len(every), ""),
        ("a string in a field, read by itself", read.number, f"{read.refused:,} refused with their places"),
        ("a string in a field, in a publication", filled.contexts, f"{filled.refused:,} refused with their places"),
        ("pages opened, with our policy and without any", tally.pages, f"{tally.seen:,} texts read there as typed"),
        ("previews of a reply", len(every), ""),
        ("executions", len(executions), ""),
        ("requests elsewhere", len(tally.elsewhere), ""),
        ("attacks that run where a trusting renderer made the page", len(ran), "the control: many"),
        ("requests elsewhere from there", len(asked), "the control: many"),
    ]
    faults = [*read.faults, *tally.faults, *tally.elsewhere, *shown.faults, *executions]
    if len(ran) < 20 or len(asked) < 8:
        faults.append("the control shows too little: the look would not see what runs")
    return rows, [f"hostile input: {fault}" for fault in faults]


def main() -> None:
    options = launch.options()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        rows, faults = audit(browser, Path(folder))
        browser.close()
    print(table(["what", "number", "outcome"], [[name, f"{number:,}", outcome] for name, number, outcome in rows]))
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
