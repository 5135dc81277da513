"""An e-mail -> what its writer submits. Addresses, names and all other heads of the letter stay outside."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import default

from commentary.intake.charset import heading
from commentary.intake.parts import Written, written
from commentary.intake.pgp import is_enciphered
from commentary.intake.reply_file import has_reply_file, reply_file
from commentary.intake.submission import ADDRESS_LEFT_OUT, Refused, Submission
from commentary.limits import PARTS_LIMIT
from commentary.problems import shown

# What programs put for a picture into the plain text, and how a link looks whose words are its address.
_MADE = re.compile(r"\[(?:cid|image|bild|immagine|imagen|afbeelding):[^\]\n]*\]", re.IGNORECASE)
_SAME = re.compile(r"\[([^\]\n]{1,2000})\]\((?:https?://)?\1/?\)")
_LONGEST_LIST = 8


def subject(data: bytes) -> str:
    """The letter's subject; empty if it has none that can be read."""
    return _subject(BytesHeaderParser(policy=default).parsebytes(data.partition(b"\n\n")[0]))


def letter(data: bytes, now: dt.datetime, *, headless: bool = False) -> Submission:
    """The comment in a letter: in an attached .yml file, else in its words. Raises Refused."""
    # Readers of MIME take their time over thousands of nested parts.
    if data.lower().count(b"boundary=") > PARTS_LIMIT or data.count(b"\n--") > 100 * PARTS_LIMIT:
        raise Refused(f"the e-mail has more than {PARTS_LIMIT} parts")
    message = _opened(data)
    try:
        messages = written(message)
    except Refused:
        raise
    except Exception:
        # Headings of parts are parsed when asked for, and the parser raises what it likes on broken ones.
        raise Refused("the e-mail can't be read") from None
    owner, submission = _found(messages, headless)
    notes = [*submission.notes, *owner.notes, *_left_out(messages)]
    received = _date(owner.message) or _date(message)
    undated = "date" not in submission.fields
    if received is None and undated:
        notes.append("the e-mail is not dated, so that it has today's date")
    elif received and received > now:
        received = now
        if undated:
            notes.append("the e-mail is dated in the future, so that it has today's date")
    return replace(submission, received=received or now, notes=[*dict.fromkeys([*notes, ADDRESS_LEFT_OUT])])


def _found(messages: list[Written], headless: bool) -> tuple[Written, Submission]:
    """The message that holds the comment, and the comment."""
    files = [(one, text, "") for one in messages for text in one.files]
    if len(files) > 1:
        raise Refused("the e-mail has two files attached; send each by itself")
    holders = [one for one in messages if has_reply_file(one.plain) or has_reply_file(one.rich)]
    if not holders and not files:
        files = [(one, text, name) for one in messages for name, text in one.texts if has_reply_file(text)]
    if len(holders) + (len(files) if not files or files[0][2] else 0) > 1:
        raise Refused("the e-mail holds two comments; send each by itself")
    if files:
        owner, text, name = files[0]
        owner.texts = [(other, words) for other, words in owner.texts if other != name]
        submission = reply_file(text, headless=not name)
        for one in holders:
            if _words(" ".join(_best(one, headless).fields.values())) != _words(" ".join(submission.fields.values())):
                raise Refused("the e-mail holds one comment in its text and another in the file; send each by itself")
        _beside(messages, owner, owner if not holders else None)
        return owner, submission
    owner = next(iter(holders or [one for one in messages if _has_words(one)]), messages[0])
    if not holders:
        _readable(messages, owner)
    _beside(messages, owner, None)
    return owner, _best(owner, headless)


def _readable(messages: list[Written], owner: Written) -> None:
    """Raises Refused if no words can be read, with what hides them."""
    if any(is_enciphered(text) for one in messages for text in (one.plain, one.rich, *(t for _, t in one.texts))):
        raise Refused(
            "the e-mail is enciphered with PGP; open it in the mail program that has the key, and save its words"
        )
    if sealed := next((one.sealed for one in messages if one.sealed), ""):
        raise Refused(
            f"the e-mail's words are hidden in what {sealed} made; open it in your mail program, and save them as text"
        )
    if not _has_words(owner):
        others = [*_parts(messages)]
        raise Refused("the e-mail holds no text" + (f", but {', '.join(others)}" if others else ""))


def _beside(messages: list[Written], owner: Written, also: Written | None) -> None:
    """What others wrote around the comment is named; what they wrote behind it may be a part of it: refused."""
    for one in messages:
        if (one is owner and one is not also) or not _has_words(one):
            continue
        if one.depth > owner.depth or (one is not owner and one.depth == owner.depth):
            raise Refused(
                f"another message, {shown(_subject(one.message))}, stands beside the reader's words, and it is not"
                " certain whose are meant; save the message that is by itself"
            )
        what = "the attached file" if one is owner else "the forwarded message"
        owner.notes.append(f"left out beside {what}: {_line(one.plain or one.rich)}")


def _best(one: Written, headless: bool) -> Submission:
    """The comment in the plain text or in the HTML, whichever lacks no word of the other. Raises Refused."""
    if one.plain == one.rich or not _has_words(one):
        return reply_file(one.plain, headless=headless)
    holds = [headless or has_reply_file(text) for text in (one.plain, one.rich)]
    if not all(holds):
        text, other, name = (one.plain, one.rich, "HTML") if holds[0] else (one.rich, one.plain, "plain text")
        if _lost(other, text):
            one.notes.append(f"left out, the version in {name}: {_line(other)}")
        return reply_file(text)
    plain, rich = _tried(one.plain, headless), _tried(one.rich, headless)
    if isinstance(plain, Refused) or isinstance(rich, Refused):
        readable, other = (plain, one.rich) if isinstance(rich, Refused) else (rich, one.plain)
        if isinstance(readable, Refused):
            raise readable
        if lost := _lost(other, one.plain if other is one.rich else one.rich):
            one.notes.append(
                f"warning: the e-mail's HTML and its plain text differ, and one can't be read: {_line(lost)}"
            )
        return readable
    words = ["\n".join(submission.fields.values()) for submission in (plain, rich)]
    if not (only_rich := _lost(words[1], words[0])):
        return plain
    if not (only_plain := _lost(words[0], words[1])):
        return rich
    raise Refused(
        f"the e-mail says one thing in plain text, {_line(only_plain)}, and another in HTML, {_line(only_rich)};"
        " ask which one is meant"
    )


def _tried(text: str, headless: bool) -> Submission | Refused:
    try:
        return reply_file(text, headless=headless)
    except Refused as refused:
        return refused


def _lost(text: str, other: str) -> str:
    """The first line of a text that has a word which another lacks; empty if there is none."""
    lost = _words(text) - _words(other)
    return next((line for line in _MADE.sub("", text).splitlines() if _words(line) & lost), "") if lost else ""


def _words(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", _SAME.sub(r"\1", _MADE.sub("", text))).casefold()
    return Counter(word for word in re.findall(r"[^\W_]+", plain) if word not in ("http", "https"))


def _has_words(one: Written) -> bool:
    return bool(one.plain.strip() or one.rich.strip())


def _line(text: str) -> str:
    return shown(next((line.strip(" >\u00a0") for line in text.splitlines() if line.strip(" >\u00a0")), ""))


def _parts(messages: list[Written]) -> dict[str, None]:
    """What an e-mail holds beside words."""
    return dict.fromkeys(part for one in messages for part in (*(name for name, _ in one.texts), *one.left_out))


def _left_out(messages: list[Written]) -> list[str]:
    parts = [*_parts(messages)]
    more = " …" if len(parts) > _LONGEST_LIST else ""
    return ["left out: " + ", ".join(parts[:_LONGEST_LIST]) + more] if parts else []


def _opened(data: bytes) -> Message:
    try:
        return message_from_bytes(data, policy=default)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        # Python's reader of MIME raises each of these on letters that break its rules.
        raise Refused("the e-mail can't be read") from None


def _subject(message: Message) -> str:
    return heading(next((str(value) for name, value in message.raw_items() if name.lower() == "subject"), ""))


def _date(message: Message) -> dt.datetime | None:
    try:
        date = message["date"].datetime
        return (date if date.tzinfo else date.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).replace(microsecond=0)
    except Exception:
        # Headings are parsed when asked for, as above; the same for a date of no calendar.
        return None
