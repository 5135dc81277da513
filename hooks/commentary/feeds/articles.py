"""The feed of articles, in full."""

from __future__ import annotations

from dataclasses import replace

from commentary import addresses
from commentary.feeds import moments
from commentary.feeds.content import readable
from commentary.feeds.feed import Entry, Feed, Replies, Term
from commentary.feeds.limits import ARTICLES, changed, within
from commentary.feeds.links import Links
from commentary.feeds.site import FeedSite, authors, category, folder
from commentary.join import Piece


def articles(site: FeedSite, path: str = addresses.FEED) -> Feed:
    """The newest articles. `path` is the feed's own place at the root of the site."""
    links = site.links(path)
    entries = within(_entry(piece, site, links) for piece in list(site.publication.articles.values())[:ARTICLES])
    return Feed(
        path=path,
        id=site.identity.of("articles"),
        url=links.to(path),
        page=links.to(addresses.HOME),
        title=site.name,
        subtitle=site.description,
        updated=changed(entries, moments.of_day(site.publication.changed())),
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
        published=moments.of_day(record.date),
        updated=moments.of_article(piece),
        summary=record.description,
        html=_html(piece, site, links),
        authors=authors(piece, links),
        terms=(category(piece, links), *(Term(tag) for tag in record.tags)),
        picture=replace(picture, url=links.to(picture.url)) if picture else None,
        replies=_replies(piece, links),
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


def _replies(piece: Piece, links: Links) -> Replies | None:
    """The number is the page's own, which counts comments that are withheld or were removed as well."""
    if (count := piece.comment_count) is None:
        return None
    shown = [comment.record for comment in piece.comments if comment.record.status == "published"]
    return Replies(
        feed=links.to(addresses.comments_feed(piece.id)),
        page=links.to(addresses.discussion(piece.id)),
        count=count,
        updated=max((moments.of_comment(record, piece) for record in shown), default=None),
    )
