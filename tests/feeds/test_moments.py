"""A feed names a moment of the day that the page says, in every zone, and no answer is older than what it answers."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.feeds.moments import of_day, said, written
from commentary.records import Comment
from commentary.threads import Numbered, number

ZONES = ["UTC", "America/Los_Angeles", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu"]


def thread(**fields: dict[str, str]) -> dict[str, Numbered]:
    comments = {id: Comment.model_validate({"body": "x", **given}) for id, given in fields.items()}
    return {comment.id: comment for comment in number(comments)}


@pytest.mark.parametrize(
    ("zone", "meant"),
    [
        ("UTC", "2026-11-01T12:00:00Z"),
        ("America/Los_Angeles", "2026-11-01T12:00:00-08:00"),
        ("Europe/Berlin", "2026-11-01T12:00:00+01:00"),
    ],
)
def test_a_day_is_its_noon_in_the_publications_zone(zone: str, meant: str) -> None:
    assert written(of_day(dt.date(2026, 11, 1), ZoneInfo(zone))) == meant


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", ["0001-01-01", "1850-03-01", "2026-03-29"])
def test_what_is_written_is_a_moment_of_rfc_3339(day: str, zone: str) -> None:
    """In 1850 Berlin was 53 minutes and 28 seconds ahead, which no feed can say."""
    text = written(of_day(dt.date.fromisoformat(day), ZoneInfo(zone)))
    assert len(text) in (len("2026-01-01T00:00:00Z"), len("2026-01-01T00:00:00+00:00"))
    dt.datetime.fromisoformat(text)


def test_between_moments_of_its_day_a_day_is_one_too() -> None:
    comments = thread(
        question={"date": "2026-11-20"},
        early={"date": "2026-11-20T09:12Z", "reply_to": "question"},
        late={"date": "2026-11-20T18:00Z"},
        zanswer={"date": "2026-11-20", "reply_to": "late"},
    )
    told = {id: written(said(comment, dt.UTC)) for id, comment in comments.items()}
    assert told == {
        "question": "2026-11-20T09:12:00Z",
        "early": "2026-11-20T09:12:00Z",
        "late": "2026-11-20T18:00:00Z",
        "zanswer": "2026-11-20T18:00:00Z",
    }


DATES = st.sampled_from(
    ["2026-11-20", "2026-11-20T00:00Z", "2026-11-20T09:12Z", "2026-11-20T23:59Z", "2026-11-21", "2026-11-21T08:00Z"]
)


@given(st.lists(st.tuples(DATES, st.booleans()), min_size=1, max_size=8), st.sampled_from(ZONES))
def test_a_day_stays_that_day_and_in_utc_no_answer_is_older(rows: list, zone: str) -> None:
    """Each comment answers the one before it in the list, or none. Dates rise, so that no clock is wrong."""
    rows = sorted(rows)
    fields = {
        f"c{n}": {"date": date} | ({"reply_to": f"c{n - 1}"} if n and answers else {})
        for n, (date, answers) in enumerate(rows)
    }
    for comment in thread(**fields).values():
        moment = said(comment, ZoneInfo(zone))
        if not isinstance(comment.record.date, dt.datetime):
            assert moment.astimezone(ZoneInfo(zone)).date() == comment.record.date
        if comment.parent and zone == "UTC":
            assert moment >= said(comment.parent, dt.UTC)
