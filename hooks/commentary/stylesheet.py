"""The parts of the stylesheet -> one file, so that a page asks for one, without what is there for its writers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from commentary.cache import key

LAYERS = "layers.css"
# Texts come first: nothing inside them is taken for anything else. In a selector no blank stands behind a colon.
_SPARE = re.compile(
    r"""(?P<kept>"[^"]*"|'[^']*')|/\*.*?\*/|\s*(?P<sign>[{};,>])\s*|(?<=:)\s+|(?P<blank>\s+)""", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Stylesheet:
    text: str
    name: str = "site"

    @property
    def path(self) -> str:
        """Its path on the site. The name holds the sum of what it says, so that browsers may keep it for ever."""
        return f"assets/{self.name}-{key(self.text)[:8]}.css"


def join_stylesheet(folder: Path) -> Stylesheet:
    """Every `*.css` of the folder; `layers.css`, which gives the order of the parts' layers, comes first."""
    parts = sorted(folder.glob("*.css"), key=lambda part: (part.name != LAYERS, part.name))
    return Stylesheet("\n".join(packed(part.read_text("utf-8")) for part in parts) + "\n")


def feeds_stylesheet(file: Path) -> Stylesheet:
    """What a browser shows a feed with; no page asks for it."""
    return Stylesheet(packed(file.read_text("utf-8")) + "\n", "feed")


def packed(css: str) -> str:
    """The same rules without comments and without blanks that say nothing."""
    close = _SPARE.sub(lambda found: found["kept"] or found["sign"] or (" " if found["blank"] else ""), css)
    return close.replace(";}", "}").strip()
