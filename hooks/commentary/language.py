"""What the pages say of themselves, in the language of the publication: texts, counts, dates."""

from __future__ import annotations

import datetime as dt
import string
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from markupsafe import Markup, escape

from commentary.limits import YAML_LIMIT
from commentary.problems import Place, Problem, shown
from commentary.read import Mapping, Scalar, read_yaml
from commentary.site_file import FILE as SETTINGS
from commentary.text import decode

Texts = dict[str, str | dict[str, str]]
"""Texts by `section.name`; one that depends on a number has a text for each of its plural forms."""

ORIGINAL = "en"
TEXTS = "hooks/theme/text"
"""Where the texts are, for reports."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its tag as HTML writes it (BCP 47, `en-GB`), and the texts of its file."""

    tag: str
    texts: Texts
    locale: Locale

    @property
    def direction(self) -> str:
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    def text(self, name: str, /, **values: object) -> Markup:
        """A text with its places filled in. Values are escaped unless they are markup; a name that is not there is
        an error, never an empty place."""
        text = self.texts[name]
        assert isinstance(text, str), name
        return Markup(escape(text)).format(**values)

    def count(self, name: str, number: int) -> Markup:
        """A number and what it counts, in the plural form of the language; `zero` where the file has a text for it."""
        forms = self.texts[f"count.{name}"]
        assert isinstance(forms, dict), name
        form = "zero" if number == 0 and "zero" in forms else self.locale.plural_form(number)
        return Markup(escape(forms.get(form, forms["other"]))).format(count=number)

    def date(self, value: dt.date) -> str:
        """A day; or a moment in the time zone in which it was written, with that zone (`UTC`, `UTC+02:00`)."""
        day = format_date(value, "long", self.locale)
        if not isinstance(value, dt.datetime):
            return day
        return (
            f"{day}, {format_time(value.timetz(), 'short', tzinfo=value.tzinfo, locale=self.locale)} {value.tzname()}"
        )


def load_language(folder: Path, tag: str, path: str) -> tuple[Language | None, list[Problem]]:
    """The language of a tag from `<tag>.yml` of the folder, else from the file of its first part (`en` for `en-GB`).

    `path` is the folder's own, for reports. Every text of the original language is there and has the same places.
    """
    if not (folder / f"{ORIGINAL}.yml").is_file():
        return None, [
            Problem(
                Place(SETTINGS),
                f"theme: has its texts in text/{ORIGINAL}.yml of its custom_dir; there is no such file",
                "Correct `custom_dir`: that of the engine is hooks/theme.",
                "language",
            )
        ]
    original, problems = _texts(folder / f"{ORIGINAL}.yml", f"{path}/{ORIGINAL}.yml")
    file = next((f for f in (folder / f"{tag}.yml", folder / f"{tag.split('-')[0]}.yml") if f.is_file()), None)
    if file is None:
        known = ", ".join(sorted(f.stem for f in folder.glob("*.yml")))
        return None, [
            Problem(
                Place(f"{path}/{tag}.yml"),
                f"a language has a file of texts; there is none for {shown(tag)}, but for {known}",
                f"Copy {path}/{ORIGINAL}.yml and translate it, or choose one of these as `language`.",
                "language",
            )
        ]
    texts, more = _texts(file, f"{path}/{file.name}")
    problems += more + _differences(original, texts, f"{path}/{file.name}")
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(file.stem.split("-")[0])
    return (None, problems) if problems else (Language(tag, texts, locale), [])


def _texts(file: Path, path: str) -> tuple[Texts, list[Problem]]:
    text, problems = decode(file.read_bytes(), path, YAML_LIMIT)
    node, more = read_yaml(text, path) if text is not None else (None, [])
    texts: Texts = {}
    for section, (_, entries) in node.fields.items() if node else ():
        for name, (_, value) in entries.fields.items() if isinstance(entries, Mapping) else ():
            if isinstance(value, Scalar):
                texts[f"{section}.{name}"] = value.text
            elif isinstance(value, Mapping):
                forms = {form: v.text for form, (_, v) in value.fields.items() if isinstance(v, Scalar)}
                texts[f"{section}.{name}"] = forms
    return texts, problems + more


def _differences(original: Texts, texts: Texts, path: str) -> list[Problem]:
    place = Place(path)
    problems = [
        Problem(place, f"{name}: must be given; it is missing", f"Translate it from {ORIGINAL}.yml.", "language")
        for name in original.keys() - texts.keys()
    ]
    for name in texts:
        if name not in original:
            problems.append(
                Problem(place, f"{name}: is not a text of {ORIGINAL}.yml", "Take it out, or correct it.", "language")
            )
        elif _places(texts[name]) - _places(original[name]):
            extra = ", ".join(sorted(_places(texts[name]) - _places(original[name])))
            problems.append(
                Problem(place, f"{name}: has the places of {ORIGINAL}.yml; {extra} is none of them",
                        "Take it out, or correct it.", "language")
            )  # fmt: skip
    return sorted(problems)


def _places(text: str | dict[str, str]) -> set[str]:
    """The names in braces of a text, or of any of its forms."""
    texts = text.values() if isinstance(text, dict) else [text]
    try:
        return {field for one in texts for _, field, _, _ in string.Formatter().parse(one) if field is not None}
    except ValueError:
        return {"a brace without its fellow"}
