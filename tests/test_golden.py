"""The miniature publication looks as it was last accepted, page by page."""

from __future__ import annotations

import difflib

import pytest

from tests.golden import EXPECTED, pages
from tests.publication import copy_miniature


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages(copy_miniature(tmp_path_factory.mktemp("golden") / "miniature"))


def test_there_are_these_pages_and_no_others(built: dict[str, str]) -> None:
    assert sorted(built) == sorted(p.relative_to(EXPECTED).as_posix() for p in EXPECTED.rglob("*") if p.is_file())


@pytest.mark.parametrize("path", sorted(p.relative_to(EXPECTED).as_posix() for p in EXPECTED.rglob("*") if p.is_file()))
def test_page_is_as_accepted(built: dict[str, str], path: str) -> None:
    expected = (EXPECTED / path).read_text("utf-8").splitlines()
    difference = "\n".join(difflib.unified_diff(expected, built.get(path, "").splitlines(), "accepted", "built", n=2))
    assert not difference, f"{path} has changed; `make golden` accepts it if that was meant.\n{difference}"
