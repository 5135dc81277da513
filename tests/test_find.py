"""Every file is what its place says, and one that is out of place is never passed over."""

from __future__ import annotations

from pathlib import Path

from commentary.find import Source, find


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("", "utf-8")


def test_files_are_sorted_by_kind_and_place(tmp_path: Path) -> None:
    write(tmp_path, "docs/index.md", "docs/articles/a.md", "docs/decisions/0001-x.md", "docs/guide/index.md",
          "comments/README.md", "comments/experts/e.yml", "comments/authors/w.yml", "comments/a/quotes.yml",
          "comments/a/1.yml")  # fmt: skip
    found = find(tmp_path)
    assert found.problems == []
    assert found.sources == [
        Source("comments/a/1.yml", "comment", "1", "a"),
        Source("comments/a/quotes.yml", "quotes", "quotes", "a"),
        Source("comments/authors/w.yml", "author", "w", "authors"),
        Source("comments/experts/e.yml", "expert", "e", "experts"),
        Source("docs/articles/a.md", "article", "a"),
        Source("docs/guide/index.md", "page", "guide/index"),
        Source("docs/index.md", "page", "index"),
    ]
    assert found.folders == {"a"}


def test_what_systems_leave_lying_about_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "comments/a/.DS_Store", "comments/a/1.yml~", "comments/a/.1.yml.swp", "comments/experts/.gitkeep")
    found = find(tmp_path)
    assert (found.sources, found.problems) == ([], [])


def test_everything_else_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "comments/a/1.yaml", "comments/a/B.yml", "comments/a/c..d.yml", "comments/a/notes.txt",
          "comments/a/.hidden.yml", "comments/a/deep/1.yml", "comments/loose.yml", "comments/A B/1.yml",
          "docs/articles/2026/a.md", "docs/articles/Big.md")  # fmt: skip
    found = find(tmp_path)
    assert found.sources == []
    assert len(found.problems) == 10


def test_links_are_reported_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    write(tmp_path, "secret/key.yml", "comments/a/1.yml", "docs/index.md")
    (tmp_path / "comments/a/2.yml").symlink_to("../../secret/key.yml")
    (tmp_path / "comments/b").symlink_to("../secret")
    (tmp_path / "docs/loop").symlink_to(".")
    found = find(tmp_path)
    assert [p.place.path for p in found.problems] == ["docs/loop", "comments/b", "comments/a/2.yml"]
    assert [s.path for s in found.sources] == ["comments/a/1.yml", "docs/index.md"]


def test_a_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "comments" / "a"
    folder.mkdir(parents=True)
    (folder / "\udcff.yml").write_bytes(b"")
    (problem,) = find(tmp_path).problems
    assert problem.rule == "file-name"
    problem.message.encode()
