"""What is made of pip-audit's answers. Packages, versions and advisories here are test data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.audit import advisories
from tests.audit.advisories import LOCKS, Answer, Looked, failures, locked, look, read, told
from tests.audit.report import Report
from tests.publication import ROOT

LOCK = """\
specimen-one==1.2 \\
    --hash=sha256:00
Specimen_Two==3.4 ; python_full_version < '3.11.5' \\
    --hash=sha256:11
Specimen_Two==3.5 ; python_full_version >= '3.11.5' \\
    --hash=sha256:22
"""
KNOWN = {"id": "TEST-2026-1", "fix_versions": ["1.3"], "aliases": ["CVE-0000-1"], "description": "Test data."}
GONE = "Dependency not found on PyPI and could not be audited: specimen-two (3.5)"


def answer(*vulns: dict, skipped: tuple[str, ...] = ()) -> Answer:
    found = [
        {"name": "specimen-one", "version": "1.2", "vulns": list(vulns)},
        {"name": "specimen-two", "version": "3.5", "vulns": []},
    ]
    missed = [{"name": name, "skip_reason": GONE} for name in skipped]
    kept = [one for one in found if one["name"] not in skipped]
    # Without a database pip-audit says this all the same.
    return Answer(json.dumps({"dependencies": [*kept, *missed], "fixes": []}), "No known vulnerabilities found\n")


def repository(folder: Path) -> Path:
    for lock in LOCKS:
        (folder / lock).parent.mkdir(parents=True, exist_ok=True)
        (folder / lock).write_text(LOCK, "utf-8")
    return folder


def test_what_is_known_fails_until_it_is_judged() -> None:
    looked = [read("a.lock", LOCK, answer(KNOWN))]
    line = "specimen-one 1.2: TEST-2026-1 (CVE-0000-1); mended in 1.3: make lock"
    assert failures(looked, {}) == [f"a.lock: {line}"]
    assert told(looked, {})[:2] == ["a.lock: 2 packages looked up, 1 known", f"  {line}"]
    for name in ("TEST-2026-1", "CVE-0000-1"):
        assert failures(looked, {name: "it is not used"}) == []
        assert told(looked, {name: "it is not used"})[1] == f"  {line}. Kept: it is not used"
    assert failures(looked, {"TEST-2026-1": "a", "TEST-2025-9": "b"}) == [
        "TEST-2025-9 is judged, and known of no package any more: take it out"
    ]


def test_what_this_system_does_not_install_is_named() -> None:
    assert locked(LOCK) == [("specimen-one", "1.2"), ("Specimen_Two", "3.4"), ("Specimen_Two", "3.5")]
    assert told([read("a.lock", LOCK, answer())], {}) == [
        "a.lock: 2 packages looked up, nothing known",
        "  not checked, since this system does not install them: Specimen_Two 3.4",
    ]


def test_a_package_that_was_passed_over_is_named() -> None:
    looked = read("a.lock", LOCK, answer(skipped=("specimen-two",)))
    assert told([looked], {}) == [
        "a.lock: 1 packages looked up, nothing known",
        f"  not checked: specimen-two: {GONE}",
    ]


@pytest.mark.parametrize(
    "no_answer",
    [
        answer(skipped=("specimen-one", "specimen-two")),
        Answer("", "Traceback\nrequests.exceptions.ConnectionError: no such host\n"),
        Answer("", ""),
        Answer("{}", "x"),
        Answer("null", "x"),
    ],
)
def test_without_a_database_nothing_is_said_to_be_unknown(no_answer: Answer, tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(lock: Path, service: str) -> Answer:
        asked.append(service)
        return no_answer

    results = look(repository(tmp_path), ask)
    # One that told nothing is not asked again.
    assert asked == ["pypi", *["osv"] * len(LOCKS)]
    lines = told(results, {})
    assert len(lines) == len(LOCKS)
    assert all(": not checked: no database could be reached (" in line for line in lines)
    assert failures(results, {"TEST-2026-1": "a judgement stays"}) == []
    report = Report()
    report.advisories(results, {})
    assert report.failures == []
    assert "nothing known" not in report.text()
    assert "requirements.lock: not checked: no database could be reached" in report.text()


def test_the_second_service_is_asked_where_the_first_tells_nothing(tmp_path: Path) -> None:
    results = look(repository(tmp_path), lambda lock, service: answer(KNOWN) if service == "osv" else Answer("", "x"))
    assert [len(one.found) for one in results] == [1] * len(LOCKS)
    report = Report()
    report.advisories(results, {})
    assert len(report.failures) == len(LOCKS)


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([read("a.lock", LOCK, answer())], None),
        ([read("a.lock", LOCK, answer(KNOWN))], 1),
        ([read("a.lock", LOCK, answer(KNOWN)), Looked("b.lock", trouble="x")], 1),
        ([read("a.lock", LOCK, answer()), Looked("b.lock", trouble="x")], 2),
        ([read("a.lock", LOCK, answer(skipped=("specimen-two",)))], 2),
    ],
)
def test_the_command_ends_as_it_says(results: list[Looked], code: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advisories, "JUDGED", {})
    monkeypatch.setattr(advisories, "look", lambda root, ask: results)
    if code is None:
        return advisories.main()
    with pytest.raises(SystemExit) as ended:
        advisories.main()
    assert ended.value.code == code


def test_every_lock_file_is_looked_up() -> None:
    there = {path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.lock"), *ROOT.glob("tests/*/*.lock"))}
    assert there == set(LOCKS)
    for lock in LOCKS:
        assert locked((ROOT / lock).read_text("utf-8")), lock
