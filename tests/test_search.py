"""The index of the search: what is in it, what is not, and that it says what it was given."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from array import array
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.load import load
from commentary.markup import comment_html
from commentary.search.entries import _UNSAID, LENGTH, Entry, Passage, entries, plain
from commentary.search.index import NEAR, build_index
from commentary.search.postings import DIGITS, IN_HEAD, encoded, postings
from commentary.search.terms import LONGEST, order, terms
from tests.bench import corpus
from tests.publication import EPOCH, TODAY, build, files

HOSTILE = [
    "]]>",
    "</script>",
    "<!-- -->",
    "\"'`",
    "<b>bold</b>",
    "&amp;",
    "👩🏽‍💻",
    "مرحبا بالعالم",
    "\u202eabc",
    "\u2028",
    "~",
]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=60)


DAY = dt.date(2026, 6, 30)


def entry(title: str = "Title", path: str = "articles/a/", **parts: list[Passage]) -> Entry:
    return Entry(title, path, "category", DAY, **{"text": [Passage("", "text")], "views": [], "comments": []} | parts)


def decoded(text: str) -> list[tuple[int, bool, bool]]:
    """Passages of a word, read as the script reads them: number, in the head, repeated."""

    def numbers(steps: str) -> list[int]:
        found, value, shift = [], 0, 0
        for digit in map(DIGITS.index, steps):
            value |= (digit & 31) << shift
            shift += 5
            if digit < 32:
                found.append((found[-1] & ~3 if found else 0) + value)
                value = shift = 0
        return found

    if not text.startswith("~"):
        return [(n >> 2, bool(n & 1), bool(n & 2)) for n in numbers(text)]
    _, bits, steps = text.split("~")
    heads = {n >> 2 for n in numbers(steps)}
    there = [6 * place + bit for place, digit in enumerate(bits) for bit in range(6) if DIGITS.index(digit) >> bit & 1]
    return [(number, number in heads, False) for number in there]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t panic, Zoë!", ["don", "t", "panic", "zoe"]),
        ("STRASSE Straße ΣΟΦΟΣ σοφός", ["strasse", "strasse", "σοφοσ", "σοφοσ"]),
        ("ﬁne — ½ İstanbul", ["fine", "1", "2", "istanbul"]),
        ("転職した。 งาน", ["転", "職", "し", "た", "ง", "า", "น"]),
        ("_a_ a_b <i>c</i> 👍", ["a", "a", "b", "i", "c", "i"]),
        ("x" * 99, ["x" * LONGEST]),
        ("Donau\u00addampf\u00adschiff", ["donaudampfschiff"]),
        ("Paweł Sørensen, Łódź", ["pawel", "sorensen", "lodz"]),
        ("ÆØÅ Þór Đoković IĦıŒ ðæß", ["aeoa", "thor", "dokovic", "ihioe", "daess"]),
        ("co-worker e\u2011mail", ["co", "worker", "coworker", "e", "mail", "email"]),
        ("a state-of-the-art - b", ["a", "state", "of", "the", "art", "stateoftheart", "b"]),
        ("2026-05-31 x--y -z- 5-a-side", ["2026", "05", "31", "x", "y", "z", "5", "a", "side", "5aside"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert terms(text) == words


@given(st.sets(st.integers(0, 5000), min_size=1), st.data())
def test_postings_are_read_as_they_were_written(passages: set[int], data: st.DataObject) -> None:
    found = array("L", (4 * n + data.draw(st.integers(0, 3)) for n in sorted(passages)))
    for count in (5001, 200_000):
        text = encoded(found, count)
        assert set(text) <= set(DIGITS + "~")
        read = decoded(text)
        assert [(n, head) for n, head, _ in read] == [(n >> 2, bool(n & IN_HEAD)) for n in found]
        if "~" not in text:
            assert [repeated for *_, repeated in read] == [bool(n & 2) for n in found]


def test_a_word_of_nearly_every_passage_stays_short() -> None:
    found = array("L", range(0, 4 * 60_000, 8))
    assert len(encoded(found, 60_000)) <= 60_000 / 6 + 2


@given(TEXT | st.sampled_from(HOSTILE), TEXT | st.sampled_from(HOSTILE), TEXT | st.sampled_from(HOSTILE))
def test_any_title_name_and_text_comes_back_the_same(title: str, name: str, text: str) -> None:
    one = entry(title, comments=[Passage("#comment-1", text, name, name, 1, date=DAY)])
    index = build_index([one, entry()])
    read = json.loads(index.files["texts/0.json"])
    assert read["articles"][0] == [title, "articles/a/", "2026-06-30"]
    assert read["passages"][1] == [0, "#comment-1", text, name, 1, "2026-06-30"]
    known = {word for path, file in index.files.items() if path.startswith("words/") for word in json.loads(file)}
    assert known == {*terms(text), *terms(name), "text"}


@given(st.lists(st.sampled_from([*HOSTILE[:8], "word", "and"]), min_size=1, max_size=8).map(" ".join))
def test_a_comment_that_is_text_is_found_as_it_was_typed(typed: str) -> None:
    escaped = "".join(f"\\{c}" if c in "`<>[]*_&\\" else c for c in typed)
    assert plain(comment_html(escaped)) == typed


def test_text_of_html() -> None:
    html = (
        '<p title="a > b">One <em>t</em>wo<br>three &lt;b&gt;</p><ul><li>four</li><li>five</li></ul>'
        "<!-- six --><table><tr><td>seven</td><td>eight</td></tr></table>"
        '<p><dfn>Nine</dfn>s and te<wbr>n<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'
    )
    assert plain(_UNSAID.sub("", html)) == "One two three <b>\nfour\nfive\nseven\neight\nNines and ten"


def test_words_of_neighbours_share_a_file_and_files_stay_small() -> None:
    body = [str(one["body"]) for one in next(iter(corpus.articles(1, 300).values()))[1].values()]
    index = build_index([entry(comments=[Passage(f"#comment-{n}", t, number=n) for n, t in enumerate(body)])])
    table = json.loads(index.files["index.json"])
    assert table["words"] == sorted(table["words"])
    for number, start in enumerate(table["words"]):
        words = json.loads(index.files[f"words/{number}.json"])
        assert next(iter(words)) == start
        assert list(words) == sorted(words)
        assert len(index.files[f"words/{number}.json"]) <= 9_500
    assert table["articles"] == [[1, 0, 300]]
    assert len([path for path in index.files if path.startswith("texts/")]) == -(-301 // table["texts"])


def texts(site: Path) -> str:
    """All that the texts of a built index say."""
    folder = next(path for path in (site / "assets").glob("search-*") if path.is_dir())
    return "\n".join(file.read_text("utf-8") for file in sorted(folder.rglob("*.json")))


def test_a_build_has_an_index_of_what_is_published_and_of_nothing_else(miniature: Path) -> None:
    comments = miniature / "comments/first"
    (comments / "hidden.yml").write_text(
        "date: 2026-02-01\nauthor: Zanzibar\nstatus: withheld\nreason: A test.\nbody: Quokkas are secret.\n", "utf-8"
    )
    (comments / "gone.yml").write_text(
        "date: 2026-02-01\nauthor: Zanzibar\nstatus: removed\nreason: A test.\nbody: Quokkas are gone.\n", "utf-8"
    )
    (comments / "shown.yml").write_text("date: 2026-02-01\nauthor: Ocelot\nbody: Wombats are fine.\n", "utf-8")
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    said = texts(miniature / "site").lower()
    assert "ocelot" in said and "wombats" in said
    assert "zanzibar" not in said and "quokka" not in said


def test_two_builds_in_different_places_are_the_same_bytes(miniature: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "deep"
    shutil.copytree(miniature, other, symlinks=True, ignore=shutil.ignore_patterns("site", ".cache"))
    for root, seed in ((miniature, "1"), (other, "2")):
        result = build(root, SOURCE_DATE_EPOCH=EPOCH, PYTHONHASHSEED=seed)
        assert result.returncode == 0, result.stderr
    one, two = (
        {path: data for path, data in files(root / "site").items() if path.startswith("assets/search-")}
        for root in (miniature, other)
    )
    assert one
    assert one == two


def test_an_article_is_cut_at_its_headings_and_leads_to_them(miniature: Path) -> None:
    publication = load(miniature, dt.date.fromisoformat(TODAY)).publication
    piece = publication.articles["first"]
    body = (
        "<p>Opening.</p><h2 id=\"a-b\">Part <em>one</em></h2><a class=\"headerlink\" href=\"#a-b\"></a>"
        f"<p>{'word ' * 150}</p><p>{'more ' * 150}</p>"
        '<section class="quote" id="quote-x"><p>Nor her</p><p>Not here</p></section><h3 id="c">End</h3>'
    )  # fmt: skip
    found = next(e for e in entries(publication, {"articles/first.md": body}, 500) if e.path == "articles/first/")
    assert [(p.path, p.head) for p in found.text[1:]] == [("#a-b", "Part one"), ("#a-b", ""), ("#c", "End")]
    assert found.text[0].text.endswith("\nOpening.")
    assert piece.record.title in found.text[0].head
    assert all(len(p.text) <= LENGTH for p in found.text)
    assert not {"Not here", "Nor her"} & set("\n".join(p.text for p in found.text).splitlines())
    assert len(found.views) == len(piece.views)


def test_a_heading_is_known_by_its_id_and_a_footnote_by_its_own(miniature: Path) -> None:
    publication = load(miniature, dt.date.fromisoformat(TODAY)).publication
    body = (
        '<h2 data-id="wrong" id="right">Heading</h2><p>Below.</p><div class="footnote"><hr><ol>'
        '<li id="fn:1"><p>Noted. <a class="footnote-backref" href="#fnref:1">↩</a></p></li>'
        '<li id="fn:two"><p>Again.</p></li></ol></div>'
    )
    found = next(e for e in entries(publication, {"articles/first.md": body}, 500) if e.path == "articles/first/")
    assert [(p.path, p.text) for p in found.text[1:]] == [
        ("#right", "Heading\nBelow."), ("#fn:1", "Noted."), ("#fn:two", "Again."),
    ]  # fmt: skip


def test_the_day_of_a_comment_is_the_one_on_its_page(miniature: Path) -> None:
    for id, date in (("early", "2026-04-02T00:30+02:00"), ("late", "2026-04-02T23:30-05:00"), ("plain", "2026-04-02")):
        (miniature / f"comments/first/{id}.yml").write_text(f"date: {date}\nbody: Words.\n", "utf-8")
    publication = load(miniature, dt.date.fromisoformat(TODAY)).publication
    found = next(e for e in entries(publication, {}, 500) if e.path == "articles/first/")
    days = [p.date for p in found.comments if p.path.endswith(("-early", "-late", "-plain"))]
    assert days == [dt.date(2026, 4, 2)] * 3


def test_one_can_search_for_every_expert_who_can_be_found(miniature: Path) -> None:
    person = "name: Expert Three\napproved: {on: 2020-01-01, by: Tests, how: Made up for a test}\n"
    (miniature / "comments/experts/expert-three.yml").write_text(person, "utf-8")
    (miniature / "comments/experts/expert-four.yml").write_text(person.replace("Three", "Four"), "utf-8")
    (miniature / "comments/first/signed.yml").write_text(
        "date: 2026-04-02\nas: {expert: expert-three}\nbody: Words.\n", "utf-8"
    )
    assert build(miniature).returncode == 0
    page = html5lib.parse((miniature / "site/search/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    fields = json.loads(page.find(".//script[@id='search-fields']").text)
    offered = {value for name, _, options in fields["choices"] if name == "expert" for value, _ in options}
    (table,) = (miniature / "site/assets").glob("search-*/index.json")
    known = json.loads(table.read_text("utf-8"))["experts"]
    assert offered == {"", *known}
    assert "expert-three" in known and "expert-four" not in known


def test_where_words_are_put_together_they_stand_backwards_too() -> None:
    endings = ["en", "n", "s"]
    passages = [Passage("", "Bewerbungsunterlagen", "Unterlagen"), Passage("", "Vertragsunterlage und Rat")]
    found = postings(passages, endings)
    assert {word: list(where) for word, where in found.items() if word.startswith("-")} == {
        "-galretnusgnubreweb": [0], "-galretnu": [1], "-egalretnusgartrev": [4],
    }  # fmt: skip
    assert not [word for word in postings(passages) if word.startswith("-")]


def unpacked(rows: str) -> list[str]:
    words, before = [], ""
    for row in rows.split():
        before = before[: int(row[0], 36)] + row[1:]
        words.append(before)
    return words


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=12), max_size=30))
def test_the_near_words_are_those_that_there_are(texts: list[str]) -> None:
    index = build_index([entry(comments=[Passage("#a", text, number=1) for text in texts])])
    words = unpacked(json.loads(index.files["near.json"]))
    there = {term for text in [*texts, "text"] for term in terms(text)}
    assert words == sorted(words, key=order)
    assert set(words) == {term for term in there if len(term) > 2 and term.isalpha() and max(term) < "\U00010000"}


def test_the_list_of_near_words_has_the_commonest_alone_and_stays_small() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    rare = [f"{a}{b}{c}{d}{a}{c}{b}" for a in letters for b in letters for c in letters for d in letters[:2]]
    passages = [Passage("#a", "common " + " ".join(rare[n::50]), number=1) for n in range(50)]
    file = build_index([entry(comments=passages)]).files["near.json"]
    words = unpacked(json.loads(file))
    assert len(words) == NEAR < len(rare)
    assert "common" in words
    assert len(file) < 200_000


def test_postings_know_heads_and_repetition() -> None:
    found = postings([Passage("", "one two one", "two"), Passage("", "one")])
    assert {word: list(where) for word, where in found.items()} == {"one": [2, 4], "two": [1]}
