"""The types of fields that hold a day, a moment or a time zone."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, InstanceOf, WithJsonSchema

from commentary.fields import fault, text_of
from commentary.problems import shown


def _day(value: Any) -> dt.date:
    text = text_of(value)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise fault("date", f"is a day of the calendar; {shown(text)} is none", "Look the day up.") from None
    raise fault(
        "date",
        f"is a date written year-month-day, such as 2026-05-31; found {shown(text)}",
        "Write four digits, a hyphen, two digits, a hyphen, two digits.",
    )


def _moment(value: Any) -> dt.date | dt.datetime:
    text = text_of(value)
    pattern = r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?"
    match = re.fullmatch(pattern, text)
    if match is None:
        return _day(text)
    if match[3] is None:
        raise fault(
            "date",
            f"with a time says its zone; found {shown(text)}",
            f"Write {match[1]}T{match[2]}Z (or +01:00 in place of Z), or the day alone.",
        )
    try:
        moment = dt.datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3]}")
        # Near either end of the calendar a moment has no date in UTC.
        moment.astimezone(dt.UTC)
        return moment
    except (ValueError, OverflowError):
        raise fault("date", f"is a moment of the calendar; {shown(text)} is none", "Look it up.") from None


def _time_zone(value: Any) -> dt.tzinfo:
    """A zone of the IANA's database, whose rules for summer time it follows."""
    text = text_of(value)
    known = {name.casefold(): name for name in available_timezones()}
    if text not in known.values():
        near = difflib.get_close_matches(text.casefold(), known, 1) or [
            name for name in known if name.rpartition("/")[2] == text.casefold().replace(" ", "_")
        ]
        raise fault(
            "time-zone",
            f"is a time zone by the name of a city in it, such as Europe/Berlin; found {shown(text)}",
            f"Did you mean {known[near[0]]}?" if near else "Write a continent and a city, such as America/New_York.",
        )
    return ZoneInfo(text)


Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    dt.date | dt.datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\s*\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)? ?(Z|[+-]\d\d:?\d\d))?\s*$"}
    ),
]
TimeZone = Annotated[InstanceOf[dt.tzinfo], BeforeValidator(_time_zone), WithJsonSchema({"type": "string"})]
