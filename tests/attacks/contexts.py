"""Every text in every field, one by one: it is refused at its place, or kept as it was typed and written down again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from commentary.canonical import as_fields
from commentary.parse import Entry
from commentary.problems import Problem
from commentary.records import Record
from commentary.reports import as_text
from commentary.write import as_yaml
from tests.attacks.attack import Attack
from tests.attacks.fields import AROUND, LEAST, MODELS, Path, dumped, held, name, placed, read, scalar

_PLACE = re.compile(r"[ -~]+:[1-9]\d*:[1-9]\d*: ")


@dataclass(slots=True)
class Contexts:
    """Counts of pairs of a text and a field, and what is wrong, in words."""

    number: int = 0
    refused: int = 0
    published: int = 0
    problems: list[Problem] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def go_through(fields: Iterable[tuple[str, Path]], attacks: Iterable[Attack]) -> Contexts:
    """Each text in each field: between quotes as a careful writer puts it, and plain as somebody types it."""
    found, attacks = Contexts(), tuple(attacks)
    for kind, path in fields:
        around = {**LEAST[kind], **(AROUND[kind][path] or {})}
        marked = _file(kind, dumped(placed(around, path, "@mark@")))
        for attack in attacks:
            where = f"{name(kind, path)} ({attack.tries})"
            found.number += 1
            entry = _one(found, where, kind, marked.replace('"@mark@"', scalar(attack.text)))
            if entry is None:
                found.refused += 1
            else:
                found.published += 1
                _as_typed(found, where, entry, path, attack.text)
                _written_again(found, where, kind, entry)
            if not {"\r", "\0"} & set(attack.text) and not re.search("[\ud800-\udfff]", attack.text):
                before = len(found.problems)
                plain = _one(found, where + ", plain", kind, marked.replace('"@mark@"', attack.text))
                # Who was warned was told.
                if plain is not None and len(found.problems) == before:
                    _plain(found, where, plain, around, path, attack.text)
    return found


def _file(kind: str, lines: list[str]) -> str:
    front = ["---"] if kind in ("article", "page") else []
    return "\n".join([*front, *lines, *front]) + "\n"


def _one(found: Contexts, where: str, kind: str, text: str) -> Entry[Record] | None:
    """What is read of a file's text; None where it is refused, and that has to be said with its place."""
    entry, problems = read(kind, text)
    errors = [problem for problem in problems if problem.severity == "error"]
    found.problems += problems
    if entry is None and not errors:
        found.faults.append(f"{where} is refused without a word")
    if not all(_PLACE.match(as_text([problem])) for problem in errors):
        found.faults.append(f"{where} is refused without a place")
    return entry


def _lines(text: object) -> list[str]:
    """Lines without what an editor does not show: blanks at the ends of a text, and on empty lines."""
    return [line if line.strip() else "" for line in str(text).strip().split("\n")]


def _as_typed(found: Contexts, where: str, entry: Entry[Record], path: Path, text: str) -> None:
    if _lines(held(entry.record, path)) != _lines(text):
        found.faults.append(f"{where} is read as {held(entry.record, path)!r}")


def _plain(found: Contexts, where: str, entry: Entry[Record], around: dict[str, object], path: Path, text: str) -> None:
    """Without quotes YAML folds lines, knows quotes of its own, and takes `~` and `# a hint` for nothing. Whatever
    else is lost is lost without a word."""
    kept = " ".join(str(held(entry.record, path)).split())
    expected = set(around) | {str(path[0])}
    if set(as_fields(entry.record)) - expected and "\n" not in text:
        found.faults.append(f"{where} adds a field")
    if kept != " ".join(text.split()) and "\n" not in text and not re.match("['\"~]|# ", text):
        found.faults.append(f"{where} is read as {kept!r}, when it is plain")


def _written_again(found: Contexts, where: str, kind: str, entry: Entry[Record]) -> None:
    """The canonical form says the same."""
    if kind == "settings":
        return
    text = as_yaml(MODELS[kind], as_fields(entry.record))
    again, problems = read(kind, _file(kind, text.splitlines() if text.isascii() else text.rstrip("\n").split("\n")))
    if again is None or again.record != entry.record:
        found.faults.append(f"{where} is written down as something else: {problems[:1]}")
