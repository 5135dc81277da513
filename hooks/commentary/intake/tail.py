"""What mail programs put below a reader's words: a signature, small print, or the message that is answered.

What can only come from a program is told from what may be the reader's own. The first is left out, and an editor is
told so; about the second an editor is asked. A quotation is the reader's own where words follow it.
"""

from __future__ import annotations

from dataclasses import dataclass

from commentary.intake.pieces import Kind, Lines, Piece
from commentary.limits import YAML_LIMIT


@dataclass(frozen=True, slots=True)
class Tail:
    """The index of the first line that is not the reader's own, and that of a line which may be or not."""

    start: int
    doubtful: int | None = None


def tail(lines: list[str], *, by_hand: bool = False) -> Tail:
    """Where the tail of a body begins; where there is none, `start` is the number of lines.

    Indented lines of a body that is indented are the reader's, and so is code. `by_hand`: a form filled in by hand has
    two blanks before its first words alone.
    """
    pieces = []
    number = length = 0
    seen = Lines(lines, by_hand)
    # What is too long is refused, wherever its tail begins.
    while number < len(lines) and length <= YAML_LIMIT:
        piece = seen.piece(number)
        pieces.append(piece)
        if piece.kind is Kind.END:
            break
        length += len(lines[number]) if piece.kind is Kind.OWN else 0
        number = piece.end
    kept = _without_tail(pieces)
    start = kept[-1].end if kept else 0
    if length > YAML_LIMIT or not any(piece.kind is not Kind.BLANK for piece in pieces[len(kept) :]):
        start = len(lines)
    return Tail(start, _doubtful(kept, seen))


def _without_tail(pieces: list[Piece]) -> list[Piece]:
    """The pieces above the tail."""
    count = len(pieces)
    below: Kind | None = None
    while count:
        kind = pieces[count - 1].kind
        # A rule above a tail belongs to it; so does a name above what is quoted.
        if not (
            kind in (Kind.BLANK, Kind.QUOTED, Kind.END, Kind.PROGRAM, Kind.WROTE)
            or (kind is Kind.RULE and below)
            or (kind is Kind.SAID and below is Kind.QUOTED)
        ):
            break
        below = below if kind is Kind.BLANK else kind
        count -= 1
    return pieces[:count]


def _doubtful(kept: list[Piece], seen: Lines) -> int | None:
    filled = [piece for piece in kept if piece.kind is not Kind.BLANK]
    for piece in filled:
        if piece.kind in (Kind.PROGRAM, Kind.WROTE, Kind.PERHAPS):
            return piece.start
    if filled and filled[-1].kind is Kind.LAST:
        return filled[-1].start
    return filled[-1].end - 1 if filled and seen.ends_with_a_mark(filled[-1].end - 1) else None
