"""Feeds read as other programs read them."""

from __future__ import annotations

from pathlib import Path

import feedparser
from lxml import etree

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ATOM = "{http://www.w3.org/2005/Atom}"
THREAD = "{http://purl.org/syndication/thread/1.0}"


def atom_feeds(site: Path) -> dict[str, bytes]:
    """Every Atom feed of a built site by its path."""
    paths = sorted(p for p in site.rglob("*.xml") if p.name in ("feed.xml", "comments.xml"))
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in paths}


def parsed(data: bytes | str) -> feedparser.FeedParserDict:
    """What feedparser reads, which finds nothing to forgive."""
    # It would take a text for an address or a path.
    data = data.encode() if isinstance(data, str) else data
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def valid(data: bytes | str) -> etree._Element:
    """The root of a feed that RFC 4287 allows: by the schema, and by what its text asks beyond that."""
    root = etree.fromstring(data.encode() if isinstance(data, str) else data)
    assert SCHEMA.validate(root), SCHEMA.error_log
    ids = [one.text for one in root.iterfind(f"{ATOM}entry/{ATOM}id")]
    assert len(ids) == len(set(ids)), "two entries have one id"
    for holder in (root, *root.iterfind(f"{ATOM}entry")):
        pages = [link for link in holder.iterfind(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(pages) == 1, "one page shows the same (section 4.1.1: one for each type and language)"
    assert [link.get("rel") for link in root.iterfind(f"{ATOM}link")].count("self") == 1
    return root
