"""What a page weighs and costs, and the limits. The limits are the project's; they are not tuned to what is there.

Bytes are as they travel (gzip at its best, pictures and fonts as they are). A kilobyte has 1024 bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Response

from tests.browser.pages import lay_out_all
from tests.browser.server import compressed

KB = 1024
SCREEN = {"width": 1280, "height": 800}

SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.push(
  {value: entry.value, what: entry.sources.map(source => source.node?.className || source.node?.nodeName).join(", ")}
))).observe({type: "layout-shift", buffered: true});
"""

REFERENCE_CPU = 33.0
"""Milliseconds of CPU that `reference` takes on the machine for which the limits were set."""


@dataclass(frozen=True, slots=True)
class Limits:
    text_factor: float
    text_extra: int
    css: int
    first_view: int
    requests: int
    elements: int
    cpu: float
    script: int = 1024
    """No script is needed to read. This much may wait for somebody to turn to the form."""

    def html(self, text: int) -> int:
        """How much HTML may carry that much visible text, both compressed."""
        return int(text * self.text_factor) + self.text_extra


# Elements: 800 is where Lighthouse begins to warn, and an article with its views and a few comments needs far fewer.
# Each comment has one for its place in the list, its frame, head, number, name, date and each paragraph; 14 on
# average leave room for a badge, a link or emphasis, and none for wrappers.
SHORT = Limits(1.5, int(1.5 * KB), 6 * KB, 45 * KB, 6, 800, 60.0)
LONG = Limits(1.25, 0, 6 * KB, 110 * KB, 6, 800 + 14 * 500, 80.0)


@dataclass(slots=True)
class Weight:
    html: int = 0
    text: int = 0
    css: int = 0
    script: int = 0
    fonts: int = 0
    pictures: int = 0
    other: int = 0
    requests: int = 0
    elsewhere: list[str] = field(default_factory=list)
    cookies: int = 0
    elements: int = 0
    shifts: list[str] = field(default_factory=list)
    shift: float = 0.0

    @property
    def first_view(self) -> int:
        """All that travels before the page can be read, but for pictures."""
        return self.html + self.css + self.script + self.fonts + self.other


def weigh(browser: Browser, url: str, screens: int = 30) -> Weight:
    """A first visit: all that is asked for until the page is quiet, then a reader's way down so many screens."""
    weight = Weight()
    answers: list[Response] = []
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.on("response", lambda answer: answers.append(answer))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url, wait_until="networkidle")
    origin = "/".join(url.split("/")[:3]) + "/"
    weight.requests = len([address for address in asked if not address.startswith(("data:", "blob:"))])
    weight.elsewhere = [address for address in asked if not address.startswith((origin, "data:", "blob:"))]
    for answer in answers:
        if answer.status >= 300:
            continue
        size = len(compressed(answer.body(), answer.headers.get("content-type", "")))
        match answer.request.resource_type:
            case "document":
                weight.html += size
            case "stylesheet":
                weight.css += size
            case "script":
                weight.script += size
            case "font":
                weight.fonts += size
            case "image":
                weight.pictures += size
            case _:
                weight.other += size
    weight.elements = page.evaluate("document.querySelectorAll('*').length")
    for _ in range(screens):
        page.mouse.wheel(0, SCREEN["height"] * 0.8)
        page.wait_for_timeout(20)
        if page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1"):
            break
    page.wait_for_timeout(100)
    shifts = page.evaluate("shifts")
    weight.shift = sum(shift["value"] for shift in shifts)
    weight.shifts = [f"{shift['value']:.4f} by {shift['what']}" for shift in shifts]
    weight.cookies = len(context.cookies())
    # Last, since it lays out what was left out so far: text is what is rendered.
    lay_out_all(page)
    weight.text = len(compressed(page.evaluate("document.body.innerText").encode(), "text/plain"))
    context.close()
    return weight


def cpu(browser: Browser, urls: dict[str, str], loads: int = 5) -> dict[str, float]:
    """The least CPU, in milliseconds, that loading and showing each page takes the main thread in several visits.

    The browser counts the thread's own ticks, not the time on the clock, so that other programs on the machine hardly
    matter: in trials with three of them on two cores the least of six loads varied by a tenth. The visits take turns,
    so that what disturbs one page disturbs them all.
    """
    least = dict.fromkeys(urls, float("inf"))
    for _ in range(loads):
        for name, url in urls.items():
            context = browser.new_context(viewport=SCREEN)
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            before = _task_seconds(session.send("Performance.getMetrics"))
            page.goto(url, wait_until="load")
            # Layout and paint of the first view come after the load.
            page.wait_for_timeout(200)
            taken = _task_seconds(session.send("Performance.getMetrics")) - before
            least[name] = min(least[name], taken * 1000)
            context.close()
    return least


def _task_seconds(answer: dict) -> float:
    return next(metric["value"] for metric in answer["metrics"] if metric["name"] == "TaskDuration")


def reference(folder: Path, paragraphs: list[str]) -> Path:
    """A page of nothing but text to measure this machine with: it is laid out with no stylesheet of anybody's."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    (folder / "index.html").write_text(f'<!doctype html>\n<html lang="en"><title>Reference</title>\n{text}', "utf-8")
    return folder


def slowness(reference_cpu: float) -> float:
    """How many times as long this machine takes for the reference, and so may take for a page; never less than once."""
    return max(1.0, reference_cpu / REFERENCE_CPU)


def search_bytes(browser: Browser, url: str) -> tuple[dict[str, int], str]:
    """What a first visit to a search asks for until its first answer stands there, bytes as they travel by address;
    and what the page says of it."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url, wait_until="networkidle")
    page.locator("#search-results li").first.wait_for()
    asked: dict[str, int] = {}
    for answer in answers:
        asked[answer.url] = len(compressed(answer.body(), answer.headers.get("content-type", "")))
    said = page.get_by_role("status").inner_text()
    context.close()
    return asked, said
