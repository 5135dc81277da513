"""Every feed of a publication, by its path on the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commentary import addresses
from commentary.feeds.articles import all_articles, articles_by, articles_in
from commentary.feeds.atom import atom
from commentary.feeds.comments import all_comments, comments_of
from commentary.feeds.experts import expert
from commentary.feeds.feed import Feed
from commentary.feeds.json_feed import json_feed
from commentary.feeds.site import FeedSite


def publish(site: FeedSite) -> dict[str, str]:
    """The text of each file. At an earlier address of an article stands the same feed, which names its new address:
    who follows it need not know that the article has moved, on a host that forwards nothing."""
    newest = all_articles(site)
    files = {feed.path: atom(feed, site.dress(feed.path)) for feed in (newest, *_others(site))}
    for_json = replace(newest, path=addresses.JSON_FEED, url=site.links("").to(addresses.JSON_FEED))
    files[for_json.path] = json_feed(for_json, site.dress(for_json.path))
    for piece in site.publication.articles.values():
        for alias in piece.record.aliases if piece.record.discussion != "off" else ():
            files[addresses.comments_feed(alias)] = files[addresses.comments_feed(piece.id)]
    return files


def _others(site: FeedSite) -> Iterator[Feed]:
    yield all_comments(site)
    for piece in site.publication.articles.values():
        if piece.record.discussion != "off":
            yield comments_of(piece, site)
    for slug, pieces in site.publication.categories().items():
        yield articles_in(slug, pieces, site)
    for id in site.publication.authors:
        # Some wrote no article, but what one is told after.
        if pieces := site.publication.articles_by(id):
            yield articles_by(id, pieces, site)
    for id in site.publication.experts:
        yield expert(id, site)
