"""What the YAML parser says when it stops, in words for a writer and at the line that a writer would look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import yaml

from commentary import look_alikes
from commentary.problems import Place, Problem, shown
from commentary.quotation_marks import OR_AS_TEXT, QUOTE_IT, or_as_text, whole_value
from commentary.strictness import longer_blank_line

_SPECIMEN = "Compare the line with the specimen."

# What libyaml says -> (what must hold; what was found, how to mend it). The first that fits is taken.
_PLAIN_WORDS = [
    ("while parsing a flow sequence", "a value that begins with [ is a list and is closed by ]; this one is not",
     f"Close the list with ]. {OR_AS_TEXT}"),
    ("while parsing a flow mapping", "a value that begins with { holds fields and is closed by }; this one is not",
     f"Close it with }}. {OR_AS_TEXT}"),
    ("while scanning an alias", "a value that begins with * is quoted; it was found bare", QUOTE_IT),
    ("while scanning an anchor", "a value that begins with & is quoted; it was found bare", QUOTE_IT),
    ("while scanning a tag", "a value that begins with ! is quoted; it was found bare", QUOTE_IT),
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
     QUOTE_IT),
    ("did not find expected '-' indicator", "the items of a list begin in the same column; this line does not",
     "Indent it like the items above."),
    ("block sequence entries are not allowed", "a list begins on a line of its own; a dash was found after a value",
     "Begin the list on the next line, or put the value between quotes."),
    ("mapping keys are not allowed", "a value that begins with a question mark is quoted; it was found bare",
     QUOTE_IT),
    ("did not find expected <document start>", "a file is one set of fields; something else follows them",
     "Indent what belongs to a text, and write the rest as `name: value`."),
    ("found a tab character", "an empty line holds blanks or nothing; a tab was found", "Delete the tab."),
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

_SPACED = f"[{look_alikes.BLANKS}{look_alikes.UNSEEN}]"
_DASHED = f"[{re.escape(look_alikes.DASHES + look_alikes.BULLETS)}]"
_QUOTES = look_alikes.DOUBLE_QUOTES + look_alikes.SINGLE_QUOTES
_OPENED = re.compile(rf"[^:]*: +[{_QUOTES}][^{_QUOTES}]*$")
# Where a line's grammar needs a character, and which others stand there instead.
_NEEDED = [
    (rf"[ \t]*(?:- +)*(?P<odd>{_SPACED})", "a line is indented with plain blanks"),
    (rf"[ \t]*-(?P<odd>{_SPACED})", "a plain blank follows the dash of a list"),
    (rf"[ \t]*(?P<odd>{_DASHED})(?:\s|$)", "an item of a list begins with a hyphen and a blank"),
    (rf"[ \t]*(?:- +)?[\w-]+{_SPACED}*(?P<odd>[{look_alikes.COLONS}])", "a field's name is followed by a plain colon"),
    (rf"[ \t]*(?:- +)?[\w-]+[ \t]*:[ \t]*(?P<odd>{_SPACED})", "a plain blank follows the colon after a field's name"),
    (rf"[^|>]*: +[|>][0-9+-]* *(?P<odd>{_SPACED})", "nothing stands behind the sign | or > on its line"),
    (rf"[ \t]*(?:- +)?(?:[\w-]+: +)?(?P<odd>[{look_alikes.OPENING}])", "a list stands between plain brackets, fields"
     " between plain braces"),
    (rf"[ \t]*(?:- +)?(?:[\w-]+: +)?(?P<odd>[{_QUOTES}])", "a quoted value stands between straight quotation marks"),
    (rf"[^\"']*[\"'][^\"']*(?P<odd>[{_QUOTES}])[ \t]*$", "a quoted value stands between straight quotation marks"),
    (rf"[^\[{{]*[\[{{].*(?P<odd>[{look_alikes.CLOSING}])[ \t]*$", "what a bracket opens, one of its kind closes"),
]  # fmt: skip


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
        or _look_alike(said, lines, mark.line, place)
        or _longer_blank(lines, mark.line, place)
        or _line_above(said, lines, mark, place)
        or _bare_character(said, line, mark, place)
        or _expected_key(said, line, mark, place)
        or _indented_field(said, line, mark, place)
        or next(
            (
                Problem(place, message, _for_line(mend, line, mark.column), "yaml")
                for words, message, mend in _PLAIN_WORDS
                if words in said
            ),
            Problem(place, f"the file is YAML; this is not: {said.strip()}", _SPECIMEN, "yaml"),
        )
    )


def _for_line(mend: str, line: str, column: int) -> str:
    if mend == QUOTE_IT:
        return whole_value(line, column)
    return mend.replace(OR_AS_TEXT, or_as_text(line, column))


def imitation(line: str, place: Place) -> Problem | None:
    """The fault of a line, or a value, that has a character which looks like the one that the grammar needs there.
    `place` is where it begins."""
    if line.isascii():
        return None
    for pattern, message in _NEEDED:
        if match := re.match(pattern, line):
            odd = match["odd"]
            there = Place(place.path, place.line, place.column + match.start("odd"))
            return Problem(there, f"{message}; found {look_alikes.described(odd)}", look_alikes.mend(odd), "look-alike")
    return None


def _look_alike(said: str, lines: list[str], number: int, place: Place) -> Problem | None:
    """On the line of the fault; or above it, on one that was taken for the beginning of the same value."""
    for above in range(min(number, len(lines) - 1), -1, -1):
        there = Place(place.path, place.line - number + above)
        if problem := imitation(lines[above], there):
            indented = re.compile(rf"[ \t]*{_SPACED}")
            others = sum(indented.match(line) is not None for line in lines) - 1
            if others > 0 and indented.match(lines[above]):
                return replace(problem, message=f"{problem.message}, here and on {others} other lines")
            return problem
        before = lines[above - 1] if above else ""
        runs_on = before.strip() and (not _FIELD.match(before) or _OPENED.match(before))
        if "mapping values are not allowed" not in said or not runs_on:
            break
    return None


def _longer_blank(lines: list[str], number: int, place: Place) -> Problem | None:
    above = min(number, len(lines)) - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    if above < 0 or above == number - 1 or not re.search(r"[:-] [|>][+-]?[ \t]*$", lines[above]):
        return None
    if found := longer_blank_line(lines, above, len(lines[above].rstrip().rstrip("|>+-"))):
        there = Place(place.path, place.line - number + found[0])
        return Problem(there, found[1], found[2], "indentation")
    return None


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
    sign = line[mark.column : mark.column + 1]
    if sign == "\t":
        return Problem(
            place, "a blank parts a dash from its item; a tab was found", "Replace the tab by a blank.", "tab"
        )
    message = f"a value that begins with {shown(sign)} is quoted; it was found bare"
    return Problem(place, message, whole_value(line, mark.column), "yaml")


def _expected_key(said: str, line: str, mark: yaml.Mark, place: Place) -> Problem | None:
    if "did not find expected key" not in said:
        return None
    before = line[: mark.column]
    if before.strip():
        return Problem(
            place,
            f"a quoted value is the whole value; it ended before {shown(line[mark.column :])}",
            whole_value(line, mark.column),
            "yaml",
        )
    return Problem(
        place,
        "the fields of a record begin in the same column; this line does not",
        "Indent it like the fields above; a line of a longer text is indented more than its field.",
        "yaml",
    )


def _indented_field(said: str, line: str, mark: yaml.Mark, place: Place) -> Problem | None:
    """`  date: …` below a value is read as more of the value, up to its colon."""
    field = _FIELD.match(line)
    if "mapping values are not allowed" not in said or field is None or field.end() < mark.column:
        return None
    if not line[:1].isspace() or line.index(":") != mark.column:
        return None
    return Problem(
        place,
        "a field begins in the column of the fields above; this line is indented more, as part of the value above",
        f"Take the blanks before `{line[: mark.column].strip()}:` away. Or, if the line belongs to the value above,"
        " write that whole value below a `|`.",
        "yaml",
    )
