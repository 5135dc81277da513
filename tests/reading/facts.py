"""What a page says, from the records that it was made of, and which of it a program has read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from commentary.join import Piece
from commentary.language import Language
from commentary.markup import comment_html, plain_text
from tests.reading.programs import Read

NEAR = 200
"""How far before an expert's words, in letters, what stands above them may begin."""
SIGNS = ("reply.heading", "feed.follow", "article.written_by", "article.related", "page.skip")
"""Texts of the page that are nobody's words and no part of the article."""

_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\([^)]*\)")


def letters(text: str) -> str:
    """Letters and digits alone: programs differ in blanks, and in what they make of emphasis and marks."""
    return "".join(re.findall(r"\w", text))


def facts(piece: Piece, body: str, language: Language, read: Read) -> dict[str, str]:
    """Each fact with what the program has read of it; one that the page does not have is left out."""
    record, text = piece.record, letters(read.text)
    body = _CODE.sub("", body)

    def found(what: Iterable[str]) -> str:
        """How many of the texts, by the letters with which they begin."""
        every = [start for words in what if (start := letters(words)[:40])]
        return f"{sum(start in text for start in every)} of {len(every)}" if every else ""

    above: dict[str, str] = {}
    for key, view in piece.views.items():
        before, words, _ = text.partition(letters(plain_text(comment_html(view.quote.text)))[:40])
        if words:
            above[key] = before[-NEAR:]
    named = [key for key in above if letters(piece.views[key].expert.name) in above[key]]
    ours = [key for key, view in piece.views.items() if view.quote.wording == "paraphrase"]
    told = [key for key in ours if letters(language.text("quote.in_our_words")) in above.get(key, "")]
    headings = re.findall(r"^#{2,6} +(.+)$", body, re.MULTILINE)
    signs = [*map(language.text, SIGNS), language.text("article.tags", tags="").strip()]
    signs.append(language.count("comments", len(piece.comments)))
    image = record.image
    return {
        name: value
        for name, value in {
            "title": "yes" if read.title == record.title else read.title or "–",
            "authors": read.authors or "–",
            "date": "yes" if read.date.startswith(record.date.isoformat()) else read.date or "–",
            "picture": _picture(read.picture, image.src if image else "", piece.id),
            "lede": _yes(letters(record.description) in text),
            "credit of the picture": _yes(letters(image.credit) in text) if image else "",
            "experts’ views": f"{len(above)} of {len(piece.views)}" if piece.views else "",
            "… with the name above": f"{len(named)} of {len(piece.views)}" if piece.views else "",
            "… told in our words, and it says so": f"{len(told)} of {len(ours)}" if ours else "",
            "headings": found(headings),
            "… with a sign behind": str(sum(f"{words}#" in read.text for words in headings)) if headings else "",
            "rows of tables": found(row for row in re.findall(r"^\|[^|]+\|", body, re.MULTILINE) if letters(row)),
            "notes": found(_LINK.sub("", note) for note in re.findall(r"^\[\^\w+\]: +(.+)$", body, re.MULTILINE)),
            "comments": found(plain_text(comment.html) for comment in piece.shown),
            "two numbers side by side": str(len(re.findall(r"^ *\d+\. +\d+ ", read.text, re.MULTILINE))),
            "what is nobody’s words": "; ".join(words for words in signs if words in read.text) or "–",
        }.items()
        if value
    }


def _yes(whether: bool) -> str:
    return "yes" if whether else "no"


def _picture(address: str, image: str, id: str) -> str:
    name = address.rpartition("/")[2]
    stem = image.rpartition("/")[2].rpartition(".")[0]
    return {"": "–"}.get(name, "yes" if stem and name.startswith(stem) else "card" if name.startswith(id) else name)
