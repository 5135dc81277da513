"""Whom or which comment an editor means who writes a name, a number, an address or a file where an id belongs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from commentary.addresses import slug
from commentary.collection import Collection
from commentary.folded import folded
from commentary.threads import number

_AROUND = re.compile(r"^.*[/#](?=.)|\.(?:ya?ml|md|txt|html)$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:no\.?|nr\.?|number|comment|#)?\s*#?([1-9][0-9]{0,5})", re.IGNORECASE)


def meant_person(written: str, kind: str, collection: Collection) -> str | None:
    """The id of the expert or author that is written as a file, an address, a name or a part of a name."""
    known = collection.ids(kind)
    if id := _inside(written, known):
        return id
    entries = collection.experts if kind == "expert" else collection.authors
    names = {id: folded(entry.record.name).split() for id, entry in entries.items()}
    words = folded(written).split()
    whole = [id for id, name in names.items() if name == words]
    parts = [id for id, name in names.items() if words and set(words) <= set(name)]
    return next((found[0] for found in (whole, parts) if len(found) == 1), None)


def meant_comment(written: str, folder: str, collection: Collection, answers: Container[str]) -> tuple[str, str] | None:
    """The id of the comment that is written as a file, an address, a number or a reader's name; and which it was."""
    comments = collection.comments.get(folder, {})
    if id := _inside(written, collection.ids("comment", folder)):
        return id, "is its file or its address"
    if digits := _NUMBER.fullmatch(written.strip()):
        # Those who answer had no number yet when their writer looked; a comment whose file is broken has one too.
        numbered = number({id: comment.record for id, comment in comments.items() if id not in answers})
        numbers = {comment.number: comment.id for comment in numbered}
        sound = len(comments) == len(collection.ids("comment", folder))
        if sound and (id := numbers.get(int(digits[1]))):
            return id, "is its number on the page, which may change"
    said = [id for id, comment in comments.items() if folded(comment.record.author or "") == folded(written)]
    return (said[0], "is who wrote it") if len(said) == 1 else None


def _inside(written: str, known: Iterable[str]) -> str | None:
    """A known id that a path or an address ends in, or that the text is in another form."""
    bare = _AROUND.sub("", written.strip().rstrip("/"))
    forms = (bare, bare.removeprefix("comment-"), slug(bare))
    return next((id for id in forms if id and id != written and id in known), None)
