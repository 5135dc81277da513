"""`commentary build`: the site, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from commentary.cli.root import root_option
from commentary.compress import compress
from commentary.find import COMMENTS
from commentary.machine import machine_problem
from commentary.problems import Place, Problem
from commentary.publish import Unfit, publish
from commentary.reports import as_text
from commentary.site_file import SITE, read_site_file

_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_NEWS = "INFO "
"""How lines of MkDocs's log begin that say what it does, and nothing that anybody would act on."""
_DONE, _FAILED = 0, 1


@click.command()
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="The folder for the site, which it has to itself; without it, that of mkdocs.yml.",
)
@click.option("--compress", "packed", is_flag=True, help="Put .gz and .br files beside those that hold text.")
@root_option
def build(site_dir: Path | None, packed: bool, root: Path) -> None:
    """Write the site to its folder, once all of it is there and sound; else the folder stays as it was."""
    site, _ = read_site_file(root)
    target = (site_dir or root / (site.site_dir if site else SITE)).absolute()
    name = _name(target, root)
    if _holds_sources(target.resolve(), root):
        raise click.UsageError(f"{name} is replaced as a whole; name a folder for the site alone with --site-dir.")

    def make(folder: Path, held: int) -> None:
        _run_mkdocs(root, folder, held)
        if packed:
            compress(folder)

    try:
        with _ending_in_order():
            left = publish(target, make, lambda: click.echo("Another build is under way; waiting for it …", err=True))
    except _Failed as failed:
        raise SystemExit(_nothing(str(failed), name)) from None
    except Unfit as unfit:
        report = as_text([Problem(Place(name), unfit.message, unfit.mend, "site-dir")])
        raise SystemExit(_nothing(report, name)) from None
    except OSError as error:
        holds, path = "a site can be written", _name(Path(error.filename or target).absolute(), root)
        report = machine_problem(error, root, holds, path) or Problem(
            Place(path), f"{holds}; the system says: {error.strerror or error}", "See to its folder.", "site-dir"
        )
        raise SystemExit(_nothing(as_text([report]), name)) from None
    if left:
        click.echo(f"{_name(left, root)} holds the last site and could not be removed; delete it by hand.", err=True)
    click.echo(f"The site is in {name}/.")


class _Failed(Exception):
    """MkDocs has not built the site. It has said why itself, unless it was ended."""


def _nothing(report: str, name: str) -> int:
    if report:
        click.echo(report, err=True)
    click.echo(f"Nothing was published: {name}/ is as it was.", err=True)
    return _FAILED


def _run_mkdocs(root: Path, folder: Path, held: int) -> None:
    """MkDocs in a process of its own, which holds on to the lock; what it reports is passed on.

    Its own --quiet would not do: it keeps warnings from being counted, so that --strict finds none.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    process = subprocess.Popen(
        command,
        cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, pass_fds=[held],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    try:
        for line in process.stdout:
            if not line.startswith(_NEWS):
                click.echo(line, nl=False, err=True)
        code = process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        process.stdout.close()
    if code != _DONE:
        raise _Failed(_ended(-code) if code < 0 else "")


def _ended(number: int) -> str:
    killed = " A system that runs out of memory ends programs so." if number == signal.SIGKILL else ""
    return f"MkDocs was ended by signal {number}.{killed}"


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """A signal that asks this process to end is obeyed after tidying up, with 128 and its number, as shells do."""
    ended: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        for other in _ENDS:
            signal.signal(other, signal.SIG_IGN)
        ended.append(number)
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, end) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        # Not said in `end`, which may interrupt something that is just being said.
        for number in ended:
            click.echo(f"Ended by {signal.Signals(number).name}.", err=True)


def _holds_sources(target: Path, root: Path) -> bool:
    """Whether what the site is made of lies in the folder, or the folder in it."""
    root = root.resolve()
    rooms = [root / room for room in ("docs", COMMENTS, "hooks", "tests", ".git", ".venv")]
    return target == root or target in root.parents or any(room in (target, *target.parents) for room in rooms)


def _name(path: Path, root: Path) -> str:
    """The path as a person would write it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
