"""Links as mail programs write them into plain text, made into what the reader typed.

    https://example.org/page<https://example.org/page>      an address and where it leads, which is the same
    https://eu.safelinks.protection.outlook.com/?url=…      one that leads through a program's own host first

Code stays as it is: whoever writes `a<a>` there means it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from commentary.intake.pieces import fenced
from commentary.problems import shown

UNDONE = "links that a mail program had written twice, or through a host of its own, are again as they were typed"

_PAIR = re.compile(
    r"(?P<shown>(?:(?i:https?)://|(?<![\w@/.-])(?=[\w-]+\.))[^\s<>\[\]]{3,2000}|\+?[\d ()/-]{5,24}\d)"
    r"(?:[ \t\u00a0]{0,2}|[ \t]?\n[ \t]{0,8})"
    r"(?:<(?P<angled>(?:(?i:https?)://|tel:)[^\s<>]{3,4000})>|\[(?P<squared>(?i:https?)://[^\s<>\[\]]{3,4000})\])"
)
_GUARDED = re.compile(
    r"https?://(?:[\w-]+\.)*(?:safelinks\.protection\.outlook\.com/[^\s<>()\[\]]*[?&]url="
    r"|urldefense(?:\.proofpoint)?\.com/v[23]/)[^\s<>()\[\]]{3,4000}(?<![.,;:!?])"
)
_BACKTICKS = re.compile(r"`+")


def plain_links(text: str, notes: list[str]) -> str:
    """The text with each doubled or led-through address as the reader typed it; `notes` say what was done."""
    if "//" not in text and "<tel:" not in text:
        return text

    def unguarded(match: re.Match[str]) -> str:
        return _behind(match[0])

    def single(match: re.Match[str]) -> str:
        typed, address = match["shown"], match["angled"] or match["squared"]
        if _same(typed, address):
            return typed
        if match["angled"] and typed[:4].lower() == "http":
            notes.append(f"warning: two addresses stand together, see which is meant: {shown(match[0])}")
        return match[0]

    changed = _outside_code(_outside_code(text, _GUARDED, unguarded), _PAIR, single)
    if changed != text and UNDONE not in notes:
        notes.append(UNDONE)
    return changed


def _outside_code(text: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> str:
    code = list(_code(text))
    starts = [start for start, _ in code]

    def changed(match: re.Match[str]) -> str:
        before = bisect(starts, match.start()) - 1
        return match[0] if before >= 0 and match.start() < code[before][1] else change(match)

    return pattern.sub(changed, text)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Where code begins and ends: between fences, indented, or between marks in a line."""
    lines = text.split("\n")
    within = set(fenced(lines))
    place = 0
    above = ""
    spans: list[tuple[int, int]] = []
    prose: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        end = place + len(line)
        indented = line.startswith(("    ", "\t")) and (not above.strip() or above.startswith(("    ", "\t")))
        (spans if number in within or indented else prose).append((place, end))
        above = line
        place = end + 1
    yield from sorted([*spans, *_code_spans(text, prose)])


def _code_spans(text: str, prose: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Between as many backticks as before and after, within a paragraph."""
    runs: list[re.Match[str]] = []
    for start, end in prose:
        if not text[start:end].strip():
            yield from _paired(runs)
            runs = []
        runs += _BACKTICKS.finditer(text, start, end)
    yield from _paired(runs)


def _paired(runs: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    places: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        places.setdefault(len(run[0]), []).append(index)
    index = 0
    while index < len(runs):
        same = places[len(runs[index][0])]
        after = bisect(same, index)
        if after < len(same):
            yield runs[index].start(), runs[same[after]].end()
            index = same[after]
        index += 1


def _same(typed: str, address: str) -> bool:
    if address.startswith("tel:"):
        return re.sub(r"\D", "", typed) == re.sub(r"\D", "", address) != ""
    return _bare(typed) == _bare(address)


def _bare(address: str) -> str:
    """An address without what programs add to it: the scheme, a slash at the end, escapes."""
    address = unquote(address.replace("&amp;", "&"))
    host, slash, path = re.sub(r"^https?://", "", address, flags=re.IGNORECASE).partition("/")
    return (host.lower() + slash + path).rstrip("/")


def _behind(address: str) -> str:
    """Where an address leads that leads through a program's own host; itself where that cannot be told."""
    if match := re.search(r"/v3/__(.+?)__;", address):
        return re.sub(r"^(https?):/(?=[^/])", r"\1://", match[1])
    try:
        query = parse_qs(urlsplit(address).query)
    except ValueError:
        return address
    if "u" in query and "/v2/" in address:
        return unquote(query["u"][0].replace("-", "%").replace("_", "/"))
    inner = query.get("url", [""])[0]
    return inner if inner.startswith(("http://", "https://")) else address
