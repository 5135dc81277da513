"""A thousand requests, eight at a time, on a real nginx; `make audit` sends ten thousand. And that faults are seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from commentary.headers import FOR_EVER, nginx
from tests.hosting import load
from tests.hosting.nginx import serving
from tests.publication import files

UNDER = "/blog/"
NUMBER = 1000


@pytest.fixture(scope="module")
def root(miniature_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("load")
    shutil.copytree(miniature_site, folder / UNDER.strip("/"))
    yield folder


def test_every_answer_is_right_when_many_ask_at_once(root: Path, miniature_site: Path, tmp_path: Path) -> None:
    wanted = load.expected(miniature_site, UNDER)
    assert {unquote(one.path.removeprefix(UNDER)) for one in wanted} >= {
        path.removesuffix("index.html") for path in files(miniature_site)
    }
    with serving(root, nginx(under=UNDER), tmp_path / "nginx") as port:
        found = load.run(port, wanted, NUMBER)
    assert found.faults == []
    assert sum(found.counts.values()) == len(found.times) == NUMBER
    assert set(found.counts) == {
        *(f"{kind}, {manner}" for kind in ("asset", "other file", "page") for manner in ("gzip", "plain", "unchanged")),
        *(f"{kind}, {manner}" for kind in ("not there", "redirect") for manner in ("gzip", "plain")),
    }
    assert 0 < found.median <= found.percentile


@pytest.mark.parametrize(
    ("line", "instead", "fault"),
    [
        ('add_header X-Content-Type-Options "nosniff" always;', "", "X-Content-Type-Options is None"),
        (f'add_header Cache-Control "{FOR_EVER}";', "", "Cache-Control is None"),
        ("error_page 404 /blog/404.html;", "", "the body is another"),
        ("gzip on;", "", "it is not compressed"),
        ("absolute_redirect off;", "absolute_redirect on;", "it leads to http://"),
        ("charset utf-8;", "charset utf-8; sub_filter h1 h2; sub_filter_once off;", "the body is another"),
        ("charset utf-8;", "charset utf-8; if_modified_since off; etag off;", "the counts"),
        ("charset utf-8;", "charset utf-8; limit_except HEAD { deny all; }", "the status is 403"),
    ],
)
def test_an_answer_that_is_not_right_is_noticed(
    root: Path, miniature_site: Path, tmp_path: Path, line: str, instead: str, fault: str
) -> None:
    configuration = nginx(under=UNDER)
    assert line in configuration
    with serving(root, configuration.replace(line, instead), tmp_path / "nginx") as port:
        found = load.run(port, load.expected(miniature_site, UNDER), 150)
    if fault == "the counts":
        assert not [count for count in found.counts if count.endswith("unchanged")]
    else:
        assert any(fault in said for said in found.faults), found.faults[:5]


def test_a_host_that_is_gone_is_noticed(root: Path, miniature_site: Path, tmp_path: Path) -> None:
    with serving(root, nginx(under=UNDER), tmp_path / "nginx") as port:
        pass
    assert len(load.run(port, load.expected(miniature_site, UNDER), 20).faults) == 20
