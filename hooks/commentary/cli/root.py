"""Where the publication is that a command works on."""

from __future__ import annotations

from pathlib import Path

import click

from commentary.site_file import FILE


def _find_root(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    start = (value or Path.cwd()).resolve()
    for folder in [start] if value else [start, *start.parents]:
        if (folder / FILE).is_file():
            return folder
    where = f"in {start}" if value else f"in {start} or above it"
    raise click.UsageError(f"There is no {FILE} {where}. Go to the publication's folder, or name it with --root.")


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    callback=_find_root,
    help=f"The publication's folder; without it, the nearest one upwards that has a {FILE}.",
)
