"""The Nu Html Checker on every HTML, CSS and SVG file of a built site."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.audit.tools import VNU

KINDS = {".html", ".css", ".svg"}

JUDGED = {
    "Article lacks heading": "a comment is an article within the article, as HTML wants it, and its head is a name and"
    " a date; readers who go from heading to heading want those of the text, not one for each comment",
    "Resource violates Content Security Policy (meta tag)": "the checker reads files, which have no host that `'self'`"
    " could name; served pages keep their policy without a message, as the browser tests hold",
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
    command = ["java", "-jar", str(VNU), "--also-check-css", "--also-check-svg", "--format", "json", "--stdout"]
    command += ["--exit-zero-always", *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if result.returncode or not result.stdout:
        raise RuntimeError(f"The Nu Html Checker failed: {result.stderr.strip()}")
    messages = []
    for found in json.loads(result.stdout)["messages"]:
        severity = found.get("subType") if found["type"] == "info" else "error"
        file = Path(unquote(urlsplit(found.get("url", "")).path))
        shown = file.relative_to(site).as_posix() if file.is_relative_to(site) else file.name
        messages.append(Message(severity or "info", shown, found.get("lastLine", 0), found["message"]))
    return len(files), messages


def _is_in(known: Path | None, site: Path, file: Path) -> bool:
    twin = known / file.relative_to(site) if known else None
    return twin is not None and twin.is_file() and twin.read_bytes() == file.read_bytes()
