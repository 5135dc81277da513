"""What `make` says while somebody waits for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.publication import ROOT

STAND_IN = """\
#!/bin/sh
case "$*" in
  -c*) ;;
  "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo "ran: $*" ;;
  *) echo "ran: $*" ;;
esac
"""


@pytest.mark.parametrize(("command", "steps"), [("serve", ["venv", "pip", "pip", "mkdocs"])])
def test_the_first_run_says_what_it_does_before_it_does_it(tmp_path: Path, command: str, steps: list[str]) -> None:
    """With a stand-in for Python, which says what it was asked for: the real steps take most of a minute."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / "python"
    python.write_text(STAND_IN, "utf-8")
    python.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    result = subprocess.run(
        ["make", command, f"PYTHON={python}"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    said = result.stdout.splitlines()
    ran = [number for number, line in enumerate(said) if line.startswith("ran: ")]
    assert [said[number].split()[2] for number in ran] == steps
    assert all(number and said[number - 1].endswith("…") for number in ran), said
