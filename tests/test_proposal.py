"""What a branch proposes beside one new comment is remarked on, old beside new; that one comment is the quiet case."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commentary.changes import changes_since
from commentary.cli import main
from commentary.proposal import propose
from commentary.proposal_files import kind
from tests.publication import ROOT, TODAY, copy_miniature
from tests.test_review import commit, git

NEW = "comments/first/new.yml"
COMMENT = "comments/first/001.yml"
READERS = "author: Reader One\ndate: 2026-06-01\nreply_to: 001\nbody: |\n  Words of a reader.\n"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature in a repository of its own, on the branch of a reader."""
    root = copy_miniature(tmp_path_factory.mktemp("begun") / "miniature")
    for path in (
        "pyproject.toml",
        "requirements.lock",
        ".github/workflows/check.yml",
        ".gitlab-ci.yml",
        "netlify.toml",
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, root / path)
    (root / "hooks/theme").mkdir(parents=True)
    (root / "hooks/site.py").write_text("pass\n", "utf-8")
    (root / "hooks/theme/base.html").write_text("<html>\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    git(root, "checkout", "-q", "-b", "reply")
    return root


@pytest.fixture
def branch(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    shutil.copytree(begun, tmp_path / "miniature")
    return tmp_path / "miniature"


def change(root: Path, path: str, old: str | None, new: str | None) -> None:
    """A file with a part exchanged, or a new one; without it where there is no new text."""
    file = root / path
    if new is None:
        file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text("utf-8") if old else ""
    assert not old or old in text
    file.write_text(text.replace(old, new, 1) if old else new, "utf-8")


def review(root: Path, *arguments: str) -> Result:
    command = ["check", "--root", str(root), "--today", TODAY, "--review", "--since", "main", *arguments]
    return CliRunner().invoke(main, command)


def test_one_comment_and_nothing_else_is_the_quiet_case(branch: Path) -> None:
    change(branch, NEW, None, READERS)
    commit(branch)
    result = review(branch)
    assert result.exit_code == 0
    assert result.stdout.startswith("All is well: ")
    assert result.stdout.endswith("\nThis branch adds one comment and nothing else.\n")


REMARKS = [
    (NEW, None, READERS + "as: {editor: editors}\n",
     f"{NEW}:6:1: warning: as: is for the editors to say of a comment; this branch says “editor: editors”",
     "This branch adds one comment, with what is not a reader's to say: as."),
    (NEW, None, READERS + "featured: true\nnote: Well said.\n",
     f"{NEW}:7:1: warning: note: is for the editors to say of a comment; this branch says “Well said.”",
     "This branch adds one comment, with what is not a reader's to say: featured, note."),
    (NEW, None, READERS + "status: withheld\nreason: None.\n", f"{NEW}:6:1: warning: status: is for the editors", ""),
    (COMMENT, "author: Reader One", "author: Somebody Else",
     f"{COMMENT}:2:9: warning: author: is for who wrote it to change; it was “Reader One” and is “Somebody Else”",
     "This branch is more than one new comment: a comment changed."),
    (COMMENT, "author: Reader One\n", "", f"{COMMENT}:1:1: warning: author: is for who wrote it to change; this branch "
     "takes “Reader One” out", ""),
    (COMMENT, "author: Reader One", "author: Reader One # as it was said",
     f"{COMMENT}:2:1: warning: a comment is for who wrote it to change; it was “author: Reader One” and is", ""),
    (COMMENT, None, None, f"{COMMENT}:1:1: warning: a comment keeps its place once it is published; this branch "
     "deletes that of “Reader One”: “", "This branch is more than one new comment: a comment deleted."),
    ("comments/first/quotes.yml", "text:", "text: Never", "is for the editors to change; it was “",
     "This branch is more than one new comment: a file of quotes changed."),
    ("comments/experts/expert-new.yml", None, "name: Nobody\napproved: {on: 2026-01-01, by: Me, how: I say so}\n",
     "comments/experts/expert-new.yml:2:1: warning: an expert is for the editors to add, change and take away; this "
     "one was added: “Nobody”, approved: “on 2026-01-01, by Me, how I say so”", "an expert added."),
    ("comments/experts/expert-one.yml", "name: Expert One", "name: Expert Two",
     "it was “Expert One” and is “Expert Two”",
     "an expert changed."),
    ("docs/articles/first.md", "title:", "title: Not", "docs/articles/first.md:2:1: warning: an article is for the "
     "editors to change; it was “", "an article changed."),
    ("docs/about.md", None, None, "docs/about.md:1:1: warning: a page is for the editors to add, change and take away; "
     "this one was deleted", "a page deleted."),
    ("docs/images/new.png", None, "\0", "a picture or another file is for the editors", ""),
    ("mkdocs.yml", "  commentary:\n", "  commentary:\n    raw_html: true\n",
     "warning: the settings are for the owners to change; this branch adds “raw_html: true”", "the settings changed."),
    ("requirements.lock", "annotated", "--index-url https://index.example.org/\nannotated",
     "requirements.lock:1:1: warning: a list of packages is for the owners to change; this branch adds “--index-url "
     "https://index.example.org/”", "a list of packages changed."),
    ("pyproject.toml", "version", "# version", "pyproject.toml:", "a list of packages changed."),
    (".github/workflows/check.yml", "pull_request", "pull_request_target",
     ".github/workflows/check.yml:6:1: warning: a file that says what builds and publishes is for the owners", ""),
    (".github/workflows/own.yml", None, "on: push\n", "file that says what builds and publishes is for the owners", ""),
    (".gitlab-ci.yml", "default:", "default: # own", ".gitlab-ci.yml:", ""),
    ("netlify.toml", "make build", "make other", "netlify.toml:", ""),
    ("hooks/site.py", "pass", "import os", "hooks/site.py:1:1: warning: a file of the engine is for the owners to chan"
     "ge; it was “pass” and is “import os”", ""),
    ("hooks/theme/base.html", "<html>", "<html><script>", "hooks/theme/base.html:1:1: warning: a file of the th", ""),
    ("evil.sh", None, "rm -rf /\n", "evil.sh:1:1: warning: a file elsewhere is for the owners to add", ""),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "said", "sentence"), REMARKS)
def test_what_is_not_a_readers_to_propose(
    path: str, old: str | None, new: str | None, said: str, sentence: str, branch: Path
) -> None:
    change(branch, path, old, new)
    commit(branch)
    changes = changes_since(branch, "main")
    proposal = propose(branch, changes)
    told = "\n".join(
        f"{p.place.path}:{p.place.line}:{p.place.column}: {p.severity}: {p.message}\n    {p.mend}"
        for p in proposal.remarks
    )
    assert said in told
    assert proposal.sentence.endswith(sentence)
    assert proposal.sentence != "This branch adds one comment and nothing else."


def test_a_branch_that_does_all_of_it_at_once_is_told_all_of_it(branch: Path) -> None:
    """Each remark is a warning: an editor's own branch is stopped by none."""
    change(branch, NEW, None, READERS + "as: {expert: expert-one}\nfeatured: true\n")
    change(branch, "comments/first/second.yml", None, READERS.replace("Words of", "Other words of"))
    change(branch, COMMENT, "author: Reader One", "author: Somebody")
    change(branch, "mkdocs.yml", "  commentary:\n", "  commentary:\n    raw_html: true\n")
    commit(branch)
    result = review(branch, "--summary", str(branch / "summary.md"))
    assert result.exit_code == 0
    for said in ("as: is for", "featured: is for", "author: is for who wrote it", "raw_html: true", "adds 2"):
        assert said in result.stdout
    sentence = "This branch is more than one new comment: 2 comments added, a comment changed, the settings changed."
    assert result.stdout.endswith(f"\n{sentence}\n")
    summed = (branch / "summary.md").read_text("utf-8")
    assert summed.startswith(f"### {sentence}\n\n- comments/first/001\\.yml\\:2\\: author\\: is for who wrote it")
    assert review(branch, "--format", "github").stdout.endswith(f"::notice title=proposal::{sentence}\n")


def test_a_summary_takes_no_markup_from_a_proposal(branch: Path) -> None:
    change(branch, NEW, None, READERS + 'note: "<img src=x> [a](https://example.org/) `b` **c** @d"\n')
    commit(branch)
    review(branch, "--summary", str(branch / "summary.md"))
    summed = (branch / "summary.md").read_text("utf-8")
    assert r"“\<img src=x\> \[a\]\(https\://example\.org/\) \`b\` \*\*c\*\* \@d”" in summed


def test_long_words_are_shown_from_where_they_differ_and_no_address_is_repeated(branch: Path) -> None:
    body = "body: |\n  " + "The same words again and again. " * 4
    change(branch, COMMENT, None, f"{body}He did not.\n")
    commit(branch)
    git(branch, "branch", "-f", "main")
    change(branch, COMMENT, None, f"{body}He did.\n")
    change(branch, "comments/first/002.yml", None, "body: Write to reader@example.org\n")
    commit(branch)
    told = "\n".join(p.message for p in propose(branch, changes_since(branch, "main")).remarks)
    assert "is “… " in told
    assert "He did." in told
    assert "@" not in told


def test_a_publication_in_a_folder_of_its_repository(branch: Path) -> None:
    inner = branch / "inner"
    copy_miniature(inner)
    commit(branch)
    git(branch, "branch", "-f", "main")
    change(branch, "inner/" + NEW, None, READERS)
    change(branch, ".gitlab-ci.yml", "default:", "default: # own")
    commit(branch)
    changes = changes_since(inner, "main")
    assert [(c.path, c.how) for c in changes] == [("../.gitlab-ci.yml", "changed"), (NEW, "added")]
    assert kind("../.gitlab-ci.yml").rule == "builds"
    assert b"default:\n" in changes[0].before


@pytest.mark.parametrize(
    ("path", "rule"),
    [("comments/first/quotes.yml", "quote"), ("comments/experts/a.yml", "expert"),
     ("comments/a/experts.yml", "comment"), ("comments/README.md", "file"), ("docs/articles/a.md", "article"),
     ("docs/index.md", "page"),
     ("docs/images/a\nb.png", "file"), ("tests/audit/package-lock.json", "packages"), ("uv.lock", "packages"),
     ("Makefile", "builds"), (".ci/run", "builds"), (".gitattributes", "builds"), ("README.md", "elsewhere")],
)  # fmt: skip
def test_every_path_is_of_a_kind(path: str, rule: str) -> None:
    assert kind(path).rule == rule
