"""What is made once and kept between builds, in a folder that may be deleted at any time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from commentary.problems import Place, Problem

FOLDER = ".cache/pictures"
"""Its place in a publication."""
_UNFINISHED = "."
"""How the name of a file begins that somebody is writing."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Files by key. A file's name is the sum of its bytes: one that was cut short or changed is as good as none.

    Several builds may use one cache at once: a file appears whole or not at all, and is never taken away.
    """

    folder: Path

    def find(self, key: str) -> Path | None:
        """The file kept under the key."""
        try:
            for path in sorted((self.folder / key).iterdir()):
                if path.name == _sum(path.read_bytes()):
                    return path
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


def key(*parts: object) -> str:
    """A name made from all that decides what is made."""
    return _sum(repr(parts).encode("utf-8", "surrogatepass"))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
