"""`make golden` accepts what the miniature publication now looks like; read the difference in Git first."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from tests.publication import MINIATURE, build, copy_miniature

EXPECTED = MINIATURE / "expected"
ASSET = re.compile(r"(assets/[\w/-]+)-[0-9a-f]{8}(?=\.)")


def pages(root: Path) -> dict[str, str]:
    """The built pages and feeds of a publication by their path in the site, as text.

    The names of assets are shortened: a change of the looks alone changes no page.
    """
    result = build(root)
    assert result.returncode == 0, result.stdout + result.stderr
    site = root / "site"
    return {
        p.relative_to(site).as_posix(): ASSET.sub(r"\1-…", p.read_text("utf-8"))
        for p in sorted(site.rglob("*"))
        if p.suffix in (".html", ".json", ".xml") and "assets" not in p.parts
    }


def accept() -> None:
    with tempfile.TemporaryDirectory() as folder:
        built = pages(copy_miniature(Path(folder) / "miniature"))
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for path, text in built.items():
        (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / path).write_text(text, "utf-8", newline="\n")
    print(f"{len(built)} pages written to {EXPECTED}")


if __name__ == "__main__":
    accept()
