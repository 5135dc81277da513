"""`commentary schema`: write what is made from the records."""

from __future__ import annotations

from pathlib import Path

import click

from commentary.cli.root import root_option
from commentary.remarks import SCHEMAS
from commentary.schema import RECORDS, fill_tables, json_schema

WITH_TABLES = ["comments/README.md", *(f"docs/contributing/{page}.md" for page in ("index", "limits", "settings"))]


@click.command()
@click.argument("kind", required=False, type=click.Choice(list(RECORDS)))
@root_option
def schema(kind: str | None, root: Path) -> None:
    """Write the JSON Schema of every kind of file to hooks/schema/, and the tables of fields; or print that of KIND."""
    if kind:
        click.echo(json_schema(kind), nl=False)
        return
    files = {f"{SCHEMAS}/{name}.json": json_schema(name) for name in RECORDS}
    files |= {path: fill_tables((root / path).read_text("utf-8")) for path in WITH_TABLES if (root / path).exists()}
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8", newline="\n")
            click.echo(f"{path}: written")
