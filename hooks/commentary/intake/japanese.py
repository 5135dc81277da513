"""ISO-2022-JP and EUC-JP as the WHATWG Encoding Standard has them: with the rows that NEC and IBM added.

Python's codecs of these names know the bare JIS X 0208, without ① or Ⅳ or 髙; its `cp932`, which numbers the same
characters in another way, has them all.
"""

from __future__ import annotations

import re

_SHIFTS = re.compile(rb"\x1b(\$\(?[@B]|\([BHIJ])")
_RUNS = re.compile(rb"(?P<ascii>[\x00-\x7f]+)|(?P<kana>(?:\x8e[\xa1-\xdf])+)|(?P<pairs>(?:[\xa1-\xfe]{2})+)"
                   rb"|(?P<third>(?:\x8f[\xa1-\xfe]{2})+)")  # fmt: skip
_ROMAN = str.maketrans("\\~", "¥‾")


def iso_2022_jp(data: bytes) -> str:
    """The text. Raises ValueError where the bytes are not that."""
    first, *others = _SHIFTS.split(data)
    words = [_ascii(first)]
    for shift, run in zip(others[::2], others[1::2], strict=True):
        if shift.startswith(b"$"):
            words.append(_pairs(run))
        elif shift == b"(I":
            words.append(bytes(byte + 0x80 for byte in run).decode("cp932"))
        else:
            words.append(_ascii(run) if shift == b"(B" else _ascii(run).translate(_ROMAN))
    return "".join(words)


def euc_jp(data: bytes) -> str:
    """The text. Raises ValueError where the bytes are not that."""
    words = []
    end = 0
    while end < len(data):
        run = _RUNS.match(data, end)
        if run is None:
            raise ValueError("no EUC-JP")
        end = run.end()
        if run["pairs"]:
            words.append(_pairs(bytes(byte - 0x80 for byte in run["pairs"])))
        elif run["kana"]:
            words.append(run["kana"].replace(b"\x8e", b"").decode("cp932"))
        else:
            words.append(run.group().decode("euc_jp"))
    return "".join(words)


def _ascii(data: bytes) -> str:
    if b"\x1b" in data:
        raise ValueError("a shift of another set")
    return data.decode("ascii")


def _pairs(data: bytes) -> str:
    """Pairs of JIS, each a row and a cell from 0x21 to 0x7E, by way of Shift_JIS, which folds two rows into one."""
    if len(data) % 2 or not all(0x21 <= byte <= 0x7E for byte in data):
        raise ValueError("no pairs of JIS")
    folded = bytearray()
    for row, cell in zip(data[::2], data[1::2], strict=True):
        folded.append((row + 1) // 2 + (0x70 if row < 0x5F else 0xB0))
        folded.append(cell + (0x7E if row % 2 == 0 else 0x1F if cell < 0x60 else 0x20))
    return folded.decode("cp932")
