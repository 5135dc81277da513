"""Nothing within the limits takes long or much memory, and what lies beyond them is told."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commentary.limits import LIMITS
from commentary.load import load
from commentary.markup import GROWTH, comment_html
from commentary.read import read_yaml
from tests.publication import ROOT

SIZE = 100_000
ORDINARY = "A *plain* text with `code`, a [link](https://e.org) and **more**.\n\n- An item\n- Another\n\n> Said.\n\n"
PIECES = [
    *("[", "]", "![", "[]", "[](", "[a](", "[a](b ", '[a](b "', "[a][", "[a]: b\n", "[[a]]", "[*", "[^", "\\[", "]:"),
    *("(", ")", "<", "<a ", "<https://", "<https://a>", "<!--", "<?", "<![CDATA[", "<b>", "</b>", "<x@y.z>", "x](<"),
    *("*", "_", "**", "__", "_a", "*a ", "*a **b ", "a* ", "*a_ ", "a**b_c* ", "a***", "***a** b* ", "*[a*](b)"),
    *("`", "`a``b", "\\", "\\\\<", "&", "&amp;", "&#1;", "&#0;", "&lt;", "\n", " ", "\t", "a  \n", "\ue000", '"'),
    *(">", "> ", ">a\n", "> - ", "- ", "* a\n", "1. ", "- - a ", "* * a", "# a\n", "#", "a\n=\n", "~~~\n", "```\n"),
    *(
        "    a\n\n",
        "[![a](b)](c)",
        "[ [](b) [c] ",
        "|",
        "|-|\n",
        "%",
        "{{",
        "é",
        "http://a.b ",
        "~",
        "!",
        "*a **b c** d*",
    ),
]
NESTED = [
    "[" * 50_000 + "]" * 50_000,
    "*a **b " * 7_000 + "c** d* " * 7_000,
    "\n".join("  " * n + "- a" for n in range(300)),
]


def contrived(piece: str) -> str:
    return (piece * SIZE)[:SIZE]


def seconds(text: str) -> float:
    start = time.process_time()
    comment_html(text)
    return time.process_time() - start


def test_no_text_takes_longer_than_its_length_explains() -> None:
    """Ten times what a comment may hold. What grows with the square of the length takes hundreds of times as long."""
    measure = max(min(seconds(contrived(ORDINARY)) for _ in range(3)), 0.01)
    slow = {}
    for text in (*map(contrived, PIECES), *NESTED):
        taken = seconds(text)
        if taken > 25 * measure and (taken := min(seconds(text) for _ in range(3))) > 25 * measure:
            slow[text[:10]] = taken / measure
    assert slow == {}


def test_no_text_takes_much_memory() -> None:
    """All of them, one after the other, in a process that may have 100 MB more than it starts with."""
    program = (
        "import resource; from tests.test_limits import *\n"
        "size = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = size()\n"
        "for text in (*map(contrived, PIECES), *NESTED): comment_html(text)\n"
        "print(size() - before)"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024  # Bytes there, kibibytes here.
    assert int(result.stdout) * unit < 100_000_000


@pytest.mark.parametrize("piece", PIECES)
def test_html_grows_no_more_than_said(piece: str) -> None:
    text = contrived(piece)[:10_000]
    assert len(comment_html(text)) <= GROWTH * len(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000,
        "{a: " * 30_000,
        "- " * 30_000,
        "a: &b [" + "*b, " * 20_000 + "]",
        "".join(f"x{n}: &x{n} [*x{n - 1}, *x{n - 1}]\n" for n in range(1, 2_000)),
        "? " * 30_000,
        "a: " + "9" * 60_000,
        '"' + "\\x41" * 16_000 + '": b',
        "a:\n" * 20_000,
        "!!python/object/apply:os.system [id]",
    ],
)
def test_yaml_bombs_are_refused_at_their_place(text: str) -> None:
    start = time.process_time()
    node, faults = read_yaml(text, "comments/first/a.yml")
    assert time.process_time() - start < 5
    assert node is None or not faults
    assert all(fault.place.line >= 1 for fault in faults)


def test_an_article_has_so_many_comments_and_no_more(miniature: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commentary.checks.comments.COMMENTS_LIMIT", 2)
    problems = load(miniature, dt.date(2026, 6, 30)).problems
    assert [p.rule for p in problems] == ["limit"]
    assert problems[0].message.startswith("an article has at most 2 comments; here are ")


def test_editors_are_told_every_limit() -> None:
    page = (ROOT / "docs" / "contributing" / "limits.md").read_text("utf-8")
    assert all(f"| {what} | {most} |" in page for what, most in LIMITS.items())
