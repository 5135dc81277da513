"""Cuts the letters of cards out of fonts that come as packages: `python cut.py FOLDER`; fonts/README.md says how.

Cards are pictures, so no reader's browser asks for these files. They are kept uncompressed, as HarfBuzz reads them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SERIF = (
    "20-7E,A0-24F,250-2AF,2B0-2FF,300-36F,370-3FF,400-52F,1E00-1EFF,1F00-1FFF,2010-2027,202F-205E,2070-209F,20A0-20C0,"
    "2100-218F,2190-2199,2212,2215,221A,221E,2248,2260-2265,25A0-25CF,266A-266F,FB00-FB06"
)
CUTS = {
    "serif.ttf": ("source-serif/package/TTF/SourceSerif4-Bold.ttf", SERIF, "Opinion Serif"),
    "hebrew.ttf": ("noto-serif-hebrew/package/files/noto-serif-hebrew-hebrew-700-normal.woff2", None, None),
    "arabic.ttf": ("noto-naskh-arabic/package/files/noto-naskh-arabic-arabic-700-normal.woff2", None, None),
    "devanagari.ttf": (
        "noto-serif-devanagari/package/files/noto-serif-devanagari-devanagari-700-normal.woff2", None, None
    ),
    "thai.ttf": ("noto-serif-thai/package/files/noto-serif-thai-thai-700-normal.woff2", None, None),
}  # fmt: skip
"""By our name: the package's file, the letters to keep (all when None), and the name that its licence asks for."""

FEATURES = (
    "kern mark mkmk ccmp locl liga rlig calt init medi fina isol nukt akhn rphf rkrf pref blwf half abvf pstf cjct vatu"
    " pres abvs blws psts haln dist abvm blwm curs"
)
"""What HarfBuzz applies of itself to Latin, Greek and Cyrillic, and to the scripts whose letters join or stack."""


def unicodes(ranges: str) -> list[int]:
    ends = (part.partition("-") for part in ranges.split(","))
    return [code for first, _, last in ends for code in range(int(first, 16), int(last or first, 16) + 1)]


def cut(source: Path, target: Path, ranges: str | None, name: str | None) -> None:
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        hinting=False, layout_features=FEATURES.split(), name_IDs=[0, 1, 4, 6, 13, 14], notdef_outline=True
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes(ranges) if ranges else list(font.getBestCmap()))
    subsetter.subset(font)
    if name:
        for number, text in ((1, name), (4, name), (6, name.replace(" ", ""))):
            font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = None
    font.save(target, reorderTables=False)


if __name__ == "__main__":
    for target, (source, ranges, name) in CUTS.items():
        cut(Path(sys.argv[1]) / source, HERE / "fonts" / target, ranges, name)
