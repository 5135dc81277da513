"""A real browser and a real server for the built sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import launch
from tests.browser.server import POLICY, serving


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
