"""An expert's view as an article and the expert's own page show it."""

from __future__ import annotations

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


def quote(view: View) -> QuoteView:
    record = view.quote
    return QuoteView(
        key=view.key,
        path=addresses.quote(view.article_id, view.key),
        exact=record.wording == "exact",
        html=comment_html(record.words),
        expert=people.expert(view.expert_id, view.expert),
        occupation=words.joined(view.expert.role, record.organisation or view.expert.organisation),
        source=record.source,
    )
