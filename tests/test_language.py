"""The pages speak one language at a time, each text once, in the forms that it has."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from markupsafe import Markup

from commentary.language import load_language
from tests.publication import ROOT, build, language, run

TEXTS = ROOT / "hooks/theme/text"
TAGS = sorted(file.stem for file in TEXTS.glob("*.yml"))


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_is_whole(tag: str) -> None:
    assert load_language(TEXTS, tag, "text")[1] == []


@pytest.mark.parametrize(
    ("tag", "number", "said"),
    [("en", 0, "No comments yet"), ("en", 1, "1 comment"), ("en", 2, "2 comments"), ("de", 1, "1 Kommentar"),
     ("de", 2, "2 Kommentare")],
)  # fmt: skip
def test_counts(tag: str, number: int, said: str) -> None:
    assert language(tag).count("comments", number) == said


@pytest.mark.parametrize(
    ("tag", "value", "said"),
    [
        ("en-GB", dt.date(2026, 3, 1), "1 March 2026"),
        ("en", dt.date(2026, 3, 1), "March 1, 2026"),
        ("de", dt.date(2026, 3, 1), "1. März 2026"),
        ("en-GB", dt.datetime(2026, 12, 31, 9, 5, tzinfo=dt.UTC), "31 December 2026, 09:05 UTC"),
        (
            "en-GB",
            dt.datetime(2026, 12, 31, 9, 5, tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30))),
            "31 December 2026, 09:05 UTC-03:30",
        ),
    ],
)
def test_dates(tag: str, value: dt.date, said: str) -> None:
    assert language(tag).date(value) == said


def test_values_are_escaped_and_markup_is_not() -> None:
    assert language("en").text("article.by", authors="<b>") == "By &lt;b&gt;"
    assert language("en").text("article.by", authors=Markup("<b>x</b>")) == "By <b>x</b>"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    shutil.copytree(TEXTS, tmp_path / "text")
    return tmp_path / "text"


def reports(folder: Path, tag: str) -> list[str]:
    found, problems = load_language(folder, tag, "text")
    assert found is None
    return [f"{p.place.path}: {p.message}" for p in problems]


def test_a_contributor_adds_a_language_by_adding_one_file(texts: Path) -> None:
    shutil.copy(texts / "en.yml", texts / "eo.yml")
    assert load_language(texts, "eo", "text")[0].tag == "eo"


def test_a_language_that_is_not_there_is_told_with_those_that_are(texts: Path) -> None:
    assert reports(texts, "fr") == [
        "text/fr.yml: a language has a file of texts; there is none for “fr”, but for de, en"
    ]


def test_what_is_missing_too_much_or_has_a_wrong_place_is_told(texts: Path) -> None:
    text = (texts / "de.yml").read_text("utf-8")
    text = (
        text.replace("  skip: ", "  skipp: ")
        .replace("Von {authors}", "Von {autoren}")
        .replace("Seite {number}\n", "Seite {\n")
    )
    (texts / "de.yml").write_text(text, "utf-8")
    said = reports(texts, "de")
    assert "text/de.yml: page.skip: must be given; it is missing" in said
    assert "text/de.yml: page.skipp: is not a text of en.yml" in said
    assert "text/de.yml: article.by: has the places of en.yml; autoren is none of them" in said
    assert any("a brace without its fellow" in line for line in said)


def test_a_theme_without_its_texts_is_told(miniature: Path) -> None:
    settings = miniature / "mkdocs.yml"
    text = re.sub(r"custom_dir: .*", "custom_dir: hooks/nowhere", settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    result = run("commentary", "check", cwd=miniature)
    assert result.returncode == 1
    assert result.stdout.startswith(
        "mkdocs.yml:1:1: theme: has its texts in text/en.yml of its custom_dir; there is no"
    )
    assert result.stderr.startswith("1 fault in 1 file")


def test_every_text_is_used_and_no_template_speaks_for_itself() -> None:
    theme = ROOT / "hooks/theme"
    sources = "".join(
        f.read_text("utf-8") for f in [*theme.rglob("*.html"), *(ROOT / "hooks/commentary").rglob("*.py")]
    )
    script = "".join(f.read_text("utf-8") for f in theme.rglob("*.js"))
    for name in language("en").texts:
        section, _, key = name.partition(".")
        spoken = f'"{name}"' in sources or (section == "count" and f'count("{key}"' in sources)
        spoken |= section == "form" and f'say("{key}"' in script
        spoken |= section == "results" and bool(re.search(rf'say\("{key}"|text\.{key}\b|[?:] "{key}"', script))
        spoken |= name == "count.results" and '"count.results"' in sources
        # The two pages to which an endpoint leads share a template and a view.
        spoken |= section in ("thanks", "failure") and (f'".{key}"' in sources or f"}}.{key}" in sources)
        assert spoken or (section == "comment" and key in ("author", "expert", "editor", "withheld", "removed")), name
    for template in theme.rglob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", template.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"[A-Za-z]{3,}", text.replace("comments/README.md", "")), (
            f"{template.name}: {text.strip()}"
        )


def test_a_site_in_german_is_german_throughout(miniature: Path) -> None:
    settings = miniature / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("language: en-GB", "language: de"), "utf-8")
    assert build(miniature).returncode == 0
    page = (miniature / "site/articles/first/index.html").read_text("utf-8")
    assert '<html lang="de">' in page
    assert "10 Kommentare" in page
    assert "10. Januar 2026" in page
    home = (miniature / "site/index.html").read_text("utf-8")
    shown = (page + home).replace("schema.org/Comment", "")
    for word in ("Skip", "Latest", "Comment ", "comments yet", "January"):
        assert word not in shown, word
