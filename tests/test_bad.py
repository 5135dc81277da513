"""Every folder of tests/bad/ is a mistake that an editor can make; tests/bad/README.md says how one is written down.

`python -m tests.test_bad` accepts what the check says now.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
from pathlib import Path

import mkdocs.commands.build
import mkdocs.config
import pytest
from click.testing import CliRunner, Result
from mkdocs.exceptions import Abort

from commentary.checks import CHECKS
from commentary.checks.comments import comments_are_not_too_many
from commentary.cli import main
from commentary.load import load
from commentary.problems import Problem
from commentary.reports import as_text
from tests.publication import EPOCH, ROOT, TODAY, copy_miniature
from tests.repairs import REPAIRS, repair

BAD = ROOT / "tests" / "bad"
REPORT = "expected.txt"
MOST_REPAIRS = 12
DELETE = "delete"
MISTAKES = sorted(folder for folder in BAD.iterdir() if folder.is_dir())

each_mistake = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda folder: folder.name)


def make(mistake: Path, target: Path) -> Path:
    """The miniature publication with the mistake in it, in `target`, which does not exist yet."""
    copy_miniature(target)
    for path in (mistake / DELETE).read_text("utf-8").splitlines() if (mistake / DELETE).exists() else ():
        if (target / path).is_dir():
            shutil.rmtree(target / path)
        else:
            (target / path).unlink()
    for entry in mistake.iterdir():
        if entry.is_dir():
            shutil.copytree(entry, target / entry.name, symlinks=True, dirs_exist_ok=True)
        elif entry.name == "mkdocs.yml":
            settings = entry.read_text("utf-8").replace("../../hooks", str(ROOT / "hooks"))
            (target / entry.name).write_text(settings, "utf-8")
    return target


def check(root: Path) -> Result:
    command = ["check", "--root", str(root), "--today", TODAY]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def report(mistake: Path) -> str:
    """What the check is to say; nothing as long as it has not been accepted."""
    file = mistake / REPORT
    return file.read_bytes().decode() if file.exists() else ""


@each_mistake
def test_check_reports_and_its_repairs_work(mistake: Path, tmp_path: Path) -> None:
    """The whole report, so that every change of a word, a line or a column is seen and judged. Where a machine can do
    what it says, the fault is gone then."""
    root, today = make(mistake, tmp_path / "publication"), dt.date.fromisoformat(TODAY)
    problems = load(root, today).problems
    assert as_text(problems) + "\n" == report(mistake), (
        f"The check says something else of tests/bad/{mistake.name}/ than its {REPORT}."
        " If that is right: .venv/bin/python -m tests.test_bad"
    )
    assert any(problem.severity == "error" for problem in problems)
    judged: set[Problem] = set()
    for _ in range(MOST_REPAIRS):
        problem = next((problem for problem in problems if problem not in judged), None)
        if problem is None:
            return
        if not repair(root, problem):
            judged.add(problem)
            continue
        problems = load(root, today).problems
        assert problem not in problems, f"{problem.mend} was done, and it is still so: {problem.message}"


def test_most_repairs_are_made_by_machine() -> None:
    mends = [line.strip() for mistake in MISTAKES for line in report(mistake).split("\n") if line.startswith("    ")]
    assert sum(any(re.match(pattern, mend) for pattern, _ in REPAIRS) for mend in mends) > 150
    idle = [pattern for pattern, _ in REPAIRS if not any(re.match(pattern, mend) for mend in mends)]
    assert not idle, f"Nothing says this any more: {idle}"


@each_mistake
def test_build_publishes_nothing(
    mistake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The build stops with the same report, and the last good site stays as it was."""
    root = make(mistake, tmp_path / "publication")
    site = root / "site"
    site.mkdir()
    (site / "index.html").write_text("last good site", "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    # In this process, since one for each mistake would take minutes.
    config = mkdocs.config.load_config(config_file=str(root / "mkdocs.yml"), strict=True)
    with pytest.raises(Abort):
        mkdocs.commands.build.build(config)

    assert report(mistake).rstrip("\n") in caplog.text
    assert {p.relative_to(site).as_posix() for p in site.rglob("*")} == {"index.html"}
    assert (site / "index.html").read_text("utf-8") == "last good site"


def test_each_check_is_broken_by_a_mistake(tmp_path: Path) -> None:
    assert len(MISTAKES) >= 40
    today = dt.date.fromisoformat(TODAY)
    # Ten thousand files and one are too many to keep: tests/test_limits.py has a lower limit instead.
    unbroken = [rule for rule in CHECKS if rule is not comments_are_not_too_many]
    for mistake in MISTAKES:
        collection = load(make(mistake, tmp_path / mistake.name), today).collection
        unbroken = [rule for rule in unbroken if not any(rule(collection, today))]
    assert not unbroken, f"No folder of tests/bad/ breaks {', '.join(rule.__name__ for rule in unbroken)}."


def accept() -> None:
    """Writes every report anew and prints which have changed."""
    for mistake in MISTAKES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                result = check(make(mistake, Path(folder) / "publication"))
            except Exception as error:
                print(f"tests/bad/{mistake.name}: not accepted, the check breaks off with {error!r}")
                continue
        if result.exit_code != 1:
            print(f"tests/bad/{mistake.name}: not accepted, the check ends with status {result.exit_code}")
        elif result.stdout != report(mistake):
            (mistake / REPORT).write_bytes(result.stdout_bytes)
            print(f"tests/bad/{mistake.name}: changed")


if __name__ == "__main__":
    accept()
