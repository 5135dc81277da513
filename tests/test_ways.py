"""The ways to reply: what a page says of them is true, whichever there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publication import build, files

NO_ADDRESS = "built without the editors’ address"
NO_REPOSITORY = "does not say where its repository is"
NO_WAY = "The editors take no replies from this page."


def site(root: Path, ways: str, **environment: str) -> dict[str, str]:
    settings = root / "mkdocs.yml"
    text = re.sub(r"(?m)^repo_url: .*$", "repo_url: !ENV [REPO_URL, '']", settings.read_text("utf-8"))
    settings.write_text(re.sub(r"    reply:\n      endpoint: .*", f"    reply: {{ways: {ways}}}", text), "utf-8")
    result = build(root, **environment)
    assert result.returncode == 0, result.stderr
    return {path: data.decode() for path, data in files(root / "site").items() if path.endswith(".html")}


@pytest.mark.parametrize(
    ("ways", "email", "said", "not_said"),
    [
        ("[pull-request]", "editors@example.org", {NO_REPOSITORY}, {NO_ADDRESS, NO_WAY}),
        ("[pull-request, e-mail]", "", {NO_REPOSITORY, NO_ADDRESS}, {NO_WAY}),
        ("[]", "editors@example.org", {NO_WAY}, {NO_REPOSITORY, NO_ADDRESS}),
    ],
)
def test_a_page_without_a_way_to_reply_says_so_and_offers_none(
    miniature: Path, ways: str, email: str, said: set[str], not_said: set[str]
) -> None:
    (miniature / "docs/articles/fifth.md").write_text(
        (miniature / "docs/articles/fourth.md").read_text("utf-8").replace("Fourth", "Fifth"), "utf-8"
    )
    pages = site(miniature, ways, COMMENTARY_EMAIL=email, REPO_URL="")
    for path in ("articles/first/index.html", "articles/fifth/index.html"):
        page = pages[path]
        assert {words for words in {*said, *not_said} if words in page} == said
        assert "There is no way to reply here" in page
        for promise in ("Reply to", "Leave a reply", '#reply"', "#reply-", "<form", "Have you been in this place"):
            assert promise not in page, promise
    assert "Nobody has replied yet." in pages["articles/fifth/index.html"]


def test_without_an_endpoint_a_page_has_no_field_that_leads_nowhere(miniature: Path) -> None:
    pages = site(miniature, "[e-mail]", REPO_URL="")
    page = pages["articles/first/index.html"]
    assert "Leave a reply" in page
    assert not re.search(r"<(?:input|textarea|select|button)", page)
    # Each “Reply to” leads to a message that holds its number.
    numbers = re.findall(r"<a href=#reply-(\d+)>Reply to (\d+)</a>", page)
    assert len(numbers) == page.count(">Reply to ") > 5
    for target, number in numbers:
        assert target == number
        assert re.search(rf'<a id="reply-{number}" href="mailto:[^"]*reply_to%3A%20{number}%0D%0A', page)


def test_no_page_has_a_field_that_leads_nowhere_without_a_script(miniature_site: Path) -> None:
    """But for a form that an endpoint takes: text browsers and reader views show whatever is in the HTML."""
    for file in miniature_site.rglob("*.html"):
        text = re.sub(r'<form id="reply-form" method="post".*?</form>', "", file.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"<(?:input|textarea|select|button)", text), file
