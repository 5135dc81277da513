"""The parts of the stylesheet -> one file, so that a page asks for one, without what is there for its writers."""

from __future__ import annotations

import re
from pathlib import Path

LAYERS = "layers.css"
# Texts come first: nothing inside them is taken for anything else. In a selector no blank stands behind a colon.
_SPARE = re.compile(
    r"""(?P<kept>"[^"]*"|'[^']*')|/\*.*?\*/|\s*(?P<sign>[{};,>])\s*|(?<=:)\s+|(?P<blank>\s+)""", re.DOTALL
)


def join_stylesheet(folder: Path) -> str:
    """Every `*.css` of the folder; `layers.css`, which gives the order of the parts' layers, comes first."""
    parts = sorted(folder.glob("*.css"), key=lambda part: (part.name != LAYERS, part.name))
    return "\n".join(packed(part.read_text("utf-8")) for part in parts) + "\n"


def packed(css: str) -> str:
    """The same rules without comments and without blanks that say nothing."""
    close = _SPARE.sub(lambda found: found["kept"] or found["sign"] or (" " if found["blank"] else ""), css)
    return close.replace(";}", "}").strip()
