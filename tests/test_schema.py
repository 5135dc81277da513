"""What is written from the records is current, and the publication's own files name their schema."""

from __future__ import annotations

import json
import os
import re
from typing import ClassVar

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from commentary.cli.schema import WITH_TABLES
from commentary.field_faults import class_of, field_names, group_of, optional_fields
from commentary.fields import ID
from commentary.form_fields import questions
from commentary.parse import parse
from commentary.read import read_yaml
from commentary.records import Comment
from commentary.remarks import SCHEMAS
from commentary.schema import RECORDS, fill_tables, json_schema
from commentary.settings import Settings
from tests.publication import ROOT


@pytest.mark.parametrize("kind", RECORDS)
def test_schema_is_current(kind: str) -> None:
    assert (ROOT / SCHEMAS / f"{kind}.json").read_text("utf-8") == json_schema(kind), "make schema"


@pytest.mark.parametrize("path", WITH_TABLES)
def test_tables_of_fields_are_current(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert "<!-- fields: " in text or "<!-- limits -->" in text
    assert fill_tables(text) == text, "make schema"


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_is_described(kind: str) -> None:
    schema = json.loads(json_schema(kind))
    fields = schema["$defs"]["Quote"]["properties"] if kind == "quotes" else schema["properties"]
    assert list(fields) == field_names(RECORDS[kind])
    assert all(field.get("description") for field in fields.values())


class Core(yaml.SafeLoader):
    """YAML as an editor's program reads it: version 1.2 with its core schema, where a date is a text."""

    yaml_implicit_resolvers: ClassVar[dict[str, object]] = {}


for tag, pattern, firsts in [
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), firsts)

NEEDED = {
    "article": "title: T\ndescription: D\ndate: 2026-05-31\nauthors: [a]\ncategory: C\n",
    "page": "title: T\ndescription: D\n",
    "author": "name: N\n",
    "expert": "name: N\n",
    "quotes": "expert: e\nwording: exact\ntext: T\n",
    "comment": "body: B\n",
}
VALUES = [
    "", "~", '""', "words", "No", "true", "'true'", "False", "1984", "012", "1e5", "3.50", "90", "'90'", "10:30",
    "null", "2026-05-31", "2026-05-31T18:45Z", "2026-05-31 18:45:10.25 +02:00", "'2026-05-31'", "https://example.org/",
    "HTTPS://example.org/a", "https://bücher.example.org/ä?q=ß#z", "images/dot.svg", "exact", "paraphrase", "withheld",
    "open", "organisation", "[a, 12, true]", "[]", "['']", "{title: 7, url: https://example.org/}", "0123456789abcdef",
    "[{title: 7, url: https://example.org/}, {title: false, url: https://example.org/ä, kind: }]",
    "|\n" + "  " + "x" * 10_000,
]  # fmt: skip


REFERENCES = ("as", "authors", "expert", "reply_to")
"""What is no id here, is none of another record either, and refused for that."""


def set_field(text: str, path: tuple[str, ...], value: str, needed: dict[str, str]) -> str:
    """The record with the field, and what its group needs besides."""
    if len(path) == 1:
        return re.sub(rf"^{path[0]}:.*\n", "", text, flags=re.MULTILINE) + f"{path[0]}: {value}\n"
    inner = "".join(f"  {name}: {given}\n" for name, given in needed.items() if name != path[1])
    return f"{text}{path[0]}:\n{inner}  {path[1]}: {value.replace(chr(10), chr(10) + '  ')}\n"


@pytest.mark.parametrize("kind", RECORDS)
def test_a_schema_takes_what_the_check_takes(kind: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(json_schema(kind)))
    fields = list(questions(RECORDS[kind]))
    lists = [(name,) for name in field_names(RECORDS[kind]) if not any(q.path[0] == name for q in fields)]
    taken = 0
    for path in [question.path for question in fields] + lists:
        group = {"via": "v"} if path[0] == "origin" else {"src": "a.svg", "alt": "A", "credit": "C"}
        group = {"on": "2026-05-31", "by": "B", "how": "H"} if path[0] == "approved" else group
        group = {"title": "T"} if path[0] in ("source", "based_on") else {} if path[0] == "as" else group
        for value in VALUES:
            text = set_field(NEEDED[kind], path, value, group)
            node, faults = read_yaml(text, "p")
            if node is None or faults or parse(RECORDS[kind], node, "", "p")[0] is None:
                continue
            if (path[0] in REFERENCES or path[-1] in REFERENCES) and not re.fullmatch(rf"\[?\W*{ID}\W*", value):
                continue
            taken += 1
            written = yaml.load(text, Core)
            errors = list(validator.iter_errors({"a-key": written} if kind == "quotes" else written))
            # A needed text that says null in letters is the one thing that an editor's program cannot know.
            assert not errors or value == "null", (text, errors[0].message)
    assert taken > 5 * len(fields)


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("author: A\n", False),
        ("body:\n", False),
        ("body: B\n", True),
        ("status: published\n", False),
        ("status: withheld\n", False),
        ("status: removed\nreason: R\n", True),
        ("status:\nbody: B\n", True),
    ],
)
def test_a_comment_has_words_or_a_reason(text: str, sound: bool) -> None:
    schema = json.loads(json_schema("comment"))
    assert jsonschema.Draft202012Validator(schema).is_valid(yaml.load(text, Core)) == sound
    node, _ = read_yaml(text, "p")
    assert (parse(Comment, node, "", "p")[0] is not None) == sound


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
        assert os.path.normpath(file.parent / match[1]) == str(ROOT / SCHEMAS / f"{kind}.json")


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
