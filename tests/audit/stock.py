"""The same article with the stock Material theme: its fonts, its search, and the comments put below the text."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import yaml

from commentary.join import Piece
from commentary.load import load, today
from commentary.markup import comment_html
from tests.publication import ROOT

SETTINGS = {
    "site_name": "Second Opinion",
    "theme": {"name": "material"},
    "plugins": ["search"],
    "nav": [{"Home": "index.md"}, {"Article": "articles/article.md"}],
}
ARTICLE = "articles/article/"


def make(target: Path, root: Path, slug: str) -> Path:
    """An MkDocs project in `target` with one article of the publication at `root`, ready to be built."""
    loaded = load(root, today())
    publication = loaded.publication
    assert publication, f"the publication at {root} has faults"
    piece = publication.articles[slug]
    articles = target / "docs" / "articles"
    articles.mkdir(parents=True)
    ours = yaml.safe_load(re.sub(r"!ENV.*", "''", (ROOT / "mkdocs.yml").read_text("utf-8")))
    settings = {**SETTINGS, "markdown_extensions": ours["markdown_extensions"]}
    (target / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    (target / "docs" / "index.md").write_text("# Second Opinion\n\n[The article](articles/article.md)\n", "utf-8")
    (articles / "article.md").write_text(_text(piece, loaded.collection.texts[piece.path].source), "utf-8")
    picture = piece.record.image
    if picture:
        (target / "docs" / picture.src).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "docs" / picture.src, target / "docs" / picture.src)
    return target


def _text(piece: Piece, body: str) -> str:
    record = piece.record
    parts = [f"# {record.title}", record.description]
    parts.append(f"By {', '.join(author.name for author in piece.authors.values())}, {record.date}")
    if record.image:
        parts.append(f"![{record.image.alt}](../{record.image.src})")
        parts.append(record.image.credit)

    def quote(block: re.Match[str]) -> str:
        view = piece.views[block[1]]
        said = "\n".join(f"> {line}".rstrip() for line in view.quote.text.strip().splitlines())
        return f"{said}\n>\n> {view.expert.name}, {view.expert.role or ''}"

    text = re.sub(r"^/// quote \| (\S+)\n///$", quote, body, flags=re.MULTILINE)
    # Links to other pages of ours lead nowhere here.
    parts.append(re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", text))
    parts.append(f"## {len(piece.comments)} comments")
    for comment in piece.comments:
        said = comment.record
        head = f"<strong>{html.escape(said.author or 'A reader')}</strong> {said.date or ''}"
        words = comment_html(said.body) if said.status == "published" else html.escape(said.reason or "")
        # An empty line would end the block for Markdown.
        parts.append(f'<div id="comment-{comment.id}"><p>{head}</p>{" ".join(words.split())}</div>')
    return "\n\n".join(parts) + "\n"
