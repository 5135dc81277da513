"""The house rules, applied to new comments: what an editor should look at twice. They warn and never stop anything.

The docstring of each rule is the rule. It takes a comment under review and the limits, and yields a warning for each
place where it does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from commentary.collection import Collection
from commentary.folded import find_words, folded
from commentary.house_rules import HouseRules
from commentary.limits import YAML_LIMIT
from commentary.markup import comment_html, plain_text
from commentary.parse import Entry
from commentary.problems import Place, Problem, shown
from commentary.records import Comment
from commentary.text import decode, place_in

_LINK = re.compile(r"<a [^>]*>.*?</a>", re.DOTALL)
_BARE_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+", re.IGNORECASE)
FEW_LETTERS = 20
"""A comment of fewer says nothing of how it is written: `OK, USA` is no shouting."""
SHOUTING = 0.8
"""The part of capitals among a comment's letters from which it counts as written in capitals."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A published comment under review, the text of its file, and its body as HTML."""

    comment: Entry[Comment]
    source: str
    html: str
    new_name: bool

    @property
    def own_words(self) -> str:
        """What the body says on one line, without links and addresses."""
        return _BARE_ADDRESS.sub(" ", plain_text(_LINK.sub(" ", self.html)))

    @property
    def links(self) -> int:
        return len(_LINK.findall(self.html)) + len(_BARE_ADDRESS.findall(plain_text(_LINK.sub(" ", self.html))))

    def fields(self) -> Iterator[tuple[str, str]]:
        """The fields that a reader fills in, with their texts."""
        record = self.comment.record
        yield from ((n, v) for n, v in (("author", record.author), ("url", record.url), ("body", record.body)) if v)

    def place(self, field: str, text: str, start: int, end: int) -> Place:
        """Where a part of a field's text stands in the file; the field, where it is written in another way there."""
        first = self.comment.at(field)
        later = [place for place in self.comment.places.values() if place > first]
        limit = self._index(min(later)) if later else len(self.source)
        # The file breaks and indents lines where the text has a blank.
        part = re.compile(r"\s+".join(map(re.escape, text[start:end].split())))
        before = sum(match.start() < start for match in part.finditer(text))
        matches = islice(part.finditer(self.source, self._index(first), limit), before, None)
        return next((place_in(first.path, self.source, match.start()) for match in matches), first)

    def _index(self, place: Place) -> int:
        lines = self.source.split("\n")[: place.line - 1]
        return sum(len(line) + 1 for line in lines) + place.column - 1


def few_links(reviewed: Reviewed, rules: HouseRules) -> Iterator[Problem]:
    """A comment has few links."""
    if rules.links is not None and reviewed.links > rules.links:
        yield _warning(
            reviewed.comment.at("body"),
            f"body: has at most {_count(rules.links, 'link')}; it has {reviewed.links}",
            "See where they lead; a comment that advertises is held back.",
            "house-links",
        )


def more_than_a_link(reviewed: Reviewed, rules: HouseRules) -> Iterator[Problem]:
    """A comment says something itself."""
    if rules.link_only and reviewed.links and not re.search(r"\w", reviewed.own_words):
        yield _warning(
            reviewed.comment.at("body"),
            "body: says something of its own; there is nothing but a link",
            "Ask the reader what is to be found there, or leave the comment out.",
            "house-link-only",
        )


def no_listed_word(reviewed: Reviewed, rules: HouseRules) -> Iterator[Problem]:
    """Neither the comment nor the reader's name or address holds a word of the list."""
    for word in rules.words:
        for field, text in reviewed.fields():
            if found := find_words(word, text):
                written = " ".join(text[slice(*found)].split())
                yield _warning(
                    reviewed.place(field, text, *found),
                    f"{field}: has no word of the list in mkdocs.yml; found {shown(written)}",
                    "Read it once more. Publish it, if the word is in its place there.",
                    "house-words",
                )


def name_is_known(reviewed: Reviewed, rules: HouseRules) -> Iterator[Problem]:
    """Who comments has commented before."""
    if rules.new_name and reviewed.new_name:
        yield _warning(
            reviewed.comment.at("author"),
            f"author: is a name that has stood above a comment before; {shown(reviewed.comment.record.author)} has not",
            "Look at the words and the `url` with a little more care than usual. All is well? There is nothing to do.",
            "house-new-name",
        )


def not_too_long(reviewed: Reviewed, rules: HouseRules) -> Iterator[Problem]:
    """A comment is no article."""
    length = len(reviewed.comment.record.body or "")
    if rules.length is not None and length > rules.length:
        yield _warning(
            reviewed.comment.at("body"),
            f"body: has at most {_count(rules.length, 'character')}; it has {length:,}",
            "Ask the reader for a shorter one. Publish it, if it is worth its length.",
            "house-length",
        )


def no_shouting(reviewed: Reviewed, rules: HouseRules) -> Iterator[Problem]:
    """A comment is not written in capitals."""
    capitals = sum(c.isupper() for c in reviewed.own_words)
    letters = capitals + sum(c.islower() for c in reviewed.own_words)
    if rules.capitals and letters >= FEW_LETTERS and capitals >= SHOUTING * letters:
        yield _warning(
            reviewed.comment.at("body"),
            f"body: is written in small letters; {capitals} of its {letters} letters are capitals",
            "Ask the reader for another version, or write it in small letters and date the change: `edited: …`.",
            "house-capitals",
        )


def no_rows_of_one_character(reviewed: Reviewed, rules: HouseRules) -> Iterator[Problem]:
    """No letter or mark stands many times in a row."""
    if rules.repeats is None:
        return
    # Digits and the lines and dots of Markdown repeat for good reasons, addresses are not the reader's words.
    row = re.search(rf"([^\W\d_]|[!?])\1{{{rules.repeats},}}", reviewed.own_words, re.IGNORECASE)
    body = reviewed.comment.record.body or ""
    if row:
        start = body.find(row[0])
        yield _warning(
            # Emphasis in the midst of a row keeps it from being found as it is shown.
            reviewed.place("body", body, start, start + len(row[0])) if start >= 0 else reviewed.comment.at("body"),
            f"body: has the same character at most {rules.repeats} times in a row; found {shown(row[0])}",
            "Shorten the row and date the change: `edited: …`. Or leave it.",
            "house-repeats",
        )


HouseRule = Callable[[Reviewed, HouseRules], Iterator[Problem]]

HOUSE_RULES: list[HouseRule] = [
    few_links,
    more_than_a_link,
    no_listed_word,
    name_is_known,
    not_too_long,
    no_shouting,
    no_rows_of_one_character,
]


def review(collection: Collection, rules: HouseRules, is_new: Callable[[str], bool]) -> list[Problem]:
    """What the house rules warn of in the published comments whose paths are new."""
    published = [
        comment
        for comments in collection.comments.values()
        for comment in comments.values()
        if comment.record.status == "published"
    ]
    new = sorted((comment for comment in published if is_new(comment.path)), key=lambda comment: comment.path)
    known = {folded(c.record.author) for c in published if c.record.author and not is_new(c.path)}
    problems: list[Problem] = []
    for comment in new:
        name = comment.record.author
        reviewed = Reviewed(
            comment,
            decode((collection.found.root / comment.path).read_bytes(), comment.path, YAML_LIMIT)[0] or "",
            comment_html(comment.record.body or ""),
            # Whoever has a badge is registered.
            new_name=bool(name) and not comment.record.as_ and folded(name) not in known,
        )
        if name:
            known.add(folded(name))
        problems += [problem for rule in HOUSE_RULES for problem in rule(reviewed, rules)]
    return sorted(problems)


def _warning(place: Place, message: str, mend: str, rule: str) -> Problem:
    return Problem(place, message, mend, rule, "warning")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
