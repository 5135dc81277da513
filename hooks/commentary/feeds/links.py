"""Addresses in a feed: whole where the site's own is known, else such as lead there from the feed's own place."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urljoin

# RFC 2606 keeps the name for nobody: what begins with it came from a page of ours.
_NOWHERE = "https://site.invalid/"


@dataclass(frozen=True, slots=True)
class Links:
    """`site` is the address of the site with a slash at the end, or nothing; `feed` is the feed's path on the site."""

    site: str
    feed: str

    def to(self, path: str) -> str:
        """The address of what stands at a path of the site."""
        return self.site + quote(path, safe="/#") if self.site else self.near(path)

    def near(self, path: str) -> str:
        """The way there from the feed's own place, also where the site is looked at before it is at its address."""
        return self._root + quote(path, safe="/#")

    def from_page(self, address: str, target: str) -> str | None:
        """The address of what a page of the site links to; None for one that no program can read."""
        try:
            whole = urljoin((self.site or _NOWHERE) + address, target)
        except ValueError:
            return None
        if not self.site and whole.startswith(_NOWHERE):
            return self._root + whole.removeprefix(_NOWHERE)
        return whole

    @property
    def _root(self) -> str:
        return "../" * self.feed.count("/") or "./"
