"""Plain data -> HTML, by our own templates. Whatever a value holds is escaped unless `markup` made it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from commentary.figures import Figure
from commentary.language import Language
from commentary.length import length
from commentary.markup import plain_text
from commentary.pictures import PictureFiles
from commentary.structured.description import describer
from commentary.views.page import PageView
from commentary.views.pages import SiteView
from commentary.views.quotes import QuoteView

_NEEDLESS = re.compile(r"</li>|</p>(?=\n?(?:<(?:p|[uo]l|blockquote|pre|hr)\b|</(?:blockquote|li)>|$))")
_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)


class _Flush(jinja2.FileSystemLoader):
    """Templates without the indentation of their lines: it is for who writes them, and would weigh on every page."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
        source, *rest = super().get_source(environment, template)
        return _INDENTED.sub("", source), *rest


def environment(
    theme: Path,
    language: Language,
    pictures: Mapping[str, PictureFiles],
    portraits: Mapping[str, PictureFiles],
    assets: Mapping[str, str],
) -> jinja2.Environment:
    """Templates of the theme's folder, which speak the language: `text`, `count` and the filter `words` for dates.

    `pictures` and `portraits` are the files of each by its path in `docs/`; a picture may be both. `assets` are
    paths on the site by the names that they have in the theme.

    A name that a template misspells is an error, never an empty place.
    """
    templates = jinja2.Environment(
        loader=_Flush(theme),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.globals |= {
        "text": language.text,
        "count": language.count,
        "language": language,
        "pictures": pictures,
        "portraits": portraits,
        "assets": assets,
        "description": describer(language, pictures, portraits),
    }
    templates.filters |= {"words": language.date, "iso": _iso, "brief": _brief, "quoted": _quoted}
    return templates


def _iso(date: dt.date) -> str:
    """ISO 8601, with `Z` for UTC and without seconds that are zero."""
    if isinstance(date, dt.datetime):
        return date.isoformat(timespec="seconds" if date.second else "minutes").replace("+00:00", "Z")
    return date.isoformat()


def _quoted(text: str) -> Markup:
    """A text to stand between double quotation marks (HTML, section 13.1.2.3), in which an apostrophe is itself."""
    return Markup(text.replace("&", "&amp;").replace('"', "&quot;"))


def _brief(html: Markup) -> Markup:
    """A comment's HTML without the end tags that paragraphs and items of lists need not have (HTML, 13.1.2.4)."""
    return Markup(_NEEDLESS.sub("", html))


def context(page: PageView, site: SiteView, body: str = "", root: str | None = None) -> dict[str, Any]:
    """All that a page's template takes. `body` is the HTML of the page's text, safe and `finished`.

    A page that is given a `root` stands at no address of its own (404), so it has no canonical one.
    """
    long = length(plain_text(body))
    return {
        "site": site,
        "page": page,
        "root": page.root if root is None else root,
        "canonical": site.url + (page.canonical or page.address) if site.url and root is None else "",
        "body": Markup(body),
        "words": long.word_count,
        "reading_minutes": long.minutes,
        **page.data,
    }


def quote_html(templates: jinja2.Environment, quote: QuoteView, root: str) -> str:
    """An expert's view as it stands in an article's text."""
    return templates.get_template("partials/quote.html").render(quote=quote, root=root)


def figure_html(templates: jinja2.Environment, figure: Figure, src: str, root: str) -> str:
    """A picture as it stands in the text of a page, by its path in `docs/`."""
    return templates.get_template("partials/figure.html").render(figure=figure, src=src, root=root)
