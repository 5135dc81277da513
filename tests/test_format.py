"""`commentary format`: one form, the same words, and hands off what it can't keep whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from commentary.canonical import as_fields, canonical
from commentary.cli import main
from commentary.collection import Collection, collect
from commentary.find import Found, Kind, Source, find
from commentary.remarks import remark_lines
from commentary.schema import json_schema
from commentary.text import refused
from tests.publication import ROOT, files

PAIRS = sorted((ROOT / "tests/format").glob("*/before.yml"))
KINDS: dict[str, Kind] = {"quotes": "quotes", "expert": "expert", "author": "author", "comment": "comment"}


def form(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["format", "--root", str(root), *arguments])


def lay(folder: Path, kind: Kind, text: str) -> tuple[Found, Source]:
    source = Source("a.yml", kind, "a", "first")
    (folder / "a.yml").write_bytes(text.encode())
    return Found(folder), source


def records(collection: Collection) -> list[object]:
    shelves = [collection.experts, collection.authors, *collection.quotes.values(), *collection.comments.values()]
    return [(key, entry.record.model_dump()) for shelf in shelves for key, entry in shelf.items()]


@pytest.mark.parametrize("before", PAIRS, ids=lambda p: p.parent.name)
def test_each_pair(before: Path, tmp_path: Path) -> None:
    """`before.yml` becomes `after.yml`, which stays as it is."""
    kind = KINDS[before.parent.name.partition("-")[0]]
    expected = (before.parent / "after.yml").read_bytes().decode()
    for text in (before.read_bytes().decode(), expected):
        assert canonical(*lay(tmp_path, kind, text)).text == expected


def test_every_kind_has_a_pair() -> None:
    assert {p.parent.name.partition("-")[0] for p in PAIRS} == set(KINDS)


LINE = st.text(min_size=1, max_size=40).filter(lambda t: t.strip() and not refused(t) and not set(t) & set("\n\t\r"))
PROSE = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n\t#:|>-*&!'\"{}[]"), min_size=1)
QUOTED = LINE.map(lambda t: "'" + t.replace("'", "''") + "'")
BLOCK = PROSE.filter(lambda t: t.strip() and not refused(t)).map(
    lambda t: "|2\n" + "\n".join(f"  {line}" for line in t.split("\n"))
)
DATES = st.dates().map(str) | st.datetimes().map(lambda d: d.isoformat("T", "seconds") + "+05:45")
VALUES = {
    "author": QUOTED,
    "url": st.just("https://example.org/a#b"),
    "date": DATES,
    "reply_to": st.from_regex(r"'[a-z0-9-]{1,64}'", fullmatch=True),
    "body": BLOCK | QUOTED,
    "wording": st.sampled_from(["exact", "paraphrase"]),
    "status": st.sampled_from(["published", '"published"']),
    "as": st.sampled_from(["{editor: on}", "\n  expert: '1e5'"]),
    "featured": st.sampled_from(["true", "'false'"]),
    "origin": st.tuples(QUOTED, QUOTED).map(lambda v: f"\n  id: {v[0]}\n  via: {v[1]}"),
    "note": BLOCK | QUOTED,
}


@given(fields=st.fixed_dictionaries({}, optional=VALUES), order=st.randoms())
def test_the_form_says_the_same_and_has_itself_as_form(fields: dict[str, str], order: object) -> None:
    names = list(fields)
    order.shuffle(names)
    with tempfile.TemporaryDirectory() as folder:
        found, source = lay(Path(folder), "comment", "".join(f"{name}: {fields[name]}\n" for name in names))
        before, faults = collect(Found(found.root, [source]))
        once = canonical(found, source)
        assert bool(once.faults) == bool(faults)
        if once.left_alone:
            return
        (found.root / source.path).write_bytes(once.text.encode())
        after, faults = collect(Found(found.root, [source]))
        assert faults == []
        assert records(after) == records(before)
        assert canonical(found, source).text == once.text


def test_what_a_publication_says_stays_the_same(miniature: Path) -> None:
    before, _ = collect(find(miniature))
    articles = files(miniature / "docs")
    result = form(miniature)
    assert result.exit_code == 0, result.output
    assert "comments/first/quotes.yml: written anew\n" in result.stdout
    after, faults = collect(find(miniature))
    assert faults == []
    assert records(after) == records(before)
    assert files(miniature / "docs") == articles
    assert (miniature / "comments/authors/author-one.yml").read_text("utf-8").startswith("# yaml-language-server: ")
    again = form(miniature)
    assert (again.exit_code, again.output) == (0, "")


def test_check_changes_nothing(miniature: Path) -> None:
    before = files(miniature)
    result = form(miniature, "--check", str(miniature / "comments/old-second"))
    assert (result.exit_code, result.stdout) == (1, "comments/old-second/a.yml: would be written anew\n")
    assert files(miniature) == before
    assert form(miniature, str(miniature / "docs")).output == ""
    assert form(miniature, "no-such-folder").exit_code == 2


def test_a_file_with_remarks_or_faults_is_left_alone(miniature: Path) -> None:
    folder = miniature / "comments/old-second"
    (folder / "remark.yml").write_text("body: Hello\n# Ask about this one.\n", "utf-8")
    (folder / "fault.yml").write_text("autor: A\nbody: Hello\n", "utf-8")
    (folder / "a.yml").unlink()
    before = files(miniature)
    result = form(miniature, str(folder))
    assert (result.exit_code, result.stdout) == (
        1,
        "comments/old-second/fault.yml: left alone, since it has faults:\n"
        "comments/old-second/fault.yml:1:1: autor: is not a field here; did you mean “author”?\n"
        "    Write `author:`, or take the line out.\n"
        "comments/old-second/remark.yml: left alone; it has remarks, which would be lost (line 2)\n",
    )
    assert files(miniature) == before


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# yaml-language-server: $schema=x\nbody: a\n", []),
        ("---\n# yaml-language-server: $schema=x\nbody: a\n", []),
        ("---\n# yaml-language-server: $schema=x\n# A remark\nbody: a\n", [3]),
        ("body: a\n# yaml-language-server: $schema=x\n", [2]),
        ("# A remark\nbody: a\n", [1]),
        ("body: | # beside the sign\n  a # not one\n", [1]),
        ("body: |\n  # a heading\n\n  a\n# one\nauthor: b\n", [5]),
        ("body: |\n  a\n\n\n  # still the text\n", []),
        ("body: 'a # b'\nurl: https://example.org/#c\n", []),
        ('body: "a\n  # b"\n', []),
        ("body: a\n  b\n  # one\n", [3]),
        ("as:\n  # one\n  editor: e\nbody: é😀 # two\n", [2, 4]),
        ("tags: [a, # one\n  b]\n", [1]),
    ],
)
def test_where_remarks_are(text: str, lines: list[int]) -> None:
    assert remark_lines(text) == lines


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("---\n# yaml-language-server: $schema=own.json\nbody: a\n", "# yaml-language-server: $schema=own.json"),
        ("body: a\n", "# yaml-language-server: $schema=../../hooks/schema/comment.json"),
        ("---\nbody: a\n", "# yaml-language-server: $schema=../../hooks/schema/comment.json"),
    ],
)
def test_a_first_line_for_editors_is_kept_or_put_back(miniature: Path, before: str, first: str) -> None:
    """It is put back where the publication has the schema that it names."""
    (miniature / "hooks/schema").mkdir(parents=True)
    (miniature / "hooks/schema/comment.json").write_text(json_schema("comment"), "utf-8")
    file = miniature / "comments/old-second/a.yml"
    file.write_text(before, "utf-8")
    for status in (1, 0):
        assert form(miniature, "--check", str(file)).exit_code == status
        assert form(miniature, str(file)).exit_code == 0
        assert file.read_text("utf-8") == f"{first}\nbody: |\n  a\n"


def test_only_what_was_given_is_written(miniature: Path) -> None:
    collection, _ = collect(find(miniature))
    assert as_fields(collection.comments["first"]["002"].record)["as"] == {"author": "author-one"}
