"""mkdocs.yml with what it inherits, read as MkDocs reads it: what it leaves out, how it reads Markdown, its menu.

The engine reads it too, since `commentary check` is to refuse what a build refuses. tests/test_site_file.py holds the
two readings together.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
import yaml_env_tag
from pathspec.gitignore import GitIgnoreSpec

from commentary.limits import SETTINGS_LIMIT
from commentary.problems import Place, Problem, shown
from commentary.read import Mapping, Node, Scalar, Sequence, read_yaml
from commentary.text import decode

FILE = "mkdocs.yml"
INHERIT = "INHERIT"
SITE = "site"
DEEPEST = 10
"""How many files may inherit from one another."""
BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions of Markdown that MkDocs always switches on."""
_PASSED_OVER = (".*", "/templates/")
# Of what MkDocs warns where `validation` says nothing.
_LEVELS = {
    "nav": {"omitted_files": "info", "not_found": "warn", "absolute_links": "info"},
    "links": {"not_found": "warn", "absolute_links": "info", "unrecognized_links": "info", "anchors": "info"},
}


class LeftOut:
    """Files of `docs/` that MkDocs does not build: those that the patterns of any list match, as `.gitignore` has them.

    It begins with what MkDocs passes over by itself, which a line of the first list may take back.
    """

    def __init__(self, excluded: GitIgnoreSpec | None = None, drafts: GitIgnoreSpec | None = None):
        always = GitIgnoreSpec.from_lines(_PASSED_OVER)
        self._lists = [always + excluded if excluded else always, *([drafts] if drafts else [])]

    def __contains__(self, path: object) -> bool:
        return any(one.match_file(str(path)) for one in self._lists)


class Decided(NamedTuple):
    """What MkDocs makes of its file: the extensions of Markdown, the options of each, and what is not built."""

    extensions: tuple[str, ...]
    options: dict[str, Any]
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class SiteFile:
    """The fields with their places, and the same as values."""

    fields: Mapping
    values: dict[str, Any]

    def decided(self) -> Decided:
        """As `mkdocs build` decides; a preview builds drafts too."""
        held = self.values.get("markdown_extensions") or []
        names, options = list(BUILT_IN), {}
        for item in [{name: held[name]} for name in held] if isinstance(held, dict) else held:
            for name, chosen in (item if isinstance(item, dict) else {item: None}).items():
                names.append(str(name))
                if chosen:
                    options[str(name)] = chosen
        left_out = LeftOut(self.patterns("exclude_docs"), self.patterns("draft_docs"))
        return Decided(tuple(dict.fromkeys(names)), options, left_out)

    def patterns(self, name: str) -> GitIgnoreSpec | None:
        """The patterns of a field; none where it holds none, of which MkDocs says more."""
        held = self.values.get(name)
        try:
            return GitIgnoreSpec.from_lines(held.splitlines()) if isinstance(held, str) else None
        except ValueError:
            return None

    def level(self, group: str, rule: str) -> str:
        """How loudly MkDocs is to warn, by `validation`: `warn`, `info`, `ignore`, or `relative_to_docs`."""
        held = self.values.get("validation")
        for section in (held.get(group), held) if isinstance(held, dict) else ():
            if isinstance(section, dict) and isinstance(said := section.get(rule), str):
                return said
        return _LEVELS[group][rule]

    @property
    def site_dir(self) -> str:
        """The folder for the site, from that of the file."""
        held = self.values.get("site_dir")
        return held if isinstance(held, str) and held else SITE

    @property
    def theme(self) -> str | None:
        """The folder of the templates and of their texts, from that of the file."""
        held = self.values.get("theme")
        folder = held.get("custom_dir") if isinstance(held, dict) else None
        return folder if isinstance(folder, str) and folder else None

    def unloaded(self, error: Exception) -> Problem:
        """The report of what Markdown says when it cannot take up an extension."""
        held = self.fields.fields.get("markdown_extensions")
        message = f"markdown_extensions: names what is installed, with options that it knows; {shown(error)}"
        return Problem(held[0] if held else Place(FILE), message, "Correct the name, or install it.", "settings")

    def menu(self) -> list[tuple[Place, str]] | None:
        """The pages that `nav` names, each with its place; None where there is no `nav`."""
        held = self.fields.fields.get("nav")
        return list(_named(held[1])) if held and not isinstance(held[1], Scalar) else None


def _named(node: Node) -> Iterator[tuple[Place, str]]:
    match node:
        case Scalar() if node.text:
            yield node.place, node.text
        case Sequence():
            for item in node.items:
                yield from _named(item)
        case Mapping():
            for _, value in node.fields.values():
                yield from _named(value)


def read_site_file(root: Path) -> tuple[SiteFile | None, list[Problem]]:
    """The settings of the publication at `root`, those that they inherit included."""
    fields, values, problems = _read(root, FILE, Place(FILE), DEEPEST)
    if fields is None:
        return None, problems
    return SiteFile(fields, values), problems + list(_unsupported(values, fields))


def _unsupported(values: dict[str, Any], fields: Mapping) -> Iterator[Problem]:
    """What MkDocs would let an owner choose and the engine does not."""
    for name, wanted, why in (
        ("docs_dir", "docs", "articles and pages are looked for in docs/"),
        ("use_directory_urls", True, "the addresses of the pages are a contract"),
    ):
        held = values.get(name, wanted)
        same = posixpath.normpath(held) == wanted if isinstance(held, str) else held == wanted
        if not same:
            written = str(wanted).lower()
            place = fields.fields[name][0] if name in fields.fields else Place(FILE)
            yield Problem(place, f"{name}: is {written}: {why}; found {shown(held)}", "Take the line out.", "settings")


def _read(root: Path, path: str, named: Place, depth: int) -> tuple[Mapping | None, dict[str, Any], list[Problem]]:
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        if path == FILE:
            raise
        message = f"{INHERIT}: names a file that can be read; {shown(path)}: {error.strerror}"
        return None, {}, [Problem(named, message, "Correct the path: it leads from this file.", "settings")]
    text, problems = decode(data, path, SETTINGS_LIMIT)
    if text is None:
        return None, {}, problems
    fields, problems = read_yaml(text, path, trusted=True)
    if fields is None:
        return None, {}, problems
    try:
        values = yaml.load(text, Loader=_loader(root))
    except Exception as error:  # A tag names any function, which may raise anything.
        lines = str(error).strip().split("\n")
        message = f"what a value names can be loaded; {shown(lines[0])}"
        return None, {}, [*problems, Problem(Place(path), message, "Correct the name, or install it.", "settings")]
    held = fields.fields.get(INHERIT)
    if held is None or not isinstance(held[1], Scalar):
        return fields, values, problems
    above = posixpath.normpath(posixpath.join(posixpath.dirname(path), held[1].text))
    if not depth:
        message = f"{INHERIT}: leads through at most {DEEPEST} files; here is one more"
        return None, {}, [*problems, Problem(held[0], message, "Take the line out.", "settings")]
    parent, inherited, more = _read(root, above, held[0], depth - 1)
    if parent is None:
        return None, {}, problems + more
    return _joined(parent, fields), _merged(inherited, values), problems + more


def _joined(parent: Mapping, child: Mapping) -> Mapping:
    """Fields of both; where both have one, the child's, unless each holds fields itself."""
    fields = dict(parent.fields)
    for name, (place, value) in child.fields.items():
        other = fields.get(name)
        both = other and isinstance(other[1], Mapping) and isinstance(value, Mapping)
        fields[name] = place, _joined(other[1], value) if both else value
    return Mapping(child.place, fields)


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    merged = dict(parent)
    for name, value in child.items():
        both = isinstance(value, dict) and isinstance(parent.get(name), dict)
        merged[name] = _merged(parent[name], value) if both else value
    return merged


def _loader(root: Path) -> type[yaml.UnsafeLoader]:
    """MkDocs's own reading: tags may name functions, as of pymdownx. It is the owner's file, and a build obeys it."""

    class Loader(yaml.UnsafeLoader):
        pass

    def relative(loader: yaml.UnsafeLoader, node: yaml.ScalarNode) -> str:
        top, _, rest = loader.construct_scalar(node).partition("/")
        return os.path.join({"$config_dir": root, "$docs_dir": root / "docs"}.get(top, ""), rest)

    Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
    Loader.add_constructor("!relative", relative)
    return Loader
