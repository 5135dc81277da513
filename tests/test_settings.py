"""The publication's settings are checked like everything else, with their line in mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from commentary.settings import Settings, load_settings
from commentary.site_file import read_site_file


def settings(tmp_path: Path, text: str) -> tuple[Settings, list[str]]:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    site, faults = read_site_file(tmp_path)
    loaded, problems = load_settings(site, tmp_path)
    problems += faults
    return loaded, [f"{p.place.line}:{p.place.column} {p.message}" for p in sorted(problems)]


@pytest.mark.parametrize("text", ["site_name: X\n", "extra:\n", "extra:\n  commentary:\n", "extra:\n  other: 1\n"])
def test_everything_may_be_left_out(tmp_path: Path, text: str) -> None:
    assert settings(tmp_path, text) == (Settings(), [])


def test_tags_and_anchors_of_mkdocs_are_no_faults(tmp_path: Path) -> None:
    text = """\
site_url: !ENV [SITE_URL, ""]
markdown_extensions:
  - toc: &toc {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - other: *toc
extra:
  commentary:
    nested_replies: 5
"""
    loaded, problems = settings(tmp_path, text)
    assert problems == []
    assert loaded.nested_replies == 5


def test_a_setting_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NESTED", "4")
    loaded, problems = settings(tmp_path, "extra:\n  commentary:\n    nested_replies: !ENV NESTED\n")
    assert (loaded.nested_replies, problems) == (4, [])
    monkeypatch.delenv("NESTED")
    loaded, problems = settings(tmp_path, "extra:\n  commentary:\n    nested_replies: !ENV NESTED\n")
    assert (loaded.nested_replies, problems) == (3, [])


def test_a_bad_setting_is_reported_at_its_line(tmp_path: Path) -> None:
    text = (
        "extra:\n  commentary:\n    nested_replies: 99\n    latest_coments: 3\n    forge: git-hub\n    history: maybe\n"
    )
    assert settings(tmp_path, text)[1] == [
        "3:21 nested_replies: is a whole number from 1 to 10; found “99”",
        "4:5 latest_coments: is not a field here; did you mean “latest_comments”?",
        "5:12 forge: is one of: github, gitlab, gitea, forgejo, bitbucket; found “git-hub”",
        "6:14 history: is true or false; found “maybe”",
    ]


def test_a_whole_site_is_open_or_closed_but_never_without_discussions(tmp_path: Path) -> None:
    assert settings(tmp_path, "extra:\n  commentary:\n    discussion: closed\n")[0].discussion == "closed"
    assert settings(tmp_path, "extra:\n  commentary:\n    discussion: off\n")[1] == [
        "3:17 discussion: is one of: open, closed; found “off”"
    ]


def test_an_advertisement_shows_a_text_or_a_picture_of_this_site(tmp_path: Path) -> None:
    start = "extra:\n  commentary:\n    advertisement:\n      url: about/\n"
    assert settings(tmp_path, start)[1] == ["3:5 advertisement: has a text or an image; it has neither"]
    picture = start + "      image: {src: https://ads.example/x.gif, alt: A, width: 1, height: 1}\n"
    assert "is the path of a file inside docs/" in settings(tmp_path, picture)[1][0]
    missing = start + "      image: {src: images/a.png, alt: A, width: 1, height: 1}\n"
    assert "there is no docs/images/a.png" in settings(tmp_path, missing)[1][0]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            "{ways: [endpoint]}",
            ["3:5 reply: says where the form is sent when `ways` names an endpoint; it has no `endpoint`"],
        ),
        (
            "{ways: [e-mail, endpoint]}",
            ["3:5 reply: says where the form is sent when `ways` names an endpoint; it has no `endpoint`"],
        ),
        ("{ways: [e-mail, e-mail]}", ["3:5 reply: names each way once; `e-mail` is there twice"]),
        ("{ways: [endpoint], endpoint: {url: reply/send}}", []),
        ("{ways: [e-mail]}", []),
    ],
)
def test_ways_to_reply_lead_somewhere(tmp_path: Path, reply: str, said: list[str]) -> None:
    assert settings(tmp_path, f"extra:\n  commentary:\n    reply: {reply}\n")[1] == said
