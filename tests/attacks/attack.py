"""The texts, as `strings/*.json` holds them."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

STRINGS = Path(__file__).parent / "strings"


@dataclass(frozen=True, slots=True)
class Attack:
    """`text` calls `alert` with the attack's own number, where it says `alert(1)` in the file, so that whatever runs
    tells which it was. `unseen` are words that CommonMark itself shows to nobody: titles of links, what stands behind
    a fence, definitions that nothing uses; the word `1` is the number."""

    number: int
    family: str
    tries: str
    text: str
    unseen: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """Words that do no harm, to stand in the attack's place."""
        return f"Plain words {self.number}"


@functools.cache
def attacks() -> tuple[Attack, ...]:
    """Every attack, numbered from 1000 in the order of the files."""
    found = [
        (file.stem, entry) for file in sorted(STRINGS.glob("*.json")) for entry in json.loads(file.read_text("ascii"))
    ]
    return tuple(
        Attack(
            number,
            family,
            entry["tries"],
            entry["text"].replace("alert(1)", f"alert({number})"),
            tuple(str(number) if word == "1" else word for word in entry.get("unseen", ())),
        )
        for number, (family, entry) in enumerate(found, 1000)
    )
