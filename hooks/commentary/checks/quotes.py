"""Rules on what experts said, and where the articles show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from commentary.collection import Collection
from commentary.near import did_you_mean
from commentary.problems import Problem, shown
from commentary.quotation import within_marks


def expert_is_approved(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A quote is published only of an expert whose approval is on record."""
    for quotes in collection.quotes.values():
        for key, quote in quotes.items():
            expert = collection.experts.get(quote.record.expert)
            if expert and not quote.record.unused and expert.record.approved is None:
                yield Problem(
                    quote.at("expert"),
                    f"{key}.expert: has been approved; {expert.path} has no `approved`",
                    "Add when, by whom and how to the expert's file, or mark the quote `unused: true`.",
                    "approval",
                )


def block_names_a_quote(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A quote block names a key of the article's quotes.yml."""
    for id, article in collection.articles.items():
        folder = collection.folder_of(id)
        path = f"comments/{folder}/quotes.yml"
        quotes = collection.quotes.get(folder, {})
        if path in collection.broken or collection.misnamed("folder", folder):
            continue
        if collection.misnamed("quotes", "quotes", folder):
            continue
        for use in collection.uses.get(article.path, ()):
            if use.key not in quotes:
                yield Problem(
                    use.place,
                    f"a quote block names a key of {path}; {shown(use.key)} is none",
                    did_you_mean(use.key, quotes, "Add it there."),
                    "quote-block",
                )
            elif quotes[use.key].record.unused:
                yield Problem(
                    use.place,
                    f"a quote marked `unused` is not shown; {shown(use.key)} is",
                    f"Take `unused: true` out of {path}, or take the block out.",
                    "quote-block",
                )


def quote_is_used_or_marked(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """Each quote of quotes.yml stands in the article, or is marked `unused: true`."""
    for folder, quotes in collection.quotes.items():
        id = collection.slug_of(folder)
        if id is None:
            continue
        article = collection.articles[id]
        if article.path in collection.broken:
            continue
        used = {use.key for use in collection.uses.get(article.path, ())}
        # A key that a block misspells is one slip, told at the block.
        if used - set(quotes):
            continue
        for key, quote in quotes.items():
            if key not in used and not quote.record.unused:
                yield Problem(
                    quote.at(),
                    f"{key}: stands in the article or is marked unused; {article.path} does not show it",
                    f"Put `/// quote | {key}` and `///` where it belongs, or add `unused: true`.",
                    "quote-use",
                )


def quote_is_used_once(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A quote stands in its article once, so that its address leads to one place."""
    for uses in collection.uses.values():
        first: dict[str, int] = {}
        for use in uses:
            line = first.setdefault(use.key, use.place.line)
            if line != use.place.line:
                yield Problem(
                    use.place,
                    f"a quote is shown once; {shown(use.key)} stands on line {line} too",
                    "Take one of the two out.",
                    "quote-block",
                )


def quote_has_no_marks_of_its_own(collection: Collection, today: dt.date) -> Iterator[Problem]:
    """A quote's text stands without quotation marks round the whole: the page puts them there, round exact words."""
    for quotes in collection.quotes.values():
        for key, quote in quotes.items():
            marks = within_marks(quote.record.text)[1]
            if not marks:
                continue
            exact = quote.record.wording == "exact"
            why = "the page puts them there" if exact else "a paraphrase has none"
            yield Problem(
                quote.at("text"),
                f"{key}.text: has no quotation marks round the whole, since {why}; found {marks}, which are not shown",
                "Take the two marks out."
                if exact
                else "Take the two marks out; if these are the very words, write `wording: exact`.",
                "quotation-marks",
                "warning",
            )
