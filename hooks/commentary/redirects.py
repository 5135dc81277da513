"""Where the earlier addresses of articles lead, as hosts that can forward by themselves want to be told.

On any other host stand pages that lead on, and the feed itself. A permanent redirect (RFC 9110, section 15.4.2) keeps
the query and, in the browser, the place on the page.
"""

from __future__ import annotations

from urllib.parse import quote

from commentary import addresses
from commentary.headers import ASK_FIRST, security
from commentary.join import Publication

FILE = "_redirects"


def moved(publication: Publication, page_size: int) -> dict[str, str]:
    """Paths on the site of all that has moved, each with where it is now: an article's page, the further pages of its
    discussion, and the feed of its comments."""
    found = {}
    for piece in publication.articles.values():
        further = range(2, 2 + (len(piece.comments) - 1) // page_size)
        for alias in piece.record.aliases:
            found[addresses.article(alias)] = addresses.article(piece.id)
            found |= {addresses.comments(alias, page): addresses.comments(piece.id, page) for page in further}
            if piece.record.discussion != "off":
                found[addresses.comments_feed(alias)] = addresses.comments_feed(piece.id)
    return found


def netlify(paths: dict[str, str], under: str = "/") -> str:
    """A `_redirects` file for Netlify, Cloudflare and hosts like them; `under` is where the site lies on its host.

    Both compare paths as they are asked for, percent-encoded. Cloudflare wants large digits, and sends who asks with
    small ones there first. Each path stands there twice. Netlify shows a file that is there unless the number has an
    exclamation mark; Cloudflare forwards in any case, and passes over a line with a number that it does not know.
    """
    return "".join(
        f"{quote(under + path)} {quote(under + target)} {status}\n"
        for path, target in paths.items()
        for status in ("301!", "301")
    )


def nginx(paths: dict[str, str], endpoint: str = "", under: str = "/") -> str:
    """What to include in a `server` block of nginx beside what `headers.nginx` gives, with the same headers.

    nginx compares the letters themselves, and wants them percent-encoded where it sends somebody.
    """
    sent = {**security(endpoint), "Cache-Control": ASK_FIRST}
    always = "".join(f'    add_header {name} "{value}" always;\n' for name, value in sent.items())
    return "".join(
        f"location = {under}{path} {{\n    absolute_redirect off;\n{always}"
        f"    return 301 {quote(under + target)}$is_args$args;\n}}\n"
        for path, target in paths.items()
    )
