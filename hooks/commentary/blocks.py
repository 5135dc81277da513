"""The blocks `/// quote | key` … `///` in an article's text, found in the source with line and column.

pymdownx's blocks API (which puts the quotes in, see `quote_block.py`) knows no lines, prints a misspelt block as text
and lets an unclosed one swallow the page. So the source is read here first.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from commentary.problems import Place, Problem, shown

QUOTE = "quote"

_CODE_FENCE = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?P<fence>`{3,}|~{3,})(?P<rest>.*)")
_SLASHES = re.compile(r"(?P<indent>[ \t]*(?:>[ \t]?)*[ \t]*)(?P<slashes>/{3,})[ \t]*(?P<rest>.*?)[ \t]*")
_HEADER = re.compile(r"(?P<name>[\w-]+)(?:[ ]*\|[ ]*(?P<argument>.*))?")


@dataclass(frozen=True, slots=True)
class QuoteUse:
    """A quote block: the key it names, and where."""

    key: str
    place: Place


@dataclass(slots=True)
class _Open:
    name: str
    length: int
    place: Place
    key: str = ""


def quote_uses(
    body: str, path: str, first_line: int, others: Iterable[str] = ()
) -> tuple[list[QuoteUse], list[Problem]]:
    """Every quote block of an article's body in order, and the faults of its blocks.

    `others` are the names of blocks that the publication allows beside `quote`. Code between fences is left alone.
    """
    known = [QUOTE, *others]
    uses: list[QuoteUse] = []
    faults: list[Problem] = []
    open_blocks: list[_Open] = []
    fence = ""
    for number, line in enumerate(body.split("\n"), first_line):
        if match := _CODE_FENCE.fullmatch(line):
            if not fence:
                fence = match["fence"]
                continue
            if match["fence"].startswith(fence) and not match["rest"].strip():
                fence = ""
                continue
        if fence:
            continue
        match = _SLASHES.fullmatch(line)
        inside_quote = open_blocks and open_blocks[-1].name == QUOTE
        if match is None:
            if inside_quote and line.strip():
                faults.append(_swallowed(open_blocks[-1], Place(path, number, 1), line))
                # Its closing line is still to come: one slip is one fault.
                open_blocks[-1].name = ""
            continue
        place = Place(path, number, len(match["indent"]) + 1)
        if not match["rest"]:
            if open_blocks and open_blocks[-1].length == len(match["slashes"]):
                block = open_blocks.pop()
                if block.name == QUOTE and block.key:
                    uses.append(QuoteUse(block.key, block.place))
            else:
                faults.append(
                    Problem(
                        place,
                        "a line `///` closes a block; none is open here",
                        "Take the line out, or open the block above it: `/// quote | key`.",
                        "block",
                    )
                )
            continue
        if inside_quote:
            faults.append(_swallowed(open_blocks.pop(), place, line))
        block = _opened(match, place, known, faults)
        if block:
            open_blocks.append(block)
    faults += [
        Problem(
            block.place,
            f"a block is closed by a line `{'/' * block.length}`; this one is not",
            f"Put a line `{'/' * block.length}` below it.",
            "block",
        )
        for block in open_blocks
    ]
    return uses, faults


def _opened(match: re.Match[str], place: Place, known: list[str], faults: list[Problem]) -> _Open | None:
    header = _HEADER.fullmatch(match["rest"])
    length = len(match["slashes"])
    if header is None:
        faults.append(
            Problem(
                place,
                f"a block begins `/// quote | key`; found {shown(match.group().strip())}",
                "Write `/// quote | ` and the quote's key from quotes.yml.",
                "block",
            )
        )
        # Counted as open without a name, for the line that closes it.
        return _Open("", length, place)
    name, argument = header["name"], (header["argument"] or "").strip()
    if name not in known:
        near = difflib.get_close_matches(name.lower(), known, 1)
        faults.append(
            Problem(
                place,
                f"a block is one of: {', '.join(known)}; found {shown(name)}",
                f"Did you mean `/// {near[0] if near else QUOTE}`?",
                "block-name",
            )
        )
        return _Open("", length, place)
    if name == QUOTE and not argument:
        faults.append(
            Problem(
                place,
                "a quote block names its key after a bar; none was found",
                "Write `/// quote | ` and the quote's key from quotes.yml.",
                "block",
            )
        )
    return _Open(name, length, place, argument)


def _swallowed(block: _Open, place: Place, line: str) -> Problem:
    return Problem(
        block.place,
        f"a quote block is closed by `///` on the next line; line {place.line} is {shown(line.strip())}",
        "Put `///` right below; the expert's words belong in quotes.yml, not in the text.",
        "block",
    )
