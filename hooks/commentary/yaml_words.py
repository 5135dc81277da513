"""What the YAML parser says when it stops, in words for a writer."""

from __future__ import annotations

import re

import yaml

from commentary.problems import Place, Problem, shown

# What libyaml says -> (what must hold; what was found, how to mend it). Tried in this order.
_QUOTE_IT = 'Put the whole value between quotes: "…" (or write it below a `|`).'
_PLAIN_WORDS = [
    ("found character that cannot start any token", None, None),
    (
        "mapping values are not allowed",
        "a value holds no colon followed by a space unless it is quoted; one was found",
        _QUOTE_IT + " If a new field was meant, begin it where the other fields begin.",
    ),
    (
        "could not find expected ':'",
        "each line is a field `name: value`; this one has no colon after a name",
        "Write `name: value`, or indent the line if it belongs to the text above.",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark that is opened is closed; the file ends first",
        "Close the quotation mark.",
    ),
    (
        "found unexpected document indicator",
        "a quotation mark that is opened is closed; `---` or `...` stands inside",
        "Close the quotation mark before it.",
    ),
    (
        "found unknown escape character",
        "between double quotes a backslash begins an escape; this one is none",
        "Write two backslashes, or use single quotes.",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "a value that begins with * or & is quoted; it was found bare",
        _QUOTE_IT,
    ),
    (
        "did not find expected ',' or ']'",
        "a list opened by [ is closed by ]; it was not",
        "Close the list, or " + _QUOTE_IT[0].lower() + _QUOTE_IT[1:],
    ),
    (
        "did not find expected ',' or '}'",
        "fields opened by { are closed by }; they were not",
        "Close them, or " + _QUOTE_IT[0].lower() + _QUOTE_IT[1:],
    ),
    (
        "did not find expected key",
        "the fields of a record begin in the same column, and a quoted value ends with its "
        "quotation mark; this line does neither",
        "Indent it like the line above, or put the whole value between quotes.",
    ),
    (
        "did not find expected '-' indicator",
        "the items of a list begin in the same column; this line does not",
        "Indent it like the items above.",
    ),
    (
        "block sequence entries are not allowed",
        "a list begins on a line of its own; a dash was found after a value",
        "Begin the list on the next line, or put the value between quotes.",
    ),
    ("found a tab character", "a line is indented with spaces; a tab was found", "Replace the tab by two spaces."),
    (
        "did not find expected <document start>",
        "a file is one set of fields; something else follows them",
        "Indent what belongs to a text, and write the rest as `name: value`.",
    ),
    (
        "did not find expected comment or line break",
        "after `|` the text begins on the next line; it stands beside it",
        "Move the text to the next line, indented by two spaces.",
    ),
]


def explain(error: yaml.MarkedYAMLError, text: str, place: Place) -> Problem:
    """The fault at `place` that stopped the parser, as a writer would say it."""
    said = f"{error.context or ''} {error.problem or ''}"
    tab = _indenting_tab(text, error)
    if tab is not None:
        line, column = tab
        first_line = place.line - (error.problem_mark or error.context_mark).line
        return Problem(
            Place(place.path, line + first_line, column + 1),
            "a line is indented with spaces; a tab was found",
            "Replace the tab by two spaces.",
            "tab",
        )
    for words, message, mend in _PLAIN_WORDS:
        if words in said:
            if message is None:
                mark = error.problem_mark
                lines = text.split("\n")
                rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
                message = f"a value that begins with {shown(rest[:1])} is quoted; it was found bare"
                mend = _QUOTE_IT
            return Problem(place, message, mend, "yaml")
    return Problem(place, f"the file is YAML; it is not: {said.strip()}", "Compare the line with the specimen.", "yaml")


def _indenting_tab(text: str, error: yaml.MarkedYAMLError) -> tuple[int, int] | None:
    """Line and column, from 0, of a tab in the indentation at or just above the fault, if there is one."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return None
    lines = text.split("\n")
    for number in range(min(mark.line, len(lines) - 1), max(mark.line - 2, -1), -1):
        indent = re.match(r"[ \t]*", lines[number]).group()
        if "\t" in indent and lines[number].strip():
            return number, indent.index("\t")
    return None
