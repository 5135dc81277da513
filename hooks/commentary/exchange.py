"""Two names of one folder trade places in a single step, where the system can do that.

Python has no call for it, and the packages that bring one have not been kept for years.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100  # AT_FDCWD; both paths are absolute, so that it is never looked at.
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS alike.
# What systems and file systems say that cannot; sandboxes that do not know the call answer «not permitted».
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)


def exchange(one: Path, other: Path) -> bool:
    """What lay at each path lies at the other one; at every moment both are there (renameat2(2), renamex_np(2)).

    False, and nothing was changed, where the system or the file system cannot. OSError where they can and it failed.
    """
    call = _call()
    if call is None:
        return False
    if call(os.fsencode(one.absolute()), os.fsencode(other.absolute())) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@cache
def _call() -> Callable[[bytes, bytes], int] | None:
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        swap = getattr(library, "renamex_np", None)
        return swap and (lambda one, other: swap(one, other, ctypes.c_uint(_EXCHANGE)))
    rename = getattr(library, "renameat2", None)
    return rename and (lambda one, other: rename(_HERE, one, _HERE, other, ctypes.c_uint(_EXCHANGE)))
