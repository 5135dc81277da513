"""What is made once and kept between builds, in a folder that may be deleted at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from commentary.problems import Place, Problem

FOLDER = ".cache/pictures"
"""Its place in a publication."""


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
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _sum(data)
        handle, name = tempfile.mkstemp(prefix=".", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return path


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
