"""A text's HTML with what readers, keyboards and strict hosts need, and Markdown does not give."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Code whose lines are numbered is a table too: its numbers, and beside them the code, which scrolls by itself.
_TABLE = re.compile(r'<table(?! class="highlighttable")[^>]*>.*?</table>', re.DOTALL)
_CODE = re.compile(r'(?<!<div class="linenodiv">)<pre>')
_TASK = re.compile(r'(<input type="checkbox"[^>]*>)(.*?)(?=</?(?:li|[uod]l|p|div|pre|blockquote)\b)', re.DOTALL)
_HEADING = re.compile(r"(?P<start><h(?P<level>[1-6])\b[^>]*>)(?P<words>.*?)(?P<end></h(?P=level)>)", re.DOTALL)
_HEADING_LINK = re.compile(r'<a\b(?P<attributes>(?=[^>]*\sclass="headerlink")[^>]*)>.*?</a>', re.DOTALL)
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|center|right);">')


def finished(body: str) -> str:
    """A text's HTML with what readers, keyboards and strict hosts need, and Markdown does not give."""
    return reachable(labelled(unstyled(parted(body))))


def reachable(body: str) -> str:
    """A text's HTML with what may scroll sideways, tables and code, in reach of the keyboard (WCAG 2.1.1)."""
    body = _TABLE.sub(r'<div class="scroll" tabindex="0">\g<0></div>', body)
    return _CODE.sub('<pre tabindex="0">', body)


def labelled(body: str) -> str:
    """A text's HTML with the words of each task as the name of its box."""
    return _TASK.sub(r"<label>\1\2</label>", body)


def unstyled(body: str) -> str:
    """A text's HTML with a class where Markdown aligns the cells of a table by a style, which a strict host refuses."""
    return _ALIGNED.sub(r'\1 class="\2">', body)


def parted(body: str) -> str:
    """A text's HTML with the link to each heading behind it, empty and named by its title.

    Programs that save an article would take its sign for a part of the heading; ours is a style's.
    """
    return _HEADING.sub(_parted, body)


def _parted(heading: re.Match[str]) -> str:
    words = heading["words"]
    link = _HEADING_LINK.search(words)
    if not link:
        return heading[0]
    words = words[: link.start()] + words[link.end() :]
    given = dict(re.findall(r'\s(href|title)="([^"]*)"', link["attributes"]))
    name = ": ".join(filter(None, [given.get("title"), escape(Markup(words).striptags())]))
    return f'{heading["start"]}{words}{heading["end"]}<a class="headerlink" href="{given["href"]}" title="{name}"></a>'
