"""The types a field can have: what each may hold, in the words that an editor reads when it does not.

Every value arrives as text (see `read.py`). A type turns it into a value or raises a `PydanticCustomError` whose
message is «what must hold; what was found» and whose context holds the line that says how to mend it.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import Annotated, Any
from urllib.parse import urlsplit

import regex
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from commentary.limits import ADDRESS_LIMIT, LINE_LIMIT, NAME_LIMIT, PROSE_LIMIT, SUMMARY_LIMIT
from commentary.near import nearest
from commentary.problems import shown
from commentary.text import trimmed, unclosed

ID = r"[a-z0-9-]{1,64}"
FINGERPRINT = r"[0-9a-f]{16}"
FORMER_NAME = r"(?=[^\p{M}])[\p{L}\p{M}\p{N}_-]{1,64}"
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
OTHER_PICTURES = (".ai", ".bmp", ".cr2", ".dng", ".eps", ".heic", ".heif", ".jp2", ".jxl", ".nef", ".psd", ".raw",
                  ".tif", ".tiff")  # fmt: skip
"""Endings of pictures that browsers don't show, telephones' and cameras' among them."""

# A name, in any script, or a number, and a port. Nothing that a header or a host's rules would read as their own.
_HOST = re.compile(r"(?:[A-Za-z0-9._-]|[^\x00-\x7f])+(?::[0-9]*)?$|\[[0-9a-fA-F:.]+\](?::[0-9]*)?$")

# Anything but blanks and the characters that join, split and turn text without a mark of their own.
_VISIBLE = re.compile(r"[^\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def fault(rule: str, message: str, mend: str) -> PydanticCustomError:
    """A field's fault; braces in what was found are no placeholders."""
    return PydanticCustomError(rule, "{said}", {"said": message, "mend": mend})


def has_visible(text: str) -> bool:
    """Whether a text has a character that can be seen."""
    return _VISIBLE.search(text) is not None


def text_of(value: Any) -> str:
    """The text that a value is, without blanks round it."""
    if not isinstance(value, str):
        found = "a list" if isinstance(value, list) else "further fields" if isinstance(value, dict) else shown(value)
        raise fault(
            "text",
            f"is a text; found {found}",
            "Write one value after the colon; a text that begins with [ or { is put between quotes.",
        )
    if not has_visible(value):
        raise fault("text", "is a text; it is empty", "Fill it in, or take the line out.")
    return value.strip()


def _line(limit: int) -> BeforeValidator:
    def check(value: Any) -> str:
        text = text_of(value)
        if "\n" in text or "\t" in text:
            raise fault("line", f"is one line; found {shown(text)}", "Write it on one line, without tabs.")
        if mark := unclosed(text):
            raise fault(
                "direction",
                f"turns nothing beside it; the invisible mark of direction U+{ord(mark):04X} is not paired",
                "Delete the mark (retype the words round it), or close it.",
            )
        return _at_most(text, limit)

    return BeforeValidator(check)


def _at_most(text: str, limit: int) -> str:
    if len(text) > limit:
        raise fault("length", f"has at most {limit:,} characters; it has {len(text):,}", "Shorten it.")
    return text


def _prose(value: Any) -> str:
    """Longer text; a line of nothing but blanks is an empty line, since no editor shows the difference."""
    text_of(value)
    text = _at_most(trimmed(value), PROSE_LIMIT)
    return "\n".join(line if line.strip() else "" for line in text.split("\n"))


def _identifier(value: Any) -> str:
    text = text_of(value)
    if not re.fullmatch(ID, text):
        raise fault(
            "id",
            f"is an id of 1 to 64 small letters, digits and hyphens; found {shown(text)}",
            "Write the file's name without `.yml` (or `.md`).",
        )
    return text


def _former_name(value: Any) -> str:
    """What an address ended in once: letters of any script, as browsers send them (Unicode's form C)."""
    text = unicodedata.normalize("NFC", text_of(value))
    # No file system takes a name of more than 255 bytes.
    if not regex.fullmatch(FORMER_NAME, text) or len(text.encode()) > 240:
        raise fault(
            "former-name",
            f"is the last part of an address, 1 to 64 letters, digits, hyphens and underscores of any script; found"
            f" {shown(text)}",
            "Write it as the browser shows it, without slashes: %C3%BC is ü.",
        )
    return text


def _fingerprint(value: Any) -> str:
    text = text_of(value)
    if not re.fullmatch(FINGERPRINT, text):
        raise fault(
            "fingerprint", f"is 16 digits of 0-9 and a-f; found {shown(text)}", "Let `commentary erase` write it."
        )
    return text


def _web_address(value: Any) -> str:
    text = text_of(value)
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and parts.port != 0 and bool(_HOST.match(parts.netloc))
    except ValueError:
        whole = False
    if not whole or re.search(r"[\s<>\"\\^`{|}\u00ad\u200b\u200e\u200f\u2060\ufeff]", text):
        raise fault(
            "web-address",
            f"is a whole web address that begins with https:// or http://; found {shown(text)}",
            "Copy it from the browser's address bar.",
        )
    return _at_most(text, ADDRESS_LIMIT)


def _site_path(value: Any) -> str:
    text = text_of(value)
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|\\", text) or ".." in text.split("/") or re.search(r"[\s?#%\\]", text):
        raise fault(
            "picture",
            f"is the path of a file inside docs/, such as images/bridge.svg; found {shown(text)}",
            "Put the picture into docs/images/ and write images/ and its name, without blanks.",
        )
    return text


def _picture(value: Any) -> str:
    text = _site_path(value)
    if not text.lower().endswith(PICTURES):
        raise fault("picture", f"is a picture ({', '.join(PICTURES)}); found {shown(text)}", save_as_jpeg(text))
    return text


def save_as_jpeg(path: str, otherwise: str = "Name the picture's file.") -> str:
    """What to do with a picture of another kind, such as a telephone's IMG_1234.HEIC."""
    stem, ending = posixpath.splitext(path)
    if ending.lower() not in OTHER_PICTURES:
        return otherwise
    return f"Save it as JPEG, and write {stem}.jpg; browsers show no {ending} pictures."


def _link(value: Any) -> str:
    """An address elsewhere, or a path inside docs/."""
    text = text_of(value)
    return _web_address(text) if ":" in text or text.startswith("//") else _site_path(text)


def _language_tag(value: Any) -> str:
    """A language, and a country if it matters: the beginning of BCP 47 that HTML's `lang` and CLDR have in common."""
    text = text_of(value)
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", text):
        raise fault(
            "language", f"is a language such as en, de or en-GB; found {shown(text)}", "Write two small letters."
        )
    return text


def _flag(value: Any) -> bool:
    text = text_of(value)
    if text not in ("true", "false"):
        raise fault("flag", f"is true or false; found {shown(text)}", "Write true, or take the line out.")
    return text == "true"


def _whole_number(least: int, most: int, or_off: bool = False) -> BeforeValidator:
    otherwise = ", or off" if or_off else ""

    def check(value: Any) -> int | None:
        text = text_of(value)
        if or_off and text == "off":
            return None
        # The length first: int() of 5,000 digits raises, of 4,000 takes its time.
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise fault(
                "number",
                f"is a whole number from {least} to {most:,}{otherwise}; found {shown(text)}",
                f"Write a number from {least} to {most:,} in digits{otherwise}.",
            )
        return int(text)

    return BeforeValidator(check)


def one_of(*choices: str) -> BeforeValidator:
    def check(value: Any) -> str:
        text = text_of(value)
        if text not in choices:
            near = nearest(text, choices)
            mend = f"Write {near}." if near else "Write one of these."
            raise fault("choice", f"is one of: {', '.join(choices)}; found {shown(text)}", mend)
        return text

    return BeforeValidator(check)


def _several(value: Any) -> Any:
    if not isinstance(value, list):
        raise fault(
            "list",
            f"is a list; found {shown(value) if isinstance(value, str) else 'fields'}",
            "Write [one, two], or each on a line of its own after a dash.",
        )
    return value


def text_schema(limit: int, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "minLength": 1, "maxLength": limit, **more})


Identifier = Annotated[
    str, BeforeValidator(_identifier), WithJsonSchema({"type": "string", "pattern": rf"^\s*{ID}\s*$"})
]
FormerName = Annotated[
    str, BeforeValidator(_former_name), WithJsonSchema({"type": "string", "pattern": r"^[^\s!-,./:-@\[-^`{-~]{1,64}$"})
]
Reference = Annotated[str, _line(LINE_LIMIT), WithJsonSchema({"type": "string", "pattern": rf"^\s*{ID}\s*$"})]
"""An id of another record. Whether there is one of it, and what was meant instead, is for the checks."""
Fingerprint = Annotated[
    str, BeforeValidator(_fingerprint), WithJsonSchema({"type": "string", "pattern": f"^{FINGERPRINT}$"})
]
Name = Annotated[str, _line(NAME_LIMIT), text_schema(NAME_LIMIT)]
Line = Annotated[str, _line(LINE_LIMIT), text_schema(LINE_LIMIT)]
Summary = Annotated[str, _line(SUMMARY_LIMIT), text_schema(SUMMARY_LIMIT)]
Prose = Annotated[str, BeforeValidator(_prose), text_schema(PROSE_LIMIT)]
WebAddress = Annotated[
    str, BeforeValidator(_web_address), text_schema(ADDRESS_LIMIT, pattern=r"^\s*[Hh][Tt][Tt][Pp][Ss]?://")
]
PicturePath = Annotated[str, BeforeValidator(_picture), WithJsonSchema({"type": "string"})]
Link = Annotated[str, BeforeValidator(_link), WithJsonSchema({"type": "string"})]
LanguageTag = Annotated[str, BeforeValidator(_language_tag), WithJsonSchema({"type": "string"})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]


def whole_number(least: int, most: int) -> Any:
    """The type of a whole number from `least` to `most`."""
    return Annotated[
        int, _whole_number(least, most), WithJsonSchema({"type": "integer", "minimum": least, "maximum": most})
    ]


def number_or_off(least: int, most: int) -> Any:
    """The type of a limit: a whole number, or `off`, which is None."""
    return Annotated[
        int | None,
        _whole_number(least, most, or_off=True),
        WithJsonSchema({"anyOf": [{"type": "integer", "minimum": least, "maximum": most}, {"const": "off"}]}),
    ]


Several = BeforeValidator(_several)
