"""Which extensions of Markdown a publication's mkdocs.yml switches on."""

from __future__ import annotations

from pathlib import Path

from commentary.limits import SETTINGS_LIMIT
from commentary.read import Mapping, Scalar, Sequence, read_yaml
from commentary.settings import FILE
from commentary.text import decode


def markdown_extensions(root: Path) -> frozenset[str]:
    """Their names; none where the file cannot be read, of which `load_settings` says more."""
    text, _ = decode((root / FILE).read_bytes(), FILE, SETTINGS_LIMIT)
    node, _ = read_yaml(text, FILE, trusted=True) if text else (None, [])
    held = node.fields.get("markdown_extensions") if node else None
    names: set[str] = set()
    match held and held[1]:
        case Mapping() as mapping:
            names |= set(mapping.fields)
        case Sequence() as sequence:
            for item in sequence.items:
                if isinstance(item, Scalar):
                    names.add(item.text)
                elif isinstance(item, Mapping):
                    names |= set(item.fields)
    return frozenset(names)
