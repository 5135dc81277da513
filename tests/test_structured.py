"""What pages say to programs: read back by extruct and mf2py, and held against the records it was made from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import extruct
import html5lib
import mf2py
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary import addresses
from commentary.join import Piece, Publication
from commentary.load import load
from commentary.markup import comment_html, plain_text
from commentary.structured.json_ld import script
from commentary.views.comments import speaker
from tests.many_articles import WORDY
from tests.publication import MINIATURE, ROOT, TODAY

URL = "https://example.org/blog/"
Thing = dict


def one_line(text: object) -> str:
    return "".join(str(text).split())


def several(value: object) -> list:
    return [] if value is None else value if isinstance(value, list) else [value]


def graph(page: str) -> dict[str, Thing]:
    """The things in the head of a page by their type, as a browser finds the element and a reader of JSON its text."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    (found,) = [e.text for e in document.iter("script") if e.get("type") == "application/ld+json"]
    (read,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert read == json.loads(found)
    return {thing["@type"]: thing for thing in read["@graph"]}


def publication(root: Path, today: dt.date) -> Publication:
    found = load(root, today).publication
    assert found is not None
    return found


def article_in_head(piece: Piece, of: Publication, page: str, url: str) -> None:
    record, things = piece.record, graph(page)
    said = things["Article"]
    assert said["@id"] == said["url"] == url + addresses.article(piece.id)
    assert (said["headline"], said["description"]) == (record.title, record.description)
    assert said["datePublished"] == record.date.isoformat()
    assert said.get("dateModified") == (record.updated.isoformat() if record.updated else None)
    types = {"person": "Person", "organisation": "Organization"}
    assert said["author"] == [
        {"@type": types[a.kind], "name": a.name, "url": url + addresses.author(id)} for id, a in piece.authors.items()
    ]
    assert said["articleSection"] == record.category
    assert tuple(said.get("keywords", ())) == record.tags
    assert said.get("commentCount") == (None if record.discussion == "off" else len(piece.comments))
    if record.image:
        image = said["image"]
        assert (image["caption"], image["creditText"]) == (record.image.alt, record.image.credit)
        assert image["url"].startswith(url + "images/")
        assert image["width"] > 0 < image["height"]
    original = record.based_on
    told_after = said.get("isBasedOn")
    assert (told_after is None) == (original is None)
    if original:
        registered = of.authors.get(original.author or "")
        name = registered.name if registered else original.author
        assert told_after["name"] == original.title
        assert told_after.get("author", {}).get("name") == name
        assert told_after.get("publisher", {}).get("name") == original.publication
        assert told_after.get("url") == original.url
    paraphrased = {v.expert.name for v in piece.views.values() if v.quote.wording == "paraphrase"}
    assert {person["name"] for person in said.get("mentions", ())} == paraphrased
    way = things["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in way][1:] == [record.category, record.title]
    assert [step["item"] for step in way] == [
        url,
        url + addresses.category(addresses.slug(record.category)),
        said["url"],
    ]


def voices_in_place(piece: Piece, of: Publication, page: str, url: str) -> None:
    """The comments and exact words that the page's own elements say in schema.org, and nothing else."""
    address = url + addresses.article(piece.id)
    (article,) = extruct.extract(page, base_url=address, syntaxes=["microdata"])["microdata"]
    assert (article["type"], article["id"]) == ("https://schema.org/Article", address)
    properties = article["properties"]
    quotations = several(properties.get("citation"))
    exact = [view for view in piece.views.values() if view.quote.wording == "exact"]
    for said, view in zip(quotations, exact, strict=True):
        assert said["type"] == "https://schema.org/Quotation"
        assert urljoin(address, said["id"]) == url + addresses.quote(piece.id, view.key)
        assert one_line(said["properties"]["text"]) == one_line(plain_text(comment_html(view.quote.text)))
        creator = said["properties"]["creator"]["properties"]
        assert creator == {"name": view.expert.name, "url": url + addresses.expert(view.expert_id)}
    assert page.count("https://schema.org/Quotation") == len(exact)
    shown = [c for c in piece.comments if c.record.status == "published"]
    found = {comment["properties"]["url"]: comment for comment in several(properties.get("comment"))}
    if len(piece.comments) > 100 and piece.id != WORDY:
        assert found == {}
        return
    assert set(found) == {url + addresses.comment(piece.id, c.id) for c in shown}
    for comment in shown:
        said = found[url + addresses.comment(piece.id, comment.id)]
        assert said["type"] == "https://schema.org/Comment"
        values = said["properties"]
        paraphrase = comment.record.wording == "paraphrase"
        text = values["abstract" if paraphrase else "text"]
        assert ("text" in values) != paraphrase
        assert one_line(text) == one_line(plain_text(comment_html(comment.record.body or "")))
        assert values["creator"]["properties"]["name"] == (speaker(comment.record, of) or "A reader")
        assert ("datePublished" in values) == (comment.record.date is not None)
        if comment.record.moment:
            written = dt.datetime.fromisoformat(values["datePublished"])
            assert written.date() == dt.date.fromisoformat(str(comment.record.date)[:10])
        parent = url + addresses.comment(piece.id, comment.parent.id) if comment.parent else None
        assert values.get("parentItem") == parent


def entry(piece: Piece, of: Publication, page: str, url: str) -> None:
    """The same in microformats2."""
    record, address = piece.record, url + addresses.article(piece.id)
    (found,) = mf2py.parse(page, url=address)["items"]
    assert found["type"] == ["h-entry"]
    said = found["properties"]
    assert one_line(said["name"][0]) == one_line(record.title)
    assert one_line(said["summary"][0]) == one_line(record.description)
    assert said["url"] == [address]
    assert said["published"] == [record.date.isoformat()]
    assert said.get("updated", []) == ([record.updated.isoformat()] if record.updated else [])
    assert [one_line(c) for c in said["category"]] == [one_line(c) for c in (record.category, *record.tags)]
    names = [one_line(author["properties"]["name"][0]) for author in said["author"]]
    assert names == [one_line(a.name) for a in piece.authors.values()]
    assert ("photo" in said) == (record.image is not None)
    shown = {c.id: c for c in piece.comments if c.record.status == "published"}
    comments = {c["id"].removeprefix("comment-"): c["properties"] for c in said.get("comment", [])}
    assert set(comments) == set(shown)
    for id, values in comments.items():
        comment = shown[id].record
        assert values["url"] == [f"{address}#comment-{id}"]
        assert one_line(values["author"][0]["properties"]["name"][0]) == one_line(speaker(comment, of) or "A reader")
        assert ("published" in values) == (comment.date is not None)
        text = one_line(plain_text(comment_html(comment.body or "")))
        assert one_line(values["content"][0]["value"]) == text


def pages_of(root: Path, site: Path, today: str) -> Iterator[tuple[Piece, Publication, str]]:
    of = publication(root, dt.date.fromisoformat(today))
    for piece in of.articles.values():
        yield piece, of, (site / addresses.article(piece.id) / "index.html").read_text("utf-8")


def test_every_article_of_the_miniature_is_read_back(miniature_site: Path) -> None:
    for piece, of, page in pages_of(MINIATURE, miniature_site, TODAY):
        article_in_head(piece, of, page, URL)
        voices_in_place(piece, of, page, URL)
        entry(piece, of, page, URL)


@pytest.mark.parametrize("read", [article_in_head, voices_in_place, entry])
def test_every_article_of_two_hundred_is_read_back(many: Path, read) -> None:
    pages = list(pages_of(many, many / "site", TODAY))
    assert len(pages) == 200
    for piece, of, page in pages:
        read(piece, of, page, URL)


def test_every_article_of_this_site_is_read_back(site: Path) -> None:
    """It is built without an address of its own: what is said is relative to the page."""
    for piece, of, page in pages_of(ROOT, site, dt.date.today().isoformat()):
        said = graph(page)["Article"]
        assert said["headline"] == piece.record.title
        assert said["@id"] == "../../" + addresses.article(piece.id)
        exact = [view for view in piece.views.values() if view.quote.wording == "exact"]
        assert page.count("https://schema.org/Quotation") == len(exact)
        assert page.count("https://schema.org/Comment") == sum(c.record.status == "published" for c in piece.comments)
        assert of.articles[piece.id] is piece


KINDS = {
    "index.html": {"WebSite", "ItemList"},
    "archive/index.html": {"CollectionPage", "BreadcrumbList"},
    "categories/elsewhere/index.html": {"CollectionPage", "BreadcrumbList"},
    "experts/index.html": {"CollectionPage", "BreadcrumbList"},
    "experts/expert-one/index.html": {"ProfilePage", "BreadcrumbList"},
    "authors/author-one/index.html": {"ProfilePage", "BreadcrumbList"},
    "about/index.html": {"AboutPage", "BreadcrumbList"},
    "guide/index.html": {"WebPage", "BreadcrumbList"},
}


@pytest.mark.parametrize("path", KINDS)
def test_each_kind_of_page_says_what_it_is(miniature_site: Path, path: str) -> None:
    page = (miniature_site / path).read_text("utf-8")
    assert set(graph(page)) == KINDS[path]
    assert f'<link rel="canonical" href="{URL}{path.removesuffix("index.html")}">' in page
    assert 'content=""' not in page
    assert '<meta property="og:url"' in page


def test_programs_are_told_how_to_search(miniature_site: Path, site: Path) -> None:
    action = graph((miniature_site / "index.html").read_text("utf-8"))["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"].replace("{words}", "a%20b") == f"{URL}search/?q=a%20b"
    assert action["query-input"] == "required name=words"
    # Without an address of the site there is none to give.
    assert "potentialAction" not in graph((site / "index.html").read_text("utf-8"))["WebSite"]


@pytest.mark.parametrize("path", ["404.html", "reply/thanks/index.html", "articles/old-second/index.html"])
def test_a_page_that_is_no_ones_goal_says_nothing(miniature_site: Path, path: str) -> None:
    page = (miniature_site / path).read_text("utf-8")
    assert "ld+json" not in page
    assert "og:" not in page


anything = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))


@given(st.dictionaries(anything, st.one_of(anything.filter(bool), st.lists(anything, min_size=1)), min_size=1))
def test_no_text_breaks_out_of_its_element(thing: dict[str, object]) -> None:
    written = str(script([thing]))
    page = f"<!doctype html><head>{written}<title>after</title></head>"
    document = html5lib.parse(page, namespaceHTMLElements=False)
    (element,) = document.iter("script")
    assert json.loads(element.text)["@graph"] == [thing]
    assert document.find("head/title").text == "after"
    inner = written.removesuffix("</script>")
    assert not {"<!--", "]]>", "</", "<script>"} & {sign for sign in ("<!--", "]]>", "</", "<script>") if sign in inner}
