"""Of the files in docs/ nothing is published that runs, steers the host, or lies elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import mkdocs.commands.build
import mkdocs.config
import pytest
from mkdocs.exceptions import Abort

from commentary import edition as editions
from commentary.docs_files import unfit_files
from commentary.find import Found
from commentary.plain_file import read_plain
from tests.publication import EPOCH, build, files


def test_a_file_of_the_folder_itself_is_read(tmp_path: Path) -> None:
    (tmp_path / "docs/a").mkdir(parents=True)
    (tmp_path / "docs/a/b.pdf").write_bytes(b"words")
    assert read_plain(tmp_path, "docs/a/b.pdf") == b"words"


@pytest.mark.parametrize("path", ["docs/file", "docs/folder/secret", "docs/pipe", "docs", "docs/none", "all/secret"])
def test_what_is_no_file_of_the_folder_is_not_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret").write_text("secret", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/file").symlink_to("../elsewhere/secret")
    (tmp_path / "docs/folder").symlink_to("../elsewhere")
    (tmp_path / "all").symlink_to("elsewhere")
    os.mkfifo(tmp_path / "docs/pipe")
    with pytest.raises(OSError):
        read_plain(tmp_path, path)


@pytest.mark.parametrize("path", ["a.html", "a.HTML", "a.js", "a.svgz", "a.xml", "a.xhtml", "_headers",
                                  "sub/_worker.js", "CNAME", "a.php", "a.css", "a", "a.pdf.html", "a.wasm",
                                  "robots.txt"])  # fmt: skip
def test_a_file_that_runs_or_steers_the_host_is_refused_unless_it_is_named(path: str) -> None:
    found = Found(Path(), docs={path, "index.md", "images/a.PNG", "terms.pdf", ".hidden", "old/a.html"})
    found.left_out = {"docs/old/a.html"}
    assert [problem.place.path for problem in unfit_files(found, ())] == [f"docs/{path}"]
    assert list(unfit_files(found, [path])) == []


def test_what_the_check_passes_over_is_not_published(miniature: Path) -> None:
    before = build(miniature)
    assert before.returncode == 0, before.stderr
    names = set(files(miniature / "site"))
    for name in ("a.html~", "Thumbs.db", "#a.js#", ".#a.html", ".hidden.html", ".git/config", ".well-known/x.txt"):
        (miniature / "docs" / name).parent.mkdir(exist_ok=True)
        (miniature / "docs" / name).write_text("<script>alert(1)</script>", "utf-8")
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    assert set(files(miniature / "site")) == names


@pytest.mark.parametrize("moment", ["files", "folders"])
def test_a_link_put_there_after_the_check_publishes_nothing(
    miniature: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    (miniature / "docs/papers").mkdir()
    (miniature / "docs/papers/terms.pdf").write_bytes(b"terms")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/terms.pdf").write_bytes(b"secret")
    prepare = editions.prepare

    def prepare_and_exchange(*arguments: object) -> object:
        prepared = prepare(*arguments)  # type: ignore[arg-type]
        (miniature / "docs/papers/terms.pdf").unlink()
        if moment == "files":
            (miniature / "docs/papers/terms.pdf").symlink_to(tmp_path / "elsewhere/terms.pdf")
        else:
            (miniature / "docs/papers").rmdir()
            (miniature / "docs/papers").symlink_to(tmp_path / "elsewhere")
        return prepared

    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    config = mkdocs.config.load_config(config_file=str(miniature / "mkdocs.yml"), strict=True)
    hook = next(module for name, module in config.hooks.items() if str(name).endswith("site.py"))
    monkeypatch.setattr(hook, "prepare", prepare_and_exchange)
    with pytest.raises(Abort):
        mkdocs.commands.build.build(config)
    assert not any(b"secret" in data for data in files(miniature / "site").values())


@pytest.mark.parametrize("top", ["docs", "comments"])
def test_a_folder_of_the_root_that_is_a_link_publishes_nothing(miniature: Path, tmp_path: Path, top: str) -> None:
    (miniature / top).rename(tmp_path / "moved")
    (miniature / top).symlink_to(tmp_path / "moved")
    result = build(miniature)
    assert result.returncode == 1
    assert f"{top}:1:1: files are kept here themselves; this is a link" in result.stderr
    assert not (miniature / "site").exists()


def _article(root: Path, text: str) -> None:
    head = "---\ntitle: Fourth\ndescription: Words.\ndate: 2026-04-01\nauthors: [an-editor]\ncategory: Basics\n---\n\n"
    (root / "docs/articles/fourth.md").write_text(head + text, "utf-8")


def _set(root: Path, before: str, after: str) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(before, after), "utf-8")


def test_what_the_source_hides_from_the_check_ends_the_build_with_its_line(miniature: Path) -> None:
    _article(miniature, "Words.\n\n`code\n<script>alert(1)</script>`\n")
    result = build(miniature)
    assert result.returncode == 1
    assert "docs/articles/fourth.md:12:1: the page's HTML holds only" in result.stderr
    assert "Markdown made “<script>” of this" in result.stderr
    assert not (miniature / "site/articles/fourth/index.html").exists()


def test_an_owner_may_allow_any_html_and_still_no_link(miniature: Path) -> None:
    _article(miniature, '<script src="../../x.js"></script>\n\n<p onclick="x()">Words.</p>\n')
    _set(miniature, "    nested_replies:", "    raw_html: true\n    nested_replies:")
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    page = (miniature / "site/articles/fourth/index.html").read_text("utf-8")
    assert '<p onclick="x()">Words.</p>' in page
    (miniature / "docs/images/secret.svg").symlink_to("/etc/hostname")
    assert build(miniature).returncode == 1


def test_a_snippet_is_taken_from_docs_and_from_nowhere_else(miniature: Path) -> None:
    _set(
        miniature, "  - pymdownx.superfences", "  - pymdownx.superfences\n  - pymdownx.snippets:\n      base_path: [/]"
    )
    (miniature / "docs/words.csv").write_text("Words from a file.\n", "utf-8")
    _article(miniature, '--8<-- "words.csv"\n')
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    assert "<p>Words from a file.</p>" in (miniature / "site/articles/fourth/index.html").read_text("utf-8")
    # The file itself is no article, so the check does not read it: the extension may not go further either.
    (miniature / "docs/words.csv").write_text('--8<-- "../mkdocs.yml"\n', "utf-8")
    assert build(miniature).returncode == 1
