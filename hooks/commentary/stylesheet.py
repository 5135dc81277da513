"""The parts of the stylesheet -> one file, so that a page asks for one."""

from __future__ import annotations

from pathlib import Path

LAYERS = "layers.css"


def join_stylesheet(folder: Path) -> str:
    """Every `*.css` of the folder; `layers.css`, which gives the order of the parts' layers, comes first."""
    parts = sorted(folder.glob("*.css"), key=lambda part: (part.name != LAYERS, part.name))
    return "\n".join(part.read_text("utf-8").strip() for part in parts) + "\n"
