"""The path from files to a publication, in one function."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from commentary import machine
from commentary.checks import check
from commentary.collection import Collection, collect
from commentary.docs_files import unfit_files
from commentary.find import find
from commentary.join import Publication, join
from commentary.markdown_extensions import markdown_extensions
from commentary.problems import Problem
from commentary.settings import Settings, load_settings
from commentary.snippets import EXTENSION
from commentary.texts import TextRules


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a root holds. `publication` is None when there are errors; warnings alone do not stop it."""

    settings: Settings
    collection: Collection
    problems: list[Problem]
    publication: Publication | None


def load(root: Path, today: dt.date) -> Loaded:
    """Find, read, parse, check and join the publication at `root`; its problems are sorted by place."""
    settings, problems = load_settings(root)
    found = find(root)
    rules = TextRules(settings.blocks, settings.raw_html, EXTENSION in markdown_extensions(root))
    collection, faults = collect(found, rules)
    # What could not be read is not missing.
    unread = any(p.rule == machine.RULE for p in (*found.problems, *faults))
    rules_broken = () if unread else check(collection, today)
    problems = sorted({*problems, *found.problems, *unfit_files(found, settings.files), *faults, *rules_broken})
    sound = not any(p.severity == "error" for p in problems)
    return Loaded(settings, collection, problems, join(collection, settings, today) if sound else None)


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
