"""What can be found: of each article its text in passages, its experts' views and its published comments."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commentary import addresses
from commentary.join import Piece, Publication
from commentary.markup import comment_html
from commentary.views.comments import comment_path, speaker

LENGTH = 900
"""Characters of a passage of an article; a single paragraph may have more."""

_ATTRIBUTES = r"""(?:"[^"]*"|'[^']*'|[^'">])*"""
# Views are found by themselves. Links that lead about the page, and the numbers of footnotes, say nothing.
_UNSAID = re.compile(
    rf"<!--.*?-->|<(?P<element>script|style|template){_ATTRIBUTES}>.*?</(?P=element)>"
    rf'|<a\b(?=[^>]*\sclass="(?:headerlink|footnote-backref)"){_ATTRIBUTES}>.*?</a>'
    rf'|<sup\b(?=[^>]*\sid="fnref){_ATTRIBUTES}>.*?</sup>'
    rf'|<section\b(?=[^>]*\sid="quote-){_ATTRIBUTES}>.*?</section>',
    re.DOTALL,
)
# What follows has an address of its own: a heading with its words, or a footnote.
_PART = re.compile(
    rf'<h[1-6]\b[^>]*?\sid="(?P<id>[^"]*)"{_ATTRIBUTES}>(?P<words>.*?)</h[1-6]>|<li\b[^>]*?\sid="(?P<note>fn:[^"]*)"[^>]*>',
    re.DOTALL,
)
_INLINE = re.compile(
    "</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)"
    rf"\b{_ATTRIBUTES}>"
)
_TAG = re.compile(rf"</?[A-Za-z]{_ATTRIBUTES}>")


@dataclass(frozen=True, slots=True)
class Passage:
    """`path` leads to it from its article's address; `head` are the words that weigh more than those of the text: a
    title, a name. `name` and `number` are whose view or comment it is, and which."""

    path: str
    text: str
    head: str = ""
    name: str = ""
    number: int = 0
    expert: str | None = None
    """The id of the expert who speaks."""
    date: dt.date | None = None
    """The day of a comment, where it is known, in the time zone in which its page shows it."""
    paraphrase: bool = False
    """Whether a view or a comment stands in our words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with all that belongs to it. Of its own text there is at least one passage."""

    title: str
    path: str
    category: str
    """The slug of the category."""
    date: dt.date
    text: list[Passage]
    views: list[Passage]
    comments: list[Passage]

    @property
    def passages(self) -> list[Passage]:
        return [*self.text, *self.views, *self.comments]


def entries(publication: Publication, written: Mapping[str, str], page_size: int) -> list[Entry]:
    """Each article, newest first. `written` is the HTML of their Markdown by the file in `docs/`, and discussions have
    pages of `page_size` comments. What is withheld or removed is left out."""
    return [
        Entry(
            title=piece.record.title,
            path=addresses.article(piece.id),
            category=piece.category,
            date=piece.record.date,
            text=_text(piece, written.get(piece.path.removeprefix("docs/"), "")),
            views=_views(piece),
            comments=_comments(piece, publication, page_size),
        )
        for piece in publication.articles.values()
    ]


def _text(piece: Piece, body: str) -> list[Passage]:
    record = piece.record
    head = " ".join((record.title, record.category, *record.tags, *(author.name for author in piece.authors.values())))
    parts = _PART.split(_UNSAID.sub("", body))
    passages = [
        Passage("", text, head if first else "") for first, text in _cut([record.description, *_lines(parts[0])])
    ]
    for id, words, note, below in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        heading = " ".join(_lines(words or ""))
        for first, text in _cut([*filter(None, [heading]), *_lines(below)]):
            passages.append(Passage(f"#{html.unescape(id or note)}", text, heading if first else ""))
    return passages


def _views(piece: Piece) -> list[Passage]:
    return [
        Passage(
            f"#quote-{key}", plain(comment_html(view.quote.words)), view.expert.name, view.expert.name,
            expert=view.expert_id, paraphrase=view.quote.wording == "paraphrase",
        )
        for key, view in piece.views.items()
    ]  # fmt: skip


def _comments(piece: Piece, publication: Publication, page_size: int) -> list[Passage]:
    passages = []
    for numbered in piece.shown:
        record = numbered.record
        name = speaker(record, publication)
        path = comment_path(piece, numbered, page_size).removeprefix(addresses.article(piece.id))
        expert = record.as_.id if record.as_ and record.as_.role == "expert" else None
        day = record.date.date() if isinstance(record.date, dt.datetime) else record.date
        text = plain(numbered.html)
        ours = record.wording == "paraphrase"
        passages.append(Passage(path, text, name, name, numbered.number, expert, day, ours))
    return passages


def plain(markup: str) -> str:
    """The text of some HTML, a line for each of its blocks."""
    return "\n".join(_lines(markup))


def _lines(markup: str) -> list[str]:
    spaced = _TAG.sub("\n", _INLINE.sub("", re.sub(r"\s+", " ", markup.replace("<br>", " "))))
    return [line for part in spaced.split("\n") if (line := " ".join(html.unescape(part).split()))]


def _cut(lines: Iterable[str]) -> list[tuple[bool, str]]:
    """Lines in passages of at most `LENGTH` characters, each with whether it is the first."""
    passages: list[str] = []
    for line in lines:
        if passages and len(passages[-1]) + len(line) < LENGTH:
            passages[-1] += f"\n{line}"
        else:
            passages.append(line)
    return [(number == 0, text) for number, text in enumerate(passages)]
