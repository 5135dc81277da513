"""The feed of an expert: the views that articles show, and the comments written in the expert's name."""

from __future__ import annotations

from commentary import addresses
from commentary.feeds import moments
from commentary.feeds.comments import comment_entry
from commentary.feeds.feed import Entry, Feed, Person
from commentary.feeds.limits import COMMENTS, changed, within
from commentary.feeds.links import Links
from commentary.feeds.site import FeedSite, authors, category, folder
from commentary.join import Piece, View, newest
from commentary.markup import comment_html, teaser
from commentary.views.comments import TEASER_LENGTH


def expert(id: str, site: FeedSite) -> Feed:
    path = addresses.expert_feed(id)
    links = site.links(path)
    publication = site.publication
    record = publication.experts[id]
    views = [_view(view, publication.articles[view.article_id], site, links) for view in publication.views_of(id)]
    comments = [
        comment_entry((piece, comment), site, links)
        for piece, comment in newest(publication.articles.values())
        if (badge := comment.record.as_) and badge.role == "expert" and badge.id == id
    ]
    entries = sorted([*views, *comments], key=lambda entry: (entry.published or entry.updated, entry.id), reverse=True)
    kept = within(entries[:COMMENTS])
    approved = moments.of_day(record.approved.on, site.zone) if record.approved else site.changed
    return Feed(
        path=path,
        id=site.identity.of("expert", id),
        url=links.to(path),
        page=links.to(addresses.expert(id)),
        title=site.text("feed.views_of", name=record.name, site=site.name),
        updated=changed(kept, approved),
        entries=kept,
    )


def _view(view: View, piece: Piece, site: FeedSite, links: Links) -> Entry:
    """A view in an article. The author of exact words is the expert; of a paraphrase it is who wrote the article, and
    the expert contributed to it."""
    exact = view.quote.wording == "exact"
    person = Person(view.expert.name, links.to(addresses.expert(view.expert_id)))
    body = comment_html(view.quote.words)
    title = "feed.view" if exact else "feed.view_in_our_words"
    return Entry(
        id=site.identity.of("view", folder(piece), view.key),
        url=links.to(addresses.quote(piece.id, view.key)),
        title=site.text(title, name=view.expert.name, title=piece.record.title),
        published=moments.of_day(piece.record.date, site.zone),
        updated=moments.of_article(piece, site.zone),
        summary=teaser(body, TEASER_LENGTH) if exact else "",
        html=site.html("feeds/view.html", body=body, exact=exact, source=view.quote.source),
        authors=(person,) if exact else authors(piece, links),
        contributors=() if exact else (person,),
        terms=(category(piece, links),),
    )
