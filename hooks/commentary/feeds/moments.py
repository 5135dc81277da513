"""When something was said and last changed, from the records alone: never from a clock.

A feed must name a moment where a record has a day. It names noon in the publication's own time zone: midnight would be
the day before for every reader west of it.
"""

from __future__ import annotations

import datetime as dt

from commentary.join import Piece
from commentary.threads import Numbered

NOON = dt.time(12)
_LAST = dt.time(23, 59, 59)


def of_day(day: dt.date, zone: dt.tzinfo, time: dt.time = NOON) -> dt.datetime:
    # In the first year of the calendar a zone may leave it.
    return dt.datetime.combine(day, time, zone if day.year > 1 else dt.UTC)


def of_article(piece: Piece, zone: dt.tzinfo) -> dt.datetime:
    return of_day(piece.record.updated or piece.record.date, zone)


def said(comment: Numbered, zone: dt.tzinfo) -> dt.datetime | None:
    """When a comment was made, if its record knows. Of a day alone it is noon, or the moment of that day at which it
    is neither older than what it answers nor newer than what has the numbers after it."""
    date = comment.record.date
    if date is None:
        return None
    if isinstance(date, dt.datetime):
        return date.astimezone(zone if date.year > 1 else dt.UTC)
    moment = of_day(date, zone)
    if comment.next_moment:
        moment = min(moment, comment.next_moment)
    if comment.moment:
        moment = max(moment, comment.moment)
    return min(max(moment, of_day(date, zone, dt.time.min)), of_day(date, zone, _LAST))


def of_comment(comment: Numbered, piece: Piece, zone: dt.tzinfo) -> dt.datetime:
    """The last change of a comment. One whose date nobody knows appeared here with its article, or with what it
    answers."""
    article = of_day(piece.record.date, zone)
    moment = said(comment, zone) or max(article, comment.moment or article)
    edited = comment.record.edited
    return max(moment, of_day(edited, zone)) if edited else moment


def written(moment: dt.datetime) -> str:
    """RFC 3339, as Atom (RFC 4287, section 3.3) and JSON Feed want it, where no zone is some seconds off."""
    offset = moment.utcoffset()
    whole = moment if offset is not None and not offset.seconds % 60 else moment.astimezone(dt.UTC)
    return whole.isoformat(timespec="seconds").replace("+00:00", "Z")
