"""A page's things as JSON-LD 1.1 for the head of the page, in an element that no text can break out of."""

from __future__ import annotations

import json
from functools import partial

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from commentary import addresses
from commentary.structured import articles, lists, people
from commentary.structured.frame import Frame, Thing
from commentary.views.cards import LinkView
from commentary.views.page import PageView

_COMPACT = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def things(page: PageView, frame: Frame, words: int | None) -> list[Thing]:
    """All that is said of a page; nothing of one that is not listed or leads on to another. `words` is the length of
    its text."""
    if not page.listed or page.canonical is not None:
        return []
    match page.template:
        case "article.html":
            return articles.article(page, frame, words)
        case "comments.html":
            return articles.part(page, frame)
        case "home.html":
            return lists.home(page, frame)
        case "category.html":
            return lists.category(page, frame)
        case "archive.html":
            return lists.archive(page, frame)
        case "experts.html":
            return lists.experts(page, frame)
        case "expert.html":
            return people.profile(page, frame, LinkView(frame.language.text("experts.title"), addresses.EXPERTS))
        case "author.html":
            return people.profile(page, frame)
        case "page.html":
            return lists.plain(page, frame)
        case _:
            return []


def script(graph: list[Thing]) -> Markup:
    """The element that holds the things; nothing for none.

    `<`, `>`, `&` and `'` are escaped as JSON does it (RFC 8259, section 7), so no `</script>`, `<!--` or `]]>` is in it
    whatever a text holds, and a reader of JSON gets the same text back.
    """
    if not graph:
        return Markup()
    data = {"@context": "https://schema.org", "@graph": [_known(thing) for thing in graph]}
    return Markup('<script type="application/ld+json">{}</script>').format(htmlsafe_json_dumps(data, dumps=_COMPACT))


def _known(value: object) -> object:
    """A value without the properties that are None or empty, at any depth, and with texts as they are read."""
    match value:
        case dict():
            return {name: _known(kept) for name, kept in value.items() if kept is not None and kept != []}
        case list():
            return [_known(kept) for kept in value]
        case Markup():
            return value.unescape()
        case _:
            return value
