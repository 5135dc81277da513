"""Where else a person's words, name or web address stand: what an editor looks through when they are to be erased.

Sought are, in files other than the person's own:

    the words    eight words in a row that the person wrote; four in a row, if one of them is rare; whole sentences
    the name     all of it, and each part of it by itself: a first name, a surname, with a capital where it has one
    the address  without `https://`, `www.` and a slash at the end

Capitals, accents and signs do not count. Where a script has no blanks between words, eight letters in a row are sought.
What the person's comment quotes is somebody else's and is not. A part of a name or a short sentence that stands in many
files is counted, not listed: it says nothing of the person. The work grows with the number of files.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from commentary.mail import without_mail
from commentary.name_parts import ATTACHED, Named, name_parts
from commentary.problems import Place
from commentary.search.terms import folded
from commentary.words import UNSPACED, token_pattern

Kind = Literal["address", "name", "words"]

LONG, SHORT = 8, 4
"""So many words in a row, or letters of a script without blanks, are a quotation; so few are one if a word is rare."""
SENTENCE_WORDS, SENTENCE_LETTERS = 3, 10
"""A whole sentence has as many, or it is none that can be anybody's."""
UNSPACED_SENTENCE = 5
"""The same in letters of a script without blanks."""
RARE_FILES, RARE_SHARE = 8, 0.02
"""A word is rare that stands in no more files than this, or in no larger share of all."""
COMMON_FILES = 20
"""In so many files what is short is listed; in more it is counted."""
_SENTENCE = re.compile(r"(?<=[.!?…।؟])[\"”’)»]*\s+|(?<=[。！？])|\n\s*\n|\n(?=\s*(?:[-*+]|\d{1,3}[.)])\s)")
_QUOTED = re.compile(r"^\s{0,3}>.*$", re.MULTILINE)
Gram = tuple[str, ...]


@dataclass(frozen=True, order=True, slots=True)
class Echo:
    """A line of another file, and what of the person's stands in it."""

    place: Place
    kind: Kind
    found: str


@dataclass(frozen=True, slots=True)
class Echoes:
    """What was found, in its order; and what stands in too many files to be listed, with their number."""

    listed: list[Echo] = field(default_factory=list)
    counted: list[tuple[str, int]] = field(default_factory=list)


def echoes(name: str, address: str, body: str, texts: Callable[[], Iterable[tuple[str, str]]]) -> Echoes:
    """What the `texts`, paths with what the files hold, repeat of a person. They are gone through twice."""
    sought = _Sought(name, address, body)
    files, word_files, gram_files = 0, Counter[str](), Counter[Gram]()
    candidates: set[str] = set()
    for path, text in texts():
        files += 1
        tokens = token_pattern().findall(text)
        words = [_FOLDED[token] for token in tokens]
        word_files.update(sought.vocabulary.intersection(words))
        grams = {gram for length, wanted in sought.grams.items() for gram in wanted & _grams(words, length)}
        gram_files.update(grams)
        if grams or sought.names_in(text, tokens) or sought.addressed(text):
            candidates.add(path)
    rare = max(RARE_FILES, files * RARE_SHARE)
    common = max(COMMON_FILES, files * RARE_SHARE)
    telling = {gram for gram in gram_files if sought.tells(gram, gram_files[gram], word_files, rare, common)}
    found = [echo for path, text in texts() if path in candidates for echo in sought.echoes(path, text, telling)]
    return _without_common(found, sought.sentences)


def _without_common(found: list[Echo], sentences: set[Gram]) -> Echoes:
    """What is short and stands in many files is counted, since it says nothing of the person."""
    places: dict[tuple[Kind, str], set[str]] = {}
    for echo in found:
        places.setdefault((echo.kind, folded(echo.found)), set()).add(echo.place.path)
    result = Echoes()
    for echo in sorted(set(found)):
        key = (echo.kind, folded(echo.found))
        if len(places[key]) > COMMON_FILES and _is_short(echo, sentences):
            if (echo.found, len(places[key])) not in result.counted:
                result.counted.append((echo.found, len(places[key])))
        else:
            result.listed.append(echo)
    return result


def _is_short(echo: Echo, sentences: set[Gram]) -> bool:
    """Whether it is a part of a name, an address without a path, or a short sentence."""
    match echo.kind:
        case "name":
            return " " not in echo.found and not (ATTACHED.fullmatch(echo.found) and len(echo.found) > 2)
        case "address":
            return "/" not in _address(echo.found)
        case _:
            return tuple(_words(echo.found)) in sentences


class _Sought:
    """What of a person is looked for."""

    def __init__(self, name: str, address: str, body: str):
        self.parts = list(name_parts(name))
        self.whole = [unicodedata.normalize("NFC", part) for part in self.parts if ATTACHED.match(part)]
        self.named = Named([part for part in self.parts if not ATTACHED.match(part)])
        self.address = _address(address)
        self.grams: dict[int, set[Gram]] = {}
        self.sentences: set[Gram] = set()
        own = _QUOTED.sub("\n", body)
        words = _words(own)
        self.vocabulary = frozenset(words)
        for length in (SHORT, LONG):
            if grams := _grams(words, length):
                self.grams.setdefault(length, set()).update(grams)
        for sentence in _SENTENCE.split(own):
            if gram := _short_sentence(sentence):
                self.sentences.add(gram)
                self.grams.setdefault(len(gram), set()).add(gram)

    def tells(self, gram: Gram, files: int, word_files: Counter[str], rare: float, common: float) -> bool:
        """Whether words in a row are the person's, and no way of speaking."""
        if gram in self.sentences:
            return True
        if any(map(UNSPACED.match, gram)):
            return len(gram) >= LONG and files <= common
        return len(gram) >= LONG or min(word_files[word] for word in gram) <= rare

    def names_in(self, text: str, tokens: list[str]) -> bool:
        return any(part in text for part in self.whole) or any(map(self.named.__getitem__, tokens))

    def addressed(self, text: str) -> bool:
        return bool(self.address) and self.address in text.lower()

    def echoes(self, path: str, text: str, telling: set[Gram]) -> Iterator[Echo]:
        lines = _Starts(text)
        addressed = list(self._addressed(text))
        within = [(start, end) for _, start, end in addressed]
        named = [n for n in self._named(text) if not any(start <= n[1] < end for start, end in within)]
        for kind, start, end in [*self._said(text, telling), *named, *addressed]:
            found = " ".join(without_mail(text[start:end]).split())
            yield Echo(Place(path, lines.line(start)), kind, found)

    def _said(self, text: str, telling: set[Gram]) -> Iterator[tuple[Kind, int, int]]:
        """The longest runs of words that are the person's."""
        tokens = list(token_pattern().finditer(text))
        words = [_FOLDED[token[0]] for token in tokens]
        lengths = sorted({len(gram) for gram in telling}, reverse=True)
        runs: list[tuple[int, int]] = []
        for place in range(len(words)):
            # A slice at the end is shorter than it was asked for.
            for gram in (tuple(words[place : place + length]) for length in lengths):
                if gram in telling:
                    joined = runs and place <= runs[-1][1]
                    start, end = runs.pop() if joined else (place, place)
                    runs.append((start, max(end, place + len(gram))))
                    break
        yield from (("words", tokens[start].start(), tokens[end - 1].end()) for start, end in runs)

    def _named(self, text: str) -> Iterator[tuple[Kind, int, int]]:
        """Each part of the name; parts that stand together are one."""
        found = [m.span() for m in token_pattern().finditer(text) if self.named[m[0]]]
        for part in sorted(self.whole, key=len, reverse=True):
            taken = [match.span() for match in re.finditer(re.escape(part), text)]
            found += [span for span in taken if not any(a <= span[0] and span[1] <= b for a, b in found)]
        spans: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if spans and re.fullmatch(r"[ .,·・‧'’-]{0,2}", text[spans[-1][1] : start]):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        yield from (("name", start, end) for start, end in spans)

    def _addressed(self, text: str) -> Iterator[tuple[Kind, int, int]]:
        if self.address:
            pattern = rf"(?<![\w-])(?:https?://)?(?:www\.)?{re.escape(self.address)}(?![\w-])"
            yield from (("address", *match.span()) for match in re.finditer(pattern, text, re.IGNORECASE))


def _address(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.strip().lower()).rstrip("/")


def _short_sentence(sentence: str) -> Gram | None:
    """The words of a whole sentence that are too few, or perhaps too plain, to be known by a part of it."""
    words = _words(sentence)
    unspaced = sum(1 for word in words if UNSPACED.match(word))
    if unspaced > len(words) / 2:
        return tuple(words) if UNSPACED_SENTENCE <= len(words) < LONG else None
    long = len(words) >= SENTENCE_WORDS and sum(map(len, words)) >= SENTENCE_LETTERS
    return tuple(words) if long and len(words) < LONG else None


class _Folded(dict[str, str]):
    def __missing__(self, token: str) -> str:
        self[token] = folded(token)
        return self[token]


_FOLDED = _Folded()


def _words(text: str) -> list[str]:
    return [_FOLDED[token] for token in token_pattern().findall(text)]


def _grams(words: list[str], length: int) -> set[Gram]:
    return set(zip(*(words[start:] for start in range(length)), strict=False))


class _Starts:
    """The lines of a text by the index of a character."""

    def __init__(self, text: str):
        self.text, self.place, self.number = text, 0, 1

    def line(self, index: int) -> int:
        if index < self.place:
            self.place, self.number = 0, 1
        self.number += self.text.count("\n", self.place, index)
        self.place = index
        return self.number
