"""Rules on dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from commentary.collection import Collection
from commentary.problems import Place, Problem


def nothing_is_dated_in_the_future(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """No date is later than today."""
    for place, name, date in _dates(collection):
        if _day(date) > today:
            yield Problem(
                place,
                f"{name}: is not in the future; {date.isoformat()} is after {today.isoformat()}",
                "Correct the date, or wait with the publication.",
                "future",
            )


def update_follows_publication(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """An article is updated on or after the day of its publication."""
    for article in collection.articles.values():
        updated = article.record.updated
        if updated and updated < article.record.date:
            yield Problem(
                article.at("updated"),
                f"updated: is not before the day of publication; {updated} is before {article.record.date}",
                "Correct one of the two.",
                "updated",
            )


def edit_follows_comment(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A comment is edited on or after the day of its date."""
    for comments in collection.comments.values():
        for comment in comments.values():
            date, edited = comment.record.date, comment.record.edited
            # A moment may fall on one day where its writer is and on another in UTC; either may be the editors'.
            if date and edited and edited < min(_day(date), dt.date(date.year, date.month, date.day)):
                yield Problem(
                    comment.at("edited"),
                    f"edited: is not before the comment's own date; {edited} is before {date.isoformat()}",
                    "Correct one of the two.",
                    "edited",
                )


def _day(date: dt.date) -> dt.date:
    return date.astimezone(dt.UTC).date() if isinstance(date, dt.datetime) else date


def _dates(collection: Collection) -> Iterator[tuple[Place, str, dt.date]]:
    for article in collection.articles.values():
        yield article.at("date"), "date", article.record.date
        if article.record.updated:
            yield article.at("updated"), "updated", article.record.updated
    for expert in collection.experts.values():
        if expert.record.approved:
            yield expert.at("approved", "on"), "approved.on", expert.record.approved.on
    for quotes in collection.quotes.values():
        for key, quote in quotes.items():
            if quote.record.source and quote.record.source.date:
                yield quote.at("source", "date"), f"{key}.source.date", quote.record.source.date
    for comments in collection.comments.values():
        for comment in comments.values():
            if comment.record.date:
                yield comment.at("date"), "date", comment.record.date
            if comment.record.edited:
                yield comment.at("edited"), "edited", comment.record.edited
