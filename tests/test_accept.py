"""Every folder of tests/submissions/ is a message that somebody may send; tests/submissions/README.md says more.

`python -m tests.test_accept` accepts what the command does now.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from commentary.cli import main
from commentary.load import load, today
from tests import publication
from tests.publication import EPOCH, ROOT, copy_miniature

SUBMISSIONS = ROOT / "tests" / "submissions"
EXPECTED = "expected.txt"
CASES = sorted(folder for folder in SUBMISSIONS.iterdir() if folder.is_dir())
NEW_ID = re.compile(r"(\d{4}-\d\d-\d\d-\d{6})-(?!k3v9x7qm)[a-z2-9]{8}\b")


@pytest.fixture(autouse=True)
def in_the_middle_of_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def files(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in publication.files(root).items() if not path.startswith(".cache/")}


def outcome(case: Path, root: Path) -> str:
    """What the command says and how it ends, and every file that is new."""
    for entry in case.iterdir():
        if entry.is_dir():
            shutil.copytree(entry, root / entry.name, dirs_exist_ok=True)
    before = files(root)
    (message,) = case.glob("message.*")
    options = (case / "options").read_text("utf-8").split() if (case / "options").exists() else []
    result = CliRunner().invoke(main, ["accept", str(message), "--root", str(root), *options], catch_exceptions=False)
    after = files(root)
    assert {path: after.get(path) for path in before} == before
    new = "".join(f"--- {path}\n{after[path].decode()}" for path in sorted(set(after) - set(before)))
    return NEW_ID.sub(r"\1-(new)", f"{result.output}exit {result.exit_code}\n{new}")


@pytest.mark.parametrize("case", CASES, ids=lambda folder: folder.name)
def test_each_submission(case: Path, miniature: Path) -> None:
    file = case / EXPECTED
    expected = file.read_bytes().decode() if file.exists() else ""
    assert outcome(case, miniature) == expected, (
        f"The command does something else with tests/submissions/{case.name}/ than its {EXPECTED} says."
        " If that is right: .venv/bin/python -m tests.test_accept"
    )
    if "exit 0" in expected:
        assert load(miniature, today()).problems == []


def accept_outcomes() -> None:
    """Writes every outcome anew and prints which have changed."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                text = outcome(case, copy_miniature(Path(folder) / "miniature"))
            except Exception as error:
                print(f"tests/submissions/{case.name}: not accepted, the command breaks off with {error!r}")
                continue
        file = case / EXPECTED
        if not file.exists() or file.read_bytes() != text.encode():
            file.write_bytes(text.encode())
            print(f"tests/submissions/{case.name}: changed")


if __name__ == "__main__":
    accept_outcomes()
