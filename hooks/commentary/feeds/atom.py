"""A feed -> Atom (RFC 4287) with its conversation (RFC 4685). What is in it is escaped by ElementTree."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from commentary.feeds.characters import holdable
from commentary.feeds.feed import Dress, Entry, Feed, Person, Term
from commentary.feeds.moments import written

ATOM = "http://www.w3.org/2005/Atom"
THREAD = "http://purl.org/syndication/thread/1.0"
XHTML = "http://www.w3.org/1999/xhtml"
TYPE = "application/atom+xml"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

for _prefix, _namespace in {"": ATOM, "thr": THREAD, "h": XHTML}.items():
    etree.register_namespace(_prefix, _namespace)


def atom(feed: Feed, dress: Dress) -> str:
    """The document of a feed, which ends with a line end."""
    root = etree.Element(f"{{{ATOM}}}feed", {_LANGUAGE: dress.language})
    _notice(root, feed, dress)
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    if feed.subtitle:
        _put(root, "subtitle", feed.subtitle)
    _put(root, "updated", written(feed.updated))
    # In this order: some programs take the first one for the page.
    _link(root, "alternate", feed.page, type="text/html")
    _link(root, "self", feed.url, type=TYPE)
    _put(root, "generator", "commentary")
    _put(root, "icon", dress.icon)
    for entry in feed.entries:
        _entry(root, entry)
    etree.indent(root, " ")
    sheet = etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{dress.stylesheet}"')
    parts = (etree.tostring(part, encoding="unicode") for part in (sheet, root))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(parts) + "\n"


def _notice(root: etree.Element, feed: Feed, dress: Dress) -> None:
    """What a browser shows to somebody who opened the feed. Feed readers pass over what is not Atom's (section 6.3)."""
    paragraph = etree.SubElement(root, f"{{{XHTML}}}p")
    paragraph.text = holdable(dress.about) + " "
    back = etree.SubElement(paragraph, f"{{{XHTML}}}a", href=feed.page)
    back.text = holdable(dress.back)


def _entry(root: etree.Element, entry: Entry) -> None:
    element = etree.SubElement(root, f"{{{ATOM}}}entry")
    _put(element, "id", entry.id)
    _put(element, "title", entry.title)
    if entry.published:
        _put(element, "published", written(entry.published))
    _put(element, "updated", written(entry.updated))
    for person in entry.authors:
        _person(element, "author", person)
    for person in entry.contributors:
        _person(element, "contributor", person)
    _link(element, "alternate", entry.url, type="text/html")
    if entry.picture:
        _link(element, "enclosure", entry.picture.url, type=entry.picture.type, length=str(entry.picture.length))
    if entry.via:
        _link(element, "via", entry.via)
    _conversation(element, entry)
    for term in entry.terms:
        _category(element, term)
    if entry.summary:
        _put(element, "summary", entry.summary)
    _put(element, "content", entry.html, type="html")


def _conversation(element: etree.Element, entry: Entry) -> None:
    if entry.answers:
        attributes = {"ref": entry.answers.ref, "type": "text/html", "href": entry.answers.href}
        etree.SubElement(element, f"{{{THREAD}}}in-reply-to", attributes)
    if not (replies := entry.replies):
        return
    known = {f"{{{THREAD}}}count": str(replies.count)}
    if replies.updated:
        known[f"{{{THREAD}}}updated"] = written(replies.updated)
    _link(element, "replies", replies.feed, type=TYPE, **known)
    _link(element, "replies", replies.page, type="text/html", **known)
    etree.SubElement(element, f"{{{THREAD}}}total").text = str(replies.count)


def _person(element: etree.Element, name: str, person: Person) -> None:
    holder = etree.SubElement(element, f"{{{ATOM}}}{name}")
    _put(holder, "name", person.name)
    if person.uri:
        _put(holder, "uri", person.uri)


def _category(element: etree.Element, term: Term) -> None:
    given = {"term": term.term, "scheme": term.scheme, "label": term.label}
    etree.SubElement(element, f"{{{ATOM}}}category", {name: holdable(value) for name, value in given.items() if value})


def _link(element: etree.Element, relation: str, address: str, **attributes: str) -> None:
    etree.SubElement(element, f"{{{ATOM}}}link", {"rel": relation, "href": holdable(address), **attributes})


def _put(element: etree.Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(element, f"{{{ATOM}}}{name}", attributes).text = holdable(text)
