"""The id of a new comment."""

from __future__ import annotations

import datetime as dt
import re
import secrets

ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
"""Letters and digits that nobody takes for each other."""
RANDOM = 8
"""How many of them: a thousand comments of the same second have an id twice less than once in a million times."""


FORM = re.compile(rf"\d{{4}}-\d\d-\d\d-\d{{6}}-[{ALPHABET}]{{{RANDOM}}}")


def new_id(moment: dt.datetime) -> str:
    """`2026-05-31-184502-k3v9x7qm`: the second in UTC, so that ids sort as they came, and a random part.

    The form on the page makes the same.
    """
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d-%H%M%S}-{''.join(secrets.choice(ALPHABET) for _ in range(RANDOM))}"
