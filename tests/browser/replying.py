"""A publication whose readers reply: what they write, and where it arrives."""

from __future__ import annotations

import contextlib
import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import stand_ins
from tests.browser.server import POLICY, serving
from tests.publication import build, copy_miniature, run

NAME = "Zoë: - {} \"Ä\" 'q' # ﷽ 🙂"
BODY = "One *two* `three`.\n\n- {{ a }}\n- key: value # no\n\n    ---\nשלום"
ARTICLE = "articles/first/"


@dataclass(slots=True)
class Publication:
    """A miniature of its own whose forge and endpoint are stand-ins, served where its settings say that it is."""

    root: Path
    address: str
    web: stand_ins.Arrived

    def built(self) -> None:
        result = build(self.root, COMMENTARY_EMAIL="editors@example.org")
        assert result.returncode == 0, result.stderr

    def accept(self, what: bytes) -> str:
        """`commentary accept` of what arrived; what it says."""
        file = self.root / "arrived"
        file.write_bytes(what)
        result = run("commentary", "accept", str(file), cwd=self.root)
        file.unlink()
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def replied(self, page: Page, name: str = NAME) -> None:
        """The page, built again, shows the reply."""
        self.built()
        page.goto(self.address + ARTICLE)
        comment = page.locator("article.p-comment").filter(has_text="key: value # no")
        expect(comment).to_have_count(1)
        assert comment.locator(".p-author").text_content() == name
        expect(comment.locator("em")).to_have_text("two")
        expect(comment).to_contain_text("{{ a }}")
        expect(comment).to_contain_text("שלום")


Make = Callable[..., Publication]


@contextlib.contextmanager
def making(folder: Path) -> Iterator[Make]:
    """What makes one, served until the end."""
    with contextlib.ExitStack() as stack:

        def make(forge: str = "github", endpoint: bool = True, strict: bool = True, kind: str = "form") -> Publication:
            root = copy_miniature(folder)
            web = stack.enter_context(stand_ins.web(lead_to="_next" if kind == "form" else "options[redirect]"))
            policy = POLICY.replace("form-action 'self'", f"form-action 'self' {web.address}")
            address = stack.enter_context(serving(root / "site", policy=policy if strict else ""))
            file = root / "mkdocs.yml"
            text = re.sub("(?m)^site_url: .*$", f"site_url: {address}", file.read_text("utf-8"))
            text = re.sub("(?m)^repo_url: .*$", f"repo_url: {web.address}o/r/", text)
            thanks = ", thanks: _next" if kind == "form" else ""
            reply = f"reply:\n      endpoint: {{url: {web.address}send, kind: {kind}{thanks}}}" if endpoint else ""
            text = re.sub(r"reply:\n      endpoint: .*", f"forge: {forge}\n    {reply}", text)
            file.write_text(text, "utf-8")
            made = Publication(root, address, web)
            made.built()
            return made

        yield make


def write(page: Page, name: str = NAME, body: str = BODY) -> None:
    page.get_by_label("Name, if you like").fill(name)
    page.get_by_label("Comment *").fill(body)


def helped(page: Page, address: str) -> None:
    """The article, with the form's script at work."""
    page.goto(address + ARTICLE)
    # Where no endpoint takes them, the script makes the fields when the form is near.
    page.locator("#reply-form").scroll_into_view_if_needed()
    page.get_by_label("Name, if you like").focus()
    expect(page.get_by_role("button", name="Preview")).to_be_visible()


def posted(made: Publication) -> list[dict[str, str]]:
    """The fields of each form that arrived."""
    return [dict(urllib.parse.parse_qsl(post.decode(), keep_blank_values=True)) for post in made.web.posts]
