"""What must hold of any bytes, for each reader of them. A target raises when it does not."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable

from commentary import front_matter
from commentary.blocks import quote_uses
from commentary.body import Body
from commentary.canonical import as_fields
from commentary.intake.envelope import arrivals
from commentary.limits import ARTICLE_LIMIT, YAML_LIMIT
from commentary.mail import mail_problems
from commentary.markup import DEEPEST, GROWTH, comment_html, plain_text, teaser
from commentary.parse import parse
from commentary.picture_uses import picture_uses
from commentary.problems import Problem
from commentary.prose import prose
from commentary.read import read_yaml
from commentary.records import Article, Comment
from commentary.reports import FORMATS
from commentary.text import decode, direction_marks
from commentary.texts import STRICT, text_faults
from commentary.write import as_yaml

Target = Callable[[bytes], None]

PATH = "comments/first/a.yml"
NOW = dt.datetime(2026, 6, 30, tzinfo=dt.UTC)

# As nh3 writes it: in its output `<` stands nowhere but before one of these.
_TAG = re.compile(
    r'<(?:/?(?:p|em|strong|code|pre|blockquote|ul|ol|li)|br|hr|/a|ol start="[0-9]+"'
    r'|a(?: href="(?:https?://|mailto:)[^"<>]*")? rel="nofollow ugc noopener")>',
    re.IGNORECASE,
)
_ELEMENT = re.compile(r"<(/?)([a-z]+)")
_TERMINAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def reader(data: bytes) -> None:
    """Bytes become a record or faults, each with a place in the file; what a record says can be written and read."""
    text, faults = decode(data, PATH, YAML_LIMIT)
    assert (text is None) == bool(faults)
    _are_told(faults, data)
    if text is None:
        return
    _are_told([*mail_problems(text, PATH), *direction_marks(text, PATH)], data)
    node, faults = read_yaml(text, PATH)
    _are_told(faults, data)
    assert node is not None or faults
    if node is None:
        return
    entry, faults = parse(Comment, node, "a", PATH)
    _are_told(faults, data)
    assert entry is not None or faults
    if entry is not None and not faults:
        written, faults = read_yaml(as_yaml(Comment, as_fields(entry.record)), PATH)
        assert written is not None, faults
        again, faults = parse(Comment, written, "a", PATH)
        assert again is not None and again.record.model_dump() == entry.record.model_dump(), faults


def markup(data: bytes) -> None:
    """A comment's text becomes the HTML that is allowed, closed in itself, and not more than so much of it."""
    text, _ = decode(data, PATH, YAML_LIMIT)
    if text is None:
        return
    html = str(comment_html(text))
    assert len(html) <= GROWTH * len(text)
    assert html.count("<") == len(_TAG.findall(html)), html
    opened: list[str] = []
    for closes, tag in _ELEMENT.findall(html):
        if closes:
            assert opened.pop() == tag, html
        elif tag not in ("br", "hr"):
            opened.append(tag)
            assert len(opened) <= 2 * DEEPEST + 4
    assert not opened, html
    plain_text(html)
    assert len(teaser(html, 100)) <= 100


def article(data: bytes) -> None:
    """An article's front matter, quote blocks, pictures and prose are read, or faulted at a place in the file."""
    path = "docs/articles/a.md"
    text, _ = decode(data, path, ARTICLE_LIMIT)
    if text is None:
        return
    parts, faults = front_matter.split(text, path)
    _are_told(faults, data)
    if parts is None:
        return
    node, faults = read_yaml(parts.fields, path, first_line=2)
    _are_told(faults, data)
    if node is not None:
        _are_told(parse(Article, node, "a", path)[1], data)
    _are_told(quote_uses(parts.body, path, parts.body_line, ())[1], data)
    body = Body(path, parts.body, parts.body_line, prose(parts.body))
    assert len(body.prose.text) == len(parts.body)
    _are_told(picture_uses(body, set())[1], data)
    _are_told(list(text_faults(body, set(), STRICT)), data)


def intake(data: bytes) -> None:
    """Whatever arrives is a submission, or refused with a reason; no field of it goes beyond its line."""
    for arrival in arrivals(data, NOW):
        assert arrival.submission is not None or arrival.refusal


def _are_told(problems: list[Problem], data: bytes) -> None:
    """Each has its place in the file, is told in one line, and can be reported."""
    lines = data.count(b"\n") + 2
    for problem in problems:
        assert 1 <= problem.place.line <= lines and problem.place.column >= 1, problem
        assert problem.mend, problem
    reports = {name: form(problems) for name, form in FORMATS.items()}
    assert not any(_TERMINAL.search(report) for report in reports.values()), reports
    assert reports["github"].count("\n") == max(len(problems) - 1, 0), reports["github"]
    assert len(json.loads(reports["json"])) == len(json.loads(reports["gitlab"])) == len(problems)


TARGETS: dict[str, Target] = {"reader": reader, "markup": markup, "article": article, "intake": intake}
