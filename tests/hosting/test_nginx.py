"""A real nginx with the configuration that `commentary headers nginx` prints, at the root of a host and below it."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from commentary.cli import main
from commentary.headers import ASK_FIRST, FOR_EVER, policy, security
from tests.hosting.nginx import brotli_module, serving
from tests.publication import MINIATURE, files

Answer = tuple[int, dict[str, str], bytes]
Get = Callable[..., Answer]
ENDPOINT = "https://forms.example.org/reply?to=us"


@pytest.fixture(scope="module", params=["/", "/blog/"])
def under(request: pytest.FixtureRequest) -> str:
    return request.param


@contextlib.contextmanager
def hosted(
    site: Path, under: str, folder: Path, *options: str, modules: tuple[str, ...] = (), redirects: bool = False
) -> Iterator[Get]:
    """Asks for a path of a copy of the site, which is in `folder/root` and may be changed."""
    shutil.copytree(site, folder / "root" / under.strip("/"))
    where = ["nginx", "--under", under, "--endpoint", ENDPOINT]
    commands = [
        ["headers", *where, *options],
        *([["redirects", *where, "--root", str(MINIATURE)]] if redirects else []),
    ]
    printed = [CliRunner().invoke(main, command) for command in commands]
    assert not any(result.exit_code for result in printed), [result.output for result in printed]
    configuration = "".join(result.stdout for result in printed)
    with serving(folder / "root", configuration, folder / "nginx", modules) as port:

        def get(path: str, at: str = under, **headers: str) -> Answer:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            # As a browser does; what is encoded already stays.
            connection.request("GET", quote(at + path, safe="/?&=%"), headers=headers)
            answer = connection.getresponse()
            found = answer.status, dict(answer.getheaders()), answer.read()
            connection.close()
            return found

        yield get


@pytest.fixture(scope="module")
def get(under: str, miniature_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    with hosted(miniature_site, under, tmp_path_factory.mktemp("nginx")) as get:
        yield get


def test_every_file_is_there_with_every_header_and_its_type(get: Get, miniature_site: Path) -> None:
    types = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
             ".woff2": "font/woff2", ".png": "image/png", ".xml": "application/xml; charset=utf-8"}  # fmt: skip
    for path, content in files(miniature_site).items():
        status, headers, body = get(path)
        assert (status, body) == (200, content), path
        assert headers.items() >= security(ENDPOINT).items(), path
        if Path(path).suffix in types:
            assert headers["Content-Type"] == types[Path(path).suffix], path


def test_the_policy_names_the_endpoint_of_the_form(get: Get) -> None:
    _, headers, _ = get("")
    assert "form-action 'self' https://forms.example.org;" in headers["Content-Security-Policy"]


def test_what_is_not_there_leads_to_the_page_for_lost_readers(get: Get, miniature_site: Path) -> None:
    for path in ("nowhere", "articles/nowhere/", "assets/site-00000000.css", "assets/fonts/nowhere-00000000.woff2"):
        status, headers, body = get(path)
        assert (status, body) == (404, (miniature_site / "404.html").read_bytes()), path
        assert headers["Content-Type"].startswith("text/html"), path
        assert headers.items() >= security(ENDPOINT).items(), path
        assert headers["Cache-Control"] == ASK_FIRST, path


def test_a_missing_slash_is_added_on_the_same_host(get: Get, under: str) -> None:
    status, headers, _ = get("articles/first")
    assert (status, headers["Location"]) == (301, f"{under}articles/first/")
    assert headers.items() >= security(ENDPOINT).items()
    if under != "/":
        status, headers, _ = get(under.rstrip("/"), at="")
        assert (status, headers["Location"]) == (301, under)
        assert headers.items() >= security(ENDPOINT).items()


def test_an_earlier_address_is_forwarded_with_its_query(under: str, miniature_site: Path, tmp_path: Path) -> None:
    told = [line.split(" ")[:2] for line in (miniature_site / "_redirects").read_text("utf-8").splitlines()]
    assert ["/articles/old-second/", "/articles/second/"] in told
    assert ["/articles/old-second/comments.xml", "/articles/second/comments.xml"] in told
    with hosted(miniature_site, under, tmp_path, redirects=True) as get:
        # Some programs write small digits, as WordPress does; nginx decodes either.
        encoded = "/articles/Fr%C3%BCher_%E4%BA%8C-%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80/"
        assert [encoded, "/articles/second/"] in told
        told.append([encoded.replace("%C3%BC", "%c3%bc"), "/articles/second/"])
        for path, target in told:
            for query in ("", "?a=b&c=%2F"):
                status, headers, _ = get(path[1:] + query)
                assert (status, headers["Location"]) == (301, under + target[1:] + query)
                assert headers.items() >= security(ENDPOINT).items()
                # Otherwise a browser keeps a permanent redirect, and an article could not move back.
                assert headers["Cache-Control"] == ASK_FIRST
            assert get(target[1:])[0] == 200
        assert get("articles/third/")[0] == 200


def test_only_what_carries_its_sum_is_kept_for_ever(get: Get, miniature_site: Path) -> None:
    kept = {path: get(path)[1]["Cache-Control"] for path in files(miniature_site)}
    for_ever = {path for path, how in kept.items() if how == FOR_EVER}
    assert {path for path in kept if path.startswith("assets/")} <= for_ever
    assert any(path.startswith("cards/") for path in for_ever)
    assert not [path for path in for_ever if path.endswith((".html", ".xml"))]
    assert all(re.match("assets/search-[0-9a-f]{8}/", path) for path in for_ever if path.endswith(".json"))
    assert {kept[path] for path in kept if path not in for_ever} == {ASK_FIRST}


def test_a_page_that_did_not_change_is_not_sent_again(get: Get) -> None:
    _, headers, _ = get("")
    status, again, body = get("", **{"If-None-Match": headers["ETag"]})
    assert (status, body) == (304, b"")
    assert again["Content-Security-Policy"] == policy(ENDPOINT)


def test_text_travels_compressed(get: Get) -> None:
    for path in ("articles/first/", "sitemap.xml"):
        _, headers, _ = get(path, **{"Accept-Encoding": "gzip"})
        assert headers["Content-Encoding"] == "gzip", path
        assert headers["Vary"] == "Accept-Encoding"


def test_files_that_were_compressed_before_are_sent(under: str, miniature_site: Path, tmp_path: Path) -> None:
    module = brotli_module()
    options, modules = (["--brotli"], (module,)) if module else ([], ())
    with hosted(miniature_site, under, tmp_path, *options, modules=modules) as get:
        folder = tmp_path / "root" / under.strip("/")
        plain = {path: get(path) for path in files(miniature_site) if not path.endswith(".gz")}
        for path in plain:
            # What they hold tells one from the other, and from what nginx would have compressed by itself.
            (folder / f"{path}.gz").write_bytes(gzip.compress(b"made before " + path.encode()))
            (folder / f"{path}.br").write_bytes(b"brotli of " + path.encode())
        for path, (status, headers, body) in plain.items():
            assert get(path)[2] == body
            for accepted in ("gzip", "gzip, deflate, br"):
                again, compressed, sent = get(path, **{"Accept-Encoding": accepted})
                encoding = "br" if module and "br" in accepted else "gzip"
                assert (again, compressed["Content-Encoding"]) == (status, encoding), path
                assert sent == (folder / f"{path}.{'br' if encoding == 'br' else 'gz'}").read_bytes(), path
                assert compressed["Vary"] == "Accept-Encoding", path
                for name in {*security(ENDPOINT), "Content-Type", "Cache-Control"}:
                    assert compressed[name] == headers[name], f"{path}: {name}"
                assert compressed["ETag"] != headers["ETag"], path
        status, headers, body = get("nowhere/", **{"Accept-Encoding": "gzip"})
        assert (status, gzip.decompress(body)) == (404, b"made before 404.html")
        assert headers.items() >= security(ENDPOINT).items()


def test_nobody_is_told_which_version_of_nginx_it_is(get: Get) -> None:
    assert {get(path)[1]["Server"] for path in ("", "nowhere", "articles/first")} == {"nginx"}
