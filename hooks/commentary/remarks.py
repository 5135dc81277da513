"""YAML comments, which are called remarks here: a comment is what a reader writes."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MODELINE = re.compile(r"(?:---[ \t]*\n)?(# yaml-language-server:[^\n]*\n)")

SCHEMAS = "hooks/schema"
"""Where a publication keeps the JSON Schema of each kind of file."""


def modeline(text: str) -> str:
    """The first line, with its end, if it tells an editor which schema the file has; a line `---` may stand above."""
    match = _MODELINE.match(text)
    return match[1] if match else ""


def own_modeline(root: Path, kind: str) -> str:
    """The line for a file of that kind in a folder of `comments/`; empty where the publication keeps no schema."""
    schema = f"{SCHEMAS}/{kind}.json"
    return f"# yaml-language-server: $schema=../../{schema}\n" if (root / schema).is_file() else ""


def remark_lines(text: str) -> list[int]:
    """The lines that hold a remark, counted from 1, the modeline left aside. The text is sound YAML."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    match = _MODELINE.match(text)
    outside, last = [], match.end() if match else 0
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
