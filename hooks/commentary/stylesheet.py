"""The parts of the stylesheet -> one file, so that a page asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commentary.cache import key

LAYERS = "layers.css"


@dataclass(frozen=True, slots=True)
class Stylesheet:
    text: str

    @property
    def path(self) -> str:
        """Its path on the site. The name holds the sum of what it says, so that browsers may keep it for ever."""
        return f"assets/site-{key(self.text)[:8]}.css"


def join_stylesheet(folder: Path) -> Stylesheet:
    """Every `*.css` of the folder; `layers.css`, which gives the order of the parts' layers, comes first."""
    parts = sorted(folder.glob("*.css"), key=lambda part: (part.name != LAYERS, part.name))
    return Stylesheet("\n".join(part.read_text("utf-8").strip() for part in parts) + "\n")
