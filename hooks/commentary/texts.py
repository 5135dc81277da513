"""The rules for the Markdown of articles and pages, which come from people whom nobody here may know."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from commentary.attribute_lists import attribute_faults
from commentary.body import Body
from commentary.headings import heading_faults
from commentary.indentation import indentation_faults
from commentary.link_addresses import address_faults
from commentary.problems import Problem
from commentary.raw_html import html_faults
from commentary.snippets import snippet_faults
from commentary.text_limits import limit_faults


@dataclass(frozen=True, slots=True)
class TextRules:
    """What an owner allows in texts: `blocks` beside `quote`, any HTML, snippets."""

    blocks: tuple[str, ...] = ()
    raw_html: bool = False
    snippets: bool = False
    boxes: str = ""
    """The signs that begin boxes and tabs, of those that the extensions switched on know."""


STRICT = TextRules()


def text_faults(body: Body, docs: Collection[str], rules: TextRules) -> list[Problem]:
    """Everything in a text that may not be in one; `docs` are the paths of all files in `docs/`."""
    faults = [*limit_faults(body), *snippet_faults(body, docs, rules.snippets), *heading_faults(body)]
    faults += indentation_faults(body, rules.boxes)
    if not rules.raw_html:
        faults += [*html_faults(body), *address_faults(body), *attribute_faults(body)]
    return faults
