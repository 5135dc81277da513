"""A real browser and a real server for the built sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import long_discussion
from tests.browser import launch
from tests.browser.server import POLICY, serving
from tests.conftest import Once
from tests.publication import build


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, **launch.options()}


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the publication of this repository."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def served_miniature(miniature_site: Path) -> Iterator[str]:
    """The address of the miniature publication."""
    with serving(miniature_site, under="blog/") as address:
        yield address


@pytest.fixture(scope="session")
def served_specimen(specimen_site: Path) -> Iterator[str]:
    """The address of the specimen of every feature of Markdown."""
    with serving(specimen_site) as address:
        yield address


@pytest.fixture(scope="session")
def long_site(once: Once) -> Path:
    """The publication of this repository, built with an article more that 500 comments follow."""

    def make(target: Path) -> None:
        # With the address that a published site has, since each page says it and weighs it.
        result = build(long_discussion.make(target), SOURCE_DATE_EPOCH="", SITE_URL="https://www.example.org/")
        assert result.returncode == 0, result.stderr

    return once("long", make) / "site"


@pytest.fixture(scope="session")
def served_long(long_site: Path) -> Iterator[str]:
    """The address of the publication with the long discussion."""
    with serving(long_site) as address:
        yield address


@pytest.fixture(scope="session")
def served_strictly(site: Path, miniature_site: Path, specimen_site: Path, long_site: Path) -> Iterator[dict[str, str]]:
    """The addresses of all four, by the names of their fixtures, where each answer carries a strict policy."""
    with (
        serving(site, policy=POLICY) as one,
        serving(miniature_site, under="blog/", policy=POLICY) as two,
        serving(specimen_site, policy=POLICY) as three,
        serving(long_site, policy=POLICY) as four,
    ):
        yield {"served": one, "served_miniature": two, "served_specimen": three, "served_long": four}
