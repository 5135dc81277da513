"""The menu, `nav` in mkdocs.yml: what it names is there, and what is there it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from commentary.collection import Collection
from commentary.destinations import Destination, split
from commentary.near import nearest_file
from commentary.problems import Place, Problem, shown
from commentary.site_file import FILE, SiteFile


def menu_faults(
    site: SiteFile, collection: Collection, places: Mapping[str, Destination], told: Set[str]
) -> Iterator[Problem]:
    """What MkDocs would warn of, and so end a build; nothing of files of which something is `told` already."""
    menu = site.menu()
    if menu is None:
        return
    named = set()
    for place, address in menu:
        parts = split(address)
        if parts is None or parts.scheme or parts.netloc:
            continue
        if address.startswith("/"):
            if site.level("nav", "absolute_links") == "warn":
                message = f"nav: names files by their paths in docs/; {shown(address)} begins with a slash"
                yield Problem(place, message, "Write the path of the page's file, such as about.md.", "nav")
            continue
        named.add(address)
        path = f"docs/{address}"
        if path in told:
            continue
        if path in collection.found.left_out:
            yield Problem(
                place,
                f"nav: names pages that are published; {shown(path)} is left out of the site",
                "Take it out here, or out of `exclude_docs` and `draft_docs`.",
                "nav",
            )
        elif address not in places and site.level("nav", "not_found") == "warn":
            near = nearest_file(address, places)
            yield Problem(
                place,
                f"nav: names files by their paths in docs/; there is no {shown(path)}",
                f"Did you mean {shown(near)}?" if near else "Correct the path, or take the line out.",
                "nav",
            )
    if site.level("nav", "omitted_files") != "warn":
        return
    unlisted = [spec for name in ("not_in_nav", "draft_docs") if (spec := site.patterns(name))]
    for source in collection.found.sources:
        path = source.path.removeprefix("docs/")
        if source.kind not in ("article", "page") or path not in places or path in named or source.path in told:
            continue
        if not any(spec.match_file(path) for spec in unlisted):
            yield Problem(
                Place(source.path),
                f"a page is named in {FILE}, under nav or under not_in_nav; this one is in neither",
                f"Have the owner put a line “/{path}” under `not_in_nav`, or “- {path}” under `nav`.",
                "nav",
            )
