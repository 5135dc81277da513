"""Plain data for the pages: words, addresses, teasers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from commentary import addresses
from commentary.load import load
from commentary.settings import Settings
from commentary.views import comments, words
from commentary.views.pages import PageView, all_pages


@pytest.mark.parametrize(
    ("count", "said"), [(0, "No comments yet"), (1, "1 comment"), (2, "2 comments"), (1000, "1000 comments")]
)
def test_counts(count: int, said: str) -> None:
    assert words.comments(count) == said


@pytest.mark.parametrize(
    ("value", "iso", "said"),
    [
        (dt.date(2026, 3, 1), "2026-03-01", "1 March 2026"),
        (dt.datetime(2026, 12, 31, 9, 5, tzinfo=dt.UTC), "2026-12-31T09:05:00+00:00", "31 December 2026, 09:05 UTC"),
        (
            dt.datetime(2026, 12, 31, 9, 5, tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30))),
            "2026-12-31T09:05:00-03:30",
            "31 December 2026, 09:05 UTC-03:30",
        ),
    ],
)
def test_dates(value: dt.date, iso: str, said: str) -> None:
    assert words.date(value) == words.DateView(iso, said)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("A B", "AB"), ("Dorothy Tannahill-Moran", "DT"), ("One", "O"), ("Ö von Ä", "ÖÄ"), ("42", "?"), ("قارئ", "ق")],
)
def test_initials(name: str, letters: str) -> None:
    assert words.initials(name) == letters


@pytest.mark.parametrize(("count", "said"), [(0, "1 min read"), (230, "1 min read"), (460, "2 min read")])
def test_reading_time(count: int, said: str) -> None:
    assert words.minutes(count) == said


@pytest.mark.parametrize(
    ("address", "root"), [("", "./"), ("archive/", "../"), ("articles/a/", "../../"), ("404.html", "./")]
)
def test_the_way_to_the_root(address: str, root: str) -> None:
    assert PageView("t", address, "s", "T", "D").root == root


@pytest.mark.parametrize(
    ("id", "address"), [("index", ""), ("about", "about/"), ("guide/index", "guide/"), ("guide/a", "guide/a/")]
)
def test_addresses_of_plain_pages(id: str, address: str) -> None:
    assert addresses.page(id) == address


@pytest.mark.parametrize(
    ("name", "slug"), [("Networking", "networking"), ("Tests & trials", "tests-trials"), ("Über uns", "uber-uns"),
                       ("Работа", "rabota"), ("…", "")]
)  # fmt: skip
def test_categories_have_ascii_addresses(name: str, slug: str) -> None:
    assert addresses.slug(name) == slug


@pytest.mark.parametrize(
    ("text", "id"), [("A section", "a-section"), ("Reply", "section-reply"), ("Comment 1", "section-comment-1")]
)
def test_headings_do_not_take_the_ids_of_the_page(text: str, id: str) -> None:
    assert addresses.heading(text, "-") == id


def test_latest_comments_are_newest_first_published_ones_alone_and_undated_ones_last(miniature: Path) -> None:
    publication = load(miniature, dt.date(2026, 6, 30)).publication
    teasers = comments.latest(publication, 100)
    ids = [t.path.partition("#comment-")[2] for t in teasers]
    assert ids == ["a", "009", "006", "005", "004", "003", "002", "001", "undated"]
    assert teasers[4].name == "An Editor"
    assert len(comments.latest(publication, 3)) == 3


def test_every_page_has_a_template_and_an_address_of_its_own(miniature: Path) -> None:
    pages = all_pages(load(miniature, dt.date(2026, 6, 30)).publication, Settings()).values()
    found = [p.address for p in pages]
    assert len(found) == len(set(found))
    assert {"", "archive/", "experts/", "experts/expert-one/", "authors/author-one/", "categories/tests-trials/",
            "articles/first/", "articles/old-second/", "about/", "guide/"} <= set(found)  # fmt: skip
    theme = Path(__file__).parents[1] / "hooks/theme"
    assert all((theme / p.template).is_file() for p in pages)
