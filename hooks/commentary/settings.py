"""The publication's settings: the section `extra.commentary` of mkdocs.yml."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from commentary.categories import CategoryAddress, named_once
from commentary.dates import Day, TimeZone
from commentary.fields import (
    Flag,
    LanguageTag,
    Line,
    Link,
    Name,
    PicturePath,
    Several,
    Summary,
    fault,
    one_of,
    whole_number,
)
from commentary.forge import KINDS
from commentary.house_rules import HouseRules
from commentary.near import nearest
from commentary.parse import Entry, parse
from commentary.problems import Problem, shown
from commentary.read import Mapping, Node, Scalar, Sequence
from commentary.records import Record
from commentary.site_file import SiteFile


class AdvertisementPicture(Record):
    src: PicturePath = Field(
        description="The file inside `docs/`: advertising comes from this site, never another's.",
        examples=["images/notice.png"],
    )
    alt: Line = Field(description="What it shows.", examples=["A pen on a sheet of paper"])
    width: whole_number(1, 20_000) = Field(description="Its width in pixels.", examples=["600"])  # type: ignore[valid-type]
    height: whole_number(1, 20_000) = Field(description="Its height in pixels.", examples=["200"])  # type: ignore[valid-type]


class Advertisement(Record):
    label: Name = Field("Advertisement", description="The word above it.", examples=["Notice"])
    text: Summary | None = Field(
        None, description="A sentence; none without it.", examples=["We are looking for experts to ask."]
    )
    image: AdvertisementPicture | None = Field(None, description="A picture; none without it.")
    url: Link = Field(
        description='A web address, or one inside the site; marked `rel="sponsored"`.', examples=["contributing/"]
    )

    @model_validator(mode="after")
    def shows_something(self) -> Advertisement:
        if self.text is None and self.image is None:
            raise fault("advertisement", "has a text or an image; it has neither", "Add one, or take the section out.")
        return self


WAYS = ("pull-request", "e-mail", "endpoint")
Way = Annotated[Literal["pull-request", "e-mail", "endpoint"], one_of(*WAYS)]


class Endpoint(Record):
    """A program that takes the form's POST and hands it to the editors: a form service's, or one of your own."""

    url: Link = Field(
        description="Where the form is sent: a web address, or one inside the site.",
        examples=["https://forms.example.org/f/k3v9"],
    )
    kind: Annotated[Literal["form", "staticman"], one_of("form", "staticman")] = Field(
        "form",
        description="`form` names the fields as a comment's file does, `staticman` as Staticman wants them.",
        examples=["staticman"],
    )
    thanks: Name | None = Field(
        None,
        description="The field in which the service wants the address of the page that thanks; Staticman's is known,"
        " and no other is sent without it.",
        examples=["_next"],
    )
    failure: Name | None = Field(
        None,
        description="The field for the address of the page that says that nothing was sent; none is sent without it.",
        examples=["_error"],
    )


class Reply(Record):
    """How readers reply. A way is offered where it can work: a pull request where `repo_url` is set, e-mail where
    `COMMENTARY_EMAIL` is, an endpoint where there is one."""

    ways: Annotated[tuple[Way, ...], Several] = Field(
        WAYS,
        description="A list of the ways that are offered, in their order.",
        examples=["[endpoint, e-mail]"],
    )
    endpoint: Endpoint | None = Field(None, description="Where the form can be sent; nowhere without it.")

    @model_validator(mode="after")
    def leads_somewhere(self) -> Reply:
        if "endpoint" in self.ways and self.endpoint is None and "ways" in self.model_fields_set:
            raise fault(
                "reply",
                "says where the form is sent when `ways` names an endpoint; it has no `endpoint`",
                "Add `endpoint: {url: …}`, or take `endpoint` out of `ways`.",
            )
        if twice := next((way for way in self.ways if self.ways.count(way) > 1), None):
            raise fault("reply", f"names each way once; `{twice}` is there twice", "Take one of the two out.")
        return self


class Settings(Record):
    """`extra.commentary` in mkdocs.yml; everything may be left out."""

    language: LanguageTag = Field(
        "en",
        description="The language of the pages: the name of a file in `hooks/theme/text/`, or such a name and a"
        " country, which decides how dates are written.",
        examples=["en-GB"],
    )
    time_zone: TimeZone = Field(
        dt.UTC,
        description="The publication's own time zone, by the name that computers have for it. Where a record has a day"
        " alone, feeds name noon of that day there; UTC when left out.",
        examples=["Europe/Berlin"],
    )
    nested_replies: whole_number(1, 10) = Field(  # type: ignore[valid-type]
        3,
        description="How deep replies are shown inside each other; deeper ones follow flat, with “in reply to”.",
        examples=["2"],
    )
    comments_on_a_page: whole_number(1, 5_000) = Field(  # type: ignore[valid-type]
        500,
        description="How many comments a page shows; the discussion goes on at further pages.",
        examples=["100"],
    )
    latest_articles: whole_number(1, 100) = Field(
        10, description="How many articles the front page shows.", examples=["20"]
    )  # type: ignore[valid-type]
    latest_comments: whole_number(1, 100) = Field(
        5, description="How many comments the front page shows.", examples=["10"]
    )  # type: ignore[valid-type]
    discussion: Annotated[Literal["open", "closed"], one_of("open", "closed")] = Field(
        "open",
        description="Whether readers may reply; `closed` keeps what was said. An article's own `discussion` wins.",
        examples=["closed"],
    )
    close_after_days: whole_number(0, 36_500) = Field(  # type: ignore[valid-type]
        0,
        description="Close each discussion this many days after the article's `date`, or never with 0; an article's"
        " own `close_after_days` wins.",
        examples=["90"],
    )
    categories: Annotated[tuple[CategoryAddress, ...], Several, AfterValidator(named_once)] = Field(
        (),
        description="A list of categories that have an address of their own, where those of two would be the same; made"
        " from their names when left out.",
        examples=["[{name: C#, address: c-sharp}]"],
    )
    line_breaks_since: Day | None = Field(
        None,
        description="The first day whose comments are shown with the line breaks that readers typed; all are when left"
        " out. What was imported (its `origin` has an `id` or a `url`) and what is told in our words flows anyway.",
        examples=["2026-12-01"],
    )
    house_rules: HouseRules = Field(
        HouseRules(),
        description="What `commentary check --review` warns of in new comments.",
    )
    history: Flag = Field(
        False,
        description="Whether each comment links to the versions of its file on the forge that `repo_url` names.",
        examples=["true"],
    )
    advertisement: Advertisement | None = Field(
        None, description="The advertisement slot; nothing is shown without it."
    )
    reply: Reply = Field(Reply(), description="How readers reply.")
    identity: Line | None = Field(
        None,
        description="A name of this publication that never changes: the ids in its feeds are made of it. `site_name`"
        " when left out; set it to the old name before you change that one.",
        examples=["Second Opinion"],
    )
    forge: Annotated[Literal[KINDS], one_of(*KINDS)] | None = Field(  # type: ignore[valid-type]
        None,
        description="The kind of forge at `repo_url`; what its address tells when left out.",
        examples=["gitea"],
    )
    branch: Name = Field("main", description="The branch that editors merge into.", examples=["trunk"])
    files: Annotated[tuple[Name, ...], Several] = Field(
        (),
        description="A list of files in `docs/`, by their paths there, that are published though they are neither"
        " pages, pictures nor documents; none when left out.",
        examples=["[_headers, CNAME]"],
    )
    raw_html: Flag = Field(
        False,
        description="Whether articles and pages may hold any HTML, scripts included; see [Limits](limits.md).",
        examples=["true"],
    )
    card_fonts: Annotated[tuple[Name, ...], Several] = Field(
        (),
        description="A list of fonts (TTF, OTF, TTC) for the letters that the cards of articles lack, by their paths"
        " from here; see [Cards](#cards). None when left out.",
        examples=["[fonts/NotoSerifJP-Bold.otf]"],
    )
    blocks: Annotated[tuple[Name, ...], Several] = Field(
        (),
        description="A list of blocks that articles may use beside `quote`; none when left out.",
        examples=["[details]"],
    )


def editors_address() -> str | None:
    """The editors' e-mail address, given when the site is built: it is not kept in the repository."""
    return os.environ.get("COMMENTARY_EMAIL", "").strip() or None


def load_settings(site: SiteFile | None, root: Path) -> tuple[Settings, list[Problem]]:
    """The settings of the publication at `root`, or the defaults and every fault of the section."""
    if site is None:
        return Settings(), []
    node = site.fields
    for name in ("extra", "commentary"):
        held = node.fields.get(name)
        if held is None and name == "commentary" and (near := nearest(name, node.fields)):
            message = f"extra: holds the settings under `commentary`; found {shown(near)}"
            return Settings(), [Problem(node.fields[near][0], message, "Write `commentary:`.", "settings")]
        if held is None or (isinstance(held[1], Scalar) and not held[1].text):
            return Settings(), []
        if not isinstance(held[1], Mapping):
            return Settings(), [
                Problem(
                    held[0],
                    f"{name}: holds settings, each written `name: value`; it does not",
                    "Compare it with docs/contributing/settings.md.",
                    "settings",
                )
            ]
        node = held[1]
    node = _resolved(node)
    assert isinstance(node, Mapping)
    entry, faults = parse(Settings, node, "settings", node.place.path)
    if entry is None:
        # One wrong setting is no reason to call wrong what another allows.
        wrong = {re.split(r"[.:\[]", fault.message)[0] for fault in faults}
        sound = {name: held for name, held in node.fields.items() if name not in wrong}
        entry, _ = parse(Settings, Mapping(node.place, sound), "settings", node.place.path)
    settings = entry.record if entry else Settings()
    return settings, faults + (list(_missing(entry, root)) if entry else [])


def _missing(entry: Entry[Settings], root: Path) -> Iterator[Problem]:
    """Files that a setting names and that are not in docs/."""
    settings = entry.record
    image = settings.advertisement.image if settings.advertisement else None
    if image and not (root / "docs" / image.src).is_file():
        yield Problem(
            entry.at("advertisement", "image", "src"),
            f"advertisement.image.src: is a file in docs/; there is no docs/{image.src}",
            "Put the picture there.",
            "picture",
        )
    for i, file in enumerate(settings.files):
        if not (root / "docs" / file).is_file():
            yield Problem(
                entry.at("files", i),
                f"files[{i + 1}]: is a file in docs/, by its path there; there is no {shown('docs/' + file)}",
                "Put it there, or take it out of the list.",
                "settings",
            )


def _resolved(node: Node) -> Node:
    """The node with MkDocs's `!ENV NAME` and `!ENV [NAME, …, default]` replaced by what they stand for."""
    match node:
        case Scalar(tag="!ENV"):
            return Scalar(os.environ.get(node.text, ""), node.place, bare=True)
        case Sequence(tag="!ENV"):
            names = [item.text for item in node.items if isinstance(item, Scalar)]
            default = names.pop() if len(names) > 1 else ""
            value = next((os.environ[name] for name in names if name in os.environ), default)
            return Scalar(value, node.place, bare=True)
        case Sequence():
            return Sequence(node.place, [_resolved(item) for item in node.items])
        case Mapping():
            return Mapping(node.place, {k: (p, _resolved(v)) for k, (p, v) in node.fields.items()})
    return node
