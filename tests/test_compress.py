"""Compressed files beside the files: the same text, smaller, the same bytes each time."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest

from commentary.compress import compress
from tests.publication import files, run

TEXT = b"<p>Some words, and some words again.</p>\n" * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("index.html", "a/site.CSS", "feed.xml", "a/b/words.js", "dot.svg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT + name.encode())
    return tmp_path


def test_text_is_compressed_and_is_the_same_text(folder: Path) -> None:
    before = files(folder)
    assert compress(folder) == 10
    after = files(folder)
    for name, data in before.items():
        assert after[name] == data
        assert gzip.decompress(after[f"{name}.gz"]) == data
        assert brotli.decompress(after[f"{name}.br"]) == data
        assert max(len(after[f"{name}.gz"]), len(after[f"{name}.br"])) < len(data)
    assert len(after) == 15


def test_a_head_of_gzip_tells_no_name_and_no_time(folder: Path) -> None:
    compress(folder)
    # RFC 1952, 2.3: deflate, no flags, time 0, best compression, no system named.
    assert (folder / "index.html.gz").read_bytes()[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def test_the_same_text_gives_the_same_bytes_at_any_time(folder: Path) -> None:
    compress(folder)
    first = files(folder)
    for path in folder.rglob("*.html"):
        os.utime(path, (1, 1))
    compress(folder)
    assert files(folder) == first


def test_what_would_grow_or_is_compressed_already_stays_alone(tmp_path: Path) -> None:
    for name in ("small.txt", "empty.html"):
        (tmp_path / name).write_bytes(b"x" if name == "small.txt" else b"")
    for name in ("a.png", "b.webp", "c.woff2", "d.avif", "sitemap.xml.gz"):
        (tmp_path / name).write_bytes(TEXT)
    before = files(tmp_path)
    assert compress(tmp_path) == 0
    assert files(tmp_path) == before


def test_what_was_compressed_of_another_text_goes(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"x")
    (tmp_path / "index.html.gz").write_bytes(gzip.compress(b"old"))
    (tmp_path / "index.html.br").write_bytes(brotli.compress(b"old"))
    compress(tmp_path)
    assert set(files(tmp_path)) == {"index.html"}


def test_a_site_is_the_same_with_compressed_files_beside_it(miniature: Path, miniature_site: Path) -> None:
    result = run("commentary", "build", "--compress", cwd=miniature)
    assert result.returncode == 0, result.stderr
    found = files(miniature / "site")
    packed = {name for name in found if name.endswith((".gz", ".br"))}
    assert {"index.html.gz", "index.html.br", "sitemap.xml.gz", "sitemap.xml.br"} <= packed
    for name in packed:
        unpack = gzip.decompress if name.endswith(".gz") else brotli.decompress
        assert unpack(found[name]) == found[name[:-3]]
    plain = files(miniature_site)
    assert {n: d for n, d in found.items() if n not in packed} == {n: d for n, d in plain.items() if n not in packed}
