"""E-mail addresses, of which the repository keeps none."""

from __future__ import annotations

import re

from commentary.problems import Place, Problem, shown
from commentary.text import place_in

# It begins at the sign, not at the name before it: that would try every letter of a long word as a beginning.
_SIGN = re.compile(r"(?<=[\w.+-])(@|%40|\[at\])[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_NAME = re.compile(r"[\w.+-]{1,64}$")
RULE = "e-mail-address"


def mail_addresses(text: str) -> list[re.Match[str]]:
    """Where an e-mail address stands; a handle such as `@name@example.org` is none."""
    found = []
    for match in _SIGN.finditer(text):
        name = _NAME.search(text, max(0, match.start() - 64), match.start())
        if name and text[name.start() - 1 : name.start()] != "@":
            found.append(match)
    return found


def without_mail(text: str) -> str:
    """The text with … for each e-mail address, for reports."""
    for match in reversed(mail_addresses(text)):
        name = _NAME.search(text, max(0, match.start() - 64), match.start())
        text = f"{text[: name.start() if name else match.start()]}…{text[match.end() :]}"
    return text


def mail_problems(text: str, path: str) -> list[Problem]:
    """A problem for each line of a file that holds an address. The report is public: it does not repeat it."""
    lines: dict[int, Problem] = {}
    for match in mail_addresses(text):
        place = place_in(path, text, match.start())
        lines.setdefault(place.line, mail_problem(place, match[1]))
    return list(lines.values())


def mail_problem(place: Place, sign: str) -> Problem:
    return Problem(
        place,
        f"no e-mail address is kept in the repository; found {shown(f'…{sign}…')}",
        "Take it out; who wants to be reached can give a web address.",
        RULE,
    )
