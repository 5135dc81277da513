"""Records become one publication: who follows whom, who said what where, what is closed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from commentary.join import Publication
from commentary.load import load, today


@pytest.fixture
def publication(miniature: Path) -> Publication:
    loaded = load(miniature, dt.date(2026, 6, 30))
    assert loaded.problems == []
    return loaded.publication


def test_articles_are_newest_first_and_know_their_neighbours(publication: Publication) -> None:
    ids = list(publication.articles)
    assert ids == ["fourth", "second", "first", "third"]
    assert publication.articles["second"].newer.id == "fourth"
    assert publication.articles["second"].older.id == "first"
    assert publication.articles["fourth"].newer is None
    assert publication.articles["third"].older is None


def test_an_article_keeps_its_comments_under_another_name(publication: Publication) -> None:
    assert [c.id for c in publication.articles["second"].comments] == ["a"]


def test_views_stand_in_the_order_of_the_text_and_unused_ones_nowhere(publication: Publication) -> None:
    assert list(publication.articles["first"].views) == ["exact-words", "our-words"]
    assert [v.key for v in publication.views_of("expert-one")] == ["exact-words", "our-words"]
    assert publication.views_of("expert-two") == []


def test_people_lead_to_what_they_wrote(publication: Publication) -> None:
    assert [p.id for p in publication.articles_by("author-one")] == ["second", "first"]
    assert [p.id for p in publication.articles_after("original-author")] == ["first"]


@pytest.mark.parametrize(("day", "closed"), [(9, False), (10, False), (11, True)])
def test_a_discussion_closes_when_its_days_are_over(miniature: Path, day: int, closed: bool) -> None:
    article = miniature / "docs/articles/fourth.md"
    article.write_text(article.read_text("utf-8").replace("category:", "close_after_days: 9\ncategory:"), "utf-8")
    loaded = load(miniature, dt.date(2026, 3, day))
    assert loaded.publication.articles["fourth"].closed is closed


def _closing(miniature: Path, article: str, settings: str) -> tuple[bool, dt.date | None]:
    """Whether the discussion of the fourth article, of 1 March 2026, is closed on 30 June, and its last day."""
    file = miniature / "docs/articles/fourth.md"
    file.write_text(file.read_text("utf-8").replace("category:", f"{article}category:"), "utf-8")
    file = miniature / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("  commentary:\n", f"  commentary:\n{settings}"), "utf-8")
    loaded = load(miniature, dt.date(2026, 6, 30))
    assert loaded.problems == []
    piece = loaded.publication.articles["fourth"]
    return piece.closed, piece.open_until


@pytest.mark.parametrize(
    ("article", "settings", "closed", "last"),
    [
        ("", "", False, None),
        ("", "close_after_days: 30", True, "2026-03-31"),
        ("", "close_after_days: 150", False, "2026-07-29"),
        ("", "close_after_days: 0", False, None),
        ("close_after_days: 150", "close_after_days: 30", False, "2026-07-29"),
        ("close_after_days: 0", "close_after_days: 30", False, None),
        ("discussion: open", "close_after_days: 30", True, "2026-03-31"),
        ("", "discussion: closed", True, None),
        ("discussion: open", "discussion: closed", False, None),
        ("discussion: closed", "discussion: open", True, None),
        ("close_after_days: 150", "discussion: closed", True, None),
    ],
)
def test_what_an_article_says_of_closing_wins_over_the_settings(
    miniature: Path, article: str, settings: str, closed: bool, last: str | None
) -> None:
    found = _closing(miniature, f"{article}\n" if article else "", f"    {settings}\n" if settings else "")
    assert found == (closed, dt.date.fromisoformat(last) if last else None)


def test_today_is_the_latest_date_on_earth_or_that_of_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert dt.date.today() <= today() <= dt.date.today() + dt.timedelta(2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2026, 6, 30, 9, tzinfo=dt.UTC).timestamp())))
    assert today() == dt.date(2026, 6, 30)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2026, 6, 30, 10, tzinfo=dt.UTC).timestamp())))
    assert today() == dt.date(2026, 7, 1)


def test_line_breaks_are_kept_since_the_day_of_the_settings(miniature: Path) -> None:
    comment = miniature / "comments/first/new.yml"
    comment.write_text("date: 2026-01-25\nbody: |\n  Kind regards\n  Sam\n", "utf-8")
    config = miniature / "mkdocs.yml"
    settings = config.read_text("utf-8")
    for day, kept in (("2026-01-25", True), ("2026-01-26", False)):
        config.write_text(
            settings.replace("  commentary:\n", f"  commentary:\n    line_breaks_since: {day}\n", 1), "utf-8"
        )
        loaded = load(miniature, dt.date(2026, 6, 30))
        assert loaded.publication is not None, loaded.problems
        (new,) = (c for c in loaded.publication.articles["first"].comments if c.id == "new")
        assert ("<br>" in new.html) is kept
