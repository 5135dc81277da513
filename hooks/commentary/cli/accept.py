"""`commentary accept`: from a reader's message to a comment."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from commentary.cli.root import root_option
from commentary.intake.envelope import arrivals
from commentary.intake.shelve import shelve
from commentary.intake.submission import Arrival, Refused
from commentary.intake.verdict import verdict
from commentary.limits import MAILBOX_LIMIT
from commentary.load import load, now, today
from commentary.problems import printable
from commentary.reports import as_text


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, exists=True, dir_okay=False))
@click.option("--article", metavar="SLUG", default="", help="The article, whatever the message says.")
@click.option("--closed", is_flag=True, help="Accept comments on a discussion that is closed.")
@root_option
def accept(file: Path, article: str, closed: bool, root: Path) -> None:
    """Make comments of FILE (or of what is read from -): an e-mail, a mailbox, or what a form sent.

    Whatever can't be read without doubt is refused with a reason, and then nothing is changed. No e-mail address is
    kept. Several messages are looked at one by one; the exit status is 1 if any was refused.
    """
    if str(file) == "-":
        data = sys.stdin.buffer.read(MAILBOX_LIMIT + 1)
    else:
        with file.open("rb") as stream:
            data = stream.read(MAILBOX_LIMIT + 1)
    moment, day = now(), today()
    loaded = load(root, day)
    if loaded.publication is None:
        click.echo("Nothing was accepted: the publication has faults, and until they are mended no number is certain.")
        click.echo(as_text(loaded.problems))
        raise SystemExit(1)
    name = "" if str(file) == "-" else file.name
    refusals = 0
    for arrival in arrivals(data, moment, headless=bool(article)):
        try:
            if arrival.submission is None or loaded.publication is None:
                raise Refused(arrival.refusal)
            accepted = verdict(arrival.submission, loaded.publication, moment, article=article, closed=closed)
            loaded = shelve(root, accepted, day)
            click.echo(printable("; ".join([f"{accepted.path}: written", *accepted.notes])))
        except Refused as refused:
            refusals += 1
            lines = f"{_label(name, arrival)}refused; {refused}".split("\n")
            click.echo("\n".join(printable(line) for line in lines))
    raise SystemExit(1 if refusals else 0)


def _label(name: str, arrival: Arrival) -> str:
    return "".join(f"{part}: " for part in (name, arrival.label) if part)
