"""When the discussion of an article closes. What the article says of itself wins over the settings."""

from __future__ import annotations

import datetime as dt

from commentary.records import Article
from commentary.settings import Settings


def is_closed(article: Article, settings: Settings, today: dt.date) -> bool:
    """No replies are taken: the article or else the settings say so, or its days are over."""
    last = last_day(article, settings)
    return not _says_open(article, settings) or (last is not None and last < today)


def last_day(article: Article, settings: Settings) -> dt.date | None:
    """The last day on which an open discussion takes replies, past or to come; None where days do not close it."""
    days = settings.close_after_days if article.close_after_days is None else article.close_after_days
    return article.date + dt.timedelta(days) if days and _says_open(article, settings) else None


def _says_open(article: Article, settings: Settings) -> bool:
    return (article.discussion or settings.discussion) == "open"
