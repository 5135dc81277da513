"""Lock files bring what was tested and nothing else."""

from __future__ import annotations

import json
import re

import pytest

from tests.locks import faults

HASH = f"--hash=sha256:{'0' * 64}"
SOUND = f"click==8.1.0 ; python_version >= '3.11' \\\n    {HASH} \\\n    {HASH}\nyaml[c]==6.0 \\\n    {HASH}\n"
INTEGRITY = f"sha512-{'A' * 86}=="


def npm(**package: object) -> str:
    return json.dumps({"packages": {"": {"name": "x"}, "node_modules/a": package}}, indent=2)


@pytest.mark.parametrize(("path", "text"), [("a.lock", SOUND), ("package-lock.json", npm(integrity=INTEGRITY))])
def test_names_versions_and_hashes_are_all_it_takes(path: str, text: str) -> None:
    assert faults(path, text) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--index-url https://index.example.org/simple", "found '--index-url https://index.example.org/simple'"),
        ("--extra-index-url=https://index.example.org", "found '--extra-index-url"),
        ("-i https://index.example.org", "found '-i"),
        ("--find-links wheels", "found '--find-links"),
        ("--trusted-host index.example.org", "found '--trusted-host"),
        ("-r other.txt", "found '-r other.txt'"),
        (f"click @ https://example.org/click.whl \\\n    {HASH}", "found 'click @ https"),
        (f"https://example.org/click.whl \\\n    {HASH}", "found 'https"),
        (f"./click.whl \\\n    {HASH}", "found './click.whl'"),
        (f"click>=8 \\\n    {HASH}", "found 'click>=8'"),
        ("idna==3.1", "a package has a hash"),
        (f"click==8.1 \\\n    --hash=md5:{'0' * 32}", "found '--hash=md5"),
    ],
)
def test_an_index_an_address_or_no_hash_is_refused(line: str, said: str) -> None:
    for text in (f"{line}\n{SOUND}", f"{SOUND}{line}\n"):
        number = text.index(line)
        found = faults("requirements.lock", text)
        assert found and said in "".join(found)
        assert found[0].startswith(f"requirements.lock:{text[:number].count(chr(10)) + 1}:1: ")


@pytest.mark.parametrize(
    "package",
    [
        {"integrity": INTEGRITY, "resolved": "https://registry.example.org/a.tgz"},
        {"integrity": INTEGRITY, "funding": "https://money.example.org/"},
        {"version": "1.0.0"},
        {"integrity": "sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA="},
    ],
)
def test_the_same_for_npm(package: dict[str, str]) -> None:
    (fault,) = faults("tests/audit/package-lock.json", npm(**package))
    assert re.match(r"tests/audit/package-lock\.json:[68]:1: ", fault)
