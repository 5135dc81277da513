"""Publishing under every fault, and builds in every circumstance by itself: the long forms of the tests.

`python -m tests.audit.publishing` runs this part of the audit alone; it needs nothing but Python.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.disturbed import Bench, moments, small_disk
from tests.environments import EACH, MOST_DIFFERENT, PLAIN, built, differences
from tests.faults import FAULTS, WAYS
from tests.publication import ROOT

RANDOM = 200
"""Builds that are killed at random times."""
CHOSEN = 25
"""Steps, evenly spread, at which each process of a build is killed or finds the disk full."""
LONGEST = 1.1
"""How long a build may take before it is killed, in times of one that nobody disturbs: a few come to their end."""
SEED = 20_261_124

Row = tuple[str, int, str]
"""What was done, how often, and what came of it."""


def audit(folder: Path, random: int = RANDOM, chosen: int = CHOSEN) -> tuple[list[Row], list[str]]:
    """The table of what was tried, and what does not hold; `folder` is not there yet."""
    folder.mkdir()
    rows, faults = [], []
    for name, work in (
        *((f"step of publishing: {fault}, {way}", _steps(fault, way)) for fault in FAULTS for way in WAYS),
        ("whole builds", lambda: _builds(Bench(folder / "bench"), random, chosen)),
        ("circumstances", lambda: _circumstances(folder)),
        ("a disk that is full", lambda: _full(folder)),
    ):
        print(f"{name} …", file=sys.stderr)
        try:
            rows += list(work())
        except (AssertionError, OSError) as wrong:
            faults.append(f"publishing, {name}: {wrong}")
    return rows, faults


def _steps(fault: str, way: str) -> Callable[[], Iterator[Row]]:
    def run() -> Iterator[Row]:
        command = [sys.executable, "-m", "tests.faults", fault, way]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr.strip().rpartition("\n")[2]
        yield f"step of publishing: {fault}, {way}", int(result.stdout), "whole at each"

    return run


def _builds(bench: Bench, random: int, chosen: int) -> Iterator[Row]:
    for do in ("kill", "kill-alone", "ENOSPC"):
        for inside in ("commentary", "mkdocs"):
            steps = bench.steps(inside)
            at = sorted({1 + round(n * (steps - 1) / max(1, chosen - 1)) for n in range(chosen)})
            published = sum(bench.judge(bench.at_step(do, inside, number)) for number in at)
            yield f"build: {do} in {inside}, of {steps} steps", len(at), f"{published} published, the rest left the old"
    start = time.monotonic()
    bench.build()
    longest = LONGEST * (time.monotonic() - start)
    published = sum(bench.judge(bench.at_time(seconds)) for seconds in moments(random, longest, SEED))
    yield "build: kill -9 of all its processes, at random", random, f"{published} published, the rest left the old"


def _circumstances(folder: Path) -> Iterator[Row]:
    plain = built(folder / "plain", PLAIN)
    for how in (*EACH, MOST_DIFFERENT):
        other = differences(plain, built(folder / "other", how))
        assert not other, f"{how.name}: {', '.join(other)} differ"
        yield f"build: {how.name}", len(plain), "files, the same byte for byte"


def _full(folder: Path) -> Iterator[Row]:
    with small_disk(folder / "disk", 1600) as mounted:
        if not mounted:
            yield "build: a small disk", 0, "none can be mounted here; see the builds above"
            return
        bench = Bench(folder / "disk" / "bench")
        ballast = folder / "disk" / "ballast"
        failed = 0
        for room in range(0, 400, 40):
            # All that is free but for so many kilobytes is taken.
            with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
                while file.write(bytes(4096)):
                    pass
            os.truncate(ballast, max(0, ballast.stat().st_size - room * 1024))
            with bench.start() as process:
                code = process.wait(120)
            failed += code != 0
            ballast.unlink()
            bench.judge(code)
        assert failed, "the disk was never full"
        yield "build: a small disk, with more and more room", 10, f"{failed} failed and left the old"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.audit.publishing", description=__doc__)
    parser.add_argument("--random", type=int, default=RANDOM, help=f"builds killed at random ({RANDOM})")
    parser.add_argument("--chosen", type=int, default=CHOSEN, help=f"steps for each fault ({CHOSEN})")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows, faults = audit(Path(folder) / "publishing", given.random, given.chosen)
    print("\n".join(f"{name}: {count}, {outcome}" for name, count, outcome in rows))
    sys.exit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
