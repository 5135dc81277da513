"""What somebody who follows the publication gets: every feed, read as other programs read it."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import html5lib
import pytest
from lxml import etree

from commentary import addresses
from commentary.feeds.content import readable
from commentary.feeds.pictures import media_type
from commentary.fields import PICTURES
from commentary.load import load
from tests.feeds.reading import ATOM, THREAD, atom_feeds, parsed, valid
from tests.publication import MINIATURE, TODAY, build, files

URL = "https://example.org/blog/"
HERE = dt.date.fromisoformat(TODAY)


@pytest.mark.parametrize("publication", ["miniature_site", "site", "many_site"])
def test_other_programs_read_every_feed(publication: str, request: pytest.FixtureRequest) -> None:
    feeds = atom_feeds(request.getfixturevalue(publication))
    assert {"feed.xml", "comments.xml"} < set(feeds)
    for path, data in feeds.items():
        root = valid(data)
        assert [one.id for one in parsed(data).entries] == [
            one.text for one in root.iterfind(f"{ATOM}entry/{ATOM}id")
        ], path


def test_feeds_are_there_before_there_is_anything_to_say(empty_site: Path) -> None:
    feeds = atom_feeds(empty_site)
    assert set(feeds) == {"feed.xml", "comments.xml"}
    for data in feeds.values():
        assert valid(data).findall(f"{ATOM}entry") == []
        assert parsed(data).feed.updated == "1970-01-01T12:00:00-05:00"
    assert json.loads((empty_site / "feed.json").read_text("utf-8"))["items"] == []


def test_the_first_link_of_a_feed_leads_to_its_page(miniature_site: Path) -> None:
    """Some programs, such as @extractus/feed-extractor, take no other."""
    for path, data in atom_feeds(miniature_site).items():
        links = [link.get("rel") for link in valid(data).findall(f"{ATOM}link")]
        assert links == ["alternate", "self"], path


def _offset(day: dt.date) -> str:
    """That of New York, the miniature's own zone, as ISO 8601 writes it."""
    noon = dt.datetime.combine(day, dt.time(12), ZoneInfo("America/New_York"))
    return noon.isoformat()[-6:]


def test_a_feed_of_articles_has_them_in_full(miniature_site: Path) -> None:
    publication = load(MINIATURE, HERE).publication
    feed = parsed((miniature_site / "feed.xml").read_bytes())
    assert [one.link for one in feed.entries] == [URL + addresses.article(id) for id in publication.articles]
    for one, piece in zip(feed.entries, publication.articles.values(), strict=True):
        record = piece.record
        assert (one.title, one.summary) == (record.title, record.description)
        # In the Americas as in Europe it is the day that the page says.
        assert one.published == f"{record.date}T12:00:00{_offset(record.date)}"
        assert one.updated == f"{record.updated or record.date}T12:00:00{_offset(record.updated or record.date)}"
        assert [person.name for person in one.authors] == [author.name for author in piece.authors.values()]
        assert [term.label or term.term for term in one.tags] == [record.category, *record.tags]
        pictures = [link.href for link in one.links if link.rel == "enclosure"]
        assert len(pictures) == (record.image is not None)
        for picture in pictures:
            assert (miniature_site / picture.removeprefix(URL)).is_file()
        replies = [link.href for link in one.links if link.rel == "replies"]
        assert replies == (
            []
            if record.discussion == "off"
            else [URL + addresses.comments_feed(piece.id), URL + addresses.discussion(piece.id)]
        )
        for view in piece.views.values():
            assert view.expert.name in one.content[0].value


def test_a_category_and_an_author_have_feeds_of_their_own(miniature_site: Path) -> None:
    publication = load(MINIATURE, HERE).publication
    files = atom_feeds(miniature_site)
    known = entries(files["feed.xml"])
    categories = publication.categories().values()
    groups = {addresses.category_feed(pieces[0].category): pieces for pieces in categories}
    groups |= {addresses.author_feed(id): publication.articles_by(id) for id in publication.authors}
    for path, pieces in groups.items():
        assert (path in files) == bool(pieces)
        if pieces:
            feed = parsed(files[path])
            assert [one.link for one in feed.entries] == [URL + addresses.article(piece.id) for piece in pieces]
            assert feed.feed.link == URL + path.removesuffix("feed.xml")
            assert entries(files[path]).items() <= known.items()
    assert {len(pieces) for pieces in groups.values()} > {0, 2}


def entries(feed: bytes) -> dict[str, bytes]:
    """All that each entry says, by its id."""
    found = valid(feed).iter(f"{ATOM}entry")
    return {entry.findtext(f"{ATOM}id"): etree.tostring(entry, with_tail=False) for entry in found}


def test_every_address_in_a_feed_is_whole_and_leads_somewhere(miniature_site: Path) -> None:
    for path, data in atom_feeds(miniature_site).items():
        for text in valid(data).itertext(f"{ATOM}content"):
            for element in html5lib.parseFragment(text, namespaceHTMLElements=False).iter():
                for name in ("href", "src", "cite"):
                    leads_somewhere(miniature_site, element.get(name, URL), path)
        for element in valid(data).iter(f"{ATOM}link"):
            leads_somewhere(miniature_site, element.get("href"), path)


def leads_somewhere(site: Path, address: str, path: str) -> None:
    assert re.match("https?://|mailto:", address), f"{path}: {address}"
    if address.startswith(URL):
        file = site / address.removeprefix(URL).partition("#")[0]
        assert (file / "index.html" if file.is_dir() else file).is_file(), f"{path}: {address}"


def test_a_site_that_knows_no_address_has_feeds_that_lead_to_its_pages(site: Path) -> None:
    for path, data in atom_feeds(site).items():
        for link in valid(data).iter(f"{ATOM}link"):
            if not link.get("href").startswith(("http://", "https://")):
                address = urljoin(f"{URL}{path}", link.get("href"))
                leads_somewhere(site, address, path)


def test_each_comment_says_what_it_answers(miniature_site: Path) -> None:
    publication = load(MINIATURE, HERE).publication
    for piece in publication.articles.values():
        file = miniature_site / addresses.comments_feed(piece.id)
        assert file.is_file() == (piece.record.discussion != "off")
        if not file.is_file():
            continue
        found = {}
        for entry in valid(file.read_bytes()).iterfind(f"{ATOM}entry"):
            answers = entry.find(f"{THREAD}in-reply-to")
            found[entry.findtext(f"{ATOM}id")] = (entry.find(f"{ATOM}link").get("href"), answers.get("href"))
        said = dict(found.values())
        shown = [c for c in piece.comments if c.record.status == "published"]
        assert set(said) == {URL + addresses.comment(piece.id, c.id) for c in shown}
        for comment in shown:
            parent = addresses.comment(piece.id, comment.parent.id) if comment.parent else addresses.article(piece.id)
            assert said[URL + addresses.comment(piece.id, comment.id)] == URL + parent


def test_what_is_withheld_or_removed_is_in_no_feed(miniature: Path) -> None:
    comment = miniature / "comments/first/001.yml"
    said = "Only this comment says zanzibar."
    comment.write_text(f"author: A Test\ndate: 2026-06-01\nbody: {said}\n", "utf-8")
    assert build(miniature).returncode == 0
    with_it = [path for path, data in files(miniature / "site").items() if b"zanzibar" in data and path.endswith("xml")]
    assert with_it == ["articles/first/comments.xml", "comments.xml"]
    for status in ("withheld", "removed"):
        comment.write_text(
            f"author: A Test\ndate: 2026-06-01\nbody: {said}\nstatus: {status}\nreason: It is test data.\n", "utf-8"
        )
        assert build(miniature).returncode == 0
        assert not [path for path, data in files(miniature / "site").items() if b"zanzibar" in data]


def test_a_paraphrase_is_not_given_as_the_experts_words(miniature_site: Path) -> None:
    seen = set()
    for piece in load(MINIATURE, HERE).publication.articles.values():
        for key, view in piece.views.items():
            feed = parsed((miniature_site / addresses.expert_feed(view.expert_id)).read_bytes())
            (entry,) = [one for one in feed.entries if one.link == URL + addresses.quote(piece.id, key)]
            exact = view.quote.wording == "exact"
            seen.add(exact)
            assert (view.expert.name in [person.name for person in entry.authors]) == exact
            assert ("<blockquote" in entry.content[0].value) == exact
            assert exact or "our words" in entry.title
    assert seen == {True, False}


def test_ids_stay_when_the_site_and_an_article_move(miniature: Path) -> None:
    assert build(miniature).returncode == 0
    before = ids(miniature / "site")
    settings = miniature / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(URL, "https://elsewhere.example.org/"), "utf-8")
    article = miniature / "docs/articles/first.md"
    moved = article.with_name("renamed.md")
    article.rename(moved)
    moved.write_text(moved.read_text("utf-8").replace("---\n", "---\ncommentary: first\n", 1), "utf-8")
    for page in (miniature / "docs").rglob("*.md"):
        page.write_text(page.read_text("utf-8").replace("first.md", "renamed.md"), "utf-8")
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    after = ids(miniature / "site")
    assert after["feed.xml"] == before["feed.xml"]
    assert after["comments.xml"] == before["comments.xml"]
    assert after["articles/renamed/comments.xml"] == before["articles/first/comments.xml"]
    assert b"elsewhere" in (miniature / "site/feed.xml").read_bytes()


def ids(site: Path) -> dict[str, list[str]]:
    return {path: [one.text for one in valid(data).iter(f"{ATOM}id")] for path, data in atom_feeds(site).items()}


def test_the_json_feed_says_what_the_atom_feed_says(miniature_site: Path, many_site: Path) -> None:
    for site in (miniature_site, many_site):
        atom = valid((site / "feed.xml").read_bytes())
        feed = json.loads((site / "feed.json").read_text("utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == URL + "feed.json"
        assert feed["home_page_url"] == URL
        entries = atom.findall(f"{ATOM}entry")
        for item, entry in zip(feed["items"], entries, strict=True):
            for name, element in {
                "id": "id",
                "title": "title",
                "summary": "summary",
                "content_html": "content",
                "date_modified": "updated",
                "date_published": "published",
            }.items():
                assert item[name] == entry.findtext(ATOM + element)
            assert [a["name"] for a in item["authors"]] == [e.text for e in entry.iterfind(f"{ATOM}author/{ATOM}name")]
            total = entry.findtext(f"{THREAD}total")
            assert item.get("_discussion", {}).get("comments", 0) == int(total or 0)


def test_pages_name_their_feeds(miniature_site: Path) -> None:
    for page, feeds in {
        "index.html": {"feed.xml", "feed.json", "comments.xml"},
        "articles/first/index.html": {"feed.xml", "articles/first/comments.xml"},
        "experts/expert-one/index.html": {"feed.xml", "experts/expert-one/feed.xml"},
        "categories/elsewhere/index.html": {"feed.xml", "categories/elsewhere/feed.xml"},
        "authors/author-one/index.html": {"feed.xml", "authors/author-one/feed.xml"},
        "authors/original-author/index.html": {"feed.xml"},
        "about/index.html": {"feed.xml"},
    }.items():
        document = html5lib.parse((miniature_site / page).read_text("utf-8"), namespaceHTMLElements=False)
        found = [link for link in document.iter("link") if link.get("rel") == "alternate"]
        assert {urljoin(URL + page, link.get("href")) for link in found} == {URL + feed for feed in feeds}
        seen = {urljoin(URL + page, link.get("href", "")) for link in document.iter("a")}
        assert {URL + feed for feed in feeds if feed.endswith("xml")} <= seen


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_is_called_one(ending: str) -> None:
    assert media_type(f"images/a{ending}").startswith("image/")


def test_a_text_may_have_more_levels_than_python_calls() -> None:
    deep = f"{'<div>' * 3_000}<p>Words.</p>{'</div>' * 3_000}"
    assert readable(deep, lambda target: target) == deep


PAGE = "https://example.org/blog/articles/a/"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ('<p><a href="../b/#c">b</a></p>', '<p><a href="https://example.org/blog/articles/b/#c">b</a></p>'),
        ('<p><a href="#here">b</a></p>', f'<p><a href="{PAGE}#here">b</a></p>'),
        ('<h2 id="x" class="y">Title</h2><a class="headerlink" href="#x" title="Title"></a>', "<h2>Title</h2>"),
        ('<p>a <a href="http://[">b</a></p>', "<p>a b</p>"),
        ('<script>alert(1)</script><p onclick="x()">a</p>', "<p>a</p>"),
        ('<ul><li><input type="checkbox" checked> done</li></ul>', "<ul><li>☑ done</li></ul>"),
        ("<p>]]&gt; &lt;/script&gt; &lt;!-- \"'</p>", "<p>]]&gt; &lt;/script&gt; &lt;!-- \"'</p>"),
    ],
)
def test_an_article_is_written_for_a_feed_reader(body: str, read: str) -> None:
    def where(target: str) -> str | None:
        try:
            return urljoin(PAGE, target)
        except ValueError:
            return None

    assert readable(body, where) == read
