"""What there is to choose from where a field names something: people, articles, comments, categories, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from commentary.addresses import slug
from commentary.collection import Collection
from commentary.fields import PICTURES
from commentary.find import find
from commentary.folded import folded
from commentary.meant import meant_comment, meant_person
from commentary.near import nearest, nearest_file
from commentary.problems import LONGEST_SHOWN, printable, shown
from commentary.site_file import FILE
from commentary.threads import number

LISTED = 12
PEOPLE = {
    "authors": "author",
    "expert": "expert",
    "as-author": "author",
    "as-editor": "author",
    "as-expert": "expert",
}
PICTURED = ("image-src", "portrait")


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be named, with what it stands for; `free` where something else may be written too."""

    known: dict[str, str]
    meant: Callable[[str], str | None]
    near: Callable[[str], str | None]
    free: bool = False

    def listed(self) -> str:
        few = [f"{id} ({label})" if label and label != id else id for id, label in list(self.known.items())[:LISTED]]
        if len(self.known) > LISTED:
            return f"There are {len(self.known)}, among them {', '.join(few)}. The tab key completes."
        return f"There are: {', '.join(few)}." if few else "There are none yet."

    def settled(self, written: str) -> str:
        """What of them is meant; raises BadParameter where that is none or not certain."""
        if written in self.known or not self.known:
            return written
        if id := self.meant(written):
            return id
        if self.free:
            return written
        part = folded(written)
        found = [id for id, label in self.known.items() if part in folded(f"{id} {label}")]
        if len(found) == 1:
            return found[0]
        if found:
            raise click.BadParameter(f"{shown(written)} may be {', '.join(found[:LISTED])}.")
        near = self.near(written)
        raise click.BadParameter(f"There is no {shown(written)}{f'; did you mean {shown(near)}?' if near else '.'}")


def choices(name: str, collection: Collection, folder: str = "") -> Choices | None:
    """What there is to choose from for a field (or `article`) of a record that belongs to a folder of `comments/`."""
    if kind := PEOPLE.get(name):
        people = collection.experts if kind == "expert" else collection.authors
        known = {id: people[id].record.name if id in people else "" for id in collection.ids(kind)}
        return _of(known, lambda written: meant_person(written, kind, collection))
    if name == "article":
        dates = {id: entry.record.date for id, entry in collection.articles.items()}
        newest = sorted(dates, key=dates.__getitem__, reverse=True)
        known = {id: _short(collection.articles[id].record.title) for id in newest}
        known |= {id: "" for id in collection.ids("article") if id not in known}
        titles = {folded(entry.record.title): id for id, entry in collection.articles.items()}
        return _of(known, lambda written: titles.get(folded(written)))
    if name == "reply-to":
        comments = {id: entry.record for id, entry in collection.comments.get(folder, {}).items()}
        said = {c.id: f"{c.number}, {c.record.author or 'a reader'}" for c in reversed(number(comments))}
        return _of(said, lambda written: (meant_comment(written, folder, collection, ()) or ("",))[0] or None)
    if name == "category":
        used = sorted({entry.record.category for entry in collection.articles.values()})
        addresses = {slug(category): category for category in used if slug(category)}
        return _of(dict.fromkeys(used, ""), lambda written: addresses.get(slug(written)), free=True)
    if name in PICTURED:
        files = sorted(file for file in collection.found.docs if file.lower().endswith(PICTURES))
        return Choices(dict.fromkeys(files, ""), lambda _: None, lambda written: nearest_file(written, files))
    return None


def _of(known: dict[str, str], meant: Callable[[str], str | None], *, free: bool = False) -> Choices:
    return Choices(known, meant, lambda written: nearest(written, known), free)


def _short(text: str) -> str:
    text = printable(text)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def completion(name: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """For a shell: the ids that begin with what is typed. Nothing is read but the names of files."""

    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        start = Path(context.params.get("root") or Path.cwd()).resolve()
        root = next((folder for folder in [start, *start.parents] if (folder / FILE).is_file()), None)
        if root is None:
            return []
        found = find(root)
        if name in PICTURED:
            ids = [file for file in found.docs if file.lower().endswith(PICTURES)]
        else:
            kind = PEOPLE.get(name) or {"article": "article", "reply-to": "comment"}.get(name)
            folder = context.params.get("article")
            ids = [s.id for s in found.sources if s.kind == kind and (kind != "comment" or s.folder == folder)]
        return [CompletionItem(id) for id in sorted(ids) if id.startswith(typed)]

    return complete
