"""A proposal (a pull request), held against what a reader may propose: one new comment, in the reader's own fields.

Anything else may be right, and is an editor's or an owner's to do; so each of it is remarked on, old beside new, and
nothing is stopped. A proposal may change the engine that looks at it: this helps an editor to see, and is no wall.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from commentary.changes import Change
from commentary.intake.submission import FIELDS
from commentary.limits import ARTICLE_LIMIT
from commentary.mail import mail_addresses
from commentary.problems import LONGEST_SHOWN, Place, Problem, printable, shown
from commentary.proposal_files import KINDS, Kind, kind
from commentary.read import Mapping, Node, Scalar, read_yaml

MOST_PLACES = 20
"""Places of a file that are shown; there may be more."""
COMPARED = 4_000_000
"""The most that the numbers of two files' lines may be as a product, with which the time to compare them grows."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a branch holds, in a sentence, and a warning for each thing that is not a reader's to propose."""

    sentence: str
    remarks: list[Problem]


def propose(root: Path, changes: Iterable[Change]) -> Proposal:
    """Looks at what a branch changes in the publication at `root`, whose files are those of the branch."""
    changes = list(changes)
    remarks = [remark for change in changes for remark in _remarks(root, change)]
    added = [c for c in changes if c.how == "added" and kind(c.path).rule == "comment"]
    if len(added) > 1:
        message = f"a reader proposes one comment; this branch adds {len(added)}"
        remarks.append(_remark(Place(added[1].path), message, "See that they belong together.", "comments"))
    return Proposal(_sentence(changes, added, remarks), sorted(remarks))


def _sentence(changes: list[Change], added: list[Change], remarks: list[Problem]) -> str:
    if not changes:
        return "This branch changes nothing."
    if len(changes) == len(added) == 1:
        others = sorted({p.message.partition(":")[0] for p in remarks})
        if not remarks:
            return "This branch adds one comment and nothing else."
        return f"This branch adds one comment, with what is not a reader's to say: {', '.join(others)}."
    counts = Counter((KINDS.index(kind(c.path)), c.how) for c in changes)
    parts = [
        f"{KINDS[number].one if count == 1 else f'{count} {KINDS[number].several}'} {how}"
        for (number, how), count in sorted(counts.items())
    ]
    return f"This branch is more than one new comment: {', '.join(parts)}."


def _remarks(root: Path, change: Change) -> Iterator[Problem]:
    what = kind(change.path)
    after = _text(root / change.path) if change.how != "deleted" else None
    before = change.text_before
    found: list[Problem] = []
    if change.how == "changed" and what.shown != "name" and after is not None and before is not None:
        if what.shown == "fields":
            found = list(_fields_changed(what, change, before, after))
        # What is no field, such as a remark, or a file that can't be read.
        found = found or list(_places_changed(what, change, before, after))
    if found:
        yield from found
    elif change.how == "added" and what.rule == "comment":
        yield from _fields_of_others(change.path, after or "")
    elif change.how == "deleted" and what.rule == "comment":
        yield _remark(
            Place(change.path),
            f"a comment keeps its place once it is published; this branch deletes {_said(change, before)}",
            "Withhold it, or write `status: removed` with a `reason`: its number and the answers then stay.",
            "comment-deleted",
        )
    else:
        place, told = _told_of(change.path, (after if after is not None else before) or "")
        yield _remark(
            place,
            f"{what.one} {what.are} for {what.whose} to add, change and take away; this one was {change.how}{told}",
            what.look,
            f"{what.rule}-{change.how}",
        )


def _fields_of_others(path: str, text: str) -> Iterator[Problem]:
    """A new comment has a reader's fields only."""
    node, _ = read_yaml(text, path)
    for name, (place, value) in node.fields.items() if node else ():
        if name not in FIELDS:
            leaves = {key.removeprefix(f"{name}."): leaf for key, (_, leaf) in _leaves(value, name).items()}
            told = leaves[name] if name in leaves else ", ".join(f"{key}: {leaf}" for key, leaf in leaves.items())
            yield _remark(
                place,
                f"{name}: is for the editors to say of a comment; this branch says {shown(told)}",
                "Ask the person whose name it is by a way that you know already."
                if name == "as"
                else "Take it out, unless one of you wrote it.",
                f"comment-{name}",
            )


def _fields_changed(what: Kind, change: Change, before: str, after: str) -> Iterator[Problem]:
    """Each field that says something else than before; nothing where a side can't be read."""
    sides = [read_yaml(text, change.path)[0] for text in (before, after)]
    if None in sides:
        return
    old, new = (_leaves(node) for node in sides if node)
    for name in sorted({*old, *new}):
        was, now = (side[name][1] if name in side else None for side in (old, new))
        if was != now:
            place = new[name][0] if name in new else Place(change.path)
            message = f"{name}: is for {what.whose} to change; {_told(was, now)}"
            yield _remark(place, message, what.look, f"{what.rule}-changed")


def _places_changed(what: Kind, change: Change, before: str, after: str) -> Iterator[Problem]:
    """The places at which the lines differ, as many as are shown of a file of its kind."""
    old, new = before.split("\n"), after.split("\n")
    steps = [("replace", 0, len(old), 0, len(new))]
    if len(old) * len(new) <= COMPARED:
        steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    places = [step for step in steps if step[0] != "equal"]
    most = MOST_PLACES if what.shown == "places" else 1
    for number, (_, a, b, c, d) in enumerate(places[:most], 1):
        more = f", and {len(places) - most} more places" if number == most < len(places) else ""
        told = _told("\n".join(old[a:b]) if a < b else None, "\n".join(new[c:d]) if c < d else None)
        yield _remark(
            Place(change.path, min(c, max(len(new) - 1, 0)) + 1),
            f"{what.one} {what.are} for {what.whose} to change; {told}{more}",
            what.look,
            f"{what.rule}-changed",
        )


def _told(was: str | None, now: str | None) -> str:
    first, second = _beside(was or "", now or "")
    if now is None:
        return f"this branch takes {first} out"
    return f"this branch adds {second}" if was is None else f"it was {first} and is {second}"


def _leaves(node: Node, name: str = "") -> dict[str, tuple[Place, str]]:
    """Every text below a node by its dotted name, with its place."""
    if isinstance(node, Scalar):
        return {name: (node.place, node.text)}
    inner = (
        [(key, value) for key, (_, value) in node.fields.items()]
        if isinstance(node, Mapping)
        else [(str(number), item) for number, item in enumerate(node.items, 1)]
    )
    found: dict[str, tuple[Place, str]] = {}
    for key, value in inner:
        found |= _leaves(value, f"{name}.{key}" if name else key)
    return found


def _beside(old: str, new: str) -> tuple[str, str]:
    """Both as they are shown; from the first word in which they differ, where they begin with the same ones."""
    # The report is public.
    old, new = ("(with an e-mail address)" if mail_addresses(text) else text for text in (old, new))
    if old.strip() != new.strip():
        old, new = old.strip(), new.strip()
    if max(len(old), len(new)) <= LONGEST_SHOWN:
        return shown(old), shown(new)
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, start - 12) if start > 20 else 0
    dots = "… " if start else ""
    return shown(dots + old[start:].strip()), shown(dots + new[start:].strip())


def _said(change: Change, text: str | None) -> str:
    """Who said what, of a comment that is gone."""
    node, _ = read_yaml(text or "", change.path)
    leaves = _leaves(node) if node else {}
    author, body = (leaves.get(name, (None, ""))[1] for name in ("author", "body"))
    return f"that of {shown(author or 'A reader')}: {shown(body)}" if body else "it"


def _told_of(path: str, text: str) -> tuple[Place, str]:
    """Where to look in a file that is there as a whole, and what it is called; of an expert, who approved of whom."""
    node, _ = read_yaml(text, path) if kind(path).rule == "expert" else (None, [])
    if node and "approved" in node.fields:
        place, value = node.fields["approved"]
        told = ", ".join(f"{name} {leaf}" for name, (_, leaf) in _leaves(value).items())
        return place, f": {shown(_leaves(node).get('name', (None, ''))[1])}, approved: {shown(told)}"
    named = re.search(r"^(?:name|title):[ \t]*(.+)$", text, re.MULTILINE)
    return Place(path), f": {shown(named[1].strip(chr(34) + chr(39) + ' '))}" if named else ""


def _text(file: Path) -> str | None:
    """The file's text, or None where it is no text, is larger than any text may be, or is none of ours to open."""
    if file.is_symlink() or not file.is_file() or file.stat().st_size > 8 * ARTICLE_LIMIT:
        return None
    return _decoded(file.read_bytes())


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _remark(place: Place, message: str, look: str, rule: str) -> Problem:
    return Problem(place, message, look, f"proposal-{rule}", "warning")


def summary(proposal: Proposal) -> str:
    """The same in Markdown, for the page on which a forge sums up what it did. Nothing in it is markup of others."""
    lines = [f"### {proposal.sentence}", ""]
    for remark in proposal.remarks:
        told = f"{remark.place.path}:{remark.place.line}: {remark.message}"
        lines += [f"- {_plain(told)}", f"  {_plain(remark.mend)}"]
    return "\n".join(lines) + "\n\n"


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()<>#+\-!|~&@.:])", r"\\\1", printable(text))
