"""The list of headers: what each form of it says, and that it fits what the hosts take."""

from __future__ import annotations

import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner

from commentary.cli import main
from commentary.headers import FOR_EVER, MOST_RULES, netlify, policy, security
from tests.publication import ROOT, build, files

ENDPOINT = "https://forms.example.org"
"""That of the miniature."""


def rules(text: str) -> dict[str, dict[str, str]]:
    """A `_headers` file by path, read as the hosts read it."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            found[line] = {}
        else:
            name, value = line.strip().split(": ", 1)
            found[list(found)[-1]][name] = value
    return found


def sent(text: str, path: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for pattern, headers in rules(text).items():
        if fnmatch.fnmatchcase(path, pattern):
            for name, value in headers.items():
                values.setdefault(name, []).append(value)
    return values


def test_a_build_writes_the_headers_of_its_files(miniature_site: Path) -> None:
    text = (miniature_site / "_headers").read_text("utf-8")
    for path in files(miniature_site):
        values = sent(text, f"/{path}")
        assert {name: [value] for name, value in security(ENDPOINT).items()}.items() <= values.items(), path
        assert values.get("Cache-Control") == ([FOR_EVER] if path.startswith("assets/") else None), path


def test_nothing_is_said_of_an_asset_that_is_not_there(miniature_site: Path) -> None:
    """Cloudflare Workers sends these headers with its 404 too, and browsers would keep that for a year."""
    text = (miniature_site / "_headers").read_text("utf-8")
    for path in ("/assets/site-00000000.css", "/assets/js/reply-00000000.js", "/assets/search-00000000/index.json"):
        assert sent(text, path).keys() == security().keys(), path


def test_an_owners_own_headers_stay(miniature: Path) -> None:
    settings = miniature / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("    nested_replies:", "    files: [_headers]\n    nested_replies:"),
        "utf-8",
    )
    (miniature / "docs/_headers").write_text("/*\n  X-Own: yes\n", "utf-8")
    assert build(miniature).returncode == 0
    assert (miniature / "site/_headers").read_text("utf-8") == "/*\n  X-Own: yes\n"


def test_a_page_carries_the_policy_for_hosts_that_send_none(miniature_site: Path) -> None:
    page = (miniature_site / "index.html").read_text("utf-8").replace("&#39;", "'")
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy(ENDPOINT, in_page=True)}">' in page
    # Browsers warn of this one in a page and pass over it.
    assert "frame-ancestors" in policy()
    assert "frame-ancestors" not in page


def test_cloudflare_takes_all_the_rules_of_a_large_site() -> None:
    pictures = [f"images/p-{n}-0123abcd.avif" for n in range(500)]
    index = [f"assets/search-0123abcd/words/{n}.json" for n in range(5_000)]
    found = rules(netlify([*pictures, "images/p.svg", *index, "assets/site-0123abcd.css"]))
    assert len(found) == MOST_RULES
    # Every page asks for the assets, so they come before any picture.
    assert list(found)[:4] == [
        "/*", "/assets/search-0123abcd/*", "/assets/site-0123abcd.css", "/images/p-0-0123abcd.avif"
    ]  # fmt: skip
    assert all(len(f"  {name}: {value}") <= 2000 for headers in found.values() for name, value in headers.items())


def test_no_name_without_a_sum_is_kept_for_ever() -> None:
    names = ["a.jpg", "a-0123abc.jpg", "a-0123ABCD.jpg", "a-0123abcd.html", "a-0123abcd.jpg.map", "a-0123abcd.svg"]
    assert list(rules(netlify([*names, "assets/a.css", "assets/js/a-0123abc.js"]))) == ["/*"]


@pytest.mark.parametrize(
    ("endpoint", "forms"),
    [
        ("", "'self'"),
        ("https://forms.example.org:8443/a/b?c", "'self' https://forms.example.org:8443"),
        ("/reply", "'self'"),
        ("mailto:editors@example.org", "'self'"),
    ],
)
def test_forms_go_to_this_site_and_the_endpoint(endpoint: str, forms: str) -> None:
    assert f"; form-action {forms}; " in policy(endpoint)


def test_the_command_reads_the_built_site(tmp_path: Path) -> None:
    picture = "images/a-0123abcd.webp"
    (tmp_path / "images").mkdir()
    (tmp_path / picture).touch()
    arguments = ["headers", "netlify", "--under", "blog", "--site", str(tmp_path)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    found = rules(result.stdout)
    assert list(found) == ["/blog/*", f"/blog/{picture}"]
    assert found[f"/blog/{picture}"] == {"Cache-Control": FOR_EVER}


@pytest.mark.parametrize("arguments", [["--under", "/a b/"], ["--under", "/a;}/"], ["--endpoint", 'https://e.org";']])
def test_what_would_break_out_of_a_configuration_is_refused(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["headers", "nginx", *arguments]).exit_code == 2


def test_the_command_takes_the_endpoint_from_the_settings(miniature: Path) -> None:
    for form in ("netlify", "nginx"):
        result = CliRunner().invoke(main, ["headers", form, "--root", str(miniature)])
        assert f"form-action 'self' {ENDPOINT};" in result.stdout
        result = CliRunner().invoke(main, ["headers", form, "--root", str(ROOT)])
        assert "form-action 'self';" in result.stdout
