"""Asking for the fields of a record at a terminal, or taking them from options of the same names."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import click

from commentary.form_fields import Question, refusal, several_values

END = "."
"""A line that holds this alone ends a longer text."""


def option(question: Question) -> click.Option:
    """The option `--name` of a field."""
    example = f" For example: {question.example}" if question.example else ""
    return click.Option(
        [f"--{question.name}", question.name.replace("-", "_") + "_"],
        multiple=question.several,
        metavar="TEXT" if not question.several else "TEXT, …",
        help=question.help + example,
        callback=lambda context, parameter, value: _taken(question, value),
    )


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
    asked: Iterable[Question], given: dict[tuple[str, ...], object], needed: Collection[str], defaults: dict[str, str]
) -> dict[tuple[str, ...], object]:
    """The values given and those that are typed now. Enter passes over a field, and over the rest of its group."""
    values = dict(given)
    passed: set[str] = set()
    for question in asked:
        group = question.path[0] if len(question.path) > 1 else ""
        if question.path in values or group in passed:
            continue
        opened = any(path[0] == group for path in values)
        must = (question.needed and (not group or opened)) or question.name in needed
        value = _asked(question, must, defaults.get(question.name, ""))
        if value is not None:
            values[question.path] = value
        elif group and not opened:
            passed.add(group)
    return values


def _asked(question: Question, must: bool, default: str) -> object:
    example = f" For example: {question.example}" if question.example else ""
    click.echo(f"\n{question.help}{example}{'' if must or default else ' Enter passes over it.'}")
    while True:
        value: object = _lines(question.name) if question.prose else _line(question.name, default)
        try:
            taken = _taken(question, [value] if question.several else value)
        except click.BadParameter as error:
            click.echo(f"  {question.name}: {error.message}")
            continue
        if taken is not None or not must:
            return taken
        click.echo(f"  {question.name}: must be given.")


def _line(name: str, default: str) -> str:
    return click.prompt(name, default=default, show_default=bool(default))


def _lines(name: str) -> str:
    lines: list[str] = []
    click.echo(f"(As many lines as you like; a line with nothing but “{END}” ends it.)")
    while (line := click.prompt(name if not lines else " " * len(name), default="", show_default=False)) != END:
        lines.append(line)
    return "\n".join(lines)
