"""What PGP puts round the words of a plain text (RFC 9580, 7): a signature can be taken off, a cipher not."""

from __future__ import annotations

import re

_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_END = "-----END PGP SIGNATURE-----"
_QUOTED = re.compile(r"(?:>[ \t]?)*")


def is_enciphered(text: str) -> bool:
    return "-----BEGIN PGP MESSAGE-----" in text


def unsigned(text: str) -> tuple[str, bool]:
    """The words that were signed, with what stands around them; and whether any were. Nothing is verified."""
    if _SIGNED not in text:
        return text, False
    lines: list[str] = []
    place = "outside"
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)[0]  # type: ignore[index]
        words = line[len(quoted) :]
        mark = words.rstrip()
        if place in ("outside", "words") and mark == _SIGNED:
            place = "headings"
        elif place == "headings":
            place = "headings" if mark else "words"
        elif place == "words" and mark == _SIGNATURE:
            place = "signature"
        elif place == "signature":
            place = "outside" if mark == _END else "signature"
        else:
            # A line that begins with a dash has been given another one and a blank.
            lines.append(quoted + words.removeprefix("- ") if place == "words" else line)
    return "\n".join(lines), True
