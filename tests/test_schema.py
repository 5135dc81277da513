"""What is written from the records is current, and the publication's own files name their schema."""

from __future__ import annotations

import json
import os
import re

import jsonschema
import pytest
from pydantic import BaseModel

from commentary.cli.schema import FOLDER, WITH_TABLES
from commentary.field_faults import class_of, field_names, group_of, optional_fields
from commentary.form_fields import questions
from commentary.parse import parse
from commentary.read import read_yaml
from commentary.schema import RECORDS, fill_tables, json_schema
from commentary.settings import Settings
from tests.publication import ROOT


@pytest.mark.parametrize("kind", RECORDS)
def test_schema_is_current(kind: str) -> None:
    assert (ROOT / FOLDER / f"{kind}.json").read_text("utf-8") == json_schema(kind), "make schema"


@pytest.mark.parametrize("path", WITH_TABLES)
def test_tables_of_fields_are_current(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert "<!-- fields: " in text or "<!-- limits -->" in text
    assert fill_tables(text) == text, "make schema"


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_is_described_and_none_may_be_null(kind: str) -> None:
    schema = json.loads(json_schema(kind))
    fields = schema["$defs"]["Quote"]["properties"] if kind == "quotes" else schema["properties"]
    assert list(fields) == field_names(RECORDS[kind])
    assert all(field.get("description") for field in fields.values())
    assert '"null"' not in json_schema(kind)


def test_the_table_of_settings_has_each_that_there_is() -> None:
    """However deep it stands, with what it may hold or an example, and with what holds without it."""
    text = (ROOT / "docs/contributing/settings.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([\w.]+)`(.*)$", text.partition("<!-- fields: settings -->")[2], re.MULTILINE))
    settings = {".".join(question.path): question for question in questions(Settings)}
    assert (
        {"reply.ways", "reply.endpoint.url", "advertisement.image.src", "house_rules.words"}
        <= set(settings)
        <= set(rows)
    )
    for name, question in settings.items():
        assert re.search(r"\(needed\)|left out|without it", rows[name]), name
        assert re.search(r"For example `|`true` or `false`", rows[name]), name
        for value in getattr(question.info.annotation, "__args__", ()):
            assert not isinstance(value, str) or f"`{value}`" in rows[name], name


def test_every_yaml_file_names_its_schema() -> None:
    kinds = {"experts": "expert", "authors": "author"}
    for file in (ROOT / "comments").rglob("*.yml"):
        kind = kinds.get(file.parent.name) or ("quotes" if file.stem == "quotes" else "comment")
        line = file.read_text("utf-8").split("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert match, f"{file} begins with its modeline"
        assert os.path.normpath(file.parent / match[1]) == str(ROOT / FOLDER / f"{kind}.json")


_SOUND = {"wording": "exact", "authors": ["editors"], "src": "images/a.png", "alt": "x", "width": "1", "height": "1"}
_ONE_OF_WHICH = {"Comment": {"body": "x"}, "Badge": {"editor": "editors"}, "Advertisement": {"text": "x"}}


def _least(model: type[BaseModel]) -> dict:
    """A sound record with the fields that it needs, and one of those of which it needs any."""
    infos = zip(field_names(model), model.model_fields.values(), strict=True)
    needed = {name: _SOUND.get(name) or info.examples[0] for name, info in infos if info.is_required()}
    return needed | _ONE_OF_WHICH.get(model.__name__, {})


def _left_empty(model: type[BaseModel]) -> list[dict]:
    """For each field that may be left out, at any depth, the least record with `''` in it; and for each group that may,
    with `''` in all its fields."""
    found = []
    for name in field_names(model):
        least, inner = _least(model), class_of(model, name)
        if name in optional_fields(model) and name not in least:
            found.append({**least, name: ""})
            if group_of(model, name):
                found.append({**least, name: dict.fromkeys(field_names(inner), "")})
        for record in _left_empty(inner) if inner else ():
            found.append({**least, name: record if group_of(model, name) else [record]})
    return found


def _without_empty(value):
    match value:
        case dict():
            kept = {name: _without_empty(held) for name, held in value.items()}
            return {name: held for name, held in kept.items() if held not in ("", {})}
        case list():
            return [_without_empty(held) for held in value]
    return value


@pytest.mark.parametrize("kind", [*RECORDS, "settings"])
def test_a_field_that_may_be_left_out_may_be_empty(kind: str) -> None:
    """Editors' forms in a browser save `status: ''`; the check and the schema take it for a field not given."""
    model = RECORDS.get(kind, Settings)
    cases = _left_empty(model)
    assert len(cases) >= len(optional_fields(model)) - 1
    for fields in cases:
        records = []
        for given in (fields, _without_empty(fields)):
            node, faults = read_yaml(json.dumps(given, indent=1), "a.yml")
            entry, more = parse(model, node, "a", "a.yml")
            assert not faults + more, fields
            records.append(entry.record)
        assert records[0] == records[1], fields
        assert records[0].model_fields_set == records[1].model_fields_set, fields
        if kind in RECORDS:
            jsonschema.validate({"key": fields} if kind == "quotes" else fields, json.loads(json_schema(kind)))


def test_an_empty_group_with_a_field_nobody_knows_is_no_empty_group() -> None:
    node, _ = read_yaml("name: Ann\napproved: {oh: ''}\n", "a.yml")
    _, faults = parse(RECORDS["expert"], node, "a", "a.yml")
    assert any("approved.oh: is not a field here" in fault.message for fault in faults)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "Ann", "approved": {"oh": ""}}, json.loads(json_schema("expert")))
