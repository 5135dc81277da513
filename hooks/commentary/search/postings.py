"""In which passages each word stands, in a form that is short before it is compressed too.

Numbers are written in digits of six bits, `DIGITS`: five of the number, the lowest first, and one that says whether
more follow. A posting is the step from the passage before, times four, plus 1 for a word of the head and 2 for one
that stands in the text more than once. A word of very many passages is written as `~`, a bit for each passage, six to
a digit, the lowest first, `~`, and the steps between the passages that have it in their head.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from commentary.search.entries import Passage
from commentary.search.terms import inner, terms

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
IN_HEAD = 1
REPEATED = 2
Postings = dict[str, array]
"""Ascending, times four, plus `IN_HEAD` and `REPEATED`."""


def postings(passages: Iterable[Passage], endings: Sequence[str] = ()) -> Postings:
    """The passages of each word, by their place in the order given; and of what long words end with, where there are
    `endings`."""
    known: dict[str, str | None] = {}
    found: Postings = defaultdict(lambda: array("L"))
    for number, passage in enumerate(passages):
        head = set(terms(passage.head))
        counts = Counter(terms(passage.text))
        if endings:
            _add_inner(head, counts, known, endings)
        for term in counts.keys() | head:
            found[term].append(number * 4 + (term in head) + REPEATED * (counts[term] > 1))
    return found


def _add_inner(head: set[str], counts: Counter[str], known: dict[str, str | None], endings: Sequence[str]) -> None:
    for term in counts.keys() | head:
        if term not in known:
            known[term] = inner(term, endings)
        if key := known[term]:
            if term in head:
                head.add(key)
            if term in counts:
                counts[key] += counts[term]


def encoded(found: array, passages: int) -> str:
    """The postings of a word in text, where there are so many passages in all."""
    steps = "".join(_steps(found))
    if len(steps) <= passages / 6 + 2:
        return steps
    bits = bytearray((passages + 5) // 6)
    for posting in found:
        number = posting >> 2
        bits[number // 6] |= 1 << number % 6
    heads = array("L", (posting & ~3 for posting in found if posting & IN_HEAD))
    return f"~{''.join(DIGITS[digit] for digit in bits)}~{''.join(_steps(heads))}"


def _steps(found: array) -> Iterable[str]:
    last = 0
    for posting in found:
        step = posting - (last & ~3)
        last = posting
        yield _NUMBERS[step] if step < len(_NUMBERS) else _number(step)


def _number(value: int) -> str:
    digits = ""
    while value > 31:
        digits += DIGITS[value & 31 | 32]
        value >>= 5
    return digits + DIGITS[value]


_NUMBERS = [_number(value) for value in range(4096)]
