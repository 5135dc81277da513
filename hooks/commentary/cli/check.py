"""`commentary check`: is everything that editors wrote sound?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from commentary.changes import Change, UnknownChanges, changes_since
from commentary.cli.paths import covered, inside
from commentary.cli.root import root_option
from commentary.load import load, today
from commentary.problems import Problem
from commentary.proposal import propose
from commentary.proposal import summary as in_markdown
from commentary.renumbering import renumbering
from commentary.reports import FORMATS, SAID
from commentary.review import review as review_comments


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
    "--review",
    is_flag=True,
    help="Warn of what the house rules name in the comments in PATHS, and of others' numbers that these move.",
)
@click.option(
    "--since",
    "ref",
    metavar="REF",
    help="With --review: PATHS are what changed since branch REF; what is not a reader's to change is warned of too.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --since: a file to which it is added, in Markdown, what the branch holds.",
)
@click.option(
    "--today",
    "day",
    metavar="YEAR-MONTH-DAY",
    callback=lambda _, __, value: _day(value),
    help="The date that counts as today.",
)
@root_option
def check(
    paths: tuple[Path, ...],
    form: str,
    review: bool,
    ref: str | None,
    summary: Path | None,
    day: dt.date | None,
    root: Path,
) -> None:
    """Check the whole publication, and report the faults in PATHS (files or folders), or all of them without any."""
    if ref is not None and (paths or not review):
        raise click.UsageError("--since goes with --review, and without PATHS.")
    if summary and ref is None:
        raise click.UsageError("--summary goes with --since.")
    wanted = [inside(path, root) for path in paths] or ["."]
    changes = [] if ref is None else _changed(root, ref)
    proposal = None if ref is None else propose(root, changes)
    if ref is not None:
        wanted = [change.path for change in changes]
    loaded = load(root, day or today())
    problems = [p for p in loaded.problems if covered(wanted, p.place.path)]
    if review:
        warnings = review_comments(loaded.collection, loaded.settings.house_rules, lambda path: covered(wanted, path))
        # Without a branch to compare with, the files in PATHS count as new.
        comments = [s.path for s in loaded.collection.found.sources if s.kind == "comment" and covered(wanted, s.path)]
        earlier = dict.fromkeys(comments) if ref is None else {c.path: c.text_before for c in changes}
        moved = renumbering(loaded.collection, earlier)
        problems = sorted([*problems, *warnings, *moved, *(proposal.remarks if proposal else ())])
    report = FORMATS[form](problems)
    if report:
        click.echo(report)
    faults = sum(p.severity == "error" for p in problems)
    if form == "text":
        kinds = [s.kind for s in loaded.collection.found.sources]
        counts = ", ".join(_count(kinds.count(kind), kind) for kind in ("article", "comment", "expert", "author"))
        click.echo(
            f"{_summary(problems, faults)} ({counts})." if problems else f"All is well: {counts}.", err=faults > 0
        )
    if proposal and form in SAID:
        click.echo(SAID[form](proposal.sentence))
    if proposal and summary:
        with summary.open("a", encoding="utf-8") as file:
            file.write(in_markdown(proposal))
    raise SystemExit(1 if faults else 0)


def _summary(problems: list[Problem], faults: int) -> str:
    warnings = len(problems) - faults
    found = [_count(faults, "fault") if faults else "No faults"]
    found += [_count(warnings, "warning")] if warnings else []
    return f"{', '.join(found)} in {_count(len({p.place.path for p in problems}), 'file')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _changed(root: Path, ref: str) -> list[Change]:
    try:
        return changes_since(root, ref)
    except UnknownChanges as error:
        raise click.UsageError(f"What changed since {ref!r} is not known: {error}") from None


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date such as 2026-05-31") from None
