"""Publishing a folder whole or not at all: it is made beside the last one, and then the two trade places.

For a folder `site` there are, while somebody publishes, `.site.next` and `.site.lock` beside it, and where a system
cannot exchange folders for an instant `.site.last`. What is in `.site.next` is worth nothing to anybody once nobody
holds the lock; `.site.last` is always a whole site.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from commentary.exchange import exchange
from commentary.lock import locked

_INDEX = "index.html"


class Unfit(Exception):
    """The folder cannot be published to: what must hold and what was found, and how to mend it."""

    def __init__(self, message: str, mend: str):
        super().__init__(message)
        self.message, self.mend = message, mend


def publish(target: Path, make: Callable[[Path, int], None], waiting: Callable[[], None]) -> Path | None:
    """`make` fills an empty folder, and then `target` is that folder. Gives what of the last one could not be removed.

    At every moment, whoever is killed, `target` is all that it was or all that it will be, and that lasts when the
    power fails. (Where the system cannot exchange folders there is an instant between two renames without `target`;
    who calls next brings back the last one.) What a call before left behind is removed. A link is followed: what it
    leads to is exchanged.

    One call at a time: others wait, after `waiting()`. `make` is given a descriptor too; a process that inherits it
    keeps others waiting even when this one is killed. What it raises is passed on; OSError where files cannot be
    written, `Unfit` where the folder is none that may be replaced.
    """
    target = target.resolve()
    fit(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = _Beside(target)
    with locked(beside.lock, waiting) as held:
        beside.tidy()
        try:
            beside.next.mkdir()
            make(beside.next, held)
            _settle(beside.next)
            beside.swap()
        except BaseException:
            with suppress(OSError):
                beside.tidy()
            raise
        try:
            beside.tidy()
        except OSError:
            return beside.next
    return None


def fit(target: Path) -> None:
    """`Unfit` if the folder holds what nobody published, or cannot be renamed."""
    if os.path.ismount(target):
        raise Unfit(
            "is exchanged as a whole; it is mounted, and cannot be",
            "Mount the folder above it instead, or name a folder below it with --site-dir.",
        )
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise Unfit("is a folder; found something else", "Take it away, or name another folder with --site-dir.")
    names = set(os.listdir(target))
    if names and (_INDEX not in names or ".git" in names):
        found = "a Git repository" if ".git" in names else f"no {_INDEX} among other things"
        raise Unfit(
            f"is replaced with all that is in it, so it is empty or a site; found {found}",
            "Name a folder for the site alone with --site-dir.",
        )


class _Beside:
    """The names beside a folder, and the steps from one to another."""

    def __init__(self, target: Path):
        self.target = target
        self.next, self.last, self.lock = (target.with_name(f".{target.name}.{n}") for n in ("next", "last", "lock"))

    def swap(self) -> None:
        """What is in `next` is `target`; what was `target`, if anything, is in `next` or `last`."""
        try:
            if not self.target.exists():
                self.next.rename(self.target)
            elif not exchange(self.next, self.target):
                self.target.rename(self.last)
                self.next.rename(self.target)
        except OSError as error:
            if error.errno in (errno.EBUSY, errno.EXDEV):
                raise Unfit(
                    f"is exchanged as a whole; the system says: {error.strerror}",
                    "If it is mounted, mount the folder above it; else delete it, and build again.",
                ) from error
            raise
        # It stands there now, whatever the disk says of when that lasts.
        with suppress(OSError):
            _fsync(self.target.parent)

    def tidy(self) -> None:
        """Only `target` is left: what it is, or if a call was killed between its two renames, what it was."""
        _remove(self.next)
        if self.last.exists():
            # Never removed under its own name: half a site must not be taken for a whole one.
            self.last.rename(self.next if self.target.exists() else self.target)
            _remove(self.next)


def _remove(path: Path) -> None:
    """Nothing is at the path; folders that nobody may write to are opened first."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        try:
            shutil.rmtree(path)
        except PermissionError:
            for folder, _, _ in os.walk(path):
                with suppress(OSError):
                    os.chmod(folder, 0o700)
            shutil.rmtree(path)


def _settle(folder: Path) -> None:
    """All files and folders below are on the disk."""
    for path, _, names in os.walk(folder, topdown=False):
        for name in names:
            _fsync(Path(path, name))
        _fsync(Path(path))


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems have nothing to say of folders.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
