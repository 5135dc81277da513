"""What moves the numbers of comments that are published, by which readers refer to them. It warns and stops nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from commentary.collection import Collection
from commentary.find import COMMENTS
from commentary.parse import parse
from commentary.problems import Place, Problem
from commentary.read import read_yaml
from commentary.records import Comment
from commentary.threads import number

Thread = dict[str, Comment]
EXAMPLES = 3


def renumbering(collection: Collection, earlier: Mapping[str, str | None]) -> list[Problem]:
    """A warning at each comment whose file was added, changed or deleted and which thereby moves others' numbers.

    `earlier` are the paths of these files, with the text that each had before; None where there was none.
    """
    found: list[Problem] = []
    changed: dict[str, dict[str, str | None]] = defaultdict(dict)
    for path, text in earlier.items():
        parts = PurePosixPath(path).parts
        if len(parts) == 3 and parts[0] == COMMENTS and parts[2].endswith(".yml"):
            changed[parts[1]][parts[2].removesuffix(".yml")] = text
    for folder, texts in sorted(changed.items()):
        after = {id: entry.record for id, entry in collection.comments.get(folder, {}).items()}
        before = {id: record for id, record in after.items() if id not in texts}
        before |= {id: record for id, text in texts.items() if text is not None and (record := _record(id, text))}
        found += _moved(collection, folder, before, after, [id for id in texts if id in before or id in after])
    return sorted(found)


def moves(before: Thread, after: Thread) -> dict[str, tuple[int, int]]:
    """The number before and the number after of each comment whose number changes."""
    old = {comment.id: comment.number for comment in number(before)}
    return {c.id: (old[c.id], c.number) for c in number(after) if old.get(c.id, c.number) != c.number}


def told(moved: Mapping[str, tuple[int, int]]) -> str:
    """Which numbers change, as a reader of a report hears it."""
    pairs = sorted(moved.values())
    few = ", ".join(f"{old} becomes {new}" for old, new in pairs[:EXAMPLES])
    return f"{few}, and {len(pairs) - EXAMPLES} more change" if len(pairs) > EXAMPLES else few


def _moved(collection: Collection, folder: str, before: Thread, after: Thread, changed: list[str]) -> Iterator[Problem]:
    moved = moves(before, after)
    if not moved:
        return
    old = {comment.id: comment.number for comment in number(before)}
    new = {comment.id: comment.number for comment in number(after)}
    for id in changed:
        # Those that this one comes before, or came before.
        behind = {
            other: pair
            for other, pair in moved.items()
            if (id not in old and new[id] < pair[1]) or (id not in new and old[id] < pair[0])
        }
        if id in old and id in new and id in moved and before[id].date != after[id].date:
            behind = moved
        if not behind:
            continue
        path = f"{COMMENTS}/{folder}/{id}.yml"
        if id in new:
            place = collection.comments[folder][id].at("date")
            message = f"date: puts a comment before those that are published; here {told(behind)}"
            mend = _MENDS.get(type(after[id].date), "Is the date right? Readers refer to comments by number.")
        else:
            place = Place(path)
            message = f"a comment keeps its file, and the others their numbers; this one is gone: {told(behind)}"
            mend = "Put it back, without the words: “Withdraw” in docs/contributing/moderation.md."
        yield Problem(place, message, mend, "renumbering", "warning")


_MENDS: dict[type, str] = {
    type(None): "Write its date; one without comes first.",
    dt.date: "Write the time of day too, such as 2026-05-31T18:45Z: the day alone comes before all that have one.",
}


def _record(id: str, text: str) -> Comment | None:
    """The record that a file made before; None where it made none."""
    node, _ = read_yaml(text, id)
    entry, _ = parse(Comment, node, id, id) if node else (None, [])
    return entry.record if entry else None
