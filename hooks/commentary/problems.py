"""A fault in what an editor wrote: where it is, what must hold, what was found, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LONGEST_SHOWN = 60


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A point in a file: its path from the publication's root with `/`, and line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault. `message` reads «what must hold; what was found»; `rule` is the stable name of what was broken."""

    place: Place
    message: str
    mend: str
    rule: str
    severity: Literal["error", "warning"] = "error"


def shown(found: object) -> str:
    """`found` in quotation marks, on one line, at most 60 characters, with nothing that a terminal would obey."""
    text = printable(str(found))
    if len(text) > LONGEST_SHOWN:
        text = text[: LONGEST_SHOWN - 1] + "…"
    return f"“{text}”"


def printable(text: str) -> str:
    """`text` with line breaks, control, bidirectional and undecodable characters written as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
