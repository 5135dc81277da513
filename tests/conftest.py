"""Publications that tests share. Nothing is ever written outside a temporary folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from commentary.lock import locked
from tests import long_discussion, many_articles
from tests.publication import HOSTED, ROOT, SPECIMEN, build, copy, copy_miniature, run

# No deadline, since machines are shared; no database, since nothing is written into the tree.
settings.register_profile("steady", deadline=None, database=None)
settings.load_profile("steady")


@pytest.fixture
def miniature(tmp_path: Path) -> Path:
    """A copy of the miniature publication to change."""
    return copy_miniature(tmp_path / "miniature")


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder of that name for all tests to read, whichever process they run in: the first that asks has it filled,
    by what makes it. It does not exist before."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    shared.mkdir(exist_ok=True)

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        target, made = shared / name, shared / f"{name}.made"
        with locked(shared / f"{name}.lock", lambda: None):
            if not made.exists():
                shutil.rmtree(target, ignore_errors=True)
                make(target)
                made.touch()
        return target

    return folder


def built(root: Path) -> None:
    result = build(root)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="session")
def miniature_site(once: Once) -> Path:
    """The built miniature, to read."""
    return once("miniature", lambda target: built(copy_miniature(target))) / "site"


@pytest.fixture(scope="session")
def empty_site(once: Once) -> Path:
    """A publication in which nobody has written or said anything yet, built, to read. An owner begins with it."""

    def make(target: Path) -> None:
        root = copy_miniature(target)
        for folder in (root / "docs/articles", *filter(Path.is_dir, (root / "comments").iterdir())):
            shutil.rmtree(folder)
        # It led to an article that is no more.
        about = "---\ntitle: About\ndescription: Nothing.\n---\nWords of a test.\n"
        (root / "docs/about.md").write_text(about, "utf-8")
        built(root)

    return once("empty", make) / "site"


@pytest.fixture(scope="session")
def specimen_site(once: Once) -> Path:
    """The built specimen of every feature of Markdown, to read."""
    return once("specimen", lambda target: built(copy(SPECIMEN, target))) / "site"


@pytest.fixture(scope="session")
def many(once: Once) -> Path:
    """A built publication of two hundred articles, full of what breaks careless programs, to read."""
    return once("many", lambda target: built(many_articles.make(target)))


@pytest.fixture(scope="session")
def many_site(many: Path) -> Path:
    return many / "site"


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The publication of this repository, built as `make build` does, to read."""

    def make(target: Path) -> None:
        # Today's date, not the tests': its articles may be of today.
        result = run("mkdocs", "build", "--strict", "--site-dir", str(target), cwd=ROOT, SOURCE_DATE_EPOCH="")
        assert result.returncode == 0, result.stderr

    return once("site", make)


@pytest.fixture(scope="session")
def long_site(once: Once) -> Path:
    """The publication of this repository, built with an article more that 500 comments follow."""

    def make(target: Path) -> None:
        # With the address that a published site has, since each page says it and weighs it.
        result = build(long_discussion.make(target), SOURCE_DATE_EPOCH="", SITE_URL=HOSTED)
        assert result.returncode == 0, result.stderr

    return once("long", make) / "site"
