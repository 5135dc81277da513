"""The files in `docs/` that are no text: what a host or a browser would obey is published only where the owner says so.

A page may show pictures and lead to documents. A `.html` or `.js` beside the articles would run as the site's own; by
`_headers`, `_redirects` or `CNAME` a host would do what a stranger says.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator

from commentary.fields import PICTURES, save_as_jpeg
from commentary.find import Found
from commentary.problems import Place, Problem, shown

DOCUMENTS = (".csv", ".docx", ".epub", ".ics", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".ogg", ".opus", ".pdf", ".pptx",
             ".vtt", ".webm", ".xlsx", ".zip")  # fmt: skip
"""Endings of files that browsers play, show as nothing but themselves, or save."""


def unfit_files(found: Found, named: Collection[str]) -> Iterator[Problem]:
    """A file in docs/ is a page, a picture, a document, or named by the setting `files`."""
    told = {problem.place.path for problem in found.problems} | found.left_out
    for path in sorted(found.docs):
        if f"docs/{path}" in told:
            continue
        if not (path in named or _fits(path) or _hidden(path)):
            yield Problem(
                Place(f"docs/{path}"),
                f"docs/ holds pages (.md), pictures and documents; found {shown(posixpath.basename(path))}",
                save_as_jpeg(
                    path, f"Delete it, or let the owner name it in mkdocs.yml: extra, commentary, `files: [{path}]`."
                ),
                "docs-file",
            )


def published_files(found: Found, named: Collection[str], pictures: Collection[str]) -> frozenset[str]:
    """Paths in `docs/` of the files that may be published themselves; of pictures, those given."""
    return frozenset(
        path
        for path in found.docs
        if f"docs/{path}" not in found.left_out
        and (path in named or (_fits(path) and not _hidden(path) and _is_shown(path, pictures)))
    )


def _is_shown(path: str, pictures: Collection[str]) -> bool:
    return path in pictures or not path.lower().endswith(PICTURES)


def moved(path: str, error: OSError) -> Problem:
    """A file in docs/ that was found there and cannot be read from there any more, such as one that a link replaced."""
    return Problem(
        Place(f"docs/{path}"),
        f"files are kept here themselves; the system says: {error.strerror}",
        "Look at the file, and build again.",
        "docs-file",
    )


def _fits(path: str) -> bool:
    return path.lower().endswith((*PICTURES, *DOCUMENTS)) or path.endswith(".md")


def _hidden(path: str) -> bool:
    """Whether MkDocs passes over it, since it or its folder begins with a dot."""
    return any(part.startswith(".") for part in path.split("/"))
