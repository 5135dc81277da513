"""What Git remembers of a file."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Version:
    """A commit and the path that the file has in it."""

    commit: str
    day: str
    path: str


def versions_holding(root: Path, path: str, words: str) -> list[Version] | None:
    """The commits on any branch that changed the file and in which it holds the words, newest first, under whatever
    name it had; None where Git can't be asked.

    Every commit between two of these holds them too.
    """
    found = []
    listed = _git(root, "log", "--all", "--follow", "--name-only", "--format=%x00%H %as", "--", path)
    if listed is None:
        return None
    top = (_git(root, "rev-parse", "--show-prefix") or "").strip()
    for block in filter(None, listed.split("\0")):
        heading, _, names = block.partition("\n")
        commit, _, day = heading.partition(" ")
        name = names.strip().strip('"') or top + path
        text = _git(root, "show", f"{commit}:{name}")
        if text is not None and _same_line(words) in map(_same_line, text.split("\n")):
            found.append(Version(commit, day, name))
    return found


def _same_line(line: str) -> str:
    return " ".join(line.split()).strip(" -|>\"'")


def _git(root: Path, *arguments: str) -> str | None:
    try:
        result = subprocess.run(
            ["git", "-c", "core.quotePath=false", *arguments],
            cwd=root, capture_output=True, encoding="utf-8", errors="replace", timeout=60, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return result.stdout if result.returncode == 0 else None
