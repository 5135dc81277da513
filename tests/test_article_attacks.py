"""What a stranger puts into an article is refused or harmless, and what is published holds nothing else: html5lib reads
it as browsers do."""

from __future__ import annotations

import re
import urllib.parse

import html5lib
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commentary.body import Body
from commentary.figure_block import FigureExtension
from commentary.finished import finished
from commentary.picture_uses import picture_uses
from commentary.prose import prose
from commentary.published import published
from commentary.quote_block import QuoteBlockExtension
from commentary.texts import STRICT, text_faults
from tests.publication import ROOT

PATH = "docs/articles/a.md"
ATTACKS = [
    (verdict, name, body)
    for verdict, name, body in re.findall(
        r"^%%%% (refused|shown): (.*)\n((?:(?!%%%%).*\n)*)",
        (ROOT / "tests/articles/attacks.md").read_text("utf-8"),
        re.M,
    )
]
OURS = ["abbr", "admonition", "def_list", "footnotes", "tables", "toc", "pymdownx.betterem", "pymdownx.details",
        "pymdownx.keys", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"]  # fmt: skip
OTHERS = ["attr_list", "md_in_html", "pymdownx.mark", "pymdownx.caret", "pymdownx.tilde", "pymdownx.magiclink"]
_ELEMENTS = (
    "a abbr b bdi bdo blockquote br caption cite code data dd del details dfn div dl dt em figcaption figure h1 h2 h3"
    " h4 h5 h6 hr i img input ins kbd label li mark ol p pre q s samp section small span strong sub"
    " summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
HARMLESS = set(_ELEMENTS.split())
_ATTRIBUTES = (
    "alt aria-hidden checked cite class colspan datetime dir disabled for height href id lang loading name open"
    " reversed rowspan scope sizes src srcset start tabindex title type value width"
)
ATTRIBUTES = set(_ATTRIBUTES.split())


def html(text: str, extensions: list[str]) -> str:
    blocks = [
        QuoteBlockExtension(lambda key: "<figure>q</figure>"),
        FigureExtension(lambda figure: "<figure>f</figure>"),
    ]
    tabs = {"pymdownx.tabbed": {"alternate_style": True}}
    return markdown.markdown(text, extensions=[*extensions, *blocks], extension_configs=tabs)


def faults(text: str) -> list[str]:
    body = Body(PATH, text, 1, prose(text))
    return [fault.message for fault in [*text_faults(body, (), STRICT), *picture_uses(body, ())[1]]]


def assert_harmless(page: str) -> None:
    """Of the HTML of a page's text, as a browser reads it inside the page."""
    tree = html5lib.parseFragment(page, container="div", namespaceHTMLElements=False)
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in HARMLESS, element.tag
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES or name.startswith("data-"), name
            if name in ("href", "cite", "src"):
                address = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/")
                scheme = urllib.parse.urlsplit(address).scheme  # Such as browsers read: letters, digits, + - .
                assert scheme in ("", "http", "https", "mailto"), value
        if element.tag == "input":
            assert element.attrib["type"] in ("checkbox", "radio")
    # Nothing that is opened in a text reaches what stands behind it.
    behind = html5lib.parseFragment(f"<div>{page}</div><p id=behind>", container="div", namespaceHTMLElements=False)
    assert behind[-1].attrib == {"id": "behind"}


@pytest.mark.parametrize(("verdict", "text"), [(v, b) for v, _, b in ATTACKS], ids=[name for _, name, _ in ATTACKS])
@pytest.mark.parametrize("extensions", [OURS, OURS + OTHERS], ids=["ours", "more"])
def test_an_attack_is_refused_or_shown_as_text(verdict: str, text: str, extensions: list[str]) -> None:
    safe, found = published(finished(html(text, extensions)))
    assert_harmless(safe)
    refused = bool(faults(text)) or found is not None
    assert refused == (verdict == "refused"), (faults(text), found, safe)


def test_there_are_some_dozens() -> None:
    text = (ROOT / "tests/articles/attacks.md").read_text("utf-8")
    assert len(ATTACKS) == text.count("\n%%%% ") > 100


PIECES = sorted(
    {line for _, _, body in ATTACKS for line in body.splitlines(keepends=True)}
    | {"\n", "\n\n", "    ", "> ", "- ", "`", "```\n", '"', "'", "<", ">", "<p>", "</p>", "<div>", "</div>", "<pre>",
       "</pre>", "<b>", "</b>", "<!--", "-->", "--!>", "[", "](", ")", "javascript:", "onclick=", "=", " ", "&", "&lt;",
       "<td>", "<table>", "<a ", "title=", "word", "|", "\\", "{:", "}", "<br/>", "<p title='", "&#106;", "///\n"}
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from([OURS, OURS + OTHERS]))
def test_whatever_is_published_is_harmless(text: str, extensions: list[str]) -> None:
    safe, _ = published(finished(html(text, extensions)))
    assert_harmless(safe)
    faults(text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["<", ">", "/", "!", "-", "--", "p", "table", "svg", "math", "style", "title", " ", "=",
       '"', "'", "img", "src", "onerror", "x", "&lt;", "<pre>", "<table", "</table>", "\n", "]]>", "<![CDATA["]),
       max_size=25).map("".join))  # fmt: skip
def test_whatever_html_comes_in_what_goes_out_is_harmless(page: str) -> None:
    assert_harmless(published(finished(page))[0])
