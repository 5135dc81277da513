"""Asking for the fields of a record at a terminal, or taking them from options of the same names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

import click

from commentary.cli.choices import Choices, completion
from commentary.cli.drafts import Draft
from commentary.form_fields import Question, refusal, several_values

END = "."
"""A line that holds this alone ends a longer text."""


def option(question: Question) -> click.Option:
    """The option `--name` of a field."""
    return click.Option(
        [f"--{question.name}", question.name.replace("-", "_") + "_"],
        multiple=question.several,
        metavar="TEXT" if not question.several else "TEXT, …",
        help=" ".join([question.help, *_example(question)]),
        callback=lambda context, parameter, value: _taken(question, value),
        shell_complete=completion(question.name),
    )


def _example(question: Question) -> list[str]:
    end = "" if question.example.endswith((".", "?", "!")) else "."
    return [f"For example: {question.example}{end}"] if question.example else []


def _taken(question: Question, value: object) -> object:
    try:
        if question.several:
            value = several_values(list(value or ()))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if value in (None, "", []):
        return None
    if wrong := refusal(question, value):
        raise click.BadParameter(wrong)
    return value


def ask(
    asked: Iterable[Question],
    draft: Draft,
    needed: Collection[str],
    defaults: dict[str, str],
    choices: Callable[[str], Choices | None],
    answered: Callable[[Question], None],
) -> None:
    """Fills the draft with what is typed now. Enter skips a field, and the rest of its group.

    `answered` hears of each field that has a value; where it raises BadParameter, the field is asked for again.
    """
    for question in asked:
        group = question.path[0] if len(question.path) > 1 else ""
        if question.path in draft.values or {question.name, group} & {*draft.skipped}:
            continue
        opened = any(path[0] == group for path in draft.values)
        must = (question.needed and (not group or opened)) or question.name in needed
        _introduce(question, must, defaults.get(question.name, ""), choices(question.name))
        while True:
            value = _asked(question, must, defaults.get(question.name, ""), draft, choices(question.name))
            if value is None:
                draft.skipped.append(group if group and not opened else question.name)
                break
            draft.values[question.path] = value
            draft.begun.pop(question.name, None)
            try:
                answered(question)
                break
            except click.BadParameter as error:
                del draft.values[question.path]
                click.echo(f"  {question.name}: {error.message}")


def ask_id(name: str, help: str, choices: Choices | None, check: Callable[[str], None]) -> str:
    """An id that is needed, of those there are or a new one; asked for again until it will do."""
    click.echo("\n" + " ".join([help, *([choices.listed()] if choices else [])]))
    while True:
        with _completing(choices):
            written = click.prompt(name).strip()
        try:
            id = choices.settled(written) if choices else written
            check(id)
        except click.BadParameter as error:
            click.echo(f"  {name}: {error.message}")
            continue
        if id != written:
            click.echo(f"  {name}: {id}")
        return id


def _introduce(question: Question, must: bool, default: str, choices: Choices | None) -> None:
    """What the field is, in sentences."""
    said = [question.help, *([choices.listed()] if choices and choices.known else _example(question))]
    click.echo("\n" + " ".join([*said, *([] if must or default else ["Enter skips it."])]))


def _asked(question: Question, must: bool, default: str, draft: Draft, choices: Choices | None) -> object:
    while True:
        with _completing(choices):
            value: object = _lines(question.name, draft) if question.prose else _line(question.name, default)
        try:
            taken = _taken(question, [value] if question.several else value)
            settled = _settled(taken, choices) if choices else taken
        except click.BadParameter as error:
            draft.begun.pop(question.name, None)
            click.echo(f"  {question.name}: {error.message}")
            continue
        if settled != taken:
            click.echo(f"  {question.name}: {', '.join(settled) if isinstance(settled, list) else settled}")
        if settled is not None or not must:
            return settled
        click.echo(f"  {question.name}: must be given.")


def _settled(value: object, choices: Choices) -> object:
    if isinstance(value, list):
        return [choices.settled(item) if isinstance(item, str) else item for item in value]
    return choices.settled(value) if isinstance(value, str) else value


def _line(name: str, default: str) -> str:
    return click.prompt(name, default=default, show_default=bool(default))


def _lines(name: str, draft: Draft) -> str:
    """Lines up to the one that ends them; they are in the draft as they come."""
    lines = draft.begun.setdefault(name, [])
    click.echo(f"(As many lines as you like; a line with nothing but “{END}” ends it.)")
    for line in lines:
        click.echo(f"{name}: {line}")
    while (line := click.prompt(name if not lines else " " * len(name), default="", show_default=False)) != END:
        lines.append(line)
    return "\n".join(draft.begun.pop(name))


@contextmanager
def _completing(choices: Choices | None) -> Iterator[None]:
    """The tab key completes what there is to choose from, where the terminal can."""
    try:
        import readline
    except ImportError:  # Windows has none.
        readline = None  # type: ignore[assignment]
    if readline is None or choices is None:
        yield
        return
    known = list(choices.known)
    before = readline.get_completer()
    readline.set_completer_delims(", ")
    readline.set_completer(lambda text, n: next(iter([id for id in known if id.startswith(text)][n:]), None))
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
