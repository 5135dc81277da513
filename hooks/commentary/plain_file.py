"""The bytes of a file that lies in the repository itself, however the way to it may have changed since it was found."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_FOLDER = os.O_RDONLY | os.O_DIRECTORY
# A pipe would keep a reader waiting for its writer.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


def read_plain(root: Path, path: str) -> bytes:
    """The bytes of the file at `path`, with `/`, below `root`.

    Raises OSError where the file, or a folder on the way to it, is a link or anything else than what it is called.
    """
    *folders, name = path.split("/")
    folder = os.open(root, _FOLDER)
    try:
        for part in folders:
            inner = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        with open(os.open(name, _FILE, dir_fd=folder), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.EINVAL, "Not a file", path)
            return file.read()
    finally:
        os.close(folder)
