"""Strict YAML -> typed records. Every fault of every field, each at its own line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from commentary.field_faults import Written, class_of, field_names, group_of, optional_fields, tell
from commentary.look_alikes import DOUBLE_QUOTES, SINGLE_QUOTES
from commentary.problems import Place, Problem, shown
from commentary.read import Mapping, Node, Scalar, Sequence

_IN_MARKS = re.compile(f"[{DOUBLE_QUOTES}{SINGLE_QUOTES}]([^{DOUBLE_QUOTES}]+)[{DOUBLE_QUOTES}{SINGLE_QUOTES}]")

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record, where it was read, and the place of each of its fields."""

    id: str
    path: str
    record: R
    places: dict[tuple[str | int, ...], Place]

    def at(self, *field: str | int) -> Place:
        """The place of a field's value; of the file, if the field was not given."""
        return self.places.get(field) or Place(self.path)


def parse(
    model: type[R], node: Mapping, id: str, path: str, key: str = "", place: Place | None = None
) -> tuple[Entry[R] | None, list[Problem]]:
    """The record that the fields make, or None and all that is wrong with them.

    Where several records share a file, `key` is the record's own and `place` is where it stands.
    """
    written = Written(key)
    written.plain = _plain(node, model, (), written)
    if place:
        written.values[()] = place
    try:
        record = model.model_validate(written.plain)
    except ValidationError as error:
        return None, tell(model, error, written)
    return Entry(id, path, record, written.values), list(_names_in_marks(record, written))


def _names_in_marks(record: BaseModel, written: Written) -> Iterator[Problem]:
    """A warning for a name between curly quotation marks: they were meant as YAML's, and would be printed."""
    for field in ("author", "name", "category"):
        name = getattr(record, field, None)
        if isinstance(name, str) and (match := _IN_MARKS.fullmatch(name)):
            yield Problem(
                written.values.get((field,), written.values[()]),
                f"{written.called((field,))}: is printed with the quotation marks that it has; found {shown(name)}",
                f"Write {match[1]}.",
                "look-alike",
                "warning",
            )


def _plain(node: Node, model: type[BaseModel] | None, where: tuple[str | int, ...], written: Written) -> object:
    """The node as texts, lists and dicts, with the places of its names and values noted on the way."""
    written.values[where] = node.place
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_plain(item, model, (*where, i), written) for i, item in enumerate(node.items)]
        case Mapping():
            plain = {}
            for name, (place, value) in node.fields.items():
                written.names[(*where, name)] = place
                if not (model and _left_empty(value, name, model)):
                    inner = class_of(model, name) if model else None
                    plain[name] = _plain(value, inner, (*where, name), written)
            return plain


def _left_empty(node: Node, name: str, model: type[BaseModel], optional: bool | None = None) -> bool:
    """Whether a field of the model is not given though its name is there: nothing stands behind it, as in a copied
    specimen; or, where it may be left out, `''`, as forms in a browser save it, or a group of fields left empty."""
    if name not in field_names(model):
        return False
    may_be_missing = optional or name in optional_fields(model)
    match node:
        case Scalar():
            return (node.bare and node.text in ("", "~")) or (may_be_missing and not node.text)
        case Mapping():
            group = group_of(model, name)
            fields = node.fields.items()
            return may_be_missing and group is not None and all(_left_empty(v, n, group, True) for n, (_, v) in fields)
    return False
