"""The ids of feeds and entries (RFC 4287, section 4.2.6): the same for ever, wherever the site and its pages move.

An id is made of what never changes: the publication's `identity`, an article's folder in `comments/` (its field
`commentary` keeps it when the file is renamed), a comment's id, an expert's id.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

# Made once by chance. Another one would make every entry new to everybody who follows a feed.
_NAMESPACE = UUID("0f4c1a7e-6a3d-4d53-9c0b-7b6f3b1d8e52")


@dataclass(frozen=True, slots=True)
class Identity:
    """`name` is that of one publication; two that have the same one share their ids."""

    name: str

    def of(self, kind: str, *parts: str) -> str:
        """A URN of a UUID by name (RFC 9562, section 5.5)."""
        return uuid5(uuid5(_NAMESPACE, self.name), "/".join((kind, *parts))).urn
