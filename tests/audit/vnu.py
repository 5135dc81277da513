"""The Nu Html Checker on every HTML, CSS and SVG file of a built site."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from tests.audit.tools import VNU
from tests.browser.server import serving

KINDS = {".html", ".css", ".svg"}

JUDGED = {
    "Article lacks heading": "a comment is an article within the article, as HTML wants it, and its head is a name and"
    " a date; readers who go from heading to heading want those of the text, not one for each comment",
    "Inline script violates Content Security Policy": "what stands there is JSON-LD, a block of data (HTML, 4.12.1),"
    " which no browser runs and no policy holds back; the tests count what a browser says of a policy: nothing",
    "Trailing slash on void elements": "Python-Markdown writes `<hr />`, and MkDocs does not let one choose; it is"
    " valid where no attribute without quotation marks precedes it, and none does",
}
"""What is not an error and stays as it is, by how the message begins, and why."""


@dataclass(frozen=True, slots=True)
class Message:
    severity: str
    """`error`, `warning` or `info`; whatever stops the checker is an error."""
    file: str
    line: int
    words: str

    @property
    def reason(self) -> str:
        """Why the page stays as it is; empty where that was not judged. An error is never right."""
        reasons = (JUDGED[start] for start in JUDGED if self.words.startswith(start))
        return "" if self.severity == "error" else next(reasons, "")

    def __str__(self) -> str:
        return f"{self.severity} {self.file}:{self.line}: {self.words}"


def check(site: Path, known: Path | None = None) -> tuple[int, list[Message]]:
    """How many files were checked, and what there is to say of them; but for those that are as in a known site."""
    files = [file for file in sorted(site.rglob("*")) if file.suffix in KINDS and not _is_in(known, site, file)]
    messages = []
    # Pages by their addresses, since a page's policy knows no `self` in a file; the rest as files, since the checker
    # takes a drawing from an address for a page.
    with serving(site) as address:
        addresses = [address + quote(file.relative_to(site).as_posix()) for file in files if file.suffix == ".html"]
        others = [str(file) for file in files if file.suffix != ".html"]
        for found in [*_run(addresses), *_run(others)]:
            severity = found.get("subType") if found["type"] == "info" else "error"
            path = unquote(urlsplit(found.get("url", "")).path)
            shown = path.removeprefix(site.as_posix()).removeprefix("/")
            messages.append(Message(severity or "info", shown, found.get("lastLine", 0), found["message"]))
    return len(files), messages


def _run(checked: list[str]) -> list[dict[str, Any]]:
    if not checked:
        return []
    # The checker is a server as well, which must not look at the addresses of its own host; here it may.
    command = ["java", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", str(VNU), "--also-check-css"]
    command += ["--also-check-svg", "--format", "json", "--stdout", "--exit-zero-always", *checked]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if result.returncode or not result.stdout:
        raise RuntimeError(f"The Nu Html Checker failed: {result.stderr.strip()}")
    return json.loads(result.stdout)["messages"]


def _is_in(known: Path | None, site: Path, file: Path) -> bool:
    twin = known / file.relative_to(site) if known else None
    return twin is not None and twin.is_file() and twin.read_bytes() == file.read_bytes()
