"""How large things may be: every limit that holds whatever the settings say. Pictures' are in `originals.py`.

They are far above what people write, and low enough that nothing within them makes a build slow, a page unreadable or
a program stop. docs/contributing/limits.md says them to editors.
"""

from __future__ import annotations

YAML_LIMIT = 64 * 1024
"""Bytes of a file in `comments/`; PyYAML reads as many of anything in well under a second."""
ARTICLE_LIMIT = 128 * 1024
"""Bytes of an article or a page; `text_limits.py` has more on what they hold."""
SETTINGS_LIMIT = 512 * 1024
"""Bytes of `mkdocs.yml`."""
DEPTH_LIMIT = 8
"""How deep fields stand in each other: PyYAML's C loader crashes Python on some ten thousand open brackets."""

NAME_LIMIT = 80
"""Characters of a name, a category or a tag."""
LINE_LIMIT = 200
"""Characters of a title, an organisation, a credit."""
SUMMARY_LIMIT = 400
"""Characters of a description."""
PROSE_LIMIT = 10_000
"""Characters of a comment, a quote, a biography, a note."""
ADDRESS_LIMIT = 2_000
"""Characters of a web address; browsers and servers take no more for certain."""

LINKS_LIMIT = 100
"""Links in a comment."""
COMMENTS_LIMIT = 10_000
"""Comments on an article."""

MESSAGE_LIMIT = 4 * 1024 * 1024
"""Bytes of an e-mail that brings a reply, attachments and all."""
MAILBOX_LIMIT = 64 * 1024 * 1024
MESSAGES_LIMIT = 2_000
"""Messages in a mailbox."""
PARTS_LIMIT = 50
"""Parts of an e-mail."""
FORM_FIELDS_LIMIT = 100
"""Fields of what a form sends."""

LIMITS: dict[str, str] = {
    "a file in `comments/`": f"{YAML_LIMIT // 1024} KiB; fields stand at most {DEPTH_LIMIT} deep",
    "an article or a page": f"{ARTICLE_LIMIT // 1024} KiB",
    "a name, a category, a tag": f"{NAME_LIMIT} characters",
    "a title, an organisation, a credit": f"{LINE_LIMIT} characters",
    "a description": f"{SUMMARY_LIMIT} characters",
    "a comment, a quote, a biography, a note": f"{PROSE_LIMIT:,} characters",
    "a web address": f"{ADDRESS_LIMIT:,} characters",
    "links in a comment": f"{LINKS_LIMIT}",
    "comments on an article": f"{COMMENTS_LIMIT:,}",
    "an e-mail that `commentary accept` reads": f"{MESSAGE_LIMIT // 1024**2} MiB, {PARTS_LIMIT} parts",
    "a mailbox that it reads": f"{MAILBOX_LIMIT // 1024**2} MiB, {MESSAGES_LIMIT:,} messages",
    "a form that it reads": f"{FORM_FIELDS_LIMIT} fields",
}
"""What has a limit, and which, in words."""
