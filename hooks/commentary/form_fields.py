"""What to ask for when a record is made: its fields one by one, in the words of the record itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from commentary.field_faults import class_of, field_names, type_of
from commentary.limits import PROSE_LIMIT
from commentary.problems import Place
from commentary.read import Mapping, Scalar, Sequence, read_yaml


@dataclass(frozen=True, slots=True)
class Question:
    """A value to ask for. `path` is the field's name, or a group's and the field's in it, such as approved, by."""

    path: tuple[str, ...]
    needed: bool
    """Needed in its group, that is; a group that is left out needs nothing."""
    several: bool
    prose: bool
    help: str
    example: str
    info: FieldInfo

    @property
    def name(self) -> str:
        return "-".join(self.path).replace("_", "-")


class Schema(GenerateJsonSchema):
    """JSON Schema that need not say a default for which JSON has no word."""

    ignored_warning_kinds: ClassVar[set[Any]] = {"skipped-choice", "non-serializable-default"}


def properties(model: type[BaseModel]) -> dict[str, Any]:
    """What JSON Schema says of a record's fields."""
    return model.model_json_schema(by_alias=True, schema_generator=Schema)["properties"]


def questions(model: type[BaseModel], group: tuple[str, ...] = ()) -> Iterator[Question]:
    """Every field of a record, in its order; of a field that holds fields, these."""
    known = properties(model)
    for name, info in zip(field_names(model), model.model_fields.values(), strict=True):
        schema = known[name]
        choices = (schema, *schema.get("anyOf", ()))
        several = any(choice.get("type") == "array" for choice in choices)
        inner = class_of(model, name)
        if inner and not several:
            yield from questions(inner, (*group, name))
            continue
        yield Question(
            path=(*group, name),
            needed=info.is_required(),
            several=several,
            prose=any(choice.get("maxLength") == PROSE_LIMIT for choice in choices),
            help=info.description or "",
            example=str(info.examples[0]) if info.examples else "",
            info=info,
        )


def refusal(question: Question, value: object) -> str | None:
    """What is wrong with a value for the field, and how to mend it; None if nothing is."""
    try:
        type_of(question.info).validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        context = first.get("ctx", {})
        return f"{context['said']}. {context['mend']}" if "said" in context else first["msg"]
    return None


def several_values(texts: list[str]) -> list[object]:
    """The items of a list: words parted by commas, or records written as `{title: …, url: …}`. Raises ValueError."""
    items: list[object] = []
    for text in texts:
        if text.lstrip().startswith("{"):
            node, faults = read_yaml(text, "")
            if node is None:
                raise ValueError(faults[0].message)
            items.append(_plain(node))
        else:
            items += [part.strip() for part in text.strip().removeprefix("[").removesuffix("]").split(",")]
    return [item for item in items if item]


def nested(values: dict[tuple[str, ...], object]) -> dict[str, Any]:
    """Values by the paths of their fields, as a record's fields."""
    fields: dict[str, Any] = {}
    for path, value in values.items():
        home = fields
        for name in path[:-1]:
            home = home.setdefault(name, {})
        home[path[-1]] = value
    return fields


def as_node(value: object) -> Mapping | Sequence | Scalar:
    """Texts, lists and dicts as they would be read from a file."""
    place = Place("")
    if isinstance(value, dict):
        return Mapping(place, {name: (place, as_node(inner)) for name, inner in value.items()})
    if isinstance(value, list):
        return Sequence(place, [as_node(item) for item in value])
    return Scalar(str(value), place)


def _plain(node: object) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {name: _plain(value) for name, (_, value) in node.fields.items()}
    raise TypeError(node)
