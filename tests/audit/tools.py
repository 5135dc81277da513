"""The programs that the audit and the bench bring along by npm, and what has to be there already."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
LIGHTHOUSE = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
VNU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

NEEDED = {
    "node": "Node.js 20 or newer runs them; on Debian and Ubuntu: apt install nodejs",
    "npm": "npm brings them; on Debian and Ubuntu: apt install npm",
    "w3m": "a text browser, to read the pages with; on Debian and Ubuntu: apt install w3m",
    "wget": "it saves pages; on Debian and Ubuntu: apt install wget",
    "java": "Java 17 or newer runs the Nu Html Checker; on Debian and Ubuntu: apt install default-jre-headless",
}


def see_to(folder: Path, needed: Iterable[str]) -> list[str]:
    """Install what npm has, as the lock file of the folder says; what is missing, in words."""
    missing = [f"{name}: {NEEDED[name]}" for name in needed if not shutil.which(name)]
    if missing:
        return missing
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        print(f"npm ci in {folder.name} …", file=sys.stderr)
        result = subprocess.run(
            ["npm", "ci", "--loglevel=error"], cwd=folder, capture_output=True, text=True, check=False
        )
        if result.returncode:
            return [f"npm ci failed; it needs the network.\n{result.stderr.strip()}"]
        installed.touch()
    return []
