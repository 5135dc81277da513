"""What a page does to the HTML of its text before it shows it."""

from __future__ import annotations

import re

import markdown
import pytest

from commentary.finished import labelled, parted, reachable, unstyled
from commentary.pages import context
from commentary.views.page import PageView
from commentary.views.pages import SiteView

TABLE = "| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |\n"
NUMBERED = '``` { .yaml linenums="3" }\na: b\n```\n'


def html(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "pymdownx.superfences", "pymdownx.tasklist"])


def test_a_table_is_in_a_box_that_scrolls_and_takes_the_focus() -> None:
    body = reachable(html(TABLE))
    assert body.startswith('<div class="scroll" tabindex="0"><table>')
    assert body.endswith("</table></div>")


def test_a_table_with_attributes_of_its_own_is_too() -> None:
    body = reachable('<table class="wide"><tr><td>1</td></tr></table>')
    assert body == '<div class="scroll" tabindex="0"><table class="wide"><tr><td>1</td></tr></table></div>'


def test_code_with_numbers_leaves_every_element_closed_once_and_takes_the_focus_once() -> None:
    before = html(f"{NUMBERED}\n{TABLE}\n{NUMBERED}")
    body = reachable(before)
    assert body.count("<div") - before.count("<div") == body.count("</div>") - before.count("</div>") == 1
    assert body.count("<pre>") == body.count('<pre tabindex="0">') == 2
    assert body.count('class="linenodiv"><pre>') == 2


def test_cells_are_aligned_by_classes_and_not_by_styles() -> None:
    body = unstyled(html(TABLE))
    assert "style=" not in body
    assert '<th class="center">b</th>' in body
    assert '<td class="right">3</td>' in body


def test_the_words_of_a_task_are_the_name_of_its_box() -> None:
    body = labelled(html("- [x] One *and*\n  more\n    - [ ] two\n\n- [ ] three\n\n    A paragraph.\n- none\n"))
    names = re.findall(r"<label><input[^>]*>(.*?)</label>", body, re.DOTALL)
    assert [" ".join(name.split()) for name in names] == ["One <em>and</em> more", "two", "three"]
    assert body.count("<label>") == body.count("</label>") == body.count("<input") == 3


@pytest.mark.parametrize(
    ("text", "words", "minutes"),
    [
        ("職務経歴書は、書き直すとよいでしょう。" * 200, 3400, 9),
        ("ประวัติการทำงาน" * 400, None, 7),
        ("One, two – three. " * 300, 900, 4),
    ],
)
def test_a_page_knows_how_long_its_text_is_in_every_script(text: str, words: int | None, minutes: int) -> None:
    page = PageView("article.html", "articles/a/", "articles/a.md", "A", "About a")
    known = context(page, SiteView(""), html(text))
    assert (known["words"], known["reading_minutes"]) == (words, minutes)


TOC = {"permalink": "#", "permalink_title": "Link to this section"}


@pytest.mark.parametrize(
    ("settings", "text", "expected"),
    [
        (
            TOC,
            "## One",
            '<h2 id="one">One</h2><a class="headerlink" href="#one" title="Link to this section: One"></a>',
        ),
        (
            {"permalink": True, "permalink_leading": True, "permalink_title": ""},
            "### Two",
            '<h3 id="two">Two</h3><a class="headerlink" href="#two" title="Two"></a>',
        ),
        (
            TOC,
            '## A *b* `c < "d"` & e',
            '<h2 id="a-b-c-d-e">A <em>b</em> <code>c &lt; "d"</code> &amp; e</h2>'
            '<a class="headerlink" href="#a-b-c-d-e"'
            ' title="Link to this section: A b c &lt; &#34;d&#34; &amp; e"></a>',
        ),
        ({"permalink": False}, "## None", '<h2 id="none">None</h2>'),
    ],
)
def test_the_link_to_a_heading_follows_it_and_has_no_words_of_its_own(
    settings: dict[str, object], text: str, expected: str
) -> None:
    made = markdown.markdown(text, extensions=["toc"], extension_configs={"toc": settings})
    assert parted(made) == expected
    assert parted(f"<p>a</p>{made}<p>b</p>{made}") == f"<p>a</p>{expected}<p>b</p>{expected}"
