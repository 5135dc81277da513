"""An article, and a further page of its discussion, as things of schema.org.

Its comments and the experts' exact words are no part of this: the page's own elements say them, as properties of the
thing with the same address.
"""

from __future__ import annotations

from commentary.structured.frame import Frame, Thing
from commentary.views.cards import LinkView
from commentary.views.page import PageView


def article(page: PageView, frame: Frame, words: int | None) -> list[Thing]:
    """The article and the way to it. `words` is the length of its text, where it has a number of them."""
    data = page.data
    card = data["article"]
    card_picture = frame.address(data["social_card"].path) if data["social_card"] else None
    return [
        {
            "@type": "Article",
            "@id": frame.address(page.address),
            "url": frame.address(page.address),
            "headline": page.title,
            "description": page.description,
            "image": frame.picture(card.image) if card.image else card_picture,
            "datePublished": card.date.isoformat(),
            "dateModified": data["updated"].isoformat() if data["updated"] else None,
            "author": [frame.author(person) for person in data["authors"]],
            "publisher": frame.publisher(),
            "articleSection": card.category.name,
            "keywords": list(data["tags"]),
            "inLanguage": frame.language.tag,
            "wordCount": words,
            "commentCount": card.comments,
            "isBasedOn": _original(page, frame),
            "mentions": _paraphrased(page, frame),
        },
        frame.breadcrumbs(card.category, LinkView(page.title, page.address)),
    ]


def part(page: PageView, frame: Frame) -> list[Thing]:
    """A further page of a discussion: it is a part of the article."""
    card = page.data["article"]
    return [
        {
            "@type": "WebPage",
            "@id": frame.address(page.address),
            "name": page.title,
            "inLanguage": frame.language.tag,
            "isPartOf": {"@type": "Article", "@id": frame.address(card.path), "headline": card.title},
        },
        frame.breadcrumbs(card.category, LinkView(card.title, card.path), LinkView(page.title, page.address)),
    ]


def _original(page: PageView, frame: Frame) -> Thing | None:
    """What the article is told after."""
    original, registered = page.data["original"], page.data["original_author"]
    if original is None:
        return None
    author = frame.author(registered) if registered else {"@type": "Person", "name": original.author}
    return {
        "@type": "CreativeWork",
        "name": original.title,
        "author": author if original.author else None,
        "publisher": {"@type": "Organization", "name": original.publication} if original.publication else None,
        "url": original.url,
    }


def _paraphrased(page: PageView, frame: Frame) -> list[Thing]:
    """The experts whose views stand there in our words, which are no quotation of theirs."""
    people = {quote.expert.id: quote.expert for quote in page.data["quotes"].values() if not quote.exact}
    return [frame.author(person) for person in people.values()]
