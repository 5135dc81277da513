"""What Markdown makes of a text, where Python-Markdown by itself would say something else than was typed."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commentary.body import Body
from commentary.prose import prose
from commentary.rendering import Rendered, Renderer
from commentary.site_file import Decided, LeftOut

EXTENSIONS = ("toc", "tables", "fenced_code", "footnotes", "def_list", "admonition", "pymdownx.betterem")
RENDERER = Renderer(Decided(EXTENSIONS, {}, LeftOut()), Path(), {}, raw_html=False, from_root=False)
WIDE = (*EXTENSIONS, "abbr", "pymdownx.superfences", "pymdownx.keys")
WIDER = Renderer(Decided(WIDE, {}, LeftOut()), Path(), {}, raw_html=False, from_root=False)


def rendered(text: str) -> Rendered:
    made, problems = RENDERER.render(Body("docs/a.md", text, 1, prose(text)), [], [])
    assert problems == []
    return made


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## Why C#", "Why C#"),
        ("## Why C# ##", "Why C#"),
        ("## Why C# #", "Why C#"),
        ("## Why C\\#", "Why C#"),
        ("## Why C \\#", "Why C #"),
        ("## # and ## #", "# and ##"),
        ("## a #b", "a #b"),
        ("##\tTab\t#\t", "Tab"),
        ("   ## Three blanks", "Three blanks"),
        ("## ##", ""),
        ("##", ""),
    ],
)
def test_a_heading_keeps_each_sign_that_is_no_mark(line: str, heading: str) -> None:
    for before, after in (("", ""), ("Above.\n", "\nBelow."), ("> ", ""), ("1. One\n\n    ", "")):
        if before.endswith(("> ", "    ")):
            line = line.lstrip(" ")
        found = re.findall(r"<h2[^>]*>(.*?)</h2>", rendered(f"{before}{line}{after}").html)
        assert found == [heading], before


@pytest.mark.parametrize("line", ["#1 is to ask", "#hashtag", "####### Seven", "\\## No heading"])
def test_a_line_that_begins_with_a_sign_keeps_it(line: str) -> None:
    assert f"<p>{line.lstrip(chr(92))}</p>" in rendered(line).html


def notes(text: str) -> tuple[list[str], list[str], str]:
    """The numbers in the text as they are read, the words of the notes in their order, and the HTML."""
    html = rendered(text).html
    body, _, box = html.partition('<div class="footnote">')
    numbers = re.findall(r'class="footnote-ref"[^>]*>(\d+)</a>', body)
    return numbers, re.findall(r"(?s)<li id=\"fn:[^\"]+\">\s*<p>(\w+)", box), html


@pytest.mark.parametrize(
    ("text", "numbers", "words"),
    [
        ("First.[^1] Then.[^new] Last.[^2]\n\n[^1]: One\n[^2]: Two\n[^new]: New", "123", ["One", "New", "Two"]),
        ("- A list.[^b]\n\nA paragraph.[^a]\n\n[^a]: A\n[^b]: B", "12", ["B", "A"]),
        ("> **Bold.[^b]** Then.[^a]\n\nLast.[^c]\n\n[^a]: A\n[^b]: B\n[^c]: C", "123", ["B", "A", "C"]),
        ("| a[^t] |\n|---|\n| b[^u] |\n\nP.[^p]\n\n[^p]: P\n[^u]: U\n[^t]: T", "123", ["T", "U", "P"]),
        ("A.[^a]\n\n- B.[^b]\n\n[^c]: C\n[^b]: B\n[^a]: A, see also.[^c]", "12", ["A", "B", "C"]),
        ("A.[^a]\n\n- x\n    - y\n        - z.[^b]\n\n[^a]: A.[^c]\n[^b]: B\n[^c]: C", "12", ["A", "B", "C"]),
        ("A.[^a] B.[^b] Again.[^a]\n\n[^b]: B\n[^a]: A.[^b]", "121", ["A", "B"]),
        ("## Heading[^h]\n\nA.[^a]\n\n[^a]: A\n[^h]: H", "12", ["H", "A"]),
    ],
)
def test_notes_are_numbered_as_they_are_met(text: str, numbers: str, words: list[str]) -> None:
    found, listed, html = notes(text)
    assert (found, listed) == (list(numbers), words)
    _assert_ways(html)


LABELS = "abcdef"
REFERENCES = st.lists(st.sampled_from(LABELS), max_size=3)
PIECES = st.sampled_from(
    [
        *("{}", "- x{}\n    - y{}", "> z{}", "**b{}** then{}", "## h{}", "1. n{}\n\n    m{}", "`code[^a]`{}"),
        *("| c{} |\n|---|\n| d{} |", "term{}\n:   said{}", "!!! tip\n    t{}"),
    ]
)


@settings(max_examples=40)
@given(st.data())
def test_any_notes_are_numbered_as_they_are_met(data: st.DataObject) -> None:
    def filled(piece: str) -> str:
        used = [data.draw(REFERENCES) for _ in range(piece.count("{}"))]
        return piece.format(*("".join(f" [^{label}]" for label in labels) for labels in used))

    text = "\n\n".join(filled(data.draw(PIECES)) for _ in range(data.draw(st.integers(1, 5))))
    bodies = {label: f"{label}{filled('{}')}" for label in data.draw(st.permutations(LABELS))}
    met = set(re.findall(r" \[\^(\w)\]", text))
    while further := {label for known in met for label in re.findall(r"\^(\w)", bodies[known])} - met:
        met |= further
    defined = "\n".join(f"[^{label}]: {words}" for label, words in bodies.items() if label in met)
    if not met:
        return
    _, _, html = notes(f"{text}\n\n{defined}\n")
    _assert_ways(html)
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    read = list(tree.iter("a"))
    numbers = [int(link.text) for link in read if link.get("class") == "footnote-ref"]
    firsts = list(dict.fromkeys(numbers))
    assert firsts == sorted(firsts), (text, defined)
    box = next(div for div in tree.iter("div") if div.get("class") == "footnote")
    items = [item.get("id") for item in box.iter("li")]
    for link in read:
        if link.get("class") == "footnote-ref":
            assert items[int(link.text) - 1] == link.get("href")[1:]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("3. Third\n4. Fourth", '<ol start="3">'),
        ("1984. It was", '<ol start="1984">'),
        ("- One\n- Two\n\n1. First", "<ol>\n<li>First</li>"),
    ],
)
def test_a_list_keeps_its_numbers(text: str, first: str) -> None:
    assert first in rendered(text).html


def lost(text: str, *extensions: str) -> list[tuple[int, int, str]]:
    """Line, column and words of each warning."""
    decided = Decided((*WIDE, *extensions), {}, LeftOut())
    renderer = Renderer(decided, Path(), {}, raw_html=False, from_root=False)
    _, problems = renderer.render(Body("docs/a.md", text, 1, prose(text)), [], [])
    assert {(p.rule, p.severity) for p in problems} <= {("lost-words", "warning")}
    return [(p.place.line, p.place.column, p.message.partition("“")[2].rstrip("”")) for p in problems]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | three |", [(3, 11, "three |")]),
        ("A.[^1]\n\n[^1]: One.\n[^1]: Another note.", [(3, 7, "One.")]),
        ("[Note]: careful", [(1, 9, "careful")]),
        ("Words.\n\n[1]: https://example.org/page", [(3, 6, "https://example.org/page")]),
        ("Words.\n\n*[CV]: Curriculum vitae", [(3, 8, "Curriculum vitae")]),
        ("!!! tip Ask first\n    Words.", [(1, 9, "Ask first")]),
        ("[far]: away\n\nMore words than three.\n\n[off]: gone", [(1, 8, "away"), (5, 8, "gone")]),
    ],
)
def test_words_that_no_reader_would_see_are_pointed_out(text: str, found: list[tuple[int, int, str]]) -> None:
    assert lost(text) == found


@pytest.mark.parametrize("extension", ["pymdownx.emoji", "pymdownx.critic", "meta"])
def test_they_are_not_looked_for_where_an_extension_may_take_them(extension: str) -> None:
    assert lost("Words.\n\n[1]: https://example.org/page", extension) == []


SHOWN = st.sampled_from(
    [
        *(
            "Un*frigging*believable",
            "`a_b`c",
            '<b title="x">y</b>',
            "AT&amp;T",
            "<https://example.org/x>",
            "C++ and D++",
        ),
        *("[a b](https://example.org/x(y)z 'T t')", "[x][r] [r]", "**a**b", "職務経歴書**は**", "a<br>b", "++ctrl+s++"),
        *("{a}", "a\\*b\\_c", "<!-- gone -->d", "``a`b``", "[^n]", "ﬁ½", "e\u0301", "CV", "1. x", "=> y"),
    ]
)
BLOCKS = st.sampled_from(
    [
        *("{}", "# {}", "- {}\n\n    {}", "> {}\n> {}", "| {} | h |\n|---|---|\n| x | {} |", "7. {}", "t\n:   {}"),
        *('!!! tip "{}"\n    {}', '```text title="x"\n{}\n```', "    {}", "<div>{}</div>", "{}  \n{}", "{}\n\n---"),
    ]
)
ENDINGS = "\n\n[r]: https://example.org 'A title'\n\n*[CV]: Curriculum vitae\n\nCV [r] [^n]\n\n[^n]: Note.\n"


@settings(max_examples=40)
@given(st.data())
def test_words_that_are_shown_are_not_called_lost(data: st.DataObject) -> None:
    blocks = data.draw(st.lists(BLOCKS, min_size=1, max_size=4))
    text = "\n\n".join(re.sub(r"\{\}", lambda _: data.draw(SHOWN), block) for block in blocks) + ENDINGS
    made, problems = WIDER.render(Body("docs/a.md", text, 1, prose(text)), [], [])
    assert not [p for p in problems if p.rule == "lost-words"], (text, made.html)


def _assert_ways(html: str) -> None:
    """Each id is there once, and every way to a note and back leads somewhere, the first one to the first number."""
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#(fn:[^"]+)"', html):
        assert target in ids
    for sup in re.findall(r'<sup id="(fnref[^"]+)"', html):
        assert f'href="#{sup}"' in html
        label = sup.partition(":")[2]
        first = re.search(rf'<sup id="(fnref\d*:{re.escape(label)})"', html)
        assert first[1] == f"fnref:{label}"
