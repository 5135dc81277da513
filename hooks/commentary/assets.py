"""The theme's files that pages ask for -> the same under names that hold the sum of what they say.

A name stands for these very bytes for ever, so browsers need not ask again. A script that imports another, and the
stylesheet that names a font, name it by its new name; their own sums come after that.
"""

from __future__ import annotations

import graphlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commentary.cache import key
from commentary.problems import Place, Problem, shown
from commentary.stylesheet import join_stylesheet, packed

FOLDER = "hooks/theme/assets"
ROOM = "assets/"
"""Where they are published. Nothing else is."""
STYLESHEET = "site.css"
_AS_THEY_ARE = (".svg", ".txt", ".woff2")
_IMPORT = re.compile(r"""(?P<before>\b(?:from|import)\s*\(?\s*["'])(?P<name>\.{1,2}/[^"'\n]+)(?P<after>["'])""")
_ADDRESS = re.compile(r"""(?P<before>\burl\(\s*["']?)(?P<name>(?!data:|#)[^"')\s]+)(?P<after>["']?\s*\))""")


@dataclass(slots=True)
class Assets:
    paths: dict[str, str]
    """Paths on the site by the names that writers see: `js/reply.js`, `favicon.svg`, `site.css` for all of css/. A
    stylesheet beside that folder is for single pages and has its own."""
    files: dict[str, Path]
    """By path on the site, those that are published byte for byte."""
    texts: dict[str, str]
    """By path on the site, those that name others or are made of several."""


def load_assets(folder: Path, made: Mapping[str, str]) -> tuple[Assets, list[Problem]]:
    """All assets below the folder and those `made` of something else, whose texts are by name; and the faults of those
    that name a file which is not there, or each other in a circle."""
    assets = Assets({}, {}, {})
    for file in sorted(folder.rglob("*")):
        if file.suffix in _AS_THEY_ARE:
            path = _lasting(file.relative_to(folder).as_posix(), file.read_bytes(), assets)
            assets.files[path] = file
    sources = {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(folder.rglob("*.js"))}
    sources |= made
    order, problems = _imported_first(sources)
    for name in order:
        _add(name, sources[name], _IMPORT, assets, problems)
    _add(STYLESHEET, join_stylesheet(folder / "css"), _ADDRESS, assets, problems)
    for file in sorted(folder.glob("*.css")):
        _add(file.name, packed(file.read_text("utf-8")) + "\n", _ADDRESS, assets, problems)
    return assets, problems


def _imported_first(sources: Mapping[str, str]) -> tuple[list[str], list[Problem]]:
    graph = {
        name: {_target(name, found["name"]) for found in _IMPORT.finditer(text)} & sources.keys()
        for name, text in sorted(sources.items())
    }
    try:
        return list(graphlib.TopologicalSorter(graph).static_order()), []
    except graphlib.CycleError as error:
        circle = error.args[1]
        return [], [
            Problem(
                Place(f"{FOLDER}/{circle[0]}"),
                "a script's name holds the sum of what it says and imports, so none imports itself by way of others; "
                f"found {shown(' <- '.join(circle))}",
                "Move what both need into a script of its own.",
                "asset",
            )
        ]


def _add(name: str, text: str, naming: re.Pattern[str], assets: Assets, problems: list[Problem]) -> None:
    """Adds a text with what it names by their new names."""

    def renamed(found: re.Match[str]) -> str:
        named = found["name"]
        path = assets.paths.get(_target(name, named))
        if path is None:
            problems.append(_missing(name, named, text[: found.start()].count("\n") + 1))
            return found[0]
        return found["before"] + named[: named.rfind("/") + 1] + posixpath.basename(path) + found["after"]

    text = naming.sub(renamed, text)
    assets.texts[_lasting(name, text.encode(), assets)] = text


def _target(name: str, named: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), named))


def _lasting(name: str, content: bytes, assets: Assets) -> str:
    stem, ending = posixpath.splitext(name)
    assets.paths[name] = f"{ROOM}{stem}-{key(content)[:8]}{ending}"
    return assets.paths[name]


def _missing(name: str, named: str, line: int) -> Problem:
    # The lines of the stylesheet are those of no file.
    place = Place(f"{FOLDER}/css") if name == STYLESHEET else Place(f"{FOLDER}/{name}", line)
    return Problem(place, f"an asset names others that are there; found {shown(named)}", "Correct the name.", "asset")
