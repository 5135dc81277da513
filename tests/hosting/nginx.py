"""An nginx for the tests of its configuration: the system's. `python -m tests.hosting.nginx` sees to it.

It installs one from Debian's packages where none is found and it runs as root. Where it cannot it fails and says what
to do; no test of it is ever skipped.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

MISSING = (
    "The tests of the headers need nginx, and none was found or could be installed. Install it by hand (on Debian"
    " `apt install nginx-light`, elsewhere `brew install nginx`), or name it: make test NGINX=/path/to/nginx"
)
PACKAGES = ("nginx-light", "libnginx-mod-http-brotli-static")
PLACES = "/usr/sbin:/usr/local/sbin:/opt/homebrew/bin"
"""Where it lies beside the paths of a user who is not root."""

_CONFIGURATION = """\
{modules}
{user}
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {folder}/site.conf;
    }}
}}
"""


def find() -> str | None:
    """The path of nginx: the one that NGINX names, or the system's."""
    if named := os.environ.get("NGINX"):
        return named if Path(named).is_file() else None
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{PLACES}")


def brotli_module() -> str | None:
    """The path of nginx's module for files compressed with Brotli, a package of its own, where this nginx has it."""
    program = find()
    told = subprocess.run([program, "-V"], capture_output=True, text=True, check=False).stderr if program else ""
    place = re.search(r"--modules-path=(\S+)", told)
    module = Path(place[1], "ngx_http_brotli_static_module.so") if place else None
    return str(module) if module and module.is_file() else None


def install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", "-q", *command], stdout=sys.stderr, env=environment, check=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextlib.contextmanager
def serving(root: Path, configuration: str, folder: Path, modules: Iterable[str] = ()) -> Iterator[int]:
    """The port at which nginx serves the files below `root`, with the configuration in its server block."""
    program = find()
    assert program, MISSING
    folder.mkdir()
    port = free_port()
    (folder / "site.conf").write_text(configuration, "utf-8")
    # Root would hand the work to a user who may not read the files of a test.
    user = "user root;" if os.geteuid() == 0 else ""
    loaded = "\n".join(f"load_module {module};" for module in modules)
    text = _CONFIGURATION.format(folder=folder, root=root, port=port, user=user, modules=loaded)
    (folder / "nginx.conf").write_text(text, "utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"],
                               stderr=subprocess.PIPE, text=True)  # fmt: skip
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None, process.stderr.read() + (folder / "error.log").read_text("utf-8")
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()


def main() -> None:
    if find() is None and "NGINX" not in os.environ:
        print("No nginx was found; installing one for the tests.", file=sys.stderr)
        install()
    if find() is None:
        sys.exit(MISSING)


if __name__ == "__main__":
    main()
