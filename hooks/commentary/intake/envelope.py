"""Bytes as they came -> every submission in them: what arrived is told from how it begins."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from commentary.intake.form import posted_json, posted_pairs
from commentary.intake.letter import letter, subject
from commentary.intake.reply_file import has_reply_file, reply_file
from commentary.intake.submission import Arrival, Refused, Submission
from commentary.limits import MAILBOX_LIMIT, MESSAGE_LIMIT, MESSAGES_LIMIT
from commentary.problems import shown

# RFC 4155: a line `From `, an address, a date; after an empty line, since words may begin so too.
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\d{4}[^\n]*\n")
_HEADING = re.compile(r"[!-9;-~]+:[ \t\r\n]")
_PAIRS = re.compile(r"[^\s=&]+=[^\s]*")


def arrivals(data: bytes, now: dt.datetime, *, headless: bool = False) -> list[Arrival]:
    """Every submission, or why it was refused. `headless` allows words without the form's first line."""
    if _FROM.match(data):
        return _mailbox(data, now, headless)
    if len(data) > MESSAGE_LIMIT:
        return [Arrival("", None, f"it has at most {MESSAGE_LIMIT:,} bytes; it has {len(data):,}")]
    start = data.lstrip()[:1]
    if start in (b"{", b"["):
        return _several(lambda: posted_json(_text(data)))
    if not _is_letter(data):
        return [_one("", lambda: _words(_text(data), now, headless))]
    return [_one("", lambda: letter(data, now, headless=headless))]


def _mailbox(data: bytes, now: dt.datetime, headless: bool) -> list[Arrival]:
    starts = list(_FROM.finditer(data[:MAILBOX_LIMIT]))
    if len(data) > MAILBOX_LIMIT or len(starts) > MESSAGES_LIMIT:
        return [Arrival("", None, f"a mailbox has at most {MAILBOX_LIMIT:,} bytes and {MESSAGES_LIMIT:,} messages")]
    ends = [*(match.start() for match in starts[1:]), len(data)]
    found = []
    for number, (match, end) in enumerate(zip(starts, ends, strict=True), 1):
        message = re.sub(rb"^>(?=>*From )", b"", data[match.end() : end], flags=re.MULTILINE)
        label = f"message {number}"
        if len(message) > MESSAGE_LIMIT:
            found.append(Arrival(label, None, f"it has at most {MESSAGE_LIMIT:,} bytes; it has {len(message):,}"))
            continue
        arrival = _one(label, lambda message=message: letter(message, now, headless=headless))  # type: ignore[misc]
        try:
            if title := subject(message):
                arrival = replace(arrival, label=f"{label}, {shown(title)}")
        except Refused:
            pass
        found.append(arrival)
    return found


def _words(text: str, now: dt.datetime, headless: bool) -> Submission:
    """The body of a form's POST, or the words alone, copied out of a mail program."""
    if "\n" not in text.strip() and _PAIRS.fullmatch(text.strip()):
        return posted_pairs(text)
    return replace(reply_file(text, headless=headless), received=now)


def _is_letter(data: bytes) -> bool:
    """Whether it begins with an e-mail's headings, which end at the first empty line."""
    text = data.decode("utf-8", "replace")
    if not _HEADING.match(text) or has_reply_file(text.split("\n", 1)[0]):
        return False
    names = {line.partition(":")[0].lower() for line in re.split(r"\r?\n\r?\n", text, maxsplit=1)[0].splitlines()}
    return bool(
        names & {"from", "received", "mime-version", "message-id", "content-type", "return-path", "delivered-to"}
    )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("it is not UTF-8") from None


def _one(label: str, read: Callable[[], Submission]) -> Arrival:
    try:
        return Arrival(label, read())
    except Refused as refused:
        return Arrival(label, None, str(refused))


def _several(read: Callable[[], list[Submission | Refused]]) -> list[Arrival]:
    try:
        items = read()
    except Refused as refused:
        return [Arrival("", None, str(refused))]
    labels = [f"item {n}" if len(items) > 1 else "" for n in range(1, len(items) + 1)]
    return [
        Arrival(label, None, str(item)) if isinstance(item, Refused) else Arrival(label, item)
        for label, item in zip(labels, items, strict=True)
    ]
