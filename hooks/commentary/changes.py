"""What a branch changes, as Git tells it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


class UnknownChanges(Exception):
    """Git cannot tell; the text says why."""


@dataclass(frozen=True, order=True, slots=True)
class Change:
    """A file that a branch added, changed or deleted. `path` is from the publication's root, with `/`; it begins with
    `../` where the repository holds more than the publication. `before` are its bytes where the branch began."""

    path: str
    how: Literal["added", "changed", "deleted"]
    before: bytes = b""

    @property
    def text_before(self) -> str | None:
        """None where there was no file, or none that holds a text."""
        try:
            return None if self.how == "added" else self.before.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            return None


def changes_since(root: Path, ref: str) -> list[Change]:
    """Every file of the repository that the present branch has changed since it left `ref`, sorted by path. What is not
    committed yet is no part of it. Raises UnknownChanges."""
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
    base = _git(root, "merge-base", commit, "HEAD").decode().strip()
    # The folder of the publication in the repository; nothing where they are the same.
    prefix = os.fsdecode(_git(root, "rev-parse", "--show-prefix")).rstrip("\n")
    told = os.fsdecode(_git(root, "diff", "--name-status", "-z", "--no-renames", base, "HEAD")).split("\0")
    named = list(zip(told[1::2], told[::2], strict=False))
    before = _contents(root, [f"{base}:{name}" for name, status in named if status != "A"])
    return sorted(
        Change(
            os.path.relpath(name, prefix or "."),
            "added" if status == "A" else "deleted" if status == "D" else "changed",
            before.get(f"{base}:{name}", b""),
        )
        for name, status in named
    )


def _contents(root: Path, names: list[str]) -> dict[str, bytes]:
    """The bytes of each object by its name; one process tells them all."""
    found: dict[str, bytes] = {}
    # A name with a line break can't be asked for; whatever it is, it is no file of a publication.
    asked = [name for name in names if "\n" not in name]
    told = _git(root, "cat-file", "--batch", said="".join(f"{name}\n" for name in asked)) if asked else b""
    at = 0
    for name in asked:
        end = told.index(b"\n", at)
        heading, at = told[at:end].split(b" "), end + 1
        if heading[-1].isdigit():
            size = int(heading[-1])
            if heading[-2] == b"blob":
                found[name] = told[at : at + size]
            at += size + 1
    return found


def _git(root: Path, *arguments: str, said: str = "") -> bytes:
    try:
        result = subprocess.run(
            ["git", "-C", str(root), *arguments], input=os.fsencode(said), capture_output=True, check=False
        )
    except OSError as error:
        raise UnknownChanges(f"git cannot be run: {error.strerror}") from None
    if result.returncode:
        raise UnknownChanges(os.fsdecode(result.stderr).strip() or f"git {arguments[0]} failed")
    return result.stdout
