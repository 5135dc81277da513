"""The same publication is the same site byte for byte, wherever and whenever it is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.disturbed import sabotage
from tests.environments import EACH, MOST_DIFFERENT, PLAIN, built, differences, publication
from tests.publication import files, run


def test_the_two_most_different_builds_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    plain, other = built(tmp_path / "one", PLAIN), built(tmp_path / "two", MOST_DIFFERENT)
    assert differences(plain, other) == []
    # What may differ is there at all: renditions, cards, the compressed map of the site.
    assert {"sitemap.xml.gz", "index.html.br"} <= plain.keys()
    assert {".webp", ".jpg", ".png"} <= {os.path.splitext(name)[1] for name in plain}


def test_all_circumstances_are_in_the_most_different_ones() -> None:
    assert {v for how in EACH for v in how.variables} <= MOST_DIFFERENT.variables.keys() | {
        "PYTHONUTF8", "PYTHONCOERCECLOCALE", "PYTHONOPTIMIZE",
    }  # fmt: skip


def test_folders_are_shuffled_where_that_is_said(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / "folder" / str(number)).mkdir(parents=True)
    code = "import os, sys; print(os.listdir(sys.argv[1]), [e.name for e in os.scandir(sys.argv[1])])"
    variables = {**os.environ, **sabotage(tmp_path / "sabotage", "shuffle")}
    listed = [
        subprocess.run([sys.executable, "-c", code, tmp_path / "folder"], env=env, capture_output=True, check=True)
        for env in (os.environ, variables)
    ]
    assert listed[0].stdout != listed[1].stdout
    assert sorted(listed[0].stdout) == sorted(listed[1].stdout)


def test_a_difference_is_noticed() -> None:
    assert differences({"a": b"1", "b": b"1", "c": b"1"}, {"a": b"1", "b": b"2", "d": b"1"}) == ["b", "c", "d"]


def test_builds_side_by_side_with_one_cache_are_the_same(tmp_path: Path) -> None:
    root = publication(tmp_path / "publication")
    command = [sys.executable, "-m", "commentary", "build", "--site-dir"]
    builds = [
        subprocess.Popen([*command, str(tmp_path / name)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in ("one", "two")
    ]
    for process in builds:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert differences(files(tmp_path / "one"), files(tmp_path / "two")) == []


def test_what_was_spoilt_in_the_cache_is_made_anew_and_never_published(tmp_path: Path) -> None:
    root = publication(tmp_path / "publication")
    assert run("commentary", "build", cwd=root).returncode == 0
    before = files(root / "site")
    kept = [path for path in (root / ".cache").rglob("*") if path.is_file()]
    assert len(kept) > 10
    for number, path in enumerate(kept):
        data = path.read_bytes()
        path.write_bytes((b"", data[: len(data) // 2], data[:-1] + bytes([data[-1] ^ 1]))[number % 3])
    # Killed while it was written, too.
    (kept[0].parent / ".half").write_bytes(b"half")
    assert run("commentary", "build", cwd=root).returncode == 0
    assert differences(files(root / "site"), before) == []
    assert not list((root / ".cache").rglob(".*"))
