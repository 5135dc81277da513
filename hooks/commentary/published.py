"""The HTML of a text as it is published: what nh3 wrote, which reads as browsers do, and never what it was given.

So what is safe does not hang on our own reading, of the source or of the HTML. That reading says only whether nh3
left anything out. If it did, the writer is told, and nothing is published.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import zip_longest

import nh3

from commentary.body import Body
from commentary.elements import (
    PUBLISHED,
    PUBLISHED_ATTRIBUTES,
    PUBLISHED_VALUES,
    VOID,
    address_fault,
)
from commentary.markup import LINK_SCHEMES
from commentary.problems import Place, Problem, shown

_ADDRESSES = {"href", "cite", "src"}
_FETCHED = {"src", "srcset"}
# A heading's number, a tab's and so on: attributes that begin like this say something to scripts alone.
_PREFIXES = {"data-"}
_CLEANER = nh3.Cleaner(
    tags=set(PUBLISHED),
    clean_content_tags=set(),
    attributes={name: set(names) for name, names in PUBLISHED_ATTRIBUTES.items()},
    tag_attribute_values=PUBLISHED_VALUES,
    generic_attribute_prefixes=_PREFIXES,
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)

Token = tuple[str, str, tuple[tuple[str, str], ...]]
"""`<` with an element and its attributes, `/` with an element that ends, or nothing and a text."""


class _Tokens(HTMLParser):
    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.found: list[Token] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A parser of HTML puts the body of a table where it is left out.
        if tag != "tbody":
            self.found.append(("<", tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag != "tbody":
            self.found.append(("/", tag, ()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.found.append(("/", tag, ()))

    def handle_data(self, data: str) -> None:
        # Comments are left out, so that texts on either side of one are one; blanks at an element's edge say nothing.
        if self.found and not self.found[-1][0]:
            data = self.found.pop()[1] + data
        self.found.append(("", data, ()))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("", f"<!{decl}>", ()))

    def handle_pi(self, data: str) -> None:
        self.found.append(("", f"<?{data}>", ()))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("", f"<![{data}>", ()))


def published(html: str) -> tuple[str, str | None]:
    """The HTML to publish in place of what Markdown made of a text, without its comments.

    Or nothing, and the first part of it that may not stand there.
    """
    cleaned = _CLEANER.clean(html)
    given, kept = _Tokens(html).found, _Tokens(cleaned).found
    for number, (before, after) in enumerate(zip_longest(given, kept)):
        found = _culprit(given[number:], after) if before != after else _attribute_fault(after)
        if found is not None:
            return "", _unclosed(given[: number + 1]) or found
    return cleaned, None


def _unclosed(tokens: list[Token]) -> str | None:
    """What the last of these closes out of turn: an element that is open inside the one that it ends."""
    opened: list[Token] = []
    for token in tokens[:-1]:
        if token[0] == "<" and token[1] not in VOID:
            opened.append(token)
        elif token[0] == "/" and opened:
            opened.pop()
    kind, name, _ = tokens[-1] if tokens else ("", "", ())
    return _written(opened[-1]) if kind == "/" and opened and opened[-1][1] != name else None


def _culprit(given: list[Token], after: Token | None) -> str:
    """Of what was given from the first difference on, what is the likeliest to have made it."""
    unknown = (token for token in given if token[0] == "<" and token[1] not in PUBLISHED)
    said = (token for token in given if _written(token))
    token = next(unknown, None) or next(said, after)
    return _written(token) if token else ""


def _attribute_fault(token: Token) -> str | None:
    """What nh3 lets pass: where an element leads, or fetches, from where nothing may come; a field to type in."""
    if token[0] != "<":
        return None
    if token[1] == "input" and "type" not in dict(token[2]):
        return _written(token)
    for name, value in token[2]:
        if name in _FETCHED:
            found = ":" in value or "//" in value or "\\" in value
        else:
            found = name in _ADDRESSES and address_fault(value) is not None
        if found:
            return f'{name}="{value}"'
    return None


def _written(token: Token) -> str:
    kind, name, attributes = token
    if not kind:
        return name.strip()
    if kind == "/":
        return f"</{name}>"
    return "<" + " ".join([name, *(f'{key}="{value}"' for key, value in attributes)]) + ">"


def place_of(found: str, body: Body) -> Place:
    """The place in a text of what Markdown made a part of the HTML from; its file, where it is not found."""
    said = found.strip("</>").split(maxsplit=1) or [""]
    names = [found, f"<{said[0]}", f"</{said[0]}", *re.findall(r"[\w-]+(?==)", found), said[0]]
    places = (body.source.lower().find(name.lower()) for name in names if name.strip("</>"))
    index = next((place for place in places if place >= 0), None)
    return Place(body.path) if index is None else body.place(index)


def problem(place: Place, found: str) -> Problem:
    """The report of a part of a page's HTML that may not stand there."""
    return Problem(
        place,
        f"the page's HTML holds only elements, attributes and addresses that docs/contributing/limits.md names, each"
        f" closed where it began; Markdown made {shown(found)} of this",
        "Take it out, write it in Markdown, or put it between backticks if it is to be seen.",
        "html",
    )
