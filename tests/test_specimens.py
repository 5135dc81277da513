"""The specimens that editors copy are sound, with the seldom needed fields switched on as well."""

from __future__ import annotations

import re

import pytest

from commentary.parse import parse
from commentary.read import read_yaml
from commentary.records import Author, Comment, Expert, Quote
from tests.publication import ROOT

RECORDS = {"author": Author, "comment": Comment, "expert": Expert, "quotes": Quote}
BLOCKS = re.findall(
    r"```yaml\n(# yaml-language-server: \$schema=\S+/(\w+)\.json\n.*?)```",
    (ROOT / "comments/README.md").read_text("utf-8"),
    re.DOTALL,
)


def test_there_is_a_specimen_of_each_kind() -> None:
    assert {kind for _, kind in BLOCKS} == set(RECORDS)


@pytest.mark.parametrize("switched_on", [False, True])
@pytest.mark.parametrize(("text", "kind"), BLOCKS, ids=[kind for _, kind in BLOCKS])
def test_specimen_is_sound(text: str, kind: str, switched_on: bool) -> None:
    if switched_on:
        text = re.sub(r"^# (?=( *)\w+:|  )", "", text.split("\n", 1)[1], flags=re.MULTILINE)
    node, problems = read_yaml(text, f"{kind}.yml")
    assert problems == []
    records = [value for _, value in node.fields.values()] if kind == "quotes" else [node]
    for record in records:
        entry, problems = parse(RECORDS[kind], record, "specimen", f"{kind}.yml")
        assert problems == []
        assert entry is not None
