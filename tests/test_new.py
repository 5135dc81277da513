"""`commentary new`: the right file at the right place, in the words of the records."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from commentary.cli import main
from commentary.cli.choices import completion
from commentary.cli.new import ASKED, MODELS
from commentary.compose import with_quote
from commentary.form_fields import questions
from tests import publication
from tests.publication import EPOCH


@pytest.fixture(autouse=True)
def in_the_middle_of_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def new(root: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["new", arguments[0], "--root", str(root), *arguments[1:]], input=typed)


def files(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in publication.files(root).items() if not path.startswith(".cache/")}


def added(root: Path, before: dict[str, bytes]) -> dict[str, str]:
    """New and changed files; no file has gone."""
    after = files(root)
    assert set(before) <= set(after)
    return {path: data.decode() for path, data in after.items() if before.get(path) != data}


def test_a_comment_from_options(miniature: Path) -> None:
    before = files(miniature)
    result = new(
        miniature, "comment", "--article", "second", "--author", "No", "--body", "One.\n\nTwo: b.", "--reply-to", "a",
        "--as-editor", "an-editor", "--featured", "true",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    ((path, text),) = added(miniature, before).items()
    assert re.fullmatch(r"comments/old-second/2026-06-30-000000-[a-z2-9]{8}\.yml", path)
    assert result.output == f"{path}: written\n"
    assert text == (
        'author: "No"\ndate: 2026-06-30T00:00Z\nreply_to: a\nbody: |\n  One.\n\n  Two: b.\n'
        "as:\n  editor: an-editor\nfeatured: true\n"
    )


def test_a_comment_from_answers(miniature: Path) -> None:
    before = files(miniature)
    typed = "first\nReader Six\nexample.org\nhttps://example.org/six\n\n\nOne.\n\n  Two.\n.\n"
    result = new(miniature, "comment", typed=typed)
    assert result.exit_code == 0, result.output
    assert "url: is a whole web address that begins with https:// or http://; found “example.org”." in result.output
    assert "The id of the comment it answers, on the same article. There are: 009 (10, a reader), " in result.output
    assert "The reader's own site. For example: https://example.org/. Enter skips it.\n" in result.output
    assert list(added(miniature, before).values()) == [
        "author: Reader Six\nurl: https://example.org/six\ndate: 2026-06-30T00:00Z\nbody: |\n  One.\n\n    Two.\n"
    ]


def test_an_article_from_answers(miniature: Path) -> None:
    before = files(miniature)
    result = new(miniature, "article", typed="Straße: what now?\nA sentence.\n\nauthor-one, author-two\nTests\n\n\n")
    assert result.exit_code == 0, result.output
    assert added(miniature, before) == {
        "docs/articles/strasse-what-now.md": '---\ntitle: "Straße: what now?"\ndescription: A sentence.\n'
        "date: 2026-06-30\nauthors:\n  - author-one\n  - author-two\ncategory: Tests\n---\n\n"
    }


def test_an_expert_whose_approval_is_passed_over(miniature: Path) -> None:
    before = files(miniature)
    assert new(miniature, "expert", typed="Expert Three\nTester\n\n\n.\n\n").exit_code == 0
    assert added(miniature, before) == {"comments/experts/expert-three.yml": "name: Expert Three\nrole: Tester\n"}


def test_an_article_with_a_picture(miniature: Path) -> None:
    before = files(miniature)
    typed = "New\nA sentence.\n\nAuthor Two\nelsewhere\n\nimages/dott.svg\nimages/dot.svg\nA dot\n\nDrawing: nobody\n"
    result = new(miniature, "article", typed=typed)
    assert result.exit_code == 0, result.output
    assert "image-src: There is no “images/dott.svg”; did you mean “images/dot.svg”?\n" in result.output
    assert "image-credit: must be given.\n" in result.output
    assert added(miniature, before) == {
        "docs/articles/new.md": "---\ntitle: New\ndescription: A sentence.\ndate: 2026-06-30\nauthors:\n"
        '  - author-two\ncategory: Elsewhere\nimage:\n  src: "images/dot.svg"\n  alt: A dot\n'
        '  credit: "Drawing: nobody"\n---\n\n'
    }


def test_what_will_not_do_is_asked_for_again_at_once(miniature: Path) -> None:
    before = files(miniature)
    typed = "nothing\nfrist\nfirst\nA Key\nexact-words\nnew-key\nExpert\nExpert One\nverbatim\nexact\nWords.\n.\n\n\n\n"
    result = new(miniature, "quote", typed=typed)
    assert "article: There is no “nothing”.\n" in result.output
    assert "article: There is no “frist”; did you mean “first”?\n" in result.output
    assert "key: An id has 1 to 64 small letters, digits and hyphens; 'A Key' is none.\n" in result.output
    assert "key: A key names one quote; exact-words is in comments/first/quotes.yml already.\n" in result.output
    assert "expert: “Expert” may be expert-one, expert-two.\n" in result.output
    assert "wording: is one of: exact, paraphrase; found “verbatim”. Write one of these.\n" in result.output
    assert "Usage:" not in result.output
    ((path, text),) = added(miniature, before).items()
    assert path == "comments/first/quotes.yml"
    assert text.endswith("\nnew-key:\n  expert: expert-one\n  wording: exact\n  text: |\n    Words.\n")


def test_a_title_that_is_taken_is_told_before_the_next_question(miniature: Path) -> None:
    before = files(miniature)
    result = new(miniature, "author", typed="Author One\nauthor-two\nanother-one\nRole\n\n\n.\n")
    assert result.exit_code == 0, result.output
    assert result.output.index("comments/authors/author-one.yml is there already.") < result.output.index("role")
    assert added(miniature, before) == {"comments/authors/another-one.yml": "name: Author One\nrole: Role\n"}


@pytest.mark.parametrize("typed", ["first\nReader Six\n", "first\nReader Six\n\n\n\nOne.\n\nTwo.\n"])
def test_what_was_typed_is_kept_and_gone_on_with(miniature: Path, typed: str) -> None:
    before = files(miniature)
    result = new(miniature, "comment", typed=typed)
    assert (result.exit_code, "Usage:" in result.output) == (1, False)
    assert "kept in .cache/drafts/comment.json; `commentary new comment` goes on with it." in result.output
    assert files(miniature) == before
    rest = "Three.\n.\n" if "One." in typed else "\n\n\nOne.\n\nTwo.\nThree.\n.\n"
    result = new(miniature, "comment", typed=f"y\n{rest}")
    assert result.exit_code == 0, result.output
    assert "There is a draft: first · Reader Six" in result.output
    ((path, text),) = added(miniature, before).items()
    assert path.startswith("comments/first/")
    assert text == "author: Reader Six\ndate: 2026-06-30T00:00Z\nbody: |\n  One.\n\n  Two.\n  Three.\n"
    assert not (miniature / ".cache/drafts/comment.json").exists()


def test_a_draft_that_is_not_wanted_is_put_aside(miniature: Path) -> None:
    new(miniature, "author", typed="Author Five\n")
    assert new(miniature, "author", typed="n\nAuthor Six\n\n\n\n.\n").exit_code == 0
    assert (miniature / "comments/authors/author-six.yml").exists()
    assert "Author Five" in (miniature / ".cache/drafts/author-1.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("article", "f", ["first", "fourth"]),
        ("authors", "author-", ["author-one", "author-two"]),
        ("as-expert", "", ["expert-one", "expert-two"]),
        ("reply-to", "00", [f"00{n}" for n in range(1, 10)]),
        ("image-src", "images/d", ["images/dot.svg"]),
        ("title", "", []),
    ],
)
def test_a_shell_completes_what_there_is(miniature: Path, name: str, typed: str, found: list[str]) -> None:
    context = click.Context(main)
    context.params = {"root": miniature, "article": "first"}
    option = click.Option([f"--{name}"])
    assert [item.value for item in completion(name)(context, option, typed)] == found


def test_records_in_a_list(miniature: Path) -> None:
    before = files(miniature)
    links = ["--links", "{title: One, url: https://example.org/1}", "--links", "{title: 2, url: https://example.org/2}"]
    assert new(miniature, "author", "--name", "Author Three", "--id", "three", *links).exit_code == 0
    assert added(miniature, before) == {
        "comments/authors/three.yml": "name: Author Three\nlinks:\n  - title: One\n    url: https://example.org/1\n"
        '  - title: "2"\n    url: https://example.org/2\n'
    }


def test_the_first_line_tells_an_editor_the_schema(miniature: Path) -> None:
    (miniature / "hooks/schema").mkdir(parents=True)
    for kind in ("author", "comment", "quotes"):
        (miniature / f"hooks/schema/{kind}.json").write_text("{}", "utf-8")
    assert new(miniature, "author", "--name", "Author Three").exit_code == 0
    assert new(miniature, "comment", "--article", "first", "--id", "x", "--body", "B").exit_code == 0
    quote = ["--expert", "expert-one", "--wording", "exact", "--text", "T", "--unused", "true", "--key", "k"]
    assert new(miniature, "quote", "--article", "fourth", *quote).exit_code == 0
    for path, kind in [("authors/author-three", "author"), ("first/x", "comment"), ("fourth/quotes", "quotes")]:
        text = (miniature / f"comments/{path}.yml").read_text("utf-8")
        assert text.startswith(f"# yaml-language-server: $schema=../../hooks/schema/{kind}.json\n")


def test_a_fault_is_shown_in_the_usual_form(miniature: Path) -> None:
    result = new(miniature, "comment", "--article", "first", "--id", "x", "--body", "B", "--reply-to", "nobody")
    assert result.exit_code == 1
    assert "comments/first/x.yml: written\ncomments/first/x.yml:2:11: reply_to: is the id of a comment" in result.output
    result = new(miniature, "comment", "--article", "first", "--id", "y", "--body", "B", "--as-expert", "expert-two")
    assert result.exit_code == 1
    assert "as.expert: has been approved; comments/experts/expert-two.yml has no `approved`" in result.output


def test_a_quote_joins_the_others_without_touching_them(miniature: Path) -> None:
    file = miniature / "comments/first/quotes.yml"
    before = file.read_bytes()
    arguments = ["quote", "--article", "first", "--expert", "expert-one", "--wording", "exact", "--text", "Words."]
    result = new(miniature, *arguments, "--key", "new-one", "--unused", "true")
    assert result.exit_code == 0, result.output
    assert file.read_bytes() == before + (
        b"\nnew-one:\n  expert: expert-one\n  wording: exact\n  text: |\n    Words.\n  unused: true\n"
    )
    whole = file.read_bytes()
    again = new(miniature, *arguments, "--key", "new-one")
    assert (again.exit_code, file.read_bytes()) == (1, whole)
    assert "quotes.yml:25:1: a key names one quote; “new-one” names this one\n" in again.output
    shown = new(miniature, *arguments, "--key", "another")
    assert shown.exit_code == 1
    assert "another: stands in the article or is marked unused" in shown.output


def test_a_first_quote_makes_the_file(miniature: Path) -> None:
    before = files(miniature)
    arguments = ["--expert", "expert-one", "--wording", "paraphrase", "--text", "T", "--unused", "true", "--key", "k"]
    assert new(miniature, "quote", "--article", "fourth", *arguments).exit_code == 0
    assert list(added(miniature, before)) == ["comments/fourth/quotes.yml"]


@pytest.mark.parametrize(
    "text",
    [
        "a: {expert: e, wording: exact, text: T}",
        "a:\r\n  text: |+\r\n    T\r\n\r\n",
        "# A remark\na:\n  text: 'T'\n\n\n",
    ],
)
def test_what_stands_there_stays_byte_for_byte(text: str) -> None:
    longer, faults = with_quote(text, "q.yml", "b", {"expert": "e", "wording": "exact", "text": "T"})
    assert faults == []
    assert longer.startswith(text)
    assert ("\r\n" in text) == ("\r\n" in longer.removeprefix(text))


def test_nothing_is_added_to_a_file_in_braces() -> None:
    longer, _ = with_quote("{a: {text: T}}\n", "q.yml", "b", {"text": "T"})
    assert longer is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["comment", "--article", "nothing", "--body", "B"],
        ["comment", "--article", "first", "--author", "A"],
        ["comment", "--body", "B"],
        ["comment", "--article", "first", "--body", "B", "--id", "001"],
        ["comment", "--article", "first", "--body", "B", "--id", "quotes"],
        ["comment", "--article", "first", "--body", "B", "--id", "../../mkdocs"],
        ["comment", "--article", "first", "--body", "B", "--date", "yesterday"],
        ["comment", "--article", "../docs", "--body", "B"],
        ["author", "--name", "Author One"],
        ["author", "--name", "…"],
        ["author", "--name", "A", "--links", "{title: [}"],
        ["article", "--title", "First"],
        ["page"],
    ],
)
def test_called_wrongly(miniature: Path, arguments: list[str]) -> None:
    before = files(miniature)
    result = new(miniature, *arguments)
    assert (result.exit_code, "Error: " in result.stderr) == (2, True), result.output
    assert files(miniature) == before


@pytest.mark.parametrize("kind", MODELS)
def test_help_is_the_records_own(kind: str) -> None:
    fields = list(questions(MODELS[kind]))
    assert set(ASKED[kind]) <= {question.name for question in fields}
    text = " ".join(CliRunner().invoke(main, ["new", kind, "--help"]).stdout.split())
    for question in fields:
        assert f"--{question.name} " in text
        assert " ".join(question.help.split()[:5]) in text


def test_the_first_line_of_a_text_keeps_its_indentation(miniature: Path) -> None:
    before = files(miniature)
    result = new(miniature, "comment", "--article", "second", "--body", "\n  - one\n  - two\n")
    assert result.exit_code == 0, result.output
    ((_, text),) = added(miniature, before).items()
    assert text.endswith("\nbody: |2\n    - one\n    - two\n")
