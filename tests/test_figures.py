"""Pictures in a text: what the scan finds is what Markdown makes a figure of, and every slip is told at its place."""

from __future__ import annotations

import html
import time

import html5lib
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.blocks import quote_uses
from commentary.body import Body
from commentary.figure_block import FigureExtension
from commentary.figures import Figure, figure, picture_path
from commentary.picture_uses import picture_uses
from commentary.prose import prose

DOCS = {"images/bridge.jpg", "images/old desk.png", "images/dot.svg", "articles/a.md"}
PAGE = "docs/articles/a.md"
GOOD = '![Two offices](../images/bridge.jpg "At dusk | Photograph: Ann Lee")'
# As in mkdocs.yml.
EXTENSIONS = [
    "abbr", "admonition", "def_list", "footnotes", "tables", "toc", "pymdownx.betterem", "pymdownx.details",
    "pymdownx.keys", "pymdownx.superfences", "pymdownx.tasklist",
]  # fmt: skip


def body(text: str, first_line: int = 1, path: str = PAGE) -> Body:
    return Body(path, text, first_line, prose(text))


def scan(text: str, first_line: int = 1) -> tuple[list[tuple[str, int, int]], list[str]]:
    uses, faults = picture_uses(body(text, first_line), DOCS)
    return (
        [(use.src, use.place.line, use.place.column) for use in uses],
        [f"{f.place.line}:{f.place.column}: {f.message}" for f in faults],
    )


def render(text: str) -> tuple[str, list[Figure]]:
    shown: list[Figure] = []

    def show(found: Figure) -> str:
        shown.append(found)
        return f'<figure class="picture"><img alt="{html.escape(found.alt)}"><figcaption></figcaption></figure>'

    return markdown.markdown(text, extensions=[*EXTENSIONS, FigureExtension(show)]), shown


def test_a_picture_has_all_its_parts() -> None:
    assert figure(GOOD) == Figure("../images/bridge.jpg", "Two offices", "At dusk", "Photograph: Ann Lee")


@pytest.mark.parametrize(
    "setting",
    ["{ width=400 }", '{width="400"}', "{: width=400px }", "{ width = '400' }"],
)
def test_a_picture_may_have_a_width(setting: str) -> None:
    for text in (f"{GOOD}{setting}", f"{GOOD} {setting}"):
        found = figure(text)
        assert found and found.width == 400
        assert scan(text) == ([("images/bridge.jpg", 1, 1)], [])
        page, shown = render(text)
        assert "{" not in page
        assert [one.width for one in shown] == [400]


@pytest.mark.parametrize(
    "setting", ["{ width=0 }", "{ width=50% }", "{ .wide }", "{ width=1000000 }", "{}", "{ height=3 }"]
)
def test_what_else_stands_in_braces_behind_a_picture_is_refused(setting: str) -> None:
    _, faults = scan(GOOD + setting)
    inside = setting.strip("{} ")
    if inside:
        assert faults == [
            f"1:{len(GOOD) + 2}: in the braces behind a picture stands the width in which it is shown, in pixels; "
            f"found “{inside}”"
        ]
    else:
        assert len(faults) == 1


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ('"| Ann Lee"', ("", "Ann Lee", None)),
        ("'He said \"no\" | Ann Lee'", ('He said "no"', "Ann Lee", None)),
        (r'"He said \"no\" \| more | Ann Lee"', ('He said "no" | more', "Ann Lee", None)),
        ('"A &amp; B | Ann &lt;Lee&gt; | https://example.org/ann"', ("A & B", "Ann <Lee>", "https://example.org/ann")),
        ('"Over\n  two lines | Ann\nLee"', ("Over two lines", "Ann Lee", None)),
    ],
)
def test_a_title_is_caption_credit_and_address(title: str, told: tuple[str, str, str | None]) -> None:
    found = figure(f"![x](a.png {title})")
    assert found is not None
    assert (found.caption, found.credit, found.credit_url) == told


@pytest.mark.parametrize(
    "text",
    [
        f"Text.\n\n{GOOD}\n\nText.",
        f"> Text.\n>\n> {GOOD}\n",
        f"- {GOOD}\n",
        f"1. Text.\n\n    {GOOD}\n\n2. Text.",
        f"!!! note\n\n    {GOOD}\n",
        f"??? note\n\n    Text.\n\n    {GOOD}\n",
        GOOD.replace(" ", "\n"),
        f"Term\n\n:   Text.\n\n    {GOOD}\n",
        f"   {GOOD}  ",
        f"<!-- a remark -->\n\n{GOOD}",
        f"<div>x</div>\n\n{GOOD}",
    ],
)
def test_where_the_scan_finds_a_picture_markdown_makes_a_figure(text: str) -> None:
    uses, faults = scan(text)
    page, shown = render(text)
    assert faults == []
    assert [src for src, _, _ in uses] == ["images/bridge.jpg"]
    assert [f.credit for f in shown] == ["Photograph: Ann Lee"]
    assert page.count('<figure class="picture">') == 1
    parsed = html5lib.parse(page, namespaceHTMLElements=False)
    (inside,) = parsed.iter("figure")
    assert [element.tag for element in inside] == ["img", "figcaption"]
    # A browser closes a paragraph where a figure begins, and leaves an empty one behind.
    assert all(text.strip() or len(p) for p in parsed.iter("p") for text in ["".join(p.itertext())])


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{GOOD}\n```",
        f"~~~\n{GOOD}\n~~~",
        f"Write `{GOOD}` so.",
        f"Write ``a ` {GOOD}`` so.",
        f"    {GOOD}",
        f"Text.\n\n    code\n\n    {GOOD}",
        f"<!-- {GOOD} -->",
        f"<!--\n\n{GOOD}\n\n-->",
        f"Write `<!--` so.\n\n    {GOOD}",
        r"Write \![alt](x) so.",
        "Wow![^1]\n\n[^1]: A footnote.",
        "A plain [link](other.md).",
        "a `code` span\n\n`",
    ],
)
def test_what_is_no_picture_is_left_alone(text: str) -> None:
    assert scan(text) == ([], [])
    assert render(text)[1] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('![](../images/bridge.jpg "x | y")', "1:3: a picture says what it shows"),
        ('![ \u200b](../images/bridge.jpg "x | y")', "1:3: a picture says what it shows"),
        ("![x](../images/bridge.jpg)", "1:1: a picture has a credit"),
        ('![x](../images/bridge.jpg "Ann Lee")', "1:28: a picture has a credit"),
        ('![x](../images/bridge.jpg "Caption | ")', "1:28: a picture has a credit"),
        ('![x](../images/bridge.jpg "a | b | c | d")', "1:28: a picture has a caption, a credit and"),
        ('![x](../images/bridge.jpg "a | b | no address")', "1:28: what stands behind a picture's second bar"),
        ('![x](../images/bridge.jpg "a | b | javascript:x")', "1:28: what stands behind a picture's second bar"),
        ('![x](https://example.org/a.jpg "a | b")', "1:6: a picture is a file in docs/, since nothing"),
        ('![x](//example.org/a.jpg "a | b")', "1:6: a picture is a file in docs/, since nothing"),
        ('![x](data:image/png;base64,AAAA "a | b")', "1:6: a picture is a file in docs/, since nothing"),
        ('![x](/images/bridge.jpg "a | b")', "1:6: a picture is named by the way to it"),
        ('![x](../images/bridge.jpg?x "a | b")', "1:6: a picture is named by the way to it"),
        ('![x](../images/old%20desk.png "a | b")', "1:6: a picture is named by the way to it"),
        ('![x](../../secret.jpg "a | b")', "1:6: a picture is a file in docs/; “../../secret.jpg” leads out"),
        ('![x](../images/bridges.jpg "a | b")', "1:6: a picture is a file in docs/; there is no “docs/images/b"),
        ('![x](a.md "a | b")', "1:6: a picture is a file that ends in"),
        ('![x]( "a | b")', "1:1: a picture is written"),
        ('![x](../images/old desk.png "a | b")', "1:1: a picture's file has a name without blanks"),
        ("![x][bridge]\n\n[bridge]: ../images/bridge.jpg", "1:1: a picture names its file in round brackets"),
        ("![bridge]\n\n[bridge]: ../images/bridge.jpg", "1:1: a picture names its file in round brackets"),
        ('![x](../images/bridge.jpg "a "b" | c")', "1:1: a picture is written"),
        ('![x](../images/bridge.jpg "a | b"', "1:1: a picture is written"),
        (f"Text {GOOD}", "1:6: a picture stands between empty lines"),
        (f"Text\n{GOOD}", "2:1: a picture stands between empty lines"),
        (f"Text\n    {GOOD}", "2:5: a picture stands between empty lines"),
        (f"{GOOD}\nText", "1:1: a picture stands between empty lines"),
        (f"{GOOD}\n{GOOD}", "1:1: a picture stands between empty lines"),
        (f"[{GOOD}](https://example.org/)", "1:2: a picture stands between empty lines"),
        (f"| a |\n|---|\n| {GOOD} |", "3:3: a picture stands between empty lines"),
        (f"{GOOD}\n===", "1:1: a picture stands between empty lines"),
        (f"# {GOOD}", "1:3: a picture stands between empty lines"),
        (f"<div>\n{GOOD}\n</div>", "2:1: a picture stands in the text itself; this one stands inside <div>"),
        (f"See.[^1]\n\n[^1]: Text.\n\n    {GOOD}", "5:5: a picture stands in the text itself; "),
        (f"[^1]: {GOOD}", "1:7: a picture stands in the text itself; this one stands inside a footnote"),
        ('<img src="https://example.org/a.png" alt="x">', "1:1: a picture is written"),
        ("Text <IMG src=x>", "1:6: a picture is written"),
        (f"![{'x' * 201}](../images/bridge.jpg \"a | b\")", "1:3: what a picture shows is told in at most 200"),
    ],
)  # fmt: skip
def test_one_slip_is_one_fault_at_its_place(text: str, fault: str) -> None:
    uses, faults = scan(text)
    assert uses == [] or text.count("![") == 2
    assert len({f.partition(":")[0] for f in faults}) == len(faults) == max(1, text.count(GOOD))
    assert faults[0].startswith(fault), faults[0]


def test_a_fault_in_a_list_and_a_quotation_has_its_column() -> None:
    assert scan('> - ![](../images/bridge.jpg "a | b")', 7)[1][0].startswith("7:7: ")


def test_the_advice_names_the_way_from_the_text() -> None:
    _, (fault,) = picture_uses(body('![x](bridge.jpg "a | b")'), DOCS)
    assert fault.mend.startswith("Did you mean “../images/bridge.jpg”?")


def test_a_page_in_another_folder_has_another_way() -> None:
    uses, _ = picture_uses(body('![x](images/bridge.jpg "a | b")', path="docs/index.md"), DOCS)
    assert [use.src for use in uses] == ["images/bridge.jpg"]
    assert picture_path("../../images/x.png", "guide/deep/page.md") == "images/x.png"


def test_markdown_makes_no_other_picture() -> None:
    page, shown = render("Text ![x](a.png) ![y][z] ![z]\n\n[z]: b.png\n\n![x](a.png)")
    assert (shown, page.count("<img")) == ([], 0)


def test_a_figures_words_are_not_read_as_markdown_again() -> None:
    page, _ = render('![*x* [TOC] {: onclick=y }](a.png "| b")'.replace("[TOC]", r"\[TOC\]"))
    assert 'alt="*x* [TOC] {: onclick=y }"' in page


PIECES = [
    GOOD, '![](x.png "|c")', "![x](y.png)", "text", "\n", "\n\n", "\n\n", "    ", "  ", "> ", "- ", "1. ", "`", "```",
    "~~~", "<!--", "-->", "<div>", "</div>", "\\", "!", "[", "]", "(", ")", '"', "|", "!!! note",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_is_scanned(text: str) -> None:
    uses, faults = picture_uses(body(text), DOCS)
    lines = text.split("\n")
    for place in [*(use.place for use in uses), *(fault.place for fault in faults)]:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    assert all(lines[use.place.line - 1][use.place.column - 1 :].startswith("![") for use in uses)


@given(st.lists(st.sampled_from([p for p in PIECES if "<" not in p and p != "\\"]), max_size=10).map("".join))
def test_a_picture_that_markdown_shows_is_one_that_the_scan_has_seen(text: str) -> None:
    uses, faults = picture_uses(body(text), DOCS)
    _, code = quote_uses(text, PAGE, 1)
    if not faults and not code:
        shown = [picture_path(f.src, "articles/a.md") for f in render(text)[1]]
        assert len(shown) <= len(uses)


@pytest.mark.parametrize(
    "text",
    [
        "![" * 50_000,
        "![a](" * 20_000,
        '![a](b "' * 20_000,
        "\\" * 100_000 + "![a]",
        r"\![" * 40_000,
        "`" * 100_000,
        "".join("`" * n + "a" for n in range(400)),
        "<!--" * 30_000,
        "<!---->" * 20_000,
        " " * 100_000 + "![a]",
        "> " * 50_000,
        "![a](" + "b " * 50_000,
        "- a\n" * 20_000,
        "".join(" " * n + "a\n" for n in range(400)),
    ],
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    start = time.process_time()
    picture_uses(body(text), DOCS)
    assert time.process_time() - start < 2
