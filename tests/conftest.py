"""Publications that tests share. Nothing is ever written outside a temporary folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests import many_articles
from tests.publication import ROOT, SPECIMEN, build, copy, copy_miniature, run

# No deadline, since machines are shared; no database, since nothing is written into the tree.
settings.register_profile("steady", deadline=None, database=None)
settings.load_profile("steady")


@pytest.fixture
def miniature(tmp_path: Path) -> Path:
    """A copy of the miniature publication to change."""
    return copy_miniature(tmp_path / "miniature")


@pytest.fixture(scope="session")
def miniature_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built miniature, to read."""
    root = copy_miniature(tmp_path_factory.mktemp("built") / "miniature")
    result = build(root)
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication in which nobody has written or said anything yet, built, to read. An owner begins with it."""
    root = copy_miniature(tmp_path_factory.mktemp("empty") / "publication")
    for folder in (root / "docs/articles", *filter(Path.is_dir, (root / "comments").iterdir())):
        shutil.rmtree(folder)
    # It led to an article that is no more.
    (root / "docs/about.md").write_text("---\ntitle: About\ndescription: Nothing.\n---\nWords of a test.\n", "utf-8")
    result = build(root)
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="session")
def specimen_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built specimen of every feature of Markdown, to read."""
    root = copy(SPECIMEN, tmp_path_factory.mktemp("specimen") / "publication")
    result = build(root)
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built publication of two hundred articles, full of what breaks careless programs, to read."""
    root = many_articles.make(tmp_path_factory.mktemp("many") / "publication")
    result = build(root)
    assert result.returncode == 0, result.stderr
    return root


@pytest.fixture(scope="session")
def many_site(many: Path) -> Path:
    return many / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication of this repository, built as `make build` does, to read."""
    folder = tmp_path_factory.mktemp("publication") / "site"
    # Today's date, not the tests': its articles may be of today.
    result = run("mkdocs", "build", "--strict", "--site-dir", str(folder), cwd=ROOT, SOURCE_DATE_EPOCH="")
    assert result.returncode == 0, result.stderr
    return folder
