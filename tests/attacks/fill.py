"""A publication whose every text is an attack, and the same with plain words in their places, its twin."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commentary.load import load, today
from commentary.problems import Problem
from tests.attacks.attack import Attack
from tests.attacks.fields import APPROVED, LEAST, LINK, PICTURE, WORK, dumped, name, placed, verdict
from tests.publication import MINIATURE, ROOT

MOST_TAGS = MOST_LINKS = 20
MOST_WORKS = 50
EXPERTS_PROSE = ("text", "bio", "body", "note")
SETTINGS = """\
site_name: {site_name}
site_description: {description}
site_url: https://example.org/blog/
repo_url: https://github.com/example/attacks/
extra:
  commentary:
    history: true
    advertisement: {{label: {label}, text: {notice}, url: https://example.org/}}
nav:
  - index.md
  - {menu}: about.md
not_in_nav: /articles/
theme:
  name: material
  custom_dir: {hooks}/theme
hooks: [{hooks}/site.py]
plugins: []
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, tables, pymdownx.superfences, pymdownx.tasklist]
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that a page has to show: in the element with the id, or anywhere. `markdown` if it was read as such."""

    page: str
    field: str
    attack: Attack
    text: str
    id: str = ""
    markdown: bool = False


@dataclass(slots=True)
class Filled:
    """A publication in a folder. `counts` are contexts, a text in a field, by what became of them."""

    root: Path
    shown: list[Shown] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=dict)
    """Ids of the comments of each article's page, in their order."""
    contexts: int = 0
    refused: int = 0


class Filler:
    """`plain` writes the twin. Fields of which a record holds one take the attacks of its chunk in turn."""

    def __init__(self, root: Path, attacks: Sequence[Attack], each: int, plain: bool, refused: set[tuple[str, str]]):
        self.filled = Filled(root)
        self.attacks, self.each, self.plain = attacks, each, plain
        self.refused = refused
        """Names of fields and texts that a rule between records refuses."""
        self.turn = 0

    def text(self, kind: str, path: tuple[str | int, ...], attack: Attack) -> str | None:
        """What the field is to hold; None where the attack is refused."""
        key = name(kind, path)
        self.filled.contexts += 1
        kept, _ = verdict(kind, path, attack.text)
        if kept is None or (key, kept) in self.refused:
            self.filled.refused += 1
            return None
        return (
            f"https://example.org/{attack.number}"
            if self.plain and str(path[-1]).endswith("url")
            else self.words(attack, kept)
        )

    def words(self, attack: Attack, kept: str) -> str:
        return attack.plain if self.plain else kept

    def put(self, record: dict[str, Any], kind: str, path: tuple[str | int, ...], attack: Attack, **where: str) -> None:
        """Puts the attack into a record's field, if the field takes it, and notes where a page has to show it."""
        text = self.text(kind, path, attack)
        if text is None:
            return
        record.update(placed(record, path, text))
        if where:
            markdown = path[-1] in EXPERTS_PROSE
            self.filled.shown.append(
                Shown(where["page"], name(kind, path), attack, text, where.get("id", ""), markdown)
            )

    def write(self, path: str, kind: str, record: dict[str, Any], body: str = "") -> None:
        file = self.filled.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = dumped(record)
        if kind in ("article", "page"):
            lines = ["---", *lines, "---", body]
        file.write_bytes(("\n".join(lines) + "\n").encode())

    def chunk(self, number: int, chunk: Sequence[Attack]) -> None:
        self.turn = 0

        def one() -> Attack:
            self.turn += 1
            return chunk[(self.turn - 1) % len(chunk)]

        self.article(number, chunk, one)
        self.person("expert", number, chunk, one)
        if number % 4 == 0 or self.each == 1:
            self.person("author", number, chunk, one)
            page = f"page-{number}/"
            record = dict(LEAST["page"], title=f"Page {number}")
            self.put(record, "page", ("title",), one(), page=page)
            self.put(record, "page", ("description",), one(), page=page)
            self.write(f"docs/page-{number}.md", "page", record, "Words.")
        for attack in chunk:
            self.comment(number, attack)

    def article(self, number: int, chunk: Sequence[Attack], one: Any) -> None:
        page = f"articles/article-{number}/"
        author = f"author-{number if self.each == 1 else number // 4 * 4}"
        record: dict[str, Any] = {
            **LEAST["article"],
            "title": f"Article {number}",
            "category": f"Category {number}",
            "authors": [author],
            "image": PICTURE,
            "based_on": {"title": "An original"},
        }
        for path in (("title",), ("description",), ("category",), ("image", "credit"), ("image", "alt")):
            self.put(record, "article", path, one(), page=page)
        for path in (("based_on", "title"), ("based_on", "author"), ("based_on", "publication")):
            self.put(record, "article", path, one(), page=page)
        self.put(record, "article", ("image", "credit_url"), one())
        self.put(record, "article", ("based_on", "url"), one())
        tags: list[str] = []
        for attack in chunk[:MOST_TAGS]:
            tag = self.text("article", ("tags", 0), attack)
            if tag is not None:
                tags.append(tag)
                self.filled.shown.append(Shown(page, "article.tags", attack, tag))
        quotes = {}
        for attack in chunk:
            key = f"key-{attack.number}"
            quote = {**LEAST["quote"], "expert": f"expert-{number}", "source": {"title": "A source"}}
            self.put(quote, "quote", ("text",), attack, page=page, id=f"quote-{key}")
            self.put(quote, "quote", ("organisation",), attack, page=page, id=f"quote-{key}")
            self.put(quote, "quote", ("source", "title"), attack, page=page, id=f"quote-{key}")
            self.put(quote, "quote", ("source", "url"), attack)
            self.put(quote, "quote", ("permission",), attack)
            quotes[key] = quote
        body = "\n\n".join(f"/// quote | {key}\n///" for key in quotes)
        self.write(
            f"docs/articles/article-{number}.md", "article", {**record, **({"tags": tags} if tags else {})}, body
        )
        self.write(f"comments/article-{number}/quotes.yml", "quote", quotes)

    def person(self, kind: str, number: int, chunk: Sequence[Attack], one: Any) -> None:
        page = f"{kind}s/{kind}-{number}/"
        record: dict[str, Any] = {"name": f"Person {number}", "role": "A role", "organisation": "Somewhere"}
        for path in (("name",), ("role",), ("organisation",), ("bio",)):
            self.put(record, kind, path, one(), page=page)
        self.put(record, kind, ("url",), one())
        record["links"] = []
        for attack in chunk[:MOST_LINKS]:
            link = {"links": [LINK]}
            self.put(link, kind, ("links", 0, "title"), attack, page=page)
            self.put(link, kind, ("links", 0, "url"), attack)
            record["links"] += link["links"]
        if kind == "expert":
            record |= {"works": [], "approved": APPROVED}
            for attack in chunk[:MOST_WORKS]:
                work = {"works": [WORK | {"kind": "book"}]}
                for path in (("works", 0, "title"), ("works", 0, "kind")):
                    self.put(work, kind, path, attack, page=page)
                self.put(work, kind, ("works", 0, "url"), attack)
                record["works"] += work["works"]
            for path in (("approved", "by"), ("approved", "how")):
                self.put(record, kind, path, one(), page=page)
        self.write(f"comments/{kind}s/{kind}-{number}.yml", kind, record)

    def comment(self, number: int, attack: Attack) -> None:
        page, folder = f"articles/article-{number}/", f"comments/article-{number}"
        record: dict[str, Any] = {**LEAST["comment"], "origin": {"via": "a form"}}
        id = f"c{attack.number}"
        for path in (("author",), ("body",), ("note",), ("origin", "via")):
            self.put(record, "comment", path, attack, page=page, id=f"comment-{id}")
        for path in (("origin", "id"), ("origin", "url"), ("url",)):
            self.put(record, "comment", path, attack)
        self.write(f"{folder}/{id}.yml", "comment", record)
        held = f"d{attack.number}"
        withheld = {"date": "2026-01-03", "reply_to": id, "status": "withheld", "reason": "A reason"}
        self.put(withheld, "comment", ("reason",), attack, page=page, id=f"comment-{held}")
        self.write(f"{folder}/{held}.yml", "comment", withheld)
        answer = {"date": "2026-01-04", "author": "A reader", "reply_to": held, "body": "Words"}
        if attack.number % 10 == 0:
            self.write(f"{folder}/e{attack.number}.yml", "comment", answer)

    def settings(self) -> None:
        texts = {}
        for part, attack in zip(
            ("site_name", "description", "label", "notice", "menu"), self.attacks[40:], strict=False
        ):
            kind = {"label": ("advertisement", "label"), "notice": ("advertisement", "text")}.get(part)
            kept = verdict("settings", kind, attack.text)[0] if kind else attack.text
            texts[part] = json.dumps(self.words(attack, kept or attack.plain))
        (self.filled.root / "mkdocs.yml").write_text(SETTINGS.format(hooks=ROOT / "hooks", **texts), "utf-8")


def fill(root: Path, attacks: Sequence[Attack], each: int) -> tuple[Filled, Filled]:
    """The publication in `root`/attacks and its twin in `root`/twin, with `each` attacks in every article.

    What a rule between records refuses, at its place, is left out of both.
    """
    refused: set[tuple[str, str]] = set()
    filled = _filled(root / "attacks", attacks, each, False, refused)
    for problem in _faults(filled.root):
        lines = (filled.root / problem.place.path).read_text("utf-8").split("\n")
        text = json.loads(lines[problem.place.line - 1].partition(": ")[2])
        folder, _, file = problem.place.path.removeprefix("comments/").removeprefix("docs/").rpartition("/")
        kind = {"experts": "expert", "authors": "author", "articles": "article"}.get(folder, "comment")
        field = problem.message.partition(":")[0]
        if file == "quotes.yml":
            kind, field = "quote", field.partition(".")[2]
        refused.add((f"{kind}.{field}", text))
    filled = _filled(root / "attacks", attacks, each, False, refused)
    assert _faults(filled.root) == []
    return filled, _filled(root / "twin", attacks, each, True, refused)


def _filled(root: Path, attacks: Sequence[Attack], each: int, plain: bool, refused: set[tuple[str, str]]) -> Filled:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(MINIATURE / "docs" / "images", root / "docs" / "images")
    filler = Filler(root, attacks, each, plain, refused)
    filler.write("docs/index.md", "page", LEAST["page"], "Words.")
    filler.write("docs/about.md", "page", LEAST["page"], "Words.")
    filler.settings()
    for number, start in enumerate(range(0, len(attacks), each)):
        filler.chunk(number, attacks[start : start + each])
    return filler.filled


def _faults(root: Path) -> list[Problem]:
    return [problem for problem in load(root, today()).problems if problem.severity == "error"]
