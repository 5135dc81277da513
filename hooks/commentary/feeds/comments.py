"""Feeds of comments: of the whole publication, and of an article. What is withheld or removed is in none."""

from __future__ import annotations

from collections.abc import Iterable

from commentary import addresses
from commentary.feeds import moments
from commentary.feeds.feed import Answered, Entry, Feed, Person, Term
from commentary.feeds.limits import COMMENTS, COMMENTS_OF_ARTICLE, changed, within
from commentary.feeds.links import Links
from commentary.feeds.site import FeedSite, folder
from commentary.join import Piece, Said, newest
from commentary.markup import comment_html, teaser
from commentary.threads import Numbered
from commentary.views.comments import TEASER_LENGTH, comment_path, speaker


def all_comments(site: FeedSite) -> Feed:
    path = addresses.COMMENTS_FEED
    links = site.links(path)
    entries = _entries(newest(site.publication.articles.values())[:COMMENTS], site, links)
    return Feed(
        path=path,
        id=site.identity.of("comments"),
        url=links.to(path),
        page=links.to(addresses.HOME),
        title=site.text("feed.comments_of_site", site=site.name),
        updated=changed(entries, site.changed),
        entries=entries,
    )


def comments_of(piece: Piece, site: FeedSite) -> Feed:
    """The comments of an article, whatever their number is on its pages."""
    path = addresses.comments_feed(piece.id)
    links = site.links(path)
    entries = _entries(newest([piece])[:COMMENTS_OF_ARTICLE], site, links)
    return Feed(
        path=path,
        id=site.identity.of("comments", folder(piece)),
        url=links.to(path),
        page=links.to(addresses.discussion(piece.id)),
        title=site.text("feed.comments_of_article", title=piece.record.title),
        updated=changed(entries, moments.of_article(piece, site.zone)),
        entries=entries,
    )


def _entries(said: Iterable[Said], site: FeedSite, links: Links) -> tuple[Entry, ...]:
    return within(comment_entry(one, site, links) for one in said)


def comment_entry(said: Said, site: FeedSite, links: Links) -> Entry:
    piece, comment = said
    record = comment.record
    badge = record.as_
    name = speaker(record, site.publication) or site.text("comment.nobody")
    role = site.text(f"comment.{badge.role}") if badge else ""
    note = comment_html(record.note) if record.note else None
    page = (
        addresses.expert(badge.id) if badge and badge.role == "expert" else addresses.author(badge.id) if badge else ""
    )
    given = {"name": name, "title": piece.record.title}
    title = site.text("feed.comment_as", role=role, **given) if badge else site.text("feed.comment", **given)
    paraphrase = record.wording == "paraphrase"
    return Entry(
        id=comment_id(piece, comment, site),
        url=links.to(comment_path(piece, comment, site.page_size)),
        # A list of entries shows the title and the summary alone.
        title=site.text("feed.in_our_words", title=title) if paraphrase else title,
        published=moments.said(comment, site.zone),
        updated=moments.of_comment(comment, piece, site.zone),
        summary=teaser(comment.html, TEASER_LENGTH),
        html=site.html("feeds/comment.html", body=comment.html, paraphrase=paraphrase, note=note),
        authors=(Person(name, record.url or (links.to(page) if page else "")),),
        terms=(Term(badge.role, label=role),) if badge else (),
        answers=_answered(piece, comment, site, links),
        via=(record.origin.url or "") if record.origin else "",
    )


def comment_id(piece: Piece, comment: Numbered, site: FeedSite) -> str:
    return site.identity.of("comment", folder(piece), comment.id)


def _answered(piece: Piece, comment: Numbered, site: FeedSite, links: Links) -> Answered:
    """The comment that it answers, or the article."""
    if comment.parent:
        path = comment_path(piece, comment.parent, site.page_size)
        return Answered(comment_id(piece, comment.parent, site), links.to(path))
    return Answered(site.identity.of("article", folder(piece)), links.to(addresses.article(piece.id)))
