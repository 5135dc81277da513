"""Assets under names that hold their sums: each names the next by its new name, and a name means one content."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from commentary.assets import Assets, load_assets
from commentary.problems import Problem
from tests.audit import links
from tests.publication import ROOT, build, copy_miniature, files

BASE = "https://example.org/blog/"
SUMMED = re.compile(r"assets/(?:[\w-]+/)*[\w-]+-[0-9a-f]{8}(?:\.(?:css|js|svg|txt|woff2)|/(?:\w+/)?\w+\.json)")
NAMED = re.compile(r"""["'](\.\.?/[^"']*\.js)["']""")


def theme(folder: Path, **changed: str) -> Path:
    """A small theme's assets. Two underlines in a name stand for a slash."""
    texts = {
        "js/first.js": "import { a } from \"./second.js\";\nimport('./deep/third.js');\n",
        "js/second.js": 'export * from "../js/words.js";\nexport const a = "./second.js";\n',
        "js/deep/third.js": 'import "../second.js";\n',
        "css/layers.css": "@layer a;\n",
        "css/fonts.css": "@font-face { src: url(fonts/serif.woff2) } p { background: url(data:,) url(#a) }\n",
        "fonts/serif.woff2": "letters",
        "fonts/README.md": "For writers.",
        "icon.svg": "<svg/>",
    } | {name.replace("__", "/", 1).replace("__", "."): text for name, text in changed.items()}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def load(folder: Path, words: str = "export const b = 1;\n") -> tuple[Assets, list[Problem]]:
    return load_assets(folder, {"js/words.js": words})


def changed(folder: Path, before: Assets, words: str = "export const b = 1;\n") -> set[str]:
    """Names of the assets whose path is another than before."""
    after, problems = load(folder, words)
    assert problems == []
    return {name for name, path in after.paths.items() if before.paths.get(name) != path}


def test_each_names_the_next_by_its_new_name(tmp_path: Path) -> None:
    assets, problems = load(theme(tmp_path))
    assert problems == []
    assert set(assets.paths.values()) == assets.files.keys() | assets.texts.keys()
    assert all(SUMMED.fullmatch(path) for path in assets.paths.values()), assets.paths
    name = {source: path.removeprefix("assets/js/") for source, path in assets.paths.items()}
    assert assets.texts[assets.paths["js/first.js"]] == (
        f"import {{ a }} from \"./{name['js/second.js']}\";\nimport('./{name['js/deep/third.js']}');\n"
    )
    # A text that only looks like a name stays.
    assert assets.texts[assets.paths["js/second.js"]] == (
        f'export * from "../js/{name["js/words.js"]}";\nexport const a = "./second.js";\n'
    )
    assert f"url({assets.paths['fonts/serif.woff2'].removeprefix('assets/')})" in assets.texts[assets.paths["site.css"]]
    assert "fonts/README.md" not in assets.paths


def test_a_change_renames_what_changed_and_all_that_names_it(tmp_path: Path) -> None:
    before, _ = load(theme(tmp_path))
    assert changed(tmp_path, before) == set()
    scripts = {"js/second.js", "js/deep/third.js", "js/first.js"}
    assert changed(tmp_path, before, words="export const b = 2;\n") == {"js/words.js", *scripts}
    (tmp_path / "js/deep/third.js").write_text("1;\n", "utf-8")
    assert changed(tmp_path, before) == {"js/deep/third.js", "js/first.js"}
    (tmp_path / "fonts/serif.woff2").write_bytes(b"other letters")
    assert changed(tmp_path, before) == {"js/deep/third.js", "js/first.js", "fonts/serif.woff2", "site.css"}


def test_what_names_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    _, problems = load(theme(tmp_path, js__second__js='\nimport "./gone.js";', css__a__css="p{background:url(x.svg)}"))
    assert [(problem.place.path, problem.place.line, problem.message) for problem in problems] == [
        ("hooks/theme/assets/js/second.js", 2, "an asset names others that are there; found “./gone.js”"),
        ("hooks/theme/assets/css", 1, "an asset names others that are there; found “x.svg”"),
    ]


def test_scripts_that_import_each_other_are_reported(tmp_path: Path) -> None:
    _, problems = load(theme(tmp_path, js__second__js='import "./first.js";'))
    (problem,) = problems
    assert problem.rule == "asset"
    assert "js/first.js" in problem.message and "js/second.js" in problem.message


def test_a_fault_in_an_asset_publishes_nothing(miniature: Path, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    shutil.copytree(ROOT / "hooks", hooks, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    settings = miniature / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(str(ROOT / "hooks"), str(hooks)), "utf-8")
    (hooks / "theme/assets/js/draft.js").write_text('import "./gone.js";', "utf-8")
    result = build(miniature)
    assert result.returncode == 1
    assert (
        "hooks/theme/assets/js/draft.js:1:1: an asset names others that are there; found “./gone.js”" in result.stderr
    )
    assert not (miniature / "site").exists()


@pytest.mark.parametrize("fixture", ["site", "miniature_site", "specimen_site"])
def test_all_assets_of_a_site_have_sums_and_all_that_is_asked_for_is_there(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(fixture)
    base = {"site": "/", "miniature_site": BASE}.get(fixture, "/")
    published = {path: data for path, data in files(folder).items() if path.startswith("assets/")}
    assert len(published) > 10
    assert [path for path in published if not SUMMED.fullmatch(path)] == []
    # Pages and the stylesheet; then scripts, which name each other.
    _, faults = links.check(folder, base)
    assert [fault for fault in faults if "assets/" in fault or ".css" in fault] == []
    for path, data in published.items():
        for named in NAMED.findall(data.decode()) if path.endswith(".js") else ():
            assert (folder / path).parent.joinpath(named).is_file(), f"{path} asks for {named}"


def test_the_same_sources_have_the_same_names_everywhere(miniature_site: Path, tmp_path: Path) -> None:
    again = copy_miniature(tmp_path / "again")
    assert build(again).returncode == 0
    assets = {path: data for path, data in files(miniature_site).items() if path.startswith("assets/")}
    assert {path: data for path, data in files(again / "site").items() if path.startswith("assets/")} == assets
