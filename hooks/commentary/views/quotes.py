"""An expert's view as an article and the expert's own page show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from commentary import addresses
from commentary.join import View
from commentary.markup import comment_html
from commentary.records import Source
from commentary.views import people, words


@dataclass(frozen=True, slots=True)
class QuoteView:
    """`exact` words stand in quotation marks; a paraphrase never does and says what it is."""

    key: str
    path: str
    exact: bool
    html: Markup
    expert: people.PersonView
    occupation: str
    """Role, and organisation at the time, in a line."""
    source: Source | None
    label: str
    """What names it to who cannot see its frame: no other view on the page has the same."""


def quotes(views: Mapping[str, View]) -> dict[str, QuoteView]:
    """The views of an article by their keys."""
    experts = [view.expert_id for view in views.values()]
    return {
        key: quote(view, experts[: number + 1].count(view.expert_id) if experts.count(view.expert_id) > 1 else None)
        for number, (key, view) in enumerate(views.items())
    }


def quote(view: View, number: int | None = None) -> QuoteView:
    """A view; `number` says which of its expert's it is, where the article has several."""
    record = view.quote
    return QuoteView(
        key=view.key,
        path=addresses.quote(view.article_id, view.key),
        exact=record.wording == "exact",
        html=comment_html(record.words),
        expert=people.expert(view.expert_id, view.expert),
        occupation=words.joined(view.expert.role, record.organisation or view.expert.organisation),
        source=record.source,
        label=view.expert.name if number is None else f"{view.expert.name}, {number}",
    )
