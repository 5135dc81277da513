"""The addresses of categories: made from their names, or given in the settings; and when two names are one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import regex
from pydantic import Field

from commentary.addresses import slug
from commentary.fields import Identifier, Name, fault
from commentary.problems import shown
from commentary.records import Record

# Signs that are part of a name, as in C++ and C#. Others part its words.
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}\p{S}#%@*]+")


class CategoryAddress(Record):
    name: Name = Field(description="The category as articles write it.", examples=["C#"])
    address: Identifier = Field(
        description="What its address ends in: small letters, digits and hyphens.", examples=["c-sharp"]
    )


def named_once(given: tuple[CategoryAddress, ...]) -> tuple[CategoryAddress, ...]:
    for i, one in enumerate(given):
        for name in ("name", "address"):
            value = getattr(one, name)
            if any(getattr(other, name) == value for other in given[:i]):
                raise fault(
                    "category-address",
                    f"has each category and each address once; {shown(value)} stands there twice",
                    "Take one of the two out, or give it another address.",
                )
    return given


def by_name(given: tuple[CategoryAddress, ...]) -> dict[str, str]:
    """The last parts of the addresses that are given, by the names of the categories."""
    return {category.name: category.address for category in given}


def slug_of(name: str, own: Mapping[str, str]) -> str:
    """The last part of a category's address: its own, where it has one; empty where nothing of its name can be one."""
    return own.get(name) or slug(name)


def spelling(name: str) -> str:
    """What two spellings of one name have in common: neither capitals, blanks nor the marks between words tell names
    apart."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", name).casefold()))
