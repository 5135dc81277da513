"""Words below a line, which a reader wrote into the message that a page without a script opens:

--- comments/<folder>/
name: what may stand above the words
reply_to: 2
----- Please write below this line -----

The words, as they come.
"""

from __future__ import annotations

import re

from commentary.intake.submission import Refused

# What stands between the dashes is in the page's language. A mail program may join two dashes to a longer one.
_LINE = re.compile(r"[ \t]*[-–—]{2,}[^-–—\n]{1,80}[-–—]{2,}[ \t]*")


def begins_words(line: str) -> bool:
    """Whether it is the line above the words, in a file whose first line names a folder alone."""
    return _LINE.fullmatch(line) is not None


def plain_words(lines: list[str]) -> list[str]:
    """The lines below the first one, as those of a file that was filled in by hand; those of a file as they are. Raises
    Refused where it is not to be seen where the words begin."""
    for number, line in enumerate(lines):
        if line.startswith("body:"):
            return lines
        if begins_words(line):
            fields = (re.sub(r"^name[ \t]*:", "author:", field, flags=re.IGNORECASE) for field in lines[:number])
            return [*fields, "body: |", *lines[number + 1 :]]
    raise Refused(
        "the line below which the reader's words stand is gone; put `----- words -----` above them, on its own line"
    )
