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

from commentary import pages
from commentary.cache import taken_away
from commentary.docs_files import moved
from commentary.edition import Edition, prepare
from commentary.load import today
from commentary.machine import machine_problem
from commentary.problems import Problem
from commentary.reports import as_text, refusal
from commentary.robots import robots
from commentary.settings import editors_address
from commentary.site_file import Decided, LeftOut
from commentary.views.cards import LinkView
from commentary.views.pages import SiteView, not_found, plain_links
from commentary.views.reply import reply_ways

log = logging.getLogger("mkdocs.commentary")
remarks = logging.getLogger("commentary")
"""Not counted by --strict: a remark is no fault, here as in `commentary check`."""

# MkDocs loads this module once and builds many times while serving: what a build knows is set anew in on_config.
serving = False
edition: Edition | None = None
site = SiteView("")


def on_startup(command: str, dirty: bool) -> None:
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Everything is checked before MkDocs empties the site's folder: a fault leaves the last good site as it was.

    While serving, the last good edition is shown once more with the report above it: MkDocs's server answers nothing
    at all from a build that raises until one succeeds.
    """
    global edition
    root, theme = Path(config.config_file_path).parent, Path(config.theme.custom_dir)
    found, problems = prepare(root, theme, config.site_name, today(), _decided(config))
    if found is None:
        _refuse(refusal(problems))
        edition.outdated(problems)
    else:
        edition = found
        if problems:
            _remark(problems)
    # The texts are rendered already.
    config.markdown_extensions, config.mdx_configs = [], {}
    return config


def _decided(config: MkDocsConfig) -> Decided:
    """A preview builds drafts too, so they stand in its lists."""
    left_out = LeftOut(config.exclude_docs, None if serving else config.draft_docs)
    return Decided(tuple(config.markdown_extensions), config.mdx_configs, left_out)


def _remark(problems: list[Problem]) -> None:
    remarks.warning("Worth a look:\n\n%s\n", as_text(problems))


def _refuse(report: str) -> None:
    """Ends the build with the report; while serving, once there is something to show, says it and goes on."""
    if not (serving and edition):
        raise PluginError(report)
    log.error(report)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the generated pages and the assets; leaves out Material's own files, which no page of ours asks for."""
    for file in list(files):
        ours = file.src_dir == config.docs_dir and file.src_uri in edition.documents
        # A page that came with a fault has no record yet.
        if not ours or (file.is_documentation_page() and file.src_uri not in edition.pages):
            files.remove(file)
        elif not (file.is_documentation_page() or file.inclusion.is_excluded()):
            # MkDocs would follow a link that was put there since the check.
            try:
                file.content_bytes = edition.document(file.src_uri)
            except OSError as error:
                raise PluginError(refusal([moved(file.src_uri, error)])) from None
    for page in edition.pages.values():
        if page.generated:
            files.append(File.generated(config, page.source, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    for path, made in edition.files.items():
        files.append(File.generated(config, path, abs_src_path=str(made)))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    global site
    site = SiteView(
        name=config.site_name,
        description=config.site_description or "",
        url=config.site_url or "",
        reply=reply_ways(edition.settings, config.repo_url or "", editors_address()),
        history=edition.settings.history,
        policy="" if serving else edition.policy,
        # MkDocs's address of the front page is `./`, ours is nothing.
        menu=tuple(LinkView(item.title or "", item.url.removeprefix("./")) for item in nav.pages if item.url),
        pages=plain_links(edition.publication),
        problems=tuple(edition.problems),
    )
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Nothing for MkDocs to read: what was checked is what is published."""
    return ""


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    view = edition.pages[page.file.src_uri]
    page.meta = {"title": view.title, "description": view.description, "template": view.template}
    # MkDocs would take today's date for the time in sitemap.xml.gz.
    page.update_date = str(view.changed or "1970-01-01")
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    text, problems = edition.text(edition.pages[page.file.src_uri])
    if problems:
        _refuse(refusal(problems))
    return text


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Our own environment, which escapes; MkDocs's does not. And what is made of text, once every text is there."""
    for path, text in (robots(site.url) | edition.generated(site.name, site.description, site.url)).items():
        if path not in edition.documents:  # An owner's own stays.
            files.append(File.generated(config, path, content=text))
    return edition.templates


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Plain data instead of MkDocs's own objects."""
    return pages.context(edition.pages[page.file.src_uri], site, page.content or "")


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    if template_name == "404.html":
        return pages.context(not_found(edition.language), site, root=context["base_url"].rstrip("/") + "/")
    return {"site": site, "pages": [page for page in edition.pages.values() if page.listed and page.canonical is None]}


def on_post_build(config: MkDocsConfig) -> None:
    """All is copied: the cache may be swept."""
    if problems := edition.sweep():
        _remark(problems)


def on_build_error(error: Exception) -> None:
    """What the machine refuses is told like any other fault, without a traceback."""
    if fault := machine_problem(error, Path.cwd()) or taken_away(error):
        raise PluginError(refusal([fault])) from None
