"""A publication ready to be printed: its pages, its language, its templates. What every adapter starts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from commentary import headers, redirects
from commentary.assets import load_assets
from commentary.cache import FOLDER, Cache, Use
from commentary.docs_files import published_files
from commentary.feeds.feed import Enclosure
from commentary.feeds.identity import Identity
from commentary.feeds.pictures import enclosures
from commentary.feeds.publish import publish
from commentary.feeds.site import FeedSite
from commentary.figures import Figure, picture_path
from commentary.finished import finished
from commentary.form_script import form_script
from commentary.join import Publication
from commentary.language import TEXTS, Language, load_language
from commentary.load import load
from commentary.pages import environment, figure_html, quote_html
from commentary.pictures import PORTRAIT_WIDTHS, prepare_all, remember
from commentary.plain_file import read_plain
from commentary.problems import Place, Problem
from commentary.published import problem, published
from commentary.search.entries import entries
from commentary.search.index import build_index
from commentary.search.script import compound_endings, words_script
from commentary.settings import Settings
from commentary.site_file import Decided
from commentary.social_card import Card, card_typeface, prepare_card
from commentary.views.page import PageView
from commentary.views.pages import all_pages


@dataclass(slots=True)
class Edition:
    """`pages` are by the file in `docs/` that each is made from, or would be."""

    root: Path
    theme: Path
    publication: Publication
    settings: Settings
    language: Language
    pages: dict[str, PageView]
    templates: jinja2.Environment
    files: dict[str, Path]
    """Files to publish beside those of `docs/`: assets, renditions of pictures and cards, by path on the site."""
    texts: dict[str, str]
    """The same for what is made of text: the stylesheet, scripts, and where earlier addresses lead."""
    documents: frozenset[str]
    """Paths of the files in `docs/` that are published themselves; any other is not, whatever it holds."""
    enclosures: dict[str, Enclosure]
    """The pictures at the heads of articles as feeds name them, by path in `docs/`."""
    use: Use
    """Of the cache, in which some of the `files` lie."""
    written: dict[str, str] = field(default_factory=dict)
    """The HTML to publish as the text of each page, by its `source`, as far as it is there."""
    problems: list[Problem] = field(default_factory=list)
    """While serving, what keeps this edition's successor from being made."""

    def outdated(self, problems: list[Problem]) -> None:
        """It is shown once more, above it the problems; without files that another build's sweep took meanwhile."""
        self.problems = problems
        self.files = {path: file for path, file in self.files.items() if file.exists()}

    def sweep(self) -> list[Problem]:
        """Once it is published: what no source names any more goes from the cache. And what is in the way of that."""
        left = None if self.problems else self.use.sweep()
        return [left] if left else []

    def document(self, path: str) -> bytes:
        """The bytes of a file in `docs/`, which lies there itself. Raises OSError where it no longer does."""
        return read_plain(self.root, f"docs/{path}")

    def quote(self, page: PageView, key: str) -> str:
        """The HTML of an expert's view as it stands in the text of an article's page."""
        return quote_html(self.templates, page.data["quotes"][key], page.root)

    def figure(self, page: PageView, figure: Figure) -> str:
        """The HTML of a picture as it stands in the text of a page."""
        return figure_html(self.templates, figure, picture_path(figure.src, page.source), page.root)

    def text(self, page: PageView) -> tuple[str, list[Problem]]:
        """The HTML to publish as a page's text, its views and pictures in it; and what may not stand there."""
        rendered = self.publication.texts.get(f"docs/{page.source}")
        html, problems = (rendered.html if rendered else ""), []
        for mark, what in rendered.placed if rendered else ():
            made = finished(self.quote(page, what) if isinstance(what, str) else self.figure(page, what))
            safe, found = (made, None) if self.settings.raw_html else published(made)
            html = html.replace(mark, safe)
            if found is not None:
                problems.append(problem(Place(f"docs/{page.source}"), found))
        self.written[page.source] = html
        return html, problems

    def search(self) -> dict[str, str]:
        """The files of the search's index by path on the site, once all is `written`. Templates then know its place."""
        index = build_index(
            entries(self.publication, self.written, self.settings.comments_on_a_page),
            compound_endings(self.language),
        )
        self.templates.globals["search_index"] = index.folder
        return {index.folder + path: text for path, text in index.files.items()}

    def generated(self, name: str, description: str, url: str) -> dict[str, str]:
        """The text of each file that is made beside the pages, by its path, once all is `written`."""
        made = self.texts | self.search()
        made[headers.FILE] = headers.netlify([*self.files, *made], _endpoint(self.settings))
        return made | self.feeds(name, description, url)

    def feeds(self, name: str, description: str, url: str) -> dict[str, str]:
        """The text of each feed by its path, once all is `written`. `url` is the site's address or nothing."""
        articles = self.publication.articles.values()
        return publish(
            FeedSite(
                publication=self.publication,
                language=self.language,
                templates=self.templates,
                identity=Identity(self.settings.identity or name),
                page_size=self.settings.comments_on_a_page,
                name=name,
                description=description,
                url=url,
                bodies={piece.id: self.written.get(piece.path.removeprefix("docs/"), "") for piece in articles},
                pictures=self.enclosures,
                zone=self.settings.time_zone,
            )
        )

    @property
    def policy(self) -> str:
        """The Content Security Policy that a page carries for hosts that send none."""
        return headers.policy(_endpoint(self.settings), in_page=True)


def _endpoint(settings: Settings) -> str:
    """Where the form for a reply is sent, if anywhere."""
    return settings.reply.endpoint.url if settings.reply.endpoint else ""


def prepare(
    root: Path, theme: Path, name: str, today: dt.date, decided: Decided | None = None
) -> tuple[Edition | None, list[Problem]]:
    """The edition of the publication at `root`, whose name is `name`, or None; and its problems sorted by place."""
    cache = Cache(root / FOLDER)
    use = Use(cache)
    loaded = load(root, today, decided)
    language, faults = load_language(theme / "text", loaded.settings.language, TEXTS)
    problems = sorted({*loaded.problems, *faults})
    if loaded.publication is None or language is None:
        return None, problems
    advertisement = loaded.settings.advertisement
    left_out = loaded.collection.found.left_out
    places = list(loaded.collection.wide_picture_places())
    srcs = {src for src, place in places if place.path not in left_out}
    if advertisement and advertisement.image:
        srcs.add(advertisement.image.src)
    pictures, faults = prepare_all(root / "docs", srcs, cache)
    # A draft that is left out will want its pictures again.
    remember(root / "docs", {src for src, _ in places} - srcs, cache)
    faces = {src for src, _ in loaded.collection.portrait_places()}
    portraits, unfit = prepare_all(root / "docs", faces, cache, PORTRAIT_WIDTHS)
    cards, more = _cards(loaded.publication, name, root, loaded.settings, cache)
    assets, broken = load_assets(
        theme / "assets", {"js/words.js": form_script(language), "js/search_words.js": words_script(language)}
    )
    problems = sorted({*problems, *faults, *unfit, *more, *broken})
    if faults or unfit or more or broken:
        return None, problems
    files = {
        path: file for picture in (*pictures.values(), *portraits.values()) for path, file in picture.files.items()
    }
    texts = dict(assets.texts)
    if not (root / "docs" / redirects.FILE).exists():
        gone = redirects.moved(loaded.publication, loaded.settings.comments_on_a_page)
        texts |= {redirects.FILE: redirects.netlify(gone)} if gone else {}
    as_they_are = {src for made in (pictures, portraits) for src, picture in made.items() if not picture.files}
    return Edition(
        root=root,
        theme=theme,
        publication=loaded.publication,
        settings=loaded.settings,
        language=language,
        pages=all_pages(loaded.publication, loaded.settings, language, cards),
        templates=environment(theme, language, pictures, portraits, assets.paths),
        files=files | assets.files | {card.path: card.file for card in cards.values()},
        texts=texts,
        documents=published_files(loaded.collection.found, loaded.settings.files, as_they_are),
        enclosures=enclosures(root / "docs", loaded.publication, pictures),
        use=use,
    ), problems


def _cards(
    publication: Publication, name: str, root: Path, settings: Settings, cache: Cache
) -> tuple[dict[str, Card], list[Problem]]:
    """The card of each article, by the article's id."""
    typeface, problems = card_typeface(root, settings.card_fonts)
    cards: dict[str, Card] = {}
    for id, piece in publication.articles.items() if typeface else ():
        card, faults = prepare_card(id, piece.record.title, piece.record.category, name, typeface, cache)
        problems += faults
        if card:
            cards[id] = card
    return cards, problems
