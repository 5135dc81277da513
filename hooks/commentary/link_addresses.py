"""Where the links of a text lead, found in the source with line and column."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from commentary.body import Body
from commentary.elements import address_fault
from commentary.problems import Problem, shown

_LINK = re.compile(r"\]\(")
_REFERENCE = re.compile(r"^[ \t>]*\[(?P<note>\^?)[^\[\]\n]*\]:\s*", re.MULTILINE)
# The address of a footnote that some other Markdown takes for a reference; its words may well begin «Note: …».
_RUNS = re.compile(r"(?:javascript|vbscript|data|file|blob):\S", re.IGNORECASE)
# Behind these, what is called a scheme is none any more.
_SCHEME = re.compile(r"[^/?#\"'()\[\]|]*")
LONGEST = 400
"""Characters in which a scheme is looked for."""


def address_faults(body: Body) -> Iterator[Problem]:
    """Every link and reference of a text that leads elsewhere than to the web, to mail or to this site.

    Entities, percent signs, backslashes, blanks and line ends do not hide an address. Neither do capitals.
    """
    for match in _LINK.finditer(body.prose.text):
        yield from _fault(body, match.end())
    for match in _REFERENCE.finditer(body.prose.text):
        if not match["note"] or _RUNS.match(_plain(body, match.end())):
            yield from _fault(body, match.end())


def _plain(body: Body, start: int) -> str:
    source = body.source[start : start + LONGEST].partition("\n\n")[0]
    return re.sub(r"[\x00-\x20\x7f]", "", unquote(html.unescape(source))).lstrip("<")


def _fault(body: Body, start: int) -> Iterator[Problem]:
    address = _plain(body, start)
    # A backslash escapes what follows for Markdown, and is a slash for browsers.
    for read in (address, address.replace("\\", "")):
        head = _SCHEME.match(read)[0]
        if found := address_fault(head or read[:2]):
            yield body.fault(
                start,
                f"a link leads to the web (https:, http:), to mail (mailto:) or to this site; found {shown(found)}",
                "Write https://… or the way to a file of this site, or put it between backticks if it is to be seen.",
                "link-address",
            )
            return
