"""What the YAML parser says when it stops, in words for a writer and at the line that a writer would look at."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from commentary.problems import Place, Problem, shown

_QUOTE_IT = 'Put the whole value between quotes: "…" (or write it below a `|`).'
_SPECIMEN = "Compare the line with the specimen."

# What libyaml says -> (what must hold; what was found, how to mend it). The first that fits is taken.
_PLAIN_WORDS = [
    ("while parsing a flow sequence", "a value that begins with [ is a list and is closed by ]; this one is not",
     f"Close the list. If no list was meant: {_QUOTE_IT[0].lower()}{_QUOTE_IT[1:]}"),
    ("while parsing a flow mapping", "a value that begins with { holds fields and is closed by }; this one is not",
     f"Close it. If no fields were meant: {_QUOTE_IT[0].lower()}{_QUOTE_IT[1:]}"),
    ("while scanning an alias", "a value that begins with * is quoted; it was found bare", _QUOTE_IT),
    ("while scanning an anchor", "a value that begins with & is quoted; it was found bare", _QUOTE_IT),
    ("while scanning a tag", "a value that begins with ! is quoted; it was found bare", _QUOTE_IT),
    ("found unexpected end of stream", "a quotation mark that is opened is closed; this one is not",
     "Close the quotation mark."),
    ("found unexpected document indicator", "a quotation mark that is opened is closed; `---` or `...` stands inside",
     "Close the quotation mark before it."),
    ("found unknown escape character", "between double quotes a backslash begins an escape; this one is none",
     "Write two backslashes, or use single quotes."),
    ("while parsing a quoted scalar", "between double quotes a backslash begins an escape; this one is incomplete",
     "Write two backslashes, or use single quotes."),
    ("did not find expected hexdecimal number", "between double quotes a backslash begins an escape; this one is none",
     "Write two backslashes, or use single quotes."),
    ("found invalid Unicode character escape code", "an escape names a character; this one does not",
     "Write two backslashes, or use single quotes."),
    ("could not find expected ':'", "each line is a field `name: value`; this one has no colon after a name",
     "Write `name: value`; or indent the line if it belongs to the text above."),
    ("mapping values are not allowed", "a value holds no colon followed by a blank unless it is quoted; one was found",
     _QUOTE_IT + " If a new field was meant, begin it where the other fields begin."),
    ("did not find expected '-' indicator", "the items of a list begin in the same column; this line does not",
     "Indent it like the items above."),
    ("block sequence entries are not allowed", "a list begins on a line of its own; a dash was found after a value",
     "Begin the list on the next line, or put the value between quotes."),
    ("mapping keys are not allowed", "a value that begins with a question mark is quoted; it was found bare",
     _QUOTE_IT),
    ("did not find expected <document start>", "a file is one set of fields; something else follows them",
     "Indent what belongs to a text, and write the rest as `name: value`."),
    ("while scanning a block scalar", "after `|` or `>` the text begins on the next line; something stands beside it",
     "Move the text to the next line, indented by two spaces."),
]  # fmt: skip

# Where the slip is what was begun, and not where the parser gave up looking for its end.
_BEGUN = (
    "while scanning a quoted scalar",
    "while parsing a flow",
    "while scanning a simple key",
    "while scanning an alias",
    "while scanning an anchor",
)
_FIELD = re.compile(r"[ \t]*[^\s:#][^:]*:(?: |$)")
_GLUED = re.compile(r"(?P<indent>[ \t]*)[\w-]+:(?=[^\s:/])")


def explain(error: yaml.MarkedYAMLError, text: str, locate: Callable[[yaml.Mark], Place]) -> Problem:
    """The fault that stopped the parser; `locate` gives the place of one of its marks."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(words in said for words in _BEGUN):
        mark = error.context_mark
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = locate(mark)
    return (
        _tab(lines, mark.line, place)
        or _line_above(said, lines, mark, place)
        or _bare_character(said, line, mark, place)
        or _expected_key(said, line, mark, place)
        or next(
            (Problem(place, message, mend, "yaml") for words, message, mend in _PLAIN_WORDS if words in said),
            Problem(place, f"the file is YAML; this is not: {said.strip()}", _SPECIMEN, "yaml"),
        )
    )


def _tab(lines: list[str], number: int, place: Place) -> Problem | None:
    """A tab in the indentation at or just above the fault."""
    for above in range(min(number, len(lines) - 1), max(number - 2, -1), -1):
        indent = re.match(r"[ \t]*", lines[above]).group()
        if "\t" in indent and lines[above].strip():
            there = Place(place.path, place.line - number + above, indent.index("\t") + 1)
            return Problem(
                there, "a line is indented with spaces; a tab was found", "Replace the tab by two spaces.", "tab"
            )
    return None


def _line_above(said: str, lines: list[str], mark: yaml.Mark, place: Place) -> Problem | None:
    """`author:Anna` or `author Anna` runs into the next line, whose own colon is then one too many."""
    if "mapping values are not allowed" not in said or mark.line == 0 or mark.line >= len(lines):
        return None
    first_colon = _FIELD.match(lines[mark.line])
    above = lines[mark.line - 1]
    if first_colon is None or lines[mark.line].index(":") != mark.column or _FIELD.match(above) or not above.strip():
        return None
    there = Place(place.path, place.line - 1, len(above) - len(above.lstrip()) + 1)
    if glued := _GLUED.match(above):
        column = Place(there.path, there.line, glued.end() + 1)
        return Problem(column, "a blank follows the colon after a field's name; there is none", "Add a blank.", "yaml")
    return Problem(
        there,
        f"each line is a field `name: value`; found {shown(above.strip())}",
        "Write a colon and a blank after the name.",
        "yaml",
    )


def _bare_character(said: str, line: str, mark: yaml.Mark, place: Place) -> Problem | None:
    if "found character that cannot start any token" not in said:
        return None
    found = shown(line[mark.column : mark.column + 1])
    return Problem(place, f"a value that begins with {found} is quoted; it was found bare", _QUOTE_IT, "yaml")


def _expected_key(said: str, line: str, mark: yaml.Mark, place: Place) -> Problem | None:
    if "did not find expected key" not in said:
        return None
    before = line[: mark.column]
    if before.strip():
        return Problem(
            place,
            f"a quoted value is the whole value; it ended before {shown(line[mark.column :])}",
            "Put the whole value between quotes, and write a quotation mark inside it twice ('') or as “ ” or ’.",
            "yaml",
        )
    return Problem(
        place,
        "the fields of a record begin in the same column; this line does not",
        "Indent it like the fields above; a line of a longer text is indented more than its field.",
        "yaml",
    )
