"""An article's file -> its front matter and its body, each with the line on which it begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commentary import look_alikes
from commentary.problems import Place, Problem

_FENCE = re.compile(r"-{3}[ \t]*")
_NO_FENCE = re.compile(rf"\W*[{re.escape(look_alikes.DASHES + look_alikes.UNSEEN + look_alikes.BLANKS)}]\W*")


@dataclass(frozen=True, slots=True)
class Parts:
    fields: str
    body: str
    body_line: int


def split(text: str, path: str) -> tuple[Parts | None, list[Problem]]:
    """The two parts of a Markdown file whose first line is `---`; the fields begin on line 2, lines count from 1.

    MkDocs prints front matter that it can't read as part of the page and takes a first line such as «Note: …» for a
    setting; so a page without front matter between two lines `---` is refused.
    """
    lines = text.split("\n")
    if fault := _imitated(lines, path):
        return None, [fault]
    if not _FENCE.fullmatch(lines[0]):
        return None, [
            Problem(
                Place(path),
                "a page begins with its front matter, a line `---`; it begins with text",
                "Begin the file with `---`, `title: …`, `description: …` and `---`, a line each.",
                "front-matter",
            )
        ]
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.fullmatch(line):
            return Parts("\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2), []
    return None, [
        Problem(
            Place(path),
            "front matter ends with a line `---`; none was found",
            "Put a line of three dashes after the last field.",
            "front-matter",
        )
    ]


def _imitated(lines: list[str], path: str) -> Problem | None:
    """A line of dashes, the first or the next, that writing programs have made another of (`—-`, `———`)."""
    for number, line in enumerate(lines):
        if _FENCE.fullmatch(line) and number:
            return None
        odd = look_alikes.first(line) if _NO_FENCE.fullmatch(line) else None
        if odd and set(look_alikes.plain(line).strip()) == {"-"}:
            return Problem(
                Place(path, number + 1, line.index(odd) + 1),
                f"front matter stands between two lines of three plain hyphens; found {look_alikes.described(odd)}",
                "Write `---` in this line, and nothing else.",
                "look-alike",
            )
    return None
