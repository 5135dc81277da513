"""The character sets of letters; tests/submissions/ has a message for each kind."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from commentary.intake.charset import decoded, heading
from commentary.intake.japanese import euc_jp, iso_2022_jp
from commentary.intake.submission import Refused

LABELS = [
    *(
        "",
        "utf-8",
        "us-ascii",
        "iso-2022-jp",
        "euc-jp",
        "shift_jis",
        "gb2312",
        "big5",
        "ks_c_5601-1987",
        "iso-8859-8-i",
    ),
    *(
        "unknown-8bit",
        "utf-16le",
        "utf-7",
        "hz-gb-2312",
        "replacement",
        "x-user-defined",
        "base64",
        "undefined",
        "idna",
    ),
]


def test_japanese_is_read_as_python_reads_it_and_wider() -> None:
    wider = ""
    for row in range(0x21, 0x7F):
        for cell in range(0x21, 0x7F):
            pair = bytes([row, cell])
            coded = b"\x1b$B" + pair + b"\x1b(B"
            try:
                character = iso_2022_jp(coded)
            except ValueError:
                character = ""
            assert euc_or_none(bytes([row | 0x80, cell | 0x80])) == (character or None)
            narrow = coded.decode("iso2022_jp", "ignore")
            if narrow:
                # The standard, as Windows, has the wide forms of six signs, such as “～”.
                assert (
                    unicodedata.normalize("NFKC", character) == unicodedata.normalize("NFKC", narrow)
                    or narrow in "〜‖−"
                )
            else:
                wider += character
    assert {"①", "Ⅳ", "㍻", "髙", "﨑"} <= {*wider}


def euc_or_none(data: bytes) -> str | None:
    try:
        return euc_jp(data)
    except ValueError:
        return None


@given(data=st.binary(max_size=40), label=st.sampled_from(LABELS) | st.text(max_size=12))
def test_whatever_comes_is_text_or_refused(data: bytes, label: str) -> None:
    try:
        assert isinstance(decoded(data, label), str)
    except Refused as refused:
        assert "ask for it in UTF-8" in str(refused)


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_heading_is_read_as_it_was_written(text: str) -> None:
    raw = text.encode().decode("ascii", "surrogateescape")
    if "=?" not in text and "\x1b" not in text and not text.startswith("\ufeff"):
        assert heading(raw) == " ".join(text.split())
