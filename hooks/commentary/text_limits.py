"""How much of each kind a text holds: far more than a writer needs, and no more than Markdown reads in a few seconds.

Python-Markdown looks at some signs again for every other one of the same paragraph, and calls itself for every level
of a list. docs/contributing/limits.md has these limits too, for writers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentary.body import Body
from commentary.problems import Problem

PARAGRAPH = 10_000
"""Characters between two empty lines, a table and a list included."""
SIGNS = {"[": (500, 3_000), "<": (250, 2_500), "\\": (500, 5_000), "&": (500, 5_000), "`": (1_000, 10_000),
         "*": (1_000, 10_000), "_": (1_000, 10_000), "+": (1_000, 10_000), "~": (1_000, 10_000)}  # fmt: skip
"""How many of a sign a paragraph and a text hold."""
DEPTH = 10
"""Levels of lists, quotations, boxes and tabs inside each other; a level is four columns."""
BEGINNINGS = 500
"""Headings, rules, boxes, tabs, blocks, pieces of code, references, notes and abbreviations of a text, together."""

_BEGINNING = re.compile(
    r"(?m)^[ \t>]*(?:#|!!!|\?\?\?|===|///|`{3}|~{3}|\*?\[[^\]\n]*\]:|=+[ \t]*$|(?:[-_*][ \t]*){3,}$|-+[ \t]*$)"
)
_LEVELS = re.compile(r"[ \t]*(?:(?:>|(?:[-*+:]|\d+[.)])(?=[ \t]|$))[ \t]*)*")
_LEVEL = re.compile(r">|[-*+:]|\d+[.)]")
_LESS = "Shorten it, or make two of it."


def limit_faults(body: Body) -> Iterator[Problem]:
    """The first place where a text goes beyond each of its limits. Code between fences may hold any signs."""
    yield from _beginnings(body)
    yield from _depth(body)
    yield from _signs(body)


def _beginnings(body: Body) -> Iterator[Problem]:
    for number, match in enumerate(_BEGINNING.finditer(body.source), 1):
        if number > BEGINNINGS:
            message = f"a text has at most {BEGINNINGS} headings, rules, boxes, tabs, blocks, pieces of code and notes"
            yield body.fault(match.start(), f"{message}; it has more", "Make several articles of it.", "limit")
            return


def _depth(body: Body) -> Iterator[Problem]:
    position = 0
    for number, line in enumerate(body.source.split("\n")):
        if number not in body.prose.code and line.strip():
            marks = _LEVELS.match(line)[0]
            width = len(marks) - len(marks.lstrip()) if "\t" not in marks else len(marks.expandtabs(4))
            if width // 4 + len(_LEVEL.findall(marks)) > DEPTH:
                message = f"lists, quotations, boxes and tabs lie at most {DEPTH} deep; here is one deeper"
                yield body.fault(position, message, "Take some marks or blanks at the line's beginning away.", "limit")
                return
        position += len(line) + 1


def _signs(body: Body) -> Iterator[Problem]:
    totals = dict.fromkeys(SIGNS, 0)
    told: set[str] = set()
    for start, text in _paragraphs(body):
        if len(text) > PARAGRAPH and "" not in told:
            told.add("")
            message = f"a paragraph, table or list has at most {PARAGRAPH:,} characters without an empty line; it has"
            yield body.fault(start, f"{message} {len(text):,}", "Put an empty line into it.", "limit")
        for sign, (most, most_in_all) in SIGNS.items():
            count = text.count(sign)
            if sign in told or not count:
                continue
            totals[sign] += count
            if count > most:
                message = f"a paragraph, table or list has at most {most:,} of the sign {sign}; it has {count:,}"
            elif totals[sign] > most_in_all:
                message = f"a text has at most {most_in_all:,} of the sign {sign}; here it has {totals[sign]:,}"
            else:
                continue
            told.add(sign)
            yield body.fault(start + text.index(sign), message, _LESS, "limit")


def _paragraphs(body: Body) -> Iterator[tuple[int, str]]:
    """What stands between empty lines and pieces of code, with its place in the source."""
    lines: list[str] = []
    start = position = 0
    for number, line in enumerate((*body.source.split("\n"), "")):
        if number in body.prose.code or not line.strip():
            if lines:
                yield start, "\n".join(lines)
                lines = []
        elif lines:
            lines.append(line)
        else:
            start, lines = position, [line]
        position += len(line) + 1
