"""One page of the site, as the adapter and the templates take it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class PageView:
    """One page. `source` is the file in `docs/` it is made from, or would be if it were not generated."""

    template: str
    address: str
    source: str
    title: str
    description: str
    generated: bool = True
    canonical: str | None = None
    """The address of the page that this one stands for, where that is another."""
    listed: bool = True
    """Whether search engines and the site's map are to know of it."""
    changed: dt.date | None = None
    """The last day on which what it shows changed, where the records say so; never a day of a clock."""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The way from the page to the site's root, with a slash at the end."""
        return "../" * self.address.count("/") or "./"
