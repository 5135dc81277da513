"""A submission and the publication that it is for -> a new comment file, or why there is none."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from commentary.canonical import as_fields
from commentary.comment_id import new_id
from commentary.form_fields import as_node
from commentary.intake.reply_file import without_addresses
from commentary.intake.submission import Refused, Submission
from commentary.join import Piece, Publication
from commentary.mail import mail_addresses
from commentary.parse import Entry, parse
from commentary.problems import shown
from commentary.read import Mapping
from commentary.records import Comment
from commentary.renumbering import moves, told
from commentary.text import refusal, refused
from commentary.threads import Numbered
from commentary.views.comments import speaker
from commentary.words import fingerprint, normalised
from commentary.write import as_yaml

# Half of a pair, which no file can hold; and what shows the letters of a text in another order than they have.
_UNFIT = re.compile(r"[\ud800-\udfff\u202d\u202e]")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file to be made, and what an editor should know of it."""

    path: str
    text: str
    notes: list[str]


def verdict(
    submission: Submission, publication: Publication, now: dt.datetime, *, article: str = "", closed: bool = False
) -> Accepted:
    """The file that the submission makes. `article` takes the place of the one it names; `closed` allows one whose
    discussion is closed. Raises Refused."""
    piece = _piece(submission, publication, article)
    if piece.record.discussion == "off":
        raise Refused(f"{piece.path} has no discussion")
    if piece.closed and not closed:
        raise Refused(f"the discussion of {piece.path} is closed; --closed accepts the comment all the same")
    notes = list(submission.notes)
    fields = without_addresses(submission.fields, notes)
    parent = _parent(fields.pop("reply_to", "").strip(), piece)
    if parent:
        fields["reply_to"] = parent.id
    moment = (submission.received or now).astimezone(dt.UTC)
    fields.setdefault("date", f"{moment:%Y-%m-%dT%H:%MZ}")
    record = _record(fields)
    _not_known(record, piece)
    id = _id(submission, piece, record.moment if isinstance(record.date, dt.datetime) else moment)
    folder = piece.record.commentary or piece.id
    return Accepted(
        f"comments/{folder}/{id}.yml",
        as_yaml(Comment, as_fields(record)),
        [*_told(id, record, parent, piece, publication), *notes],
    )


def _piece(submission: Submission, publication: Publication, article: str) -> Piece:
    pieces = publication.articles
    wanted = article or submission.article
    if wanted:
        found = pieces.get(wanted) or next((p for p in pieces.values() if wanted in p.record.aliases), None)
        if found is None:
            raise Refused(f"there is no docs/articles/{shown(wanted)[1:-1]}.md")
        return found
    if not submission.folder:
        raise Refused("it does not say which article it is about; name it with --article")
    for piece in pieces.values():
        if (piece.record.commentary or piece.id) == submission.folder:
            return piece
    moved = next((p for p in pieces.values() if submission.folder in (p.id, *p.record.aliases)), None)
    if moved:
        return moved
    raise Refused(f"comments/{submission.folder}/ belongs to no article; name one with --article")


def _parent(target: str, piece: Piece) -> Numbered | None:
    """The comment that is answered, by its id or by the number that readers see."""
    if not target:
        return None
    by_id = {comment.id: comment for comment in piece.comments}
    by_number = {str(comment.number): comment for comment in piece.comments}
    found = by_id.get(target) or by_number.get(re.sub(r"^(?:#|comment-)", "", target)) or by_id.get(
        target.removeprefix("comment-")
    )  # fmt: skip
    if found is None:
        count = len(piece.comments)
        raise Refused(
            f"it answers {shown(target)}, which is no comment of {piece.path}, neither an id nor a number up to {count}"
        )
    return found


def _record(fields: dict[str, str]) -> Comment:
    for name, value in fields.items():
        if matches := [*refused(value), *_UNFIT.finditer(value)]:
            raise Refused(f"{name}: {refusal(matches[0].group())}")
        if mail_addresses(value):
            raise Refused(f"{name}: holds an e-mail address, and none is kept here; ask the reader, or take it out")
    node = as_node(fields)
    assert isinstance(node, Mapping)
    entry: Entry[Comment] | None
    entry, faults = parse(Comment, node, "", "")
    if entry is None:
        raise Refused("; ".join(f"{fault.message} ({fault.mend})" for fault in faults))
    return entry.record


def _not_known(record: Comment, piece: Piece) -> None:
    """The same words by the same person are not on the article yet, and were not erased from it."""
    body = record.body or ""
    print_ = fingerprint(body)
    for other in piece.comments:
        if other.record.erased == print_:
            raise Refused(f"the same words were erased from this article before: they were comment {other.number}")
        same_person = normalised(other.record.author or "") == normalised(record.author or "")
        if same_person and other.record.body and normalised(other.record.body) == normalised(body):
            whose = "by the same person" if record.author else "without a name"
            raise Refused(f"the same words {whose} are there already: comment {other.number}, {other.id}")


def _id(submission: Submission, piece: Piece, moment: dt.datetime | None) -> str:
    taken = {comment.id for comment in piece.comments}
    if submission.id in taken:
        raise Refused(
            f"a comment {submission.id} is there already, with other words or another name; is this a correction of it?"
        )
    if submission.id:
        return submission.id
    assert moment is not None
    return next(id for id in iter(lambda: new_id(moment), "") if id not in taken)


def _told(id: str, record: Comment, parent: Numbered | None, piece: Piece, publication: Publication) -> list[str]:
    notes = []
    if parent and parent.record.status == "published":
        notes.append(f"answers {parent.number}, by {speaker(parent.record, publication) or 'a reader'}")
    elif parent:
        notes.append(
            f"warning: it answers {parent.number}, which was {parent.record.status} meanwhile ({parent.record.reason});"
            " the reply stays below the line that says so, and may quote what is not shown any more"
        )
    thread = {comment.id: comment.record for comment in piece.comments}
    # What arrived in the same minute is hardly published yet.
    later = {c.id for c in piece.comments if c.moment and record.moment and c.moment > record.moment}
    if moved := {other: pair for other, pair in moves(thread, {**thread, id: record}).items() if other in later}:
        notes.append(f"warning: its date puts it before comments that are published; here {told(moved)}")
    return notes
