"""The files that a proposal may touch, by their path: whose they are to change, and what an editor looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Shown = Literal["fields", "places", "place", "name"]
"""How a change is shown: field by field, place by place, the first place, or by the file's name alone."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Files whose whole path fits `pattern`. `one` and `several` name them, `whose` says whose they are to change."""

    rule: str
    pattern: str
    one: str
    several: str
    whose: str
    look: str
    shown: Shown = "name"

    @property
    def are(self) -> str:
        return "are" if self.one == self.several else "is"


_PACKAGES = (
    r"(?:.*/)?(?:[^/]*\.lock|[^/]*lock\.(?:json|yaml|toml)|pyproject\.toml|requirements[^/]*\.(?:txt|in)|package\.json)"
)
_BUILDS = (
    r"(?:.*/)?(?:(?:\.github|\.gitlab|\.forgejo|\.gitea|\.ci)/.+"
    r"|\.gitlab-ci\.yml|netlify\.toml|wrangler\.\w+|Makefile|\.git\w+|\.npmrc)"
)
KINDS = (
    Kind(
        "comment", r"comments/(?!(?:experts|authors)/)[^/]+/(?!quotes\.yml$)[^/]+\.yml", "a comment", "comments",
        "who wrote it", "Ask who wrote it. A change is dated (`edited`); what goes says so (`status`).", "fields",
    ),
    Kind(
        "quote", r"comments/[^/]+/quotes\.yml", "a file of quotes", "files of quotes",
        "the editors", "Hold the words against their source; ask the expert.", "fields",
    ),
    Kind(
        "expert", r"comments/experts/[^/]+", "an expert", "experts",
        "the editors", "See that one of you approved the person, and what is said here.", "fields",
    ),
    Kind(
        "author", r"comments/authors/[^/]+", "an author", "authors",
        "the editors", "See that one of you knows the person, and what is said here.", "fields",
    ),
    Kind("article", r"docs/articles/.+", "an article", "articles", "the editors", "Read it as an article.", "place"),
    Kind("page", r"docs/.+\.md", "a page", "pages", "the editors", "It speaks for the publication: read it.", "place"),
    Kind(
        "file", r"(?:docs|comments)/.+", "a picture or another file", "pictures and other files",
        "the editors", "Look at it. To show a picture, one needs the right to.",
    ),
    Kind(
        "settings", r"mkdocs\.yml", "the settings", "the settings",
        "the owners", "Ask an owner. A line here can switch off a wall, or run a program.", "places",
    ),
    Kind(
        "packages", _PACKAGES, "a list of packages", "lists of packages",
        "the owners", "Ask an owner. It decides whose code runs in a build.", "place",
    ),
    Kind(
        "theme", r"hooks/theme/.+", "a file of the theme", "files of the theme",
        "the owners", "Ask an owner. It is on every page.", "place",
    ),
    Kind(
        "engine", r"hooks/.+", "a file of the engine", "files of the engine",
        "the owners", "Ask an owner. It runs in a build.", "place",
    ),
    Kind(
        "builds", _BUILDS, "a file that says what builds and publishes", "files that say what builds and publishes",
        "the owners", "Ask an owner. It says what runs, and with which rights.", "place",
    ),
    Kind("elsewhere", r".+", "a file elsewhere", "files elsewhere", "the owners", "Ask an owner what it is for."),
)  # fmt: skip
"""The first that fits decides."""


def kind(path: str) -> Kind:
    return next(kind for kind in KINDS if re.fullmatch(kind.pattern, path, re.DOTALL))
