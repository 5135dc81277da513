"""`commentary check`: is everything that editors wrote sound?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from commentary.cli.root import root_option
from commentary.load import load, today
from commentary.problems import Problem
from commentary.reports import FORMATS


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to report: for people, for GitHub's or GitLab's pages, or as data.",
)
@click.option(
    "--today",
    "day",
    metavar="YEAR-MONTH-DAY",
    callback=lambda _, __, value: _day(value),
    help="The date that counts as today.",
)
@root_option
def check(paths: tuple[Path, ...], form: str, day: dt.date | None, root: Path) -> None:
    """Check the whole publication, and report the faults in PATHS (files or folders), or all of them without any."""
    wanted = [_inside(path, root) for path in paths]
    loaded = load(root, day or today())
    problems = [p for p in loaded.problems if not wanted or any(_covers(place, p) for place in wanted)]
    report = FORMATS[form](problems)
    if report:
        click.echo(report)
    faults = sum(p.severity == "error" for p in problems)
    if form == "text":
        kinds = [s.kind for s in loaded.collection.found.sources]
        counts = ", ".join(
            f"{kinds.count(k)} {k}{'' if kinds.count(k) == 1 else 's'}"
            for k in ("article", "comment", "expert", "author")
        )
        files = len({p.place.path for p in problems})
        click.echo(
            f"{faults} {'fault' if faults == 1 else 'faults'} in {files} {'file' if files == 1 else 'files'}"
            f" ({counts})."
            if faults
            else f"All is well: {counts}.",
            err=bool(faults),
        )
    raise SystemExit(1 if faults else 0)


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date such as 2026-05-31") from None


def _inside(path: Path, root: Path) -> str:
    """The path relative to the root, with `/`. It need not be read: a link is named as it stands."""
    absolute = path if path.is_absolute() else Path.cwd() / path
    whole = absolute.parent.resolve() / absolute.name if absolute.name not in ("", "..") else absolute.resolve()
    if not (whole.exists() or whole.is_symlink()):
        raise click.UsageError(f"There is no {path}.")
    if not whole.is_relative_to(root):
        raise click.UsageError(f"{path} is outside the publication at {root}.")
    return whole.relative_to(root).as_posix()


def _covers(place: str, problem: Problem) -> bool:
    return place == "." or problem.place.path == place or problem.place.path.startswith(place + "/")
