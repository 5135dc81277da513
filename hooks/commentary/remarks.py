"""YAML comments, which are called remarks here: a comment is what a reader writes."""

from __future__ import annotations

import re

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MODELINE = re.compile(r"# yaml-language-server:[^\n]*\n")


def modeline(text: str) -> str:
    """The first line, with its end, if it tells an editor which schema the file has."""
    match = _MODELINE.match(text)
    return match.group() if match else ""


def remark_lines(text: str) -> list[int]:
    """The lines that hold a remark, counted from 1, the modeline left aside. The text is sound YAML."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    outside, last = [], len(modeline(text))
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark, event.end_mark
            if event.style in ("|", ">"):
                # A remark may follow the sign; no other stands inside a value.
                heading = lines[start.line][start.column :]
                outside.append((starts[start.line] + start.column, heading))
            at = starts[start.line] + start.column
            outside.append((last, text[last:at]))
            last = starts[end.line] + end.column
    outside.append((last, text[last:]))
    signs = [at + match.start() for at, part in outside for match in re.finditer("#", part)]
    return sorted({text.count("\n", 0, sign) + 1 for sign in signs})
