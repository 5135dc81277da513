"""`commentary new`: a new file, in the right place and form."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from commentary import save
from commentary.checks.articles import NO_TEXT
from commentary.cli.ask import ask, ask_id, option
from commentary.cli.choices import choices, completion
from commentary.cli.drafts import Draft, forget, keep, resume
from commentary.cli.root import root_option
from commentary.collection import Collection
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
    "article": [
        "title",
        "description",
        "date",
        "authors",
        "category",
        "tags",
        "image-src",
        "image-alt",
        "image-credit",
    ],
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
        help = "The article: its file's name without .md."
        complete = completion("article")
        parameters.insert(0, click.Option(["--article", "article"], help=help, shell_complete=complete))
    own = "The key that the article's text names it by." if kind == "quote" else f"The id: {OWN.get(kind)}."
    parameters.insert(0, click.Option(["--key" if kind == "quote" else "--id", "id"], help=own))

    def run(root: Path, id: str | None, article: str | None = None, **options: Any) -> None:
        given = {q.path: v for q in fields if (v := options[q.name.replace("-", "_") + "_"]) is not None}
        _make(root, kind, model, fields, given, id, article)

    command = click.Command(kind, params=parameters, callback=run, help=(model.__doc__ or "").split("\n")[0])
    return root_option(command)


for _kind, _model in MODELS.items():
    new.add_command(_command(_kind, _model))


class Refused(click.ClickException):
    """What is wrong with what was typed, without the usage of the command, which was called rightly."""


@dataclass(slots=True)
class _Making:
    """A record in the making, and what it must fit."""

    root: Path
    kind: str
    model: type[Record]
    loaded: Loaded
    draft: Draft

    @property
    def folder(self) -> str:
        return self.loaded.collection.folder_of(self.draft.article) if self.draft.article else ""

    @property
    def path(self) -> str:
        return path_of(self.kind, "quotes" if self.kind == "quote" else self.draft.id, self.folder)

    def check_id(self, id: str) -> None:
        """Raises BadParameter for an id that is none or that is taken."""
        if not is_id(id) or (self.kind == "comment" and id == "quotes"):
            said = f"{id!r} is none" if id else "none can be made of this"
            raise click.BadParameter(f"An id has 1 to 64 small letters, digits and hyphens; {said}.")
        if self.kind == "quote":
            if id in self.loaded.collection.quotes.get(self.folder, {}):
                raise click.BadParameter(f"A key names one quote; {id} is in {self.path} already.")
        elif (self.root / (path := path_of(self.kind, id, self.folder))).exists():
            raise click.BadParameter(f"{path} is there already.")

    def settle_id(self, question: Question | None = None) -> None:
        """The id that a title or a name gives, as soon as it is known; another is asked for where it will not do."""
        named = NAMED_AFTER.get(self.kind)
        if self.draft.id or named is None or (question and question.name != named):
            return
        own = id_from(str(self.draft.values[named,]))
        try:
            self.check_id(own)
        except click.BadParameter as error:
            click.echo(f"  id: {error.message}")
            own = ask_id("id", f"Another id: {OWN[self.kind]} is made of it.", None, self.check_id)
        self.draft.id = own


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
    silent = bool(given) and not sys.stdin.isatty()
    draft = None if given or id or article else resume(root, kind, _is_wanted)
    making = _Making(root, kind, model, before, draft or Draft(article or "", id or "", dict(given)))
    if article and not before.collection.has("article", article):
        raise click.UsageError(f"There is no docs/articles/{article}.md.")
    try:
        if id and not (kind == "quote" and silent):
            _called(making.check_id, id)
        _fill(making, fields, given, silent)
        _write(making)
    except (click.Abort, Refused) as stopped:
        if making.draft.empty or silent:
            raise
        path = keep(root, kind, making.draft)
        said = f"{stopped.format_message()} " if isinstance(stopped, Refused) else ""
        click.echo()
        raise Refused(f"{said}What was typed is kept in {path}; `commentary new {kind}` goes on with it.") from None
    forget(root, kind)
    _report(root, making.path, before, kind, making.draft.id)


def _is_wanted(draft: Draft) -> bool:
    return click.confirm(f"There is a draft: {draft.told()}\nGo on with it?", default=True)


def _called(check: Callable[[str], None], id: str) -> None:
    """What an option says is wrong with the call."""
    try:
        check(id)
    except click.BadParameter as error:
        raise click.UsageError(f"{error.message} Nothing was changed.") from None


def _fill(making: _Making, fields: list[Question], given: dict[tuple[str, ...], object], silent: bool) -> None:
    """Asks for what is missing."""
    kind, draft, collection = making.kind, making.draft, making.loaded.collection
    if kind in ("quote", "comment") and not draft.article:
        draft.article = _needed("article", "The article: its file's name without .md.", silent, making, collection)
    if kind == "quote" and not draft.id:
        draft.id = _needed("key", "The key that the article's text names it by.", silent, making, None)
    defaults = {"date": f"{now():%Y-%m-%d}" if kind == "article" else f"{now():%Y-%m-%dT%H:%MZ}"}
    needed = NEEDED.get(kind, set())
    asked = [q for q in fields if q.name in ASKED[kind]]
    if given:
        must = (q for q in asked if (q.needed and len(q.path) == 1) or q.name in needed)
        asked = [q for q in must if q.path not in given and q.name not in defaults]
        if asked and silent:
            raise click.UsageError(f"Missing: {', '.join(f'--{q.name}' for q in asked)}.")
    ask(asked, draft, needed, defaults, lambda name: choices(name, collection, making.folder), making.settle_id)
    if "date" in ASKED[kind]:
        draft.values.setdefault(("date",), defaults["date"])
    if not draft.id and silent:
        _called(making.check_id, own := _own_id(kind, draft.values))
        draft.id = own
    making.settle_id()
    draft.id = draft.id or _own_id(kind, draft.values)


def _needed(name: str, help: str, silent: bool, making: _Making, collection: Collection | None) -> str:
    if silent:
        raise click.UsageError(f"Missing: --{name}.")
    if collection is None:
        return ask_id(name, help, None, making.check_id)
    known = choices(name, collection)
    if known is None or not known.known:
        raise Refused("There is no article yet. Make one with `commentary new article`.")
    return ask_id(name, help, known, lambda id: None)


def _own_id(kind: str, values: dict[tuple[str, ...], object]) -> str:
    if kind in NAMED_AFTER:
        return id_from(str(values[NAMED_AFTER[kind],]))
    moment = dt.datetime.fromisoformat(str(values["date",])) if "T" in str(values["date",]) else now()
    return new_id(moment)


def _write(making: _Making) -> None:
    root, kind, model, path, id = making.root, making.kind, making.model, making.path, making.draft.id
    fields = nested(making.draft.values)
    file = root / path
    if not file.parent.resolve().is_relative_to(root) or file.is_symlink():
        raise Refused(f"{path} is a link to another place.")
    if kind == "quote" and file.exists():
        text, faults = decode(file.read_bytes(), path, YAML_LIMIT)
        longer = None
        if text is not None:
            text = file.read_bytes().decode()
            longer, faults = with_quote(text, path, id, fields)
        if longer is None:
            raise Refused(as_text(faults) if faults else f"{path}: nothing can be added below what it holds.")
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
        raise Refused(f"{path} is there already; nothing was changed.") from None


def _report(root: Path, path: str, before: Loaded, kind: str, id: str) -> None:
    known = set(before.problems)
    after = load(root, today())
    # That an article has no text yet is said below, in other words.
    faults = [p for p in after.problems if p not in known and (p.rule, p.place.path) != (NO_TEXT, path)]
    faults += renumbering(after.collection, {path: None}) if kind == "comment" else []
    click.echo(f"{path}: written")
    if kind == "article":
        click.echo("Write the text below the second line of dashes: an article without one is a fault.")
    if kind == "quote":
        click.echo(f"The article shows it where its text says, with empty lines around:\n\n/// quote | {id}\n///\n")
    if faults:
        click.echo(as_text(faults))
    raise SystemExit(1 if any(p.severity == "error" for p in faults) else 0)
