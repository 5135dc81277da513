"""Where each kind of forge has its pages for a file."""

from __future__ import annotations

import pytest

from commentary.forge import KINDS, find_forge


@pytest.mark.parametrize(
    ("repository", "kind"),
    [
        ("https://github.com/o/r/", "github"),
        ("https://gitlab.example.org/g/s/r", "gitlab"),
        ("https://codeberg.org/o/r", "forgejo"),
        ("https://gitea.example.org/o/r", "gitea"),
        ("https://bitbucket.org/o/r", "bitbucket"),
        ("https://git.example.org/o/r", None),
        ("", None),
    ],
)
def test_the_host_tells_the_kind(repository: str, kind: str | None) -> None:
    forge = find_forge(repository)
    assert (forge.kind if forge else None) == kind


def test_a_setting_tells_what_the_host_does_not() -> None:
    forge = find_forge("https://git.example.org/o/r/", "gitea", "pages/live")
    assert forge.history("comments/a/1.yml") == "https://git.example.org/o/r/commits/branch/pages/live/comments/a/1.yml"


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_for_each_purpose(kind: str) -> None:
    forge = find_forge("https://e.org/o/r", kind)
    assert forge.edit("a b.md").endswith("/main/a%20b.md?mode=edit" if kind == "bitbucket" else "/main/a%20b.md")
    assert forge.history("a.md").startswith("https://e.org/o/r/")
    assert ("{name}" in forge.new_file) == (kind != "bitbucket")
    assert ("{text}" in forge.new_file) == (kind in ("github", "gitea", "forgejo"))
