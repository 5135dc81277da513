"""The tags from which other sites make a card where somebody links to a page: Open Graph, and Twitter's for what that
lacks. None is empty; what is not known has no tag."""

from __future__ import annotations

from collections.abc import Iterator

from commentary.social_card import HEIGHT, WIDTH
from commentary.structured.frame import Frame
from commentary.views.page import PageView

Tag = tuple[str, str, object]
"""The attribute that names it, `property` or `name`; its name; its content, which is still to be escaped."""


def tags(page: PageView, frame: Frame) -> list[Tag]:
    """The tags of a page, in the order in which they are printed; none of one that is unlisted or leads on."""
    if not page.listed or page.canonical is not None:
        return []
    title = page.title if page.address else frame.site.name
    kind = {"article.html": "article", "expert.html": "profile", "author.html": "profile"}.get(page.template, "website")
    found: list[tuple[str, object]] = [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", page.description),
        ("og:site_name", frame.site.name),
        # An address is absolute here or it is none.
        ("og:url", frame.address(page.address) if frame.site.url else None),
        # Open Graph wants the country too.
        ("og:locale", frame.language.tag.replace("-", "_") if "-" in frame.language.tag else None),
        *(_picture(page, frame) if frame.site.url else ()),
        *(_article(page) if kind == "article" else ()),
    ]
    large = "summary_large_image" if page.data.get("social_card") and frame.site.url else "summary"
    return [*(("property", name, content) for name, content in found if content), ("name", "twitter:card", large)]


def _picture(page: PageView, frame: Frame) -> Iterator[tuple[str, object]]:
    """The card of an article, with what it says; or a person's portrait."""
    card, person = page.data.get("social_card"), page.data.get("person")
    if card:
        yield "og:image", frame.address(card.path)
        yield "og:image:width", WIDTH
        yield "og:image:height", HEIGHT
        yield "og:image:alt", card.says
    elif person and person.portrait:
        width, height = frame.portraits[person.portrait].fallback_size
        yield "og:image", frame.portrait(person)
        yield "og:image:width", width
        yield "og:image:height", height
        yield "og:image:alt", person.name


def _article(page: PageView) -> Iterator[tuple[str, object]]:
    card = page.data["article"]
    yield "article:published_time", card.date.isoformat()
    if page.data["updated"]:
        yield "article:modified_time", page.data["updated"].isoformat()
    yield "article:section", card.category.name
    # No `article:author`: it holds an address, which programs that save articles take for a name. JSON-LD has both.
