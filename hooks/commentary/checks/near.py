"""The id that was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from commentary.problems import shown


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """The advice given; with «Did you mean “…”?» before it if a known id is close to the wrong one.

    An id that differs in its digits alone is another one and no slip: comment 7 is not comment 8.
    """
    others = [id for id in known if _letters(id) != _letters(wrong)]
    near = difflib.get_close_matches(wrong, others, 1, 0.7)
    return f"Did you mean {shown(near[0])}? If not: {otherwise[:1].lower()}{otherwise[1:]}" if near else otherwise


def _letters(id: str) -> str:
    return re.sub(r"[\d.-]+", "", id)
