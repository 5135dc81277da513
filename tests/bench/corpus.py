"""The same articles and comments, laid out for each program. Three of the four read the very same YAML."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.long_discussion import DATE, comments
from tests.publication import ROOT

HERE = Path(__file__).parent
COMMENTS = 20
Articles = dict[str, tuple[str, dict[str, dict[str, object]]]]
"""The text and the comments of each article, by its slug."""


def articles(count: int, replies: int = COMMENTS) -> Articles:
    made = {}
    for number in range(1, count + 1):
        bodies = [str(one["body"]) for one in comments(12, seed=1_000_000 + number).values()]
        parts = [f"## Part {part}\n\n{body}\n\n" for part, body in enumerate(bodies, 1)]
        made[f"article-{number}"] = ("".join(parts), comments(replies, seed=number))
    return made


def ours(target: Path, made: Articles) -> None:
    settings = yaml.safe_load(re.sub(r"!ENV.*", "''", (ROOT / "mkdocs.yml").read_text("utf-8")))
    settings = {**settings, "nav": ["index.md"], "not_in_nav": "/articles/"}
    del settings["extra"]["commentary"]["advertisement"]
    _write(target / "mkdocs.yml", yaml.safe_dump(settings, sort_keys=False))
    (target / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)
    _write(target / "docs" / "index.md", "---\ntitle: Test data\ndescription: Test data.\n---\n\nTest data.\n")
    fields = {"description": "Test data.", "authors": ["editors"], "category": "Test"}
    _articles(target / "docs" / "articles", made, fields)
    _comments(target / "comments", made)
    _write(target / "comments" / "authors" / "editors.yml", "name: The editors\n")


def material(target: Path, made: Articles) -> None:
    """Comments are Markdown below the text, each with an id, as one pastes them."""
    settings = {"site_name": "Test data", "theme": {"name": "material"}, "markdown_extensions": ["attr_list"]}
    _write(target / "mkdocs.yml", yaml.safe_dump(settings))
    _write(target / "docs" / "index.md", "# Test data\n")
    pasted = {}
    for slug, (text, said) in made.items():
        below = "".join(
            f"**{one.get('author', 'A reader')}**, {one['date']}\n{{: #comment-{id} }}\n\n{one['body']}\n\n"
            for id, one in said.items()
        )
        pasted[slug] = (f"{text}## {len(said)} comments\n\n{below}", said)
    _articles(target / "docs" / "articles", pasted, {})


def eleventy(target: Path, made: Articles) -> None:
    shutil.copytree(HERE / "eleventy", target)
    (target / "node_modules").symlink_to(HERE / "node_modules", target_is_directory=True)
    _articles(target / "articles", made, {"layout": "article.njk", "tags": ["article"]})
    _comments(target / "_data" / "comments", made)


def hugo(target: Path, made: Articles) -> None:
    shutil.copytree(HERE / "hugo", target)
    _articles(target / "content" / "articles", made, {})
    _comments(target / "data" / "comments", made)


def _articles(folder: Path, made: Articles, fields: dict[str, Any]) -> None:
    for slug, (text, _) in made.items():
        front = yaml.safe_dump({"title": f"Test of {slug}", **fields}, sort_keys=False)
        _write(folder / f"{slug}.md", f"---\n{front}date: {DATE}\n---\n\n{text}")


def _comments(folder: Path, made: Articles) -> None:
    for slug, (_, said) in made.items():
        for id, fields in said.items():
            _write(folder / slug / f"{id}.yml", yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
