"""The card of an article: whatever its title is, it is drawn, fits, weighs little, and is drawn once."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from commentary import social_card
from commentary.cache import Cache
from commentary.headline import Box, set_headline
from commentary.load import load
from commentary.problems import Place
from commentary.social_card import ACCENT, INK, PAPER, card_typeface, draw_card, drawable, prepare_card
from commentary.typeface import Typeface, load_typeface, runs_backwards
from tests.publication import ROOT, build

FONTS = ROOT / "hooks" / "theme" / "card" / "fonts"
BOX = Box(1040, 332, tuple(range(104, 45, -2)), 1.13)
LONG = (
    "What nobody tells you about negotiating a salary after a career break of more than five years, and what the three"
    " experts we asked would say to the hiring manager first when the offer is on it"
)


@pytest.fixture(scope="module")
def typeface() -> Typeface:
    loaded, problems = card_typeface(ROOT, [])
    assert problems == []
    assert loaded is not None
    return loaded


def card(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(data) <= 60_000
    return image.convert("RGB")


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, ...]]:
    return {colour for _, colour in image.crop(box).getcolors(1 << 20)}


def test_a_card_shows_title_category_and_publication(typeface: Typeface) -> None:
    image = card(draw_card("Asking for a reference", "References", "Second Opinion", typeface))
    kicker, headline, name = ((80, y, 1120, z) for y, z in ((80, 130), (150, 500), (540, 620)))
    assert {PAPER, ACCENT} <= colours(image, kicker)
    assert {PAPER, INK} <= colours(image, headline)
    assert {PAPER, INK} <= colours(image, name)
    assert INK not in colours(image, kicker)
    assert ACCENT not in colours(image, headline) | colours(image, name)


def test_a_card_has_the_colours_of_the_page() -> None:
    tokens = (ROOT / "hooks/theme/assets/css/tokens.css").read_text("utf-8")
    for name, colour in (("paper", PAPER), ("ink", INK), ("accent", ACCENT)):
        assert f"--{name}: #{bytes(colour).hex()};" in tokens


TITLES = [
    "", " ", "Why?", "Asking for a reference", LONG, LONG * 20, "A" * 3000, "x " * 400, "…" * 100, "\N{NO-BREAK SPACE}",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "求职信应该怎么写？" * 9,
    "כיצד לכתוב מכתב", "كيف تكتب رسالة", "👩‍💻🎉🏳️‍🌈", "Party 🎉 time", "e\u0301te\u0301", "Łódź, Žluťoučký",
    "a\u202eb\u0000c", "كيف 12 (CV) تكتب", "שלום (World) [1]", "Τι να πείτε; (CV)", "Что сказать",
    "Tìm việc ở tuổi bốn mươi",
    "การเขียนจดหมายสมัครงาน" * 4, "क्षत्रिय " * 30,
    "--- / // - –", "हिन्दी में कैसे लिखें", "\t\n", "f\u0338\u0338\u0338" * 50,
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_any_title_makes_a_card(title: str, typeface: Typeface) -> None:
    image = card(draw_card(title, title, title, typeface))
    # Nothing is drawn in the margins but the band, on the side at which the title begins.
    backwards = runs_backwards(drawable(title, typeface))
    band, other = ((1180, 0, 1200, 630), (0, 0, 20, 630)) if backwards else ((0, 0, 20, 630), (1180, 0, 1200, 630))
    assert colours(image, band) == {ACCENT}
    assert colours(image, other) == colours(image, (25, 0, 70, 630)) == colours(image, (1130, 0, 1175, 630)) == {PAPER}
    assert colours(image, (80, 505, 1120, 520)) == {PAPER}


@given(st.text(max_size=80), st.text(max_size=80))
@hypothesis_settings(max_examples=25)
def test_any_text_makes_a_card(title: str, name: str) -> None:
    loaded, _ = load_typeface([(FONTS / "serif.ttf", "")])
    assert loaded is not None
    card(draw_card(title, name, name, loaded))


def test_signs_that_the_typeface_lacks_are_left_out(typeface: Typeface) -> None:
    assert draw_card("Party 🎉 time", "A", "B", typeface) == draw_card("Party time", "A", "B", typeface)


@pytest.mark.parametrize(
    "title", ["求职信应该怎么写", "求 and 职", "", "Why 求职信应该怎么写?", "C♯", "ἄνθρωπος", "f\u0338"]
)
def test_the_publications_name_stands_in_for_a_title_that_cannot_be_drawn(title: str, typeface: Typeface) -> None:
    """A title without one of its letters might say something else."""
    assert draw_card(title, "Any", "Second Opinion", typeface) == draw_card("", "", "Second Opinion", typeface)
    assert draw_card(title, "Any", "Second Opinion", typeface) != draw_card("", "", "Other", typeface)


@pytest.mark.parametrize(
    "title",
    ["Σύσταση από εργοδότη", "Рекомендательное письмо", "Tìm việc ở tuổi bốn mươi", "كيف تكتب رسالة", "כיצד לכתוב מכתב",
     "हिन्दी में कैसे लिखें", "การเขียนจดหมาย", "Łódź, e\u0301te\u0301 → ½ €"],
)  # fmt: skip
def test_titles_of_many_scripts_are_drawn_whole(title: str, typeface: Typeface, tmp_path: Path) -> None:
    assert drawable(title, typeface) == title
    made, problems = prepare_card("a", title, "B", "C", typeface, Cache(tmp_path))
    assert (made and made.says, problems) == (title, [])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("one אבג two", "one|אבג|two"),
        ("אבג one דהו", "דהו|one|אבג"),
        # The brackets are drawn mirrored: 3 דהו (CV) אבג, read from the right.
        ("אבג (CV) 3 דהו", "דהו|3|)|CV|(|אבג"),
        ("كيف تكتب 2026", "2026|كيف تكتب"),
        ("abc (אבג) def", "abc (|אבג|) def"),
        ("نمی\u200cخواهم a", "a|نمی\u200cخواهم"),
    ],
)
def test_letters_run_the_way_that_their_scripts_do(text: str, seen: str, typeface: Typeface) -> None:
    """UAX 9, with its pairs of brackets: the parts of a line from left to right, each as it is said."""
    parts = [part.strip() for part, _, _ in typeface._runs(text, None)]
    assert "|".join(filter(None, parts)) == seen


def test_arabic_letters_join(typeface: Typeface) -> None:
    joined, apart = typeface.width("ببب", 100), 3 * typeface.width("ب", 100)
    assert joined < 0.8 * apart
    # Space between the letters would tear them apart.
    assert typeface.width("ببب", 100, 0.1) == joined


def test_a_title_that_runs_backwards_begins_at_the_right(typeface: Typeface) -> None:
    image = card(draw_card("כיצד", "נושא", "Second Opinion", typeface))
    assert colours(image, (80, 150, 500, 500)) == {PAPER}
    assert INK in colours(image, (800, 150, 1120, 500))
    assert colours(image, (80, 540, 600, 620)) == {PAPER}


@pytest.mark.parametrize("text", ["हिन्दी में कैसे लिखें " * 4, "كيف تُكتَبُ رِسالَةٌ " * 4, "การเขียนที่ดี " * 6])
def test_lines_of_high_scripts_do_not_touch(text: str, typeface: Typeface) -> None:
    image = card(draw_card(text, "", "", typeface)).convert("L").crop((80, 130, 1120, 505))
    rows = [image.crop((0, y, image.width, y + 1)).getextrema()[0] < 200 for y in range(image.height)]
    assert sum(1 for above, row in itertools.pairwise(rows) if row and not above) > 1
    assert not rows[-1] and not rows[0]


def test_an_owner_names_a_font_for_other_letters(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/own.ttf").write_bytes((FONTS / "hebrew.ttf").read_bytes())
    for named in ("fonts/own.ttf", "fonts/own.ttf#0"):
        loaded, problems = card_typeface(tmp_path, [named])
        assert problems == []
        assert loaded and len(loaded.files) == 6
    loaded, (problem,) = card_typeface(tmp_path, ["fonts/none.otf"])
    assert loaded is None
    assert (problem.place.path, "none.otf" in problem.message) == ("mkdocs.yml", True)


def test_letters_come_from_the_second_font_where_the_first_has_none(typeface: Typeface) -> None:
    first, _ = load_typeface([(FONTS / "serif.ttf", "")])
    assert first is not None
    assert [t.lacks("aאb") for t in (first, typeface)] == ["א", ""]
    assert typeface.lacks("求a求🎉\ufffe") == "求🎉\ufffe"


def test_a_headline_is_as_large_as_it_can_be(typeface: Typeface) -> None:
    short, large = set_headline("Why?", BOX, typeface)
    long, small = set_headline(LONG, BOX, typeface)
    assert (short, large) == (["Why?"], 104)
    assert 46 <= small < 70
    assert " ".join(long) == LONG
    for line in long:
        assert typeface.width(line, small) <= BOX.width
    assert len(long) * small * BOX.leading <= BOX.height


def test_its_lines_are_about_as_long_as_each_other(typeface: Typeface) -> None:
    lines, size = set_headline("Is it wise to network with past employers?", BOX, typeface)
    widths = [typeface.width(line, size) for line in lines]
    assert lines == ["Is it wise to network", "with past employers?"]
    assert min(widths) > 0.85 * max(widths)


def test_no_line_ends_in_a_short_word_where_it_need_not(typeface: Typeface) -> None:
    lines, _ = set_headline("Asking for a reference", BOX, typeface)
    assert lines == ["Asking for", "a reference"]


def test_only_what_fits_in_no_size_ends_in_an_ellipsis(typeface: Typeface) -> None:
    lines, size = set_headline(LONG * 5, BOX, typeface)
    assert size == 46
    assert lines[-1].endswith("…")
    assert not any("…" in line for line in lines[:-1])
    assert " ".join(lines).removesuffix("…") == (LONG * 5)[: len(" ".join(lines)) - 1]
    assert (LONG * 5)[len(" ".join(lines)) - 1] in " ,"


def test_a_word_wider_than_the_box_is_broken(typeface: Typeface) -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    lines, size = set_headline(word, BOX, typeface)
    assert "".join(lines) == word
    assert all(typeface.width(line, size) <= BOX.width for line in lines)


def test_a_line_may_end_behind_a_hyphen(typeface: Typeface) -> None:
    lines, _ = set_headline("Work-life-balance-and-other-things-that-nobody-has", BOX, typeface)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])


def test_ideographs_need_no_blanks_and_end_no_line_before_a_stop() -> None:
    class Square:
        def width(self, text: str, size: float, spacing: float = 0) -> float:
            return len(text) * size

    text = "求职信应该怎么写，简历又应该怎么写？" * 3
    lines, size = set_headline(text, BOX, Square())  # type: ignore[arg-type]
    assert "".join(lines) == text
    assert len(lines) > 1
    assert not any(line[0] in "，？" for line in lines)
    assert all(len(line) * size <= BOX.width for line in lines)


def test_letters_stand_as_close_as_the_font_says(typeface: Typeface) -> None:
    assert typeface.width("AVA", 100) < typeface.width("A", 100) * 2 + typeface.width("V", 100) - 5
    assert typeface.width("", 40) == 0
    assert typeface.width("nnn", 80) == pytest.approx(2 * typeface.width("nnn", 40))
    assert typeface.width("nnn", 40, 0.1) == pytest.approx(typeface.width("nnn", 40) + 8)


def test_the_width_is_that_of_what_is_drawn(typeface: Typeface) -> None:
    for text in ("mmm", "ההה", "Ωμέγα"):
        canvas = Image.new("L", (1200, 200))
        typeface.draw(canvas, 100, 120, text, 100)
        left, _, right, _ = canvas.getbbox() or (0, 0, 0, 0)
        assert (left, right) == (pytest.approx(100, abs=9), pytest.approx(100 + typeface.width(text, 100), abs=9))


def test_a_card_is_drawn_once(typeface: Typeface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = ("first", "A title", "A category", "A publication", typeface, Cache(tmp_path))
    first, problems = prepare_card(*said)
    assert problems == []
    assert first is not None
    assert first.path.startswith("cards/first-")
    card(first.file.read_bytes())
    monkeypatch.setattr(social_card, "draw_card", lambda *_: pytest.fail("drawn again"))
    assert prepare_card(*said) == (first, [])


def test_a_card_that_says_something_else_stands_elsewhere(typeface: Typeface, tmp_path: Path) -> None:
    cards = [
        prepare_card("first", title, category, name, typeface, Cache(tmp_path))[0]
        for title, category, name in (("A", "B", "C"), ("A", "B", "D"), ("A", "D", "C"), ("D", "B", "C"))
    ]
    assert len({card.path for card in cards if card}) == 4


def test_a_card_is_the_same_each_time(typeface: Typeface) -> None:
    again = Typeface(typeface.files)
    assert draw_card(LONG, "A", "B", typeface) == draw_card(LONG, "A", "B", again)


def test_a_cache_that_cannot_be_written_is_told(typeface: Typeface, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    made, (problem,) = prepare_card("a", "A", "B", "C", typeface, Cache(tmp_path / "file" / "cache"))
    assert made is None
    assert problem.place.path == ".cache/pictures"


@pytest.mark.parametrize("data", [None, b"", b"no font", b"wOF2" + b"\0" * 100])
def test_fonts_that_cannot_be_read_are_told(data: bytes | None, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "a.ttf").write_bytes(data)
    loaded, (problem,) = load_typeface([(tmp_path / "a.ttf", "mkdocs.yml")])
    assert loaded is None
    assert "a.ttf" in problem.message
    assert str(tmp_path) not in problem.message + problem.mend + problem.place.path


def test_a_card_takes_little_time(typeface: Typeface) -> None:
    start = time.process_time()
    for title in ("x " * 1500, "A" * 3000, "求" * 3000, "-" * 3000):
        draw_card(title, title, title, typeface)
    assert time.process_time() - start < 3


def test_an_article_whose_card_lacks_its_title_is_remarked_on_and_its_card_says_what_it_shows(miniature: Path) -> None:
    article = miniature / "docs/articles/third.md"
    text = article.read_text("utf-8")
    article.write_text(text.replace("title: The third article", "title: 求职信 for all"), "utf-8")
    loaded = load(miniature, dt.date(2026, 6, 30))
    (remark,) = loaded.problems
    assert (remark.place, remark.severity) == (Place("docs/articles/third.md", 2, 8), "warning")
    assert remark.message == (
        "title: has letters that a font for cards has; none has “求职信”, so its card shows the publication's name in"
        " its place"
    )
    result = build(miniature)
    assert result.returncode == 0, result.stderr
    page = (miniature / "site/articles/third/index.html").read_text("utf-8")
    assert '<meta property="og:image:alt" content="Miniature">' in page
