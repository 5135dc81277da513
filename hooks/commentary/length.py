"""How long a text is, in every script: words where blanks or marks part them, else characters.

Words end as Unicode has it (UAX 29). Where that needs a dictionary, since a script has no blanks between its words,
characters are counted: speeds of reading are known for these too.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

WORDS_A_MINUTE = 230
CHINESE_A_MINUTE = 260
JAPANESE_A_MINUTE = 360
UNBROKEN_A_MINUTE = 880
"""Letters and vowel signs of Thai, Lao, Khmer, Burmese and others like them, which are alphabets. All speeds but this
one are those of their languages in Trauzettel-Klosinski and Dietz (2012, doi 10.1167/iovs.11-8284), rounded; this one
is what they found of fourteen alphabets alike, 68 thousandths of a second a character."""

_KANA = regex.compile(r"(?V1)[\p{scx=Hiragana}\p{scx=Katakana}&&\p{L}]")
_EAST_ASIAN = regex.compile(r"(?V1)[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}]&&\p{L}]")
_UNBROKEN = regex.compile(r"(?V1)[\p{Line_Break=Complex_Context}&&[\p{L}\p{M}]]")
_BOUNDARY = regex.compile(r"(?V1w)\b")
_SIGNS = ',.;:!?()[]"“”„‘’«»…'
_LETTER_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Length:
    """Words of scripts that part them; characters of Chinese and Japanese, and of scripts such as Thai."""

    words: int
    east_asian: int = 0
    unbroken: int = 0
    japanese: bool = False

    @property
    def word_count(self) -> int | None:
        """The number of words, where a character of Chinese or Japanese is one, as word processors count them; None
        where most of the text is in a script whose words only a dictionary tells apart."""
        counted = self.words + self.east_asian
        return counted if counted >= self.unbroken else None

    @property
    def minutes(self) -> int:
        """How many minutes the text takes to read, never less than one."""
        east_asian = self.east_asian / (JAPANESE_A_MINUTE if self.japanese else CHINESE_A_MINUTE)
        return max(1, round(self.words / WORDS_A_MINUTE + east_asian + self.unbroken / UNBROKEN_A_MINUTE))


def length(text: str) -> Length:
    if text.isascii():
        return Length(_words(text))
    rest, east_asian = _EAST_ASIAN.subn(" ", text)
    rest, unbroken = _UNBROKEN.subn(" ", rest)
    return Length(_words(rest), east_asian, unbroken, bool(east_asian) and _KANA.search(text) is not None)


def cut(text: str, most: int) -> str:
    """The beginning of a text, at most so many characters: up to a blank near the end, else up to the end of a word."""
    if len(text) <= most:
        return text
    beginning = text[:most]
    blank = beginning.rfind(" ")
    if blank >= most // 2:
        return beginning[:blank]
    # What the boundaries are depends on what follows.
    ends = [match.start() for match in _BOUNDARY.finditer(text, 0, most + 20) if 0 < match.start() <= most]
    return text[: ends[-1]] if ends else beginning


def _words(text: str) -> int:
    # A blank always ends a word, and letters alone are one: few pieces need the rules.
    pieces = [piece for piece in text.split() if not piece.strip(_SIGNS).isalpha()]
    return len(text.split()) - len(pieces) + sum(map(unicode_words, pieces))


def unicode_words(text: str) -> int:
    """The pieces between the boundaries of UAX 29 that hold a letter or a digit."""
    return sum(_LETTER_OR_DIGIT.search(part) is not None for part in _BOUNDARY.splititer(text))
