"""A publication ready to be printed: its pages, its language, its templates. What every adapter starts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from commentary.join import Publication
from commentary.language import Language, load_language
from commentary.load import load
from commentary.pages import environment, quote_html
from commentary.problems import Problem
from commentary.settings import Settings
from commentary.stylesheet import join_stylesheet
from commentary.views.page import PageView
from commentary.views.pages import all_pages

TEXTS = "hooks/theme/text"


@dataclass(slots=True)
class Edition:
    """`pages` are by the file in `docs/` that each is made from, or would be."""

    theme: Path
    publication: Publication
    settings: Settings
    language: Language
    pages: dict[str, PageView]
    templates: jinja2.Environment
    problems: list[Problem] = field(default_factory=list)
    """While serving, what keeps this edition's successor from being made."""

    def body(self, page: PageView) -> str:
        """The Markdown below a page's front matter; nothing for a generated page."""
        return self.publication.bodies.get(f"docs/{page.source}", "")

    def quote(self, page: PageView, key: str) -> str:
        """The HTML of an expert's view as it stands in the text of an article's page."""
        return quote_html(self.templates, page.data["quotes"][key], page.root)

    def stylesheet(self) -> str:
        return join_stylesheet(self.theme / "assets" / "css")


def prepare(root: Path, theme: Path, today: dt.date) -> tuple[Edition | None, list[Problem]]:
    """The edition of the publication at `root`, or None, and its problems sorted by place."""
    loaded = load(root, today)
    language, faults = load_language(theme / "text", loaded.settings.language, TEXTS)
    problems = sorted([*loaded.problems, *faults])
    if loaded.publication is None or language is None:
        return None, problems
    return Edition(
        theme=theme,
        publication=loaded.publication,
        settings=loaded.settings,
        language=language,
        pages=all_pages(loaded.publication, loaded.settings, language),
        templates=environment(theme, language),
    ), problems
