"""Lines that are written one after another, in lists and quotations; below the line `body:` they are Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commentary.intake.boxes import Box, Boxes
from commentary.intake.markdown_line import Words, markdown_line
from commentary.intake.plain_words import begins_words
from commentary.limits import YAML_LIMIT

_BODY = re.compile(r"body:[ \t\u00a0]*(?:[|>][+-]?[1-9]?(?=[ \t\u00a0]|$))?[ \t\u00a0]*")
_BY_HAND = re.compile(r"(?:-{3}|[—–]-?)[ \t\u00a0]+[^\s<>]+/")
_BLANKS = " \t\u00a0"


@dataclass(slots=True)
class _Line:
    outside: str
    """The marks of quotations that hold the whole file."""
    text: str
    indent: int | None = 0
    """Blanks before it in the body; None: as many as before its first line."""
    cited: bool = False
    body: bool = False


class Sheet:
    def __init__(self, above: str) -> None:
        self.lines: list[_Line] = []
        self.words: list[Words] = []
        self.boxes = Boxes()
        self.seen: list[Box] = []
        """The boxes of the last line."""
        self.gap = False
        self.heading = 0
        self.body: int | None = None
        """How many quotations hold the body, once it has begun."""
        self.first_indent: int | None = None
        self.length = 0
        self.code: list[str] | None = None
        self.preformatted = 0
        self.as_it_is = False
        self.in_word = self.marked = False
        self.cells = 0
        self.in_row = self.row_ended = False
        self.begins = False
        """Whether the next line is the first of the body."""
        self.by_hand = False
        for line in above.split("\n"):
            if self.body is None:
                self.body = 0 if self._begins_body(line) else None
            elif line.strip():
                self.first_indent = len(line) - len(line.lstrip(_BLANKS))
                break

    def text(self) -> str:
        typed = (line.indent for line in self.lines if line.body and line.indent is not None)
        first = next(typed, 0) if self.first_indent is None else self.first_indent
        out = []
        answered = False
        for line in reversed(self.lines):
            indent = first if line.indent is None else min(line.indent, first)
            if line.cited and not answered:
                # What nobody answers is no part of the body: it stands where the tail does.
                indent = 0
            answered = answered or (line.body and not line.cited and bool(line.text) and indent == first > 0)
            out.append(
                f"{line.outside}{' ' * indent * bool(line.text)}{line.text}" if line.body else line.outside + line.text
            )
        return "\n".join(reversed(out)).strip("\n") + "\n"

    # Words

    def put(self, words: Words, *, collapsed: bool) -> None:
        text = words.text
        if collapsed and (not self.words or self.words[-1].text.endswith(" ")):
            text = text.lstrip(" ")
        if not text:
            return
        if self.cells and text.strip(_BLANKS):
            self.words.append(Words("| " * self.cells))
            self.cells = 0
        self.words.append(words._replace(text=text))

    def soft(self) -> None:
        self.put(Words(" "), collapsed=True)

    def cell(self) -> None:
        self.soft()
        if any(word.text.strip(_BLANKS) for word in self.words):
            self.cells += 1

    # Lines

    def end_line(self, *, broken: bool = False) -> None:
        words, self.words, self.cells = self.words, [], 0
        text = "".join(word.text for word in words)
        if self.code is not None:
            self.code += [text] if broken or text else []
        elif text.strip(_BLANKS):
            self._write(words, text)
        elif self._verbatim() and broken:
            self.lines.append(_Line("", "", None, body=True))
        else:
            self.gap = self.gap or broken or bool(text.strip(" "))

    def end_row(self) -> None:
        count = len(self.lines)
        self.end_line()
        self.row_ended = len(self.lines) > count

    def rule(self) -> None:
        self._apart()
        self._line("* * *")
        self.gap = True

    def paragraph(self, *, tight: bool = False, heading: int = 0) -> None:
        self._leave_word()
        self.end_line()
        self.gap = self.gap or not (tight or self.boxes.top.waiting)
        self.heading = heading

    def end_paragraph(self, *, tight: bool = False) -> None:
        self.end_line()
        self.gap = self.gap or not tight
        self.heading = 0
        self.in_word = False

    # Code

    def open_code(self, *, as_it_is: bool) -> None:
        self._apart()
        self.preformatted += 1
        if self.preformatted == 1:
            self.as_it_is = as_it_is or not self._in_body()
            self.code = None if self.as_it_is else []

    def close_code(self) -> None:
        self.end_line()
        self.preformatted -= 1
        if self.preformatted:
            return
        lines = "\n".join(self.code or []).strip("\n").split("\n")
        self.code = None
        if lines[0].strip() == "--" and len(lines) > 1:
            for line in lines:
                self._write([Words(line)], line)
        elif lines != [""]:
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", "\n".join(lines))), default=0))
            for line in (fence, *lines, fence):
                self._line(line)
        self.as_it_is = False
        self.gap = True

    # Lists and quotations

    def open_quotation(self, cited: bool) -> None:
        self._apart()
        self.boxes.push(Box(cited=cited))

    def close_quotation(self) -> None:
        self._apart()
        self.boxes.pop()

    def open_list(self, ordered: bool, start: str, *, backwards: bool) -> None:
        self._leave_word()
        self.end_line()
        self.gap = self.boxes.push_list(ordered, start, backwards=backwards) or self.gap

    def close_list(self) -> None:
        self._apart()
        self._empty_item()
        self.boxes.pop()

    def item(self, value: str) -> None:
        self._leave_word()
        self.end_line()
        self._empty_item()
        gap = self.boxes.item(value)
        self.gap = self.gap if gap is None else gap

    def word_item(self, level: int) -> None:
        self.end_line()
        self.gap = not self.boxes.top.level
        self._empty_item()
        self.boxes.word_item(level)
        self.in_word, self.marked = True, False

    def word_mark(self, text: str) -> None:
        mark = text.strip(_BLANKS + "\n")
        if mark and not self.marked and self.boxes.top.level:
            self.marked = True
            self.gap = self.boxes.word_mark(mark) or self.gap

    # Within

    def _in_body(self) -> bool:
        return self.body is not None and len(self.boxes.open) >= self.body

    def _verbatim(self) -> bool:
        return self.as_it_is and self._in_body()

    def _apart(self) -> None:
        self._leave_word()
        self.end_line()
        self.gap = self.gap or not self.boxes.top.waiting

    def _leave_word(self) -> None:
        if self.boxes.top.level:
            self.end_line()
            self._empty_item()
            self.boxes.leave_word()
            self.gap, self.in_word = True, False

    def _empty_item(self) -> None:
        if self.boxes.top.waiting:
            self._line("")

    def _write(self, words: list[Words], text: str) -> None:
        if not self.in_word:
            self._leave_word()
        if not self._in_body():
            self._begin(words, text)
            return
        lead = len(text) - len(text.lstrip(_BLANKS))
        typed = len(self.boxes.open) == self.body and not self.heading and not self.in_row
        self.length += len(text) + 2
        mark = text.rstrip(_BLANKS + "\n")
        if self.as_it_is or self.length > YAML_LIMIT or (typed and not lead and (mark == "--" or text.startswith(">"))):
            # The mark of a signature, and lines that were quoted in the manner of plain text.
            self._line("-- " if mark == "--" and text != mark else text[lead:].rstrip(), lead if typed else None)
        else:
            follows = self.row_ended and not self.gap
            if follows and self.lines:
                self.lines[-1].text += "\\"
            self._line(markdown_line(_without(words, lead), heading=self.heading), lead if typed else None)

    def _begin(self, words: list[Words], text: str) -> None:
        """A line above the body, as it is; or the line with which the body begins."""
        begins = self.body is None and all(box.ordered is None for box in self.boxes.open) and self._begins_body(text)
        match = _BODY.match(text) if begins else None
        if match:
            value = text[match.end() :]
            if value.strip(_BLANKS) and value[0] not in "\"'" and not self.as_it_is:
                text = match[0] + markdown_line(_without(words, match.end()))
        mark = text.rstrip(_BLANKS + "\n")
        self._line(mark + " " if mark == "--" and text != mark else mark)
        if begins:
            self.body, self.begins = len(self.boxes.open), True

    def _begins_body(self, line: str) -> bool:
        self.by_hand = self.by_hand or _BY_HAND.fullmatch(line.strip(_BLANKS)) is not None
        return _BODY.match(line) is not None or (self.by_hand and begins_words(line))

    def _line(self, text: str, indent: int | None = None) -> None:
        """A line in the boxes of now, behind an empty one where there is a gap."""
        split = self.body if self._in_body() else len(self.boxes.open)
        inner = self.boxes.open[split:]
        cited = bool(inner) and inner[0].cited
        if self.gap and self.lines and not self.begins:
            common = 0
            while common < min(len(self.boxes.open), len(self.seen)) and self.boxes.open[common] is self.seen[common]:
                common += 1
            marks = ["> " if box.ordered is None else " " * box.width for box in self.boxes.open[:common]]
            between = "".join(marks[split:]).rstrip()
            self.lines.append(
                _Line("".join(marks[:split]).rstrip(), between, None, cited and bool(between), self._in_body())
            )
        outside = "".join(box.take() for box in self.boxes.open[:split])
        text = "".join(box.take() for box in inner) + text
        self.lines.append(
            _Line(outside, text if text.startswith("-- ") else text.rstrip(), indent, cited, self._in_body())
        )
        self.gap = self.row_ended = self.begins = False
        self.seen = [*self.boxes.open]
        self.boxes.top.last = None


def _without(words: list[Words], count: int) -> list[Words]:
    """The words from a character on."""
    rest = []
    for word in words:
        if count < len(word.text):
            rest.append(word._replace(text=word.text[count:]))
        count = max(0, count - len(word.text))
    return rest
