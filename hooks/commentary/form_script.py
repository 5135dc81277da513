"""What the script of the reply form knows of the records and of the language, as a module of JavaScript.

It is made from them, so that the form cannot ask for anything else than `commentary check` does.
"""

from __future__ import annotations

import json

from commentary import comment_id, text, write
from commentary.field_faults import field_names
from commentary.language import Language
from commentary.limits import ADDRESS_LIMIT, NAME_LIMIT, PROSE_LIMIT
from commentary.records import Comment

SECTION = "form."
FIELDS = ("author", "url", "date", "reply_to", "body")
"""What a form fills in."""
FIELD_TEXTS = ("needed", "name", "name_hint", "body", "body_hint", "url", "reply_to", "reply_to_hint")
"""What stands beside the fields, which a page without an endpoint shows with a script alone."""


def form_script(language: Language) -> str:
    """The module's source. It exports `text` and `rules`."""
    words = {name.removeprefix(SECTION): words for name, words in language.texts.items() if name.startswith(SECTION)}
    words["nobody"] = language.texts["comment.nobody"]
    words |= {f"field_{name}": language.texts[f"reply.{name}"] for name in FIELD_TEXTS}
    rules = {
        "limits": {"author": NAME_LIMIT, "url": ADDRESS_LIMIT, "body": PROSE_LIMIT},
        "order": [name for name in field_names(Comment) if name in FIELDS],
        "bare": write.BARE.pattern,
        "words": sorted(write.WORDS),
        "refused": text.REFUSED.pattern,
        "alphabet": comment_id.ALPHABET,
        "random": comment_id.RANDOM,
        "language": language.tag,
    }
    return f"export const text = {json.dumps(words)};\nexport const rules = {json.dumps(rules)};\n"
