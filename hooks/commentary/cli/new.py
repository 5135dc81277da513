"""`commentary new`: a new file, in the right place and form."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from commentary import save
from commentary.cli.ask import ask, option
from commentary.cli.root import root_option
from commentary.comment_id import new_id
from commentary.compose import article_text, composed, id_from, is_id, path_of, with_quote
from commentary.form_fields import Question, nested, questions
from commentary.limits import YAML_LIMIT
from commentary.load import Loaded, load, now, today
from commentary.records import Article, Author, Comment, Expert, Quote, Record
from commentary.remarks import own_modeline
from commentary.renumbering import renumbering
from commentary.reports import as_text
from commentary.text import decode

MODELS: dict[str, type[Record]] = {
    "article": Article,
    "expert": Expert,
    "author": Author,
    "quote": Quote,
    "comment": Comment,
}
ASKED = {
    "article": ["title", "description", "date", "authors", "category", "tags"],
    "expert": ["name", "role", "organisation", "url", "bio", "approved-on", "approved-by", "approved-how"],
    "author": ["name", "role", "organisation", "url", "bio"],
    "quote": ["expert", "wording", "text", "source-title", "source-url", "source-date", "permission"],
    "comment": ["author", "url", "date", "reply-to", "body"],
}
"""What is asked for at a terminal; options give the other fields."""
NEEDED = {"comment": {"body"}}
NAMED_AFTER = {"article": "title", "expert": "name", "author": "name"}
OWN = {"article": "the address", "expert": "the address", "author": "the address", "comment": "the file's name"}


@click.group()
def new() -> None:
    """Make a file for an article, an expert, an author, a quote or a comment, and check it.

    Without any field the command asks for what is needed. With fields as options it asks only for those that are
    missing, and only at a terminal.
    """


def _command(kind: str, model: type[Record]) -> click.Command:
    fields = list(questions(model))
    parameters: list[click.Parameter] = [option(question) for question in fields]
    if kind in ("quote", "comment"):
        parameters.insert(0, click.Option(["--article", "article"], help="The article: its file's name without .md."))
    own = "The key that the article's text names it by." if kind == "quote" else f"The id: {OWN.get(kind)}."
    parameters.insert(0, click.Option(["--key" if kind == "quote" else "--id", "id"], help=own))

    def run(root: Path, id: str | None, article: str | None = None, **options: Any) -> None:
        given = {q.path: v for q in fields if (v := options[q.name.replace("-", "_") + "_"]) is not None}
        _make(root, kind, model, fields, given, id, article)

    command = click.Command(kind, params=parameters, callback=run, help=(model.__doc__ or "").split("\n")[0])
    return root_option(command)


for _kind, _model in MODELS.items():
    new.add_command(_command(_kind, _model))


def _make(
    root: Path,
    kind: str,
    model: type[Record],
    fields: list[Question],
    given: dict[tuple[str, ...], object],
    id: str | None,
    article: str | None,
) -> None:
    before = load(root, today())
    folder = ""
    if kind in ("quote", "comment"):
        article = article or _prompted("article", "The article: its file's name without .md.", bool(given))
        if not before.collection.has("article", article):
            raise click.UsageError(f"There is no docs/articles/{article}.md.")
        folder = before.collection.folder_of(article)
    if kind == "quote":
        id = id or _prompted("key", "The key that the article's text names it by.", bool(given))
    defaults = {"date": f"{now():%Y-%m-%d}" if kind == "article" else f"{now():%Y-%m-%dT%H:%MZ}"}
    values = _values(kind, fields, given, defaults)
    if "date" in ASKED[kind]:
        values.setdefault(("date",), defaults["date"])
    id = id or _own_id(kind, values)
    if not is_id(id) or (kind == "comment" and id == "quotes"):
        raise click.UsageError(f"An id has 1 to 64 small letters, digits and hyphens; {id!r} is none. Give another.")
    path = path_of(kind, "quotes" if kind == "quote" else id, folder)
    _write(root, kind, model, path, id, nested(values))
    _report(root, path, before, kind, id)


def _values(
    kind: str, fields: list[Question], given: dict[tuple[str, ...], object], defaults: dict[str, str]
) -> dict[tuple[str, ...], object]:
    needed = NEEDED.get(kind, set())
    asked = [q for q in fields if q.name in ASKED[kind]]
    if given:
        must = (q for q in asked if (q.needed and len(q.path) == 1) or q.name in needed)
        asked = [q for q in must if q.path not in given and q.name not in defaults]
        if asked and not sys.stdin.isatty():
            raise click.UsageError(f"Missing: {', '.join(f'--{q.name}' for q in asked)}.")
    return ask(asked, given, needed, defaults)


def _prompted(name: str, help: str, silent: bool) -> str:
    if silent and not sys.stdin.isatty():
        raise click.UsageError(f"Missing: --{name}.")
    click.echo(help)
    return click.prompt(name)


def _own_id(kind: str, values: dict[tuple[str, ...], object]) -> str:
    if kind in NAMED_AFTER:
        return id_from(str(values[NAMED_AFTER[kind],]))
    moment = dt.datetime.fromisoformat(str(values["date",])) if "T" in str(values["date",]) else now()
    return new_id(moment)


def _write(root: Path, kind: str, model: type[Record], path: str, id: str, fields: dict[str, Any]) -> None:
    file = root / path
    if not file.parent.resolve().is_relative_to(root) or file.is_symlink():
        raise click.UsageError(f"{path} is a link to another place.")
    if kind == "quote" and file.exists():
        text, faults = decode(file.read_bytes(), path, YAML_LIMIT)
        longer = None
        if text is not None:
            text = file.read_bytes().decode()
            longer, faults = with_quote(text, path, id, fields)
        if longer is None:
            click.echo(as_text(faults) if faults else f"{path}: nothing can be added below what it holds.")
            raise SystemExit(1)
        save.replace(file, longer)
        return
    match kind:
        case "article":
            text = article_text(model, fields)
        case "quote":
            text = own_modeline(root, "quotes") + (with_quote("", path, id, fields)[0] or "")
        case _:
            text = own_modeline(root, kind) + composed(model, fields)
    try:
        save.create(file, text)
    except FileExistsError:
        raise click.UsageError(f"{path} is there already; nothing was changed.") from None


def _report(root: Path, path: str, before: Loaded, kind: str, id: str) -> None:
    known = set(before.problems)
    after = load(root, today())
    faults = [p for p in after.problems if p not in known]
    faults += renumbering(after.collection, {path: None}) if kind == "comment" else []
    click.echo(f"{path}: written")
    if kind == "article":
        click.echo("Write the text below the second line of dashes.")
    if kind == "quote":
        click.echo(f"The article shows it where its text says, with empty lines around:\n\n/// quote | {id}\n///\n")
    if faults:
        click.echo(as_text(faults))
    raise SystemExit(1 if any(p.severity == "error" for p in faults) else 0)
