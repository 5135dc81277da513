"""Which files a publication has, and what each one is by its place. Nothing is opened here."""

from __future__ import annotations

import os
import re
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from commentary.fields import ID, save_as_jpeg
from commentary.machine import machine_problem
from commentary.problems import Place, Problem, shown

Kind = Literal["article", "page", "expert", "author", "quotes", "comment"]

DOCS = "docs"
COMMENTS = "comments"
ARTICLES = "articles"
EXPERTS = "experts"
AUTHORS = "authors"
QUOTES = "quotes"
DECISIONS = "decisions"
COMMENTS_README = "README.md"

# Endings that MkDocs takes for Markdown; those of files that hold text in another way.
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_TEXTS = (".txt", ".rtf", ".doc", ".docx", ".odt", ".html", ".htm", ".pages")

# What systems and editors leave lying about; nobody meant to publish it.
_LITTER = re.compile(r"\.DS_Store|\.gitkeep|Thumbs\.db|desktop\.ini|.*~|\.#.*|#.*#|\.(?!yml$|yaml$).*\.sw[a-p]")


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """A file to read. `path` is relative to the root, with `/`; `folder` is the one in `comments/` it lies in."""

    path: str
    kind: Kind
    id: str
    folder: str = ""


@dataclass(slots=True)
class Found:
    root: Path
    sources: list[Source] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    """Folders of articles in `comments/`."""
    docs: set[str] = field(default_factory=set)
    """Every file in `docs/`, relative to it."""
    left_out: set[str] = field(default_factory=set)
    """Paths of those that are checked and stand nowhere on the site."""
    misnamed: set[tuple[str, str, str]] = field(default_factory=set)
    """Kind, folder and id that a file, or a folder of an article, has once it is named as its fault says."""
    problems: list[Problem] = field(default_factory=list)


def find(root: Path, left_out: Container[str] = ()) -> Found:
    """Every source under `docs/` and `comments/`, sorted by path, and a fault for each file that is out of place.

    `left_out` holds the paths in `docs/` of what the owner keeps from the site.

    Links (symbolic ones) are never followed: one that leads out of the repository would publish what it points to.
    """
    found = Found(root)
    for path in _walk(root, DOCS, found):
        inner = path.removeprefix(DOCS + "/")
        if inner in left_out or inner.startswith(f"{DECISIONS}/"):
            found.left_out.add(path)
        _sort_in_docs(path, inner, found)
    for path in _walk(root, COMMENTS, found):
        _sort_in_comments(path, path.removeprefix(COMMENTS + "/"), found)
    found.sources.sort()
    return found


def _walk(root: Path, top: str, found: Found) -> list[str]:
    """Paths of the real files below `top`, with `/`, sorted."""
    files: list[str] = []
    if (root / top).is_symlink():
        found.problems.append(_link(top))
        return files
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(root / folder))
        except FileNotFoundError:
            continue
        except OSError as error:
            fault = machine_problem(error, root, "a folder can be read")
            if fault is None:
                raise
            found.problems.append(fault)
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_symlink():
                found.problems.append(_link(path))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif not entry.is_file(follow_symlinks=False):
                found.problems.append(
                    Problem(
                        Place(path), "only files and folders are kept here; this is neither", "Delete it.", "file-kind"
                    )
                )
            elif not _LITTER.fullmatch(entry.name):
                files.append(path)
    return sorted(files)


def _link(path: str) -> Problem:
    return Problem(
        Place(path),
        "files are kept here themselves; this is a link to another place",
        "Delete the link and put what it points to in its stead.",
        "link",
    )


def _sort_in_docs(path: str, inner: str, found: Found) -> None:
    found.docs.add(inner)
    parts = inner.split("/")
    stem, extension = os.path.splitext(parts[-1])
    if parts[0] == DECISIONS:
        return
    if extension.lower() not in _MARKDOWN:
        if parts[0] == ARTICLES and extension.lower() in _TEXTS:
            found.problems.append(
                Problem(
                    Place(path),
                    f"an article is a .md file; found {shown(parts[-1])}",
                    f"Save it as plain text named {_suggested(stem)}.md.",
                    "file-name",
                )
            )
        return
    if extension != ".md" and parts[0] != ARTICLES:
        found.problems.append(
            Problem(
                Place(path),
                f"a page's name ends in .md; found {shown(parts[-1])}",
                f"Rename it to {stem}.md.",
                "file-name",
            )
        )
        return
    if parts[0] != ARTICLES or inner == f"{ARTICLES}/index.md":
        found.sources.append(Source(path, "page", inner.removesuffix(extension)))
    elif len(parts) > 2:
        found.problems.append(
            Problem(
                Place(path),
                "articles lie side by side in docs/articles/; this one is in a folder below it",
                f"Move it to docs/articles/{parts[-1]}.",
                "file-place",
            )
        )
    elif _well_named(path, stem, extension, ".md", found, "article"):
        found.sources.append(Source(path, "article", stem))


def _sort_in_comments(path: str, inner: str, found: Found) -> None:
    if inner == COMMENTS_README:
        return
    folder, _, name = inner.rpartition("/")
    if not folder:
        found.problems.append(
            Problem(
                Place(path),
                "a comment lies in the folder of its article; this file lies beside the folders",
                f"Move it to comments/<article>/{name}.",
                "file-place",
            )
        )
        return
    if "/" in folder:
        found.problems.append(
            Problem(
                Place(path),
                "comments/ holds one level of folders; this file lies deeper",
                f"Move it to comments/{folder.split('/')[0]}/{name}.",
                "file-place",
            )
        )
        return
    if not re.fullmatch(ID, folder):
        told = ("folder", "", _suggested(folder))
        if told in found.misnamed:
            return
        found.misnamed.add(told)
        found.problems.append(
            Problem(
                Place(path),
                f"a folder's name has small letters, digits and hyphens; found {shown(folder)}",
                f"Name it {_suggested(folder)}, like its article.",
                "file-name",
            )
        )
        return
    stem, extension = os.path.splitext(name)
    if folder not in (EXPERTS, AUTHORS):
        found.folders.add(folder)
    kinds: dict[str, Kind] = {EXPERTS: "expert", AUTHORS: "author"}
    kind = kinds.get(folder) or ("quotes" if _suggested(stem) == QUOTES else "comment")
    if _well_named(path, stem, extension, ".yml", found, kind, folder):
        found.sources.append(Source(path, kind, stem, folder))


def _well_named(path: str, stem: str, extension: str, wanted: str, found: Found, kind: str, folder: str = "") -> bool:
    if re.fullmatch(ID, stem) and extension == wanted:
        return True
    if extension.lower() not in (".yml", ".yaml", ".txt", *_MARKDOWN):
        found.problems.append(
            Problem(
                Place(path),
                f"this folder holds {wanted} files; found {shown(stem + extension)}",
                save_as_jpeg(stem + extension, "Move it to docs/images/ if it is a picture, or delete it."),
                "file-kind",
            )
        )
        return False
    found.misnamed.add((kind, folder, _suggested(stem)))
    found.problems.append(
        Problem(
            Place(path),
            f"a file's name has 1 to 64 small letters, digits and hyphens, and ends in {wanted};"
            f" found {shown(stem + extension)}",
            f"Rename it to {_suggested(stem)}{wanted}.",
            "file-name",
        )
    )
    return False


def _suggested(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:64] or "a-name"
