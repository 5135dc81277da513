"""The command `commentary`, a file a subcommand. Exit 0: all is well; 1: faults found; 2: called wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commentary.cli.accept import accept
from commentary.cli.build import build
from commentary.cli.check import check
from commentary.cli.erase import erase
from commentary.cli.format import format_files
from commentary.cli.headers import headers
from commentary.cli.new import new
from commentary.cli.redirects import redirects
from commentary.cli.schema import schema
from commentary.machine import machine_problem
from commentary.reports import as_text


class Desk(click.Group):
    """A command that the machine lets down says what is the matter, and ends with 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (OSError, MemoryError, RuntimeError) as error:
            fault = machine_problem(error, Path.cwd())
            if fault is None:
                raise
            click.echo(as_text([fault]), err=True)
            raise SystemExit(1) from None


@click.group(cls=Desk, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="commentary-engine", prog_name="commentary")
def main() -> None:
    """Look after a publication of articles, experts' views and readers' comments."""


main.add_command(accept)
main.add_command(build)
main.add_command(check)
main.add_command(erase)
main.add_command(format_files)
main.add_command(new)
main.add_command(headers)
main.add_command(redirects)
main.add_command(schema)
