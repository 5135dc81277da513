"""What a stranger's text may become: a dozen tags, links that lead outside, and nothing lost."""

from __future__ import annotations

import re

import html5lib
import pytest
from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from hypothesis import given
from hypothesis import strategies as st

from commentary.markup import DEEPEST, LINK_RELATION, TAGS, comment_html, plain_text, teaser

A_ORG = '<a href="https://a.org" rel="nofollow ugc noopener">a</a>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("# Big", "<p><strong>Big</strong></p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        (r"\<b\> and \\<b>", r"<p>&lt;b&gt; and \&lt;b&gt;</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<!-- note -->", "<p>&lt;!-- note --&gt;</p>"),
        ("&#xFFFE; &#2; &#65; `&#xFFFE;`", "<p>&amp;#xFFFE; &amp;#2; A <code>&amp;#xFFFE;</code></p>"),
        ("&#x0000FFFE; &#00000002; &#00000065;", "<p>&amp;#x0000FFFE; &amp;#00000002; A</p>"),
        ("{{ 7 * 7 }} {% x %}", "<p>{{ 7 * 7 }} {% x %}</p>"),
        ("[a](https://e.org)", '<p><a href="https://e.org" rel="nofollow ugc noopener">a</a></p>'),
        ("<https://e.org>", '<p><a href="https://e.org" rel="nofollow ugc noopener">https://e.org</a></p>'),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>"),
        ("[a](JaVaScRiPt:x)", "<p>[a](JaVaScRiPt:x)</p>"),
        ("[a](//e.org)", "<p>[a](//e.org)</p>"),
        ("[a](/here)", "<p>[a](/here)</p>"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
        ("![a](https://e.org/x.png)", '<p><a href="https://e.org/x.png" rel="nofollow ugc noopener">a</a></p>'),
        ("![](https://e.org/x)", '<p><a href="https://e.org/x" rel="nofollow ugc noopener">https://e.org/x</a></p>'),
        ("[![a](https://e.org/x)](https://e.org)", '<p><a href="https://e.org" rel="nofollow ugc noopener">a</a></p>'),
        ("[[a](https://a.org) [b] c](https://e.org)", f"<p>[{A_ORG} [b] c](https://e.org)</p>"),
        ("[[a](#x) [b] c](https://e.org)", "<p>[[a](#x) [b] c](https://e.org)</p>"),
        ("[[a](https://a.org) [b] ![c](https://c.org)](/d)", f"<p>[{A_ORG} [b] c](/d)</p>"),
        ("[a]: /e\n\n[a] `]:`", "<p>[a]: /e</p>\n<p>[a] <code>]:</code></p>"),
        ("[a](https://e.org/%EE%80%80)", '<p><a href="https://e.org/%EE%80%80" rel="nofollow ugc noopener">a</a></p>'),
        ('"quoted" -- text...', '<p>"quoted" -- text...</p>'),
    ],
)
def test_pairs(written: str, shown: str) -> None:
    assert comment_html(written) == shown


def test_line_breaks_are_kept_where_they_are_a_readers_own() -> None:
    text = "Kind regards\nSam\n\n- one\n  two\n\n`a\nb`  \n    c"
    assert comment_html(text, lines=True) == (
        "<p>Kind regards<br>\nSam</p>\n<ul>\n<li>one<br>\ntwo</li>\n</ul>\n<p><code>a b</code><br>\nc</p>"
    )
    assert comment_html(text).count("<br>") == 1
    assert plain_text(comment_html("Kind regards\nSam", lines=True)) == "Kind regards Sam"


def hrefs(html: str) -> list[str]:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [link.get("href", "") for link in tree.iter("a")]


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        # https://github.github.com/gfm/#autolinks-extension-
        ("www.commonmark.org", ["https://www.commonmark.org"]),
        ("Visit www.commonmark.org/help for more information.", ["https://www.commonmark.org/help"]),
        (
            "Visit www.commonmark.org.\n\nVisit www.commonmark.org/a.b.",
            [f"https://www.commonmark.org{p}" for p in ("", "/a.b")],
        ),
        ("(www.google.com/search?q=Markup+(business)))", ["https://www.google.com/search?q=Markup+(business)"]),
        ("www.google.com/search?q=(business))+ok", ["https://www.google.com/search?q=(business))+ok"]),
        ("www.google.com/search?q=commonmark&hl=en", ["https://www.google.com/search?q=commonmark&hl=en"]),
        ("www.google.com/search?q=commonmark&hl;", ["https://www.google.com/search?q=commonmark"]),
        ("www.commonmark.org/he<lp", ["https://www.commonmark.org/he"]),
        ("http://commonmark.org", ["http://commonmark.org"]),
        ("http://a_b.example.org/c_d_e *f*", ["http://a_b.example.org/c_d_e"]),
        ("http://example.a_b http://a_b.org", []),
        # Where the rules for forges leave prose in the lurch.
        (
            "„https://e.org/a“, “http://e.org/b” «www.e.org/c»",
            ["https://e.org/a", "http://e.org/b", "https://www.e.org/c"],
        ),
        ("[Edit: https://e.org/a]", ["https://e.org/a"]),
        ("https://e.orgをご覧ください。https://e.org/b。", ["https://e.org", "https://e.org/b"]),
        ("https://e.org/\u202egro.live", ["https://e.org/"]),
        (r"https://e.org/a\_b", ["https://e.org/a_b"]),
        ("Https://e.org/ WWW.e.org", ["Https://e.org/", "https://WWW.e.org"]),
        # What is none.
        ("ann@example.org mailto:ann@example.org xmpp:ann@example.org", []),
        ("ftp://e.org/ git+ssh://e.org/ xhttps://e.org/ http://localhost/ e.org", []),
        ("`https://e.org`\n\n    https://e.org", []),
        ("[see https://e.org/a](https://x.org) [https://e.org](/here)", ["https://x.org"]),
        ("https://good.example@example.org/", ["https://good.example"]),
    ],
)
def test_bare_addresses(written: str, addresses: list[str]) -> None:
    html = comment_html(written)
    assert hrefs(html) == addresses
    assert html.count(f'rel="{LINK_RELATION}"') == len(addresses)


# An address, what may follow it, and what no rule of ours reads in another way than those of GitHub.
_BARE = [
    *(" https://e.org/", " http://e.org/", " www.e.org/", " (https://e.org/", " *https://e.org/", " _www.e.org/"),
    *(" https://e.org/a_(b)", " https://a_b.org/", " www.a_b.c.d/", " www.a.b_c.d/"),
    *("/x", "?q=1&r=2", "#f", "/a..b", ".", "!", ",", ")", "(", ";", "&amp;", "&hl;", "*", "_", "~", "'", " ", "\n"),
]


@given(st.lists(st.sampled_from([*_BARE, " word"]), max_size=14).map("".join))
def test_bare_addresses_are_those_of_githubs_own_parser(text: str) -> None:
    theirs = hrefs(markdown_to_html_with_extensions(text, Options.CMARK_OPT_UNSAFE, ["autolink"]))
    assert hrefs(comment_html(text)) == [address.replace("http://www.", "https://www.") for address in theirs]


def test_a_text_may_hold_every_character_of_the_private_use_area() -> None:
    text = "".join(map(chr, range(0xE000, 0xF900))) + " <b> https://e.org"
    assert plain_text(comment_html(text)) == text


PIECES = [
    *("<", ">", "script", "img", "/", "on", "error=", "alert(1)", "javascript:", "[", "]", "(", ")", "!", "`"),
    *(
        "&lt;",
        "&#60;",
        "&#x3c",
        "&#xFFFE;",
        "&#x1b;",
        "\\",
        '"',
        "'",
        "https://e.org",
        "www.e.org/",
        "data:",
        "#",
        "<!--",
        "-->",
        "<svg",
        "<a",
        "href=",
    ),
    *("style=", "]:", "é"),
]
pieces = st.sampled_from([*PIECES, " ", "\n", "\n\n", "    ", "\t", "\ue000", "\u202e", "- ", "> "])


@given(st.lists(pieces, max_size=40).map("".join) | st.text(max_size=100))
def test_only_allowed_elements_and_addresses_come_out(text: str) -> None:
    tree = html5lib.parseFragment(comment_html(text.replace("\x00", "")), namespaceHTMLElements=False)
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in TAGS
        assert set(element.attrib) <= {"href", "rel", "start"}
        if element.tag == "a" and "href" in element.attrib:
            assert element.attrib["href"].lower().startswith(("http://", "https://", "mailto:"))
            assert element.attrib["rel"] == "nofollow ugc noopener"


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=30))
def test_words_are_never_lost(word: str) -> None:
    for written in (
        word,
        f"<{word}>",
        f"<b {word}",
        f"[{word}](//x)",
        f"![{word}](x)",
        f"<!-- {word} -->",
        f"# {word}",
    ):
        assert word in plain_text(comment_html(written))


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_what_is_nested_too_deep_is_shown_without_its_nesting(mark: str) -> None:
    html = str(comment_html(mark * 90 + "deep *within*"))
    assert [len(re.findall(f"<{end}(?:blockquote|ul|ol)>", html)) for end in ("", "/")] == [DEEPEST, DEEPEST]
    assert plain_text(html) == "deep within"


def test_a_teaser_is_cut_between_words() -> None:
    assert teaser("<p>One two three</p><p>four</p>", 100) == "One two three four"
    assert teaser("<p>One two, three</p>", 12) == "One two…"
    assert teaser("<p>A&amp;B &lt;b&gt;</p>", 100) == "A&B <b>"
    assert teaser("<p>Ann 応募する会社、ごとに</p>", 12) == "Ann 応募する会社…"
