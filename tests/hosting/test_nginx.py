"""A real nginx with the configuration that `commentary headers nginx` prints, at the root of a host and below it."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from commentary.cli import main
from commentary.headers import ASK_FIRST, FOR_EVER, policy, security
from tests.hosting.nginx import serving
from tests.publication import files

Answer = tuple[int, dict[str, str], bytes]
ENDPOINT = "https://forms.example.org/reply?to=us"


@pytest.fixture(scope="module", params=["/", "/blog/"])
def under(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def get(under: str, miniature_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Answer]]:
    """Asks for a path of the site."""
    folder = tmp_path_factory.mktemp("nginx")
    shutil.copytree(miniature_site, folder / "root" / under.strip("/"))
    printed = CliRunner().invoke(main, ["headers", "nginx", "--under", under, "--endpoint", ENDPOINT])
    assert printed.exit_code == 0, printed.output
    with serving(folder / "root", printed.stdout, folder / "nginx") as port:

        def get(path: str, at: str = under, **headers: str) -> Answer:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", at + path, headers=headers)
            answer = connection.getresponse()
            found = answer.status, dict(answer.getheaders()), answer.read()
            connection.close()
            return found

        yield get


def test_every_file_is_there_with_every_header_and_its_type(get: Callable[..., Answer], miniature_site: Path) -> None:
    types = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
             ".woff2": "font/woff2", ".png": "image/png", ".xml": "application/xml; charset=utf-8"}  # fmt: skip
    for path, content in files(miniature_site).items():
        status, headers, body = get(path)
        assert (status, body) == (200, content), path
        assert headers.items() >= security(ENDPOINT).items(), path
        if Path(path).suffix in types:
            assert headers["Content-Type"] == types[Path(path).suffix], path


def test_the_policy_names_the_endpoint_of_the_form(get: Callable[..., Answer]) -> None:
    _, headers, _ = get("")
    assert "form-action 'self' https://forms.example.org;" in headers["Content-Security-Policy"]


def test_what_is_not_there_leads_to_the_page_for_lost_readers(get: Callable[..., Answer], miniature_site: Path) -> None:
    for path in ("nowhere", "articles/nowhere/", "assets/site-00000000.css", "assets/fonts/nowhere-00000000.woff2"):
        status, headers, body = get(path)
        assert (status, body) == (404, (miniature_site / "404.html").read_bytes()), path
        assert headers["Content-Type"].startswith("text/html"), path
        assert headers.items() >= security(ENDPOINT).items(), path
        assert headers["Cache-Control"] == ASK_FIRST, path


def test_a_missing_slash_is_added_on_the_same_host(get: Callable[..., Answer], under: str) -> None:
    status, headers, _ = get("articles/first")
    assert (status, headers["Location"]) == (301, f"{under}articles/first/")
    assert headers.items() >= security(ENDPOINT).items()
    if under != "/":
        status, headers, _ = get(under.rstrip("/"), at="")
        assert (status, headers["Location"]) == (301, under)
        assert headers.items() >= security(ENDPOINT).items()


def test_only_what_carries_its_sum_is_kept_for_ever(get: Callable[..., Answer], miniature_site: Path) -> None:
    kept = {path: get(path)[1]["Cache-Control"] for path in files(miniature_site)}
    for_ever = {path for path, how in kept.items() if how == FOR_EVER}
    assert {path for path in kept if path.startswith("assets/")} <= for_ever
    assert any(path.startswith("cards/") for path in for_ever)
    assert not [path for path in for_ever if path.endswith((".html", ".xml", ".json"))]
    assert {kept[path] for path in kept if path not in for_ever} == {ASK_FIRST}


def test_a_page_that_did_not_change_is_not_sent_again(get: Callable[..., Answer]) -> None:
    _, headers, _ = get("")
    status, again, body = get("", **{"If-None-Match": headers["ETag"]})
    assert (status, body) == (304, b"")
    assert again["Content-Security-Policy"] == policy(ENDPOINT)


def test_text_travels_compressed(get: Callable[..., Answer]) -> None:
    for path in ("articles/first/", "sitemap.xml"):
        _, headers, _ = get(path, **{"Accept-Encoding": "gzip"})
        assert headers["Content-Encoding"] == "gzip", path
        assert headers["Vary"] == "Accept-Encoding"
