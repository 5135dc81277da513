"""Publishing, disturbed at each moment that there is: `python -m tests.faults kill exchange`.

A small folder is published over another one again and again, in a process each time. The first time something happens
to it at its first step, the next time at its second, until it comes to its end untouched. What then has to hold is in
`judge`. Prints how many moments there were.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import itertools
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from commentary import exchange, publish
from tests.publication import files

OLD = {"index.html": b"old", "articles/first/index.html": b"old", "old.css": b"old"}
NEW = {"index.html": b"new", "articles/first/index.html": b"new", "new.css": b"new"}
CALLS = ("open", "fsync", "mkdir", "rename", "unlink", "rmdir", "scandir", "listdir", "stat")
"""What of `os` writes to the disk or looks there, and may say that it cannot."""
DONE, FAILED, ENDED, UNTOUCHED = range(4)
"""How a process ends: well in spite of the fault, with an error, by a signal it heeds; and before the fault came."""
WAYS = ("exchange", "rename", "killed-before")
"""In one step; in two; in two after a call that was killed between them, so that only `.site.last` is there."""
ROOMS = ("commentary", "shutil", "contextlib")
"""Modules whose every line is a moment; what they call of Python's own is part of that line."""


class Ended(BaseException):
    """What a signal that asks a process to end is made into."""


def write(folder: Path, content: dict[str, bytes]) -> None:
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def once(target: Path, content: dict[str, bytes] = NEW) -> Path | None:
    return publish.publish(target, lambda folder, held: write(folder, content), lambda: None)


class Moment:
    """The step of that number, counted from now."""

    def __init__(self, number: int):
        self.left = number

    def come(self) -> bool:
        """Called at every step: whether this is the one."""
        self.left -= 1
        return self.left == 0

    @property
    def over(self) -> bool:
        return self.left <= 0


def at_line(moment: Moment, happen: Callable[[], None]) -> None:
    """It happens when this process comes to that line."""

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_globals.get("__name__", "").split(".")[0] not in ROOMS:
            return None
        if event == "line" and moment.come():
            happen()
        return trace

    sys.settrace(trace)


def at_call(moment: Moment, code: int) -> None:
    """That call of the system fails with an error."""

    def wrapped(call: Callable[..., Any]) -> Callable[..., Any]:
        def one(*arguments: Any, **named: Any) -> Any:
            if moment.come():
                raise OSError(code, os.strerror(code))
            return call(*arguments, **named)

        return one

    for name in CALLS:
        setattr(os, name, wrapped(getattr(os, name)))
    swap = exchange._call()

    def swapped(one: bytes, other: bytes) -> int:
        if moment.come():
            ctypes.set_errno(code)
            return -1
        return swap(one, other)

    exchange._call = lambda: swap and swapped


def end() -> None:
    raise Ended


FAULTS: dict[str, Callable[[Moment], None]] = {
    "kill": lambda moment: at_line(moment, lambda: os.kill(os.getpid(), signal.SIGKILL)),
    "end": lambda moment: at_line(moment, end),
    "full": lambda moment: at_call(moment, errno.ENOSPC),
    "broken": lambda moment: at_call(moment, errno.EIO),
}


def attempt(target: Path, fault: str, number: int) -> int:
    """How a process ends to which the fault happens at its step of that number; below 0, the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = ENDED
        try:
            moment = Moment(number)
            FAULTS[fault](moment)
            once(target)
            code = DONE if moment.over else UNTOUCHED
        except OSError:
            code = FAILED
        finally:
            sys.settrace(None)
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def judge(target: Path, code: int, in_one_step: bool) -> None:
    """The folder is one of the two, whole; the old one if an error was reported, the new one if none was.

    Only where folders cannot be exchanged, and the process was ended, it may be gone: then the old one lies beside
    it, and even a call that fails brings it back. The next call that succeeds leaves nothing beside the folder.
    """
    if not target.exists() and not in_one_step and code not in (DONE, UNTOUCHED):
        assert files(target.with_name(".site.last")) == OLD
        with contextlib.suppress(Ended):
            publish.publish(target, lambda folder, held: end(), lambda: None)
        assert files(target) == OLD
    found = files(target)
    assert found in (OLD, NEW), found
    if code in (DONE, UNTOUCHED, FAILED):
        assert found == (OLD if code == FAILED else NEW), found
    assert once(target) is None
    assert files(target) == NEW
    assert os.listdir(target.parent) == [target.name], os.listdir(target.parent)


def every(fault: str, way: str) -> int:
    """How many moments there were; AssertionError at the first at which something does not hold."""
    if way != "exchange":
        exchange._call = lambda: None
    # Nothing here cuts the power; waiting for a disk that others use too would take most of the time.
    os.fsync = lambda descriptor: None
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder).resolve() / "room" / "site"
        for number in itertools.count(1):
            shutil.rmtree(target.parent, ignore_errors=True)
            write(target if way != "killed-before" else target.with_name(".site.last"), OLD)
            if way == "killed-before":
                write(target.with_name(".site.next"), {"half": b"new"})
                target.with_name(".site.lock").touch()
            code = attempt(target, fault, number)
            try:
                judge(target, code, way == "exchange")
            except (AssertionError, OSError) as wrong:
                raise AssertionError(f"{fault}, {way}, moment {number}, ended with {code}: {wrong}") from wrong
            if code == UNTOUCHED:
                return number - 1
    raise AssertionError("it never came to an end")


if __name__ == "__main__":
    print(every(sys.argv[1], sys.argv[2]))
