"""The report of an audit: a table side by side, and everything that does not hold."""

from __future__ import annotations

from typing import Any

from tests.audit import advisories
from tests.audit.advisories import Looked
from tests.audit.lighthouse import CATEGORIES, Run
from tests.audit.search import ARTICLES, COMMENTS, LIMIT, Searched
from tests.audit.vnu import Message
from tests.browser.measure import KB
from tests.hosting.load import Load

MOST_NAMED = 20


class Report:
    def __init__(self) -> None:
        self.failures: list[str] = []
        self._parts: list[str] = []
        self._runs: list[list[str]] = []
        self._machine: list[float] = []

    def articles(self, pages: list[Any], slowness: float) -> None:
        """The same text in our pages and in the stock theme's, by the same means."""

        def row(name: str, value: Any, limit: Any = None, shown: Any = str) -> list[str]:
            cells = [name]
            for page in pages:
                found, most = value(page), limit(page) if limit and page.limits else None
                over = most is not None and found > most
                if over:
                    self.failures.append(f"{page.name}: {name} is {shown(found)}, which is more than {shown(most)}")
                words = shown(found) + (f" (at most {shown(most)})" if most is not None else "")
                cells.append(f"**{words}**" if over else words)
            return cells

        kb = "{:.1f}".format
        rows = [
            row("HTML, KB", lambda p: p.weight.html / KB, lambda p: p.limits.html(p.weight.text) / KB, kb),
            row("visible text, KB", lambda p: p.weight.text / KB, shown=kb),
            row("CSS, KB", lambda p: p.weight.css / KB, lambda p: p.limits.css / KB, kb),
            row("JavaScript, KB", lambda p: p.weight.script / KB, lambda p: p.limits.script / KB, kb),
            row("fonts, KB", lambda p: p.weight.fonts / KB, shown=kb),
            row(
                "first view without pictures, KB",
                lambda p: p.weight.first_view / KB,
                lambda p: p.limits.first_view / KB,
                kb,
            ),
            row("requests", lambda p: p.weight.requests, lambda p: p.limits.requests),
            row("to other hosts", lambda p: len(p.weight.elsewhere), lambda p: 0),
            row("cookies", lambda p: p.weight.cookies, lambda p: 0),
            row("elements", lambda p: p.weight.elements, lambda p: p.limits.elements),
            row("layout shift", lambda p: p.weight.shift, lambda p: 0.0, "{:.3f}".format),
            row("CPU of the main thread, ms", lambda p: p.cpu, lambda p: p.limits.cpu * slowness, "{:.0f}".format),
            row("axe: elements at fault", lambda p: p.violations, lambda p: 0),
            row("axe: undecided", lambda p: p.incomplete, lambda p: 0),
        ]
        self._parts.append("## The same article side by side\n")
        self._parts.append(table(["", *(page.name for page in pages)], rows))
        self._parts.append(
            "\nBytes as they travel, compressed. No other host can be reached during the audit: requests to one fail,"
            " and what they would bring is not in the sums. For a page of plain text this machine took"
            f" {slowness:.2f} times as long as the one that the limits for CPU were set on.\n"
        )
        for page in pages:
            for rule in page.rules:
                self._parts.append(f"- axe, {page.name}: {rule}")

    def search(self, searched: Searched) -> None:
        rows = []
        for answer in searched.answers:
            rows.append([answer.query, f"{answer.bytes / KB:.1f}", str(answer.requests), answer.found])
            if answer.bytes > LIMIT:
                self.failures.append(
                    f"search: “{answer.query}” asks for {answer.bytes / KB:.1f} KB before the first answer,"
                    f" which is more than {LIMIT / KB:.0f} KB"
                )
        self._parts.append(f"\n## Search in {ARTICLES} articles with {COMMENTS} comments each\n")
        self._parts.append(table(["query", f"KB (at most {LIMIT / KB:.0f})", "requests", "found"], rows))
        self._parts.append(
            "\nAll of a first visit, the page, its stylesheets, scripts and font too, until the first answer stands"
            f" there. The index has {searched.files} files, {searched.size / KB / KB:.1f} MB before compression.\n"
        )

    def reading(self, read: str, faults: list[str]) -> None:
        self.failures += [f"reading programs: {fault}" for fault in faults]
        self._parts.append(f"\n#{read.replace(chr(10) + '## ', chr(10) + '### ')}")

    def links(self, name: str, number: int, faults: list[str]) -> None:
        self.failures += [f"links of {name}: {fault}" for fault in faults]
        self._parts.append(f"\n## Links of {name}\n\n{number} links and loaded files, {len(faults)} at fault.\n")
        self._parts += [f"- {fault}" for fault in faults]

    def vnu(self, name: str, files: int, messages: list[Message]) -> None:
        errors = sum(message.severity == "error" for message in messages)
        count = f"{errors} errors, {len(messages) - errors} warnings"
        # What nobody judged so far fails too: it wants to be mended, or a reason.
        self.failures += [f"Nu Html Checker, {name}: {message}" for message in messages if not message.reason]
        self._parts.append(f"\n## Markup of {name}\n\n{files} files of HTML, CSS and SVG: {count}.\n")
        # One line for what is said many times.
        places: dict[tuple[str, str, str], list[str]] = {}
        for message in messages:
            places.setdefault((message.severity, message.words, message.reason), []).append(
                f"{message.file}:{message.line}"
            )
        for (severity, words, reason), found in sorted(places.items()):
            more = f" and {len(found) - 3} more" if len(found) > 3 else ""
            kept = f" Kept: {reason}." if reason else ""
            self._parts.append(f"- {severity}: {words} ({', '.join(found[:3])}{more}){kept}")

    def load(self, load: Load) -> None:
        self.failures += [f"nginx: {fault}" for fault in load.faults[:MOST_NAMED]]
        if len(load.faults) > MOST_NAMED:
            self.failures.append(f"nginx: {len(load.faults) - MOST_NAMED} more answers were wrong")
        number = len(load.times)
        self._parts.append("\n## nginx, asked by eight at once\n")
        if not number:
            return
        self._parts.append(
            f"{number} answers in {load.seconds:.1f} s, {len(load.faults)} at fault: median {load.median:.1f} ms, 95 of"
            f" 100 within {load.percentile:.1f} ms, the slowest {max(load.times):.1f} ms. Of each the status, every"
            " header of the list and the bytes were looked at. Those who asked ran on the same machine.\n"
        )
        self._parts.append(table(["what", "answers"], [[what, str(n)] for what, n in sorted(load.counts.items())]))

    def workers(self, asked: int, faults: list[str]) -> None:
        self.failures += [f"Cloudflare Workers: {fault}" for fault in faults[:MOST_NAMED]]
        if len(faults) > MOST_NAMED:
            self.failures.append(f"Cloudflare Workers: {len(faults) - MOST_NAMED} more answers were wrong")
        self._parts.append("\n## Cloudflare Workers, as wrangler runs it here\n")
        self._parts.append(f"{asked} answers looked at, {len(faults)} at fault.")

    def advisories(self, results: list[Looked], judged: dict[str, str]) -> None:
        self.failures += advisories.failures(results, judged)
        self._parts.append("\n## Known weaknesses of locked packages\n")
        for line in advisories.told(results, judged):
            self._parts.append(f"  - {line.strip()}" if line.startswith(" ") else f"- {line}")

    def lighthouse(self, name: str, device: str, run: Run, performance: int, lcp: float, must_hold: bool) -> None:
        self._machine.append(run.machine)
        self._runs.append([name, device, *(str(run.scores[c]) for c in CATEGORIES), f"{run.lcp:.2f}", f"{run.cls:.3f}"])
        if not must_hold or run.holds(performance, lcp):
            return
        wanted = f"wanted: performance {performance}, the others 100, LCP {lcp} s, no shift"
        found = ", ".join(f"{c} {run.scores[c]}" for c in CATEGORIES)
        self.failures.append(
            f"Lighthouse, {name}, {device}: {found}, LCP {run.lcp:.2f} s, shift {run.cls:.3f} ({wanted})"
            + "".join(f"; {fault}" for fault in run.faults)
        )

    def hostile(self, rows: list[tuple[str, int, str]], faults: list[str]) -> None:
        self.failures += faults
        self._parts.append("\n## Hostile input\n")
        self._parts.append(
            table(["what", "number", "outcome"], [[name, f"{n:,}", outcome] for name, n, outcome in rows])
        )

    def publishing(self, rows: list[tuple[str, int, str]], faults: list[str]) -> None:
        self.failures += faults
        self._parts.append("\n## Publishing under faults, and in all circumstances\n")
        self._parts.append(table(["what", "times", "outcome"], [[name, str(n), outcome] for name, n, outcome in rows]))
        self._parts += [f"- {fault}" for fault in faults]

    def text(self) -> str:
        outcome = [f"- {failure}" for failure in self.failures] or ["Every figure holds."]
        parts = ["# Audit\n", *outcome, "", *self._parts]
        if self._runs:
            head = ["page", "device", *CATEGORIES, "LCP, s", "CLS"]
            parts += ["\n## Lighthouse\n", table(head, self._runs)]
            parts.append(
                "\nThe best of up to three runs; there were fewer where all was as wanted. Performance depends on what"
                " else runs on the machine, the rest does not. Lighthouse rated its speed at"
                f" {min(self._machine):.0f} to {max(self._machine):.0f}."
            )
        return "\n".join(parts) + "\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
