"""Whatever a title, a name and a text are full of, a feed is well-formed and gives the same back."""

from __future__ import annotations

import datetime as dt
import html
import json

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commentary.feeds.atom import atom
from commentary.feeds.characters import holdable
from commentary.feeds.content import readable
from commentary.feeds.feed import Dress, Entry, Feed, Person, Term
from commentary.feeds.json_feed import json_feed
from tests.feeds.reading import ATOM, parsed, valid
from tests.many_articles import NASTY

MOMENT = dt.datetime(2026, 6, 30, tzinfo=dt.UTC)
DRESS = Dress("en", "https://e.org/icon.svg", "feed.css", "A feed.", "Back")
# What the readers of our files refuse is no text of ours; line ends are one for XML (section 2.11).
TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=40
    ),
).filter(str.strip)


def feed(title: str, name: str, text: str) -> Feed:
    entry = Entry(
        id="urn:x:1",
        url="https://e.org/a/",
        title=title,
        updated=MOMENT,
        html=html.escape(text),
        summary=text,
        authors=(Person(name),),
        terms=(Term("t", label=name),),
    )
    pages = {"url": "https://e.org/feed.xml", "page": "https://e.org/"}
    return Feed("feed.xml", "urn:x:0", title=title, subtitle=text, updated=MOMENT, entries=(entry,), **pages)


@given(TEXT, TEXT, TEXT)
@example("]]>", "</script>", "<!-- \u202e --> &amp;")
def test_atom_gives_the_same_text_back(title: str, name: str, text: str) -> None:
    written = atom(feed(title, name, text), DRESS)
    root = valid(written)
    entry = root.find(f"{ATOM}entry")
    assert (root.findtext(f"{ATOM}title"), root.findtext(f"{ATOM}subtitle")) == (title, text)
    assert entry.findtext(f"{ATOM}title") == title
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == name
    assert entry.find(f"{ATOM}category").get("label") == name
    assert entry.findtext(f"{ATOM}summary") == text
    assert html.unescape(entry.findtext(f"{ATOM}content")) == html.unescape(html.escape(text))


@pytest.mark.parametrize("text", NASTY)
def test_a_feed_reader_reads_it_the_same(text: str) -> None:
    (read,) = parsed(atom(feed(text, text, text), DRESS)).entries
    assert (read.title, read.author, read.summary) == (text, text, text)
    assert html.unescape(read.content[0].value) == html.unescape(html.escape(text))


@given(TEXT, TEXT, TEXT)
def test_json_gives_the_same_text_back(title: str, name: str, text: str) -> None:
    said = json.loads(json_feed(feed(title, name, text), DRESS))
    (item,) = said["items"]
    assert (said["title"], said["description"], item["title"], item["summary"]) == (title, text, title, text)
    assert item["authors"] == [{"name": name}]
    assert html.unescape(item["content_html"]) == html.unescape(html.escape(text))


@given(st.text(max_size=40))
def test_what_xml_cannot_hold_stops_no_feed(text: str) -> None:
    valid(atom(feed(f"a{text}", f"a{text}", text), DRESS))
    assert holdable(holdable(text)) == holdable(text)


@given(TEXT)
def test_an_articles_text_is_the_same_in_a_feed(text: str) -> None:
    page = html5lib.parseFragment(f"<p>{html.escape(text)}</p>", namespaceHTMLElements=False)
    read = html5lib.parseFragment(readable(f"<p>{html.escape(text)}</p>", str), namespaceHTMLElements=False)
    assert "".join(read.itertext()) == "".join(page.itertext())
