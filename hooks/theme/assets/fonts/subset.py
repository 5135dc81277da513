"""Cuts the reading fonts out of Adobe's variable ones; README.md beside this file says how to call it.

A page in English needs `serif.woff2`, and `serif-italic.woff2` where something on it is in italics. A browser asks for
`serif-more.woff2` only when a page holds one of its letters.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
NAME = "Opinion Serif"
LETTERS = "20-7E,A0,A1,A3,A7,A9,AB,B0,B7,BB,BF-FF,2010-2014,2018-201A,201C-201E,2022,2026,20AC,2190-2193"
MORE = (
    "A2,A4-A6,A8,AA,AC-AF,B1-B6,B8-BA,BC-BE,100-17F,218-21B,2015,2020,2021,202F,2030,2032,2033,2039,203A,2122,2212,"
    "2248,2260,2264,2265"
)
OPTICAL_SIZE = 20
"""Near the size of the text; the default of the fonts, which makes the smallest files."""
GRID = 500
"""Units in an em. Half of Adobe's saves a tenth, and moves no point by more than a tenth of a pixel in a headline."""
PAIRS = 2


def unicodes(ranges: str) -> list[int]:
    ends = (part.partition("-") for part in ranges.split(","))
    return [code for first, _, last in ends for code in range(int(first, 16), int(last or first, 16) + 1)]


def one_kerning(font: TTFont) -> None:
    """The kerns of weight 400 serve the bold too: theirs differ by less than shows, and weigh 3 KB."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable if lookup.LookupType == PAIRS else ():
            table.ValueFormat1 &= 0xF
            table.ValueFormat2 &= 0xF
            if table.Format == 1:
                records = [record for pairs in table.PairSet for record in pairs.PairValueRecord]
            else:
                records = [record for first in table.Class1Record for record in first.Class2Record]
            for value in [value for record in records for value in (record.Value1, record.Value2) if value]:
                for device in [name for name in vars(value) if name.endswith("Device")]:
                    delattr(value, device)


def cut(source: Path, target: str, ranges: str, **axes: object) -> None:
    options = subset.Options(hinting=False, layout_features=["kern"], name_IDs=[0, 14], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes(ranges))
    font = TTFont(source, recalcTimestamp=False)
    subsetter.subset(font)
    # Written and read again: the instancer stumbles over glyphs that are gone.
    written = io.BytesIO()
    font.save(written)
    font = instantiateVariableFont(TTFont(written, recalcTimestamp=False), {"opsz": OPTICAL_SIZE, **axes})
    one_kerning(font)
    scale_upem(font, GRID)
    # The licence keeps the name «Source» for the fonts as Adobe made them.
    for number, text in ((1, NAME), (2, "Regular"), (4, NAME), (6, NAME.replace(" ", ""))):
        font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(HERE / target)
    print(target, (HERE / target).stat().st_size)


if __name__ == "__main__":
    roman, italic = (Path(sys.argv[1]) / f"SourceSerif4Variable-{style}.ttf" for style in ("Roman", "Italic"))
    cut(roman, "serif.woff2", LETTERS, wght=(400, 700))
    cut(roman, "serif-more.woff2", MORE, wght=(400, 700))
    cut(italic, "serif-italic.woff2", LETTERS, wght=400)
