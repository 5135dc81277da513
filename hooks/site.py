"""The one file that knows MkDocs: its events on one side, the engine's plain functions on the other. No rules here."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from commentary import addresses, pages
from commentary.join import Publication
from commentary.load import load, today
from commentary.problems import Problem
from commentary.quote_block import QuoteBlockExtension
from commentary.reports import as_text
from commentary.settings import Settings, editors_address
from commentary.stylesheet import join_stylesheet
from commentary.views.cards import LinkView
from commentary.views.pages import PageView, SiteView, all_pages, not_found, plain_links

log = logging.getLogger("mkdocs.commentary")


class Build:
    """What one build knows; made anew for each, since `mkdocs serve` builds many times in one process."""

    def __init__(self, config: MkDocsConfig, publication: Publication, settings: Settings):
        self.theme = Path(config.theme.custom_dir)
        self.publication = publication
        self.pages = all_pages(publication, settings)
        self.templates = pages.environment(self.theme)
        self.site = SiteView(name=config.site_name)
        self.problems: list[Problem] = []
        """What an editor has to mend before this build's successor can be made; only ever filled while serving."""
        self.page: PageView | None = None
        self.placed: list[str] = []
        """Keys of the quotes that the page being rendered shows so far."""

    def quote(self, key: str) -> str:
        self.placed.append(key)
        return pages.quote_html(self.templates, self.page.data["quotes"][key], self.page.root)


build: Build | None = None
serving = False


def on_startup(command: str, dirty: bool) -> None:
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Everything is checked before MkDocs empties the site's folder: a fault leaves the last good site as it was.

    While serving, the last good publication is shown once more with the report above it: MkDocs's server answers
    nothing at all from a build that raises until one succeeds.
    """
    global build
    if not config.use_directory_urls:
        raise PluginError("mkdocs.yml: use_directory_urls must be true: the addresses of the pages are a contract.")
    loaded = load(Path(config.config_file_path).parent, today())
    if loaded.publication:
        build = Build(config, loaded.publication, loaded.settings)
        if loaded.problems:
            log.warning("Worth a look:\n\n%s\n", as_text(loaded.problems))
    else:
        _refuse(f"Nothing was published. What is to be mended:\n\n{as_text(loaded.problems)}\n")
        build.problems = loaded.problems
    config.markdown_extensions.append(QuoteBlockExtension(lambda key: build.quote(key)))
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", addresses.heading)
    return config


def _refuse(report: str) -> None:
    """Ends the build with the report; while serving, once there is something to show, says it and goes on."""
    if not (serving and build):
        raise PluginError(report)
    log.error(report)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the generated pages and the stylesheet; leaves out Material's own files, which no page of ours asks for."""
    for file in list(files):
        ours = file.src_dir in (config.docs_dir, str(build.theme)) and not file.src_uri.startswith("assets/css/")
        # A page that came with the fault has no record yet.
        unknown = file.is_documentation_page() and not file.inclusion.is_excluded() and file.src_uri not in build.pages
        if not ours or (unknown and build.problems):
            files.remove(file)
    for page in build.pages.values():
        if page.generated:
            files.append(File.generated(config, page.source, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    stylesheet = join_stylesheet(build.theme / "assets" / "css")
    files.append(File.generated(config, "assets/site.css", content=stylesheet))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    build.site = SiteView(
        name=config.site_name,
        description=config.site_description or "",
        language=config.theme.locale.language,
        url=config.site_url or "",
        repository=config.repo_url or "",
        email=editors_address(),
        menu=tuple(LinkView(item.title or "", _path(item.url)) for item in nav.pages if item.url),
        pages=plain_links(build.publication),
        problems=tuple(build.problems),
    )
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """The text below the front matter, which is checked and parsed already. The empty line keeps MkDocs from taking
    a first line such as «Note: …» for a setting."""
    view = build.pages[page.file.src_uri]
    return "\n" + build.publication.bodies.get(f"docs/{view.source}", "")


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    build.page = build.pages[page.file.src_uri]
    build.placed = []
    page.meta = {"title": build.page.title, "description": build.page.description, "template": build.page.template}
    page.update_date = build.page.changed.isoformat()
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A view that the source shows and the page does not would be lost without a word."""
    lost = [key for key in build.page.data.get("quotes", ()) if key not in build.placed]
    if lost:
        _refuse(
            f"docs/{page.file.src_uri}: a quote block stands by itself between empty lines, not in an indented code"
            f" block; not shown: {', '.join(lost)}\n    Put an empty line before and after it, and indent it like the"
            " text round it."
        )
    page.present_anchor_ids |= build.page.anchors
    return html


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Our own environment, which escapes; MkDocs's does not."""
    return build.templates


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Plain data instead of MkDocs's own objects."""
    return pages.context(build.pages[page.file.src_uri], build.site, page.content or "")


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    if template_name == "404.html":
        view, root = not_found(context["base_url"].rstrip("/") + "/")
        return pages.context(view, build.site, root=root)
    return {"site": build.site, "pages": [page for page in build.pages.values() if page.canonical is None]}


def _path(url: str) -> str:
    """MkDocs's address of a page, from the site's root; its home is `./`."""
    return "" if url in ("./", ".") else url
