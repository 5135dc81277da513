"""A built site on Cloudflare Workers, as wrangler runs it on this machine with our configuration."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from commentary.headers import FOR_EVER, security
from tests.audit.tools import HERE
from tests.hosting.nginx import free_port
from tests.publication import ROOT, files

CONFIGURATION = "wrangler.jsonc"
WRANGLER = HERE / "node_modules" / "wrangler" / "bin" / "wrangler.js"
MISSING = ("assets/site-00000000.css", "assets/js/reply-00000000.js", "images/nowhere-00000000.avif", "nowhere/")
TOLD = ("_headers", "_redirects")
"""What the host reads itself and serves to nobody."""


@contextlib.contextmanager
def serving(site: Path, folder: Path) -> Iterator[int]:
    """The port at which wrangler serves a copy of the site."""
    shutil.copytree(site, folder / "site")
    shutil.copy(ROOT / CONFIGURATION, folder)
    port = free_port()
    command = ["node", str(WRANGLER), "dev", "--ip", "127.0.0.1", "--port", str(port), "--inspector-port", "0"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "WRANGLER_SEND_METRICS": "false", "CI": "1"},
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            for _ in range(600):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                assert process.poll() is None, (folder / "log").read_text("utf-8")
                time.sleep(0.1)
            yield port
        finally:
            # Its runtime is a process of its own.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 15)
            process.wait(30)


def check(site: Path, folder: Path, endpoint: str = "") -> tuple[int, list[str]]:
    """How many answers were looked at, and what is wrong with them. `endpoint` is where the site's form sends."""
    there = files(site)
    lost = there["404.html"]
    faults: list[str] = []
    asked = 0
    with serving(site, folder) as port:

        def look(path: str, status: int, body: bytes | None, kept: str | None, location: str = "") -> None:
            nonlocal asked
            asked += 1
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", f"/{quote(path)}", headers={"Sec-Fetch-Mode": "navigate"})
            answer = connection.getresponse()
            got = answer.read()
            sent = {name.lower(): value for name, value in answer.getheaders()}
            connection.close()
            if answer.status != status:
                faults.append(f"{path} is answered with {answer.status} instead of {status}")
                return
            if body is not None and got != body:
                faults.append(f"{path} has other bytes than the site")
            if location and sent.get("location") != location:
                faults.append(f"{path} leads to {sent.get('location')} instead of {location}")
            wrong = [name for name, value in security(endpoint).items() if sent.get(name.lower()) != value]
            # The host forwards before it looks at the headers.
            if not location and wrong:
                faults.append(f"{path} comes without {', '.join(wrong)}")
            if (sent.get("cache-control") == FOR_EVER) != (kept == FOR_EVER):
                faults.append(f"{path} is sent with Cache-Control: {sent.get('cache-control')}")

        forwarded = dict(line.split(" ")[:2] for line in there.get("_redirects", b"").decode().splitlines())
        for old, new in forwarded.items():
            look(unquote(old[1:]), 301, None, None, new)
        named = {line[1:] for line in there["_headers"].decode().splitlines() if line.startswith("/")}
        for path, content in there.items():
            address = path.removesuffix("index.html")
            if path in (*TOLD, "404.html") or f"/{quote(address)}" in forwarded:
                continue
            lasting = quote(path) in named or (path.startswith("assets/search-") and path.count("/") > 1)
            look(address, 200, content, FOR_EVER if lasting else None)
        for path in (*MISSING, *TOLD):
            look(path, 404, lost, None)
    return asked, faults
