"""Strict YAML -> typed records. Every fault of every field, each at its own line and column."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from commentary.problems import Place, Problem, shown
from commentary.read import Mapping, Node, Scalar, Sequence

R = TypeVar("R", bound=BaseModel)
Where = tuple[str | int, ...]

# What people write from habit, and the field that they mean.
_SYNONYMS = {
    "name": "author",
    "message": "body",
    "text": "body",
    "comment": "body",
    "content": "body",
    "website": "url",
    "link": "url",
    "parent": "reply_to",
    "in_reply_to": "reply_to",
    "quote": "text",
    "summary": "description",
    "lede": "description",
    "author": "authors",
    "categories": "category",
    "company": "organisation",
    "organization": "organisation",
    "picture": "image",
    "photo": "portrait",
    "published": "date",
    "state": "status",
}

_ADDRESS = re.compile(r"[\w.+-]+(@|%40|\[at\])[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record, where it was read, and the place of each of its fields."""

    id: str
    path: str
    record: R
    places: dict[Where, Place]

    def at(self, *field: str | int) -> Place:
        """The place of a field's value; of the file, if the field was not given."""
        return self.places.get(field) or Place(self.path)


def parse(model: type[R], node: Mapping, id: str, path: str) -> tuple[Entry[R] | None, list[Problem]]:
    """The record that the fields make, or None and all that is wrong with them."""
    values: dict[Where, Place] = {}
    names: dict[Where, Place] = {}
    faults = [_address_fault(scalar, match) for scalar in _scalars(node) if (match := _ADDRESS.search(scalar.text))]
    addresses = {fault.place for fault in faults}
    plain = _plain(node, (), values, names)
    try:
        record = model.model_validate(plain)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_input=False):
            fault = _field_fault(model, item, plain, values, names)
            # What else is wrong with such a value is not said: the report would repeat the address.
            if fault.place not in addresses:
                faults.append(fault)
        return None, faults
    return (None, faults) if faults else (Entry(id, path, record, values), [])


def _plain(node: Node, where: Where, values: dict[Where, Place], names: dict[Where, Place]) -> Any:
    values[where] = node.place
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_plain(item, (*where, i), values, names) for i, item in enumerate(node.items)]
        case Mapping():
            plain = {}
            for name, (place, value) in node.fields.items():
                names[(*where, name)] = place
                # A field left empty, as in a copied specimen, is a field not given.
                if not (isinstance(value, Scalar) and value.bare and value.text in ("", "~")):
                    plain[name] = _plain(value, (*where, name), values, names)
            return plain


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _scalars(item)
        case Mapping():
            for _, value in node.fields.values():
                yield from _scalars(value)


def _address_fault(scalar: Scalar, match: re.Match[str]) -> Problem:
    # The report is public too: it shows no more of the address than it needs to be found.
    masked = f"{match.group()[:1]}…{match[1]}…"
    return Problem(
        scalar.place_at(match.start()),
        f"no e-mail address is kept in the repository; found {shown(masked)}",
        "Take it out; who wants to be reached can give a web address.",
        "e-mail-address",
    )


def _field_fault(
    model: type[BaseModel], item: Any, plain: Any, values: dict[Where, Place], names: dict[Where, Place]
) -> Problem:
    where: Where = tuple(item["loc"])
    kind = item["type"]
    context = item.get("ctx", {})
    name = ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in where).replace(".[", "[")
    owner = _model_at(model, where[:-1]) if where else model
    if kind == "missing":
        place = names.get(where) or _first_name(where[:-1], names) or values.get(where[:-1]) or values[()]
        example = _example(owner, str(where[-1]))
        return Problem(place, f"{name}: must be given; it is missing", f"Add `{where[-1]}: {example}`.", "missing")
    if kind == "extra_forbidden":
        return _unknown(str(where[-1]), name, owner, names.get(where) or values[where])
    # What is wrong with a group of fields is told at its name.
    group = isinstance(_at(plain, where), dict) and names.get(where)
    place = group or values.get(where) or values[()]
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        inner = _model_at(model, where)
        fields = ", ".join(field_names(inner)) if inner else "name: value"
        found = _at(plain, where)
        found_words = "a list" if isinstance(found, list) else shown(found)
        return Problem(
            place,
            f"{name}: holds fields of its own ({fields}); found {found_words}",
            "Write each of its fields on a line below, indented by two spaces.",
            "fields",
        )
    if kind in ("too_short", "too_long"):
        return Problem(
            place,
            f"{name}: has {_bounds(item)} items; it has {context.get('actual_length')}",
            "Add what is missing, or take out what is too much.",
            "list",
        )
    if "said" in context:
        subject = f"{name}: " if name else f"a {model.__name__.lower()} "
        return Problem(place, subject + context["said"], context["mend"], kind)
    return Problem(
        place, f"{name}: {item['msg']}; found {shown(_at(plain, where))}", "Compare it with the table of fields.", kind
    )


def _bounds(item: Any) -> str:
    context = item["ctx"]
    if item["type"] == "too_short":
        return f"at least {context['min_length']}"
    return f"at most {context['max_length']}"


def _unknown(field: str, name: str, owner: type[BaseModel] | None, place: Place) -> Problem:
    known = field_names(owner) if owner else []
    if re.fullmatch(r"e-?mail.*", field.lower()):
        return Problem(
            place,
            f"{name}: no e-mail address is kept in the repository, hashed or not; a field for one was found",
            "Take the line out.",
            "e-mail-address",
        )
    synonym = _SYNONYMS.get(field.lower())
    near = [synonym] if synonym in known else difflib.get_close_matches(field.lower(), known, 1)
    if near:
        return Problem(
            place,
            f"{name}: is not a field here; did you mean {shown(near[0])}?",
            f"Write `{near[0]}:`, or take the line out.",
            "unknown-field",
        )
    return Problem(
        place,
        f"{name}: is not a field here; the fields are {', '.join(known)}",
        "Take the line out, or use one of these.",
        "unknown-field",
    )


@functools.cache
def field_names(model: type[BaseModel]) -> list[str]:
    """The names of a record's fields as they are written in a file."""
    return [info.alias or name for name, info in model.model_fields.items()]


def _example(owner: type[BaseModel] | None, field: str) -> str:
    for name, info in owner.model_fields.items() if owner else ():
        if (info.alias or name) == field and info.examples:
            return str(info.examples[0])
    return "…"


def _first_name(where: Where, names: dict[Where, Place]) -> Place | None:
    """The name of the field that should have held the missing one: `image:` for a missing `image.alt`."""
    return names.get(where)


def _model_at(model: type[BaseModel], where: Where) -> type[BaseModel] | None:
    """The record class of a field, looked up through optional fields and lists."""
    current: type[BaseModel] | None = model
    for part in where:
        if isinstance(part, int) or current is None:
            continue
        info = next((i for n, i in current.model_fields.items() if (i.alias or n) == part), None)
        current = _class_in(info.annotation) if info else None
    return current


def _class_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _class_in(arg))), None)


def _at(plain: Any, where: Where) -> Any:
    for part in where:
        try:
            plain = plain[part]
        except (KeyError, IndexError, TypeError):
            return ""
    return plain
