"""Lists of attributes, `{: .class #id }`, in the prose of a text and behind the fences of its code.

The extension `attr_list` gives them to elements, where an owner has switched it on; else they are printed as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentary.body import Body
from commentary.elements import is_reserved_class, is_reserved_id
from commentary.problems import Problem, shown

_LIST = re.compile(r"\{:?[ \t]*(?P<inside>[^{}\n]*)\}")
_NAME = re.compile(
    r"(?<![\w:-])(?P<name>on\w+|style|href|cite|[\w:-]*src\w*|[\w:]*href|(?:form)?action|background|poster|data|name|for"
    r"|http-equiv|is|slot|part|contenteditable|autofocus|popover\w*|accesskey|tabindex|aria-\w+|role)[ \t]*=",
    re.IGNORECASE,
)
_CLASS = re.compile(r"(?<!\S)(?:\.|class[ \t]*=[ \t]*[\"']?)(?P<class>[\w-]+)")
_ID = re.compile(r"(?<!\S)(?:#|id[ \t]*=[ \t]*[\"']?)(?P<id>[\w-]+)")


def attribute_faults(body: Body) -> Iterator[Problem]:
    """Every list of attributes that gives an element what acts, styles or leads anywhere, or is the page's own."""
    for match in _LIST.finditer(body.prose.text):
        yield from _faults(body, match)
    for start in body.prose.fences:
        end = body.source.find("\n", start)
        for match in _LIST.finditer(body.source, start, len(body.source) if end < 0 else end):
            yield from _faults(body, match)


def _faults(body: Body, match: re.Match[str]) -> Iterator[Problem]:
    inside = match["inside"]
    found = None
    if name := _NAME.search(inside):
        found, start = name["name"], name.start()
    elif (id := _ID.search(inside)) and is_reserved_id(id["id"]):
        found, start = id["id"], id.start("id")
    else:
        for name in _CLASS.finditer(inside):
            if is_reserved_class(name["class"]):
                found, start = name["class"], name.start("class")
                break
    if found:
        yield body.fault(
            match.start("inside") + start,
            f"a list of attributes gives classes, an id, a title or a language of the text's own; found {shown(found)}",
            "Take it out, or put the list between backticks if it is to be seen.",
            "attribute-list",
        )
