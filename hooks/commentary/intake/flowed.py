"""Text of the form «flowed» (RFC 3676), in which a mail program marks where it broke a line."""

from __future__ import annotations

import re


def unflowed(text: str, delete_space: bool) -> str:
    """The text with its own lines again."""
    lines: list[tuple[str, list[str]]] = []
    open_quote: str | None = None
    for raw in text.replace("\r\n", "\n").split("\n"):
        quote = re.match(r">*", raw).group()  # type: ignore[union-attr]
        line = raw[len(quote) :].removeprefix(" ")
        soft = line.endswith(" ") and line != "-- "
        if soft and delete_space:
            line = line[:-1]
        if open_quote == quote and lines:
            lines[-1][1].append(line)
        else:
            lines.append((quote, [line]))
        open_quote = quote if soft else None
    whole = ((quote, "".join(parts)) for quote, parts in lines)
    return "\n".join(f"{quote} {line}" if quote else line for quote, line in whole)
