"""Quotations and lists within each other, and the marks of Markdown that a line in them begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass

DEEPEST = 9
"""Nobody quotes deeper or makes deeper lists; a hostile page has a hundred thousand in each other."""
_LARGEST = 999_999_999
_NUMBER = re.compile(r"\d{1,9}")
# The second sign begins another list where Markdown would go on with the first.
_SIGNS = {True: ".)", False: "-+"}


@dataclass(slots=True)
class Box:
    """A quotation, or a list with its item of now."""

    ordered: bool | None = None
    """None: a quotation."""
    cited: bool = False
    """By a mail program, of the message that is answered."""
    sign: str = ""
    number: int = 0
    step: int = 1
    waiting: str = ""
    """The mark of an item that has no line yet."""
    width: int = 0
    level: int = 0
    """In Word's lists, which have no elements of their own."""
    last: tuple[bool | None, str] | None = None
    """The list that ended in here last, if nothing follows it yet."""

    def take(self) -> str:
        """What the next line begins with."""
        if self.ordered is None:
            return "> "
        mark, self.waiting = self.waiting, ""
        return mark or " " * self.width

    def begin(self, number: int) -> None:
        self.number = number
        self.waiting = f"{number}{self.sign} " if self.ordered else f"{self.sign} "
        self.width = len(self.waiting)


class Boxes:
    """Those that are open, the outermost first; what is too deep is left out."""

    def __init__(self) -> None:
        self.root = Box()
        self.open: list[Box] = []
        self.elements: list[Box | None] = []
        self.numbers: dict[int, tuple[int, str]] = {}
        """Of Word's lists, by their level, the last number and its sign."""

    @property
    def top(self) -> Box:
        return self.open[-1] if self.open else self.root

    def push(self, box: Box) -> None:
        fits = len(self.open) < DEEPEST
        self.elements.append(box if fits else None)
        self.open += [box] if fits else []

    def pop(self) -> None:
        box = self.elements.pop()
        if box:
            self.open.pop()
            self.top.last = (box.ordered, box.sign) if box.ordered is not None else None

    def push_list(self, ordered: bool, start: str, *, backwards: bool) -> bool:
        """Whether an empty line is needed before it: within an item only where it begins at another number than 1."""
        parent = self.top
        first, step = int(start) if _NUMBER.fullmatch(start) else 1, -1 if backwards else 1
        signs = _SIGNS[ordered]
        self.push(Box(ordered, sign=signs[parent.last == (ordered, signs[0])], number=first - step, step=step))
        return parent.ordered is None or not (parent.waiting or not ordered or first == 1)

    def item(self, value: str) -> bool | None:
        """Whether an empty line is needed before an item of the innermost list; None where that is left as it is."""
        box = self.elements[-1] if self.elements else None
        if box is None or box.ordered is None:
            return None
        number = int(value) if _NUMBER.fullmatch(value) else max(0, min(box.number + box.step, _LARGEST))
        if not box.width:
            box.begin(number)
            return None
        other = bool(box.ordered) and number != box.number + 1
        box.sign = _other(box.sign) if other else box.sign
        box.begin(number)
        return other

    def word_item(self, level: int) -> None:
        while self.top.level >= level:
            self.open.pop()
        if len(self.open) < DEEPEST:
            self.open.append(Box(False, sign="-", level=level))
            self.top.begin(0)

    def word_mark(self, mark: str) -> bool:
        """Takes the mark that Word wrote before an item: a number, a letter or a dot. Whether a new list begins."""
        box = self.top
        self.numbers = {level: last for level, last in self.numbers.items() if level <= box.level}
        match = re.fullmatch(r"\(?(\d{1,9}|[a-zA-Z]{1,5})[.)]", mark)
        if not match:
            self.numbers.pop(box.level, None)
            return False
        last, sign = self.numbers.get(box.level, (0, ")"))
        number = int(match[1]) if match[1].isdigit() else last + 1
        other = number != last + 1 or not last
        box.ordered, box.sign = True, _other(sign) if other else sign
        box.begin(number)
        self.numbers[box.level] = (number, box.sign)
        return other and bool(last)

    def leave_word(self) -> None:
        while self.top.level:
            self.open.pop()


def _other(sign: str) -> str:
    return _SIGNS[True].replace(sign, "")
