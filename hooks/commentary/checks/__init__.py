"""The rules that hold between records. The docstring of each check is the rule.

A check takes the collection and today's date and yields a problem for each place where its rule does not hold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from commentary.checks import addresses, articles, comments, dates, people, pictures, quotes, texts
from commentary.collection import Collection
from commentary.problems import Problem

Check = Callable[[Collection, dt.date], Iterator[Problem]]

CHECKS: list[Check] = [
    people.people_are_registered,
    articles.article_has_a_text,
    articles.original_author_is_registered,
    articles.category_has_one_spelling,
    articles.category_has_an_address,
    articles.authors_are_named_once,
    articles.folder_serves_one_article,
    articles.folder_is_no_register,
    pictures.picture_exists,
    pictures.picture_is_sound,
    addresses.page_leaves_generated_addresses_free,
    addresses.alias_is_free,
    addresses.home_page_exists,
    quotes.expert_is_approved,
    quotes.block_names_a_quote,
    quotes.quote_is_used_or_marked,
    quotes.quote_is_used_once,
    quotes.quote_has_no_marks_of_its_own,
    comments.folder_belongs_to_an_article,
    comments.discussion_that_is_off_has_no_comments,
    comments.reply_answers_a_comment_of_the_same_article,
    comments.replies_lead_to_a_beginning,
    comments.comments_are_not_too_many,
    comments.links_are_not_too_many,
    comments.author_with_a_badge_wrote_the_article,
    comments.badge_names_an_approved_expert,
    texts.text_shows_something,
    dates.nothing_is_dated_in_the_future,
    dates.update_follows_publication,
    dates.edit_follows_comment,
]


def check(collection: Collection, today: dt.date) -> list[Problem]:
    """Every place where a rule does not hold; today's date decides what is in the future."""
    return [problem for rule in CHECKS for problem in rule(collection, today)]
