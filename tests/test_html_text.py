"""HTML of mail programs; tests/submissions/ has a message for each kind."""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from commentary.intake.html_text import html_text
from commentary.intake.markdown_line import Words, markdown_line
from commentary.intake.reply_file import reply_file
from commentary.markup import comment_html, plain_text

HEAD = "<div>--- comments/first/2026-05-31-184502-k3v9x7qm.yml</div><div>author: A</div><div>body: |</div>"
SIGNS = [*"*_`[]()<>#+-.!~=|\\&;1a :/中", "1. ", "\u00a0", "- ", "--", "---", "***", "> ", "](x)", "www.e.org", "ab"]
TYPED = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8).map("".join)
# HTML, and the words that it shows.
BLOCKS: st.SearchStrategy[tuple[str, str]] = st.deferred(
    lambda: (
        st.tuples(st.sampled_from(["<div>&nbsp; {}</div>", "<p>&nbsp; {}</p>", "<h3>{}</h3>", "<pre>{}</pre>",
                                   "<div>&nbsp; <b>{}</b></div>", "<div>&nbsp; <code>{}</code></div>",
                                   "<p>&nbsp; <a href='https://example.org/'>{}</a></p>"]), TYPED)
        .map(lambda block: (block[0].format(html.escape(block[1])), block[1]))
        | TYPED.map(lambda text: (f"<div>&nbsp; x<i>{html.escape(text)}</i>y</div>", f"x{text}y"))
        | st.lists(BLOCKS, min_size=1, max_size=3).map(lambda inner: within("ul", "<li>{}</li>", inner))
        | st.lists(BLOCKS, min_size=1, max_size=3).map(lambda inner: within("blockquote", "{}", inner))
    )
)  # fmt: skip


def within(name: str, each: str, inner: list[tuple[str, str]]) -> tuple[str, str]:
    blocks = "".join(each.format(block) for block, _ in inner)
    return f"<{name}>{blocks}</{name}>", "".join(text for _, text in inner)


def joined(text: str) -> str:
    return "".join(text.split())


@given(st.text(max_size=200))
def test_text_in_html_is_text(text: str) -> None:
    assert html_text(html.escape(text), []).split() == text.split()


@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_what_was_typed_is_shown(blocks: list[tuple[str, str]]) -> None:
    page = HEAD + "<div>&nbsp; Begin</div>" + "".join(block for block, _ in blocks) + "<div>&nbsp; End</div>"
    body = reply_file(html_text(page, [])).fields["body"]
    assert joined(plain_text(comment_html(body))) == joined("Begin" + "".join(text for _, text in blocks) + "End")


@given(
    words=st.lists(
        st.builds(Words, TYPED, st.booleans(), st.booleans(), st.booleans(), st.just("")), min_size=1, max_size=4
    ),
    heading=st.sampled_from([0, 0, 2]),
)
def test_a_line_shows_its_words(words: list[Words], heading: int) -> None:
    text = "".join(word.text for word in words)
    shown = comment_html(markdown_line(words, heading=heading))
    assert joined(plain_text(shown)) == joined(text)
    assert not re.search("<(?:[uo]l|blockquote|pre|hr)", shown)


def test_emphasis_and_links_are_those_of_the_page() -> None:
    words = [Words("I "), Words("did ", strong=True), Words("so", emphasis=True), Words(" at "),
             Words("a*b", address="https://example.org/a_(b)"), Words(" with "), Words("x`y", code=True)]  # fmt: skip
    assert comment_html(markdown_line(words)) == (
        "<p>I <strong>did</strong> <em>so</em> at"
        ' <a href="https://example.org/a_(b)" rel="nofollow ugc noopener">a*b</a> with <code>x`y</code></p>'
    )


TAGS = [
    *("p", "div", "b", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "pre", "h2", "a", "span", "head"),
    *("body", "tbody", "caption", "dd", "dt", "o:p"),
]
PIECES = [
    *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), "<br>", "<hr>", "<span a='>'>", '<p b="c>" d>',
    "<!-- x -->", "<!-->", "<!x>", "<?y>", "</ z>", "<style>s</style>", "<title>t</title>", "<textarea><p></textarea>",
     "<script>'<p>'</script>", "<![if !s]>", "<a b = c>",
    "x", "y z", "&amp;", "&lt;", "&nbsp;", "< 3", "&#x41;", "&notit;", "<P/>",
]  # fmt: skip


def words_of(element: Element) -> str:
    if str(element.tag).rpartition("}")[2] in ("style", "script", "title"):
        return ""
    text = "" if not isinstance(element.tag, str) else element.text or ""
    return text + "".join(words_of(child) + (child.tail or "") for child in element)


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_word_is_lost_that_a_browser_shows(pieces: list[str]) -> None:
    """Their order may differ: what stands in a table outside of its cells, a browser shows above it."""
    page = "".join(pieces)
    marks = r"[\s>*|+.)\d-]"
    shown = re.sub(marks, "", words_of(html5lib.parse(page)))
    assert sorted(re.sub(marks, "", html_text(page, []))) == sorted(shown)
