"""Which files a branch changes, as Git tells it."""

from __future__ import annotations

import subprocess
from pathlib import Path


class UnknownChanges(Exception):
    """Git cannot tell; the text says why."""


def changed_since(root: Path, ref: str, folder: str) -> list[str]:
    """Paths from the root, below one of its folders, of the files that were added or changed since the present
    branch left `ref` and are still there."""
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}").strip()
    names = _git(
        root, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--relative", f"{commit}...", "--", folder
    )
    return [name for name in names.split("\0") if name]


def texts_before(root: Path, ref: str, folder: str) -> dict[str, str | None]:
    """Paths from the root, below one of its folders, of all files that were added, changed or deleted since the present
    branch left `ref`, with the text that each had then; None of one that was not there."""
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}").strip()
    base = _git(root, "merge-base", commit, "HEAD").strip()
    listed = _git(root, "diff", "--name-status", "-z", "--no-renames", "--relative", base, "HEAD", "--", folder)
    parts = listed.split("\0")
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return {path: None if status == "A" else _git(root, "show", f"{base}:./{path}") for status, path in pairs}


def _git(root: Path, *arguments: str) -> str:
    try:
        result = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except OSError as error:
        raise UnknownChanges(f"git cannot be run: {error.strerror}") from None
    if result.returncode:
        raise UnknownChanges(result.stderr.strip() or f"git {arguments[0]} failed")
    return result.stdout
