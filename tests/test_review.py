"""The house rules warn of new comments, at the line and column, and never stop anything."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commentary.cli import main
from commentary.load import load
from commentary.problems import Problem
from commentary.review import HOUSE_RULES, review
from tests.publication import TODAY, build

NEW = "comments/first/new.yml"
LONG = "word " * 801

# Setting, its value that switches the rule off, a comment that breaks it, and what is said of it.
BROKEN = {
    "few_links": (
        "links: off",
        "body: |\n  [a](https://example.org/a) <https://example.org/b> and https://example.org/c\n",
        ":1:7: warning: body: has at most 2 links; it has 3",
    ),
    "more_than_a_link": (
        "link_only: false",
        "body: |\n  [Look here](https://example.org/a) ...\n",
        ":1:7: warning: body: says something of its own; there is nothing but a link",
    ),
    "no_listed_word": (
        "words: []",
        "body: |\n  First.\n\n  Then a Guest\n  Post.\n",
        ":4:10: warning: body: has no word of the list in mkdocs.yml; found “Guest Post”",
    ),
    "name_is_known": (
        "new_name: false",
        "author: Test Name\nbody: x\n",
        ":1:9: warning: author: is a name that has stood above a comment before; “Test Name” has not",
    ),
    "not_too_long": (
        "length: off",
        f"body: |\n  {LONG}\n",
        ":1:7: warning: body: has at most 4,000 characters; it has 4,004",
    ),
    "no_shouting": (
        "capitals: false",
        "body: THIS IS HOW PEOPLE READ TEST DATA aloud.\n",
        ":1:7: warning: body: is written in small letters; 27 of its 32 letters are capitals",
    ),
    "no_rows_of_one_character": (
        "repeats: off",
        "body: Sooo good!!!!!\n",
        ":1:16: warning: body: has the same character at most 4 times in a row; found “!!!!!”",
    ),
}  # fmt: skip


def check(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--today", TODAY, *arguments])


def add(root: Path, text: str, path: str = NEW) -> Path:
    """A new comment, of today where it says nothing else."""
    (root / path).write_text(text if "date:" in text else f"{text}date: {TODAY}\n", "utf-8")
    return root


def set_house_rule(root: Path, *lines: str) -> None:
    file = root / "mkdocs.yml"
    rules = "".join(f"      {line}\n" for line in lines)
    file.write_text(
        file.read_text("utf-8").replace("  commentary:\n", f"  commentary:\n    house_rules:\n{rules}"), "utf-8"
    )


def warnings(root: Path) -> list[Problem]:
    loaded = load(root, dt.date.fromisoformat(TODAY))
    assert loaded.problems == []
    return review(loaded.collection, loaded.settings.house_rules, lambda path: path == NEW)


def test_each_rule_has_an_example_here() -> None:
    assert set(BROKEN) == {rule.__name__ for rule in HOUSE_RULES}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_warns_and_ends_well(rule: str, miniature: Path) -> None:
    _, text, said = BROKEN[rule]
    add(miniature, text)
    result = check(miniature, "--review", str(miniature / NEW))
    assert result.exit_code == 0
    first, mend, last = result.stdout.splitlines()
    assert first == f"{NEW}{said}"
    assert mend.startswith("    ")
    assert last == "No faults, 1 warning in 1 file (4 articles, 12 comments, 2 experts, 4 authors)."


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_can_be_switched_off(rule: str, miniature: Path) -> None:
    off, text, _ = BROKEN[rule]
    add(miniature, text)
    set_house_rule(miniature, off)
    assert warnings(miniature) == []


def test_neither_the_plain_check_nor_the_build_knows_the_rules(miniature: Path) -> None:
    add(miniature, "author: Casino\nbody: CASINO CASINO CASINO CASINO https://example.org/ !!!!!!!!\n")
    assert len(warnings(miniature)) == 5
    assert check(miniature).stdout.startswith("All is well")
    result = build(miniature)
    assert (result.returncode, "warning" in result.stderr.lower()) == (0, False), result.stderr


def test_only_the_comments_that_are_given_are_reviewed(miniature: Path) -> None:
    add(miniature, BROKEN["name_is_known"][1])
    assert check(miniature, "--review", str(miniature / "comments/old-second")).stdout.count("warning: ") == 1
    assert check(miniature, "--review", str(miniature / "docs")).stdout.startswith("All is well")
    assert f"{NEW}:1:9: " in check(miniature, "--review").stdout


@pytest.mark.parametrize(
    "text",
    [
        "body: See https://example.org/aaaaaaaa for it.",
        "body: It took 1000000 of them.",
        "body: NASA, OK.",
        "body: |\n  One.\n\n  -----\n\n  Two......",
        "author: reader ONE\nbody: x",
        "as: {expert: expert-one}\nbody: x",
        "author: Casino\nbody: x\nstatus: removed\nreason: x",
        "body: |\n  Two: [one](https://example.org/1), [two](https://example.org/2).",
    ],
)
def test_nothing_is_said_of_what_is_usual(text: str, miniature: Path) -> None:
    add(miniature, f"{text}\n")
    assert [problem.message for problem in warnings(miniature)] == []


def test_two_new_comments_of_one_name_are_one_new_name(miniature: Path) -> None:
    for path in (NEW, "comments/fourth/new.yml"):
        (miniature / path).parent.mkdir(exist_ok=True)
        add(miniature, "author: Test Name\nbody: x\n", path)
    loaded = load(miniature, dt.date.fromisoformat(TODAY))
    found = review(loaded.collection, loaded.settings.house_rules, lambda path: path.endswith("/new.yml"))
    assert [problem.place.path for problem in found] == [NEW]


def test_a_word_is_reported_at_its_place_or_else_at_its_field(miniature: Path) -> None:
    set_house_rule(miniature, "words: [Wörtchen, other]", "new_name: false")
    add(miniature, 'author: No Wortchens\nbody: "wortchens, \\u0057ortchen other"\nnote: other, wortchen\n')
    assert [(p.place.line, p.place.column) for p in warnings(miniature)] == [(2, 7), (2, 33)]
    add(miniature, "url: https://other.example.org/\nbody: |\n  wortchens\n\n    wortchen\n")
    assert [(p.place.line, p.place.column) for p in warnings(miniature)] == [(1, 14), (5, 5)]


def test_faults_still_count_beside_warnings(miniature: Path) -> None:
    add(miniature, "author: Test Name\nbody: x\n")
    add(miniature, "autor: x\n", "comments/first/bad.yml")
    result = check(miniature, "--review", str(miniature / "comments/first/bad.yml"), str(miniature / NEW))
    assert result.exit_code == 1
    assert result.stderr.startswith("1 fault, 1 warning in 2 files (")


def test_forges_and_programs_are_told_that_it_is_a_warning(miniature: Path) -> None:
    add(miniature, "author: Test Name\nbody: x\n")

    def said(form: str) -> str:
        result = check(miniature, "--review", "--format", form, str(miniature / NEW))
        assert result.exit_code == 0
        return result.stdout

    (told,) = json.loads(said("json"))
    assert (told["severity"], told["rule"]) == ("warning", "house-new-name")
    (told,) = json.loads(said("gitlab"))
    assert (told["severity"], told["check_name"]) == ("minor", "house-new-name")
    assert said("github").startswith(f"::warning file={NEW},line=1,col=9,title=house-new-name::")


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [("links: many", 14, "house_rules.links: is a whole number from 0 to 1,000, or off; found “many”"),
     ("capitals: off", 17, "house_rules.capitals: is true or false; found “off”"),
     ("words: casino", 14, "house_rules.words: is a list; found “casino”"),
     ("lenght: 3", 7, "house_rules.lenght: is not a field here; did you mean “length”?")],
)  # fmt: skip
def test_the_settings_of_the_rules_are_checked(line: str, column: int, said: str, miniature: Path) -> None:
    set_house_rule(miniature, line)
    result = check(miniature)
    assert result.exit_code == 1
    assert f":{column}: {said}" in result.stdout


DAY = "2026-01-20"


@pytest.fixture
def busy_day(miniature: Path) -> Path:
    """Two comments of one day, with their times, below an article that had none."""
    (miniature / "comments/fourth").mkdir()
    for name, time in (("ann", "09:12"), ("bob", "15:00")):
        add(miniature, f"author: Reader One\ndate: {DAY}T{time}Z\nbody: x\n", f"comments/fourth/2-{name}.yml")
    return miniature


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"date: {DAY}\nbody: y\n", ":1:7: warning: date: puts a comment before those that are published; here"
         " 1 becomes 2, 2 becomes 3"),
        (f"date: {DAY}\nreply_to: 2-ann\nbody: y\n",
         ":1:7: warning: date: puts a comment before those that are published; here 2 becomes 3"),
        (f"date: {DAY}T10:00Z\nbody: y\n",
         ":1:7: warning: date: puts a comment before those that are published; here 2 becomes 3"),
        ("body: y\n#date: none\n",
         ":1:1: warning: date: puts a comment before those that are published; here 1 becomes 2, 2 becomes 3"),
        (f"date: {DAY}\nreply_to: 2-bob\nbody: y\n", ""),
        (f"date: {DAY}T15:00Z\nbody: y\n", ""),
        ("date: 2026-01-21\nbody: y\n", ""),
    ],
)  # fmt: skip
def test_a_new_comment_that_moves_published_numbers_is_remarked(text: str, told: str, busy_day: Path) -> None:
    path = "comments/fourth/3-new.yml"
    add(busy_day, text, path)
    result = check(busy_day, "--review", str(busy_day / path))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:-2] == ([path + told] if told else [])


def test_what_moves_published_numbers_on_a_branch_is_remarked(busy_day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(busy_day, "init", "-q", "-b", "main")
    commit(busy_day)
    git(busy_day, "checkout", "-q", "-b", "mend")
    (busy_day / "comments/first/007.yml").unlink()
    add(busy_day, f"author: Reader One\ndate: {DAY}\nbody: x\n", "comments/fourth/2-bob.yml")
    commit(busy_day)
    result = check(busy_day, "--review", "--since", "main")
    assert result.exit_code == 0
    said = result.stdout.splitlines()
    gone = "comments/first/007.yml:1:1: warning: a comment keeps its file, and the others their numbers"
    assert any(line.startswith(gone) for line in said)
    assert (
        "comments/fourth/2-bob.yml:2:7: warning: date: puts a comment before those that are published; here"
        " 1 becomes 2, 2 becomes 1"
    ) in said


@pytest.fixture
def branch(miniature: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The miniature on `main`, and a branch with a comment more; after it was made, one more on `main`."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(miniature, "init", "-q", "-b", "main")
    commit(miniature)
    git(miniature, "checkout", "-q", "-b", "reply")
    add(miniature, "author: Test Name\nbody: x\n")
    (miniature / "comments/first/009.yml").unlink()
    commit(miniature)
    git(miniature, "checkout", "-q", "main")
    add(miniature, "author: Other Name\nbody: x\n", "comments/first/other.yml")
    commit(miniature)
    git(miniature, "checkout", "-q", "reply")
    return miniature


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Test data")


def test_since_takes_what_a_branch_changed(branch: Path) -> None:
    add(branch, "autor: x\n", "comments/first/not-committed.yml")
    result = check(branch, "--review", "--since", "main")
    assert result.exit_code == 0
    places = [line.split(": ")[0] for line in result.stdout.splitlines() if ": warning: " in line]
    assert places == ["comments/first/009.yml:1:1", f"{NEW}:1:9"]


def test_since_of_a_branch_that_changed_nothing_is_well(branch: Path) -> None:
    git(branch, "checkout", "-q", "main")
    assert check(branch, "--review", "--since", "reply~1").exit_code == 0
    assert check(branch, "--review", "--since", "main").stdout.startswith("All is well")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--since", "main"],
        ["--review", "--since", "main", "comments"],
        ["--review", "--since", "nowhere"],
        ["--review", "--since", "--output=x"],
    ],
)
def test_since_called_wrongly(arguments: list[str], branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(branch)
    assert check(branch, *arguments).exit_code == 2
    assert not (branch / "x").exists()


def test_since_where_git_knows_nothing(miniature: Path) -> None:
    result = check(miniature, "--review", "--since", "main")
    assert (result.exit_code, "What changed since 'main' is not known" in result.stderr) == (2, True)
