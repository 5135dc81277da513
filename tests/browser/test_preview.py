"""What a reader sees while writing a reply is what the build makes of it: markdown.js against `comment_html`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from commentary.headers import TRUSTED, policy
from commentary.markup import LINK_RELATION, LINK_SCHEMES, TAGS, comment_html
from tests.browser.server import serving
from tests.publication import ROOT

HERE = Path(__file__).parent / "preview"
CASES: dict[str, list[str]] = yaml.safe_load((HERE / "cases.yml").read_text("utf-8"))
# What the build made is parsed here as well, to compare the two.
POLICY = policy().replace(TRUSTED, f"{TRUSTED} what-the-build-made")
LIMIT = 10_000
"""As many characters as a comment may have."""


@pytest.fixture(scope="module")
def preview(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that has the module and what compares it, under a policy as strict as can be."""
    folder = tmp_path_factory.mktemp("preview")
    scripts = (ROOT / "hooks" / "theme" / "assets" / "js").glob("markdown*.js")
    for file in [*scripts, HERE / "index.html", HERE / "compare.js"]:
        shutil.copy(file, folder)
    with serving(folder, policy=POLICY) as address:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function("window.preview")
        yield page
        page.close()


def differences(page: Page, texts: list[str]) -> list[dict[str, str]]:
    """The texts that the browser shows in another way than the site, as both show them."""
    found: list[dict[str, str]] = page.evaluate(
        "preview.compare", [[text, str(comment_html(text, lines=True))] for text in texts]
    )
    return found


@pytest.mark.parametrize("about", CASES)
def test_it_shows_what_the_build_shows(preview: Page, about: str) -> None:
    assert differences(preview, CASES[about]) == []


def test_it_stops_counting_where_the_build_does(preview: Page) -> None:
    """Backticks of a code span and a fence, brackets of an address, bytes of a label, digits and steps of a list."""
    either_side = [
        *(f"{'`' * n}a{'`' * n} `b`" for n in (80, 81)),
        *(f"{'~' * n}\na\n{'~' * m}\nb" for n in (255, 256, 300) for m in (254, 255, 256)),
        *(f"[a](https://e.org/{'(' * n}{')' * n})" for n in (32, 33)),
        *(f"[{'a' * n}é]: https://e.org\n\n[{'a' * n}é] [{'é' * (n // 2)}][{'a' * n}é]" for n in (998, 999)),
        *(f"{'9' * n}. a" for n in (9, 10)),
        *(f"{'> ' * n}- a\n" for n in (97, 98, 99, 100)),
        *("- " * n + "a" for n in (97, 98, 99, 100, 101)),
        *(f"&#{'0' * n}65; &#x{'0' * n}41;" for n in (4, 5, 6, 7)),
        *(f"[a]: https://e.org/{'x' * n}\n\n{'[a] ' * 1001}" for n in (84, 85, 86)),
    ]
    assert differences(preview, either_side) == []


def test_it_shows_neighbouring_constructs_as_the_build_does(preview: Page) -> None:
    texts = [text for texts in CASES.values() for text in texts]
    pairs = [f"{one}\n{two}" for one in texts for two in texts[::7]]
    assert differences(preview, pairs) == []


FRAGMENTS = [
    *("*", "**", "***", "_", "__", "`", "``", "```", "```\n", "~~~", "[", "]", "![", "](", ")", "(", "[]"),
    *("](https://e.org)", "](/x 't')", "](<https://e.org> (t))", "[a]", "[A][]", "[x][a]", "[a]: https://a.org\n"),
    *("\n\n[a]: /u 't'\n", "<", ">", "<https://e.org>", "<https://e.org/", "https://e.org", "<b>", "</b>", "<!--"),
    *("&", "&amp;", "&#65;", "&#0;", "&#x1F600;", "&copy", "&Tab;", "&NewLine;", "&nbsp;", "&ngE;", ";", "#", "# "),
    *("\n", "\n\n", "  \n", "\\\n", "\n---\n", "\n===\n", "---", "===", "- ", "+ ", "* ", "1. ", "2) ", "\n- "),
    *("\n  - ", "\n    ", "\n1. ", "\n> ", "> ", "  ", "    ", "\t", " ", "\\", '"', "'", ".", "!", "?", "|", "~", "^"),
    *(
        "www.",
        "www.a.b",
        "http://a_b.c",
        "Https://e.org/",
        "e.org",
        "://",
        "/(",
        "#c_d_",
        "?e[]=1",
        "e.org/\\_",
        "@example.org",
    ),
    *(":80", "&hl;", ".", "…", "“", "、"),
    *("%", "%20", "{", "a", "b", "word", "é", "ß", "ẞ", "£", "“", "¿", "。", "\u00a0", "\u3000", "\ufeff", "\ue000"),
    *("😀", "𝒳", "\u0301", "\u200d"),
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
# A few fragments over and over meet more often than many do.
narrow_texts = st.lists(st.sampled_from(FRAGMENTS), min_size=2, max_size=5).flatmap(
    lambda few: st.lists(st.sampled_from(few), max_size=40).map("".join)
)


def test_it_shows_any_text_as_the_build_does(preview: Page) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(texts | narrow_texts, min_size=50, max_size=60))
    def check(batch: list[str]) -> None:
        assert differences(preview, batch) == []

    check()


def test_it_knows_the_names_of_all_characters(preview: Page) -> None:
    names = [name.rstrip(";") for name in html5]
    assert differences(preview, [f"&{name}; &{name} &{name}x;" for name in names]) == []


def test_it_tells_letters_from_punctuation_and_blanks_as_the_build_does(preview: Page) -> None:
    """Punctuation that came after Unicode 7 is left out, as the head of markdown.js says: the blocks here are older."""
    blocks = [(0x20, 0x7F), (0xA0, 0x600), (0x2000, 0x2028), (0x202A, 0x2E43), (0x3000, 0xA000), (0xFE00, 0xFFFE)]
    characters = [chr(code) for first, end in blocks for code in range(first, end) if not 0xFDD0 <= code < 0xFDF0]
    characters += ["\U00010100", "\U0001d4b3", "\U0001f600", "\U000e0100"]
    lines = [f"a*{c}b* **{c}** _{c}a_" for c in characters]
    assert differences(preview, ["\n\n".join(lines[i : i + 50]) for i in range(0, len(lines), 50)]) == []


def test_it_refuses_the_hosts_that_the_build_refuses(preview: Page) -> None:
    """Names that claim to be encoded (`xn--`) and are not, are left out, as the head of markdown.js says."""
    encoded = [f"[x](https://a%{code:02X}b)" for code in range(256)]
    plain = [f"[x](https://a{chr(code)}b) <https://{chr(code)}>" for code in range(0x21, 0x7F)]
    hosts = ["1.2.3.4", "999.1", "0x7f.1", "[::1]", "a:80", "a:99999", "a@b", "..", "a..b", "ü.de", "א", "a" * 300, "@"]
    assert differences(preview, [*encoded, *plain, *(f"[x](https://{host})" for host in hosts)]) == []


ATTACKS = [
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href='javascript:x'>"),
    *("[a](javascript:alert(1))", "[a](&#106;avascript:x)", "[a](java&Tab;script:x)", "[a](\tjavascript:x)"),
    *(
        "[a](<javascript:x>)",
        "![a](javascript:x)",
        "![a](data:image/svg+xml,<svg/onload=x>)",
        "[a]: javascript:x\n\n[a]",
    ),
    *("<javascript:alert(1)>", '[a](https://e.org "\' onclick=x")', '[a](https://e.org"onclick=x)', "[a](//e.org)"),
    *("```x' onclick=x\na\n```", "[[a](javascript:x) [b] c](javascript:y)", "[a](vbscript:x)", "[a](file:///x)"),
    *("</code></pre><script>", "&lt;script&gt;", "&#60;script&#62;", "[a](https://e.org/<script>)", "[a](#__proto__)"),
    *("[__proto__]: /x\n\n[__proto__] [constructor]", "&constructor; &__proto__;", "<!--><img src=x onerror=x>-->"),
    *("\ue000script\ue001", "[a](\ue000javascript:x)", '!["><img src=x onerror=x>](https://e.org)'),
]


def test_nothing_comes_out_but_what_is_allowed(preview: Page) -> None:
    texts = [*ATTACKS, *(text for texts in CASES.values() for text in texts)]
    texts += [f"{one}{two}" for one in ATTACKS for two in ATTACKS]
    for element in preview.evaluate("texts => texts.flatMap(preview.kinds)", texts):
        tag, attributes = element[0], dict(zip(element[1::2], element[2::2], strict=True))
        allowed = {"a": {"href", "rel"}, "ol": {"start"}}.get(tag, set())
        assert tag in TAGS
        assert set(attributes) <= allowed
        if tag == "a":
            assert attributes["rel"] == LINK_RELATION
            assert attributes.get("href", "https:").partition(":")[0].lower() in LINK_SCHEMES
    assert differences(preview, ATTACKS) == []


def fill(piece: str) -> str:
    return (piece * LIMIT)[:LIMIT]


def staircase(piece: str) -> str:
    """Items, each a step further in."""
    return "".join(f"{'  ' * step}{piece}" for step in range(95))


ORDINARY = fill(
    "A *plain* text with `code`, a [link](https://e.org) and **more**.\n\n- An item\n- Another\n\n> Said.\n\n"
)
REPEATED = [
    *(
        "[",
        "]",
        "![",
        "[]",
        "[](",
        "[a](",
        "[a](b ",
        '[a](b "',
        "[a][",
        "[a]: b\n",
        "(",
        "<",
        "<https://",
        "<https://a>",
    ),
    *("*", "_", "**", "_a", "*a ", "*a **b ", "a* ", "*a_ ", "a**b_c* ", "a***", "***a** b* ", "*[a*](b)", "**a** "),
    *(
        "`",
        "`a``b",
        "\\",
        "&",
        "&amp;",
        "&a1;",
        "&#0;",
        "\n",
        " ",
        "\t",
        "a  \n",
        ">",
        "> ",
        ">a\n",
        "- ",
        "* a\n",
        "1. ",
    ),
    *("# a\n", "#", "a\n=\n", "- - a ", "~~~\n", "    a\n\n", "[![a](b)](c)", "[ [](b) [c] ", "\ue000"),
]
CONTRIVED = [
    *(fill(piece) for piece in REPEATED),
    "[" * 5000 + "]" * 5000,
    "[a]: b\n\n" + "[" * 4990 + "]" * 4990,
    "*a " * 1600 + "b*" * 2500,
    "**a " * 1200 + "b**" * 1600,
    "".join("`" * length + "a" for length in range(1, 140)),
    "".join(f"&a{number};" for number in range(1500)),
    f"[a]: https://e.org/{'x' * 4000}\n\n{'[a] ' * 1490}",
    f"a{' ' * 9998}b",
    ">" * 5000 + "a\n" + "b\n" * 2400,
    "- " * 90 + "a\n" + "\n" * 9800,
    staircase("- a\n"),
    staircase("1. a\n"),
]


def test_contrived_texts_take_no_longer_than_they_should(preview: Page) -> None:
    """A text of the same length that anybody may write is the measure, and ten milliseconds at the least: what grows
    with the square of the length takes hundreds of times as long. The best of three, for other work goes on."""
    best = "text => Math.min(...[1, 2, 3].map(() => preview.time(text)))"
    measure = max(preview.evaluate(best, ORDINARY), 10)
    times = {text[:12]: preview.evaluate(best, text) for text in CONTRIVED}
    assert {text: time for text, time in times.items() if time > 40 * measure} == {}


def test_contrived_texts_are_shown_as_the_build_shows_them(preview: Page) -> None:
    found: list[dict[str, Any]] = differences(preview, [*CONTRIVED, ORDINARY])
    assert [one["text"][:40] for one in found] == []
