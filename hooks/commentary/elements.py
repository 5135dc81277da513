"""The HTML that a text may hold: what a writer may type, and what may stand on a page once Markdown is through."""

from __future__ import annotations

import re

from commentary.addresses import PARTS
from commentary.markup import LINK_RELATION, LINK_SCHEMES

ANYWHERE = frozenset({"class", "id", "lang", "dir", "title"})
"""Attributes that any element may have."""

_INLINE = (
    "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr"
)
INLINE = frozenset(_INLINE.split())
BLOCKS = frozenset({"details", "div", "hr", "p", "summary"})
TYPED = INLINE | BLOCKS
"""Elements that a writer may type. None of them runs, fetches or sends anything, or changes what stands beside it."""
VOID = frozenset({"br", "hr", "img", "input", "source", "wbr"})
"""Elements without an end (HTML, 13.1.2)."""

OWN = {
    "a": frozenset({"href"}),
    "data": frozenset({"value"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "ins": frozenset({"cite", "datetime"}),
    "q": frozenset({"cite"}),
    "time": frozenset({"datetime"}),
}
"""Attributes of one element, that a writer may type."""

_MADE = (
    "blockquote caption dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 img input label li ol pre section"
    " table tbody td tfoot th thead tr ul"
)
PUBLISHED = TYPED | frozenset(_MADE.split())
"""Elements on a page: those that a writer types, and what Markdown, its extensions and our templates make."""
_CELL = frozenset({"colspan", "rowspan", "scope"})
PUBLISHED_ATTRIBUTES = {
    **OWN,
    "*": ANYWHERE,
    "a": frozenset({"href", "name"}),
    "blockquote": frozenset({"cite"}),
    "img": frozenset({"src", "srcset", "sizes", "alt", "width", "height"}),
    "input": frozenset({"name"}),
    "label": frozenset({"for"}),
    "ol": frozenset({"start", "reversed"}),
    "section": frozenset({"itemid", "aria-label"}),
    "td": _CELL,
    "th": _CELL,
}
_FOCUS = {"tabindex": {"0"}}
# Whose exact words an expert's view holds is said by our template alone: no writer may type these.
_THING = {"itemscope": {""}}
PUBLISHED_VALUES = {
    "a": {"rel": {LINK_RELATION}, "itemprop": {"url"}},
    "blockquote": {"itemprop": {"text"}},
    "div": _FOCUS,
    "pre": _FOCUS,
    "img": {"loading": {"lazy"}},
    "input": {"type": {"checkbox", "radio"}, "checked": {"", "checked"}, "disabled": {"", "disabled"}},
    "section": {
        "role": {"group"},
        "itemprop": {"citation"},
        "itemtype": {"https://schema.org/Quotation"},
        **_THING,
    },
    "span": {
        "aria-hidden": {"true"},
        "itemprop": {"creator", "name"},
        "itemtype": {"https://schema.org/Person"},
        **_THING,
    },
}
"""Attributes that hold one of a few values."""

_OTHER_HOST = re.compile(r"[/\\]{2}")
_IGNORED = re.compile(r"[\x00-\x20\x7f]+")
_RESERVED_CLASS = re.compile(r"(?:h|p|u|dt|e)-|(?:comment|credit|discussion|portrait|quote|reply|view)\b")


def address_fault(address: str) -> str | None:
    """What is wrong with where a link leads, its entities resolved: None for the web, mail and this site.

    Browsers drop blanks before an address, and tabs and line ends within it (URL Standard, 4.4), and take `\\` for `/`.
    """
    address = _IGNORED.sub("", address)
    if _OTHER_HOST.match(address):
        return address[:2]
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
    return scheme[0] if scheme and scheme[0][:-1].lower() not in LINK_SCHEMES else None


def is_reserved_id(id: str) -> bool:
    """Whether an id is one of the page's own."""
    return id in PARTS or id.startswith(("comment-", "quote-", "reply-"))


def is_reserved_class(name: str) -> bool:
    """Whether a class says to readers or programs what the engine alone may say: who spoke, and where a comment is."""
    return _RESERVED_CLASS.match(name) is not None
