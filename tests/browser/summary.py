"""The table of what pages weigh and cost, below the results of a test run, also where the tests ran in other
processes and passed. `tests/conftest.py` takes the hook in: those of folders below are not read in time for it."""

from __future__ import annotations

from typing import Any

import pytest

NAME = "figures"


def note(request: pytest.FixtureRequest, rows: list[tuple[str, str, str, str]]) -> None:
    """Keep rows for the table: the page, what is measured, what was found, and the limit."""
    request.node.user_properties.append((NAME, [list(row) for row in rows]))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    rows: list[list[str]] = []
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                rows += [row for name, value in report.user_properties if name == NAME for row in value]
    if rows:
        terminalreporter.section("figures")
        for line in table(sorted(rows, key=lambda row: row[0])):
            terminalreporter.line(line)


def table(rows: list[list[str]]) -> list[str]:
    head = ["page", "figure", "found", "limit"]
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(4)]
    return [
        f"{page:<{widths[0]}}  {name:<{widths[1]}}  {found:>{widths[2]}}  {limit:>{widths[3]}}"
        for page, name, found, limit in [head, *rows]
    ]
