"""What mail programs write into a message by themselves, in the languages of `mail_programs/`, a file each.

In those files `…` stands for whatever comes between, a name, a date, a device. Their fields:

    head        names of the lines above a quoted message, by what they hold
    original    what stands between dashes above one
    forwarded   the line above one that was passed on
    wrote       the line that says who wrote it, and when
    sent        what a program signs with; `devices` are the words that tell such a line from a reader's own
    signing     of the devices, those that hardly anybody ends a comment with, in any language
    footers     other lines of programs
    notice      how the small print of offices begins, and words that it holds
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("mail_programs")
LONGEST_GAP = 200
"""Characters that stand for a `…`, at most."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINK = re.compile(r"<(?:https?|mailto):[^<>]*>|\[([^\[\]]*)\]\([^()]*\)")


def plain(line: str) -> str:
    """A line as the patterns are compared with it: without links, emphasis, marks that cannot be seen, and in one form
    of each character."""
    if not line.isascii():
        line = unicodedata.normalize("NFKC", _UNSEEN.sub("", line)).replace("’", "'").replace("־", "-")
    if "<" in line or "](" in line:
        line = _LINK.sub(r"\1", line)
    return " ".join(line.split()).strip("*_").replace(" :", ":").replace(":*", ":").replace(":_", ":")


@dataclass(frozen=True, slots=True)
class Pattern:
    """The fixed parts of a line; between two of them, and where the first or last is empty, stands something else."""

    parts: tuple[str, ...]

    @property
    def opens(self) -> bool:
        return bool(self.parts[0])

    def matches(self, text: str) -> bool:
        """Whether the text is such a line; at its end nothing more need stand."""
        first, *others = self.parts
        if not text.startswith(first):
            return False
        place = len(first)
        for part in others[:-1]:
            # Something stands in each gap.
            place = text.find(part, place + 1)
            if place < 0:
                return False
            place += len(part)
        last = others[-1] if others else ""
        gap = len(text) - len(last) - place
        return (not others and not gap) or (bool(others) and bool(last) <= gap <= LONGEST_GAP and text.endswith(last))


class Patterns(tuple[Pattern, ...]):
    """Several, with what tells quickly that none of them matches."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]

    def __new__(cls, lines: list[str]) -> Patterns:
        made = super().__new__(cls, (Pattern(tuple(map(_part, line.split("…")))) for line in dict.fromkeys(lines)))
        made.starts = tuple({p.parts[0] for p in made if p.opens})
        made.ends = tuple({p.parts[-1] for p in made if not p.opens})
        return made

    def may_match(self, text: str) -> bool:
        return text.startswith(self.starts) or text.endswith(self.ends)

    def matching(self, text: str) -> list[Pattern]:
        return [pattern for pattern in self if pattern.matches(text)] if self.may_match(text) else []


@dataclass(frozen=True, slots=True)
class MailPrograms:
    heads: dict[str, frozenset[str]]
    """What the line of a name may hold: `from`, `date`, `to`, `copy`, `subject`."""
    original: frozenset[str]
    forwarded: frozenset[str]
    wrote: Patterns
    sent: Patterns
    devices: re.Pattern[str]
    signing: re.Pattern[str]
    footers: Patterns
    notice_begins: tuple[str, ...]
    notice_holds: tuple[str, ...]


@cache
def mail_programs() -> MailPrograms:
    """What is known of all languages together: nobody's program asks in which language its user writes."""
    languages = [_read(file) for file in sorted(FOLDER.glob("*.yml"))]
    heads: dict[str, set[str]] = {}
    for language in languages:
        for role, names in language.get("head", {}).items():
            for name in names:
                heads.setdefault(plain(name), set()).add(role)
    devices = sorted({d for one in languages for d in _flat(one.get("devices", []))}, key=len, reverse=True)
    notices = [language.get("notice", {}) for language in languages]
    return MailPrograms(
        {name: frozenset(roles) for name, roles in heads.items()},
        frozenset(plain(line).casefold() for line in _all(languages, "original")),
        frozenset(plain(line).casefold() for line in _all(languages, "forwarded")),
        Patterns(_all(languages, "wrote")),
        Patterns(_all(languages, "sent")),
        _any_of(devices),
        _any_of(_all(languages, "signing")),
        Patterns(_all(languages, "footers")),
        tuple(plain(line) for notice in notices for line in notice.get("begins", [])),
        tuple({plain(word).casefold() for notice in notices for word in notice.get("holds", [])}),
    )


def languages() -> dict[str, dict[str, Any]]:
    """What each file says, by the tag of its language."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.yml"))}


def _read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return data


def _all(languages: list[dict[str, Any]], field: str) -> list[str]:
    return [line for language in languages for line in language.get(field, [])]


def _any_of(names: list[str]) -> re.Pattern[str]:
    # Words of ours are no part of longer ones; what Chinese and Japanese write stands without blanks.
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(plain(name))}(?![A-Za-z])" for name in names))


def _flat(items: list[Any]) -> list[str]:
    return [name for item in items for name in (item if isinstance(item, list) else [item])]


def _part(part: str) -> str:
    """A fixed part in the form of `plain`, with the blanks that tell it from its neighbours."""
    text = plain(part)
    return f"{' ' * part.startswith(' ')}{text}{' ' * part.endswith(' ')}" if text else part.strip()
