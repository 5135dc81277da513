"""The marks between which somebody typed a whole quotation; the page puts its own round it."""

from __future__ import annotations

import re

# Of the languages that CLDR knows, and of keyboards; a pair may be of the same mark.
_PAIRS = (
    "“” ”” „“ „” „„ ‟” ‘’ ’’ ‚‘ ‚’ ‛’ «» »« »» ‹› ›‹ ›› ❝❞ ❛❜ \"\" '' ״״ ＂＂"
    " 「」 『』 ｢｣ ﹁﹂ ﹃﹄ 《》 〈〉 〝〞 〝〟 ″″ ``"
)
_CLOSINGS: dict[str, str] = {}
for _pair in _PAIRS.split():
    _CLOSINGS[_pair[0]] = _CLOSINGS.get(_pair[0], "") + _pair[1]
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_BETWEEN = re.compile(r"(\n{2,})")
# Emphasis round the whole, the mark, and a full stop behind the other mark, as it is typed in Britain.
_WHOLE = re.compile(
    r"(?s)(?P<before>[*_]{0,3})(?P<open>.)(?P<said>.+)"
    rf"(?P<close>[{re.escape(''.join(_CLOSINGS.values()))}])(?P<stop>[.!?…。]?)(?P=before)"
)
_BLANKS = " \u00a0\u202f\u2009\t\n"


def within_marks(text: str) -> tuple[str, str]:
    """What stands between quotation marks that hold the whole text, and the two marks; else the text, and nothing.

    Each paragraph may have its pair, or the marks that open; then the last one alone has the mark that closes.
    """
    paragraphs = _BETWEEN.split(text.strip())
    each = [_inside(paragraph) for paragraph in paragraphs[::2]]
    if each[0][1] and all(marks == each[0][1] for _, marks in each):
        paragraphs[::2] = [said for said, _ in each]
        return "".join(paragraphs), each[0][1]
    first = text.strip()[0]
    if first in _CLOSINGS and all(paragraph.startswith(first) for paragraph in paragraphs[::2]):
        paragraphs[2::2] = [paragraph[1:].lstrip(_BLANKS) for paragraph in paragraphs[2::2]]
    said, marks = _inside("".join(paragraphs))
    return (said, marks) if marks else (text, "")


def _inside(text: str) -> tuple[str, str]:
    match = _WHOLE.fullmatch(text)
    if not match or match["close"] not in _CLOSINGS.get(match["open"], ""):
        return text, ""
    opening, closing = match["open"], match["close"]
    depth = 1
    for mark in _APOSTROPHE.sub("", match["said"]):
        # The same mark opens and closes: one within would be the end of the first part of two.
        depth += (mark == opening != closing) - (mark == closing)
        if depth < 1:
            return text, ""
    if depth > 1:
        return text, ""
    said = match["said"].strip(_BLANKS)
    if not re.search(r"\w", said):
        return text, ""
    stop = match["stop"] if said[-1] not in ".!?…。" else ""
    return f"{match['before']}{said}{stop}{match['before']}", opening + closing
