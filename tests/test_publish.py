"""Publishing a folder: whole or not at all, whatever happens, one at a time."""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from commentary import exchange
from commentary.exchange import exchange as trade
from commentary.lock import locked
from commentary.publish import Unfit, publish
from tests.faults import NEW, OLD, once, write
from tests.publication import ROOT, files


@pytest.fixture(params=["in one step", "in two"])
def site(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published folder, alone in another, with a system that can exchange folders and one that cannot."""
    if request.param == "in two":
        monkeypatch.setattr(exchange, "_call", lambda: None)
    write(tmp_path / "room" / "site", OLD)
    return tmp_path / "room" / "site"


def alone(site: Path) -> bool:
    return os.listdir(site.parent) == [site.name]


# The others are in `make audit`, with whole builds.
@pytest.mark.parametrize(
    ("fault", "way"),
    [
        ("kill", "exchange"),
        ("kill", "killed-before"),
        ("full", "exchange"),
        ("full", "killed-before"),
    ],
)
def test_at_each_moment_the_folder_is_whole_and_the_next_call_leaves_nothing_behind(fault: str, way: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tests.faults", fault, way], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > (40 if fault == "full" else 150)


def test_this_system_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    """Linux and macOS both can; if this fails, the tests of one step prove nothing."""
    write(tmp_path / "one", OLD)
    write(tmp_path / "two", NEW)
    assert trade(tmp_path / "one", tmp_path / "two")
    assert (files(tmp_path / "one"), files(tmp_path / "two")) == (NEW, OLD)
    with pytest.raises(FileNotFoundError):
        trade(tmp_path / "one", tmp_path / "nothing")


def test_a_file_system_that_cannot_is_told_from_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(number: int) -> Callable[[], object]:
        def call(one: bytes, other: bytes) -> int:
            ctypes.set_errno(number)
            return -1

        return lambda: call

    for number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        monkeypatch.setattr(exchange, "_call", refusing(number))
        assert not trade(tmp_path / "one", tmp_path / "two")
    monkeypatch.setattr(exchange, "_call", refusing(errno.EIO))
    with pytest.raises(OSError, match="Input/output error"):
        trade(tmp_path / "one", tmp_path / "two")


def test_the_new_takes_the_place_of_the_old(site: Path) -> None:
    assert once(site) is None
    assert files(site) == NEW
    assert alone(site)


def test_the_first_one_takes_its_place_and_makes_the_way_to_it(tmp_path: Path) -> None:
    once(tmp_path / "a" / "b" / "site")
    assert files(tmp_path / "a" / "b" / "site") == NEW


def test_what_making_raises_is_passed_on_and_the_old_stays(site: Path) -> None:
    def make(folder: Path, held: int) -> None:
        write(folder, NEW)
        raise ValueError("half made")

    with pytest.raises(ValueError, match="half made"):
        publish(site, make, lambda: None)
    assert files(site) == OLD
    assert alone(site)


def test_what_a_killed_call_left_is_removed(site: Path) -> None:
    write(site.with_name(".site.next"), {"half": b"new"})
    write(site.with_name(".site.last"), {"older": b"than old"})
    site.with_name(".site.lock").touch()
    once(site)
    assert files(site) == NEW
    assert alone(site)


def test_a_link_is_followed_and_stays(site: Path, tmp_path: Path) -> None:
    (tmp_path / "live").symlink_to(site)
    once(tmp_path / "live")
    assert (tmp_path / "live").readlink() == site
    assert files(site) == NEW
    assert sorted(os.listdir(tmp_path)) == ["live", "room"]


def test_folders_that_nobody_may_write_to_are_replaced(site: Path) -> None:
    for path in (site / "articles/first", site / "articles", site):
        path.chmod(0o555)
    once(site)
    assert files(site) == NEW
    assert alone(site)


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "home", {"letter.txt": b"dear"})
    write(tmp_path / "clone", {"index.html": b"", ".git/HEAD": b""})
    (tmp_path / "file").touch()
    for name, found in (("home", "no index.html"), ("clone", "a Git repository"), ("file", "something else")):
        before = files(tmp_path)
        with pytest.raises(Unfit, match=found):
            once(tmp_path / name)
        assert files(tmp_path) == before


def test_a_mounted_folder_is_refused_before_anything_is_made() -> None:
    with pytest.raises(Unfit, match="mounted"):
        once(Path("/"))


def test_a_folder_that_turns_out_to_be_mounted_is_refused_and_stays(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*paths: object) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr("commentary.publish.exchange", busy)
    with pytest.raises(Unfit, match="Device or resource busy"):
        once(site)
    assert files(site) == OLD
    assert alone(site)


def test_what_cannot_be_removed_is_named_and_the_new_stands(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: Path) -> None:
        raise OSError("not now")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", fails)
        assert once(site) == site.with_name(".site.next")
    assert files(site) == NEW
    once(site)
    assert alone(site)


def test_a_reader_finds_the_folder_at_every_moment(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, OLD)
    missed, looks, over = 0, 0, threading.Event()

    def look() -> None:
        nonlocal missed, looks
        while not over.is_set():
            looks += 1
            missed += not site.is_dir()

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(100):
        once(site, OLD if number % 2 else NEW)
    over.set()
    reader.join()
    assert looks > 100
    assert missed == 0


def _slow(site: Path, name: str, begun: Event, waited: Event, proceed: Event) -> None:
    def make(folder: Path, held: int) -> None:
        write(folder, {"index.html": name.encode(), f"{name}-1.html": name.encode()})
        begun.set()
        assert proceed.wait(60)
        write(folder, {f"{name}-2.html": name.encode()})

    publish(site, make, waited.set)


def test_two_at_once_do_not_mix_and_the_second_one_wins(tmp_path: Path) -> None:
    site = tmp_path / "room" / "site"
    spawn = multiprocessing.get_context("spawn")
    begun, waited, never = spawn.Event(), spawn.Event(), spawn.Event()
    # The first goes on when the second waits for it.
    one = spawn.Process(target=_slow, args=(site, "one", begun, never, waited))
    two = spawn.Process(target=_slow, args=(site, "two", begun, waited, begun))
    one.start()
    assert begun.wait(60)
    two.start()
    for process in (one, two):
        process.join(60)
        assert process.exitcode == 0
    assert waited.is_set()
    assert not never.is_set()
    assert set(files(site)) == {"index.html", "two-1.html", "two-2.html"}
    assert alone(site)


def test_many_at_once_never_hold_a_lock_together(tmp_path: Path) -> None:
    inside, most, taken = 0, 0, 0

    def take() -> None:
        nonlocal inside, most, taken
        for _ in range(20):
            with locked(tmp_path / "lock", lambda: None):
                inside += 1
                most = max(most, inside)
                time.sleep(0.0005)
                inside -= 1
                taken += 1

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, taken) == (1, 120)
    assert os.listdir(tmp_path) == []


def test_a_child_that_outlives_its_parent_keeps_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = (
        "import os, subprocess, sys\nfrom pathlib import Path\nfrom commentary.lock import locked\n"
        f"with locked(Path({str(lock)!r}), lambda: None) as held:\n"
        "    child = subprocess.Popen(['sleep', '1'], pass_fds=[held])\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    waited = []
    with locked(lock, lambda: waited.append(True)):
        assert waited == [True]
    assert not lock.exists()
