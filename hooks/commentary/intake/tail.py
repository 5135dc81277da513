"""What mail programs put below a reader's words: a signature, or the message that is answered."""

from __future__ import annotations

import re

# From such a line on nothing is the reader's own.
_END = re.compile(
    r"-- |-{2,}[ \t]*(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Forwarded message|"
    r"Weitergeleitete Nachricht)[ \t]*-{2,}[ \t]*",
    re.IGNORECASE,
)
# Such a line may be the reader's own as well, unless only quoted lines follow it.
_PERHAPS = re.compile(
    r"--|(?:On|Am) .{4,160}(?:wrote|schrieb)(?: .{0,120})?:|(?:Sent|Get Outlook) (?:from|for) .{1,60}"
    r"|Von meinem .{1,40} gesendet|Gesendet (?:von|mit) .{1,60}"
)


def tail_start(lines: list[str]) -> int:
    """The index of the first line that is not the reader's own; the number of lines if all are.

    Quoted lines count as such at the very end only: a reader may quote too, and answer below.
    """
    start: int | None = None
    skipped = False
    for number, line in enumerate(lines):
        if skipped or not line.strip():
            skipped = False
            continue
        if _END.fullmatch(line):
            return number if start is None else start
        following = lines[number + 1].strip() if number + 1 < len(lines) else ""
        broken = line[:3] in ("On ", "Am ") and bool(_PERHAPS.fullmatch(f"{line.strip()} {following}"))
        if line.startswith(">") or broken or _PERHAPS.fullmatch(line.rstrip()):
            start = number if start is None else start
            skipped = broken
        else:
            start = None
    return len(lines) if start is None else start
