"""An e-mail -> what its writer submits. Addresses, names and all other heads of the letter stay outside."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.policy import default

from commentary.intake.flowed import unflowed
from commentary.intake.html_text import html_text
from commentary.intake.reply_file import has_reply_file, reply_file
from commentary.intake.submission import ADDRESS_LEFT_OUT, Refused, Submission
from commentary.limits import PARTS_LIMIT

_ENDINGS = (".yml", ".yaml")
# What Python can decode that is no character set of a text; the first two take their time.
_NO_CHARSETS = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"}


def subject(data: bytes) -> str:
    """The letter's subject; empty if it has none that can be read."""
    return _heading(_opened(data), "subject")


def letter(data: bytes, now: dt.datetime, *, headless: bool = False) -> Submission:
    """The comment in a letter: in an attached .yml file, else in its text. Raises Refused."""
    # Readers of MIME take their time over thousands of nested parts.
    if data.lower().count(b"boundary=") > PARTS_LIMIT or data.count(b"\n--") > 100 * PARTS_LIMIT:
        raise Refused(f"the e-mail has more than {PARTS_LIMIT} parts")
    message = _opened(data)
    try:
        attached, texts, pages = _texts(message)
    except Refused:
        raise
    except Exception:
        # Headings of parts are parsed when asked for, and the parser raises what it likes on broken ones.
        raise Refused("the e-mail can't be read") from None
    if len(attached) > 1:
        raise Refused("the e-mail has two files attached; send each by itself")
    chosen = attached or [t for t in texts if has_reply_file(t)] or [t for t in pages if has_reply_file(t)]
    candidates = chosen or [t for t in (*texts, *pages) if t.strip()]
    if not candidates:
        raise Refused("the e-mail holds no text")
    submission = reply_file(candidates[0], headless=headless or bool(attached))
    notes = list(submission.notes)
    received = _date(message)
    undated = "date" not in submission.fields
    if received is None and undated:
        notes.append("the e-mail is not dated, so that it has today's date")
    elif received and received > now:
        received = now
        if undated:
            notes.append("the e-mail is dated in the future, so that it has today's date")
    return replace(submission, received=received or now, notes=[*dict.fromkeys([*notes, ADDRESS_LEFT_OUT])])


def _opened(data: bytes) -> Message:
    try:
        return message_from_bytes(data, policy=default)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        # Python's reader of MIME raises each of these on letters that break its rules.
        raise Refused("the e-mail can't be read") from None


def _heading(message: Message, name: str) -> str:
    try:
        return str(message[name] or "")
    except Exception:
        # Headings are parsed when asked for, and the parser raises what it likes on broken ones.
        return ""


def _date(message: Message) -> dt.datetime | None:
    try:
        date = message["date"].datetime
        return (date if date.tzinfo else date.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).replace(microsecond=0)
    except Exception:
        # As above; the same for a date of no calendar.
        return None


def _texts(message: Message) -> tuple[list[str], list[str], list[str]]:
    """The texts of attached YAML files, of plain parts and of HTML parts, in their order."""
    attached: list[str] = []
    texts: list[str] = []
    pages: list[str] = []
    for part in _leaves(message):
        name = _name(part).lower()
        kind = part.get_content_type()
        if name.endswith(_ENDINGS) or kind in ("application/yaml", "application/x-yaml", "text/yaml"):
            attached.append(_decoded(part))
        elif name or part.get_content_maintype() != "text":
            continue
        elif kind == "text/html":
            pages.append(html_text(_decoded(part)))
        elif kind == "text/plain":
            text = _decoded(part)
            if str(part.get_param("format", "")).lower() == "flowed":
                text = unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
            texts.append(text)
    return attached, texts, pages


def _leaves(message: Message) -> Iterator[Message]:
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting = [p for p in payload if isinstance(p, Message)] + waiting
        else:
            yield part


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:
        # As for headings: it is one.
        return ""


def _decoded(part: Message) -> str:
    """The text of a part in the character set that it names; in UTF-8 where its bytes are that without doubt."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise Refused("the e-mail can't be read")
    charset = (part.get_content_charset() or "utf-8").lower()
    # What calls itself Latin 1 is read as Windows 1252 by every mail program.
    named = "cp1252" if charset in ("iso-8859-1", "latin-1", "latin1") else charset
    for encoding in ("utf-8", named):
        if encoding == "utf-8" and not (charset in ("utf-8", "us-ascii", "ascii") or named == "cp1252"):
            continue
        try:
            if codecs.lookup(encoding).name not in _NO_CHARSETS:
                return data.decode(encoding)
        # A name may hold anything, and codecs raise either of these on what they can't read.
        except (ValueError, LookupError):
            continue
    raise Refused("the e-mail's text is not in the character set that it names; ask for it in UTF-8")
