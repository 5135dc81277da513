"""The files and folders that a command is told to look at."""

from __future__ import annotations

from pathlib import Path

import click


def inside(path: Path, root: Path) -> str:
    """The path relative to the root, with `/`. It need not be read: a link is named as it stands."""
    absolute = path if path.is_absolute() else Path.cwd() / path
    whole = absolute.parent.resolve() / absolute.name if absolute.name not in ("", "..") else absolute.resolve()
    if not (whole.exists() or whole.is_symlink()):
        raise click.UsageError(f"There is no {path}.")
    if not whole.is_relative_to(root):
        raise click.UsageError(f"{path} is outside the publication at {root}.")
    return whole.relative_to(root).as_posix()


def covered(places: list[str], path: str) -> bool:
    """Whether one of the files or folders is, or holds, what is at the path."""
    return any(place == "." or path == place or path.startswith(place + "/") for place in places)
