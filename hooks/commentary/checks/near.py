"""The id that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from commentary.problems import shown


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """«Did you mean “…”?» if a known id is close to the wrong one, else the advice given."""
    near = difflib.get_close_matches(wrong, list(known), 1)
    return f"Did you mean {shown(near[0])}?" if near else otherwise
