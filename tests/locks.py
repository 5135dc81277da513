"""What lock files may hold: packages by name, version and hash. `python -m tests.locks` looks at this checkout's.

An index, an address or a package without a hash would bring something else than what was tested, and `pip install
--require-hashes` obeys the first two.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.publication import ROOT

_PACKAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:\[[a-z0-9,_-]+\])?==[0-9][A-Za-z0-9.!+_-]*(?: ?; [^#\\]+)?")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_INTEGRITY = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")


def pip_faults(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a lock file for pip, counted from 1, with what is wrong with each."""
    package, hashes = 0, 0
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        entry = line.strip().removesuffix("\\").strip()
        if not entry or entry.startswith("#"):
            continue
        if _HASH.fullmatch(entry):
            hashes += 1
            continue
        if package and not hashes:
            yield package, "a package has a hash; this one has none"
        package, hashes = 0, 0
        if _PACKAGE.fullmatch(entry):
            package = number
        else:
            yield number, f"a line names a package and its version, or a hash; found {entry!r}"
    if package and not hashes:
        yield package, "a package has a hash; this one has none"


def npm_faults(text: str) -> Iterator[tuple[int, str]]:
    """The same for npm's."""
    lines = text.splitlines()
    yield from (
        (n, f"a lock file names no address; found {line.strip()!r}") for n, line in enumerate(lines, 1) if "://" in line
    )
    for name, package in json.loads(text)["packages"].items():
        number = next((n for n, line in enumerate(lines, 1) if line.strip().startswith(json.dumps(name) + ":")), 1)
        if name and not package.get("link") and not _INTEGRITY.fullmatch(package.get("integrity", "")):
            yield number, "a package has a hash (integrity, sha512); this one has none"


def faults(path: str, text: str) -> list[str]:
    """What is wrong with a lock file, as `path:line:1: …`."""
    found = npm_faults(text) if path.endswith(".json") else pip_faults(text)
    return [f"{path}:{line}:1: {message}\n    Renew the file as CONTRIBUTING.md says." for line, message in found]


def main() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.lock", "*package-lock.json"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    # Without Git, such as in an archive that was unpacked, all that lies there.
    names = listed.stdout.split("\0") if listed.returncode == 0 else [
        path.relative_to(ROOT).as_posix()
        for pattern in ("*.lock", "tests/*/*.lock", "tests/*/package-lock.json")
        for path in ROOT.glob(pattern)
    ]  # fmt: skip
    found = [
        fault for path in sorted(filter(None, names)) for fault in faults(path, Path(ROOT, path).read_text("utf-8"))
    ]
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
