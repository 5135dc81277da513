"""What the owner leaves out of the site (`exclude_docs`, `draft_docs`) stands nowhere on it, and is checked."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from commentary.load import load
from commentary.site_file import Decided, LeftOut, read_site_file
from tests.publication import build, files

TODAY = dt.date(2026, 6, 30)
HALF = """\
---
title: Half-written
description: A lede of what is left out.
date: 2026-06-01
authors: [author-one]
category: A section of its own
tags: [one, two]
aliases: [half]
image: {src: images/half.svg, alt: A half, credit: Test data}
based_on: {title: An original, author: original-author}
---
Words.

/// quote | half-words
///

[The second](second.md), [the other](../notes/left.md), [the view above](#quote-half-words), [a reply](#comment-001),
[where to reply](#reply).
"""
QUOTES = "half-words: {expert: expert-one, wording: paraphrase, text: Half of it.}\n"


def add(root: Path) -> None:
    """An article with a view, comments, a picture and an earlier address; a page; and a document."""
    (root / "docs/articles/half-written.md").write_text(HALF, "utf-8")
    (root / "comments/half-written").mkdir()
    (root / "comments/half-written/quotes.yml").write_text(QUOTES, "utf-8")
    (root / "comments/half-written/001.yml").write_text("date: 2026-06-02\nbody: A reply.\n", "utf-8")
    (root / "docs/notes").mkdir()
    (root / "docs/notes/left.md").write_text("---\ntitle: Left\ndescription: Left out.\n---\nWords.\n", "utf-8")
    (root / "docs/notes/terms.pdf").write_bytes(b"terms")
    shutil.copy(root / "docs/images/dot.svg", root / "docs/images/half.svg")


def leave_out(root: Path, field: str) -> None:
    settings = root / "mkdocs.yml"
    lines = "  /articles/half-written.md\n  /notes/\n  half.svg\n"
    settings.write_text(f"{settings.read_text('utf-8')}{field}: |\n{lines}", "utf-8")


@pytest.mark.parametrize("field", ["exclude_docs", "draft_docs"])
def test_the_site_is_as_it_would_be_without(miniature: Path, field: str) -> None:
    leave_out(miniature, field)
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    without = files(miniature / "site")
    add(miniature)
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    assert files(miniature / "site") == without


def test_what_mkdocs_passes_over_by_itself_is_announced_nowhere(miniature: Path) -> None:
    assert build(miniature).returncode == 0
    without = files(miniature / "site")
    (miniature / "docs/templates").mkdir()
    page = "---\ntitle: A template\ndescription: For editors.\n---\nWords.\n"
    (miniature / "docs/templates/article.md").write_text(page, "utf-8")
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    assert files(miniature / "site") == without


def test_its_faults_are_found(miniature: Path) -> None:
    add(miniature)
    leave_out(miniature, "exclude_docs")
    article = miniature / "docs/articles/half-written.md"
    article.write_text(HALF.replace("second.md", "secnod.md").replace("author-one", "nobody"), "utf-8")
    (miniature / "comments/half-written/001.yml").write_text("body: ''\n", "utf-8")
    places = {(p.place.path, p.rule) for p in load(miniature, TODAY).problems}
    assert places == {
        ("docs/articles/half-written.md", "link"),
        ("docs/articles/half-written.md", "author"),
        ("comments/half-written/001.yml", "comment-body"),
    }


def test_a_preview_shows_drafts_and_no_more(miniature: Path) -> None:
    add(miniature)
    leave_out(miniature, "draft_docs")
    site, _ = read_site_file(miniature)
    built = site.decided()
    preview = Decided(built.extensions, built.options, LeftOut(site.patterns("exclude_docs")))
    assert "half-written" not in load(miniature, TODAY).publication.articles
    shown = load(miniature, TODAY, preview)
    assert shown.problems == []
    assert next(iter(shown.publication.articles)) == "half-written"
    assert "notes/left" in shown.publication.pages
