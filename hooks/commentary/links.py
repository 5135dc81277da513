"""Where the links of a text lead inside the site: to a page or file that is there, and to a place on it."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote

from commentary.body import Body
from commentary.collection import Collection
from commentary.destinations import Destination, ids_of_article, relative, split, target, way
from commentary.near import meant as did_mean
from commentary.near import nearest, nearest_file
from commentary.problems import Problem, shown
from commentary.rendering import Rendered
from commentary.site_file import SiteFile

RULE = "link"
_TARGET = re.compile(
    r"\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))"
    r"|^[ \t>]*\[[^\[\]\n]*\]:\s*<?(?P<reference>[^\s<>]+)"
    r"|\bhref\s*=\s*(?P<mark>[\"']?)(?P<html>[^\"'<>]*)(?P=mark)",
    re.MULTILINE | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOTE = re.compile(r"#fnref\d*:(?P<label>.+)")


@dataclass(frozen=True, slots=True)
class LinkRules:
    """What `validation` in mkdocs.yml asks of links, and where they may lead."""

    site: SiteFile
    places: Mapping[str, Destination]
    collection: Collection

    def heeded(self, rule: str) -> bool:
        return self.site.level("links", rule) == "warn"

    @property
    def from_root(self) -> bool:
        """Whether a link that begins with a slash begins in `docs/`."""
        return self.site.level("links", "absolute_links") == "relative_to_docs"


def link_faults(path: str, texts: Mapping[str, Rendered], rules: LinkRules) -> Iterator[Problem]:
    """Every link of the text at `path` that a build would not let pass."""
    body, text = rules.collection.texts[path], texts[path]
    faults = {href: _fault(href, body.path, texts, rules) for href in text.links}
    faults |= {href: _html_fault(href, body.path, text, rules) for href in text.html_links}
    wrong = {href: fault for href, fault in faults.items() if fault}
    for href, index in _found(body, wrong):
        yield body.fault(index, *wrong[href], RULE)


def _found(body: Body, hrefs: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    """Each place where a text leads to one of the addresses; the beginning for one that is not found."""
    missing = dict.fromkeys(hrefs)
    for match in _TARGET.finditer(body.prose.text) if hrefs else ():
        kind = match.lastgroup if match["html"] is None else "html"
        for kind in ("angled", "plain", "reference", "html"):
            typed = match[kind]
            if typed is None:
                continue
            source = body.source[match.start(kind) : match.end(kind)]
            for href in {source, html.unescape(_ESCAPE.sub(r"\1", source))} & set(hrefs):
                missing.pop(href, None)
                yield href, match.start(kind)
    for href in missing:
        note = _NOTE.fullmatch(href)
        looked = f"[^{note['label']}]:" if note else href
        yield href, max(body.source.find(looked), 0)


def _fault(href: str, path: str, texts: Mapping[str, Rendered], rules: LinkRules) -> tuple[str, str] | None:
    """What must hold and what was found, and how to mend it."""
    parts = split(href)
    page = path.removeprefix("docs/")
    if parts is None or parts.scheme or parts.netloc:
        return None
    if href.startswith(("/", "\\")) and not rules.from_root:
        return _elsewhere(parts, page, rules) if rules.heeded("absolute_links") else None
    if parts.path:
        page = target(unquote(parts.path).lstrip("/"), "" if href.startswith("/") else page)
        if page not in rules.places:
            return _nowhere(parts, page, path, rules)
    return _no_heading(href, parts.fragment, page, path, texts, rules) if parts.fragment else None


def _elsewhere(parts: SplitResult, page: str, rules: LinkRules) -> tuple[str, str]:
    message = f"a link inside the site begins at the file that it stands in; {shown(parts.path)} begins with a slash"
    meant = _file_at(parts.path.lstrip("/"), rules)
    return message, f"Write {way(meant, page)}." if meant else "Write the way to the file, such as ../about.md."


def _nowhere(parts: SplitResult, page: str, path: str, rules: LinkRules) -> tuple[str, str] | None:
    here = path.removeprefix("docs/")
    named = f"docs/{page}"
    if named in rules.collection.found.left_out:
        if path in rules.collection.found.left_out:
            return None
        message = f"a link leads to what is published; {shown(named)} is left out of the site by mkdocs.yml"
        return message, "Take the link out, or the file out of `exclude_docs` and `draft_docs` there."
    if rules.collection.misnamed("article", page.removeprefix("articles/").removesuffix(".md")):
        return None
    if named in rules.collection.broken or (page.startswith("categories/") and rules.collection.broken):
        return None
    file = posixpath.splitext(posixpath.basename(page))[1] != ""
    if not rules.heeded("not_found" if file else "unrecognized_links"):
        return None
    # What a browser would show: the address of the page, not of its file.
    own = rules.places.get(here)
    meant = own and _file_at(target(unquote(parts.path), f"{own.address}index.md"), rules)
    if not file and (meant := meant or _file_at(page, rules)):
        return f"a link names the file of a page; {shown(parts.path)} is none", f"Write {way(meant, here)}."
    message = f"a link leads to a page or file in docs/; there is no {shown(named)}"
    if named.lower().endswith((".jpg", ".jpeg", ".png")) and page in rules.collection.found.docs:
        return f"a link leads to what is published; {shown(named)} is shown smaller, and nothing else of it", (
            "Put the picture into the text, or let the owner name the file in mkdocs.yml under `files`."
        )
    near = nearest_file(page, rules.places)
    otherwise = "Correct the way to it: it begins at the file that the link stands in."
    return message, did_mean(way(near, here), otherwise) if near else otherwise


def _file_at(address: str, rules: LinkRules) -> str | None:
    """The file whose page is at an address of the site."""
    wanted = address.strip("/")
    return next((file for file, place in rules.places.items() if unquote(place.address).strip("/") == wanted), None)


def _no_heading(
    href: str, fragment: str, page: str, path: str, texts: Mapping[str, Rendered], rules: LinkRules
) -> tuple[str, str] | None:
    named = f"docs/{page}"
    if not rules.heeded("anchors") or named in rules.collection.broken:
        return None
    text = texts.get(named)
    if text is None and named in rules.collection.texts:
        return None
    ids = (text.ids if text else frozenset()) | _made_ids(page, rules)
    if fragment in ids or unquote(fragment) in ids:
        return None
    comment = unquote(fragment).removeprefix("comment-")
    if comment != fragment and rules.collection.has_comment(page, comment):
        return None
    if note := _NOTE.fullmatch(href):
        label = f"[^{note['label']}]"
        return f"a note has its number in the text; {shown(label)} stands nowhere", (
            f"Put {label} where it belongs, or take the note out."
        )
    where = "this page" if named == path else named
    near = nearest(unquote(fragment), sorted(ids))
    return f"a link leads to a heading that is there; {where} has no {shown('#' + fragment)}", (
        f"Did you mean {shown('#' + near)}?" if near else "Correct what stands behind #, or take it out."
    )


def _made_ids(page: str, rules: LinkRules) -> frozenset[str]:
    """The ids that a page has beside those of its text, or would have if it were not left out."""
    if page in rules.places:
        return rules.places[page].ids
    folder, _, file = page.rpartition("/")
    id = file.removesuffix(".md")
    return ids_of_article(id, rules.collection) if folder == "articles" else frozenset({"main"})


def _html_fault(href: str, path: str, text: Rendered, rules: LinkRules) -> tuple[str, str] | None:
    """Of a link typed as HTML, which leads where a browser would go from the page."""
    parts = split(href)
    page = path.removeprefix("docs/")
    own = rules.places.get(page)
    if parts is None or parts.scheme or parts.netloc or own is None or href.startswith(("/", "\\")):
        return None
    if not parts.path:
        ids = text.ids | own.ids
        known = not parts.fragment or parts.fragment in ids or unquote(parts.fragment) in ids
        return None if known else _no_heading(href, parts.fragment, page, path, {path: text}, rules)
    file = target(unquote(parts.path), page)
    if file.endswith(".md") and file in rules.places:
        message = f"a link typed as HTML leads to an address of the site; {shown(parts.path)} is a file of docs/"
        return message, f"Write [words]({parts.path}), or {relative(rules.places[file].address, own.address)} here."
    return None
