"""A Chromium for the browser tests: the system's, or Playwright's own. `python -m tests.browser.chromium` sees to it.

It installs one where none is found: from Debian's packages as root, else by Playwright's own download. Where neither
can be had it fails and says what to do; no browser test is ever skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WHOLE = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
]
NAMES = ["chromium-headless-shell", *WHOLE]
PLACES = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]


def find() -> str | None:
    """The path of a Chromium: the one that CHROMIUM names, Playwright's own, or one of the system's.

    The headless shell goes first, as with Playwright: the tests take three quarters of the time with it.
    """
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).is_file() else None
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    found = [own, *filter(None, map(shutil.which, NAMES)), *PLACES]
    return next((path for path in found if Path(path).is_file()), None)


def install() -> None:
    """Try what this system offers, quietly where it fails: `find` decides whether it worked."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], stdout=sys.stderr, check=False)
        for package in ("chromium-headless-shell", "chromium"):
            subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", package],
                           stdout=sys.stderr, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                           check=False)  # fmt: skip
            if find():
                return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)


def main() -> None:
    if find() is None and "CHROMIUM" not in os.environ:
        print("No Chromium was found; installing one for the browser tests.", file=sys.stderr)
        install()
    if find() is None:
        sys.exit(
            "The browser tests need Chromium, and none was found or could be installed. Install it by hand (on Debian"
            " `apt install chromium`, elsewhere Chrome or `.venv/bin/python -m playwright install chromium`), or name"
            " it: make test CHROMIUM=/path/to/chromium"
        )


if __name__ == "__main__":
    main()
