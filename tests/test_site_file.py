"""mkdocs.yml is read by the engine as MkDocs reads it, so that a check cannot disagree with a build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import mkdocs.config
import pytest
from click.testing import CliRunner
from mkdocs.structure.files import File, set_exclusions

from commentary.cli import main
from commentary.load import load
from commentary.site_file import FILE, LeftOut, read_site_file
from tests.publication import ROOT

PATHS = ["index.md", "README.md", "articles/a.md", "articles/half-written.md", "articles/Half.md", "drafts/a/b.md",
         "a b.md", "über.md", ".hidden/a.md", ".well-known/x.txt", "templates/a.md", "sub/templates/a.md",
         "decisions/0001.md", "images/a.svg", "#a.md", "!a.md"]  # fmt: skip
SETTINGS = {
    "nothing": "",
    "exclude": "exclude_docs: |\n  /decisions/\n  /articles/half-written.md\n",
    "drafts": "draft_docs: |\n  /articles/*.md\n  !/articles/a.md\n",
    "taken back": "exclude_docs: |\n  !.well-known\n  !/templates/\n  drafts\n",
    "not taken back by the other list": "exclude_docs: drafts/\ndraft_docs: '!drafts/'\n",
    "remarks and signs": "exclude_docs: |\n  # a remark\n  \\#a.md\n  \\!a.md\n\n  a\\ b.md\n  **/b.md\n",
    "from the environment": "exclude_docs: !ENV [TEST_LEFT_OUT, '/index.md']\ndraft_docs: !ENV TEST_DRAFTS\n",
    "folded": "exclude_docs: /index.md\n",
    "a list of extensions": "markdown_extensions: [footnotes, {toc: {permalink: true, toc_depth: 3}}, footnotes]\n",
    "a mapping of extensions": "markdown_extensions: {toc: {permalink: '#'}, footnotes: , pymdownx.tabbed: }\n",
    "a function": "markdown_extensions:\n  toc:\n    slugify: !!python/name:pymdownx.slugs.slugify\n",
    "a function that is called": (
        "markdown_extensions:\n  toc:\n    slugify: !!python/object/apply:pymdownx.slugs.slugify\n"
        "      kwds: {case: lower}\n"
    ),
    "an alias": "x: &x {permalink: '#'}\nmarkdown_extensions:\n  - toc: *x\n",
    "inherited": "INHERIT: base.yml\ndraft_docs: index.md\nmarkdown_extensions:\n  toc: {toc_depth: 2}\n",
    "inherited lists": "INHERIT: base.yml\nexclude_docs: ''\nmarkdown_extensions: [abbr]\n",
}
BASE = "exclude_docs: /articles/\nmarkdown_extensions:\n  toc: {permalink: '#', toc_depth: 6}\n  footnotes:\n"


@pytest.mark.parametrize("environment", [{}, {"TEST_LEFT_OUT": "/articles/", "TEST_DRAFTS": "a b.md"}])
@pytest.mark.parametrize("text", SETTINGS.values(), ids=SETTINGS)
def test_it_is_read_as_mkdocs_reads_it(
    tmp_path: Path, text: str, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "docs").mkdir()
    (tmp_path / "base.yml").write_text(BASE, "utf-8")
    (tmp_path / FILE).write_text(f"site_name: Test\nplugins: []\n{text}", "utf-8")
    theirs = mkdocs.config.load_config(config_file=str(tmp_path / FILE))
    site, problems = read_site_file(tmp_path)
    assert problems == []
    assert site is not None
    extensions, options, left_out = site.decided()
    assert list(extensions) == theirs.markdown_extensions
    assert {name: {key: _named(value) for key, value in chosen.items()} for name, chosen in options.items()} == {
        name: {key: _named(value) for key, value in chosen.items()} for name, chosen in theirs.mdx_configs.items()
    }
    files = [File(path, str(tmp_path / "docs"), "site", True) for path in PATHS]
    set_exclusions(files, theirs)
    built = {file.src_uri for file in files if file.inclusion.is_included()}
    assert {path for path in PATHS if path not in left_out} == built
    preview = {file.src_uri for file in files if file.inclusion.is_in_serve()}
    assert {path for path in PATHS if path not in LeftOut(theirs.exclude_docs)} == preview


def _named(value: object) -> object:
    return getattr(value, "func", value) if callable(value) else value


@pytest.mark.parametrize("validation", ["", "validation: {omitted_files: warn, anchors: ignore, absolute_links: warn}",
    "validation: {links: {anchors: warn, absolute_links: relative_to_docs}, nav: {not_found: info}}",
    "validation: {not_found: ignore, nav: {not_found: warn}}"])  # fmt: skip
def test_what_is_warned_of_is_what_mkdocs_warns_of(tmp_path: Path, validation: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / FILE).write_text(f"site_name: Test\nplugins: []\n{validation}\n", "utf-8")
    theirs = mkdocs.config.load_config(config_file=str(tmp_path / FILE)).validation
    levels = {"warn": 30, "info": 20, "ignore": 10, "relative_to_docs": -1}
    site, _ = read_site_file(tmp_path)
    for group, rules in {
        "nav": ("omitted_files", "not_found", "absolute_links"),
        "links": ("not_found", "absolute_links", "unrecognized_links", "anchors"),
    }.items():
        for rule in rules:
            assert levels[site.level(group, rule)] == theirs[group][rule], (group, rule)


def test_a_setting_of_ours_may_be_inherited_and_is_reported_where_it_stands(miniature: Path) -> None:
    settings = miniature / FILE
    text = settings.read_text("utf-8")
    start, end = text.index("extra:"), text.index("nav:")
    (miniature / "base.yml").write_text(text[start:end].replace("latest_articles: 2", "latest_articles: 1"), "utf-8")
    settings.write_text(f"INHERIT: base.yml\n{text[:start]}{text[end:]}", "utf-8")
    loaded = load(miniature, dt.date(2026, 6, 30))
    assert loaded.problems == []
    assert loaded.settings.latest_articles == 1
    assert loaded.settings.language == "en-GB"
    (miniature / "base.yml").write_text("extra: {commentary: {latest_articles: 0}}\n", "utf-8")
    (problem,) = load(miniature, dt.date(2026, 6, 30)).problems
    assert (problem.place.path, problem.place.line, problem.place.column) == ("base.yml", 1, 39)


def test_a_setting_of_ours_may_be_an_alias_or_merged(miniature: Path) -> None:
    settings = miniature / FILE
    text = settings.read_text("utf-8")
    shared = "x-shared: &shared\n  language: de\n  latest_articles: 1\n  files: &files [a.txt]\n"
    text = text.replace("    language: en-GB\n", "    <<: *shared\n    language: en-GB\n    files: *files\n")
    settings.write_text(shared + text.replace("    latest_articles: 2\n", ""), "utf-8")
    (miniature / "docs/a.txt").touch()
    loaded = load(miniature, dt.date(2026, 6, 30))
    assert loaded.problems == []
    assert (loaded.settings.language, loaded.settings.latest_articles, loaded.settings.files) == (
        "en-GB",
        1,
        ("a.txt",),
    )


@pytest.mark.parametrize(
    ("line", "report"),
    [
        ("docs_dir: pages", "docs_dir: is docs: articles and pages are looked for in docs/; found “pages”"),
        ("INHERIT: ../bsae.yml", "INHERIT: names a file that can be read; “../bsae.yml”: No such file or directory"),
        ("INHERIT: mkdocs.yml", "INHERIT: leads through at most 10 files; here is one more"),
        ("x: !!python/name:nothing.at_all", "what a value names can be loaded"),
        ("x: !unknown y", "what a value names can be loaded"),
    ],
)
def test_what_the_engine_cannot_follow_is_refused(miniature: Path, line: str, report: str) -> None:
    settings = miniature / FILE
    settings.write_text(f"{line}\n{settings.read_text('utf-8')}", "utf-8")
    result = CliRunner().invoke(main, ["check", "--root", str(miniature)], catch_exceptions=False)
    assert result.exit_code == 1
    assert report in result.stdout


def test_an_extension_that_is_not_there_is_refused(miniature: Path) -> None:
    settings = miniature / FILE
    settings.write_text(settings.read_text("utf-8").replace("- attr_list", "- pymdownx.atr_list"), "utf-8")
    (problem,) = load(miniature, dt.date(2026, 6, 30)).problems
    assert problem.message.startswith("markdown_extensions: names what is installed")


def test_the_repository_reads_like_mkdocs() -> None:
    theirs = mkdocs.config.load_config(config_file=str(ROOT / FILE))
    site, _ = read_site_file(ROOT)
    assert site.decided().options == theirs.mdx_configs
