"""What stands on the other side of the form: a forge that shows what it was given, an endpoint that takes a POST, a
server for mail. Each keeps what arrived."""

from __future__ import annotations

import contextlib
import email
import email.message
import email.policy
import html
import http.server
import socketserver
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Arrived:
    """`address` is where things are sent to, with a slash at the end; a mail server's is its port."""

    address: str = ""
    port: int = 0
    queries: list[dict[str, str]] = field(default_factory=list)
    posts: list[bytes] = field(default_factory=list)
    messages: list[email.message.EmailMessage] = field(default_factory=list)
    status: int = 0
    """With what each POST is answered, if not with what follows it."""
    pause: float = 0
    """How many seconds it takes to answer one."""


@contextlib.contextmanager
def web(lead_to: str = "") -> Iterator[Arrived]:
    """A forge and an endpoint. A GET shows its query's fields; a POST is kept, and answered by the address that the
    field named `lead_to` gives."""
    arrived = Arrived()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query, keep_blank_values=True))
            # A browser asks for an icon too.
            if query:
                arrived.queries.append(query)
            fields = "".join(
                f'<textarea aria-label="{html.escape(n)}">{html.escape(v)}</textarea>' for n, v in query.items()
            )
            self._answer(f"<!doctype html><title>New file</title>{fields}")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            arrived.posts.append(body)
            time.sleep(arrived.pause)
            target = dict(urllib.parse.parse_qsl(body.decode())).get(lead_to)
            if arrived.status:
                self._answer("" if arrived.status == 204 else f"Status {arrived.status}", arrived.status)
            elif target:
                self.send_response(303)
                self.send_header("Location", target)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._answer("<!doctype html><title>Taken</title>Taken")

        def _answer(self, text: str, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        arrived.address = f"http://127.0.0.1:{server.server_port}/"
        with _running(server):
            yield arrived


@contextlib.contextmanager
def mail() -> Iterator[Arrived]:
    """A server that takes messages by SMTP (RFC 5321) and keeps them."""
    arrived = Arrived()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 ready")
            while line := self.rfile.readline():
                match line[:4].upper():
                    case b"QUIT":
                        return self._say("221 bye")
                    case b"DATA":
                        self._say("354 go on")
                        arrived.messages.append(email.message_from_bytes(self._data(), policy=email.policy.default))
                self._say("250 ok")

        def _data(self) -> bytes:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b"."))
            return b"".join(lines)

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        arrived.port = server.server_address[1]
        with _running(server):
            yield arrived


@contextlib.contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
