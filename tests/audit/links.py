"""Where the links of a built site lead: every file, every id, and nothing loaded from elsewhere."""

from __future__ import annotations

import html.parser
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {
    ("img", "src"),
    ("source", "src"),
    ("script", "src"),
    ("iframe", "src"),
    ("link", "href"),
    ("video", "poster"),
}
# These are addresses for others to read; nothing is loaded from them.
TOLD = {"canonical", "alternate", "prev", "next", "author", "license", "webmention", "me"}


class _Page(html.parser.HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        told = tag == "link" and TOLD & set(given.get("rel", "").lower().split())
        for name, value in given.items():
            if name == "id":
                self.ids.append(value)
            elif name == "srcset":
                self.loaded += [part.split()[0] for part in value.split(",") if part.strip()]
            elif (tag, name) in LOADED and not told:
                self.loaded.append(value)
            elif name in ("href", "src", "cite", "action", "poster", "data"):
                self.links.append(value)
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.links.append(given.get("content", "").partition("url=")[2])


def check(site: Path, base: str) -> tuple[int, list[str]]:
    """How many links there are, and which lead nowhere. `base` is the address that the site was built for,
    or `/` where it was built for none."""
    pages = {file.relative_to(site).as_posix(): _Page(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}
    loaded_by = [(path, target, True) for path, page in pages.items() for target in page.loaded]
    linked_by = [(path, target, False) for path, page in pages.items() for target in page.links]
    for sheet in sorted(site.rglob("*.css")):
        path = sheet.relative_to(site).as_posix()
        found = re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text("utf-8"))
        loaded_by += [(path, target, True) for target in found if not target.startswith("data:")]
    faults = [f"{path} has an id twice" for path, page in pages.items() if len(page.ids) != len(set(page.ids))]
    root = urlsplit(base).path
    for path, target, loaded in loaded_by + linked_by:
        parts = urlsplit("/" + target.removeprefix(base) if target.startswith(base) else target)
        if parts.scheme or parts.netloc:
            if loaded and parts.scheme != "data":
                faults.append(f"{path} loads {target} from elsewhere")
            continue
        way = unquote(parts.path)
        if not target.startswith(base) and way.startswith(root) and way.startswith("/"):
            way = "/" + way.removeprefix(root)
        where = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), way)).lstrip("/") if way else path
        if (site / where).is_dir():
            where = posixpath.join(where, "index.html")
        if not (site / where).is_file():
            faults.append(f"{path} leads to {target}, which is not there")
        elif parts.fragment and where in pages and unquote(parts.fragment) not in pages[where].ids:
            faults.append(f"{path} leads to {target}; there is no such id")
    return len(loaded_by) + len(linked_by), faults
