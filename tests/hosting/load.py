"""Many requests at once on a host of the site: each answer is compared with what it has to be, byte for byte.

Every kind of thing that is asked for takes its turn: pages, assets, what is not there, what lies elsewhere, with and
without compression, and what the one who asks has already.
"""

from __future__ import annotations

import gzip
import http.client
import itertools
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from commentary.headers import ASK_FIRST, FOR_EVER, security
from tests.publication import files

AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Expected:
    """An address of the host, and what its answer is. `kept` is its `Cache-Control`, or empty where any will do."""

    path: str
    status: int
    body: bytes | None
    kind: str
    kept: str = ""
    location: str = ""


@dataclass(slots=True)
class Load:
    """What came of it. `faults` say at most one thing of an answer; times are milliseconds, in no order."""

    counts: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def percentile(self) -> float:
        """The time that 95 of 100 answers stay below."""
        return statistics.quantiles(self.times, n=20)[-1]


def expected(site: Path, under: str) -> list[Expected]:
    """All that the site has below `under`, and what it has not."""
    found, pages = [], files(site)
    for name, body in pages.items():
        path = quote(name)
        kept = FOR_EVER if path.startswith("assets/") else ""
        if path.endswith("index.html"):
            address = under + path.removesuffix("index.html")
            found.append(Expected(address, 200, body, "page", ASK_FIRST))
            if address != under:
                found.append(Expected(address.rstrip("/"), 301, None, "redirect", location=address))
        else:
            found.append(Expected(under + path, 200, body, "asset" if kept else "other file", kept))
    for lost in ("nowhere", "nowhere/", "assets/js/nowhere-00000000.js", "articles/%2e%2e/nowhere"):
        found.append(Expected(under + lost, 404, pages["404.html"], "not there", ASK_FIRST))
    if under != "/":
        found.append(Expected(under.rstrip("/"), 301, None, "redirect", location=under))
    return found


def run(port: int, wanted: list[Expected], number: int, endpoint: str = "") -> Load:
    """So many requests, eight at a time. As many of each kind, and in an order that is the same each time."""
    load = Load()
    asked = list(itertools.islice(_in_turn(wanted), number))
    # What lies at a path is always asked for by the same one, who alone can know that it did not change.
    whose = {one.path: number % AT_ONCE for number, one in enumerate(wanted)}
    shares = [[ask for ask in asked if whose[ask[0].path] == share] for share in range(AT_ONCE)]
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for part in pool.map(lambda share: _ask(port, share, endpoint), shares):
            load.counts += part.counts
            load.times += part.times
            load.faults += part.faults
    load.seconds = time.perf_counter() - began
    return load


def _in_turn(wanted: list[Expected]) -> Iterator[tuple[Expected, str]]:
    """Without end: one of each kind after the other, plain, compressed, or unchanged since the last time."""
    by_kind: dict[str, list[Expected]] = {}
    for one in wanted:
        by_kind.setdefault(one.kind, []).append(one)
    order = random.Random(1)
    endless = [_in_every_manner(order.sample(those, len(those))) for _, those in sorted(by_kind.items())]
    while True:
        for kind in endless:
            yield next(kind)


def _in_every_manner(those: list[Expected]) -> Iterator[tuple[Expected, str]]:
    manners = ("plain", "gzip", "unchanged")
    for turn in itertools.count():
        for place, one in enumerate(those):
            yield one, manners[(place + turn) % len(manners)]


def _ask(port: int, share: list[tuple[Expected, str]], endpoint: str) -> Load:
    load, always = Load(), security(endpoint)
    marks: dict[str, str] = {}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for one, manner in share:
        asked = {"Accept-Encoding": "gzip" if manner == "gzip" else "identity"}
        if manner == "unchanged" and one.path not in marks:
            manner = "plain"
        if manner == "unchanged":
            asked["If-None-Match"] = marks[one.path]
        start = time.perf_counter()
        try:
            connection.request("GET", one.path, headers=asked)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            load.faults.append(f"{one.path} ({manner}): {error!r}")
            connection.close()
            continue
        load.times.append((time.perf_counter() - start) * 1000)
        headers = dict(answer.getheaders())
        load.counts[f"{one.kind}, {manner}"] += 1
        if fault := _fault(one, manner, answer.status, headers, body, always):
            load.faults.append(f"{one.path} ({manner}): {fault}")
        if one.status == 200 and manner != "gzip" and "ETag" in headers:
            marks[one.path] = headers["ETag"]
    connection.close()
    return load


def _fault(
    one: Expected, manner: str, status: int, headers: dict[str, str], body: bytes, always: dict[str, str]
) -> str:
    """The first thing that is not as it has to be."""
    unchanged, compressed = manner == "unchanged", manner == "gzip"
    if status != (304 if unchanged else one.status):
        return f"the status is {status}"
    for name, value in always.items():
        if headers.get(name) != value:
            return f"{name} is {headers.get(name)}"
    if one.kept and headers.get("Cache-Control") != one.kept:
        return f"Cache-Control is {headers.get('Cache-Control')}"
    if one.location and headers.get("Location") != one.location:
        return f"it leads to {headers.get('Location')}"
    if compressed and one.kind in ("page", "not there") and headers.get("Content-Encoding") != "gzip":
        return "it is not compressed"
    if headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    if (unchanged and body) or (not unchanged and one.body is not None and body != one.body):
        return f"the body is another, {len(body)} bytes long"
    return ""
