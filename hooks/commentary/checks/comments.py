"""Rules on readers' comments."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from commentary.checks.people import places
from commentary.collection import Collection
from commentary.fields import ID
from commentary.limits import COMMENTS_LIMIT, LINKS_LIMIT
from commentary.markup import comment_html
from commentary.meant import meant_comment
from commentary.near import did_you_mean, nearest
from commentary.parse import Entry
from commentary.problems import Place, Problem, shown
from commentary.records import Comment

MOST_TOLD = 200
"""How many missing comments of an article are looked for among the others."""


def folder_belongs_to_an_article(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Each folder in comments/ belongs to an article."""
    # An article that can't be parsed may be the one that names the folder.
    if any(s.kind == "article" and s.id not in collection.articles for s in collection.found.sources):
        return
    owned = {collection.folder_of(id) for id in collection.articles}
    # A folder that an article names and that is not there: probably a slip for one that is there.
    missing = {
        article.record.commentary: article
        for article in collection.articles.values()
        if article.record.commentary and article.record.commentary not in collection.found.folders
    }
    for folder in sorted(collection.found.folders - owned):
        if collection.misnamed("article", folder):
            continue
        if slip := nearest(folder, missing):
            yield Problem(
                missing[slip].at("commentary"),
                f"commentary: is the name of a folder in comments/; there is no comments/{slip}/",
                f"Did you mean {shown(folder)}?",
                "folder",
            )
            continue
        yield Problem(
            Place(f"comments/{folder}"),
            f"a folder in comments/ has the name of an article; there is no docs/articles/{folder}.md",
            did_you_mean(
                folder,
                owned,
                "Rename the folder, or write `commentary: " + folder + "` into the article's front matter.",
            ),
            "folder",
        )


def discussion_that_is_off_has_no_comments(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """An article whose discussion is off has no comments: they would not be shown."""
    for id, article in collection.articles.items():
        comments = collection.comments.get(collection.folder_of(id), {})
        if article.record.discussion == "off" and comments:
            yield Problem(
                article.at("discussion"),
                f"discussion: is off only where there are no comments; comments/{collection.folder_of(id)}/ holds"
                f" {len(comments)}",
                "Write `discussion: closed` to keep showing them.",
                "discussion",
            )


def reply_answers_a_comment_of_the_same_article(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A reply answers a comment on the same article."""
    for folder, comments in collection.comments.items():
        known = set(collection.ids("comment", folder))
        replies: dict[str, list[Entry[Comment]]] = defaultdict(list)
        for comment in comments.values():
            if (target := comment.record.reply_to) and target not in known:
                replies[target].append(comment)
        for target, answers in islice(replies.items(), MOST_TOLD):
            if not collection.misnamed("comment", target, folder):
                yield from _unanswerable(target, answers, folder, collection)


def _unanswerable(target: str, answers: list[Entry[Comment]], folder: str, collection: Collection) -> Iterator[Problem]:
    elsewhere = next((s.path for s in collection.found.sources if s.kind == "comment" and s.id == target), None)
    found = f"{shown(target)} is {elsewhere}" if elsewhere else f"there is no comments/{folder}/{target}.yml"
    advice = otherwise = "Write the file's name without .yml, or take the line out."
    if meant := None if elsewhere else meant_comment(target, folder, collection, {answer.id for answer in answers}):
        found, advice = f"{shown(target)} {meant[1]}", f"Write {meant[0]}."
    elif not elsewhere:
        shown_ones = [id for id, c in collection.comments[folder].items() if c.record.status == "published"]
        advice = did_you_mean(target, {*shown_ones} - {answer.id for answer in answers}, otherwise)
    if len(answers) > 1 and not elsewhere and advice == otherwise and re.fullmatch(ID, target):
        yield Problem(
            Place(f"comments/{folder}/{target}.yml"),
            f"a comment that is answered keeps its file; there is none, and"
            f" {places([answer.at('reply_to') for answer in answers])} answer it",
            "Put the file back under its name, or take `reply_to` out of the answers.",
            "reply",
        )
        return
    for answer in answers:
        message = f"reply_to: is the id of a comment on the same article; {found}"
        yield Problem(answer.at("reply_to"), message, advice, "reply")


def replies_lead_to_a_beginning(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Following replies upwards ends at a comment that answers none."""
    for comments in collection.comments.values():
        settled: set[str] = set()
        for start in sorted(comments):
            trail: list[str] = []
            here: str | None = start
            while here in comments and here not in settled and here not in trail:
                trail.append(here)
                here = comments[here].record.reply_to
            if here in trail:
                circle = trail[trail.index(here) :]
                first = comments[min(circle)]
                words = (
                    "it answers itself"
                    if len(circle) == 1
                    else "these answer each other: "
                    + ", ".join(shown(id) for id in sorted(circle)[:5])
                    + (" …" if len(circle) > 5 else "")
                )
                yield Problem(
                    first.at("reply_to"),
                    f"reply_to: leads up to a first comment; {words}",
                    "Take `reply_to` out of the one that came first.",
                    "reply-circle",
                )
            settled.update(trail)


def comments_are_not_too_many(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """An article has at most COMMENTS_LIMIT comments."""
    for folder, comments in collection.comments.items():
        if len(comments) > COMMENTS_LIMIT:
            yield Problem(
                Place(f"comments/{folder}"),
                f"an article has at most {COMMENTS_LIMIT:,} comments; here are {len(comments):,}",
                "Close the discussion, and go on below another article.",
                "limit",
            )


def links_are_not_too_many(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A comment has at most LINKS_LIMIT links."""
    for comments in collection.comments.values():
        for comment in comments.values():
            body = comment.record.body or ""
            # No link without one of these: few comments have to be rendered.
            if body.count("](") + body.count("<http") <= LINKS_LIMIT:
                continue
            if (links := comment_html(body).count("<a ")) > LINKS_LIMIT:
                yield Problem(
                    comment.at("body"),
                    f"body: has at most {LINKS_LIMIT} links; it has {links}",
                    "Take out those that say nothing, or leave the comment out.",
                    "limit",
                )


def author_with_a_badge_wrote_the_article(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Who comments as author is an author of this very article."""
    for folder, comments in collection.comments.items():
        slug = collection.slug_of(folder)
        written = collection.articles[slug].record.authors if slug else ()
        for comment in comments.values():
            badge = comment.record.as_
            if not badge or badge.role != "author" or not slug or not collection.has("author", badge.id):
                continue
            if badge.id not in written:
                yield Problem(
                    comment.at("as", "author"),
                    f"as.author: is an author of this article; {shown(badge.id)} is not",
                    f"Write `as: {{editor: {badge.id}}}` for a colleague.",
                    "badge",
                )


def badge_names_an_approved_expert(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Who is shown to comment as an expert is one whose approval is on record, as for a quote."""
    for comments in collection.comments.values():
        for comment in comments.values():
            badge = comment.record.as_
            if badge is None or badge.role != "expert" or comment.record.status != "published":
                continue
            expert = collection.experts.get(badge.id)
            if expert and expert.record.approved is None:
                yield Problem(
                    comment.at("as", "expert"),
                    f"as.expert: has been approved; {expert.path} has no `approved`",
                    "Add when, by whom and how to the expert's file, or take the line out.",
                    "approval",
                )
