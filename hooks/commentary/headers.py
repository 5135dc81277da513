"""What a host sends with each answer: one list, for hosts that read `_headers`, for nginx, and for the pages.

How long something is kept goes by its name. One that holds a sum of the file's bytes stands for these bytes for ever;
anything else may say something new tomorrow. A page is asked for anew each time: a comment that is taken down is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from commentary.assets import ROOM

_SUM = "-[0-9a-f]{8}"
LASTING = rf"(?:{ROOM}.*{_SUM}(?:/.+|\.[0-9a-z]+)|.*{_SUM}\.(?:avif|jpg|png|webp))$"
"""Paths on the site whose names hold the sum of what the file says: assets, and pictures that the build made. The
search's index has it in the name of its folder."""
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

FILE = "_headers"
MOST_RULES = 100
"""Cloudflare passes over what follows in a `_headers` file."""

TRUSTED = "names-of-characters"
"""The one maker of HTML among our scripts, in markdown.js: it lets nothing through but `&name;`."""

_REFUSED = (
    "accelerometer", "browsing-topics", "camera", "clipboard-read", "display-capture", "geolocation", "gyroscope",
    "hid", "idle-detection", "local-fonts", "local-network-access", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What a page never asks a browser for: senses, devices, payment, and what it knows of its user. Copying the finished
reply (`clipboard-write`) is not among them. A name that browsers have dropped has them complain in the console."""

_TYPES = {
    "application/json": "json",
    "application/pdf": "pdf",
    "application/wasm": "wasm",
    "application/xml": "xml",
    "font/woff2": "woff2",
    "image/avif": "avif",
    "image/gif": "gif",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "text/css": "css",
    "text/html": "html",
    "text/javascript": "js",
    "text/plain": "txt",
}
_COMPRESSED = "application/json application/xml image/svg+xml text/css text/javascript text/plain"


def policy(endpoint: str = "", *, in_page: bool = False) -> str:
    """The Content Security Policy: everything from this site, nothing inline, forms to this site and the `endpoint`,
    and no text that a script makes HTML of (Trusted Types), but for what `TRUSTED` makes.

    No `upgrade-insecure-requests`: all that a page asks for has a relative address and so comes as the page came; on a
    host without HTTPS, such as one for trying the site out, pages would stand there without style.

    `in_page` leaves out what browsers take from a header only.
    """
    forms = " ".join(filter(None, ("'self'", _origin(endpoint))))
    parts = [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("style", "img", "font", "script", "connect")),
        "base-uri 'none'",
        f"form-action {forms}",
        "require-trusted-types-for 'script'",
        f"trusted-types {TRUSTED}",
    ]
    return "; ".join(parts if in_page else [*parts, "frame-ancestors 'none'"])


def security(endpoint: str = "") -> dict[str, str]:
    """Headers of every answer, errors and redirects included.

    `Strict-Transport-Security` is the owner's to send: it holds for the whole host. No `Cross-Origin-Resource-Policy`:
    feed readers in a browser show our pictures. No `X-Frame-Options`: browsers that know `frame-ancestors` pass over
    it, and those that don't are too old for our scripts; nobody is signed in, so there is nothing to be tricked into.
    A referrer policy without any origin would have browsers send `Origin: null` to the endpoint, which could not tell
    our form from a forged one.
    """
    return {
        "Content-Security-Policy": policy(endpoint),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _REFUSED),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def netlify(paths: Iterable[str], endpoint: str = "", under: str = "/") -> str:
    """A `_headers` file for Netlify, Cloudflare and hosts like them, for a site that has files at the paths.

    Where two rules give a path the same header, these hosts join the values. So no two do, and pages keep what such
    hosts send by themselves, which is to ask first. Each lasting file is named by itself: a rule for `/assets/*` would
    hold for a file that is not there too, and Cloudflare Workers would have browsers keep its 404 for a year. The files
    of the search's index are too many for that, and a rule is for their folder. Assets come first, since every page
    asks for them; `MOST_RULES` leaves out pictures.
    """
    # Cards are for other sites' machines, which go by rules of their own.
    lasting = {_rule(p) for p in paths if re.match(LASTING, p) and not p.startswith("cards/")}
    named = sorted(lasting, key=lambda rule: (not rule.startswith(ROOM), rule))[: MOST_RULES - 1]
    rules = {f"{under}*": security(endpoint)} | {under + rule: {"Cache-Control": FOR_EVER} for rule in named}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for path, headers in rules.items()
    )


def _rule(path: str) -> str:
    """The path as a rule names it; where its folder has the sum in its name, all that lies in the folder."""
    folder = re.match(rf"{ROOM}.*?{_SUM}/", path)
    return f"{quote(folder[0])}*" if folder else quote(path)


def nginx(endpoint: str = "", under: str = "/", *, brotli: bool = False) -> str:
    """What to include in a `server` block of nginx whose `root` holds the site, below `under`.

    A file with `.gz` behind its name is sent in its stead to whom takes it so, and with `brotli`, for which nginx needs
    a module, one with `.br`; where there is none, nginx compresses by itself.

    A `location` that adds a header inherits none: each repeats them all.
    """
    always = [f'add_header {name} "{value}" always;' for name, value in security(endpoint).items()]
    types = " ".join(f"{kind} {endings};" for kind, endings in _TYPES.items())
    site = _location(
        f"^~ {under}",
        [
            "index index.html;",
            f"error_page 404 {under}404.html;",
            "absolute_redirect off;",
            "charset utf-8;",
            "charset_types text/css text/javascript text/plain application/xml;",
            f"types {{ {types} }}",
            # Which version of nginx it is helps nobody but those who look for an old one.
            "server_tokens off;",
            "gzip on;",
            "gzip_static on;",
            *(["brotli_static on;"] if brotli else []),
            "gzip_vary on;",
            f"gzip_types {_COMPRESSED};",
            *always,
            f'add_header Cache-Control "{ASK_FIRST}" always;',
            # Without `always`: what is missing today may be there tomorrow.
            *_location(f'~ "^{re.escape(under)}{LASTING}"', [*always, f'add_header Cache-Control "{FOR_EVER}";']),
        ],
    )
    if under != "/":
        site += _location(f"= {under[:-1]}", ["absolute_redirect off;", *always, f"return 301 {under};"])
    return "\n".join(site) + "\n"


def _location(match: str, lines: list[str]) -> list[str]:
    return [f"location {match} {{", *(f"    {line}" for line in lines), "}"]


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
