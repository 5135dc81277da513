"""Faults as text for a person, and as the forms that forges and editors read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable

from commentary.problems import Problem, printable


def refusal(problems: list[Problem]) -> str:
    """What a build says that publishes nothing."""
    return f"Nothing was published. What is to be mended:\n\n{as_text(problems)}\n"


def as_text(problems: Iterable[Problem]) -> str:
    """A line a fault, `path:line:column: message`, and an indented line that says how to mend it."""
    return "\n".join(
        f"{printable(p.place.path)}:{p.place.line}:{p.place.column}: {_label(p)}{printable(p.message)}\n"
        f"    {printable(p.mend)}"
        for p in problems
    )


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub's workflow commands, which put each fault on its line of the pull request."""
    return "\n".join(
        f"::{p.severity} file={_property(p.place.path)},line={p.place.line},col={p.place.column},"
        f"title={_property(p.rule)}::{_data(printable(p.message) + chr(10) + printable(p.mend))}"
        for p in problems
    )


def as_gitlab(problems: Iterable[Problem]) -> str:
    """GitLab's code quality report, a JSON array of issues."""
    return _json(
        [
            {
                "description": f"{printable(p.message)} {printable(p.mend)}",
                "check_name": p.rule,
                "fingerprint": hashlib.sha256(
                    f"{p.rule}\0{printable(p.place.path)}\0{p.place.line}\0{p.place.column}\0{printable(p.message)}".encode()
                ).hexdigest(),
                "severity": "major" if p.severity == "error" else "minor",
                "location": {"path": printable(p.place.path), "lines": {"begin": p.place.line}},
            }
            for p in problems
        ]
    )


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array of objects with path, line, column, severity, rule, message and mend."""
    return _json(
        [
            {
                "path": printable(p.place.path),
                "line": p.place.line,
                "column": p.place.column,
                "severity": p.severity,
                "rule": p.rule,
                "message": printable(p.message),
                "mend": printable(p.mend),
            }
            for p in problems
        ]
    )


def notice(text: str) -> str:
    """A GitHub workflow command that says something of the whole."""
    return f"::notice title=proposal::{_data(printable(text))}"


SAID: dict[str, Callable[[str], str]] = {"text": str, "github": notice}
"""Where a report has room for a sentence on the whole, how it is written."""
FORMATS = {"text": as_text, "github": as_github, "gitlab": as_gitlab, "json": as_json}


def _label(problem: Problem) -> str:
    return "" if problem.severity == "error" else "warning: "


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
