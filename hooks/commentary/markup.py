"""The one place that decides what a stranger's text may become.

CommonMark without raw HTML (4.6, 6.6) and definitions of links (4.7) by cmarkgfm, then nh3's allow-list. What is not
allowed is shown as it was written, never dropped: HTML and definitions as text, an image as a link, a link that leads
nowhere as its source. A bare web address is a link. Headings become bold lines. Links lead to the web and to mail
only, and every one says that we do not vouch for it. The HTML is at most `GROWTH` times as long as the text, and
nested at most `DEEPEST` deep.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, islice
from urllib.parse import quote

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options
from markupsafe import Markup

from commentary.bare_addresses import BareAddresses
from commentary.length import cut
from commentary.text import refused

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"}
LINK_SCHEMES = frozenset({"http", "https", "mailto"})
LINK_RELATION = "nofollow ugc noopener"
DEEPEST = 24
"""Quotations, lists and emphasis beyond it are left out, what they hold is shown: browsers stop at 512 of all elements,
and a sanitizer's work grows with the square of the depth."""
GROWTH = 30
"""Characters of HTML for one of the text, at most: a `>` that quotes becomes two tags and two line ends."""

# Every `<` that CommonMark would read neither as escaped nor as the beginning of an autolink.
_OPENING = re.compile(r"(?<!\\)((?:\\\\)*)<(?!https?://[^\s<>]*>)")
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,8});")
_HEADING = re.compile(r"<(/?)h[1-6]>")
_HEADING_TAGS = {"": "<p><strong>", "/": "</strong></p>"}
_LINK_IMAGE_OR_CODE = re.compile(r"(<a [^>]*>|</a>|<img [^>]*>|</?code[^>]*>)")
_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"')
_NESTING = re.compile(r'<(/?)(?:(li)|blockquote|[uo]l|em|strong)(?: start="[0-9]+")?>')
_ADDRESS = re.compile(r'<a href="([^"]*)"')
_LEADS_OUT = re.compile(r"https?://|mailto:", re.IGNORECASE)
# Made once: to read the lists takes nh3 longer than to clean a comment.
_ALLOWED = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
    url_schemes=set(LINK_SCHEMES),
    link_rel=LINK_RELATION,
)
_NO_TAGS = nh3.Cleaner(tags=set(), attributes={})
_quoted = cache(quote)


def comment_html(text: str, *, lines: bool = False) -> Markup:
    """A stranger's Markdown as HTML that holds `TAGS` only, safe to place inside an element of a page. `lines` keeps
    the line breaks of paragraphs, as forges do in comments."""
    # A character of the private use area stands in for `<` while the parser runs: it sees no HTML anywhere, so none
    # is cut out, and code stays code. The options let addresses through as written; they are looked at right below.
    # Another stands in for the `&` of references to characters that no text may hold: some of them stop the parser.
    # The third stands between `]` and `:`, where it keeps a definition of a link from being one: a definition is not
    # shown, and each of its uses may be as long as the text. The fourth stands where a bare address did.
    less, ampersand, nothing, mark = _absent_from(text)
    bare = BareAddresses(text, mark)
    source = _OPENING.sub(rf"\1{less}", bare.text) if "<" in text else bare.text
    source = _REFERENCE.sub(lambda m: m[0] if _allowed(m) else ampersand + m[0][1:], source)
    source = source.replace("]:", f"]{nothing}:")
    breaks = Options.CMARK_OPT_HARDBREAKS if lines else 0
    html = cmarkgfm.markdown_to_html(source, Options.CMARK_OPT_VALIDATE_UTF8 | Options.CMARK_OPT_UNSAFE | breaks)
    for mark, entity, escape in ((less, "&lt;", "%3C"), (ampersand, "&amp;", "%26"), (nothing, "", "")):
        html = html.replace(mark, entity).replace(_quoted(mark), escape)
    html = _shallow(_HEADING.sub(lambda m: _HEADING_TAGS[m[1]], html))
    return Markup(_ALLOWED.clean(_plain_links(html, bare)).strip())


def _absent_from(text: str) -> list[str]:
    """Four characters of the private use areas that the text does not hold, neither as such nor as in an address."""
    private = map(chr, chain(range(0xE000, 0xF900), range(0xF0000, 0xFFFFE)))
    return list(islice((c for c in private if c not in text and _quoted(c) not in text), 4))


def _allowed(reference: re.Match[str]) -> bool:
    digits = reference[1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and not refused(chr(code))


def _shallow(html: str) -> str:
    """Without the elements that stand in `DEEPEST` others; items go with their list."""
    if html.count("<") <= DEEPEST:
        return html
    stays: list[bool] = []
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        closes, item = tag.groups()
        if closes:
            kept = stays.pop()
            depth -= kept and not item
        else:
            kept = stays[-1] if item else depth < DEEPEST
            depth += kept and not item
            stays.append(kept)
        return tag[0] if kept else ""

    return _NESTING.sub(keep, html)


def _plain_links(html: str, bare: BareAddresses) -> str:
    """A bare address becomes a link, but in a link and in code. An image becomes a link, or its words within a link. A
    link that leads nowhere, or holds another as cmark-gfm lets it, becomes its source."""
    parts = _LINK_IMAGE_OR_CODE.split(bare.in_attributes(html))
    opened: list[int] = []
    outer: set[int] = set()
    code = False
    for place in range(len(parts)):
        if place % 2 == 0:
            put = bare.as_typed if code else bare.as_words if opened else bare.as_links
            parts[place] = put(parts[place])
        elif "code" in parts[place][:6]:
            code = parts[place][1] != "/"
        elif image := _IMAGE.match(parts[place]):
            address, words = image[1], bare.as_words(image[2]) or image[1]
            parts[place] = words if opened else _link(address, words)
        elif parts[place] != "</a>":
            outer.update(opened[-1:])
            opened.append(place)
        else:
            start = opened.pop()
            address = _ADDRESS.match(parts[start])[1]
            if start in outer or not _LEADS_OUT.match(address):
                parts[start], parts[place] = "[", f"]({address})"
    return "".join(parts)


def _link(address: str, words: str) -> str:
    return f'<a href="{address}">{words}</a>' if _LEADS_OUT.match(address) else f"[{words}]({address})"


def plain_text(html: str) -> str:
    """The words of HTML on one line, for a teaser; still to be escaped where it is printed."""
    # A space for each tag that ends a block, lest the last word of a paragraph run into the first of the next.
    spaced = re.sub(r"</(?:p|li|blockquote|pre)>|<br>|<hr>", " ", html)
    return " ".join(Markup(_NO_TAGS.clean(spaced)).unescape().split())


def teaser(html: str, most: int) -> str:
    """The first words of HTML as text, at most `most` characters, cut between words and then marked with …"""
    text = plain_text(html)
    return text if len(text) <= most else cut(text, most - 1).rstrip(" ,;:.–—-、。，；：") + "…"
