"""Plain data for the pages: words, addresses, teasers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from commentary import addresses
from commentary.load import load
from commentary.settings import Settings
from commentary.views import comments, words
from commentary.views.page import PageView
from commentary.views.pages import all_pages
from tests.publication import language


@pytest.mark.parametrize(
    ("name", "letters"),
    [("A B", "AB"), ("Dorothy Tannahill-Moran", "DT"), ("One", "O"), ("Ö von Ä", "ÖÄ"), ("42", "?"), ("قارئ", "ق")],
)
def test_initials(name: str, letters: str) -> None:
    assert words.initials(name) == letters


@pytest.mark.parametrize(
    ("address", "root"), [("", "./"), ("archive/", "../"), ("articles/a/", "../../"), ("404.html", "./")]
)
def test_the_way_to_the_root(address: str, root: str) -> None:
    assert PageView("t", address, "s", "T", "D").root == root


@pytest.mark.parametrize(
    ("id", "address"), [("index", ""), ("about", "about/"), ("guide/index", "guide/"), ("guide/a", "guide/a/"),
                         ("c#", "c%23/"), ("über uns?", "%C3%BCber%20uns%3F/"), ("100%/a", "100%25/a/")]
)  # fmt: skip
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
    teasers = comments.latest(publication, 100, 500)
    ids = [t.path.partition("#comment-")[2] for t in teasers]
    assert ids == ["a", "009", "006", "005", "004", "003", "002", "001", "undated"]
    assert teasers[4].name == "An Editor"
    assert len(comments.latest(publication, 3, 500)) == 3


def test_a_long_discussion_goes_on_at_further_pages_by_number(miniature: Path) -> None:
    publication = load(miniature, dt.date(2026, 6, 30)).publication
    parts = comments.discussion(publication.articles["first"], publication, 2, 4).parts
    assert [(p.number, p.path, p.first, p.last) for p in parts] == [
        (1, "articles/first/", 1, 4),
        (2, "articles/first/comments/2/", 5, 8),
        (3, "articles/first/comments/3/", 9, 10),
    ]
    assert [c.number for p in parts for c in p.all] == list(range(1, 11))
    # 004 answers 003 of the first page: it begins anew on the second and says so, with the way back.
    again = parts[1].comments[0]
    assert (again.id, again.answers.path) == ("004", "articles/first/#comment-003")
    assert again.path == "articles/first/comments/2/#comment-004"


def test_featured_comments_of_all_pages_are_named_on_the_first(miniature: Path) -> None:
    publication = load(miniature, dt.date(2026, 6, 30)).publication
    featured = comments.discussion(publication.articles["first"], publication, 2, 4).featured
    assert [(c.number, c.name, c.path) for c in featured] == [
        (2, "Reader One", "articles/first/#comment-001"),
        (7, "", "articles/first/comments/2/#comment-006"),
    ]


def test_a_withheld_comment_is_never_featured(miniature: Path) -> None:
    comment = miniature / "comments/first/007.yml"
    comment.write_text(f"featured: true\n{comment.read_text('utf-8')}", "utf-8")
    publication = load(miniature, dt.date(2026, 6, 30)).publication
    assert "007" not in [c.id for c in comments.discussion(publication.articles["first"], publication, 2, 50).featured]


def test_related_articles_share_most_then_are_newest(miniature: Path) -> None:
    publication = load(miniature, dt.date(2026, 6, 30)).publication
    assert [p.id for p in publication.related(publication.articles["third"], 3)] == ["fourth", "second", "first"]
    assert [p.id for p in publication.related(publication.articles["first"], 1)] == ["second"]


def test_who_is_not_approved_is_in_no_list_and_announced_nowhere(miniature: Path) -> None:
    pages = all_pages(load(miniature, dt.date(2026, 6, 30)).publication, Settings(), language("en"), {})
    assert [person.id for person, _ in pages["experts.md"].data["experts"]] == ["expert-one"]
    assert (pages["experts/expert-one.md"].listed, pages["experts/expert-two.md"].listed) == (True, False)


def test_every_page_has_a_template_and_an_address_of_its_own(miniature: Path) -> None:
    pages = all_pages(load(miniature, dt.date(2026, 6, 30)).publication, Settings(), language("en"), {}).values()
    found = [p.address for p in pages]
    assert len(found) == len(set(found))
    assert {"", "archive/", "experts/", "experts/expert-one/", "authors/author-one/", "categories/tests-trials/",
            "articles/first/", "articles/old-second/", "about/", "guide/"} <= set(found)  # fmt: skip
    theme = Path(__file__).parents[1] / "hooks/theme"
    assert all((theme / p.template).is_file() for p in pages)
