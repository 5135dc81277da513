"""What becomes of a picture: its files, their sizes, what is stripped, what is refused, and that it is done once."""

from __future__ import annotations

import fcntl
import io
import multiprocessing
import os
import random
import struct
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from commentary import originals, pictures
from commentary.cache import Cache, key
from commentary.drawings import drawing_size
from commentary.originals import Original, measure
from commentary.pictures import PORTRAIT_WIDTHS, PictureFiles, examine, prepare, prepare_all

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Soft spots of many colours, the same each time."""
    noise = random.Random(1).randbytes(3 * 40 * 30)
    return Image.frombytes("RGB", (40, 30), noise).resize((width, height), Image.Resampling.BICUBIC).convert(mode)


def save(docs: Path, src: str, image: Image.Image, **options: object) -> str:
    file = docs / src
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file, **options)
    return src


def write(docs: Path, src: str, data: bytes | str) -> str:
    file = docs / src
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return src


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return tmp_path / "docs"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / ".cache" / "pictures")


def ready(docs: Path, src: str, cache: Cache) -> PictureFiles:
    files, problems = prepare(docs, src, cache)
    assert problems == []
    assert files is not None
    return files


def refusal(docs: Path, src: str, cache: Cache) -> str:
    """The one fault that a picture has, told alike by a look at it and by a build."""
    looked, problems = examine(docs, src, cache)
    assert looked is None
    assert (None, problems) == prepare(docs, src, cache)
    (problem,) = problems
    assert problem.place.path == f"docs/{src}"
    assert problem.mend
    return problem.message


def test_a_photograph_comes_in_several_widths(docs: Path, cache: Cache) -> None:
    files = ready(docs, save(docs, "images/Old Bridge.jpg", photo(1500, 150)), cache)
    assert (files.width, files.height) == (1500, 150)
    assert [r.width for r in files.renditions] == [400, 800, 1200, 1500]
    for rendition in files.renditions:
        with Image.open(files.files[rendition.path]) as image:
            assert image.get_format_mimetype() == "image/webp"
            assert image.size == (rendition.width, rendition.width // 10)
    with Image.open(files.files[files.fallback]) as image:
        assert (image.format, image.width) == ("JPEG", 1200)
    shown = [r.path for r in files.renditions] + [files.fallback]
    assert sorted(shown) == sorted(files.files)
    tag = files.fallback[-12:-4]
    assert files.fallback == f"images/old-bridge-1200-{tag}.jpg"
    assert all(f"-{tag}." in path for path in shown)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, [1]), (399, [399]), (400, [400]), (430, [430]), (450, [400, 450]), (1000, [400, 800, 1000]),
        (1250, [400, 800, 1250]), (1601, [400, 800, 1200, 1600]), (9000, [400, 800, 1200, 1600]),
    ],
)  # fmt: skip
def test_nothing_is_wider_than_the_original(width: int, widths: list[int]) -> None:
    assert list(pictures._steps(width, pictures.WIDTHS)) == widths


def test_a_portrait_comes_in_small_widths(docs: Path, cache: Cache) -> None:
    src = save(docs, "ann.jpg", photo(1500, 1500))
    files, problems = prepare(docs, src, cache, PORTRAIT_WIDTHS)
    assert problems == []
    assert [r.width for r in files.renditions] == [96, 192]
    with Image.open(files.files[files.fallback]) as image:
        assert image.size == (192, 192)
    assert not set(files.files) & set(ready(docs, src, cache).files)


def test_a_see_through_picture_stays_so(docs: Path, cache: Cache) -> None:
    image = photo(120, 80, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    files = ready(docs, save(docs, "logo.png", image), cache)
    assert files.fallback.endswith(".png")
    for file in files.files.values():
        with Image.open(file) as made:
            assert made.convert("RGBA").getchannel("A").getextrema()[0] < 10


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_keeps_its_looks(mode: str, docs: Path, cache: Cache) -> None:
    if mode == "I;16":
        image = Image.new("I;16", (40, 20), 256 * 204)
    else:
        image = Image.new("RGB", (40, 20), (204, 204, 204)).convert(mode, dither=Image.Dither.NONE)
    files = ready(docs, save(docs, "a.png", image), cache)
    expected = 255 if mode == "1" else 204
    for file in files.files.values():
        with Image.open(file) as made:
            assert all(abs(level - expected) <= 3 for level in made.convert("L").getextrema()), file.name


def test_a_colour_that_stands_for_none_stays_so(docs: Path, cache: Cache) -> None:
    files = ready(docs, save(docs, "a.png", photo(60, 40, "P"), transparency=0), cache)
    assert files.fallback.endswith(".png")


def test_a_printers_colours_are_turned_into_a_screens(docs: Path, cache: Cache) -> None:
    files = ready(docs, save(docs, "a.jpg", Image.new("CMYK", (60, 40), (0, 255, 255, 0))), cache)
    with Image.open(files.files[files.fallback]) as made:
        red, green, blue = made.convert("RGB").getpixel((30, 20))
    assert red > 200 > 60 > max(green, blue)


def test_a_profile_is_applied_and_taken_out(docs: Path, cache: Cache) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # One in which what is called red is green.
    swapped = srgb.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    for name, profile, channel in (("a", swapped, 1), ("b", srgb, 0), ("c", b"no profile at all", 0), ("d", None, 0)):
        save(docs, f"{name}.png", Image.new("RGB", (60, 40), (250, 0, 0)), icc_profile=profile)
        for file in ready(docs, f"{name}.png", cache).files.values():
            with Image.open(file) as made:
                colour = made.convert("RGB").getpixel((30, 20))
                assert colour[channel] > 220 > 80 > colour[1 - channel]
                assert "icc_profile" not in made.info


def located() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "SecretCamera", "SecretPerson"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 28.0, 38.0), 3: "W", 4: (0.0, 0.0, 5.0)})
    return exif


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_nothing_tells_where_and_by_whom_a_picture_was_taken(ending: str, docs: Path, cache: Cache) -> None:
    options: dict[str, object] = {"exif": located(), "dpi": (300, 300)}
    if ending == "jpg":
        options |= {"comment": b"SecretRemark", "xmp": b"<x:xmpmeta>SecretXmp</x:xmpmeta>"}
    else:
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "SecretPerson")
        texts.add_itxt("XML:com.adobe.xmp", "SecretXmp")
        options["pnginfo"] = texts
    save(docs, f"a.{ending}", photo(90, 60), **options)
    original = (docs / f"a.{ending}").read_bytes()
    assert b"Secret" in original
    for path, file in ready(docs, f"a.{ending}", cache).files.items():
        assert b"Secret" not in file.read_bytes(), path
        with Image.open(file) as made:
            assert not made.getexif(), path
            assert not {"xmp", "comment", "dpi", "exif", "Author"} & set(made.info), path


@pytest.mark.parametrize("noted", ["itxt", "ztxt", "profile"])
def test_a_png_with_megabytes_of_notes_is_sound(noted: str, docs: Path, cache: Cache) -> None:
    """Programs for pictures note a history in XMP; Pillow refuses a text or profile of more than a megabyte."""
    options: dict[str, object] = {"pnginfo": (texts := PngImagePlugin.PngInfo())}
    if noted == "profile":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        options["icc_profile"] = profile + bytes(3_000_000)
    elif noted == "itxt":
        texts.add_itxt("XML:com.adobe.xmp", "x" * 3_000_000, zip=True)
    else:
        texts.add_text("Comment", "x" * 20_000_000, zip=True)
    picture = Image.new("RGB", (90, 60), "red")
    save(docs, "a.png", picture, **options)
    files = ready(docs, "a.png", cache).files
    with Image.open(next(file for path, file in files.items() if path.endswith(".png"))) as made:
        assert made.convert("RGB").tobytes() == picture.convert("RGB").tobytes()


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_turned_as_the_camera_was_held(turn: int, docs: Path, cache: Cache) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    image = Image.new("RGB", (90, 60), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 30, 20), fill="red")
    files = ready(docs, save(docs, "a.jpg", image, exif=exif, quality=95), cache)
    size = (60, 90) if turn > 4 else (90, 60)
    assert (files.width, files.height) == size
    # Where EXIF says that the first row and column of the file belong.
    left, top = {1: (1, 1), 2: (0, 1), 3: (0, 0), 4: (1, 0), 5: (1, 1), 6: (0, 1), 7: (0, 0), 8: (1, 0)}[turn]
    corner = (10 if left else size[0] - 10, 6 if top else size[1] - 6)
    for file in files.files.values():
        with Image.open(file) as made:
            assert made.size == size
            red, green, _ = made.convert("RGB").getpixel(corner)
            assert red > 200 > 80 > green


@pytest.mark.parametrize("bad", [0, 9, 65535])
def test_a_turn_that_is_none_turns_nothing(bad: int, docs: Path, cache: Cache) -> None:
    exif = Image.Exif()
    exif[0x0112] = bad
    assert ready(docs, save(docs, "a.jpg", photo(60, 40), exif=exif), cache).width == 60


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.avif", "a.svg"])
def test_what_is_published_as_it_is_has_no_other_files(name: str, docs: Path, cache: Cache) -> None:
    if name == "a.svg":
        write(docs, name, SVG.format('width="60" height="40"', ""))
    else:
        save(docs, name, photo(60, 40))
    drawn = name == "a.svg"
    assert ready(docs, name, cache) == PictureFiles(60, 40, name, see_through=drawn, drawing=drawn)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_webp_has_the_sides_that_browsers_show(turn: int, docs: Path, cache: Cache) -> None:
    """They turn no WebP, whatever its EXIF says; tests/browser/test_pictures.py sees it."""
    exif = Image.Exif()
    exif[0x0112] = turn
    files = ready(docs, save(docs, "a.webp", photo(60, 100), exif=exif), cache)
    assert (files.width, files.height) == (60, 100)


@pytest.mark.parametrize(
    ("name", "mode", "options", "see_through"),
    [
        ("a.jpg", "RGB", {}, False),
        ("a.png", "RGB", {}, False),
        ("a.png", "RGBA", {}, True),
        ("a.png", "LA", {}, True),
        ("a.png", "P", {"transparency": 0}, True),
        ("a.png", "RGB", {"transparency": (255, 0, 0)}, True),
        ("a.gif", "P", {"transparency": 0}, True),
        ("a.gif", "P", {}, False),
        ("a.webp", "RGBA", {"lossless": True}, True),
        ("a.webp", "RGB", {}, False),
        ("a.avif", "RGBA", {}, True),
        ("a.avif", "RGB", {}, False),
    ],
)
def test_whether_the_page_shows_through_a_picture(
    name: str, mode: str, options: dict[str, object], see_through: bool, docs: Path, cache: Cache
) -> None:
    image = Image.new(mode, (40, 40), 0 if mode == "P" else "red")
    if mode in ("RGBA", "LA"):
        image.putalpha(Image.linear_gradient("L").resize((40, 40)))
    save(docs, name, image, **options)
    for _ in range(2):  # The second time, what was found out is kept.
        assert ready(docs, name, cache).see_through is see_through


def test_a_picture_that_covers_all_of_its_ground_is_not_see_through(docs: Path, cache: Cache) -> None:
    assert not ready(docs, save(docs, "a.png", photo(40, 40, "RGBA")), cache).see_through


@pytest.mark.parametrize(
    ("drawing", "wanted", "shown"),
    [
        (False, None, (300, 200)),
        (False, 150, (150, 100)),
        (False, 1000, (300, 200)),
        (True, 600, (600, 400)),
        (True, 1, (1, 1)),
    ],
)
def test_the_size_in_which_a_picture_is_shown(drawing: bool, wanted: int | None, shown: tuple[int, int]) -> None:
    assert PictureFiles(300, 200, "a", drawing=drawing).shown(wanted) == shown


@pytest.mark.parametrize("ending", ["webp", "avif"])
def test_what_is_published_as_it_is_tells_no_place(ending: str, docs: Path, cache: Cache) -> None:
    save(docs, f"a.{ending}", photo(60, 40), exif=located())
    assert "EXIF was found" in refusal(docs, f"a.{ending}", cache)
    save(docs, f"b.{ending}", photo(60, 40), xmp=b"<x:xmpmeta/>")
    assert "XMP was found" in refusal(docs, f"b.{ending}", cache)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8000, 8000), (10_000, 10_000), (60_000, 60_000), (16_001, 1)])
def test_a_bomb_is_refused_before_it_is_opened(size: tuple[int, int], docs: Path, cache: Cache) -> None:
    start = time.process_time()
    write(docs, "a.png", bomb(*size))
    assert refusal(docs, "a.png", cache).startswith(
        "a picture has at most 50 million pixels and 16,000 on a side; it has"
    )
    assert time.process_time() - start < 1


def test_a_file_too_large_is_not_read(docs: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "BYTES", 100)
    write(docs, "a.jpg", b"\0" * 101)
    assert refusal(docs, "a.jpg", cache) == "a picture has at most 100 bytes; it has more"


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "avif", "gif"])
def test_a_picture_cut_short_is_refused(ending: str, docs: Path, cache: Cache) -> None:
    data = (docs / save(docs, f"a.{ending}", photo(200, 100))).read_bytes()
    for length in (0, 10, len(data) // 2):
        write(docs, f"a.{ending}", data[:length])
        assert "this one is broken, or something else" in refusal(docs, f"a.{ending}", cache)


@given(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF"]), st.data())
@hypothesis_settings(max_examples=60)
def test_a_picture_with_any_bytes_wrong_is_told_or_shown(kind: str, data: st.DataObject) -> None:
    buffer = io.BytesIO()
    photo(24, 16).save(buffer, kind)
    spoilt = bytearray(buffer.getvalue())
    for place in data.draw(st.lists(st.integers(0, len(spoilt) - 1), min_size=1, max_size=6)):
        spoilt[place] = data.draw(st.integers(0, 255))
    original, problems = measure(bytes(spoilt), f"a.{'jpg' if kind == 'JPEG' else kind.lower()}")
    assert (original is None) == bool(problems)


@pytest.mark.parametrize(
    ("name", "kind", "fault"),
    [
        ("a.jpg", "PNG", "a .jpg file holds a JPEG picture; this one is a PNG"),
        ("a.png", "WEBP", "a .png file holds a PNG picture; this one is a WebP"),
        ("a.JPG", "GIF", "a .jpg file holds a JPEG picture; this one is a GIF"),
        ("a.png", "BMP", "a picture is a whole PNG, as its name says; this one is broken, or something else"),
        ("a.bmp", "BMP", "a picture's name ends in .avif, .gif, .jpeg, .jpg, .png, .svg, .webp; found “.bmp”"),
    ],
)
def test_a_picture_is_what_its_name_says(name: str, kind: str, fault: str, docs: Path, cache: Cache) -> None:
    save(docs, name, photo(20, 20), format=kind)
    assert refusal(docs, name, cache) == fault


def test_a_moving_png_is_refused(docs: Path, cache: Cache) -> None:
    save(docs, "a.png", photo(20, 20), save_all=True, append_images=[Image.new("RGB", (20, 20))])
    assert refusal(docs, "a.png", cache) == "a PNG picture stands still; this one moves"


@pytest.mark.parametrize("src", ["../secret.jpg", "images/../../secret.jpg", "gone.jpg", "images", "a\0.jpg"])
def test_a_path_that_leads_to_no_file_of_docs(src: str, docs: Path, cache: Cache) -> None:
    save(docs, "images/a.jpg", photo(20, 20))
    save(docs.parent, "secret.jpg", photo(20, 20))
    assert refusal(docs, src, cache)


class Encodings:
    """Counts what Pillow writes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.count = 0
        save = Image.Image.save

        def counted(image: Image.Image, *rest: object, **options: object) -> None:
            self.count += 1
            save(image, *rest, **options)

        monkeypatch.setattr(Image.Image, "save", counted)


def test_a_second_build_encodes_and_decodes_nothing(docs: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    save(docs, "a.jpg", photo(90, 60))
    first = ready(docs, "a.jpg", cache)
    encodings = Encodings(monkeypatch)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("a picture was opened"))
    assert ready(docs, "a.jpg", cache) == first
    assert encodings.count == 0


def test_what_is_made_hangs_on_the_picture_alone(docs: Path, tmp_path: Path) -> None:
    save(docs, "a.png", photo(90, 60))
    one, two = (ready(docs, "a.png", Cache(tmp_path / name)) for name in ("one", "two"))
    assert (one.renditions, one.fallback) == (two.renditions, two.fallback)
    assert {p: f.read_bytes() for p, f in one.files.items()} == {p: f.read_bytes() for p, f in two.files.items()}
    save(docs, "a.png", photo(90, 61))
    assert not set(ready(docs, "a.png", Cache(tmp_path / "one")).files) & set(one.files)


@pytest.mark.parametrize("spoil", [b"", b"RIFF and nothing more", None])
def test_what_is_broken_in_the_cache_is_made_again(
    spoil: bytes | None, docs: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(docs, "a.jpg", photo(90, 60))
    first = ready(docs, "a.jpg", cache)
    kept = {path: file.read_bytes() for path, file in first.files.items()}
    for file in cache.folder.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1] if spoil is None else spoil)
    encodings = Encodings(monkeypatch)
    again = ready(docs, "a.jpg", cache)
    assert {path: file.read_bytes() for path, file in again.files.items()} == kept
    assert encodings.count == len(kept)


def _build(docs: Path, folder: Path, result: multiprocessing.Queue[object]) -> None:
    files, problems = prepare(docs, "a.jpg", Cache(folder))
    result.put((problems, {path: file.read_bytes() for path, file in files.files.items()} if files else None))


def test_two_builds_may_use_one_cache_at_once(docs: Path, cache: Cache) -> None:
    save(docs, "a.jpg", photo(90, 60))
    fork = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[object] = fork.Queue()
    builds = [fork.Process(target=_build, args=(docs, cache.folder, results)) for _ in range(2)]
    for build in builds:
        build.start()
    one, two = (results.get(timeout=60) for _ in builds)
    for build in builds:
        build.join()
    assert one == two
    assert one[0] == []
    assert not list(cache.folder.rglob(".*"))


def test_one_file_is_kept_when_many_write_it(cache: Cache) -> None:
    assert len({cache.keep(key("x"), b"data") for _ in range(5)}) == 1
    assert [file.read_bytes() for file in cache.folder.rglob("*") if file.is_file()] == [b"data"]
    assert cache.find(key("y")) is None


def test_what_nobody_goes_on_writing_is_taken_away(cache: Cache) -> None:
    folder = cache.folder / key("x")
    folder.mkdir(parents=True)
    (folder / ".left").write_bytes(b"ha")
    with (folder / ".held").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        kept = cache.keep(key("x"), b"data")
        assert {path.name for path in folder.iterdir()} == {".held", kept.name}


def test_what_another_build_took_away_is_written_again(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []

    def replace(source: str, target: Path) -> None:
        if not taken:
            taken.append(source)
            os.unlink(source)
        os.rename(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert cache.keep(key("x"), b"data").read_bytes() == b"data"
    assert taken


def test_a_cache_that_cannot_be_written_is_a_fault_of_the_build_alone(docs: Path, tmp_path: Path) -> None:
    write(tmp_path, ".cache", "a file where the folder should be")
    save(docs, "a.jpg", photo(40, 30))
    cache = Cache(tmp_path / ".cache" / "pictures")
    assert examine(docs, "a.jpg", cache)[1] == []
    files, (problem,) = prepare(docs, "a.jpg", cache)
    assert files is None
    assert problem.message.startswith("what is made of pictures is kept here; ")


def test_several_pictures_are_made_side_by_side(docs: Path, cache: Cache) -> None:
    srcs = [save(docs, f"{n}.jpg", photo(40 + n, 30)) for n in range(6)]
    write(docs, "bad.png", b"nothing")
    files, problems = prepare_all(docs, [*srcs, *srcs, "bad.png"], cache)
    assert list(files) == srcs
    assert [problem.place.path for problem in problems] == ["docs/bad.png"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="1200" height="675"', (1200, 675)),
        ('width="12.5px" height="1in"', (12, 96)),
        ('viewBox="0 0 300 200"', (300, 200)),
        ('viewBox="-10,-10, 300.4,200.5" width="100%" height="100%"', (300, 200)),
        ('width="600" viewBox="0 0 300 200"', (600, 400)),
        ('height="100mm" viewBox="0 0 300 200"', (567, 378)),
    ],
)
def test_a_drawing_says_its_size(attributes: str, size: tuple[int, int]) -> None:
    assert drawing_size(SVG.format(attributes, "").encode(), "docs/a.svg") == (size, [])


@pytest.mark.parametrize(
    "attributes", ["", 'width="100%" height="100%"', 'viewBox="0 0 0 0"', 'width="-1" height="1"', 'viewBox="a b c d"',
                   'width="1e9" height="1"', 'width="20001" height="1"', 'viewBox="0 0 nan inf"'],
)  # fmt: skip
def test_a_drawing_without_a_size_is_refused(attributes: str) -> None:
    size, problems = drawing_size(SVG.format(attributes, "").encode(), "docs/a.svg")
    assert (size, len(problems)) == (None, 1)
    assert problems[0].message.startswith("an SVG says its size")


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="a"/></defs><path fill="url(#a)" d="M0 0"/><use xlink:href="#a"/><use href="#a"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        "<style>.a { fill: url(#b); mask: url('#c') } @media print { a { fill: red } }</style>",
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about=""/></metadata>',
        '<s:view xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" s:zoom="1"/>',
        '<text aria-label="url(x)" xml:space="preserve">url(https://example.org/) javascript: onload=</text>',
        "<!-- <script> --><filter id='f'><feGaussianBlur stdDeviation='1'/></filter>",
        "<style><![CDATA[.a { fill: red }]]></style>",
    ],
)
def test_a_drawing_may_hold_what_drawings_hold(inside: str) -> None:
    assert drawing_size(SVG.format('width="1" height="1"', inside).encode(), "docs/a.svg") == ((1, 1), [])


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>alert(1)</script>", "holds still shapes"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>', "holds still shapes"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "holds still shapes"),
        ('<a href="#x"><path/></a>', "holds still shapes"),
        ('<set attributeName="href" to="javascript:x"/>', "holds still shapes"),
        ('<script xmlns=""/>', "holds still shapes"),
        ('<path onload="x()"/>', "runs no script"),
        ('<path OnClick="x()"/>', "runs no script"),
        ('<use href="other.svg#a"/>', "needs no other file"),
        ('<use xlink:href="https://example.org/a.svg#a"/>', "needs no other file"),
        ('<image href="data:image/svg+xml;base64,PHN2Zz4="/>', "needs no other file"),
        ('<image href=" javascript:alert(1)"/>', "needs no other file"),
        ('<path fill="url(https://example.org/a)"/>', "needs no other file"),
        ('<path style="mask:URL( &quot;//example.org/a&quot; )"/>', "needs no other file"),
        ("<style>@import 'a.css';</style>", "needs no other file"),
        ("<style>a { mask: image-set('a.png' 1x) }</style>", "needs no other file"),
        ("<style>@font-face { src: url(a.woff2) }</style>", "needs no other file"),
        ("<style>a { fill: u\\72l(a) }</style>", "without backslashes"),
        ('<g xml:base="https://example.org/"/>', "names its own parts"),
        ('<g xmlns:i="http://www.inkscape.org/x" i:export-filename="/home/ann/a.png"/>', "names no folder"),
        ("<?xml-stylesheet href='a.css'?>", "has no instructions"),
        ("<path>", "is whole XML"),
        ("\0", "is whole XML"),
    ],
)
def test_a_drawing_that_does_more_than_show_is_refused_where_it_does(inside: str, fault: str) -> None:
    data = SVG.format('width="1" height="1"', "\n  " + inside).encode()
    size, problems = drawing_size(data, "docs/a.svg")
    assert (size, len(problems)) == (None, 1)
    assert fault in problems[0].message
    assert problems[0].place.line == 2
    assert problems[0].mend


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>' + SVG.format("", "&b;"),
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("", "&a;"),
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        + SVG.format("", ""),
        '<svg width="1" height="1"/>',
        '<html xmlns="http://www.w3.org/1999/xhtml"/>',
        "",
        "no XML",
        '<?xml version="1.0" encoding="utf-7"?>' + SVG.format("", ""),
    ],
)
def test_what_is_no_plain_drawing_is_refused(text: str) -> None:
    size, problems = drawing_size(text.encode(), "docs/a.svg")
    assert (size, len(problems)) == (None, 1)


def test_a_drawing_is_utf_8_and_small() -> None:
    assert drawing_size(SVG.format("", "").encode("utf-16"), "docs/a.svg")[1][0].message == "an SVG is UTF-8; it is not"
    assert "at most 1,000,000 bytes" in drawing_size(b" " * 1_000_001, "docs/a.svg")[1][0].message


def test_deep_drawings_take_no_time() -> None:
    start = time.process_time()
    drawing_size(SVG.format("", "<g>" * 100_000).encode(), "docs/a.svg")
    drawing_size(SVG.format("", f'<path d="{"url(" * 200_000}"/>').encode(), "docs/a.svg")
    assert time.process_time() - start < 2


@given(st.text(st.sampled_from("<>/svg=\"' &#;!?-[]xa"), max_size=60))
def test_any_drawing_is_told_or_shown(inside: str) -> None:
    size, problems = drawing_size(SVG.format('viewBox="0 0 9 9"', inside).encode(), "docs/a.svg")
    assert (size is None) == bool(problems)


def test_every_drawing_of_this_publication_is_sound(tmp_path: Path) -> None:
    docs = Path(__file__).parents[1] / "docs"
    for file in sorted(docs.rglob("*.svg")):
        original, problems = examine(docs, file.relative_to(docs).as_posix(), Cache(tmp_path))
        assert problems == []
        assert isinstance(original, Original)
