"""What happens to Python itself in the processes of a build: they load this file's text as their `sitecustomize`.

SABOTAGE_DO     kill (the whole group of processes), kill-alone (only this one), the name of an error of the system
                (ENOSPC: the disk is full), MemoryError, shuffle (folders list their files in another order), count
                (says how many steps there were)
SABOTAGE_IN     commentary or mkdocs: the process to which it happens
SABOTAGE_AT     the number of the step, counted from 1: each file opened to be written, renamed or removed, and each
                folder made or removed
"""

from __future__ import annotations

import atexit
import errno
import os
import random
import signal
import sys
from typing import Any

_CHANGES = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.truncate")


def _shuffled() -> None:
    scandir, listdir = os.scandir, os.listdir
    order = random.Random(7)

    class Entries:
        def __init__(self, path: Any):
            with scandir(path) as found:
                self.entries = list(found)
            order.shuffle(self.entries)
            self.left = iter(self.entries)

        def __enter__(self) -> Entries:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def __iter__(self) -> Entries:
            return self

        def __next__(self) -> os.DirEntry[Any]:
            return next(self.left)

        def close(self) -> None:
            pass

    def listed(path: Any = ".") -> list[Any]:
        names = listdir(path)
        order.shuffle(names)
        return names

    os.scandir = lambda path=".": Entries(path)
    os.listdir = listed


def _at(at: int, do: str) -> None:
    steps = 0

    def step(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        # Python's own compiled files are none of a build's.
        if event not in _CHANGES and not (writes and "__pycache__" not in str(arguments[0])):
            return
        steps += 1
        if steps != at:
            return
        if do == "MemoryError":
            raise MemoryError
        if number := getattr(errno, do, 0):
            raise OSError(number, os.strerror(number), str(arguments[0]))
        if do == "kill":
            os.killpg(0, signal.SIGKILL)
        if do == "kill-alone":
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    if do == "count":
        atexit.register(lambda: print(f"steps: {steps}", file=sys.stderr))


if __name__ == "sitecustomize":
    if os.environ["SABOTAGE_DO"] == "shuffle":
        _shuffled()
    elif os.environ["SABOTAGE_IN"] in sys.orig_argv:
        _at(int(os.environ.get("SABOTAGE_AT", "0")), os.environ["SABOTAGE_DO"])
