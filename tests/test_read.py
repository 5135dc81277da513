"""Strict YAML: text stays text, every key has its place, and nothing that YAML hides gets through."""

from __future__ import annotations

import json
import re
import time
import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commentary.read import Mapping, Scalar, Sequence, read_yaml
from commentary.text import refused
from tests.publication import ROOT

PATH = "comments/first/a.yml"


def plain(node: object) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {name: plain(value) for name, (_, value) in node.fields.items()}
    raise AssertionError(node)


def read(text: str) -> Mapping:
    node, problems = read_yaml(text, PATH)
    assert problems == []
    assert node is not None
    return node


@pytest.mark.parametrize("value", ["NO", "yes", "12:30", "012", "1e3", "null", "2026-13-45", "0x1F", "1_000", "=", "~"])
def test_text_stays_text(value: str) -> None:
    assert plain(read(f"a: {value}\n")) == {"a": value}


def test_every_key_and_value_has_its_line_and_column() -> None:
    node = read("a: 1\nbé:\n  - x\n  - c: d\n")
    place, value = node.fields["bé"]
    assert (place.line, place.column) == (2, 1)
    item = value.items[1]
    assert (item.fields["c"][0].line, item.fields["c"][0].column) == (4, 5)
    assert (item.fields["c"][1].place.line, item.fields["c"][1].place.column) == (4, 8)


def test_front_matter_counts_from_the_line_it_begins_on() -> None:
    node, _ = read_yaml("a: b\nc: d\n", PATH, first_line=2)
    assert node.fields["c"][0].line == 3


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("a: &x 1\n", "anchor", (1, 4)),
        ("a: 1\nb: *x\n", "alias", (2, 4)),
        ("a: !!str 1\n", "tag", (1, 4)),
        ("a: !!python/object/apply:os.system [id]\n", "tag", (1, 4)),
        ("a: 1\n--- \nb: 2\n", "documents", (2, 1)),
        ("%YAML 1.1\n---\na: 1\n", "directive", (1, 1)),
        ("a: 1\nb: 2\na: 3\n", "duplicate", (3, 1)),
        ("<<: {a: 1}\n", "merge", (1, 1)),
        ("[a]: 1\n", "field-name", (1, 1)),
        ("a: [[[[[[[[[[1]]]]]]]]]]\n", "depth", (1, 11)),
        ("", "empty", (1, 1)),
        ("# only a comment\n", "empty", (1, 1)),
        ("- a\n- b\n", "fields", (1, 1)),
        ("just words\n", "fields", (1, 1)),
    ],
)
def test_what_yaml_can_hide_is_refused_at_its_place(text: str, rule: str, place: tuple[int, int]) -> None:
    node, problems = read_yaml(text, PATH)
    assert node is None
    assert (problems[0].rule, (problems[0].place.line, problems[0].place.column)) == (rule, place)


@pytest.mark.parametrize("text", ["[" * 60_000, "{" * 60_000, "a: " + "[" * 60_000, "- " * 30_000, "? " * 30_000])
def test_deep_nesting_neither_crashes_nor_hangs(text: str) -> None:
    start = time.process_time()
    node, problems = read_yaml(text, PATH)
    assert node is None
    assert len(problems) == 1
    # Half a minute would be a hang; it takes some milliseconds.
    assert time.process_time() - start < 5


def test_an_alias_bomb_is_refused_before_anything_is_built() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    node, problems = read_yaml("\n".join(lines), PATH)
    assert node is None
    assert [(p.rule, p.place.line) for p in problems] == [("anchor", 1)]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("a: I agree with #3.\n", "error"),
        ("a: #3 is right.\n", "error"),
        ("a: C # and Java\n", "warning"),
        ("a: |#b\n  c\n", "error"),
        ("a: | #3\n  c\n", "error"),
        ("a: | # b\n  c\n", "warning"),
        ('a: "b"#c\n', "error"),
        ('a: "b" #3\n', "error"),
        ("a: 'b' # c\n", "warning"),
        ("a: [b]#c\n", "error"),
        ("a: {b: c,#d\n }\n", "error"),
    ],
)
def test_a_value_cut_short_by_a_number_sign_is_told(text: str, severity: str) -> None:
    node, (problem,) = read_yaml(text, PATH)
    assert (problem.rule, problem.severity) == ("remark", severity)
    assert (node is None) == (severity == "error")


@pytest.mark.parametrize("text", ["a: b#3\n", "a: '#3'\n", "a: |\n  See #3.\n", "a: # a hint\n", "# a remark\na: b\n"])
def test_a_number_sign_that_cuts_nothing_is_none_of_our_business(text: str) -> None:
    assert read_yaml(text, PATH)[1] == []


@pytest.mark.parametrize("escape", ["\\x02", "\\e", "\\uFFFE", "\\N", "\\L"])
def test_an_escape_brings_in_nothing_that_is_refused_plainly(escape: str) -> None:
    _, (problem,) = read_yaml(f'a: "x{escape}"\n', PATH)
    assert problem.rule == "characters"


INVALID = json.loads((ROOT / "tests/yaml/invalid.json").read_text("utf-8"))


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case["id"])
def test_what_the_standard_forbids_is_refused_at_its_line(case: dict[str, str]) -> None:
    node, problems = read_yaml(case["yaml"], PATH)
    errors = sorted(problem.place.line for problem in problems if problem.severity == "error")
    assert (node, errors[:1]) == (None, [case["line"]])


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case["id"])
def test_and_so_it_is_below_a_field(case: dict[str, str]) -> None:
    """At the top of a file, a list or a text alone is refused for what it is."""
    lines = case["yaml"].removeprefix("---\n").split("\n")
    if not any(line.startswith(("%", "---", "...")) for line in lines):
        below = "field:\n" + "".join(f"  {line}\n" if line else "\n" for line in lines)
        assert read_yaml(below, PATH)[0] is None


PIECES = ["a:", "b:", "- ", "  ", " ", "\n", "\n  ", '"', "'", "|", ">", "[", "]", "{", "}", ",", "#", "word", "Anna",
          "...", "---", "-", ": ", "?", "\t"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_word_is_lost_in_silence(text: str) -> None:
    """Each word is in a name or a value, or on a line of remarks, or something is reported."""
    node, problems = read_yaml(text, PATH)
    if problems:
        return
    kept = json.dumps(plain(node), ensure_ascii=False)
    for line in text.split("\n"):
        if not line.lstrip().startswith("#"):
            # Only below a name without a value is a remark beside it one for certain.
            line = re.sub(r":[ \t]+#.*", "", line)
            assert all(word in kept for word in re.findall(r"\w+", line)), (text, kept)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("date:\u00a02026-11-30", 6),
        ("a: b\ndate:\u202f2026-11-30", 6),
        ("a: |\n\u00a0\u00a0b", 1),
        ("a: |\n  b\n \u00a0b", 2),
        ("a:\n  - b\n  -\u00a0c", 4),
        ("a: |\u00a0\n  b", 5),
        ("a\uff1ab", 2),
        ("a: b\nc\uff1a d", 2),
        ("a: \uff5c\n  b", 4),
        ("a: \u2502\n  b\n\n  c", 4),
        ("a:\n  - b\n  \u2013 c", 3),
        ("a:\n\u2022 b\n\u2022 c", 1),
        ("a: \u201cb: c\u201d", 4),
        ("a: \u201cb\n  c: d\u201d", 4),
        ("a: \u201eb: c\u201c", 4),
        ("a: \u00abb: c\u00bb", 4),
        ("a: \u2018b: c\u2019", 4),
        ('a: "b: c\u201d', 9),
        ("a: \uff3bb: c\uff3d", 4),
        ("a: [b, c\uff3d", 9),
        ("a: [b\u3001 c]", 6),
        ("a:\u200b b\nc: d", 3),
    ],
)
def test_a_character_that_looks_like_the_one_needed_is_named_at_its_place(text: str, column: int) -> None:
    """With the character that it looks like in its place, the file can be read, or fails elsewhere."""
    node, (problem,) = read_yaml(text + "\n", PATH)
    line = text.split("\n")[problem.place.line - 1]
    odd = line[column - 1]
    assert (node, problem.rule, problem.place.column) == (None, "look-alike", column)
    assert f"(U+{ord(odd):04X})" in problem.message
    assert unicodedata.name(odd).lower() in problem.message


@given(st.text(max_size=200))
def test_any_text_gives_fields_or_faults(text: str) -> None:
    node, problems = read_yaml(text, PATH)
    assert (node is None) == any(p.severity == "error" for p in problems)


scalars = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40).filter(
    # A few more may stand in no text, U+FFFE among them.
    lambda text: not refused(text)
)


@given(st.dictionaries(scalars.filter(str.strip), scalars, min_size=1, max_size=5))
def test_what_a_yaml_writer_writes_is_read_back(fields: dict[str, str]) -> None:
    fields.pop("<<", None)
    text = yaml.safe_dump(fields, default_style='"', allow_unicode=True, width=10_000)
    node, problems = read_yaml(text, PATH)
    if fields:
        assert problems == []
        assert plain(node) == fields
