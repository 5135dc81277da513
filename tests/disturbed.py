"""Whole builds of the miniature that are killed or find the disk full, and what must hold afterwards."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.publication import EPOCH, OWNED, ROOT, copy_miniature, files, run

WORDS = ("The words of one edition.", "The words of another edition.")


def sabotage(folder: Path, do: str, inside: str = "", at: int = 0) -> dict[str, str]:
    """The environment in which it happens; the folder is made for it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "tests" / "sabotage.py", folder / "sitecustomize.py")
    return {"PYTHONPATH": str(folder), "SABOTAGE_DO": do, "SABOTAGE_IN": inside, "SABOTAGE_AT": str(at)}


class Bench:
    """A publication with two editions, of which one is published while the other one is made."""

    def __init__(self, folder: Path):
        """`folder` is not there yet. Both editions are built once, to be compared with."""
        self.folder = folder
        folder.mkdir(parents=True)
        self.root = copy_miniature(folder / "miniature")
        self.site = self.root / "site"
        self.page = self.root / "docs" / "about.md"
        self.text = self.page.read_text("utf-8")
        self.editions: list[dict[str, bytes]] = []
        self.published = 0
        for number in (1, 0):
            self.write(number)
            self.build()
            self.editions.insert(0, files(self.site))
        assert self.editions[0] != self.editions[1]
        self.room = set(os.listdir(self.root))

    def write(self, number: int) -> None:
        self.page.write_text(f"{self.text}\n{WORDS[number]}\n", "utf-8")

    def build(self) -> None:
        result = run("commentary", "build", cwd=self.root)
        assert result.returncode == 0, f"ended with {result.returncode}: {result.stderr}"

    def steps(self, inside: str) -> int:
        """How many steps of a build can be killed or fail, in one of its two processes."""
        result = run("commentary", "build", cwd=self.root, **sabotage(self.folder / "count", "count", inside))
        return int(re.search(r"steps: (\d+)", result.stderr)[1])

    def start(self, **environment: str) -> subprocess.Popen[bytes]:
        """A build of the other edition, in a group of processes of its own."""
        self.write(1 - self.published)
        with (self.folder / "log.txt").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "commentary", "build"],
                cwd=self.root, start_new_session=True, stdout=log, stderr=log,
                env={**os.environ, **OWNED, "SOURCE_DATE_EPOCH": EPOCH, **environment},
            )  # fmt: skip

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text("utf-8", errors="replace")

    def at_step(self, do: str, inside: str, number: int) -> int:
        """How a build ended to which it happened at that step."""
        with self.start(**sabotage(self.folder / "at", do, inside, number)) as process:
            return process.wait(120)

    def at_time(self, seconds: float) -> int:
        """How a build ended that was killed, with all its processes, after that time."""
        with self.start() as process:
            time.sleep(seconds)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            return process.wait(120)

    def judge(self, code: int) -> bool:
        """Whether the other edition was published. The site is one of the two, whole; the next build is the other
        one and leaves nothing beside it."""
        found = files(self.site)
        assert found in self.editions, f"the site is mixed after a build that ended with {code}"
        if code == 1:
            assert found == self.editions[self.published], "a build that failed changed the site"
        if code == 0:
            assert found == self.editions[1 - self.published], "a build that succeeded published nothing"
        self.build()
        self.published = 1 - self.published
        assert files(self.site) == self.editions[self.published]
        assert set(os.listdir(self.root)) == self.room, sorted(set(os.listdir(self.root)) - self.room)
        assert not list((self.root / ".cache").rglob(".*"))
        return found == self.editions[self.published]


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """A folder on a disk of its own that is soon full; False where this machine lets nobody mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def moments(count: int, longest: float, seed: int) -> list[float]:
    """Times to kill at, the same for the same seed."""
    return [random.Random(seed + number).uniform(0, longest) for number in range(count)]
