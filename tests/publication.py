"""Publications to test on: copies of the miniature in folders of their own, and what the commands make of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from commentary.language import Language, load_language

ROOT = Path(__file__).parents[1]
MINIATURE = ROOT / "tests" / "miniature"
SPECIMEN = ROOT / "tests" / "specimen"
TODAY = "2026-06-30"
EPOCH = "1782777600"
"""30 June 2026 in UTC, as SOURCE_DATE_EPOCH."""
OWNED = {"COMMENTARY_EMAIL": "editors@example.org", "REPO_URL": "https://github.com/example/second-opinion/"}
"""What an owner says of a publication that is hosted, so that its pages are tested and weighed as readers get them."""
HOSTED = "https://www.example.org/"
"""The address that such a site has, where a test wants one."""


def copy_miniature(target: Path) -> Path:
    """The miniature publication in `target`, which does not exist yet, with the hooks of this checkout."""
    return copy(MINIATURE, target)


def copy(publication: Path, target: Path) -> Path:
    """A publication of the tests in `target`, which does not exist yet, with the hooks of this checkout."""
    shutil.copytree(publication, target, symlinks=True, ignore=shutil.ignore_patterns("expected", "site", ".cache"))
    settings = target / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("../../hooks", str(ROOT / "hooks")), "utf-8")
    return target


def run(*command: str, cwd: Path, timeout: int = 120, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of this environment's Python (`run("commentary", "check")`), in the middle of 2026.

    A variable given as an empty text is not set for the command: SOURCE_DATE_EPOCH="" stands for today.
    """
    variables = {**os.environ, **OWNED, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={name: value for name, value in variables.items() if value},
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=timeout,
        check=False,
    )


def build(root: Path, program: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` into `site/` of the publication."""
    return run(program, "build", "--strict", cwd=root, **environment)


def language(tag: str) -> Language:
    """A language of the theme, which has no faults."""
    found, problems = load_language(ROOT / "hooks/theme/text", tag, "hooks/theme/text")
    assert problems == []
    assert found is not None
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
