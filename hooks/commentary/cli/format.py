"""`commentary format`: one way to write a file down."""

from __future__ import annotations

from pathlib import Path

import click

from commentary import save
from commentary.canonical import KINDS, canonical
from commentary.cli.paths import covered, inside
from commentary.cli.root import root_option
from commentary.find import find
from commentary.reports import as_text


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say which files would be, and exit with 1.")
@root_option
def format_files(paths: tuple[Path, ...], only_check: bool, root: Path) -> None:
    """Write the YAML files in comments/, or those in PATHS, in the one canonical form.

    What a file says never changes. One with remarks (`# …`, but for a first line for editors) or with faults is left
    alone. Articles are not touched.
    """
    wanted = [inside(path, root) for path in paths] or ["."]
    found = find(root)
    changed = faulty = 0
    for source in found.sources:
        if source.kind not in KINDS or not covered(wanted, source.path):
            continue
        form = canonical(found, source)
        if form.faults:
            faulty += 1
            click.echo(f"{source.path}: left alone, since it has faults:\n{as_text(form.faults)}")
        elif form.remarks:
            lines = ", ".join(map(str, form.remarks))
            click.echo(f"{source.path}: left alone; it has remarks, which would be lost (line {lines})")
        elif form.text.encode() != (root / source.path).read_bytes():
            changed += 1
            if not only_check:
                save.replace(root / source.path, form.text)
            click.echo(f"{source.path}: {'would be written anew' if only_check else 'written anew'}")
    raise SystemExit(1 if faulty or (only_check and changed) else 0)
