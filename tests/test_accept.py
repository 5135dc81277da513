"""Every folder of tests/submissions/ is a message that somebody may send; tests/submissions/README.md says more.

`python -m tests.test_accept` accepts what the command does now.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from commentary.cli import main
from commentary.intake.envelope import arrivals
from commentary.intake.reply_file import reply_file
from commentary.load import load, now, today
from commentary.views.reply import FIELDS
from tests import publication
from tests.publication import EPOCH, ROOT, copy_miniature

SUBMISSIONS = ROOT / "tests" / "submissions"
EXPECTED = "expected.txt"
CASES = sorted(folder for folder in SUBMISSIONS.iterdir() if folder.is_dir())
ID = "2026-05-31-184502-k3v9x7qm"
NEW_ID = re.compile(r"(\d{4}-\d\d-\d\d-\d{6})-(?!k3v9x7qm)[a-z2-9]{8}\b")


@pytest.fixture(autouse=True)
def in_the_middle_of_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def files(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in publication.files(root).items() if not path.startswith(".cache/")}


def outcome(case: Path, root: Path) -> str:
    """What the command says and how it ends, and every file that is new."""
    for entry in case.iterdir():
        if entry.is_dir():
            shutil.copytree(entry, root / entry.name, dirs_exist_ok=True)
    before = files(root)
    (message,) = case.glob("message.*")
    options = (case / "options").read_text("utf-8").split() if (case / "options").exists() else []
    result = CliRunner().invoke(main, ["accept", str(message), "--root", str(root), *options], catch_exceptions=False)
    after = files(root)
    assert {path: after.get(path) for path in before} == before
    new = [NEW_ID.sub(r"\1-(new)", f"--- {path}\n{after[path].decode()}") for path in set(after) - set(before)]
    return NEW_ID.sub(r"\1-(new)", f"{result.output}exit {result.exit_code}\n") + "".join(sorted(new))


@pytest.mark.parametrize("case", CASES, ids=lambda folder: folder.name)
def test_each_submission(case: Path, miniature: Path) -> None:
    file = case / EXPECTED
    expected = file.read_bytes().decode() if file.exists() else ""
    assert outcome(case, miniature) == expected, (
        f"The command does something else with tests/submissions/{case.name}/ than its {EXPECTED} says."
        " If that is right: .venv/bin/python -m tests.test_accept"
    )
    if "exit 0" in expected:
        assert load(miniature, today()).problems == []


def accept(root: Path, message: bytes, *options: str) -> tuple[int, str, set[str]]:
    """How the command ends, what it says, and the files that are new."""
    before = files(root)
    result = CliRunner().invoke(main, ["accept", "-", "--root", str(root), *options], input=message)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output, set(files(root)) - set(before)


def test_from_standard_input(miniature: Path) -> None:
    status, _, new = accept(miniature, (SUBMISSIONS / "plain/message.eml").read_bytes())
    assert (status, len(new)) == (0, 1)
    again = accept(miniature, (SUBMISSIONS / "plain/message.eml").read_bytes())
    assert again == (1, f"refused; the same words by the same person are there already: comment 11, {ID}\n", set())


def test_nothing_is_accepted_while_the_publication_has_faults(miniature: Path) -> None:
    (miniature / "comments/first/fault.yml").write_text("autor: A\nbody: B\n", "utf-8")
    status, output, new = accept(miniature, (SUBMISSIONS / "plain/message.eml").read_bytes())
    assert (status, new) == (1, set())
    assert "Nothing was accepted" in output
    assert "comments/first/fault.yml:1:1: autor: is not a field here" in output


def test_a_folder_that_is_a_link_is_not_written_through(miniature: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (miniature / "comments/fourth").symlink_to(elsewhere)
    form = b"author=A&body=Hello&article=fourth"
    assert accept(miniature, form)[0] == 1
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("kind", FIELDS)
def test_the_fields_of_the_form_on_the_page_are_understood(miniature: Path, kind: str) -> None:
    values = {"author": "Reader Six", "url": "https://example.org/", "reply_to": "2", "body": "Hi.", "article": "first"}
    form = urlencode({FIELDS[kind][name]: value for name, value in values.items()} | {"website_again": ""})
    status, output, (path,) = accept(miniature, form.encode())
    assert (status, output) == (0, f"{path}: written; answers 2, by Reader One\n")


HEAD = b"From: a@example.org\nMIME-Version: 1.0\n"
HUGE = {
    "ten megabytes of letters": b"x" * 10_000_000,
    "a letter of ten megabytes": HEAD + b"\n" + b"word " * 2_000_000,
    "quotation marks": HEAD + b"\n--- comments/first/a.yml\nbody: |\nwords\n" + b">\n" * 1_000_000 + b"end",
    "quotation marks in quotation marks": HEAD + b"\n" + b">" * 1_000_000 + b"--- comments/first/a.yml\n",
    "blanks": HEAD + b"\n" + b" " * 2_000_000 + b"x\n---" + b" " * 1_000_000 + b"x",
    "dashes": HEAD + b"\n" + b"--- \n" * 500_000,
    "headings": HEAD + b"\n" + b"--- comments/first/a.yml\n" * 100_000,
    "attributions": HEAD + b"\n--- comments/first/a.yml\nbody: |\nwords\n" + b"On my wrote wrote \n" * 100_000,
    "wrapped": HEAD + b"\n--- comments/first/a.yml\nbody: |\n  words\n" + b"more\n" * 300_000,
    "parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
    "headers": b"From: a\n" + b"X-A: b\n" * 300_000 + b"\nwords",
    "a long header": b"From: " + b"=?utf-8?q?=41?= " * 200_000 + b"\n\nwords",
    "flowed": HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"word \n" * 300_000,
    "messages in messages": HEAD + b"Content-Type: message/rfc822\n\n" * 100_000,
    "signatures in a text": HEAD + b"\n" + b"-----BEGIN PGP SIGNED MESSAGE-----\n\n- -\n" * 80_000,
    "shifts of Japanese": HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + b"\x1b$B-!\x1b(B" * 100_000,
    "pairs of Japanese": HEAD + b"Content-Type: text/plain; charset=euc-jp\n\n" + b"\xad\xa1a" * 200_000,
    "elements": HEAD + b"Content-Type: text/html\n\n" + b"<blockquote>" * 100_000 + b"x<br>" * 10_000,
    "tables in tables": HEAD + b"Content-Type: text/html\n\n" + b"<table><tr><td>x<td>" * 20_000,
    "tags that never end": HEAD + b"Content-Type: text/html\n\n" + b"<a '" * 500_000 + b"<!--" * 500_000,
    "declarations": HEAD + b"Content-Type: text/html\n\n" + b"<!--a>" * 300_000 + b"<![a>" * 300_000,
    "paragraphs of signs": HEAD + b"Content-Type: text/html\n\nbody: |" + b"<p>*<b>a</b>" * 15_000,
    "brackets": b"[" * 4_000_000,
    "pairs": b"a=b&" * 1_000_000,
    "mailboxes": b"From a 10:00 2026\n\nx\n\n" * 150_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_message_is_refused_soon(miniature: Path, name: str) -> None:
    began = time.process_time()
    status, output, new = accept(miniature, HUGE[name])
    assert (status, new) == (1, set())
    assert len(output) < 5_000
    # It takes a second at most on a slow machine; what grows with the square of the length would take hours.
    assert time.process_time() - began < 30


BREAKS = [
    "--- comments/first/a.yml", "author: A", "body: |", "  words", "words", "> ", ">", "\n", "\n\n", "-- ", "\u00a0",
    "reply_to: 1", "On 1 May, X wrote:", "<div>", "<br>", "&nbsp;", "=\n", "=20", "From: a", "Content-Type: text/html",
    "Content-Type: multipart/mixed; boundary=b", "Content-Type: multipart/alternative; boundary=c", "--c", "--c--",
    "Content-Type: message/rfc822", "Content-Type: text/plain; charset=iso-2022-jp", "\x1b$B", "\x1b(B", "--b",
    "Content-Transfer-Encoding: Base 64", "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNATURE-----",
    "--b--", "Date: x", "From a 10:00 2026", '{"body": ', "body=a&",
    "\0", "\ud83d", "\r", "- {}", "!!a", "&a", "*a", "Subject: =?x?q?a?=",
]  # fmt: skip


@given(parts=st.lists(st.sampled_from(BREAKS) | st.text(max_size=5), max_size=25))
def test_whatever_comes_is_read_or_refused(parts: list[str]) -> None:
    data = "\n".join(parts).encode("utf-8", "surrogatepass")
    for arrival in arrivals(data, now(), headless=True):
        assert (arrival.submission is None) == bool(arrival.refusal)


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=40)


@given(lines=st.lists(WORDS | st.just(""), min_size=1, max_size=8), quoted=st.booleans())
def test_the_words_arrive_as_they_were_sent(lines: list[str], quoted: bool) -> None:
    body = "\n".join(line.strip() for line in lines).strip()
    if not body:
        return
    text = (
        f"--- comments/first/a.yml\nbody: |\n{''.join(f'  {line}'.rstrip() + chr(10) for line in body.split(chr(10)))}"
    )
    if quoted:
        text = "".join(f"> {line}\n" for line in text.split("\n"))
    assert reply_file(text).fields["body"].strip() == body


def accept_outcomes() -> None:
    """Writes every outcome anew and prints which have changed."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                text = outcome(case, copy_miniature(Path(folder) / "miniature"))
            except Exception as error:
                print(f"tests/submissions/{case.name}: not accepted, the command breaks off with {error!r}")
                continue
        file = case / EXPECTED
        if not file.exists() or file.read_bytes() != text.encode():
            file.write_bytes(text.encode())
            print(f"tests/submissions/{case.name}: changed")


if __name__ == "__main__":
    accept_outcomes()
