"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace(file: Path, text: str) -> None:
    """The file holds the text; whoever reads meanwhile sees the old one or the new one."""
    prepared = _prepared(file, text)
    try:
        os.replace(prepared, file)
    except BaseException:
        prepared.unlink()
        raise


def create(file: Path, text: str) -> None:
    """The file is there and holds the text. Raises FileExistsError, and changes nothing, if it was there already."""
    file.parent.mkdir(parents=True, exist_ok=True)
    prepared = _prepared(file, text)
    try:
        # Unlike a renamed file, a link never takes another's place.
        os.link(prepared, file)
    finally:
        prepared.unlink()


def _prepared(file: Path, text: str) -> Path:
    """The text in a file beside the one that it is for. An OSError names the latter, which is the one that a person
    knows."""
    prepared: Path | None = None
    try:
        # A name that `find` takes for an editor's, should the machine stop before it is renamed.
        descriptor, name = tempfile.mkstemp(prefix=".#", suffix="~", dir=file.parent)
        prepared = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        mode = file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_mask()
        os.chmod(name, mode)
    except BaseException as error:
        if prepared:
            prepared.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(file)) from None
        raise
    return prepared


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
