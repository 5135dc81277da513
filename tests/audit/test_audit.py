"""The parts of the audit that need no program of others: they notice what they are there for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from tests import long_discussion
from tests.audit import links, stock
from tests.audit.lighthouse import Run
from tests.audit.report import Report
from tests.audit.search import LIMIT, Answer, Searched
from tests.audit.vnu import Message
from tests.hosting.load import Load
from tests.publication import ROOT, build

BASE = "https://example.org/blog/"


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("__", "/")).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name.replace('__', '/')}.html").write_text(text, "utf-8")
    return folder


def test_links_that_lead_somewhere_are_left_alone(tmp_path: Path) -> None:
    site = written(
        tmp_path,
        index='<a href="a/">A</a><a href="a/#part">B</a><a href="#top">C</a><p id="top"><img src="a/index.html">'
        '<a href="https://elsewhere.example.org/">D</a><link rel="canonical" href="https://elsewhere.example.org/">',
        a__index=f'<p id="part"><a href="../">A</a><a href="/blog/a/#part">B</a><a href="{BASE}#top">C</a>',
    )
    assert links.check(site, BASE) == (9, [])


def test_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    site = written(
        tmp_path,
        index='<p id="x"><p id="x"><a href="b/">A</a><a href="#no">B</a><a href="a/#no">C</a>'
        '<img src="https://elsewhere.example.org/x.png"><img srcset="y.png 1x, z.png 2x">'
        f'<meta http-equiv="refresh" content="0; url=gone/"><a href="{BASE}lost/">D</a>',
        a__index="",
    )
    (tmp_path / "site.css").write_text("p { background: url('q.png') }", "utf-8")
    assert links.check(site, BASE)[1] == [
        "index.html has an id twice",
        "index.html loads https://elsewhere.example.org/x.png from elsewhere",
        "index.html leads to y.png, which is not there",
        "index.html leads to z.png, which is not there",
        "site.css leads to q.png, which is not there",
        "index.html leads to b/, which is not there",
        "index.html leads to #no; there is no such id",
        "index.html leads to a/#no; there is no such id",
        "index.html leads to gone/, which is not there",
        f"index.html leads to {BASE}lost/, which is not there",
    ]


def test_the_report_says_all_that_does_not_hold() -> None:
    report = Report()
    report.links("a site", 3, ["b"])
    judged = Message("warning", "z.html", 6, "Article lacks heading. Consider h2.")
    report.vnu("a site", 2, [Message("error", "x.html", 4, "c"), Message("warning", "y.html", 5, "d"), judged])
    good = {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}
    report.lighthouse("home", "mobile", Run(good, 1.2, 0.0, [], 1500), 100, 1.5, True)
    assert len(report.failures) == 3
    for run in (
        Run({**good, "seo": 99}, 1.2, 0.0, ["e: f"], 1500),
        Run(good, 1.6, 0.0, [], 1500),
        Run(good, 1.2, 0.01, [], 1500),
        Run({**good, "performance": 99}, 1.2, 0.0, [], 1500),
    ):
        report.lighthouse("home", "mobile", run, 100, 1.5, True)
        report.lighthouse("stock", "mobile", run, 100, 1.5, False)
    assert len(report.failures) == 7
    text = report.text()
    assert all(failure in text for failure in report.failures)
    assert "- warning: d (y.html:5)\n" in text
    assert f"(z.html:6) Kept: {judged.reason}." in text
    assert "2 files of HTML, CSS and SVG: 1 errors, 2 warnings." in text
    assert not Message("error", "z.html", 6, judged.words).reason


def test_the_report_counts_answers_and_names_those_that_were_wrong() -> None:
    report = Report()
    report.load(Load(Counter({"page, gzip": 2}), [1.0, 3.0], [], 0.5))
    assert report.failures == []
    assert "2 answers in 0.5 s, 0 at fault: median 2.0 ms" in report.text()
    assert "| page, gzip | 2 |" in report.text()
    report.load(Load(Counter(), [], [f"/{n}: the status is 500" for n in range(30)]))
    assert report.failures[0] == "nginx: /0: the status is 500"
    assert report.failures[-1] == "nginx: 10 more answers were wrong"


def test_the_stock_page_has_the_same_words(tmp_path: Path) -> None:
    root = stock.make(tmp_path / "stock", ROOT, long_discussion.FOUNDING)
    settings = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    assert settings["theme"] == {"name": "material"}
    result = build(root, SOURCE_DATE_EPOCH="")
    assert result.returncode == 0, result.stderr
    page = (root / "site" / stock.ARTICLE / "index.html").read_text("utf-8")
    for words in (
        "Weigh the relationship",
        "Kristin Johnson",
        "The reader speaks from contracting",
        "fonts.googleapis",
    ):
        assert words in page
    assert "/// quote" not in page


def test_what_does_not_hold_of_publishing_is_in_the_report() -> None:
    report = Report()
    report.publishing([("step of publishing: kill", 226, "whole at each")], ["publishing, whole builds: mixed"])
    assert "| step of publishing: kill | 226 | whole at each |" in report.text()
    assert report.failures == ["publishing, whole builds: mixed"]


def test_what_a_program_reads_otherwise_is_in_the_report() -> None:
    report = Report()
    report.reading("# What programs read\n\n## an-article\n\n| | w3m |\n", ["an-article, w3m, lede: no"])
    assert report.failures == ["reading programs: an-article, w3m, lede: no"]
    assert "\n## What programs read\n\n### an-article\n\n| | w3m |\n" in report.text()


def test_a_search_that_asks_for_too_much_fails_the_audit() -> None:
    report = Report()
    report.search(
        Searched([Answer("fine", LIMIT, 20, "2 results"), Answer("heavy", LIMIT + 1024, 20, "1 result")], 3, 9)
    )
    assert len(report.failures) == 1
    assert "“heavy” asks for 151.0 KB" in report.failures[0]
    assert "| fine | 150.0 | 20 | 2 results |" in report.text()
