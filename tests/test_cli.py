"""The command as people and forges call it: what it prints and how it exits."""

from __future__ import annotations

import json
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commentary.cli import main
from commentary.schema import RECORDS, json_schema
from tests.publication import ROOT, TODAY, run


def check(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY, *arguments])


@pytest.fixture
def faulty(miniature: Path) -> Path:
    (miniature / "comments/first/bad.yml").write_text("autor: A\nbody: x\n", "utf-8")
    (miniature / "comments/experts/expert-two.yml").write_text("role: R\n", "utf-8")
    return miniature


def test_all_is_well(miniature: Path) -> None:
    result = check(miniature)
    assert (result.exit_code, result.stdout) == (0, "All is well: 4 articles, 11 comments, 2 experts, 4 authors.\n")


def test_this_repository_is_well() -> None:
    result = run("commentary", "check", cwd=ROOT / "docs", SOURCE_DATE_EPOCH="")
    assert (result.returncode, result.stderr) == (0, "")


def test_it_says_its_version_and_is_no_strangers_distribution() -> None:
    """The package index has a stranger's `commentary`; pip would offer theirs as an update of ours."""
    result = run("commentary", "--version", cwd=ROOT)
    assert result.stdout == f"commentary, version {version('commentary-engine')}\n"
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["name"] == "commentary-engine"


def test_all_faults_sorted_by_place(faulty: Path) -> None:
    result = check(faulty)
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if not line.startswith(" ")] == [
        "comments/experts/expert-two.yml:1:1: name: must be given; it is missing",
        "comments/first/bad.yml:1:1: autor: is not a field here; did you mean “author”?",
    ]
    assert result.stderr == "2 faults in 2 files (4 articles, 12 comments, 2 experts, 4 authors).\n"


@pytest.mark.parametrize("path", ["comments/first/bad.yml", "comments/first"])
def test_only_the_faults_of_some_paths(faulty: Path, path: str) -> None:
    result = check(faulty, str(faulty / path))
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 2
    assert check(faulty, str(faulty / "docs")).exit_code == 0


@pytest.mark.parametrize(("form", "read"), [("json", json.loads), ("gitlab", json.loads), ("github", str.splitlines)])
def test_forms_for_forges_and_programs(faulty: Path, form: str, read: type) -> None:
    result = check(faulty, "--format", form)
    assert result.exit_code == 1
    assert len(read(result.stdout)) == 2
    assert result.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [["check", "--root", "/"], ["check", "no-such-file.yml"], ["check", "/"], ["check", "--format", "xml"],
     ["check", "--today", "tomorrow"], ["nonsense"], ["schema", "nonsense"]],
)  # fmt: skip
def test_called_wrongly(arguments: list[str], miniature: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(miniature)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_the_publication_is_found_from_inside_it(miniature: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(miniature / "comments" / "first")
    result = CliRunner().invoke(main, ["check", "--today", TODAY, "001.yml"])
    assert result.exit_code == 0, result.output


def test_today_decides_what_is_in_the_future(miniature: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--root", str(miniature), "--today", "2026-02-28"])
    assert result.exit_code == 1
    assert "docs/articles/second.md:4:7: date: is not in the future" in result.stdout


def test_schema_prints_one_and_writes_all(miniature: Path) -> None:
    result = CliRunner().invoke(main, ["schema", "comment", "--root", str(miniature)])
    assert (result.exit_code, result.stdout) == (0, json_schema("comment"))
    result = CliRunner().invoke(main, ["schema", "--root", str(miniature)])
    assert sorted(p.stem for p in (miniature / "hooks/schema").iterdir()) == sorted(RECORDS)
    assert CliRunner().invoke(main, ["schema", "--root", str(miniature)]).stdout == ""


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in main.commands:
        assert f"commentary {name}" in readme


def test_every_make_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for line in (ROOT / "Makefile").read_text("utf-8").splitlines():
        name, _, rest = line.partition(":")
        if "## " in rest and not line.startswith("\t"):
            assert f"make {name}" in readme
