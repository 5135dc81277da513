"""What pydantic finds wrong with a record, in words for a writer and at the place of the field."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from commentary import look_alikes
from commentary.mail import RULE as MAIL_RULE
from commentary.near import nearest
from commentary.problems import Place, Problem, shown
from commentary.yaml_words import imitation

Where = tuple[str | int, ...]

# What people write from habit, and the fields that they may mean.
_SYNONYMS = {
    "name": ["author", "title"],
    "author": ["authors", "name"],
    "message": ["body"],
    "text": ["body"],
    "comment": ["body"],
    "content": ["body"],
    "website": ["url"],
    "link": ["url"],
    "parent": ["reply_to"],
    "in_reply_to": ["reply_to"],
    "quote": ["text"],
    "summary": ["description"],
    "subtitle": ["description"],
    "lede": ["description"],
    "categories": ["category"],
    "company": ["organisation"],
    "organization": ["organisation"],
    "picture": ["image"],
    "photo": ["portrait"],
    "published": ["date"],
    "state": ["status"],
}


@dataclass(slots=True)
class Written:
    """A record as it stands in its file: the values as text, and the places of names and values by their path."""

    key: str = ""
    plain: Any = None
    names: dict[Where, Place] = field(default_factory=dict)
    values: dict[Where, Place] = field(default_factory=dict)

    def at(self, where: Where) -> Any:
        """The value at a path; an empty text, where there is none."""
        value = self.plain
        for part in where:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return ""
        return value

    def called(self, where: Where) -> str:
        """A path as an editor reads it: `works[2].title`, items counted from 1, behind the record's own key."""
        parts = [f"[{part + 1}]" if isinstance(part, int) else part for part in (*filter(None, [self.key]), *where)]
        return ".".join(parts).replace(".[", "[")


def tell(model: type[BaseModel], error: ValidationError, written: Written) -> list[Problem]:
    """A problem for each of the errors. A field missing because its name is misspelt is told once, at the slip."""
    problems: list[Problem] = []
    meant: set[Where] = set()
    items = error.errors(include_url=False, include_input=False)
    for item in items:
        if item["type"] == "extra_forbidden":
            where = tuple(item["loc"])
            problem, near = _unknown(model, where, written)
            problems.append(problem)
            if near:
                meant.add((*where[:-1], near))
    for item in items:
        if item["type"] != "extra_forbidden" and not (item["type"] == "missing" and tuple(item["loc"]) in meant):
            problems.append(_told(model, item, written))
    return problems


def _told(model: type[BaseModel], item: Any, written: Written) -> Problem:
    where: Where = tuple(item["loc"])
    kind, context = item["type"], item.get("ctx", {})
    name, found = written.called(where), written.at(where)
    if kind == "missing":
        place = written.names.get(where) or written.names.get(where[:-1]) or written.values[where[:-1]]
        example = _example(_model_at(model, where[:-1]), str(where[-1]))
        return Problem(
            place, f"{name}: must be given; it is missing", f"Add it, as in `{where[-1]}: {example}`.", "missing"
        )
    # What is wrong with a group of fields is told at its name.
    place = (isinstance(found, dict) and written.names.get(where)) or written.values.get(where) or written.values[()]
    if isinstance(found, str) and not found.isascii() and (odd := _look_alike(model, where, found, place, name, kind)):
        return odd
    if "said" in context:
        subject = f"{name}: " if name else f"a {model.__name__.lower()} "
        return Problem(place, subject + context["said"], context["mend"], kind)
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        inner = _model_at(model, where)
        return Problem(
            place,
            f"{name}: holds fields of its own ({', '.join(field_names(inner)) if inner else 'name: value'});"
            f" found {'a list' if isinstance(found, list) else shown(found)}",
            "Write each of its fields on a line below, indented by two spaces.",
            "fields",
        )
    if kind in ("too_short", "too_long"):
        few = kind == "too_short"
        count = context["min_length"] if few else context["max_length"]
        return Problem(
            place,
            f"{name}: has at {'least' if few else 'most'} {count} item{'' if count == 1 else 's'};"
            f" it has {context['actual_length']}",
            "Add what is missing." if few else "Take out what is too much.",
            "list",
        )
    return Problem(place, f"{name}: {item['msg']}; found {shown(found)}", "Compare it with the table of fields.", kind)


def _look_alike(model: type[BaseModel], where: Where, found: str, place: Place, name: str, kind: str) -> Problem | None:
    """The problem of a value that would do, or of a list or fields that would be such, but for a character in it."""
    if kind in ("model_type", "dict_type", "model_attributes_type", "list"):
        return imitation(found, place)
    info = _info_at(model, where)
    odd = look_alikes.first(found)
    meant = look_alikes.plain(found)
    if info is None or odd is None or kind in ("length", "line", "direction", "text"):
        return None
    for text in (meant, meant.strip(" \"'")):
        if fits(info, [text] if isinstance(where[-1], int) else text):
            message = f"{name}: is written with plain characters; found {look_alikes.described(odd)} in {shown(found)}"
            return Problem(place, message, f"Write {text}.", "look-alike")
    return None


def _info_at(model: type[BaseModel] | None, where: Where) -> FieldInfo | None:
    """The field at a path; of an item of a list, that of the list."""
    while where and isinstance(where[-1], int):
        where = where[:-1]
    owner = _model_at(model, where[:-1])
    fields = owner.model_fields.items() if owner and where else ()
    return next((info for name, info in fields if (info.alias or name) == where[-1]), None)


def fits(info: FieldInfo, value: object) -> bool:
    """Whether a field may hold the value."""
    try:
        type_of(info).validate_python(value)
    except ValidationError:
        return False
    return True


def type_of(info: FieldInfo) -> TypeAdapter[Any]:
    kind: Any = info.annotation
    for metadata in info.metadata:
        kind = Annotated[kind, metadata]
    return TypeAdapter(kind)


def _unknown(model: type[BaseModel], where: Where, written: Written) -> tuple[Problem, str | None]:
    """The problem of a field that does not exist, and the field that was probably meant."""
    owner = _model_at(model, where[:-1])
    known = field_names(owner) if owner else []
    given = written.at(where[:-1])
    free = [name for name in known if name not in given]
    name, wrong, place = written.called(where), str(where[-1]).lower(), written.names[where]
    if re.fullmatch(r"e-?mail.*", wrong):
        return Problem(
            place,
            f"{name}: no e-mail address is kept in the repository, hashed or not; a field for one was found",
            "Take the line out.",
            MAIL_RULE,
        ), None
    if (odd := look_alikes.first(wrong)) and (meant := look_alikes.plain(wrong).strip(" \"'")) in known:
        message = f"{meant}: is written in plain letters; found {look_alikes.described(odd)} in it"
        return Problem(place, message, f"Write `{meant}:`.", "look-alike"), meant
    # Below a field that holds fields, this may be one of them.
    if look_alikes.first(wrong[:2]) and (indented := imitation(str(where[-1]), place)):
        return indented, None
    glued, colon, value = look_alikes.plain(str(where[-1])).partition(":")
    if colon and glued in known:
        odd = look_alikes.first(wrong)
        found = f"found {look_alikes.described(odd)}" if odd else "there is no blank"
        return Problem(
            place,
            f"{written.called((*where[:-1], glued))}: is followed by a colon and a blank; {found}",
            f"Write `{glued}: {value.strip()}`.",
            "unknown-field",
        ), glued
    near = next((s for s in _SYNONYMS.get(wrong, ()) if s in free), None) or nearest(wrong, free)
    if near:
        return Problem(
            place,
            f"{name}: is not a field here; did you mean {shown(near)}?",
            f"Write `{near}:`, or take the line out.",
            "unknown-field",
        ), near
    return Problem(
        place,
        f"{name}: is not a field here; the fields are {', '.join(known)}",
        "Take the line out, or use one of these.",
        "unknown-field",
    ), None


@functools.cache
def field_names(model: type[BaseModel]) -> list[str]:
    """The names of a record's fields as they are written in a file."""
    return [info.alias or name for name, info in model.model_fields.items()]


@functools.cache
def optional_fields(model: type[BaseModel]) -> frozenset[str]:
    """The names of the fields that may be left out."""
    infos = zip(field_names(model), model.model_fields.values(), strict=True)
    return frozenset(name for name, info in infos if not info.is_required())


@functools.cache
def class_of(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The class of the records that a field holds, itself or in a list; None for a field of plain values."""
    info = next((i for n, i in model.model_fields.items() if (i.alias or n) == name), None)
    return _class_in(info.annotation) if info else None


def group_of(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The class of the record that a field itself holds; None for a list and for plain values."""
    info = next((i for n, i in model.model_fields.items() if (i.alias or n) == name), None)
    return None if info is None or get_origin(info.annotation) is tuple else _class_in(info.annotation)


def _class_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _class_in(arg))), None)


def _model_at(model: type[BaseModel] | None, where: Where) -> type[BaseModel] | None:
    for part in where:
        if isinstance(part, str) and model is not None:
            model = class_of(model, part)
    return model


def _example(owner: type[BaseModel] | None, name: str) -> str:
    """The field's example as YAML."""
    for known, info in owner.model_fields.items() if owner else ():
        if (info.alias or known) == name and info.examples:
            example = str(info.examples[0])
            return f'"{example}"' if ": " in example else example
    return "…"
