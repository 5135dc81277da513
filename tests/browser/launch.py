"""How the browser is started, by the tests and by the audit alike."""

from __future__ import annotations

import functools
import os
import shutil
from typing import Any

from tests.browser import chromium


def flags() -> list[str]:
    # Chromium refuses to run in its sandbox as root, as in containers; it only ever opens pages of 127.0.0.1.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    # A request to any other host fails at once, with or without a network, and is counted all the same.
    alone = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    return [*sandbox, *quiet, *alone]


@functools.cache
def options() -> dict[str, Any]:
    """Asked for once: to find a browser, Playwright is started, which it cannot be while one of its own runs."""
    path = chromium.find()
    assert path, "make test installs Chromium; by hand: python -m tests.browser.chromium"
    return {"executable_path": path, "args": flags()}


@functools.cache
def whole() -> str | None:
    """A whole Chromium, if there is one: the headless shell shows no page again as it was left."""
    path = str(options()["executable_path"])
    return path if "headless" not in path else next(filter(None, map(shutil.which, chromium.WHOLE)), None)
