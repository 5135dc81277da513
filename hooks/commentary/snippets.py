"""Lines such as `--8<-- "file"`, by which the extension `pymdownx.snippets` puts a file into a text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator

from commentary.body import Body
from commentary.problems import Problem, shown

EXTENSION = "pymdownx.snippets"
OPTIONS = {"restrict_base_path": True, "url_download": False, "check_paths": True}
"""With these and `base_path`, the extension itself takes nothing from elsewhere: neither do the files it puts in."""

_LINE = re.compile(r"(?m)^[ \t]*(?P<escape>;*)-{1,}8<-{1,}(?:[ \t]+(?P<quote>[\"'])(?P<file>[^\n]*)(?P=quote))?[ \t]*$")


def snippet_faults(body: Body, docs: Collection[str], switched_on: bool) -> Iterator[Problem]:
    """Every line that would put in what is no file in `docs/`, and every one at all where the extension is off.

    The extension reads lines before Markdown does, code included; where it is off, they are printed as typed.
    """
    text = body.source if switched_on else body.prose.text
    block = None
    for match in _LINE.finditer(text):
        start = match.start("escape")
        if match["escape"]:
            continue
        if not switched_on:
            message = f"{EXTENSION} is off, so this line would be printed as typed; found {shown(match[0].strip())}"
            yield body.fault(start, message, "Take it out, or put it between backticks.", "snippet")
        elif match["file"] is not None:
            yield from _file(body, start, match["file"], docs)
        elif block is None:
            block = match.end()
        else:
            position = block + 1
            for line in text[position : match.start()].split("\n"):
                if line.strip() and not line.lstrip().startswith(";"):
                    yield from _file(body, position, line.strip(), docs)
                position += len(line) + 1
            block = None


def _file(body: Body, start: int, name: str, docs: Collection[str]) -> Iterator[Problem]:
    # Behind colons stand lines, or the name of a part.
    path = re.sub(r"(?::[^:/]*)+$", "", name.strip())
    if path not in docs or posixpath.normpath(path) != path:
        yield body.fault(
            start,
            f"a snippet is a file in docs/, by its path there; {shown(name)} is none",
            "Put the file into docs/, and write its path from there, without ../ before it.",
            "snippet",
        )
