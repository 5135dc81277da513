"""The one place that decides what a stranger's text may become.

CommonMark without raw HTML by cmarkgfm, then nh3's allow-list. No images, no headings (they become bold lines), links
to the web and to mail only, and every link says that we do not vouch for it.
"""

from __future__ import annotations

import re

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options
from markupsafe import Markup

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "del", "hr"}
LINK_SCHEMES = {"http", "https", "mailto"}
LINK_RELATION = "nofollow ugc noopener"

_HEADING = re.compile(r"<(/?)h[1-6]>")
_HEADING_TAGS = {"": "<p><strong>", "/": "</strong></p>"}
# An address without a scheme would lead somewhere on this site, `//host` to another's.
_AIMLESS_LINK = re.compile(r'<a(?! href="(?:https?|mailto):)[^>]*>(.*?)</a>', re.DOTALL)


def comment_html(text: str) -> Markup:
    """A stranger's Markdown as HTML that holds `TAGS` only, safe to place inside an element of a page."""
    raw = cmarkgfm.markdown_to_html(text, Options.CMARK_OPT_VALIDATE_UTF8)
    cleaned = nh3.clean(
        _HEADING.sub(lambda m: _HEADING_TAGS[m[1]], raw),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=LINK_SCHEMES,
        link_rel=LINK_RELATION,
        strip_comments=True,
    )
    return Markup(_AIMLESS_LINK.sub(r"\1", cleaned).strip())


def plain_text(html: str) -> str:
    """The words of HTML on one line, for a teaser; still to be escaped where it is printed."""
    # A space for each tag that ends a block, lest the last word of a paragraph run into the first of the next.
    spaced = re.sub(r"</(?:p|li|blockquote|pre)>|<br>|<hr>", " ", html)
    return " ".join(Markup(nh3.clean(spaced, tags=set(), attributes={})).unescape().split())


def teaser(html: str, length: int) -> str:
    """The first words of HTML as text, at most `length` characters, cut between words and then marked with …"""
    text = plain_text(html)
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:.–—-") + "…"


def count_words(html: str) -> int:
    """How many words the text of some HTML has."""
    return len(plain_text(html).split())
