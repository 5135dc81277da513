"""The browser, started as the other browser tests start it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import launch


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, **launch.options()}
