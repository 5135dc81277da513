"""A remark on the cards that other sites show of articles."""

from __future__ import annotations

from collections.abc import Iterator

from commentary.collection import Collection
from commentary.problems import Problem, shown
from commentary.social_card import drawable
from commentary.typeface import Typeface


def letters_of_cards(collection: Collection, typeface: Typeface) -> Iterator[Problem]:
    """A font has the letters of what a card says: of an article's title and its category."""
    for article in collection.articles.values():
        for field, text, shows in (
            ("title", article.record.title, "the publication's name in its place"),
            ("category", article.record.category, "no category"),
        ):
            if not drawable(text, typeface):
                lacking = shown(typeface.lacks(text))
                yield Problem(
                    article.at(field),
                    f"{field}: has letters that a font for cards has; none has {lacking}, so its card shows {shows}",
                    "Name a font that has them in mkdocs.yml: extra, commentary, `card_fonts: [fonts/name.otf]`.",
                    "card-letters",
                    "warning",
                )
