"""The house: the engine knows nothing of MkDocs, one file does, and no room leads back into itself."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

from tests.publication import ROOT

ENGINE = ROOT / "hooks" / "commentary"


def modules() -> dict[str, Path]:
    names = {}
    for file in sorted(ENGINE.rglob("*.py")):
        parts = file.relative_to(ENGINE.parent).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return names


def imports(file: Path) -> set[str]:
    """Names of the modules that a file imports, those below a package as `package.module` too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_only_the_adapter_names_mkdocs() -> None:
    for name, file in modules().items():
        for imported in imports(file):
            assert imported.split(".")[0] not in ("mkdocs", "material", "properdocs"), f"{name} imports {imported}"
    others = [p for p in (ROOT / "hooks").glob("*.py") if p.name != "site.py"]
    assert others == []


def test_the_whole_engine_loads_without_mkdocs() -> None:
    code = "import sys; sys.modules['mkdocs'] = None; sys.modules['material'] = None\n" + "\n".join(
        f"import {name}" for name in modules() if not name.endswith("__main__")
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_no_module_leads_back_to_itself() -> None:
    known = modules()
    graph = {}
    for name, file in known.items():
        # A package's own file names its parts; a part that names the package back would be a circle.
        graph[name] = {i for i in imports(file) if i in known and i != name}
    list(graphlib.TopologicalSorter(graph).static_order())


def test_the_adapter_stays_thin() -> None:
    assert len((ROOT / "hooks/site.py").read_text("utf-8").splitlines()) <= 190


def test_no_module_holds_two_nouns() -> None:
    for name, file in modules().items():
        assert len(file.read_text("utf-8").splitlines()) <= 300, name
        assert not {"utils", "util", "helpers", "misc", "common"} & set(name.split(".")), name


def test_the_repository_holds_no_address_of_a_person() -> None:
    import re

    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=True).stdout.decode().split("\0")  # fmt: skip
    for path in filter(None, listed):
        file = ROOT / path
        if not file.is_file() or file.suffix in (".png", ".lock"):
            continue
        for match in re.finditer(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}", file.read_bytes()):
            # RFC 2606 keeps these names for examples; the tests need some that look real.
            assert match.group().endswith((b"@example.org", b".example.org", b"@e.org")), f"{path}: {match.group()!r}"
