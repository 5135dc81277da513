"""A server for built sites, as a static host is one: compression, `404.html`, and with a policy all that a careful host
sends."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import os
import threading
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commentary.headers import policy, security

POLICY = policy()
"""What a careful host sends with every answer: nothing inline, nothing from elsewhere."""

TEXT = ("text/", "image/svg+xml", "application/xml", "application/json", "application/javascript", "application/atom")
"""Types of content that hosts compress; pictures and fonts are compressed already."""


def compressed(body: bytes, kind: str) -> bytes:
    """The body as it travels: the same bytes each time, so that weights can be compared."""
    return gzip.compress(body, 9, mtime=0) if kind.startswith(TEXT) else body


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, under: str, policy: str, **kwargs: Any):
        self.under, self.policy = under, policy
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        address = urllib.parse.urlsplit(self.path).path
        file, status = Path(self.directory, "nothing"), 200
        if address.startswith(f"/{self.under}"):
            file = Path(self.translate_path(address.removeprefix(f"/{self.under}")))
        if file.is_dir() and not address.endswith("/"):
            self.send_response(301)
            self.send_header("Location", address + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            file, status = Path(self.directory, "404.html"), 404
        body = file.read_bytes() if file.is_file() else b"Not found"
        kind = self.guess_type(str(file))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if "gzip" in self.headers.get("Accept-Encoding", "") and kind.startswith(TEXT):
            body = compressed(body, kind)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        if self.policy:
            for name, value in (security() | {"Content-Security-Policy": self.policy}).items():
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no fault."""


@contextlib.contextmanager
def serving(folder: str | os.PathLike[str], under: str = "", policy: str = "") -> Iterator[str]:
    """The address at which the files of a folder can be had, with a slash at the end. `under` is the path of the site
    on its host, such as `blog/`."""
    handler = functools.partial(_Handler, directory=os.fspath(folder), under=under, policy=policy)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{under}"
        server.shutdown()
        thread.join()
