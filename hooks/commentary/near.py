"""The word that was probably meant."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from commentary.look_alikes import plain
from commentary.problems import shown

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:-\d{6})?-")


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """The advice given; with «Did you mean “…”?» before it if a known id is close to the wrong one.

    An id that differs in its digits alone is another one and no slip: comment 7 is not comment 8. Of two ids of the
    same day or moment, what stands behind that counts.
    """
    day = _DAY.match(wrong)
    begins = day.group() if day else ""
    # By what stands behind the day: comments have it in common.
    others = {
        id.removeprefix(begins): id
        for id in known
        if id.startswith(begins) and (_letters(id) != _letters(wrong) or _bare(id) == _bare(wrong))
    }
    near = nearest(wrong.removeprefix(begins), others)
    return meant(others[near], otherwise) if near else otherwise


def meant(near: str, otherwise: str) -> str:
    """Advice with what was probably meant before it."""
    return f"Did you mean {shown(near)}? If not: {otherwise[:1].lower()}{otherwise[1:]}"


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known word of which the wrong one is a slip of the keyboard: a letter in four is another, one too many, left
    out or out of its turn. Capitals, blanks and what looks alike do not count."""
    best: tuple[int, str] | None = None
    bare = _bare(wrong)
    for word in known:
        most = max(1, max(len(bare), len(word)) // 4)
        slips = _slips(bare, _bare(word), most)
        if slips <= most and (best is None or slips < best[0]):
            best = slips, word
    return best[1] if best else None


def nearest_file(wrong: str, known: Iterable[str]) -> str | None:
    """The known file that a path means: one of its name elsewhere, or in another form, or of nearly its name."""
    folder, name = posixpath.split(wrong)
    stem = posixpath.splitext(name)[0]
    files = sorted(known)
    for same in (
        lambda file: posixpath.basename(file).casefold() == name.casefold(),
        lambda file: posixpath.splitext(posixpath.basename(file))[0].casefold() == stem.casefold(),
    ):
        if found := [file for file in files if same(file)]:
            return next((file for file in found if posixpath.dirname(file) == folder), found[0])
    near = nearest(stem, (posixpath.splitext(posixpath.basename(file))[0] for file in files))
    return next((file for file in files if posixpath.splitext(posixpath.basename(file))[0] == near), None)


def _letters(id: str) -> str:
    return re.sub(r"[\d.-]+", "", id)


def _bare(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", plain(word).strip(" \"'").casefold())


def _slips(one: str, other: str, most: int) -> int:
    """How many letters are changed, put in, left out or exchanged with the next; one more than `most` if more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    earlier: list[int] = []
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        earlier, before = before, row
    return before[-1]
