"""Earlier addresses of articles: the pages that lead on, and the lines for hosts that forward by themselves."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from click.testing import CliRunner

from commentary.cli import main
from commentary.redirects import netlify, nginx
from tests.publication import SPECIMEN, build, copy, files

ALIASES = "aliases: [earlier-specimen, first-specimen, früheres-年]\n"


def lines(text: str) -> dict[str, str]:
    """Where a `_redirects` file leads, read as the hosts read it; they take what comes first."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        path, target, status = line.split(" ")
        assert status.rstrip("!") == "301", line
        assert found.setdefault(path, target) == target, line
    return found


def file(site: Path, address: str) -> Path:
    found = site / unquote(address.lstrip("/"))
    return found / "index.html" if address.endswith("/") else found


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen after it has moved twice, with its discussion five comments at a time."""
    root = copy(SPECIMEN, tmp_path_factory.mktemp("moved") / "publication")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("  commentary:\n", "  commentary:\n    comments_on_a_page: 5\n"), "utf-8")
    article = root / "docs/articles/specimen.md"
    article.write_text(article.read_text("utf-8").replace("---\n", f"---\n{ALIASES}", 1), "utf-8")
    result = build(root)
    assert result.returncode == 0, result.stderr
    return root


def test_a_host_is_told_of_every_address_that_has_moved(moved: Path) -> None:
    site = moved / "site"
    told = lines((site / "_redirects").read_text("utf-8"))
    there = {f"/{quote(path.removesuffix('index.html'))}" for path in files(site)}
    for alias in ("earlier-specimen", "first-specimen", quote("früheres-年")):
        old = {address for address in there if address.startswith(f"/articles/{alias}/")}
        assert f"/articles/{alias}/comments/2/" in old
        assert old == {address for address in told if address.startswith(f"/articles/{alias}/")}
        for address in old:
            assert told[address] == address.replace(alias, "specimen")
            assert file(site, told[address]).is_file()


def test_what_stands_at_an_earlier_address_leads_to_the_same_place(moved: Path) -> None:
    site = moved / "site"
    for address, target in lines((site / "_redirects").read_text("utf-8")).items():
        if address.endswith(".xml"):
            # A reader of feeds that does not forward goes on with the same entries.
            assert file(site, address).read_bytes() == file(site, target).read_bytes()
            (itself,) = ET.parse(file(site, address)).findall("{*}link[@rel='self']")
            assert itself.get("href", "").endswith(target)
            continue
        page = file(site, address).read_text("utf-8")
        up = "../" * address.strip("/").count("/") + "../"
        assert f'<noscript><meta http-equiv="refresh" content="0; url={up}{target[1:]}"></noscript>' in page
        assert f'<link rel="canonical" href="https://example.org{target}">' in page
        assert f'<a href="{up}{target[1:]}">' in page
        assert address not in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("form", ["netlify", "nginx"])
def test_the_command_prints_what_a_build_writes(moved: Path, form: str) -> None:
    printed = CliRunner().invoke(main, ["redirects", form, "--root", str(moved)])
    assert printed.exit_code == 0, printed.output
    written = (moved / "site/_redirects").read_text("utf-8")
    if form == "netlify":
        assert printed.stdout == written
    else:
        for path, target in lines(written).items():
            assert f"location = {unquote(path)} {{\n" in printed.stdout
            assert f"return 301 {target}$is_args$args;" in printed.stdout


def test_below_the_root_of_a_host_both_ends_are(moved: Path) -> None:
    printed = CliRunner().invoke(main, ["redirects", "netlify", "--under", "/blog/", "--root", str(moved)])
    written = lines((moved / "site/_redirects").read_text("utf-8"))
    assert lines(printed.stdout) == {f"/blog{path}": f"/blog{target}" for path, target in written.items()}


def test_where_nothing_has_moved_nothing_is_written(miniature: Path) -> None:
    article = miniature / "docs/articles/second.md"
    kept = article.read_text("utf-8").splitlines(keepends=True)
    article.write_text("".join(line for line in kept if not line.startswith("aliases: ")), "utf-8")
    assert build(miniature).returncode == 0
    assert not (miniature / "site/_redirects").exists()
    assert netlify({}) == nginx({}) == ""


def test_an_owners_own_redirects_stay(miniature: Path) -> None:
    settings = miniature / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("    nested_replies:", "    files: [_redirects]\n    nested_replies:"), "utf-8")
    (miniature / "docs/_redirects").write_text("/a /b\n", "utf-8")
    assert build(miniature).returncode == 0
    assert (miniature / "site/_redirects").read_text("utf-8") == "/a /b\n"


def test_a_publication_with_faults_has_no_redirects_to_print(miniature: Path) -> None:
    article = miniature / "docs/articles/second.md"
    article.write_text(article.read_text("utf-8").replace("date: ", "day: "), "utf-8")
    printed = CliRunner().invoke(main, ["redirects", "nginx", "--root", str(miniature)])
    assert (printed.exit_code, printed.stdout) == (1, "")
    assert "See them with `commentary check`" in printed.stderr
