"""Writes what `serif.woff2` says of kerning into `kerns.json` beside this file, for the cards: `python kerns.py`.

Pillow kerns by HarfBuzz and the FriBidi of the machine, or not at all; a card is the same on every machine, so its
letters are placed by this list. It needs fontTools and Brotli, as `subset.py` does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FONT = HERE.parent / "assets" / "fonts" / "serif.woff2"
LEAST = 0.012
"""In ems. Less moves nothing on a card by a pixel."""


def kern(font: TTFont, left: str, right: str) -> int:
    """By how many units the second glyph stands further off, or nearer if fewer than none."""
    total = 0
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in (getattr(table, "ExtSubTable", table) for table in lookup.SubTable):
            if table.LookupType != 2 or left not in table.Coverage.glyphs:
                continue
            if table.Format == 1:
                pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
                record = next((r for r in pairs if r.SecondGlyph == right), None)
                if record is None:
                    continue
            else:
                first = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
                record = first.Class2Record[table.ClassDef2.classDefs.get(right, 0)]
            total += getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0
            break
    return total


def main() -> None:
    font = TTFont(FONT)
    em = font["head"].unitsPerEm
    glyphs = {chr(code): name for code, name in sorted(font.getBestCmap().items())}
    rows: dict[tuple[tuple[float, str], ...], str] = defaultdict(str)
    for left, name in glyphs.items():
        row: dict[float, str] = defaultdict(str)
        for right, other in glyphs.items():
            value = kern(font, name, other) / em
            if abs(value) >= LEAST:
                row[round(value, 3)] += right
        if row:
            rows[tuple(sorted(row.items()))] += left
    lines = [json.dumps([lefts, rights, value]) for row, lefts in rows.items() for value, rights in row]
    (HERE / "kerns.json").write_text("[\n" + ",\n".join(sorted(lines)) + "\n]\n", "utf-8")
    print(len(lines), "lines,", (HERE / "kerns.json").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
