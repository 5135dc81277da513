"""What was typed for a record that could not be finished, kept until the command goes on with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from commentary import save

FOLDER = ".cache/drafts"
"""In the publication's folder; Git passes over it."""


@dataclass(slots=True)
class Draft:
    """The article and the id of a record, the values of its fields, the lines of a longer text that was begun, and the
    fields and groups that were skipped."""

    article: str = ""
    id: str = ""
    values: dict[tuple[str, ...], object] = field(default_factory=dict)
    begun: dict[str, list[str]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.values or self.begun)

    def told(self) -> str:
        """A line that tells one draft from another."""
        words = [str(value) for value in self.values.values() if isinstance(value, str)]
        words += [line for lines in self.begun.values() for line in lines[:1]]
        return " · ".join(filter(None, [self.article, self.id, *words]))[:72]


def place(kind: str) -> str:
    """Where the draft of a kind of record is kept."""
    return f"{FOLDER}/{kind}.json"


def keep(root: Path, kind: str, draft: Draft) -> str:
    path = place(kind)
    values = [[list(name), value] for name, value in draft.values.items()]
    text = json.dumps({**asdict(draft), "values": values}, ensure_ascii=False, indent=1)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    save.replace(root / path, text + "\n")
    return path


def resume(root: Path, kind: str, wanted: Callable[[Draft], bool]) -> Draft | None:
    """The draft of that kind, if there is one and it is wanted; one that is not stays under another name."""
    file = root / place(kind)
    try:
        held = json.loads(file.read_text("utf-8"))
        values = {tuple(name): value for name, value in held["values"]}
        draft = Draft(**{**held, "values": values})
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if wanted(draft):
        return draft
    n = 1
    while (aside := file.with_name(f"{kind}-{n}.json")).exists():
        n += 1
    file.rename(aside)
    return None


def forget(root: Path, kind: str) -> None:
    (root / place(kind)).unlink(missing_ok=True)
