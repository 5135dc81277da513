"""Words, some of them emphasised, code or linked -> a line of a comment's Markdown that shows these very words.

A sign that Markdown would read is written with a backslash. Then the line is looked at as the page will show it: one
that would show anything else loses its emphasis, and at last all that is no plain word in it is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from commentary.bare_addresses import BareAddresses
from commentary.markup import comment_html, plain_text


class Words(NamedTuple):
    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    address: str = ""


# A star between blanks, an underscore within a word, and a bracket before no other are what they are. What stands at
# an end may meet a mark there.
_SIGN = re.compile(
    r"`|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])|\](?=\(|$)|!$|<(?=https?://|$)|&(?=#?\w{1,40};)"
    r"|\\(?=[!-/:-@\[-`{-~]|$)",
    re.IGNORECASE,
)
_STARTS = [
    re.compile(pattern)
    for pattern in (
        r"()#{1,6}(?=\s|$)",
        r"()[-+*](?=\s|$)",
        r"(\d{1,9})[.)](?=\s|$)",
        r"()(?:>|~~~|=+$|(?:[-_*]\s*)+$)",
    )
]
_PLAIN = re.compile(r"(?:[^\W_]|[\s,;.?!'\"()/%…–—“”‘’„-]|:(?!//))*")
_BEGINS = re.compile(r"[^\W\d]|[(\"'“‘„]")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_MARK = "\ue000"
_WEB = re.compile(r"https?://[^\s<>\\\x00-\x1f\x7f]+", re.IGNORECASE)


def leads_out(address: str) -> bool:
    """Whether a comment may link to an address."""
    return _WEB.fullmatch(address) is not None


def markdown_line(words: Sequence[Words], *, heading: int = 0) -> str:
    """The line, a heading's with its marks. It shows what the words say, but for blanks."""
    marks = "#" * heading + " " if heading else ""
    text = "".join(word.text for word in words).strip()
    if not heading and not any(any(word[1:]) for word in words) and _PLAIN.fullmatch(text) and _BEGINS.match(text):
        return text
    bare = [Words(word.text, address=word.address) for word in words]
    for attempt in (_rendered(words), _rendered(bare), _all_escaped(bare)):
        line = marks + _start_escaped(attempt.strip(), heading)
        if "".join(plain_text(comment_html(line)).split()) == "".join(text.split()):
            break
    return line


def _start_escaped(line: str, heading: int) -> str:
    """The line with its first sign escaped if it would begin a list, a quotation, a heading, code or a rule."""
    if heading:
        # The signs at the end of a heading would close it.
        return re.sub(r"(?:(?<=\s)|^)(?=#+$)", r"\\", line)
    for start in _STARTS:
        if match := start.match(line):
            return f"{line[: match.end(1)]}\\{line[match.end(1) :]}"
    return line


def _rendered(words: Sequence[Words]) -> str:
    parts: list[str] = []
    for address, group in groupby(words, key=lambda word: word.address):
        inside = [*group]
        text = "".join(word.text for word in inside)
        if not address:
            parts.append(_spans(inside))
            continue
        left, inner, right = _blanks(text)
        if _WEB.match(inner) and inner.rstrip("/") == address.rstrip("/"):
            made = f"<{address}>"
        else:
            made = _link(_spans(inside, linked=True).strip(), address)
        parts.append(f"{left}{made}{right}" if inner else text)
    return "".join(parts)


def _all_escaped(words: Sequence[Words]) -> str:
    parts = []
    for address, group in groupby(words, key=lambda word: word.address):
        left, inner, right = _blanks("".join(word.text for word in group))
        escaped = _PUNCTUATION.sub(r"\\\1", inner)
        parts += [left, _link(escaped, address) if address and inner else escaped, right]
    return "".join(parts)


def _link(text: str, address: str) -> str:
    return f"[{text}](<{address}>)" if re.search("[()]", address) else f"[{text}]({address})"


def _spans(words: Sequence[Words], *, linked: bool = False) -> str:
    """The words with marks of emphasis and code; within a link each bracket is escaped."""
    groups = [(key, "".join(word.text for word in group)) for key, group in groupby(words, key=lambda word: word[1:4])]
    parts: list[str] = []
    marked = False
    for number, ((strong, emphasis, code), text) in enumerate(groups):
        left, inner, right = _blanks(text)
        before = groups[number - 1][1][-1:].strip() if number and not left else ""
        after = groups[number + 1][1][:1].strip() if number + 1 < len(groups) and not right else ""
        mark = "*" * (2 * strong + emphasis)
        if code and inner:
            made = _code(inner)
        else:
            made = _escaped(inner, linked)
            # CommonMark 6.2: marks stand at the edge of a word, or of a sign beside no letter. Two runs never touch.
            fits = not _glued(before, inner[:1]) and not _glued(after, inner[-1:]) and not (marked and before)
            marked = bool(mark and inner and fits)
            made = f"{mark}{made}{mark}" if marked else made
        parts.append(f"{left}{made}{right}")
    return "".join(parts)


def _escaped(text: str, linked: bool) -> str:
    # An address that stands bare is taken as it stands.
    bare = BareAddresses(text, _MARK) if _MARK not in text else None
    escaped = _SIGN.sub(r"\\\g<0>", bare.text if bare else text)
    if linked:
        escaped = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", escaped)
    return re.sub(f"{_MARK}([0-9]+){_MARK}", lambda match: bare.found[int(match[1])], escaped) if bare else escaped


def _glued(outside: str, inside: str) -> bool:
    """Whether a mark between the two would stand between a letter and a sign."""
    return bool(outside) and unicodedata.category(inside or " ")[0] in "PS" and outside.isalnum()


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _blanks(text: str) -> tuple[str, str, str]:
    """The blanks at both ends, and what stands between."""
    inner = text.strip()
    start = text.find(inner) if inner else len(text)
    return text[:start], inner, text[start + len(inner) :]
