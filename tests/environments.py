"""Circumstances in which the miniature is built, none of which may change a byte of it."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tests.disturbed import sabotage
from tests.publication import EPOCH, copy_miniature, files, run

LATER = str(int(EPOCH) + 200 * 86_400)
"""Another day; the miniature says nothing of what ends or begins between the two."""


@dataclass(frozen=True)
class Circumstances:
    name: str
    variables: dict[str, str] = field(default_factory=dict)
    folder: str = "publication"
    umask: int = 0o022
    prepare: Callable[[Path], None] = lambda root: None
    shuffled: bool = False
    times: int = 1


def _touch(root: Path) -> None:
    """As after a checkout at some other time, and a different one for each file."""
    chance = random.Random(3)
    for path in sorted(root.rglob("*")):
        os.utime(path, (moment := chance.uniform(1e8, 2e9), moment))


def _rewrite(root: Path) -> None:
    """The same files, put into their folders the other way round."""
    paths = [p for top in ("docs", "comments") for p in sorted((root / top).rglob("*"), reverse=True) if p.is_file()]
    held = {path: path.read_bytes() for path in paths}
    for path in paths:
        path.unlink()
    for path, data in held.items():
        path.write_bytes(data)


PLAIN = Circumstances("plain", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})
EACH = (
    Circumstances("a time zone far ahead", {"TZ": "Pacific/Kiritimati"}),
    Circumstances("a time zone far behind", {"TZ": "Pacific/Niue"}),
    Circumstances(
        "the locale C", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANGUAGE": ""}
    ),
    Circumstances("a German locale", {"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}),
    Circumstances("a Turkish locale", {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    Circumstances("another seed of hashes", {"PYTHONHASHSEED": "4242"}),
    Circumstances("folders listed in another order", shuffled=True),
    Circumstances("files written in another order", prepare=_rewrite),
    Circumstances("another path", folder="Another fólder/with a longer name/site.next"),
    Circumstances("a strict umask", umask=0o077),
    Circumstances("other times of files", prepare=_touch),
    Circumstances("another day", {"SOURCE_DATE_EPOCH": LATER}),
    Circumstances("today", {"SOURCE_DATE_EPOCH": ""}),
    Circumstances("a warm cache", times=2),
    Circumstances("compiled without docstrings", {"PYTHONOPTIMIZE": "2"}),
)


def _all_at_once(root: Path) -> None:
    _rewrite(root)
    _touch(root)


MOST_DIFFERENT = Circumstances(
    "all of them at once",
    {
        "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "tr",
        "PYTHONHASHSEED": "4242",
        "SOURCE_DATE_EPOCH": LATER,
    },
    folder="Another fólder/with a longer name/site.next",
    umask=0o077,
    prepare=_all_at_once,
    shuffled=True,
    times=2,
)


def publication(root: Path) -> Path:
    """The miniature with a photograph and a drawing to make renditions of; `root` is not there yet."""
    root.parent.mkdir(parents=True, exist_ok=True)
    copy_miniature(root)
    rings = Image.radial_gradient("L").resize((450, 300))
    slope = Image.linear_gradient("L").resize((450, 300))
    Image.merge("RGB", (rings, slope, rings.rotate(30))).save(root / "docs/images/photograph.jpg", quality=90)
    rings.quantize(16).save(root / "docs/images/screenshot.png")
    article = root / "docs/articles/fourth.md"
    shown = "".join(f'\n![Grey](../images/{name} "| Test data")\n' for name in ("photograph.jpg", "screenshot.png"))
    article.write_text(article.read_text("utf-8") + shown, "utf-8")
    return root


def built(folder: Path, how: Circumstances) -> dict[str, bytes]:
    """Every file of the site that is built so, compressed ones too. `folder` is not there yet."""
    root = publication(folder / how.folder)
    how.prepare(root)
    variables = dict(how.variables)
    if how.shuffled:
        variables |= sabotage(folder / "sabotage", "shuffle")
    before = os.umask(how.umask)
    try:
        for _ in range(how.times):
            result = run("commentary", "build", "--compress", cwd=root, **variables)
            assert result.returncode == 0, f"{how.name}, ended with {result.returncode}: {result.stderr}"
    finally:
        os.umask(before)
    found = files(root / "site")
    shutil.rmtree(folder)
    return found


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that only one has, or that differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
