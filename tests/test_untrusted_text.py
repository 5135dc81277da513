"""What contributors write is shown as typed wherever it goes: templates never read it, and HTML in it is text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest

from tests.publication import build, copy_miniature

TYPED = "{{ 7*7 }}{% raw %}{# x #}<script>x</script><img src=x onerror=x>&\"'</title>"
QUOTED = "'" + TYPED.replace("'", "''") + "'"

ARTICLE = f"""---
title: {QUOTED}
description: {QUOTED}
date: 2026-03-02
authors: [mallory]
category: {QUOTED}
tags: [{QUOTED}]
image:
  src: images/dot.svg
  alt: {QUOTED}
  credit: {QUOTED}
based_on:
  title: {QUOTED}
  author: {QUOTED}
  publication: {QUOTED}
---

{{{{ 7*7 }}}} {{% raw %}} {{{{ config }}}} {{# no #}}

/// quote | theirs
///

![{{{{ 7*7 }}}} &lt;img&gt;](../images/dot.svg "{{{{ 7*7 }}}} | {{% raw %}} {{# no #}}")
"""
FILES = {
    "docs/articles/mischief.md": ARTICLE,
    "comments/authors/mallory.yml": f"name: {QUOTED}\nbio: {QUOTED}\n",
    "comments/experts/eve.yml": f"name: {QUOTED}\nrole: {QUOTED}\norganisation: {QUOTED}\nbio: {QUOTED}\n"
    f"works:\n  - title: {QUOTED}\nlinks:\n  - title: {QUOTED}\n    url: https://example.org/\n"
    f"approved:\n  on: 2026-01-01\n  by: {QUOTED}\n  how: {QUOTED}\n",
    "comments/mischief/quotes.yml": f"theirs:\n  expert: eve\n  wording: exact\n  text: {QUOTED}\n"
    f"  organisation: {QUOTED}\n  source:\n    title: {QUOTED}\n    url: https://example.org/\n",
    "comments/mischief/one.yml": f"author: {QUOTED}\nbody: {QUOTED}\nnote: {QUOTED}\ndate: 2026-03-03\n",
    "comments/mischief/two.yml": f"status: withheld\nreason: {QUOTED}\nbody: x\ndate: 2026-03-04\n",
}


@pytest.fixture(scope="module")
def mischief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a publication that holds the same mischief in every field of text."""
    root = copy_miniature(tmp_path_factory.mktemp("mischief") / "publication")
    for path, text in FILES.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    text = text.replace("site_name: Miniature", f"site_name: {QUOTED}")
    text = text.replace("site_description: Test data.", f"site_description: {QUOTED}")
    text = re.sub(r"(?m)^      text: A notice.*$", f"      text: {QUOTED}\n      label: {QUOTED}", text)
    settings.write_text(text, "utf-8")
    result = build(root)
    assert result.returncode == 0, result.stderr
    return root / "site"


def test_no_page_holds_an_element_that_somebody_typed(mischief: Path) -> None:
    pages = list(mischief.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        for element in page.iter():
            name = path.relative_to(mischief)
            assert not [key for key in element.attrib if key.startswith("on")], name
            if element.tag == "script":
                # Data is no script, whatever it holds, as long as it is data.
                data = element.attrib.get("type") in ("application/json", "application/ld+json")
                assert json.loads(element.text) if data else element.attrib["src"].endswith(".js"), name
            if element.tag == "img":
                assert element.attrib["src"] != "x", name


def test_templates_read_nothing_that_somebody_typed(mischief: Path) -> None:
    for path in mischief.rglob("*"):
        if path.suffix in (".html", ".xml", ".json"):
            text = path.read_text("utf-8")
            assert "49" not in re.findall(r"(?<![\w&#./-])\d+(?![\w;.%-])", text), path


def test_every_field_is_shown_as_typed(mischief: Path) -> None:
    page = html5lib.parse((mischief / "articles/mischief/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    shown = " ".join(TYPED.split())
    assert page.findtext(".//title").startswith(shown)
    assert shown in " ".join(page.findtext(".//h1").split())
    metas = {m.get("name") or m.get("property"): m.get("content") for m in page.iter("meta")}
    assert metas["description"] == shown
    assert metas["og:title"].startswith(shown)
    assert shown in [image.get("alt") for image in page.iter("img")]
    words = " ".join("".join(page.itertext()).split())
    # Title, description, category, tag, credit, original, author, expert, role, work, source, quote, comment and more.
    assert words.count("{{ 7*7 }}{% raw %}{# x #}<script>") >= 15


def test_a_file_name_is_no_template(miniature: Path) -> None:
    (miniature / "docs/guide").mkdir(exist_ok=True)
    (miniature / "docs/guide/{{ 7*7 }}.md").write_text("---\ntitle: A\ndescription: B.\n---\n\nWords.\n", "utf-8")
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    assert (miniature / "site/guide/{{ 7*7 }}/index.html").is_file()
