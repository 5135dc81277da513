"""The specimens that editors copy are sound, with the seldom needed fields switched on as well."""

from __future__ import annotations

import re

import pytest

from commentary.parse import parse
from commentary.read import read_yaml
from commentary.records import Article, Author, Comment, Expert, Quote
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


GUIDE = ROOT / "docs/contributing/moderation.md"
LINES_TO_TYPE = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
ARTICLE = "title: T\ndescription: D\ndate: 2026-05-31\nauthors: [editors]\ncategory: C\n"


@pytest.mark.parametrize("lines", LINES_TO_TYPE)
def test_lines_of_the_guide_to_moderation_are_sound(lines: str) -> None:
    """Added to an article or to a comment, whose body goes where the lines give one or a status of their own."""
    if re.match("discussion|close_after_days", lines):
        model, text = Article, ARTICLE + lines
    else:
        model, text = Comment, lines if re.search("^(body|status):", lines, re.MULTILINE) else f"body: x\n{lines}"
    node, problems = read_yaml(text, "a.yml")
    assert problems == []
    assert parse(model, node, "a", "a.yml")[1] == []


def test_the_guide_to_moderation_has_lines_for_each_decision() -> None:
    typed = set(re.findall(r"^\w+: [\w|]+", "\n".join(LINES_TO_TYPE), re.MULTILINE))
    assert {"status: withheld", "status: removed", "featured: true", "note: |", "edited: 2026", "discussion: closed",
            "close_after_days: 90"} <= typed  # fmt: skip
