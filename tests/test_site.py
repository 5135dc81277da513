"""The adapter: what MkDocs builds from a publication, and that it publishes all or nothing."""

from __future__ import annotations

import html.parser
import os
import re
import shutil
import subprocess
import urllib.parse
from pathlib import Path

import mf2py
import pytest
from PIL import Image

from tests.publication import ROOT, build, files


def test_it_builds_the_same_under_properdocs(miniature: Path, miniature_site: Path) -> None:
    result = build(miniature, "properdocs")
    assert result.returncode == 0, result.stderr
    assert files(miniature / "site") == files(miniature_site)


def test_what_is_only_worth_a_look_stops_no_build(miniature: Path) -> None:
    (miniature / "comments/first/looked-at.yml").write_text("date: 2026-01-20\nbody: A \u202eturn.\n", "utf-8")
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    assert "Worth a look:\n\ncomments/first/looked-at.yml:2:9: warning: " in result.stderr


def test_a_fault_leaves_the_last_good_site_untouched(miniature: Path) -> None:
    assert build(miniature).returncode == 0
    before = files(miniature / "site")
    (miniature / "comments/first/001.yml").write_text("author: A\n", "utf-8")
    result = build(miniature)
    assert result.returncode == 1
    assert "comments/first/001.yml:1:1: a comment has a body when it is published; there is none" in result.stderr
    assert files(miniature / "site") == before


def test_a_page_of_any_name_can_be_reached_and_knows_where_it_is(miniature: Path) -> None:
    settings = miniature / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("not_in_nav: |\n", "not_in_nav: |\n  /*.md\n"), "utf-8")
    names = ["c#", "what?", "50%25", "über uns"]
    for name in names:
        (miniature / f"docs/{name}.md").write_text(
            f"---\ntitle: Page {name}\ndescription: A page.\n---\nWords.\n", "utf-8"
        )
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    home, listed = ((miniature / "site" / file).read_text("utf-8") for file in ("index.html", "sitemap.xml"))
    for name in names:
        address = urllib.parse.quote(f"{name}/")
        page = (miniature / "site" / urllib.parse.unquote(address) / "index.html").read_text("utf-8")
        assert f'href="./{address}"' in home
        assert f"<loc>https://example.org/blog/{address}</loc>" in listed
        assert f'<link rel="canonical" href="https://example.org/blog/{address}">' in page
        assert f'"@id":"https://example.org/blog/{address}"' in page


def test_no_file_of_the_stock_theme_is_published(miniature_site: Path) -> None:
    names = set(files(miniature_site))
    theme = ROOT / "hooks/theme/assets"
    ours = {"site.css", "feed.css", "search.css", "js/words.js", "js/search_words.js"} | {
        p.relative_to(theme).as_posix() for p in theme.rglob("*") if p.suffix in (".js", ".svg", ".txt", ".woff2")
    }
    index = {n for n in names if re.match(r"assets/search-[0-9a-f]{8}/", n)}
    assert index
    assert {re.sub(r"-[0-9a-f]{8}(?=\.)", "", n) for n in names - index if n.startswith("assets/")} == {
        f"assets/{name}" for name in ours
    }
    assert not [n for n in names if n.endswith((".css", ".js", ".woff2")) and not n.startswith("assets/")]


def test_an_article_may_link_to_a_comment_and_to_a_view(miniature: Path) -> None:
    about = miniature / "docs/about.md"
    text = about.read_text("utf-8")
    about.write_text(f"{text}\n[c](articles/first.md#comment-007)\n[q](articles/first.md#quote-our-words)\n", "utf-8")
    assert build(miniature).returncode == 0
    about.write_text(about.read_text("utf-8") + "\n[no](articles/first.md#comment-nobody)\n", "utf-8")
    result = build(miniature)
    assert result.returncode == 1
    assert "#comment-nobody" in result.stderr


def test_without_a_discussion_nothing_of_one_is_shown(miniature_site: Path) -> None:
    page = (miniature_site / "articles/third/index.html").read_text("utf-8")
    assert 'id="discussion"' not in page
    assert 'id="reply"' not in page


def test_without_the_setting_there_is_no_trace_of_an_advertisement(miniature: Path) -> None:
    settings = miniature / "mkdocs.yml"
    text = settings.read_text("utf-8")
    start, end = text.index("    advertisement:"), text.index("nav:")
    settings.write_text(text[:start] + text[end:], "utf-8")
    assert build(miniature).returncode == 0
    assert "dvertis" not in (miniature / "site/articles/first/index.html").read_text("utf-8")


def test_the_editors_address_comes_from_the_environment(miniature: Path) -> None:
    page = miniature / "site/articles/first/index.html"
    assert build(miniature, COMMENTARY_EMAIL="someone@example.org").returncode == 0
    assert 'href="mailto:someone@example.org?subject=' in page.read_text("utf-8")
    assert build(miniature, COMMENTARY_EMAIL="").returncode == 0
    assert "mailto:" not in page.read_text("utf-8")


def test_a_microformats_parser_reads_one_entry_and_its_comments(site: Path) -> None:
    page = site / "articles/networking-with-past-employers/index.html"
    parsed = mf2py.parse(page.read_text("utf-8"), url="https://example.org/articles/networking-with-past-employers/")
    (entry,) = parsed["items"]
    assert entry["type"] == ["h-entry"]
    properties = entry["properties"]
    assert properties["name"] == ["Is it wise to network with past employers?"]
    assert properties["published"] == ["2026-11-20"]
    assert properties["url"] == ["https://example.org/articles/networking-with-past-employers/"]
    assert properties["category"] == ["Networking", "former employers", "references", "job search"]
    assert [a["properties"]["name"] for a in properties["author"]] == [["The editors"]]
    assert set(properties) >= {"summary", "content", "photo"}
    comments = properties["comment"]
    assert [c["type"] for c in comments] == [["h-cite"]] * 4
    assert [c["properties"]["url"][0].partition("#")[2] for c in comments] == [f"comment-original-{n}" for n in "1234"]
    assert all(c["properties"]["author"][0]["properties"]["name"] == ["A reader"] for c in comments)


def test_nested_replies_are_comments_of_the_article(miniature_site: Path) -> None:
    parsed = mf2py.parse((miniature_site / "articles/first/index.html").read_text("utf-8"), url="https://example.org/")
    (entry,) = parsed["items"]
    comments = entry["properties"]["comment"]
    assert [c["id"] for c in comments] == [
        f"comment-{id}" for id in ("undated", "001", "002", "003", "004", "005", "006", "009")
    ]
    assert all("comment" not in c["properties"] and not c.get("children") for c in comments)
    assert comments[2]["properties"]["published"] == ["2026-01-11T10:00Z"]


def test_the_founding_article_shows_what_it_should(site: Path) -> None:
    page = (site / "articles/networking-with-past-employers/index.html").read_text("utf-8")
    assert page.count('class="quote quote-paraphrase"') == 7
    assert "<blockquote" not in page
    for expert in ("kristin-johnson", "dorothy-tannahill-moran", "bud-bilanich"):
        assert f'href="../../experts/{expert}/"' in page
    assert page.count('class="p-comment h-cite"') == 4
    assert page.count("This comment is withheld by the editors.") == 1
    assert '<h2 id="discussion-heading">5 comments</h2>' in page
    assert 'rel="sponsored noopener"' in page


class _Page(html.parser.HTMLParser):
    """The ids of a page and the addresses it points to."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and tag == "a":
                self.targets.append(value or "")
            if name in ("src", "srcset") or (name == "href" and tag == "link"):
                self.loaded.append(value or "")


@pytest.mark.parametrize("built", ["site", "miniature_site"])
def test_every_link_and_fragment_leads_somewhere_and_nothing_comes_from_elsewhere(
    built: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(built)
    base = "https://example.org/blog/" if built == "miniature_site" else ""
    pages = {p.relative_to(folder).as_posix(): _Page(p.read_text("utf-8")) for p in folder.rglob("*.html")}
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for target in page.targets + page.loaded:
            if base and target.startswith(base):
                target = "/" + target.removeprefix(base)
            if target.startswith("/"):
                target = "../" * path.count("/") + target.lstrip("/").removeprefix("blog/") or "./"
            parts = urllib.parse.urlsplit(target)
            if parts.scheme:
                assert target not in page.loaded, f"{path} loads {target}"
                continue
            where = os.path.normpath(os.path.join(os.path.dirname(path), urllib.parse.unquote(parts.path)))
            if not parts.path:
                where = path
            elif (folder / where).is_dir():
                where = f"{where}/index.html".removeprefix("./")
            assert (folder / where).is_file(), f"{path} links to {target}, which is not there"
            if parts.fragment:
                assert urllib.parse.unquote(parts.fragment) in pages[where].ids, f"{path} links to {target}"


def test_make_works_again_at_once_from_a_path_with_a_space(tmp_path: Path) -> None:
    checkout = tmp_path / "a folder" / "second opinion"
    tracked = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                             capture_output=True, check=True).stdout.decode().split("\0")  # fmt: skip
    for name in filter(None, tracked):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, checkout / name)
    # The environment itself is not made anew here: that takes a network. Its stamp says that it is up to date.
    (checkout / ".venv").symlink_to(ROOT / ".venv")
    os.utime(ROOT / ".venv/site.stamp")
    for _ in range(2):
        result = subprocess.run(["make", "build"], cwd=checkout, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        assert (checkout / "site/articles/networking-with-past-employers/index.html").is_file()
    (checkout / "comments/networking-with-past-employers/original-1.yml").write_text("", "utf-8")
    before = files(checkout / "site")
    result = subprocess.run(["make", "build"], cwd=checkout, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "original-1.yml:1:1: a file holds fields; this one is empty" in result.stderr
    assert files(checkout / "site") == before
    assert not (checkout / ".site.next").exists()


def test_an_old_address_leads_on_to_the_article(miniature_site: Path) -> None:
    page = (miniature_site / "articles/old-second/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../articles/second/">' in page
    assert '<link rel="canonical" href="https://example.org/blog/articles/second/">' in page
    assert "old-second" not in (miniature_site / "sitemap.xml").read_text("utf-8")


def test_a_photograph_is_published_in_forms_that_say_nothing_of_where_it_was_taken(miniature: Path) -> None:
    photograph = Image.effect_noise((1000, 600), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "A camera maker"
    photograph.save(miniature / "docs/images/photograph.jpg", exif=exif)
    article = miniature / "docs/articles/fourth.md"
    text = article.read_text("utf-8")
    article.write_text(
        f'{text}\n![A grey field](../images/photograph.jpg "Noise | Test data | https://example.org/maker")\n', "utf-8"
    )
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    site = miniature / "site"
    page = (site / "articles/fourth/index.html").read_text("utf-8")
    assert '<figcaption>Noise <span class="credit"><a href="https://example.org/maker">Test data</a></span>' in page
    assert 'width="1000" height="600"' in page
    pictures = {p.suffix: p for p in (site / "images").iterdir() if p.name.startswith("photograph")}
    assert set(pictures) >= {".webp", ".jpg"}
    assert "photograph.jpg" not in {p.name for p in (site / "images").iterdir()}
    assert not any(b"A camera maker" in p.read_bytes() for p in pictures.values())
    for path in re.findall(r"images/photograph-[^ \"]+", page):
        assert (site / path).is_file()


def test_each_article_has_a_card_of_its_own(miniature_site: Path) -> None:
    cards = set()
    for article in ("first", "second", "third", "fourth"):
        page = (miniature_site / f"articles/{article}/index.html").read_text("utf-8")
        (card,) = re.findall(r'<meta property="og:image" content="https://example.org/blog/(.*?)">', page)
        with Image.open(miniature_site / card) as drawn:
            assert drawn.size == (1200, 630)
        cards.add(card)
    assert len(cards) == 4


def test_a_face_is_published_small_and_the_same_picture_in_a_text_large(miniature: Path) -> None:
    Image.effect_noise((1000, 1000), 40).convert("RGB").save(miniature / "docs/images/face.jpg")
    expert = miniature / "comments/experts/expert-one.yml"
    expert.write_text(expert.read_text("utf-8").replace("images/dot.svg", "images/face.jpg"), "utf-8")
    article = miniature / "docs/articles/fourth.md"
    article.write_text(f'{article.read_text("utf-8")}\n![Grey](../images/face.jpg "| Test data")\n', "utf-8")
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    for page, widths in (("experts/expert-one/", {96, 192}), ("articles/fourth/", {400, 800, 1000})):
        html = (miniature / "site" / page / "index.html").read_text("utf-8")
        shown = re.findall(r"images/face-(\d+)-[0-9a-f]+\.\w+", html)
        assert {int(width) for width in shown} == widths
    assert {int(file.name.split("-")[1]) for file in (miniature / "site/images").glob("face-*")} == {
        96,
        192,
        400,
        800,
        1000,
    }


def test_each_shown_comment_leads_to_its_versions_where_the_setting_says_so(
    miniature: Path, miniature_site: Path
) -> None:
    settings = miniature / "mkdocs.yml"
    text = re.sub("(?m)^repo_url:.*$", "repo_url: https://git.example.org/o/r", settings.read_text("utf-8"))
    text = text.replace(
        "    nested_replies:", "    history: true\n    forge: gitea\n    branch: live\n    nested_replies:"
    )
    settings.write_text(text, "utf-8")
    assert build(miniature).returncode == 0
    page = (miniature / "site/articles/first/index.html").read_text("utf-8")
    start = 'href="https://git.example.org/o/r/commits/branch/live/comments/first/'
    assert f'{start}001.yml">History of 2</a>' in page
    assert page.count(start) == page.count('class="p-comment h-cite"')
    before = (miniature_site / "articles/first/index.html").read_text("utf-8")
    assert "History" not in before
