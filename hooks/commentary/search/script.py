"""What the script of the search says, as a module of JavaScript."""

from __future__ import annotations

import json

from commentary.language import Language

SECTION = "results."


def words_script(language: Language) -> str:
    """The module's source. It exports `text`, `counts` of results by their plural form, and the `language`."""
    text = {name.removeprefix(SECTION): words for name, words in language.texts.items() if name.startswith(SECTION)}
    text["endings"] = language.texts["search.endings"]
    text["compounds"] = "yes" if compound_endings(language) else ""
    parts = {"text": text, "counts": language.texts["count.results"], "language": language.tag}
    return "".join(f"export const {name} = {json.dumps(value)};\n" for name, value in parts.items())


def compound_endings(language: Language) -> list[str]:
    """The endings of words, where the language puts words together without a blank; else none."""
    return str(language.texts["search.endings"]).split() if language.texts["search.compounds"] == "yes" else []
