"""What is made of pictures stays in the cache while a source names it and a build uses it, and then goes."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from commentary import cache as caches
from commentary.cache import FOLDER, Cache, Use, key, taken_away
from commentary.edition import Edition, prepare
from commentary.problems import Problem
from tests.publication import ROOT, copy_miniature

FACE = "images/face.png"
SOURCES = ("docs", "comments", "mkdocs.yml")


def picture(root: Path, shade: int = 0) -> None:
    Image.linear_gradient("L").resize((450, 300)).point(lambda level: level ^ shade).save(root / "docs" / FACE)


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def experts_portrait(root: Path) -> None:
    picture(root)
    change(root, "comments/experts/expert-one.yml", "images/dot.svg", FACE)


def authors_portrait(root: Path) -> None:
    picture(root)
    with (root / "comments/authors/author-one.yml").open("a", encoding="utf-8") as record:
        record.write(f"portrait: {FACE}\n")


def hero(root: Path) -> None:
    picture(root)
    change(root, "docs/articles/fourth.md", "category:", f"image: {{src: {FACE}, alt: A face, credit: Us}}\ncategory:")


def in_a_text(root: Path) -> None:
    picture(root)
    change(root, "docs/articles/fourth.md", "Short.", f'![A face](../{FACE} "| Us")')


def advertisement(root: Path) -> None:
    picture(root)
    image = f"      image: {{src: {FACE}, alt: A face, width: 450, height: 300}}\n"
    change(root, "mkdocs.yml", "      text: A notice", f"{image}      text: A notice")


def renamed_article(root: Path) -> None:
    change(root, "docs/articles/fourth.md", "The fourth article", "Another article")


def new_article(root: Path) -> None:
    shutil.copy(root / "docs/articles/fourth.md", root / "docs/articles/fifth.md")
    change(root, "docs/articles/fifth.md", "The fourth article", "The fifth article")


CHANGES = [experts_portrait, authors_portrait, hero, in_a_text, advertisement, renamed_article, new_article]


def prepared(root: Path) -> tuple[Edition | None, list[Problem]]:
    return prepare(root, ROOT / "hooks/theme", "Miniature", dt.date(2026, 6, 30))


def publish(root: Path) -> list[Problem]:
    """The faults of a build, or what is in the way of its sweep."""
    edition, problems = prepared(root)
    if edition is None:
        assert problems
        return problems
    assert all(file.exists() for file in edition.files.values())
    return edition.sweep()


def kept(root: Path) -> set[str]:
    return {path.relative_to(root / FOLDER).as_posix() for path in (root / FOLDER).rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_miniature(tmp_path_factory.mktemp("cache") / "miniature")
    assert publish(root) == []
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A publication that has been built once."""
    shutil.copytree(built, tmp_path / "miniature")
    return tmp_path / "miniature"


def restore(root: Path, built: Path) -> None:
    """The sources as they were when it was built first."""
    for name in SOURCES:
        if (root / name).is_dir():
            shutil.rmtree(root / name)
            shutil.copytree(built / name, root / name)
        else:
            shutil.copy(built / name, root / name)


@pytest.mark.parametrize("make", CHANGES)
def test_what_no_source_names_any_more_goes_with_the_next_build_that_succeeds(
    make: Callable[[Path], None], root: Path, built: Path
) -> None:
    make(root)
    assert publish(root) == []
    more = kept(root)
    assert more - kept(built)
    restore(root, built)
    (root / "comments/first/bad.yml").write_text("body: A comment.\nbadly: spelt\n", "utf-8")
    assert [problem.place.path for problem in publish(root)] == ["comments/first/bad.yml"]
    assert kept(root) == more
    (root / "comments/first/bad.yml").unlink()
    assert publish(root) == []
    assert kept(root) == kept(built)


def test_a_picture_that_was_exchanged_leaves_nothing(root: Path, built: Path) -> None:
    hero(root)
    assert publish(root) == []
    before = kept(root) - kept(built)
    picture(root, 255)
    assert publish(root) == []
    assert before
    assert not before & kept(root)


def test_a_draft_keeps_its_pictures_while_it_is_left_out(root: Path, built: Path) -> None:
    hero(root)
    in_a_text(root)
    assert publish(root) == []
    before = kept(root)
    change(root, "mkdocs.yml", "not_in_nav:", "exclude_docs: |\n  /articles/fourth.md\nnot_in_nav:")
    assert publish(root) == []
    (card,) = before - kept(root)
    assert card in kept(built)
    (root / "docs/articles/fourth.md").unlink()
    (root / "docs" / FACE).unlink()
    assert publish(root) == []
    assert kept(root) == kept(built) - {card}


def test_an_empty_publication_keeps_nothing(root: Path) -> None:
    for folder in (root / "docs/articles", *filter(Path.is_dir, (root / "comments").iterdir())):
        shutil.rmtree(folder)
    (root / "docs/about.md").unlink()
    change(root, "mkdocs.yml", "  - About: about.md\n", "")
    assert publish(root) == []
    assert list((root / FOLDER).iterdir()) == []


def test_while_serving_an_outdated_edition_goes_without_what_was_swept(root: Path) -> None:
    hero(root)
    edition, _ = prepared(root)
    edition.sweep()
    before = dict(edition.files)
    change(root, "docs/articles/fourth.md", f"image: {{src: {FACE}, alt: A face, credit: Us}}\n", "")
    assert publish(root) == []
    edition.outdated([Problem(root, "a fault", "Mend it.", "rule")])
    assert set(before) - set(edition.files) == {path for path in before if path.startswith("images/face-")}
    (root / FOLDER / key("old")).mkdir()
    assert edition.sweep() == []
    assert (root / FOLDER / key("old")).exists()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / FOLDER)


def test_what_another_build_uses_stays_until_it_has_ended(cache: Cache) -> None:
    face = cache.keep(key("face"), b"face")
    first = Use(cache)
    assert cache.find(key("face")) == face
    later = Use(cache)
    cache.keep(key("card"), b"card")
    problem = later.sweep()
    assert problem is not None
    assert "another build that is under way uses some of it" in problem.message
    assert face.read_bytes() == b"face"
    assert first.sweep() is None
    assert Use(cache).sweep() is None
    assert list(cache.folder.iterdir()) == []


def test_another_build_keeps_nothing_that_it_has_not_asked_for(cache: Cache) -> None:
    cache.keep(key("face"), b"face")
    other, this = Use(cache), Use(cache)
    card = cache.keep(key("card"), b"card")
    assert this.sweep() is None
    assert [path for path in cache.folder.rglob("*") if path.is_file() and path.parent != cache.folder] == [card]
    assert other.sweep() is None


def test_what_is_asked_for_at_the_last_moment_stays(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    face = cache.keep(key("face"), b"face")
    use, rename = Use(cache), Path.rename

    def late(path: Path, target: Path) -> Path:
        if path == face.parent:
            cache.ask(key("face"))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", late)
    assert use.sweep() is None
    assert face.read_bytes() == b"face"


KILLED = """
import os, sys
from pathlib import Path
from commentary.cache import Cache, Use, key
use = Use(Cache(Path(sys.argv[1])))
Path(f"{use._mark}.{key('taken')}").mkdir()
os._exit(9)
"""


def test_a_build_that_was_killed_keeps_nothing(cache: Cache) -> None:
    cache.keep(key("face"), b"face")
    subprocess.run([sys.executable, "-c", KILLED, str(cache.folder)], check=False)
    assert len(list(cache.folder.glob(".*"))) == 2
    assert Use(cache).sweep() is None
    assert list(cache.folder.iterdir()) == []


def test_the_use_of_a_build_that_fails_ends_with_it(cache: Cache) -> None:
    use = Use(cache)
    assert list(cache.folder.glob(".*"))
    del use
    assert list(cache.folder.glob(".*")) == []


@given(st.lists(st.lists(st.integers(0, 3), max_size=4), min_size=2, max_size=6))
@hypothesis_settings(max_examples=20)
def test_no_build_loses_what_it_was_given_whoever_sweeps(builds: list[list[int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(len(builds)) as pool:
        cache = Cache(Path(folder, FOLDER))

        def build(wanted: list[int]) -> None:
            use = Use(cache)
            given = {n: cache.find(key(n)) or cache.keep(key(n), b"%d" % n) for n in wanted}
            assert all(path.read_bytes() == b"%d" % n for n, path in given.items())
            use.sweep()

        list(pool.map(build, builds))
        build([1])
        assert [path.read_bytes() for path in cache.folder.rglob("*") if path.is_file()] == [b"1"]


def test_what_cannot_be_taken_away_is_told_and_the_rest_goes(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two", "three"):
        cache.keep(key(name), b"data")
    (cache.folder / "of an owner's own").mkdir()
    rmtree = shutil.rmtree

    def refuse(path: Path) -> None:
        if path.name.endswith(key("two")):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        rmtree(path)

    monkeypatch.setattr(caches.shutil, "rmtree", refuse)
    for _ in range(2):  # The second finds what the first has left.
        problem = Use(cache).sweep()
        assert problem is not None
        assert problem.message == "what is made of pictures goes once no source names them; Permission denied"
        assert problem.place.path == FOLDER
        assert len(list(cache.folder.iterdir())) == 2
    monkeypatch.undo()
    assert Use(cache).sweep() is None
    assert [path.name for path in cache.folder.iterdir()] == ["of an owner's own"]


def test_a_cache_that_may_only_be_read_is_used_and_told(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    (cache.folder.parent).mkdir()
    cache.folder.write_bytes(b"no folder")
    assert Use(cache).sweep() is None
    cache.folder.unlink()
    (cache.folder / key("a")).mkdir(parents=True)
    problem = Use(cache).sweep()
    assert problem is not None
    assert problem.message.endswith("; Read-only file system")


def test_only_what_was_lost_from_the_cache_is_told_so() -> None:
    assert taken_away(FileNotFoundError(errno.ENOENT, "", f"/a/{FOLDER}/b/c")) is not None
    assert taken_away(FileNotFoundError(errno.ENOENT, "", "/a/docs/b")) is None
    assert taken_away(PermissionError(errno.EACCES, "", f"/a/{FOLDER}/b/c")) is None
