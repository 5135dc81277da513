"""What a built site says of its articles, heard from all that says it: page, schema.org, microformats, feeds, search.

Nothing here knows the records: a site is held against itself. So it finds what a test of one format alone cannot: that
two of them tell a reader different things.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import extruct
import html5lib
import mf2py

from tests.feeds.reading import ATOM, THREAD, atom_feeds, valid
from tests.publication import language


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in the site's own language where there is no name, or where words are ours."""

    nobody: str
    """Who speaks where no name is given. Some formats leave it out."""
    ours: str
    ours_before: str
    """The same as it begins the title of a feed's entry."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A comment or a view as something says it: who, on which day or at which moment (ISO 8601) where it says so, and
    whether it is told in our words; None where it does not speak of that."""

    author: str
    date: str = ""
    ours: bool | None = None


@dataclass(slots=True)
class Told:
    """What one source says of an article. None is what it does not speak of: then it cannot contradict."""

    title: str | None = None
    date: str | None = None
    authors: list[str] | None = None
    count: int | None = None
    comments: dict[str, Voice] | None = None
    """By the comment's id."""
    experts: dict[str, Voice] | None = field(default=None)
    """Whose view it is, by its key."""


def differences(site: Path, url: str) -> list[str]:
    """Every sentence is a difference between two sources on one article; `url` is the site's address, or any where it
    knows none. What only one of them has is a difference too, but for what is older than all that a feed holds.

    Raises ValueError where one source contradicts itself."""
    pages = {path.parent.name: path for path in sorted(site.glob("articles/*/index.html")) if _is_article(path)}
    feeds = {path: valid(data) for path, data in atom_feeds(site).items()}
    found = []
    words = _of_its_language(site)
    searched = _search(site, words)
    newest = _articles_of(feeds["feed.xml"], url)
    in_json = _json_feed(site, url)
    said_by_experts, since = _experts(feeds, url)
    if set(searched) != set(pages):
        found.append(f"search: has the articles {sorted(set(searched) ^ set(pages))}, or lacks them")
    if list(newest) != list(in_json):
        found.append("feed.xml and feed.json: have not the same articles in the same order")
    heard = _all_comments(feeds["comments.xml"], url, words)
    all_since = _since(feeds["comments.xml"])
    articles_since = _since(feeds["feed.xml"])
    for id, path in pages.items():
        address = f"{url}articles/{id}/"
        pieces = [path, *sorted(path.parent.glob("comments/*/index.html"))]
        told = {
            "page": _page([file.read_text("utf-8") for file in pieces], words),
            "JSON-LD": _json_ld(path.read_text("utf-8")),
            "microdata": _microdata([file.read_text("utf-8") for file in pieces], address),
            "microformats": _microformats([file.read_text("utf-8") for file in pieces], address),
            "search": searched.get(id, Told()),
        }
        if id in newest:
            told |= {"feed.xml": newest[id], "feed.json": in_json.get(id, Told())}
        elif (told["page"].date or "") >= articles_since:
            found.append(f"articles/{id}: is not in feed.xml, which has older ones")
        if (file := f"articles/{id}/comments.xml") in feeds:
            told["its comments.xml"] = Told(comments=_all_comments(feeds[file], url, words).get(id, {}))
        found += [f"articles/{id}: {sentence}" for sentence in _compared(told)]
        shown = told["page"].comments or {}
        newer = {key for key, voice in shown.items() if _day(voice.date) >= all_since}
        found += [f"articles/{id}: {said}" for said in _newest("comments.xml", shown, heard.pop(id, {}), newer)]
        views = told["page"].experts or {}
        newer = {key for key, view in views.items() if (told["page"].date or "") >= since.get(view.author, "")}
        in_feeds = {key: view for (article, key), view in said_by_experts.items() if article == id}
        found += [f"articles/{id}: {said}" for said in _newest("the experts' feeds", views, in_feeds, newer)]
    return found + [f"comments.xml: has comments on {id}, which is no article" for id in heard]


def _of_its_language(site: Path) -> Words:
    page = html5lib.parse((site / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    texts = language(page.get("lang")).texts
    return Words(
        texts["comment.nobody"], texts["comment.paraphrase"], texts["feed.in_our_words"].partition("{title}")[0]
    )


def _compared(told: dict[str, Told]) -> Iterator[str]:
    page = told["page"]
    for source, other in told.items():
        for name in ("title", "date", "authors", "count", "experts"):
            said, heard = getattr(page, name), getattr(other, name)
            if heard is not None and said != heard:
                yield f"{name}: the page says {said!r}, {source} {heard!r}"
        if other.comments is None:
            continue
        shown = page.comments or {}
        if set(other.comments) != set(shown):
            yield f"comments: the page or {source} alone has {sorted(set(other.comments) ^ set(shown))}"
        for id in sorted(set(other.comments) & set(shown)):
            if not _agree(said := shown[id], heard := other.comments[id]):
                yield f"comment {id}: the page says {said}, {source} {heard}"


def _agree(one: Voice, other: Voice) -> bool:
    silent = None in (one.ours, other.ours)
    same = one.author == other.author and _same_time(one.date, other.date)
    return same and (silent or one.ours == other.ours)


def _same_time(one: str, other: str) -> bool:
    """Moments may be written in different time zones; beside a day, one stands for its day where it was written."""
    if "T" in one and "T" in other:
        return dt.datetime.fromisoformat(one) == dt.datetime.fromisoformat(other)
    return one[:10] == other[:10]


def _day(time: str) -> str:
    """The day in UTC, as feeds have it."""
    return dt.datetime.fromisoformat(time).astimezone(dt.UTC).date().isoformat() if "T" in time else time


def _newest(source: str, shown: dict[str, Voice], heard: dict[str, Voice], newer: set[str]) -> Iterator[str]:
    """What a feed of the newest says otherwise than the page, and what it lacks of those that it must have."""
    for key in sorted(heard.keys() | newer):
        if key not in shown or key not in heard or not _agree(shown[key], heard[key]):
            yield f"{key}: the page says {shown.get(key)}, {source} {heard.get(key)}"


def _is_article(path: Path) -> bool:
    return 'http-equiv="refresh"' not in path.read_text("utf-8")


def _words(element: Any) -> str:
    return _plain("".join(element.itertext()))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _has(element: Any, name: str) -> bool:
    return name in element.get("class", "").split()


def _page(parts: list[str], words: Words) -> Told:
    """What somebody reads there. A comment that is withheld or was removed is counted and not heard."""
    documents = [html5lib.parse(part, namespaceHTMLElements=False) for part in parts]
    first = documents[0]
    heading = first.find(".//*[@id='discussion-heading']")
    byline = next(e for e in first.iter("p") if _has(e, "byline"))
    comments, places = {}, 0
    for document in documents:
        for element in document.iter("article"):
            id = element.get("id", "")
            if not id.startswith("comment-"):
                continue
            places += 1
            if not _has(element, "h-cite"):
                continue
            name = next((_words(e) for e in element.iter("bdi")), words.nobody)
            time = next((e.get("datetime") for e in element.iter("time") if _has(e, "dt-published")), "")
            ours = any(_has(e, "comment-wording") for e in element.iter("span"))
            comments[id.removeprefix("comment-")] = Voice(name, time, ours)
    count = None
    if heading is not None:
        said = re.search(r"\d[\d,.]*", _words(heading))
        count = int(re.sub(r"\D", "", said[0])) if said else 0
        if count != places:
            raise ValueError(f"{count} comments are announced, {places} have a place")
    return Told(
        title=_words(next(first.iter("h1"))),
        date=next(e.get("datetime") for e in byline.iter("time")),
        authors=[_words(e) for e in byline.iter("a") if _has(e, "p-author")],
        count=count,
        comments=comments,
        experts={
            e.get("id").removeprefix("quote-"): Voice(
                _words(next(a for a in e.iter("a") if "/experts/" in a.get("href", ""))),
                ours=any(_has(said, "quote-wording") for said in e.iter()),
            )
            for e in first.iter("section")
            if e.get("id", "").startswith("quote-")
        },
    )


def _several(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _json_ld(page: str) -> Told:
    (script,) = [
        e.text
        for e in html5lib.parse(page, namespaceHTMLElements=False).iter("script")
        if e.get("type") == "application/ld+json"
    ]
    (said,) = [thing for thing in json.loads(script)["@graph"] if thing["@type"] == "Article"]
    return Told(
        title=_plain(said["headline"]),
        date=said["datePublished"],
        authors=[_plain(author["name"]) for author in said["author"]],
        count=said.get("commentCount"),
    )


def _microdata(parts: list[str], address: str) -> Told:
    """Of exact words and, on pages of at most a hundred comments, of these."""
    comments, says = {}, True
    for part in parts:
        items = extruct.extract(part, base_url=address, syntaxes=["microdata"])["microdata"]
        article = next(item for item in items if item["type"] == "https://schema.org/Article")
        found = _several(article["properties"].get("comment"))
        says = says and (bool(found) or 'class="p-comment' not in part)
        for comment in found:
            values = comment["properties"]
            id = values["url"].partition("#comment-")[2]
            name, day = values["creator"]["properties"]["name"], values.get("datePublished", "")
            comments[id] = Voice(_plain(name), day, "abstract" in values)
    return Told(comments=comments if says else None)


def _microformats(parts: list[str], address: str) -> Told:
    told = Told(comments={})
    for number, part in enumerate(parts):
        entry = next(item for item in mf2py.parse(part, url=address)["items"] if item["type"] == ["h-entry"])
        said = entry["properties"]
        if number == 0:
            told.title, told.date = _plain(said["name"][0]), said["published"][0]
            told.authors = [_plain(author["properties"]["name"][0]) for author in said["author"]]
        for comment in said.get("comment", []):
            values = comment["properties"]
            author = _plain(values["author"][0]["properties"]["name"][0])
            told.comments[comment["id"].removeprefix("comment-")] = Voice(author, values.get("published", [""])[0])
    return told


def _entries(feed: Any, url: str) -> Iterator[tuple[Any, str, str]]:
    """Each entry with its article's id and what its address has behind it."""
    base = urljoin(url, feed.find(f"{ATOM}link[@rel='self']").get("href"))
    for entry in feed.iterfind(f"{ATOM}entry"):
        address = urljoin(base, entry.find(f"{ATOM}link[@rel='alternate']").get("href"))
        path, _, fragment = address.removeprefix(f"{url}articles/").partition("#")
        yield entry, path.partition("/")[0], fragment


def _names(entry: Any, kind: str) -> list[str]:
    return [_plain(name.text) for name in entry.iterfind(f"{ATOM}{kind}/{ATOM}name")]


def _articles_of(feed: Any, url: str) -> dict[str, Told]:
    told = {}
    for entry, id, _ in _entries(feed, url):
        total = entry.findtext(f"{THREAD}total")
        counts = {link.get(f"{THREAD}count") for link in entry.iterfind(f"{ATOM}link[@rel='replies']")}
        if counts != ({total} if total else set()):
            raise ValueError(f"{id}: the links to replies count {counts}, the whole {total}")
        told[id] = Told(
            title=_plain(entry.findtext(f"{ATOM}title")),
            date=entry.findtext(f"{ATOM}published")[:10],
            authors=_names(entry, "author"),
            count=int(total) if total else None,
        )
    return told


def _json_feed(site: Path, url: str) -> dict[str, Told]:
    feed = json.loads((site / "feed.json").read_text("utf-8"))
    return {
        urljoin(urljoin(url, feed["feed_url"]), item["url"]).rstrip("/").rpartition("/")[2]: Told(
            title=_plain(item["title"]),
            date=item["date_published"][:10],
            authors=[_plain(author["name"]) for author in item["authors"]],
            count=item["_discussion"].get("comments", 0) if "_discussion" in item else None,
        )
        for item in feed["items"]
    }


def _since(feed: Any) -> str:
    """The first day of which everything must be in the feed: that after its oldest entry's, any in a feed that is so
    small that nothing was left out."""
    # An answer that is dated before what it answers stands by the day of that, which the feed need not hold.
    entries = feed.findall(f"{ATOM}entry")
    days = [
        e.findtext(f"{ATOM}published") or e.findtext(f"{ATOM}updated") for e in entries if not _answers_a_comment(e)
    ]
    if len(entries) < 30 and sum(map(len, feed.itertext())) < 100_000:
        return ""
    return (dt.date.fromisoformat(min(days)[:10]) + dt.timedelta(days=1)).isoformat()


def _answers_a_comment(entry: Any) -> bool:
    answered = entry.find(f"{THREAD}in-reply-to")
    return answered is not None and "#comment-" in answered.get("href")


def _all_comments(feed: Any, url: str, words: Words) -> dict[str, dict[str, Voice]]:
    """The comments of a feed by article and id."""
    told: dict[str, dict[str, Voice]] = {}
    for entry, article, fragment in _entries(feed, url):
        # The summary stands below the title, so both say it.
        title, content = entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}content")
        ours = content.startswith(f"<p><strong>{words.ours}</strong></p>")
        if ours != title.startswith(words.ours_before):
            raise ValueError(f"{fragment}: the title {title!r} and the content differ in whose words they are")
        voice = Voice(_names(entry, "author")[0], entry.findtext(f"{ATOM}published") or "", ours)
        told.setdefault(article, {})[fragment.removeprefix("comment-")] = voice
    return told


def _experts(feeds: dict[str, Any], url: str) -> tuple[dict[tuple[str, str], Voice], dict[str, str]]:
    """Whose view each is, by article and key: the author's of exact words, the contributor's of a paraphrase. And the
    day since when everything of an expert is there."""
    told, since = {}, {}
    for path, feed in feeds.items():
        if path.startswith("experts/"):
            for entry, id, fragment in _entries(feed, url):
                if fragment.startswith("quote-"):
                    contributors = _names(entry, "contributor")
                    name = (contributors or _names(entry, "author"))[0]
                    told[id, fragment.removeprefix("quote-")] = Voice(name, ours=bool(contributors))
                    since[name] = _since(feed)
    return told, since


def _search(site: Path, words: Words) -> dict[str, Told]:
    """What the index of the search has, read from its files alone."""
    (folder,) = site.glob("assets/search-*/")
    told: dict[str, Told] = {}
    for file in sorted(folder.glob("texts/*.json")):
        index = json.loads(file.read_text("utf-8"))
        for article, path, _, *more in index["passages"]:
            title, address, date = index["articles"][article]
            id = address.removeprefix("articles/").rstrip("/")
            entry = told.setdefault(id, Told(title=_plain(title), date=date, comments={}, experts={}))
            name, number, day, ours = [*more, *["", 0, "", 0][len(more) :]]
            kind, _, key = path.partition("#")[2].partition("-")
            if number:
                entry.comments[key] = Voice(_plain(name) or words.nobody, day, bool(ours))
            elif kind == "quote" and name:
                entry.experts[key] = Voice(_plain(name), ours=bool(ours))
    return told
