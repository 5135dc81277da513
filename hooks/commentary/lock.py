"""One at a time: a lock that the system takes back from whoever dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def locked(file: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """The file is there while somebody holds it, and gone afterwards; `waiting` is called if one has to wait.

    Gives the descriptor. A child process that inherits it goes on holding the lock when its parent is killed.
    OSError where the file cannot be made, or its file system knows no locks.
    """
    descriptor = _take(file, waiting)
    try:
        yield descriptor
    finally:
        # While it is still held: whoever waits for this file finds that it has gone, and takes the next one.
        with suppress(OSError):
            file.unlink()
        os.close(descriptor)


def _take(file: Path, waiting: Callable[[], None]) -> int:
    said = False
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not said:
                    said = True
                    waiting()
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if _is_at(descriptor, file):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_at(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(file, follow_symlinks=False))
    except FileNotFoundError:
        return False
