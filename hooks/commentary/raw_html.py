"""HTML that is typed into a text, held against the list in `elements.py`, with line and column.

It is read here for the sake of the report. What is safe to publish, `published.py` decides.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from commentary.body import Body
from commentary.elements import (
    ANYWHERE,
    BLOCKS,
    LINK_SCHEMES,
    OWN,
    TYPED,
    VOID,
    address_fault,
    is_reserved_class,
    is_reserved_id,
)
from commentary.problems import Problem, shown

RULE = "html"
# A backslash before `<` escapes nothing in Python-Markdown.
_MARKUP = re.compile(
    r"<(?:"
    r"(?P<close>/?)(?P<name>[A-Za-z][^\s/<>]*+)"
    r"(?P<rest>(?:[^<>\"']|\"[^\"]{0,5000}\"|'[^']{0,5000}'){0,5000}+)(?P<end>>?)"
    r"|(?P<declaration>![A-Za-z\[]|!--|\?\S))"
)
_ATTRIBUTE = re.compile(r"\s*+(?P<name>[^\s=\"'<>/]++)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+")
_MARKS = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(?::\s+)?(?:</?[A-Za-z][^<>]*>\s*)*")
_CHOICE = "Write it in Markdown, or put it between backticks if it is to be seen."


def html_faults(body: Body) -> Iterator[Problem]:
    """Every piece of HTML that a text may not hold.

    What holds: elements and attributes are those of `elements.py`, each element is closed where it began, and one that
    is a block of its own begins its line. Comments are plain ones. Code holds anything.
    """
    yield from _comments(body)
    text = body.prose.text
    opened: list[tuple[str, int]] = []
    for match in _MARKUP.finditer(text):
        start = match.start()
        if match["declaration"]:
            found = shown(text[start : start + 20].partition("\n")[0])
            message = f"a text holds no declarations, no instructions and no comment without an end; found {found}"
            yield body.fault(start, message, "Take it out, or put it between backticks if it is to be seen.", RULE)
            continue
        scheme, colon, _ = match["name"].partition(":")
        if colon and scheme.lower() in LINK_SCHEMES and not match["close"]:
            continue
        if colon:
            message = f"an address between < and > is one of the web; found {shown(match[0])}"
            yield body.fault(start, message, "Write https://…, or put it between backticks if it is to be seen.", RULE)
        elif match["end"]:
            yield from _element(body, match, start, opened)
    for name, start in opened:
        yield _unclosed(body, name, start)


def _comments(body: Body) -> Iterator[Problem]:
    for start in body.prose.comments:
        end = body.source.find("-->", start + 4)
        inside = body.source[start + 4 : end]
        if inside.startswith((">", "->")) or "--!>" in inside or "<!--" in inside:
            message = "a comment ends at the first mark that browsers take for its end; here are several"
            yield body.fault(start, message, "Leave the marks <!--, -->, <!--> and --!> out of the comment.", RULE)


def _element(body: Body, match: re.Match[str], start: int, opened: list[tuple[str, int]]) -> Iterator[Problem]:
    name = match["name"].lower()
    if name not in TYPED:
        # An end whose beginning is told belongs to the same slip.
        if not match["close"] or f"<{name}" not in body.prose.text[:start].lower():
            message = f"a text holds only the HTML that docs/contributing/limits.md lists; found {shown(match[0])}"
            yield body.fault(start, message, _CHOICE, RULE)
        return
    if match["close"]:
        if opened and opened[-1][0] == name:
            opened.pop()
        elif any(name == other for other, _ in opened):
            yield _unclosed(body, *opened[-1])
            while opened.pop()[0] != name:
                pass
        else:
            message = f"an end belongs to a beginning; {shown(match[0])} has none here"
            yield body.fault(start, message, "Take it out, or put the beginning before it.", RULE)
        return
    yield from _attributes(body, match, name)
    if name in BLOCKS:
        line = body.source.rfind("\n", 0, start) + 1
        if not _MARKS.fullmatch(body.source, line, start):
            message = f"<{name}> begins its line; here something stands before it"
            yield body.fault(start, message, "Put it on a line of its own, below an empty one.", RULE)
    if name not in VOID:
        opened.append((name, start))


def _unclosed(body: Body, name: str, start: int) -> Problem:
    message = f"an element is closed in the order in which it was opened; <{name}> is not"
    return body.fault(start, message, f"Put </{name}> where it ends.", RULE)


def _attributes(body: Body, match: re.Match[str], element: str) -> Iterator[Problem]:
    position, end = match.start("rest"), match.end("rest")
    allowed = ANYWHERE | OWN.get(element, frozenset())
    while position < end and body.prose.text[position:end].strip(" \t\n/"):
        attribute = _ATTRIBUTE.match(body.prose.text, position, end)
        if attribute is None:
            message = f'attributes are written name="value", with a blank between; found {shown(match[0])}'
            yield body.fault(position, message, "Write them like that.", RULE)
            return
        name, value = attribute["name"].lower(), html.unescape((attribute["value"] or "").strip("\"'"))
        fault = None
        if name not in allowed:
            names = ", ".join(sorted(allowed))
            fault = f"<{element}> has no attributes but {names}; found {shown(attribute['name'])}"
        elif name in ("href", "cite") and (found := address_fault(value)):
            fault = f"a link leads to the web, to mail or to this site; found {shown(found)}"
        elif name == "id" and is_reserved_id(value):
            fault = f"an id is not one of the page's own; found {shown(value)}"
        elif name == "class" and any(map(is_reserved_class, value.split())):
            fault = f"a class says nothing that only the engine may say; found {shown(value)}"
        if fault:
            yield body.fault(attribute.start("name"), fault, "Take it out, or write it otherwise.", RULE)
        position = attribute.end()
        while position < end and body.prose.text[position] == "/":
            position += 1
