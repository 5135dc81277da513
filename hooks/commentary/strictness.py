"""What the YAML standard forbids and the parser reads all the same: some of it loses words, all of it is refused.

libyaml takes `author: "Sam"# the second` for Sam alone, and a quotation mark that was never closed for one that goes on
over the fields below. The cases are those of the standard's own suite (tests/yaml/).
"""

from __future__ import annotations

import re
from collections import deque
from typing import Literal, NamedTuple

import yaml

from commentary.look_alikes import COMMAS, described, mend
from commentary.problems import shown
from commentary.quotation_marks import whole_value

_REMARK = re.compile(r"[ \t]+#(?P<next>[^\s#]?).*")
_MAYBE_GLUED = re.compile(r"(?<=[\"'\]}\[{,|>+0-9-])#")
_NO_COMMA = re.compile(f"[{COMMAS}]")
_HEADER = re.compile(r"[|>](?P<indicators>[0-9+-]*)")


_BELOW = "Move it below the sign, indented by two spaces; a remark goes on a line of its own."
_APART = "Or, if it is a remark, move it to a line of its own."


class Slip(NamedTuple):
    """Line and column are counted from 0."""

    line: int
    column: int
    message: str
    mend: str
    rule: str
    severity: Literal["error", "warning"] = "error"


class Strictness:
    """Looks at the events of one file in their order; `faults` then holds what the parser let pass."""

    def __init__(self, lines: list[str]):
        self.lines = lines
        self.faults: list[Slip] = []
        self.columns: list[int] = [-1]
        """Of the collections that are open, the columns; one between brackets has its parent's."""
        self.flow_lines: list[int] = []
        """And the lines on which they begin, where they stand between brackets; else -1."""
        self.lists: list[bool] = []
        """And whether they are lists between brackets."""
        self.signs = deque(
            (n, m.start()) for n, line in enumerate(lines) if "#" in line for m in _MAYBE_GLUED.finditer(line)
        )
        """Places of `#` right behind a sign that may end a value, as far as no value up to here holds them."""

    def see(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.CollectionStartEvent():
                self.flow_lines.append(event.start_mark.line if event.flow_style else -1)
                self.lists.append(bool(event.flow_style) and isinstance(event, yaml.SequenceStartEvent))
                self.columns.append(self.columns[-1] if event.flow_style else event.start_mark.column)
            case yaml.CollectionEndEvent():
                self.columns.pop()
                self.lists.pop()
                line = self.flow_lines.pop()
                outermost = line >= 0 and not any(above >= 0 for above in self.flow_lines)
                if outermost and event.end_mark.line > line:
                    self._indented(line, event.end_mark.line, "list or set of fields between brackets", "the brackets")

    def end(self) -> list[Slip]:
        self._glued((len(self.lines), 0))
        return self.faults

    def _glued(self, before: tuple[int, int]) -> None:
        while self.signs and self.signs[0] < before:
            line, column = self.signs.popleft()
            self.faults.append(
                Slip(
                    line,
                    column,
                    "a value ends with its line, or with a blank before a remark; found"
                    f" {shown(self.lines[line][column:])} right behind it, which is not read",
                    self._unglued(line, column),
                    "remark",
                )
            )

    def _unglued(self, line: int, column: int) -> str:
        text = self.lines[line]
        if text[column - 1] in "\"'":
            return f"{whole_value(text, column)} Or, if it is a remark, put a blank before it."
        if text[column - 1] in "]},":
            return "Put a blank before it if it is a remark, or take it out."
        return _BELOW

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start, end, style = event.start_mark, event.end_mark, event.style
        block = style in ("|", ">")
        if self.signs:
            self._glued((start.line + 1, 0) if block else (start.line, start.column))
            while self.signs and self.signs[0] < (end.line, end.column):
                self.signs.popleft()
        self._remark(event, block)
        if block:
            if longer := longer_blank_line(self.lines, start.line, start.column):
                self.faults.append(Slip(longer[0], 0, *longer[1:], "indentation"))
        elif style and end.line > start.line and not any(line >= 0 for line in self.flow_lines):
            self._indented(start.line, end.line, "value between quotation marks", "the quotation mark")
        elif not style and self.lists and self.lists[-1] and (odd := _NO_COMMA.search(event.value)):
            self.faults.append(
                Slip(
                    start.line,
                    start.column + (odd.start() if start.line == end.line else 0),
                    f"a plain comma parts the items of a list between brackets; found {described(odd[0])}",
                    f"{mend(odd[0])} Or, if it is one item, put it between quotation marks.",
                    "look-alike",
                )
            )
        elif not style and event.value == "-":
            self.faults.append(
                Slip(
                    start.line,
                    start.column,
                    "between brackets a dash alone is no value; one was found",
                    "Put it between quotation marks, or take it out.",
                    "yaml",
                )
            )

    def _remark(self, event: yaml.ScalarEvent, block: bool) -> None:
        """What follows a value on its line is part of what an editor wrote, and is not read."""
        mark = event.start_mark if block else event.end_mark
        if mark.line >= len(self.lines):
            return
        line = self.lines[mark.line]
        if "#" not in line:
            return
        column = _HEADER.match(line, mark.column).end() if block else mark.column
        remark = _REMARK.match(line, column)
        # `#3` is part of a sentence, `##3` may be; `# like this` after a value is probably meant as a remark,
        # before one surely.
        slip = remark and remark["next"]
        if remark and (slip or event.value or remark[0].lstrip().startswith("##")):
            self.faults.append(
                Slip(
                    mark.line,
                    column,
                    f"what follows a blank and # is a remark and is not read; found {shown(remark[0].strip())}",
                    _BELOW if block else f"{whole_value(line, line.index('#', column))} {_APART}",
                    "remark",
                    "error" if slip else "warning",
                )
            )

    def _indented(self, first: int, last: int, what: str, opened: str) -> None:
        """A value that goes on over further lines is indented more than its field."""
        least = self.columns[-1] + 1
        close = f"Close {opened} where the value on line {first + 1} ends, or indent this line by two spaces."
        for number in range(first + 1, last + 1):
            line = self.lines[number]
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if line[:least].strip(" "):
                tab = "\t" in line[: len(line) - len(line.lstrip())]
                self.faults.append(
                    Slip(
                        number,
                        line.index("\t") if tab else 0,
                        "a line is indented with spaces; a tab was found"
                        if tab
                        else f"a {what} that goes on below is indented there; {shown(line.strip())} is not",
                        "Replace the tab by two spaces." if tab else close,
                        "tab" if tab else "indentation",
                    )
                )
                return


def longer_blank_line(lines: list[str], header: int, column: int = 0) -> tuple[int, str, str] | None:
    """A line of blanks, at the beginning of a longer text, that is longer than the text is indented: its number, what
    must hold, and how to mend it. The parser takes its blanks for the indentation, and the text for something else."""
    sign = _HEADER.search(lines[header], column)
    if sign is None or re.search(r"[0-9]", sign["indicators"]):
        return None
    number = header + 1
    while number < len(lines) and not lines[number].strip(" "):
        number += 1
    if number == len(lines):
        return None
    indent = len(lines[number]) - len(lines[number].lstrip(" "))
    for blank in range(header + 1, number):
        if indent and len(lines[blank]) > indent:
            return (
                blank,
                f"an empty line above a text holds no more blanks than the text is indented by ({indent});"
                f" this one holds {len(lines[blank])}",
                "Delete the blanks of this line.",
            )
    return None
