"""What is written from the records is current, and the publication's own files name their schema."""

from __future__ import annotations

import json
import os
import re

import pytest

from commentary.cli.schema import FOLDER, WITH_TABLES
from commentary.field_faults import field_names
from commentary.schema import RECORDS, fill_tables, json_schema
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


def test_every_yaml_file_names_its_schema() -> None:
    kinds = {"experts": "expert", "authors": "author"}
    for file in (ROOT / "comments").rglob("*.yml"):
        kind = kinds.get(file.parent.name) or ("quotes" if file.stem == "quotes" else "comment")
        line = file.read_text("utf-8").split("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert match, f"{file} begins with its modeline"
        assert os.path.normpath(file.parent / match[1]) == str(ROOT / FOLDER / f"{kind}.json")
