"""How a value is put between quotation marks, so that YAML reads it back as it is."""

from __future__ import annotations

import re

from commentary.look_alikes import DOUBLE_QUOTES
from commentary.problems import LONGEST_SHOWN

QUOTE_IT = "Put the whole value between quotation marks."
OR_AS_TEXT = "Or, if it is text: put the whole value between quotation marks."
"""In a table of repairs: what `whole_value` and `or_as_text` say at the line in question."""
_VALUE = re.compile(r"(?P<head>[ \t]*(?:- +)*(?:[\w-]+:[ \t]+)?)(?P<value>\S.*)")


def between_marks(value: str) -> str:
    """A text between quotation marks that YAML reads back as it is."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def whole_value(line: str, column: int) -> str:
    """How to write the value of a line, which something at `column` cuts short or spoils, so that it is one text."""
    match = _VALUE.match(line)
    if match is None or match.start("value") > column:
        return f'{QUOTE_IT[:-1]}: "…" (or write it below a `|`).'
    value = match["value"].strip()
    mark, inner = value[0], value[1:-1]
    if mark in "\"'" and value[-1] == mark and len(value) > 2 and mark in inner:
        # `"He said "no" to me"` stood between marks as a whole, `"Tom" and "Jerry"` did not.
        after = inner[inner.index(mark) + 1 :]
        value = inner if after[:1].isalnum() else value
    elif mark in DOUBLE_QUOTES and value[-1] in DOUBLE_QUOTES and inner:
        value = inner
    written = (match["head"] + between_marks(value)).strip()
    if len(written) > 2 * LONGEST_SHOWN:
        marks = "'…', and each ' inside it twice" if written.endswith("'") else '"…"'
        return f"{QUOTE_IT[:-1]}: {marks} (or write it below a `|`)."
    return f"Write `{written}`."


def or_as_text(line: str, column: int) -> str:
    """The same, as the second of two ways."""
    written = whole_value(line, column)
    return f"Or, if it is text: {written[:1].lower()}{written[1:]}"
