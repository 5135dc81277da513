"""Bytes of a letter and the name of their character set -> text, as the WHATWG Encoding Standard reads the name.

Programs name a set and write a wider one: GBK as `gb2312`, CP949 as `ks_c_5601-1987`, the characters of NEC as
ISO-2022-JP. They also write UTF-8 below any name. Where it stays uncertain what is meant, the words are refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from email.header import decode_header

import webencodings

from commentary.intake.japanese import euc_jp, iso_2022_jp
from commentary.intake.submission import Refused
from commentary.problems import shown

# What Python can decode that is no character set of a text; the first two take their time.
_NO_CHARSETS = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"}
# RFC 1428 has the first. A program that names ASCII and writes more has not thought of it.
_SAYS_NOTHING = {
    *("", "unknown-8bit", "x-unknown", "unknown", "default", "8bit", "7bit", "binary", "none", "_autodetect"),
    *("us-ascii", "ascii", "ansi_x3.4-1968", "iso-ir-6", "iso646-us", "utf-8", "utf8"),
}
# Names that mail programs use and the standard does not list.
_ALIASES = {
    r"(?:cs)?iso-?2022-?jp(?:-(?:1|2|3|2004|ext|ms))?|cp5022[0-2]|x-windows-(?:iso2022jp|5022[01])": "iso-2022-jp",
    r"(?:cp|ms)949|x-windows-949|(?:x-)?uhc": "euc-kr",
    r"(?:cp|ms|windows-)936|(?:x-)?euc-cn": "gbk",
    r"cp932|windows-932|x-ms-cp932": "shift_jis",
    r"(?:cp|ms|windows-)950": "big5",
    r"eucjp|eucjp-ms|cp51932": "euc-jp",
}
_Reader = str | Callable[[bytes], str]
_JAPANESE: tuple[_Reader, ...] = (iso_2022_jp, "iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_3", "iso2022_jp_2004")
# The codecs for a name of the standard that Python gives to a narrower set, and that narrower set.
_WIDER: dict[str, tuple[tuple[_Reader, ...], str]] = {
    "gbk": (("gb18030",), "gb2312"),
    "gb18030": (("gb18030",), "gb2312"),
    "euc-kr": (("cp949",), "euc_kr"),
    "big5": (("big5hkscs", "cp950"), "big5"),
    "shift_jis": (("cp932", "shift_jis_2004"), "shift_jis"),
    "euc-jp": ((euc_jp, "euc_jp", "euc_jis_2004"), "euc_jp"),
    "iso-2022-jp": (_JAPANESE, ""),
    "utf-16le": (("utf-16-le",), "utf-16-le"),
    "utf-16be": (("utf-16-be",), "utf-16-be"),
}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LIKELY = ("windows-1252", "shift_jis", "gbk", "euc-kr", "big5", "windows-1251")
_LONGEST_HEADING = 4_000


def decoded(data: bytes, label: str) -> str:
    """The text. Raises Refused, with the words as they may read, where it is uncertain."""
    label = label.strip(" \t\r\n\"'").lower()
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (text := _read(data, (encoding,))) is not None:
            return text
    unicode = _read(data, ("utf-8",))
    likely = _LIKELY
    if label in _SAYS_NOTHING:
        japanese = _read(data, _JAPANESE) if b"\x1b$" in data else None
        text = unicode if japanese is None else japanese
    else:
        name, readers, narrow = _set(label)
        text = _read(data, readers)
        if text is None:
            text = unicode if readers else None
            likely = ("shift_jis", "euc-jp", *_LIKELY) if readers == _JAPANESE else _LIKELY
        elif unicode is not None and not data.isascii() and "\0" not in unicode:
            # Two letters of three bytes each: by accident hardly ever, while “谢谢” in GBK is “лл” in UTF-8.
            if not narrow or sum(character >= "\u0800" for character in unicode) > 1:
                text = unicode
            elif _read(data, (narrow,)) is None:
                raise _uncertain(data, label, (name, "utf-8"))
    if text is None:
        raise _uncertain(data, label, likely)
    return text


def heading(raw: str) -> str:
    """A heading of a letter as its writer saw it: encoded words decoded, or bytes that were not encoded at all."""
    words = []
    for chunk, label in decode_header(raw[:_LONGEST_HEADING]):
        data = chunk.encode("utf-8", "surrogateescape") if isinstance(chunk, str) else chunk
        try:
            words.append(decoded(data, label or ""))
        except Refused:
            words.append(data.decode("utf-8", "replace"))
    return " ".join("".join(words).split())


def _set(label: str) -> tuple[str, tuple[_Reader, ...], str]:
    """The standard's name for a label, what reads it, and the narrower set of a set with several bytes a character."""
    alias = next((name for pattern, name in _ALIASES.items() if re.fullmatch(pattern, label)), label)
    known = webencodings.lookup(alias)
    if known and known.name in _WIDER:
        return known.name, *_WIDER[known.name]
    if known and known.name not in ("replacement", "x-user-defined"):
        return known.name, (known.codec_info.name,), ""
    try:
        # Mail has sets that pages may not have, such as HZ and UTF-7. A label may hold anything.
        name = codecs.lookup(alias).name
    except (ValueError, LookupError):
        return alias, (), ""
    return alias, () if name in _NO_CHARSETS else (name,), ""


def _read(data: bytes, readers: Iterable[_Reader]) -> str | None:
    for reader in readers:
        try:
            return data.decode(reader) if isinstance(reader, str) else reader(data)
        # What is no codec of a text raises the second.
        except (ValueError, LookupError):
            continue
    return None


def _uncertain(data: bytes, label: str, names: Iterable[str]) -> Refused:
    lines = [line for line in data.splitlines() if line.strip()]
    line = next((line for line in lines if not line.isascii() or b"\x1b" in line), lines[0] if lines else b"")
    readings: dict[str, str] = {}
    for name in names:
        text = _read(line, _set(name)[1])
        if text is not None and text.strip().replace("\u3000", "").isprintable():
            readings.setdefault(text.strip(), name)
    maybe = " or ".join(f"{shown(text)} (as {name})" for text, name in list(readings.items())[:3])
    says = "does not say its character set" if label in _SAYS_NOTHING - {"utf-8", "utf8"} else (
        f"is not for certain in the character set that it names, {shown(label)}"
    )  # fmt: skip
    return Refused(f"the e-mail's text {says}; it may read {maybe or shown(line.decode('utf-8', 'replace').strip())};"
                   " ask for it in UTF-8, or save it so")  # fmt: skip
