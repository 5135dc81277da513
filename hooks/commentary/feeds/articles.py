"""Feeds of articles, in full: all of them, those of a category, those of an author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commentary import addresses
from commentary.feeds import moments
from commentary.feeds.content import readable
from commentary.feeds.feed import Entry, Feed, Replies, Term
from commentary.feeds.limits import ARTICLES, changed, within
from commentary.feeds.links import Links
from commentary.feeds.site import FeedSite, authors, category, folder
from commentary.join import Piece


def all_articles(site: FeedSite) -> Feed:
    pieces = list(site.publication.articles.values())
    newest = _feed(addresses.FEED, addresses.HOME, site.identity.of("articles"), site.name, pieces, site)
    return replace(newest, subtitle=site.description)


def articles_in(slug: str, pieces: Sequence[Piece], site: FeedSite) -> Feed:
    """The articles of a category, which has at least one."""
    title = site.text("feed.articles_in", category=pieces[0].record.category, site=site.name)
    id = site.identity.of("category", slug)
    return _feed(addresses.category_feed(slug), addresses.category(slug), id, title, pieces, site)


def articles_by(author: str, pieces: Sequence[Piece], site: FeedSite) -> Feed:
    title = site.text("feed.articles_by", name=site.publication.authors[author].name, site=site.name)
    id = site.identity.of("author", author)
    return _feed(addresses.author_feed(author), addresses.author(author), id, title, pieces, site)


def _feed(path: str, page: str, id: str, title: str, pieces: Sequence[Piece], site: FeedSite) -> Feed:
    """The first so many of the articles, which are given newest first."""
    links = site.links(path)
    entries = within(_entry(piece, site, links) for piece in pieces[:ARTICLES])
    return Feed(
        path=path,
        id=id,
        url=links.to(path),
        page=links.to(page),
        title=title,
        updated=changed(entries, site.changed),
        entries=entries,
    )


def _entry(piece: Piece, site: FeedSite, links: Links) -> Entry:
    record = piece.record
    address = addresses.article(piece.id)
    picture = site.pictures.get(record.image.src) if record.image else None
    return Entry(
        id=site.identity.of("article", folder(piece)),
        url=links.to(address),
        title=record.title,
        published=moments.of_day(record.date, site.zone),
        updated=moments.of_article(piece, site.zone),
        summary=record.description,
        html=_html(piece, site, links),
        authors=authors(piece, links),
        terms=(category(piece, links), *(Term(tag) for tag in record.tags)),
        picture=replace(picture, url=links.to(picture.url)) if picture else None,
        replies=_replies(piece, site, links),
    )


def _html(piece: Piece, site: FeedSite, links: Links) -> str:
    """The text of an article with its picture above it, and what it is told after below it."""
    original = piece.record.based_on
    author = site.publication.authors.get(original.author or "") if original else None
    body = site.html(
        "feeds/article.html",
        picture=piece.record.image,
        body=site.bodies.get(piece.id, ""),
        original=original,
        author=author.name if author else original.author if original else None,
        author_path=addresses.author(original.author) if author and original else "",
        root="../../",
    )
    address = addresses.article(piece.id)
    return readable(body, lambda target: links.from_page(address, target))


def _replies(piece: Piece, site: FeedSite, links: Links) -> Replies | None:
    """The number is the page's own, which counts comments that are withheld or were removed as well."""
    if (count := piece.comment_count) is None:
        return None
    return Replies(
        feed=links.to(addresses.comments_feed(piece.id)),
        page=links.to(addresses.discussion(piece.id)),
        count=count,
        updated=max((moments.of_comment(comment, piece, site.zone) for comment in piece.shown), default=None),
    )
