"""What the site tells robots at its host's root (RFC 9309): that they may fetch all of it, and where its map is."""

from __future__ import annotations

from urllib.parse import urlsplit

FILE = "robots.txt"


def robots(url: str) -> dict[str, str]:
    """The file by its path on the site, for the site's address with a slash at the end.

    None where the address is not known, or is not the root of its host: nobody would read it there.
    """
    if not url or urlsplit(url).path != "/":
        return {}
    return {FILE: f"User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\n"}
