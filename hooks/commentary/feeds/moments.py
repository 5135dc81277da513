"""When something was said and last changed, from the records alone: never from a clock."""

from __future__ import annotations

import datetime as dt

from commentary.join import Piece
from commentary.records import Comment


def of_day(day: dt.date) -> dt.datetime:
    """A day's first moment in UTC, or the moment itself in UTC."""
    if isinstance(day, dt.datetime):
        return day.astimezone(dt.UTC)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def of_article(piece: Piece) -> dt.datetime:
    return of_day(piece.record.updated or piece.record.date)


def of_comment(comment: Comment, piece: Piece) -> dt.datetime:
    """The last change of a comment. One whose date nobody knows appeared here with its article."""
    said = comment.moment or of_day(piece.record.date)
    return max(said, of_day(comment.edited)) if comment.edited else said


def written(moment: dt.datetime) -> str:
    """RFC 3339, as Atom (RFC 4287, section 3.3) and JSON Feed want it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
