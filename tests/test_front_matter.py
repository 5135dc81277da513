"""Front matter is found as strictly as it is read."""

from __future__ import annotations

from commentary.front_matter import split


def test_fields_and_body_and_the_line_the_body_begins_on() -> None:
    parts, problems = split("---\na: b\n---\n\nText\n", "docs/a.md")
    assert problems == []
    assert (parts.fields, parts.body, parts.body_line) == ("a: b\n", "\nText\n", 4)


def test_three_dashes_further_down_are_a_rule_in_the_text() -> None:
    parts, _ = split("---\na: b\n---\nText\n\n---\n\nMore\n", "docs/a.md")
    assert parts.body == "Text\n\n---\n\nMore\n"


def test_a_page_without_front_matter_is_told_how_to_begin() -> None:
    parts, problems = split("Note: this looks like a setting\n", "docs/a.md")
    assert parts is None
    assert problems[0].message == "a page begins with its front matter, a line `---`; it begins with text"


def test_front_matter_that_never_ends_is_told_so() -> None:
    parts, problems = split("---\na: b\n", "docs/a.md")
    assert parts is None
    assert problems[0].message == "front matter ends with a line `---`; none was found"
