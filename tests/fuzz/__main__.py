"""Search for inputs that break a reader of strangers' bytes, with atheris (libFuzzer), each target for so many seconds.

An input that does is kept in `audit/fuzz/` and printed. Mend the reader, and put the input into `tests/fuzz/found/`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz import seeds
from tests.fuzz.targets import TARGETS
from tests.publication import ROOT

KEPT = ROOT / "audit" / "fuzz"
SLOWEST, LARGEST = 10, 2048
"""Seconds and megabytes that one input may take."""

_DONE = re.compile(r"Done (\d+) runs in (\d+) second")


@dataclass(frozen=True, slots=True)
class Search:
    """How one went. `fault` is the end of what it printed when an input broke the target, else empty."""

    target: str
    runs: int
    seconds: int
    fault: str = ""


def search(target: str, seconds: int) -> Search:
    """Run one target in a process of its own: what breaks it may end the process."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        seeds.write(target, corpus)
        result = subprocess.run(
            [
                *(sys.executable, "-m", "tests.fuzz.libfuzzer", target),
                *(f"-max_total_time={seconds}", f"-max_len={seeds.LONGEST}", f"-timeout={SLOWEST}"),
                *(f"-rss_limit_mb={LARGEST}", f"-artifact_prefix={KEPT / target}-", "-print_final_stats=1", corpus),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    done = _DONE.search(result.stderr)
    if done and not result.returncode:
        return Search(target, int(done[1]), int(done[2]))
    runs = re.search(r"stat::number_of_executed_units: *(\d+)", result.stderr)
    said = f"{result.stdout}{result.stderr}".split("\n")
    return Search(target, int(runs[1]) if runs else 0, seconds, "\n".join(said[-40:]))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long each target is searched (60)")
    parser.add_argument("--target", choices=TARGETS, action="append", help="only this one; may be given again")
    options = parser.parse_args()
    found = []
    for target in options.target or TARGETS:
        one = search(target, options.seconds)
        found.append(one)
        print(f"{target}: {one.runs:,} inputs in {one.seconds} s, {'one broke it' if one.fault else 'none broke it'}")
        if one.fault:
            print(one.fault)
    if any(one.fault for one in found):
        sys.exit(f"What broke a target is in {KEPT.relative_to(ROOT)}/.")


if __name__ == "__main__":
    main()
