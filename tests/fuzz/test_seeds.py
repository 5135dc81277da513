"""What a search begins with, and what it once found, holds in every run of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS
from tests.publication import ROOT

FOUND = ROOT / "tests" / "fuzz" / "found"
"""Inputs that once broke a target: `found/<target>/<what it was>`."""


@pytest.mark.parametrize("target", TARGETS)
def test_every_seed_holds(target: str) -> None:
    inputs = seeds(target)
    assert len(inputs) >= 40
    for data in inputs:
        TARGETS[target](data)


@pytest.mark.parametrize("file", sorted(FOUND.glob("*/*")), ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_was_found_holds(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())
