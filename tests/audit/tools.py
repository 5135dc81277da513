"""The programs that the audit brings along by npm, and what it needs to be there already."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

NEEDED = {
    "node": "Node.js 20 or newer runs Lighthouse; on Debian and Ubuntu: apt install nodejs",
    "npm": "npm brings Lighthouse and the Nu Html Checker; on Debian and Ubuntu: apt install npm",
    "java": "Java 17 or newer runs the Nu Html Checker; on Debian and Ubuntu: apt install default-jre-headless",
}


def see_to() -> list[str]:
    """Install what npm has, as the lock file says; what is missing for the audit, in words."""
    missing = [f"{name}: {words}" for name, words in NEEDED.items() if not shutil.which(name)]
    if missing:
        return missing
    lock, installed = HERE / "package-lock.json", MODULES / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        print("npm ci, for Lighthouse and the Nu Html Checker …", file=sys.stderr)
        result = subprocess.run(
            ["npm", "ci", "--loglevel=error"], cwd=HERE, capture_output=True, text=True, check=False
        )
        if result.returncode:
            return [f"npm ci failed; it needs the network.\n{result.stderr.strip()}"]
        installed.touch()
    return []
