"""Web addresses that a stranger typed without any mark: where each of them ends.

By GitHub's rules for them (https://github.github.com/gfm/#autolinks-extension-), for `http://`, `https://` and `www.`,
kinder to prose: an address may stand behind any sign and in brackets, and ends at what no address holds, such as
`"`, `>` or the full stop of a Chinese sentence. Never an e-mail address. `theme/assets/js/markdown_addresses.js` is
the same; a test holds the two together.

They are taken out before the parser of Markdown sees the text, so that `_` and `*` in them stay what they are, and put
back into its HTML. cmark-gfm's own extension finds e-mail addresses as well, and our binding to it keeps the tree of
every text that it reads with extensions for as long as the process runs (14 KB for 360 characters).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote

# Blanks, marks that cannot be seen or that turn what follows, double quotation marks, punctuation as wide as a letter.
_ENDS = (
    r'\x00-\x20"<>`\x7f-\xa0\xab\xad\xbb\u061c\u1680\u2000-\u200f\u201c-\u201f\u2028-\u202f\u205f-\u206f\u3000-\u3004'
    r"\u3008-\u3020\u3030\ufeff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
# What a sentence puts behind its last word.
_CLOSING = "?!.,:*_~'\u2018\u2019\u201a\u2039\u203a\u2026\u2013\u2014\u060c\u061b\u061f\u0964"
_LETTER = rf"[^\x00-\x7f{_ENDS}\u2010-\u2027\u2039-\u203a\u060c\u061b\u061f\u0964]"
# The name of a host; its last part is of ASCII or of other letters, not of both: those may begin the next word.
_HOST = rf"(?:(?:[A-Za-z0-9_-]|{_LETTER})+\.)+(?:[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?|{_LETTER}+)"
_REST = rf"(?::[0-9]{{1,5}}(?![0-9]))?(?:[/?#](?:[^{_ENDS}\[\]]|\[[^{_ENDS}\[\]]*\])*)?"
# An escape, an address between `<` and `>` and where a link leads to are looked at too, and left as they are.
_FOUND = re.compile(
    r"\\[!-/:-@\[-`{-~]|<https?://[^\s<>]*>|\]\([ \t\n]*[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
    rf"|(?P<address>(?:(?<![A-Za-z])[Hh][Tt][Tt][Pp][Ss]?://|(?<![A-Za-z0-9./@:-])(?=[Ww][Ww][Ww]\.)){_HOST}{_REST})"
)
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,31};$")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# What `encodeURI` leaves alone, and what is encoded already.
_IN_ADDRESSES = ";,/?:@&=+$-_.!~*'()#%"


class BareAddresses:
    """The addresses of a text, and the text without them: a mark, a number and the mark stand for each."""

    def __init__(self, text: str, mark: str):
        self.found: list[str] = []
        self.mark = mark
        self.text = _FOUND.sub(self._taken, text) if "://" in text or "ww." in text.lower() else text
        self._places = re.compile(f"{mark}([0-9]+){mark}")
        self._encoded_places = re.compile(f"{quote(mark)}([0-9]+){quote(mark)}")

    def _taken(self, match: re.Match[str]) -> str:
        whole = match["address"]
        if not whole:
            return match[0]
        address = whole[: _end(whole)]
        host = re.split("[/?#:]", _SCHEME.sub("", address), maxsplit=1)[0]
        if "_" in "".join(host.split(".")[-2:]):
            return whole
        self.found.append(address)
        return f"{self.mark}{len(self.found) - 1}{self.mark}{whole[len(address) :]}"

    def as_links(self, html: str) -> str:
        """HTML with each address where it stood, as a link to it."""
        return self._put(html, lambda a: f'<a href="{escape(_target(_plain(a)))}">{escape(_plain(a), quote=False)}</a>')

    def as_words(self, html: str) -> str:
        """The same within a link, or as what a picture shows: nothing leads anywhere."""
        return self._put(html, lambda a: escape(_plain(a), quote=False))

    def as_typed(self, html: str) -> str:
        """The same within code."""
        return self._put(html, lambda a: escape(a, quote=False))

    def in_attributes(self, html: str) -> str:
        """The same where it is part of another address."""
        return self._encoded_places.sub(lambda m: escape(_encoded(self.found[int(m[1])])), html) if self.found else html

    def _put(self, html: str, form: Callable[[str], str]) -> str:
        return self._places.sub(lambda m: form(self.found[int(m[1])]), html) if self.found else html


def _end(address: str) -> int:
    """Where an address ends: before the marks that close a sentence, and a bracket that was opened before it."""
    end = len(address)
    excess = address.count(")") - address.count("(")
    while end:
        last = address[end - 1]
        if last == ")" and excess > 0:
            excess -= 1
        elif last == ";" and (entity := _ENTITY.search(address[max(0, end - 33) : end])):
            end -= len(entity[0]) - 1
        elif last not in _CLOSING and last != ";":
            break
        end -= 1
    return end


def _plain(address: str) -> str:
    """Without the backslashes that programs put before signs, lest Markdown take them for its own."""
    return _ESCAPED.sub(r"\1", address)


def _target(address: str) -> str:
    # As browsers do with what is typed: a host that has no certificate today is rare, and a request that can be read
    # and changed underway is worse.
    return _encoded(address if _SCHEME.match(address) else f"https://{address}")


def _encoded(address: str) -> str:
    return quote(address, safe=_IN_ADDRESSES)
