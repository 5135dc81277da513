"""The path from files to a publication, in one function."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commentary import machine
from commentary.categories import by_name
from commentary.checks import check
from commentary.checks.cards import letters_of_cards
from commentary.collection import Collection, collect
from commentary.destinations import Destination, destinations
from commentary.docs_files import unfit_files
from commentary.find import find
from commentary.indentation import SIGNS
from commentary.join import Publication, join
from commentary.language import TEXTS, load_language
from commentary.links import LinkRules, link_faults
from commentary.menu import menu_faults
from commentary.problems import Problem
from commentary.rendering import Rendered, Renderer
from commentary.settings import Settings, load_settings
from commentary.site_file import BUILT_IN, Decided, LeftOut, SiteFile, read_site_file
from commentary.snippets import EXTENSION
from commentary.social_card import card_typeface
from commentary.texts import TextRules


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a root holds. `publication` is None when there are errors; warnings alone do not stop it."""

    settings: Settings
    collection: Collection
    problems: list[Problem]
    publication: Publication | None


def load(root: Path, today: dt.date, decided: Decided | None = None) -> Loaded:
    """Find, read, parse, check, render and join the publication at `root`; its problems are sorted by place.

    `decided` is what MkDocs made of mkdocs.yml, where it did: a preview builds drafts too.
    """
    site, problems = read_site_file(root)
    decided = decided or (site.decided() if site else Decided(BUILT_IN, {}, LeftOut()))
    settings, faults = load_settings(site, root)
    problems += faults
    if theme := site and site.theme:
        problems += load_language(root / theme / "text", settings.language, TEXTS)[1]
    found = find(root, decided.left_out)
    rules = TextRules(
        settings.blocks,
        settings.raw_html,
        snippets=EXTENSION in decided.extensions,
        boxes="".join(sign for name, sign in SIGNS.items() if name in decided.extensions),
    )
    collection, faults = collect(found, rules)
    collection.category_addresses = by_name(settings.categories)
    # What could not be read is not missing.
    unread = any(p.rule == machine.RULE for p in (*found.problems, *faults))
    problems += [*found.problems, *unfit_files(found, settings.files), *faults]
    problems += [] if unread else check(collection, today)
    typeface, faults = card_typeface(root, settings.card_fonts)
    problems += [*faults, *(letters_of_cards(collection, typeface) if typeface else ())]
    texts: dict[str, Rendered] = {}
    if site and not unread:
        places = destinations(collection, settings)
        texts, faults = _render(collection, decided, site, settings, places)
        problems += [*faults, *menu_faults(site, collection, places, {p.place.path for p in problems})]
    problems = sorted(set(problems))
    sound = not any(p.severity == "error" for p in problems)
    return Loaded(settings, collection, problems, join(collection, texts, settings, today) if sound else None)


def _render(
    collection: Collection, decided: Decided, site: SiteFile, settings: Settings, places: Mapping[str, Destination]
) -> tuple[dict[str, Rendered], list[Problem]]:
    """The HTML of each text that is sound so far, by its path, and what only Markdown shows to be wrong."""
    links = LinkRules(site, places, collection)
    try:
        renderer = Renderer(decided, collection.found.root / "docs", places, settings.raw_html, links.from_root)
    except Exception as error:  # An extension is any module.
        return {}, [site.unloaded(error)]
    texts: dict[str, Rendered] = {}
    problems: list[Problem] = []
    for path, body in collection.texts.items():
        if path not in collection.broken:
            rendered, faults = renderer.render(body, collection.uses.get(path, []), collection.pictures[path])
            problems += faults
            if not any(fault.severity == "error" for fault in faults):
                texts[path] = rendered
    return texts, problems + [fault for path in texts for fault in link_faults(path, texts, links)]


def today() -> dt.date:
    """The latest date that any clock on Earth shows (UTC+14), so that no reader's «today» is called the future.

    SOURCE_DATE_EPOCH (reproducible-builds.org), in seconds since 1970, takes the clock's place where it is set.
    """
    return (now() + dt.timedelta(hours=14)).date()


def now() -> dt.datetime:
    """This second in UTC, or that of SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.replace(microsecond=0)
