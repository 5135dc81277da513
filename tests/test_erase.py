"""`commentary erase`: the words go, the place in the conversation stays."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commentary.cli import main
from commentary.load import load, today
from commentary.words import fingerprint
from tests import publication
from tests.publication import EPOCH

FILE = "comments/first/001.yml"
WORDS = "A first comment with"


@pytest.fixture(autouse=True)
def in_the_middle_of_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def files(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in publication.files(root).items() if path.startswith(("comments/", "docs/"))}


def command(root: Path, name: str, *arguments: str, typed: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [name, *arguments, "--root", str(root)], input=typed)


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


def numbers(root: Path) -> dict[str, int]:
    loaded = load(root, today())
    assert loaded.problems == []
    return {comment.id: comment.number for comment in loaded.publication.articles["first"].comments}


@pytest.mark.parametrize("name", [FILE, "first/001"])
def test_words_and_name_go_and_the_numbers_stay(miniature: Path, name: str) -> None:
    before, numbered = files(miniature), numbers(miniature)
    result = command(miniature, "erase", name)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{FILE}: erased; its number and the answers to it stay\n")
    after = files(miniature)
    assert {path for path in before if after[path] != before[path]} == {FILE}
    text = after[FILE].decode()
    assert text.startswith("# yaml-language-server: ")
    assert text.split("\n", 1)[1] == (
        "date: 2026-01-11\nstatus: removed\nreason: Its writer asked for it.\n"
        f"erased: {fingerprint(load_body(before[FILE].decode()))}\n"
    )
    assert numbers(miniature) == numbered
    again = command(miniature, "erase", name)
    assert (again.exit_code, again.output) == (0, f"{FILE}: was erased before\n")


def load_body(text: str) -> str:
    return text.split("body: |\n")[1].split("note:")[0]


def test_what_a_reply_answers_stays_and_nothing_that_leads_to_the_person(miniature: Path) -> None:
    file = miniature / "comments/first/006.yml"
    file.write_text(
        "author: Reader\nurl: https://example.org/\ndate: 2026-01-14T10:00+02:00\nreply_to: '003'\nbody: Words\n"
        "featured: true\nwording: paraphrase\nas: {editor: editors}\nedited: 2026-01-15\n"
        "origin: {via: the page of Reader, id: '7', url: https://example.org/old}\nnote: A note on Reader.\n",
        "utf-8",
    )
    result = command(miniature, "erase", "first/006", "--reason", "It was asked for: yes.")
    assert result.exit_code == 0, result.output
    assert file.read_text("utf-8") == (
        'date: 2026-01-14T10:00+02:00\nreply_to: "003"\nstatus: removed\nreason: "It was asked for: yes."\n'
        f"erased: {fingerprint('Words')}\n"
    )
    numbers(miniature)


def test_the_same_words_do_not_come_back(miniature: Path) -> None:
    form = b"author=Reader+Six&body=Some+words%21&article=first"
    assert command(miniature, "accept", "-", typed=form).exit_code == 0
    (new,) = set(numbers(miniature)) - {*(f"{n:03}" for n in range(1, 10)), "undated"}
    assert command(miniature, "erase", f"first/{new}").exit_code == 0
    before = files(miniature)
    for again in (form, b"author=Another&body=%20some%0Awords&article=first"):
        result = command(miniature, "accept", "-", typed=again)
        assert result.exit_code == 1
        assert "the same words were erased from this article before: they were comment 11" in result.output
    assert files(miniature) == before


def test_lines_of_other_files_that_repeat_the_person_are_named(miniature: Path) -> None:
    folder = miniature / "comments/first"
    (folder / "kristin.yml").write_text(
        "author: Kristin Loo\nurl: https://kristin.example/\ndate: 2026-01-18\nbody: |\n  Hello.\n\n"
        "  My manager threw a stapler at the wall.\n",
        "utf-8",
    )
    (folder / "answer.yml").write_text(
        "date: 2026-01-19\nreply_to: kristin\nbody: |\n  Kristin, “threw a stapler\n  at the wall” is bad.\n", "utf-8"
    )
    (folder / "zother.yml").write_text("url: http://www.kristin.example\ndate: 2026-01-19\nbody: Words.\n", "utf-8")
    before = files(miniature)
    looked = command(miniature, "erase", "first/kristin", "--look")
    assert (looked.exit_code, files(miniature)) == (0, before)
    result = command(miniature, "erase", "first/kristin")
    listed = (
        "comments/first/answer.yml:4: the name: “Kristin”\n"
        "comments/first/answer.yml:4: the words: “threw a stapler at the wall”\n"
        "comments/first/zother.yml:1: the address: “http://www.kristin.example”\n\n"
    )
    for output in (looked.output, result.output):
        assert f"see for yourself:\n{listed}" in output
    assert "comments/first/kristin.yml: the name of the file" in result.output


def test_what_else_holds_the_words_is_said(miniature: Path) -> None:
    assert "what was built before" not in command(miniature, "erase", "first/001", "--look").output
    (miniature / "site").mkdir()
    (miniature / ".site.last").mkdir()
    output = command(miniature, "erase", "first/001").output
    assert "  - site/, .site.last/: what was built before; build anew, and publish that\n" in output
    for place in ("earlier deployments", "the e-mail in your mailbox", ".cache/", "search engines"):
        assert place in output


def test_a_file_that_is_named_after_the_person_is_named(miniature: Path) -> None:
    for id in ("sam-2", "2026-01-18-k3v9"):
        file = miniature / f"comments/first/{id}.yml"
        file.write_text("author: Samuel Specimen\ndate: 2026-01-18\nbody: Words.\n", "utf-8")
    file.rename(miniature / "comments/first/specimen-2.yml")
    assert "may name the person" not in command(miniature, "erase", "first/sam-2").output
    assert "specimen-2.yml: the name of the file" in command(miniature, "erase", "first/specimen-2").output


def test_the_commits_that_hold_the_words_are_listed(miniature: Path) -> None:
    git(miniature, "init", "-q", "-b", "main")
    old = miniature / "comments/first/first-name.yml"
    (miniature / FILE).rename(old)
    git(miniature, "add", "-A")
    git(miniature, "commit", "-q", "-m", "One", "--date", "2026-02-01T00:00Z")
    old.rename(miniature / FILE)
    git(miniature, "add", "-A")
    git(miniature, "commit", "-q", "-m", "Two")
    git(miniature, "commit", "-q", "--allow-empty", "-m", "Three")
    three, two, one = git(miniature, "log", "--format=%H").split()
    result = command(miniature, "erase", FILE)
    assert result.exit_code == 0, result.output
    assert f"  {two[:12]} " in result.output
    assert f"  {one[:12]} 2026-02-01 comments/first/first-name.yml\n" in result.output
    assert three[:12] not in result.output
    assert "git filter-repo" in result.output
    assert WORDS not in result.output


def test_without_a_commit_that_holds_them_nothing_is_listed(miniature: Path) -> None:
    git(miniature, "init", "-q")
    result = command(miniature, "erase", FILE)
    assert "No commit holds the words." in result.output or "Git can't be asked here" in result.output


@pytest.mark.parametrize("name", ["first/nothing", "nothing", "../../etc/passwd", "comments/first/quotes.yml"])
def test_called_wrongly(miniature: Path, name: str) -> None:
    before = files(miniature)
    result = command(miniature, "erase", name)
    assert (result.exit_code, files(miniature)) == (2, before)


def test_a_file_with_faults_is_left_alone(miniature: Path) -> None:
    (miniature / FILE).write_text("autor: A\nbody: B\n", "utf-8")
    before = files(miniature)
    result = command(miniature, "erase", FILE)
    assert (result.exit_code, files(miniature)) == (1, before)
    assert "autor: is not a field here" in result.output
