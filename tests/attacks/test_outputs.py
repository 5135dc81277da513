"""What a stranger writes reaches no terminal, forge, file or header as anything but words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from commentary import headers
from commentary.cli import main
from commentary.intake.form import posted_json, posted_pairs
from commentary.intake.submission import Refused, Submission
from commentary.intake.verdict import verdict as judged
from commentary.join import Publication
from commentary.load import load, now, today
from commentary.problems import Place, Problem, shown
from commentary.reports import FORMATS
from tests.attacks import outputs
from tests.attacks.attack import Attack, attacks
from tests.attacks.contexts import go_through
from tests.attacks.fields import FIELDS, read, verdict
from tests.publication import EPOCH, copy_miniature

TELLING = [(kind, path) for kind, path in FIELDS if kind in ("comment", "settings") or path[0] in ("image", "summary")]
"""Fields of every type; `make audit` goes through all."""


def fits_a_terminal(text: str) -> bool:
    return all(c == "\n" or c.isprintable() for c in text)


def test_every_text_is_refused_at_its_place_or_kept_and_every_report_is_harmless() -> None:
    found = go_through(TELLING, attacks())
    assert found.faults == []
    assert len(attacks()) >= 300
    assert min(found.refused, found.published) > 1000
    # The texts as paths too: a file's name is a stranger's words as well.
    problems = found.problems + [
        Problem(Place(attack.text), shown(attack.text), attack.text, "a-rule") for attack in attacks()
    ]
    reports = {name: write(problems) for name, write in FORMATS.items()}
    assert all(fits_a_terminal(reports[name]) for name in ("text", "github"))
    assert len(reports["text"].split("\n")) == 2 * len(problems)
    assert len(lines := reports["github"].split("\n")) == len(problems)
    command = re.compile(r"::(?:error|warning) file=[^:,]*,line=\d+,col=\d+,title=[a-z-]+::")
    assert [line for line in lines if not command.match(line)] == []
    assert len(json.loads(reports["json"])) == len(json.loads(reports["gitlab"])) == len(problems)


def test_file_names_are_refused_or_escaped(miniature: Path) -> None:
    made = 0
    for attack in attacks():
        for place in (f"comments/first/{attack.text}.yml", f"docs/articles/{attack.text}.md"):
            file = miniature / place
            # MkDocs passes over a name that begins with a dot.
            unfit = attack.text.startswith(".") or {"/", "\0"} & set(attack.text)
            if unfit or len(file.name.encode(errors="replace")) > 255:
                continue
            try:
                file.write_text("x: y\n", "utf-8")
            except (OSError, UnicodeEncodeError):
                continue
            made += 1
    problems = load(miniature, today()).problems
    assert made > 500
    assert len({p.place.path for p in problems}) >= made
    assert fits_a_terminal(FORMATS["text"](problems)) and fits_a_terminal(FORMATS["github"](problems))


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    loaded = load(copy_miniature(tmp_path_factory.mktemp("accept") / "miniature"), today())
    assert loaded.publication
    return loaded.publication


def test_what_a_form_sends_is_refused_or_kept(publication: Publication) -> None:
    refused = kept = 0
    for attack in attacks():
        try:
            fields = {"author": attack.text, "body": attack.text, "url": "", "article": "first"}
            (from_json,) = posted_json(json.dumps(fields))
            sent = [from_json]
            if not re.search("[\ud800-\udfff]", attack.text):
                sent.append(posted_pairs(urlencode(fields)))
            for submission in sent:
                if isinstance(submission, Refused):
                    raise submission
                assert isinstance(submission, Submission)
                accepted = judged(submission, publication, now())
                assert re.fullmatch(r"comments/first/[0-9a-z-]+\.yml", accepted.path)
                entry, problems = read("comment", accepted.text)
                assert entry, problems
                typed = re.sub(r"\r\n?", "\n", attack.text).strip()
                assert entry.record.author == typed  # type: ignore[attr-defined]
                assert entry.record.body.split() == typed.split()  # type: ignore[attr-defined]
                kept += 1
        except Refused as reason:
            refused += 1
            assert str(reason)
    assert min(refused, kept) > 50


@pytest.mark.parametrize("attack", attacks()[::60], ids=lambda attack: str(attack.number))
def test_new_comments_from_the_command_line(attack: Attack, miniature: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    text = attack.text
    options = ["--article", "first", "--id", "x", "--author", text, f"--body={text}", "--root", str(miniature)]
    result = CliRunner().invoke(main, ["new", "comment", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert fits_a_terminal(result.output)
    file = miniature / "comments/first/x.yml"
    if result.exit_code == 0:
        entry, _ = read("comment", file.read_text("utf-8"))
        assert entry and entry.record.author == text.strip()  # type: ignore[attr-defined]


def test_no_endpoint_adds_to_the_headers() -> None:
    ours = re.compile(
        r"default-src 'none';[a-z '\-;]+; form-action 'self'(?: https?://[A-Za-z0-9.:\[\]-]+)?;[a-z '\-;]+"
    )
    plain = headers.nginx("https://example.org/")
    taken = 0
    for attack in attacks():
        address, _ = verdict("settings", ("reply", "endpoint", "url"), attack.text)
        if address is None:
            continue
        taken += 1
        assert ours.fullmatch(headers.policy(address)), address
        assert len(headers.netlify([], address).splitlines()) == len(headers.netlify([]).splitlines())
        nginx = headers.nginx(address)
        for sign in ("\n", "{", "}", ";", '"', "$"):
            assert nginx.count(sign) <= plain.count(sign), address
    assert taken > 10


def test_what_is_wrong_with_files_is_found(tmp_path: Path) -> None:
    for name, text in {
        "bomb.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        "broken.xml": "<x><y></x>",
        "feed.xml": '<feed><link href=" javascript:alert(1)"/></feed>',
        "twice.json": '{"a": 1, "a": 2}',
        "number.json": "[NaN]",
        "feed.json": '{"items": [{"url": "data:text/html,x"}]}',
        "page.html": '<script type="application/ld+json">{"@id": "javascript:x"}</script>',
        "good.xml": "<urlset><url><loc>https://example.org/</loc></url></urlset>",
        "_headers": "/*\n  X-A: b\nSet-Cookie: x\n",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    number, faults = outputs.check(tmp_path)
    assert (number, len(faults)) == (11, 8)
