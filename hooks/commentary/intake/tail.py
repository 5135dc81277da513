"""What mail programs put below a reader's words: a signature, or the message that is answered."""

from __future__ import annotations

import re

_SIGNATURE = re.compile(
    r"--[ \t]?|_{5,}"
    r"|(?:Sent|Get Outlook) (?:from|for) .{1,60}|Von meinem .{1,40} gesendet|Gesendet (?:von|mit) .{1,60}"
)
_ANSWERED = re.compile(
    r"(?:On|Am) .{4,160}(?:wrote|schrieb)(?: .{0,120})?:"
    r"|-{2,}[ \t]*(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Forwarded message|"
    r"Weitergeleitete Nachricht)[ \t]*-{2,}",
    re.IGNORECASE,
)


def is_tail(lines: list[str]) -> bool:
    """Whether from the first of these lines on nothing is the reader's own.

    After a line of quotation that is so only if no words follow that are not quoted: a reader may quote too.
    """
    first = lines[0].strip()
    if not first:
        return False
    if _SIGNATURE.fullmatch(first) or _ANSWERED.fullmatch(first):
        return True
    if len(lines) > 1 and first[:3] in ("On ", "Am ") and _ANSWERED.fullmatch(f"{first} {lines[1].strip()}"):
        return True
    if not first.startswith(">"):
        return False
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith(">"):
            return bool(_SIGNATURE.fullmatch(line.strip()) or _ANSWERED.fullmatch(line.strip())) and number > 0
    return True
