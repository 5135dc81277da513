"""What the machine refuses, such as room on the disk or memory, as a fault in plain words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from commentary.problems import Place, Problem

RULE = "machine"
_ROOM = "Make room on the disk, or have its quota raised."
_RIGHTS = "See to the permissions of it and of its folder."
_OPEN = "End other programs, or raise the limit of open files (ulimit -n)."
_MEMORY = "End other programs, or use a machine with more memory."
_MENDS = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "Raise the limit of a file's size (ulimit -f).",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "Its disk is there for reading only; work in a folder that may be written.",
    errno.EMFILE: _OPEN,
    errno.ENFILE: _OPEN,
    errno.ENOMEM: _MEMORY,
    errno.EAGAIN: "End other programs: no more processes or threads can be started.",
    errno.EIO: "The disk has an error. Copy what is on it, and look at its health.",
}
"""How to mend what a system call may say of the machine. Anything else that goes wrong is a fault of the program."""


def machine_problem(
    error: BaseException, root: Path, holds: str = "the machine lets this be read and written", path: str = ""
) -> Problem | None:
    """The fault that the error tells of; None where the error does not come from the machine.

    `holds` says what must hold. The place is `path`, else what the error names, from `root` where it lies below.
    """
    if isinstance(error, MemoryError):
        return Problem(Place("."), "there is memory enough; it ran out", _MEMORY, RULE)
    if isinstance(error, RuntimeError) and str(error) == "can't start new thread":
        return Problem(Place("."), f"there is room for another thread; {error}", _MENDS[errno.EAGAIN], RULE)
    if not isinstance(error, OSError) or error.errno not in _MENDS:
        return None
    return Problem(
        Place(path or _shown(error.filename, root)),
        f"{holds}; the system says: {error.strerror or os.strerror(error.errno)}",
        _MENDS[error.errno],
        RULE,
    )


def _shown(name: object, root: Path) -> str:
    """The path as a person would write it. A system call on what is open already names none."""
    if not isinstance(name, (str, bytes, os.PathLike)):
        return "."
    path = Path(os.fsdecode(name)).absolute()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
