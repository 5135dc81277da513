"""The ways in which a reader can reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from commentary.forge import Forge, find_forge
from commentary.settings import Endpoint, Settings

FIELDS = {
    "form": {
        "author": "author",
        "url": "url",
        "reply_to": "reply_to",
        "body": "body",
        "article": "article",
        "id": "comment_id",
    },
    "staticman": {
        "author": "fields[name]",
        "url": "fields[url]",
        "reply_to": "fields[replyTo]",
        "body": "fields[message]",
        "article": "options[slug]",
        "id": "options[comment_id]",
    },
}
"""Names of the form's fields, by what takes them. Staticman's are those that its documentation uses; it refuses a field
that its settings do not name, and leaves an option alone. A form service may call something of its own `id`."""
REDIRECTS = {"form": ("", ""), "staticman": ("options[redirect]", "options[redirectError]")}
"""The fields that lead to the page that thanks, and to the one that is sorry."""
MOST_MESSAGES = 50
"""A message's address has some 250 characters. Where there are more comments, the reader types the number."""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """`ways` are those that can work here, in the order in which they are offered, `missing` those that could if an
    address were known. `repository` is the address of the site's repository, `email` the editors' address; either may
    be nothing."""

    ways: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    repository: str = ""
    forge: Forge | None = None
    email: str | None = None
    endpoint: Endpoint | None = None
    fields: dict[str, str] = field(default_factory=lambda: FIELDS["form"])
    thanks: str = ""
    failure: str = ""

    def new_file(self, folder: str, text: str) -> str:
        """The forge's page for a new file in a folder, with that text where the forge takes one; the reader gives it
        a name. The repository's own page, where the forge opens no new file."""
        address = self.forge.new_file if self.forge else ""
        filled = (
            address.replace("{folder}", quote(folder)).replace("{name}", "").replace("{text}", quote(text, safe=""))
        )
        return filled or self.repository

    def by_number(self, comments: Sequence[object]) -> bool:
        """Whether each of a page's comments has a message of its own for who answers it without a script."""
        return "e-mail" in self.ways and 0 < len(comments) <= MOST_MESSAGES

    def to_answer(self, comments: Sequence[object], number: int) -> str:
        """Where a comment's link to the form leads: to its message, where a script alone can fill in its number."""
        return f"#reply-{number}" if self.by_number(comments) and not self.endpoint else "#reply"

    def plain_message(self, subject: str, folder: str, line: str, number: int | str | None = None) -> str:
        """A `mailto:` address for words below a line, as intake/plain_words.py takes them. `number` is that of the
        comment it answers; it may be an empty text for the reader to fill in."""
        answered = "" if number is None else f"reply_to: {number}\n"
        return self.message(subject, f"--- {folder}/\nname: \n{answered}----- {line} -----\n\n")

    def message(self, subject: str, text: str) -> str:
        """A `mailto:` address (RFC 6068) for a message to the editors."""
        lines = text.replace("\n", "\r\n")
        return (
            f"mailto:{quote(self.email or '', safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
        )


def reply_ways(settings: Settings, repository: str, email: str | None) -> ReplyView:
    """What the settings and the places that are known allow."""
    endpoint = settings.reply.endpoint
    known = {"pull-request": repository, "e-mail": email, "endpoint": endpoint}
    kind = endpoint.kind if endpoint else "form"
    thanks, failure = REDIRECTS[kind]
    return ReplyView(
        tuple(way for way in settings.reply.ways if known[way]),
        tuple(way for way in settings.reply.ways if not known[way] and way != "endpoint"),
        repository,
        find_forge(repository, settings.forge, settings.branch),
        email,
        endpoint if "endpoint" in settings.reply.ways else None,
        FIELDS[kind],
        (endpoint.thanks if endpoint else None) or thanks,
        (endpoint.failure if endpoint else None) or failure,
    )
