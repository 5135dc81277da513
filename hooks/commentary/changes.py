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
