"""Text compressed once, beside the files themselves, for hosts that send it so (gzip, RFC 1952; Brotli, RFC 7932)."""

from __future__ import annotations

import gzip
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml", ".xsl")
"""Endings of files that are text; pictures and fonts are compressed already."""


def compress(folder: Path) -> int:
    """Beside each text file lie its `.gz` and `.br`, where these are smaller; how many were written.

    The same bytes give the same bytes: nothing of a clock, a name or a system is in them. OSError where they cannot
    be written.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in TEXTS and path.is_file())
    # Both libraries let other threads run while they work.
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as pool:
        return sum(pool.map(_beside, files))


def _beside(file: Path) -> int:
    data = file.read_bytes()
    written = 0
    for ending, packed in ((".gz", _gzip(data)), (".br", brotli.compress(data, mode=brotli.MODE_TEXT))):
        path = file.with_name(file.name + ending)
        if len(packed) < len(data):
            path.write_bytes(packed)
            written += 1
        else:
            path.unlink(missing_ok=True)
    return written


def _gzip(data: bytes) -> bytes:
    buffer = io.BytesIO()
    # Unlike gzip.compress, this writes the same header with every version of Python.
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as stream:
        stream.write(data)
    return buffer.getvalue()
