"""Each line of a mail's text, and what it may be: a reader's own, or what mail programs write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from commentary.intake.mail_programs import mail_programs, plain
from commentary.limits import YAML_LIMIT

LONGEST_MARK = 400
"""Characters of a line that a program writes; three broken lines together have no more."""
LONGEST_SENTENCE = 250
"""The same of a line that says who wrote and when, where no address shows that a program wrote it."""
SIGNATURE_LINES, SIGNATURE_WIDTH = 8, 60
"""The most that stands below a `--` that is the mark of a signature and has lost its blank."""

_DASHED = re.compile(r"[\s*>]*[-–—_=*]{2,}\s*(.+?)\s*(?:[-–—_=]{2,}|$)")
_BETWEEN_DASHES = re.compile(r"-{5,} ?[^-]{1,60} ?-{5,}")
_RULE = re.compile(r"(?:[-_=*~–—] ?){3,}")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d[:.]\d\d\b|\d{1,2}[./-] ?\d{1,2}[./-]|\d ?[年월]")
_DATE_AND_TIME = re.compile(r"(?:19|20)\d\d\D.*\d[:.]\d\d|\d[:.]\d\d.*\D(?:19|20)\d\d")
_BEGINS_WITH_DATE = re.compile(r"\W{0,2}(?:[^\W\d]{1,12}[.,]{0,2} )?\d{1,4}(?:[./-] ?| [^\W\d]|年)")
_DATE_AND_NAME = re.compile(r"[^:]{0,20}\d{1,4}[./-] ?\d{1,2}[./-].{0,60}:")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}|mailto:")
_MAIL_IN_BRACKETS = re.compile(r"[<(\[]\s?(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}\s?[>)\]]")
_HEAD = re.compile(r"[*_]{0,2}([^\W\d_][^:\d<@]{0,24}):[*_]{0,2}(.*)")
_NAME_WITHIN = re.compile(r"(?:(?<=[\s>])|^)([^\W\d_][^\s:<>]*(?: [^\W\d_][^\s:<>]*){0,2}):")
_SENTENCE_END = re.compile(r"[.!?)\"”](?=\s+\S)|[。！？…](?=\s*\S)")
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", ")", ",")
_CODE_INDENTED = re.compile(r" {4}|\t")
_CODE_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class Kind(Enum):
    OWN = auto()
    """A reader's."""
    BLANK = auto()
    QUOTED = auto()
    RULE = auto()
    END = auto()
    """From here on nothing is the reader's own."""
    PROGRAM = auto()
    """A program's; what follows may be the reader's."""
    WROTE = auto()
    """Who wrote when: a program's above a quotation, else perhaps the reader's."""
    SAID = auto()
    """Who said it: a program's or the reader's above a quotation, else the reader's."""
    PERHAPS = auto()
    """A program's or the reader's."""
    LAST = auto()
    """The same if it is the last line of all, else the reader's."""


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    start: int
    end: int


class Lines:
    """The lines of a body, and what each may be."""

    def __init__(self, lines: list[str], by_hand: bool) -> None:
        self.lines = lines
        self.programs = mail_programs()
        filled = (line for line in lines if line.strip())
        self.indented = next(filled, "").startswith((" ", "\t")) and not by_hand
        self.own = re.compile(r"[ \t]" if self.indented else r"  (?! )| {4}|\t" if by_hand else r" {4}|\t")
        self.code = set(fenced(lines))

    def piece(self, number: int) -> Piece:
        line = self.lines[number]
        if not line.strip():
            return Piece(Kind.BLANK, number, number + 1)
        if line.startswith(">"):
            below = range(number + 1, len(self.lines))
            return Piece(Kind.QUOTED, number, next((n for n in below if self.lines[n][:1] != ">"), len(self.lines)))
        own = Piece(Kind.OWN, number, number + 1)
        if number in self.code or self.own.match(line):
            return own
        if line == "-- ":
            return Piece(Kind.END, number, number + 1)
        if line.strip() in ("--", "—"):
            return Piece(self.signature(number), number, number + 1)
        if _RULE.fullmatch(line.strip()):
            return Piece(Kind.RULE, number, number + 1)
        text = plain(line) if len(line) <= YAML_LIMIT else ""
        return (
            self.original(number, text)
            or self.heads(number, text)
            or self.sent(number, text)
            or self.wrote(number, text)
            or self.notice(number)
            or own
        )

    def original(self, number: int, text: str) -> Piece | None:
        """A line between dashes, or one that says that a message was passed on."""
        if len(text) <= LONGEST_MARK and text.casefold() in self.programs.forwarded:
            return Piece(Kind.END, number, number + 1)
        match = _DASHED.match(self.lines[number][:LONGEST_MARK])
        if match and plain(match[1]).casefold() in self.programs.original:
            return Piece(Kind.END, number, number + 1)
        # In another language it shows only by what stands below.
        return Piece(Kind.RULE, number, number + 1) if _BETWEEN_DASHES.fullmatch(text) else None

    def heads(self, number: int, text: str) -> Piece | None:
        """The names of a message's head, a line each or all on one, one of them a date."""
        if ":" not in text:
            return None
        if text.count(":") > 2 and (place := self.heads_within(text)) is not None:
            return Piece(Kind.END if place == 0 else Kind.PERHAPS, number, number + 1)
        roles: set[str] = set()
        found: list[int] = []
        known = addressed = dated = False
        perhaps = None
        for at, line in enumerate(self.lines[number : number + 14], number):
            head = _HEAD.match(plain(line[:LONGEST_MARK])) if at not in self.code and not self.own.match(line) else None
            holds = self.programs.heads.get(head[1].strip("*_ "), frozenset()) if head else frozenset()
            if head and (holds or at - number == len(found)):
                roles |= {role for role in holds if role != "date" or re.search(r"\d", head[2])}
                addressed = addressed or bool(_MAIL_IN_BRACKETS.search(line))
                dated = dated or bool(_DATE_AND_TIME.search(line))
                known = known or (at == number and bool(holds))
                found.append(at)
            elif at - (found or [number])[-1] != 1:
                # One line between two may be empty, or the rest of a list of names.
                break
            if found == [number, number + 1] and len(roles) > 1:
                perhaps = Piece(Kind.PERHAPS, number, number + 2)
        if known and {"from", "date"} <= roles and {"to", "subject"} & roles:
            return Piece(Kind.END, number, found[-1] + 1)
        # A language that is not known shows by an address, and a time, in lines that begin with names.
        unknown = not roles and len(found) > 2 and addressed and dated
        return perhaps if known else Piece(Kind.PERHAPS, number, found[-1] + 1) if unknown else None

    def heads_within(self, text: str) -> int | None:
        """Where a whole head of a message begins in a line: some programs lose its line breaks."""
        found = []
        for match in _NAME_WITHIN.finditer(text):
            words = match[1].split(" ")
            name = next((n for i in range(len(words)) if (n := " ".join(words[i:])) in self.programs.heads), None)
            if name:
                found.append((match.end(1) - len(name), name, match.end()))
        if not found:
            return None
        roles: dict[str, str] = {}
        for (_, name, start), following in zip(found, [*found[1:], (len(text), "", 0)], strict=True):
            if len(value := text[start : following[0]].strip()) > 1:
                roles |= dict.fromkeys(self.programs.heads[name], value)
        whole = {"from", "date"} <= roles.keys() and {"to", "subject"} & roles.keys() and _DATE.search(roles["date"])
        return found[0][0] if whole else None

    def sent(self, number: int, text: str) -> Piece | None:
        """With what a message was sent, and other lines of programs."""
        kind = self.sent_kind(text)
        return Piece(kind, number, number + 1) if kind else None

    def sent_kind(self, text: str) -> Kind | None:
        if len(text) > LONGEST_MARK // 2:
            return None
        if self.programs.footers.matching(text):
            return Kind.PROGRAM
        if not self.programs.sent.may_match(text := text.rstrip(".。! ")):
            return None
        end = _SENTENCE_END.search(text)
        line, more = (text[: end.start()], text[end.end() :].strip()) if end else (text, "")
        patterns = self.programs.sent.matching(line)
        if not patterns:
            return None
        if not self.programs.devices.search(line):
            return Kind.LAST
        return Kind.PROGRAM if not more or self.programs.footers.matching(more) else Kind.PERHAPS

    def ends_with_a_mark(self, number: int) -> bool:
        """Whether the reader's last line goes on with a program's: some lose the line break."""
        own = self.own if self.indented else _CODE_INDENTED
        if number in self.code or own.match(self.lines[number]):
            return False
        text = plain(self.lines[number][-LONGEST_MARK:])
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        if any(self.sent_kind(text[end:].strip()) is Kind.PROGRAM for end in ends):
            return True
        # A signature in a language that is not known.
        above = self.lines[number - 1].strip() if number else "-"
        alone = not above or above.endswith(_SENTENCE_ENDS)
        short = len(text) <= SIGNATURE_WIDTH and not text.endswith(_SENTENCE_ENDS)
        return alone and short and bool(self.programs.signing.search(text))

    def wrote(self, number: int, text: str) -> Piece | None:
        """Who wrote when, on one line or broken over as many as three."""
        together = ""
        for end, line in enumerate(self.lines[number : number + 3], number + 1):
            # A line may break within an address in brackets, so that the next begins as a quotation does.
            quoted = line.startswith(">") and together.count("<") <= together.count(">")
            if not line.strip() or quoted or len(together) + len(line) > LONGEST_MARK:
                break
            together = f"{together} {line}" if together else line
            text = plain(together)
            if text.startswith("--") and text.endswith("--"):
                text = text.strip("- ") + ":"
            opens = self.opens(text, together)
            if text.endswith(":") and (opens or end == number + 1) and (kind := self.wrote_kind(text, together, end)):
                return Piece(kind, number, end)
            if not opens:
                break
        return None

    def wrote_kind(self, text: str, together: str, end: int) -> Kind | None:
        patterns = self.programs.wrote.matching(text)
        dated = bool(_DATE.search(text))
        if (patterns and _MAIL.search(together)) or (dated and _MAIL_IN_BRACKETS.search(together)):
            return Kind.END
        if len(text) > LONGEST_SENTENCE:
            return None
        if dated and (patterns or _DATE_AND_NAME.fullmatch(text)):
            return Kind.WROTE
        if any(pattern.opens for pattern in patterns):
            return Kind.SAID
        return Kind.PERHAPS if patterns and self.only_quoted_below(end) else None

    def opens(self, text: str, together: str) -> bool:
        """Whether a line may go on as one that says who wrote when."""
        return text.startswith(self.programs.wrote.starts) or "@" in together or bool(_BEGINS_WITH_DATE.match(text))

    def only_quoted_below(self, number: int) -> bool:
        below = [line for line in self.lines[number : number + 200] if line.strip()]
        return bool(below) and all(line.startswith(">") for line in below)

    def notice(self, number: int) -> Piece | None:
        """The small print of an office."""
        if not self.lines[number].lstrip(" *_").startswith(self.programs.notice_begins):
            return None
        end = number
        while end < min(len(self.lines), number + 40) and self.lines[end].strip():
            end += 1
        text = plain(" ".join(self.lines[number:end]))[:4000].casefold()
        held = [word for word in self.programs.notice_holds if word in text]
        if not held:
            return None
        return Piece(Kind.PROGRAM if len(held) > 1 else Kind.LAST, number, end)

    def signature(self, number: int) -> Kind:
        """A `--` that has lost its blank: the mark of a signature, or of a heading."""
        if self.indented:
            return Kind.END
        below = [line.strip() for line in self.lines[number + 1 : number + 1 + 3 * SIGNATURE_LINES]]
        filled = [line for line in below if line]
        short = len(filled) <= SIGNATURE_LINES and all(len(line) <= SIGNATURE_WIDTH for line in filled)
        above = self.lines[number - 1].strip() if number else ""
        if not above:
            return Kind.END if short and len(below) < 3 * SIGNATURE_LINES and below[:1] != [""] else Kind.PERHAPS
        return Kind.PERHAPS if above.endswith(_SENTENCE_ENDS) else Kind.OWN


def fenced(lines: list[str]) -> Iterator[int]:
    """The indexes of lines that stand between two fences, with them."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        if match := _CODE_FENCE.match(line):
            if opened is None:
                opened = (number, match[1])
            elif line.strip().startswith(opened[1]) and not line.strip().strip(opened[1][0]):
                yield from range(opened[0], number + 1)
                opened = None
