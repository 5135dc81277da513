"""Whether a weakness of a locked package is known: pip-audit on every lock file, and what became of its answers.

`make advisories` ends with 0 when all was looked up and nothing is known that was not judged, with 1 when something is,
and with 2 when nothing, or not all, could be looked up. pip-audit itself says that none is known in that case too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / ".venv" / "audit" / "bin" / "pip-audit"
LOCKS = (
    "requirements.lock",
    "requirements-test.lock",
    "tests/audit/requirements.lock",
    "tests/bench/requirements.lock",
    "tests/fuzz/requirements.lock",
)
SERVICES = ("pypi", "osv")
"""Where it is looked up; the second is asked where the first tells nothing."""

JUDGED: dict[str, str] = {}
"""What is known and does not concern us, by the advisory's id or another name of it, and why."""

Ask = Callable[[Path, str], "Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What pip-audit printed, and what it said beside that."""

    output: str
    said: str = ""


@dataclass(frozen=True, order=True, slots=True)
class Advisory:
    package: str
    version: str
    id: str
    names: tuple[str, ...] = ()
    """Other names of the same, such as that of the CVE."""
    mended: tuple[str, ...] = ()
    """Versions that have it no more."""

    def reason(self, judged: dict[str, str]) -> str:
        """Why it does not concern us; empty where that was not judged."""
        return next((judged[name] for name in (self.id, *self.names) if name in judged), "")

    def __str__(self) -> str:
        names = f" ({', '.join(self.names)})" if self.names else ""
        mend = f"mended in {', '.join(self.mended)}: make lock" if self.mended else "no version mends it yet"
        return f"{self.package} {self.version}: {self.id}{names}; {mend}"


@dataclass(slots=True)
class Looked:
    """What became of a lock file. Each of its packages was looked up, passed over with a reason, or is left out because
    this system does not install it."""

    lock: str
    found: list[Advisory] = field(default_factory=list)
    checked: set[str] = field(default_factory=set)
    passed_over: dict[str, str] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    trouble: str = ""
    """Why there is no answer at all."""


def locked(text: str) -> list[tuple[str, str]]:
    """Names and versions in a lock file; a package has several where systems differ."""
    return re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^\s;\\]+)", text)


def read(lock: str, text: str, answer: Answer) -> Looked:
    """What the answer says of the packages in the text of a lock file."""
    looked = Looked(lock)
    try:
        dependencies = json.loads(answer.output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = answer.said.strip().splitlines()[-1:] or ["it said nothing"]
        looked.trouble = last[0][:300]
        return looked
    seen = set()
    for one in dependencies:
        name = _plain(one["name"])
        if "skip_reason" in one:
            looked.passed_over[name] = one["skip_reason"]
            continue
        looked.checked.add(name)
        seen.add((name, one["version"]))
        for known in one["vulns"]:
            looked.found.append(
                Advisory(name, one["version"], known["id"], tuple(known["aliases"]), tuple(known["fix_versions"]))
            )
    looked.elsewhere = [
        f"{name} {version}"
        for name, version in locked(text)
        if (_plain(name), version) not in seen and _plain(name) not in looked.passed_over
    ]
    looked.found.sort()
    return looked


def _plain(name: str) -> str:
    """A package's name as one compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def look(root: Path, ask: Ask) -> list[Looked]:
    """Every lock file, each looked up where the first was found to be answered."""
    services, results = list(SERVICES), []
    for lock in LOCKS:
        text = (root / lock).read_text("utf-8")
        while True:
            looked = read(lock, text, ask(root / lock, services[0]))
            if looked.checked or len(services) == 1:
                break
            del services[0]
        results.append(looked)
    return results


def ask_pip_audit(lock: Path, service: str) -> Answer:
    with tempfile.TemporaryDirectory() as cache:
        command = [str(PROGRAM), "--requirement", str(lock), "--require-hashes", "--disable-pip", "--format", "json"]
        command += ["--vulnerability-service", service, "--progress-spinner", "off", "--cache-dir", cache]
        command += ["--aliases", "on", "--desc", "off"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            return Answer("", str(error))
    return Answer(done.stdout, done.stderr)


def told(results: list[Looked], judged: dict[str, str]) -> list[str]:
    """A line for each lock file, and below it one for each thing that is known or was not looked up."""
    lines = []
    for one in results:
        if not one.checked:
            reason = one.trouble or next(iter(one.passed_over.values()), "the file is empty")
            lines.append(f"{one.lock}: not checked: no database could be reached ({reason})")
            continue
        known = f"{len(one.found)} known" if one.found else "nothing known"
        lines.append(f"{one.lock}: {len(one.checked)} packages looked up, {known}")
        lines += [f"  {a}{f'. Kept: {why}' if (why := a.reason(judged)) else ''}" for a in one.found]
        lines += [f"  not checked: {name}: {reason}" for name, reason in sorted(one.passed_over.items())]
        if one.elsewhere:
            lines.append(f"  not checked, since this system does not install them: {', '.join(one.elsewhere)}")
    return lines


def failures(results: list[Looked], judged: dict[str, str]) -> list[str]:
    """What is known and was not judged; and judgements of what is known no more."""
    named = {name for one in results for a in one.found for name in (a.id, *a.names)}
    open_ones = [f"{one.lock}: {a}" for one in results for a in one.found if not a.reason(judged)]
    complete = all(one.checked for one in results)
    stale = [f"{id} is judged, and known of no package any more: take it out" for id in judged if id not in named]
    return open_ones + (stale if complete else [])


def main() -> None:
    results = look(ROOT, ask_pip_audit)
    print("\n".join(told(results, JUDGED)))
    if wrong := failures(results, JUDGED):
        print("\n".join(wrong), file=sys.stderr)
        sys.exit(1)
    if any(not one.checked or one.passed_over for one in results):
        sys.exit(2)


if __name__ == "__main__":
    main()
