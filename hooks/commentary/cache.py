"""What is made once and kept between builds, in a folder that may be deleted at any time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from commentary.problems import Place, Problem

FOLDER = ".cache/pictures"
"""Its place in a publication."""
_UNFINISHED = "."
"""How the name of a file begins that somebody is writing."""
_MARK = ".build-"
"""How the name of a build's mark begins; with a key behind it, of what that build is taking away."""
_COARSEST = 2.5
"""Seconds; FAT keeps times to two."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Files by key. A file's name is the sum of its bytes: one that was cut short or changed is as good as none.

    Several builds may use one cache at once: a file appears whole or not at all, and stays until the end of each
    `Use` within which it was asked for. Without one it may be gone at once; it is then made anew.
    """

    folder: Path

    def find(self, key: str) -> Path | None:
        """The file kept under the key."""
        found = self._sound(key)
        return found[0] if found else None

    def read(self, key: str) -> bytes | None:
        """What is kept under the key."""
        found = self._sound(key)
        return found[1] if found else None

    def ask(self, key: str) -> None:
        """What is kept under the key, if anything, is asked for: the time at its folder says when it last was."""
        with suppress(OSError):
            os.utime(self.folder / key)

    def _sound(self, key: str) -> tuple[Path, bytes] | None:
        # Before it is read: from here on no sweep takes it away.
        self.ask(key)
        try:
            for path in sorted((self.folder / key).iterdir()):
                data = path.read_bytes()
                if path.name == _sum(data):
                    return path, data
        except OSError:
            pass
        return None

    def keep(self, key: str, data: bytes) -> Path:
        """The file that holds the data under the key from now on; OSError where the folder cannot be written."""
        folder = self.folder / key
        path = folder / _sum(data)
        while True:
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(folder)
            # Swept by another build before it was locked, if the file is not found.
            with suppress(FileNotFoundError):
                _write(path, data)
                return path


class Use:
    """The use that one build makes of a cache: begun before it asks for anything, ended once it has copied all of it.

    It is known to other processes by a mark, a file that is locked for as long. It ends with the object, at the latest.
    """

    def __init__(self, cache: Cache):
        self._folder = cache.folder
        self._error: OSError | None = None
        try:
            handle, self._mark = _mark(self._folder)
            self._end = weakref.finalize(self, _unmark, handle, self._mark)
            self._began = _next_moment(handle)
        except OSError as error:
            self._error = error

    def sweep(self) -> Problem | None:
        """Takes away what was last asked for before this build and all that are under way, and ends the use.

        The fault says what is in the way of that; whatever can be taken away has gone nevertheless.
        """
        if self._error:
            return _unswept(self._error) if self._folder.is_dir() else None
        faults: list[OSError] = []
        spared = False
        try:
            since = self._earliest(faults)
            for folder in [path for path in self._folder.iterdir() if re.fullmatch("[0-9a-f]{32}", path.name)]:
                try:
                    spared |= not self._take(folder, since)
                except FileNotFoundError:  # Another build has taken it.
                    pass
                except OSError as error:
                    faults.append(error)
        except OSError as error:
            faults.append(error)
        self._end()
        if faults:
            return _unswept(faults[0])
        return _in_use() if spared else None

    def _earliest(self, faults: list[OSError]) -> int:
        """When the first of the builds began that are under way; clears away what is left of those that were killed."""
        since = self._began
        for path in sorted(self._folder.glob(f"{_MARK}*")):
            mark = path.with_suffix("")
            try:
                if path != mark:
                    if not mark.exists():
                        shutil.rmtree(path)
                elif path != self._mark and (began := _under_way(path)):
                    since = min(since, began)
            except FileNotFoundError:
                pass
            except OSError as error:
                faults.append(error)
        return since

    def _take(self, folder: Path, since: int) -> bool:
        """Whether the folder has gone, or is this build's own; if not, another may have asked for it."""
        asked = folder.stat().st_mtime_ns
        if asked >= since:
            return asked >= self._began
        aside = self._mark.with_suffix(f".{folder.name}")
        folder.rename(aside)
        # Who asks for it from now on finds nothing. Who did so just before is seen here.
        if aside.stat().st_mtime_ns >= since:
            with suppress(OSError):
                aside.rename(folder)
                return True
        shutil.rmtree(aside)
        return True


def _mark(folder: Path) -> tuple[int, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        handle, name = tempfile.mkstemp(prefix=_MARK, dir=folder)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Swept by another build before it was locked, if no name leads to it.
            if os.fstat(handle).st_nlink:
                return handle, Path(name)
        except BaseException:
            _unmark(handle, Path(name))
            raise
        os.close(handle)


def _next_moment(handle: int) -> int:
    """The time now set for the file, by the clock of its file system. Whatever was asked for until now is older."""
    before = now = os.fstat(handle).st_mtime_ns
    end = time.monotonic() + _COARSEST
    # Linux's clock for files ticks every four milliseconds or so.
    while now == before and time.monotonic() < end:
        time.sleep(0.001)
        os.utime(handle)
        now = os.fstat(handle).st_mtime_ns
    return now


def _unmark(handle: int, mark: Path) -> None:
    with suppress(OSError):
        mark.unlink(missing_ok=True)
    os.close(handle)


def _under_way(mark: Path) -> int | None:
    """When the build began that holds the mark; the mark of one that was killed goes."""
    with open(mark, "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return os.fstat(file.fileno()).st_mtime_ns
        mark.unlink()
    return None


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(data)
            file.flush()
            os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Takes away what builds were writing when they were killed: nobody holds a lock on it any more."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        with suppress(OSError), open(path, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def unkept(error: OSError) -> Problem:
    """The fault of a build whose cache cannot be written."""
    return Problem(
        Place(FOLDER),
        f"what is made of pictures is kept here; {error.strerror or error}",
        "See to its permissions and to the space on the disk.",
        "cache",
    )


def _unswept(error: OSError) -> Problem:
    return Problem(
        Place(FOLDER),
        f"what is made of pictures goes once no source names them; {error.strerror or error}",
        "See to its permissions and build again, or delete the folder: what is needed is made anew.",
        "cache",
    )


def _in_use() -> Problem:
    return Problem(
        Place(FOLDER),
        "what is made of pictures goes once no source names them; another build that is under way uses some of it",
        "Build again when that has ended, or delete the folder then: what is needed is made anew.",
        "cache",
    )


def taken_away(error: BaseException) -> Problem | None:
    """The fault of a build to which a file of the cache was lost that it had made; None for another error."""
    if not isinstance(error, FileNotFoundError) or f"/{FOLDER}/" not in str(error.filename):
        return None
    return Problem(
        Place(FOLDER),
        "what is made of pictures stays while a build uses it; some of it was taken away",
        "Build again: it is made anew.",
        "cache",
    )


def key(*parts: object) -> str:
    """A name made from all that decides what is made."""
    return _sum(repr(parts).encode("utf-8", "surrogatepass"))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
