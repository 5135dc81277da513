"""The Markdown of an article or page, as the checks of texts take it."""

from __future__ import annotations

from dataclasses import dataclass

from commentary.problems import Place, Problem
from commentary.prose import Prose
from commentary.text import place_in


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter of the file at `path`, from its line `first_line` on; and its prose."""

    path: str
    source: str
    first_line: int
    prose: Prose

    def place(self, index: int) -> Place:
        """The place in the file of a character of the source."""
        place = place_in(self.path, self.source, index)
        return Place(self.path, place.line + self.first_line - 1, place.column)

    def fault(self, index: int, message: str, mend: str, rule: str) -> Problem:
        return Problem(self.place(index), message, mend, rule)
