"""`mkdocs serve` shows what changed, outlives a mistake, and shows what changed after it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from commentary.assets import load_assets
from tests.publication import EPOCH, ROOT, copy_miniature, files

PATIENCE = 40
"""Seconds to wait for a change: polling and a build take two, a loaded machine more."""


class Server:
    def __init__(self, root: Path, port: int):
        self.root, self.port = root, port

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/blog/{path}", timeout=10) as answer:
            return answer.read().decode()

    def shows(self, path: str, words: str) -> bool:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if words in self.get(path):
                    return True
            except OSError:
                pass
            time.sleep(0.2)
        return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    root = copy_miniature(tmp_path / "miniature")
    # A theme of its own, so that its files can be changed.
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace(str(ROOT / "hooks"), str(tmp_path / "hooks"))
    settings.write_text(text.replace("  - comments\n", f"  - comments\n  - {tmp_path / 'hooks' / 'theme'}\n"), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "log.txt").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=root, stdout=log, stderr=log,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    try:
        yield Server(root, port)
    finally:
        process.terminate()
        process.wait(20)
        log.close()
        print((tmp_path / "log.txt").read_text("utf-8", "replace"))


def stylesheet(theme: Path) -> str:
    assets, _ = load_assets(theme / "assets", {"js/words.js": ""})
    return assets.paths["site.css"]


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_an_editor_sees_each_change_and_mends_a_mistake(server: Server) -> None:
    first = "articles/first/"
    assert server.shows(first, "A first comment")
    assert "livereload" in server.get(first)

    change(server.root / "docs/articles/first.md", "A paragraph.", "A changed paragraph.")
    assert server.shows(first, "A changed paragraph.")

    change(server.root / "comments/first/001.yml", "A first comment", "A changed comment")
    assert server.shows(first, "A changed comment")

    change(server.root / "comments/first/quotes.yml", "What they hold", "What they now hold")
    assert server.shows(first, "What they now hold")

    theme = server.root.parent / "hooks/theme"
    change(theme / "partials/reply.html", '<dl class="ways">', '<dl class="ways changed">')
    assert server.shows(first, "ways changed")

    change(theme / "text/en.yml", "Leave a reply", "Say something")
    assert server.shows(first, "Say something")

    change(theme / "assets/css/tokens.css", "--column: 35rem", "--column: 36rem")
    assert server.shows(first, stylesheet(theme))
    assert server.shows(stylesheet(theme), "--column:36rem")

    # Another program's sweep may have been there.
    shutil.rmtree(server.root / ".cache")
    (server.root / "comments/first/new.yml").write_text("body: A new comment.\nbadly: spelt\n", "utf-8")
    assert server.shows(first, "comments/first/new.yml:2:1</code> badly: is not a field here")
    assert "A changed comment" in server.get(first)
    (server.root / "comments/first/new.yml").write_text("body: A new comment.\n", "utf-8")
    assert server.shows(first, "A new comment.")
    assert "to mend" not in server.get(first)

    (server.root / "docs/articles/fifth.md").write_text("No front matter.\n", "utf-8")
    assert server.shows(first, "docs/articles/fifth.md:1:1</code> a page begins with its front matter")
    (server.root / "docs/articles/fifth.md").unlink()
    made = files(server.root / ".cache")
    (server.root / "docs/articles/fourth.md").unlink()
    assert server.shows("archive/", "The first article")
    end = time.monotonic() + PATIENCE
    while "The fourth article" in server.get("archive/"):
        assert time.monotonic() < end
    assert len(made.keys() - files(server.root / ".cache").keys()) == 1  # Its card.
