"""The settings of programs that editors may use: what these would spoil they leave alone, and ours pleases them."""

from __future__ import annotations

import subprocess

from pathspec.gitignore import GitIgnoreSpec
from yamllint import linter
from yamllint.config import YamlLintConfig

from tests.publication import ROOT


def test_prettier_leaves_texts_and_comments_alone() -> None:
    """It takes the blanks away by which Markdown tells what lies in a box, a tab or an entry."""
    ignored = GitIgnoreSpec.from_lines((ROOT / ".prettierignore").read_text("utf-8").splitlines())
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    ours = [p for p in listed if p.endswith(".md") or p.startswith(("comments/", "hooks/theme/", "tests/"))]
    assert len(ours) > 100
    assert [path for path in ours if not ignored.match_file(path)] == []
    assert not ignored.match_file("mkdocs.yml")


def test_yamllint_finds_no_fault_with_what_the_engine_writes() -> None:
    config = YamlLintConfig(file=str(ROOT / ".yamllint.yml"))
    written = [*ROOT.glob("tests/format/*/after.yml"), *ROOT.glob("comments/*/*.yml"), ROOT / "mkdocs.yml"]
    assert len(written) > 10
    faults = [f"{file}: {fault}" for file in written for fault in linter.run(file.read_text("utf-8"), config)]
    assert faults == []
    assert list(linter.run("body: |\n\ta\n", config))
