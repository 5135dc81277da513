"""A reader replies: by each way, on a served site, until the reply stands on the page that is built from it."""

from __future__ import annotations

import email.message
import email.utils
import json
import re
import smtplib
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from commentary.records import Comment
from commentary.text import refused
from commentary.write import as_yaml
from tests.browser import axe, measure, stand_ins
from tests.browser.replying import ARTICLE, BODY, Make, helped, making, write
from tests.publication import run


@pytest.fixture
def publication(tmp_path: Path) -> Iterator[Make]:
    with making(tmp_path / "publication") as make:
        yield make


@pytest.fixture
def reader(page: Page) -> Page:
    """A page of somebody in the middle of 2026, as the publication's builds are; what its console says is a fault."""
    page.clock.set_fixed_time("2026-06-20T10:11:12Z")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert not [words for words in said if not words.startswith("Launched external handler for 'mailto:")]


@pytest.mark.parametrize("forge", ["github", "gitea", "gitlab", "bitbucket"])
def test_a_reader_replies_by_pull_request(publication: Make, reader: Page, forge: str) -> None:
    made = publication(forge)
    helped(reader, made.address)
    reader.get_by_role("link", name="Reply to 1", exact=True).click()
    expect(reader.get_by_label("Answers comment number")).to_have_value("1")
    write(reader)
    reader.locator("[data-way=pull-request]").click()
    if forge in ("gitlab", "bitbucket"):
        # A forge that takes no text: the finished file is there to be copied.
        value = reader.get_by_label("The finished file").input_value()
        place = reader.locator(".reply-file").inner_text()
        reader.get_by_role("link", name="Go on", exact=True).click()
    expect(reader).to_have_title("New file")
    query = made.web.queries[0] if made.web.queries else {}
    match forge:
        case "github":
            path, value = query["filename"], query["value"]
        case "gitea":
            path, value = f"comments/first/{query['filename']}", query["value"]
        case "gitlab":
            path = query["file_name"]
        case "bitbucket":
            path = re.search(r"comments/\S+\.yml", place)[0]
    assert re.fullmatch(r"comments/first/2026-06-20-101112-[a-z0-9]{8}\.yml", path)
    assert "date: 2026-06-20T10:11Z\n" in value
    (made.root / path).write_text(value, "utf-8", newline="\n")
    # What the form made is the canonical form already.
    assert run("commentary", "format", "--check", path, cwd=made.root).returncode == 0
    made.replied(reader)
    assert "reply_to:" in value


def test_a_reader_replies_by_e_mail(publication: Make, reader: Page) -> None:
    made = publication(endpoint=False)
    helped(reader, made.address)
    write(reader)
    link = reader.get_by_role("link", name="Open your mail program")
    link.click()
    message = sent(link.get_attribute("href"))
    said = made.accept(message.as_bytes())
    assert "comments/first/2026-06-20-101112-" in said
    assert not [f for f in made.root.rglob("*.yml") if "@" in f.read_text("utf-8") and f.name.startswith("2026-06-20")]
    made.replied(reader)


def sent(address: str) -> email.message.EmailMessage:
    """What arrives when a mail program sends the message of a `mailto:` address as it stands (RFC 6068)."""
    assert len(address) <= 2000
    parts = urllib.parse.urlsplit(address)
    query = dict(urllib.parse.parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True))
    message = email.message.EmailMessage()
    message["From"] = "Zoë <zoe@example.org>"
    message["To"] = urllib.parse.unquote(parts.path)
    message["Subject"] = query["subject"]
    message["Date"] = email.utils.format_datetime(email.utils.parsedate_to_datetime("Sat, 20 Jun 2026 12:11:40 +0200"))
    message.set_content(query["body"].replace("\r\n", "\n"))
    with stand_ins.mail() as server:
        with smtplib.SMTP("127.0.0.1", server.port) as client:
            client.send_message(message)
        (arrived,) = server.messages
    return arrived


@pytest.mark.parametrize("kind", ["form", "staticman"])
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_reader_sends_the_form_itself(publication: Make, browser: Browser, script: bool, kind: str) -> None:
    made = publication(kind=kind)
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    if script:
        page.clock.set_fixed_time("2026-06-20T10:11:12Z")
        helped(page, made.address)
    else:
        page.goto(made.address + ARTICLE)
    write(page)
    page.get_by_label("Answers comment number").fill("1")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    (post,) = made.web.posts
    fields = dict(urllib.parse.parse_qsl(post.decode(), keep_blank_values=True))
    assert fields["article" if kind == "form" else "options[slug]"] == "first"
    assert fields["website_again"] == ""
    if script:
        assert fields["reply_to" if kind == "form" else "fields[replyTo]"] != "1"
        # What arrived is kept no longer: but for a sum of it, by which it is known when it is sent again.
        page.wait_for_load_state("networkidle")
        (kept,) = page.evaluate("Object.values(sessionStorage)")
        assert set(json.loads(kept)) == {"sent"}
        assert set(json.loads(kept)["sent"]) == {"id", "date", "sum", "arrived"}
        page.goto(made.address + ARTICLE)
        expect(page.get_by_label("Name, if you like")).to_have_value("")
    assert "answers 1" in made.accept(post)
    made.replied(page)
    context.close()


def test_without_a_script_the_other_ways_open_with_what_is_known(publication: Make, browser: Browser) -> None:
    made = publication(endpoint=False)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(made.address + ARTICLE)
    # A field would lead nowhere.
    assert page.locator("input, textarea, select, [type=submit]").count() == 0
    form = page.locator("#reply-form")
    assert "finished" not in form.inner_text()
    message = page.get_by_role("link", name="Open your mail program").get_attribute("href")
    assert "reply_to" not in message
    page.get_by_role("link", name="Reply to 2", exact=True).click()
    numbered = page.locator(":target")
    expect(numbered).to_have_text("2")
    expect(numbered).to_be_in_viewport()
    address = numbered.get_attribute("href")
    page.get_by_role("link", name="Go on to GitHub").click()
    expect(page).to_have_title("New file")
    (query,) = made.web.queries
    assert query == {"filename": "comments/first/", "value": "author: \nreply_to: \nbody: |\n  "}
    context.close()
    # Plain words below the line are taken as they come back.
    for href, words, said in (
        (message, "To all of it.", ": written; filled"),
        (address, "To the second.", "answers 2, by"),
    ):
        filled = href.replace("name%3A%20", "name%3A%20Sam") + urllib.parse.quote(f"{words}\r\n\r\nAnd more.\r\n")
        assert said in made.accept(sent(filled).as_bytes())


def test_many_comments_are_answered_by_a_number_that_the_reader_types(publication: Make, browser: Browser) -> None:
    made = publication(endpoint=False)
    for number in range(60):
        (made.root / f"comments/first/2026-06-01-{number}.yml").write_text(
            f"date: 2026-06-01\nbody: Number {number}.\n"
        )
    made.built()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(made.address + ARTICLE)
    page.get_by_role("link", name="Reply to 2", exact=True).click()
    expect(page.locator(":target")).to_have_id("reply")
    expect(page.get_by_text("write its number after “reply_to”.")).to_be_visible()
    message = page.get_by_role("link", name="Open your mail program").get_attribute("href")
    context.close()
    filled = message.replace("reply_to%3A%20", "reply_to%3A%202") + "Words."
    assert "answers 2, by" in made.accept(sent(filled).as_bytes())


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["narrow", "wide"])
def test_fields_that_a_script_makes_push_nothing_away(
    publication: Make, browser: Browser, size: tuple[int, int]
) -> None:
    made = publication(endpoint=False)
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.add_init_script(measure.SHIFTS)
    page.goto(made.address + "articles/fourth/#reply")
    expect(page.get_by_label("Comment *")).to_be_visible()
    expect(page.get_by_text("with the finished message")).to_be_visible()
    page.wait_for_timeout(200)
    assert sum(shift["value"] for shift in page.evaluate("shifts")) < 0.02
    page.context.close()


def test_what_is_wrong_is_said_at_its_field_and_heard(publication: Make, reader: Page) -> None:
    # What looks at it adds a style of its own, which a strict policy would refuse.
    made = publication(strict=False)
    helped(reader, made.address)
    reader.get_by_label("Name, if you like").fill("n" * 81)
    reader.get_by_label("Website, if you like").fill("example.org")
    reader.get_by_label("Comment *").fill("Write to me: sam@example.org")
    reader.get_by_label("Answers comment number").fill("999")
    reader.get_by_role("button", name="Send the reply").click()
    expect(reader.get_by_role("alert")).to_have_text("4 things are to be mended.")
    expect(reader.get_by_label("Name, if you like")).to_be_focused()
    for label, words in [
        ("Name, if you like", "This has 81 characters; 80 are the most."),
        ("Comment *", "We publish no e-mail addresses. Take out “sam@example.org”."),
        ("Website, if you like", "A whole web address begins with https://"),
        ("Answers comment number", "There is no comment #999"),
    ]:
        field = reader.get_by_label(label)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(re.escape(words)))
    axe.prepare(reader)
    assert axe.findings(reader) == []
    reader.get_by_label("Name, if you like").fill("Sam")
    expect(reader.get_by_label("Name, if you like")).not_to_have_attribute("aria-invalid", "true")
    assert made.web.posts == []


def test_a_comment_that_was_withdrawn_cannot_be_answered_and_the_form_says_so(publication: Make, reader: Page) -> None:
    made = publication()
    withdrawn = next(f for f in (made.root / "comments/first").glob("*.yml") if "status: w" in f.read_text("utf-8"))
    helped(reader, made.address)
    place = reader.locator(f"#comment-{withdrawn.stem}")
    number = place.get_by_role("link").first.text_content()
    expect(place.get_by_role("link", name=f"Reply to {number}")).to_have_count(0)
    reader.get_by_label("Answers comment number").fill(number)
    write(reader)
    reader.get_by_role("button", name="Send the reply").click()
    expect(reader.get_by_label("Answers comment number")).to_have_accessible_description(re.compile("no comment #"))


def test_a_reader_sees_what_it_will_look_like(publication: Make, reader: Page) -> None:
    made = publication()
    helped(reader, made.address)
    write(reader)
    reader.get_by_role("button", name="Preview").click()
    preview = reader.get_by_role("region", name="What it will look like")
    expect(preview.locator("em")).to_have_text("two")
    reader.get_by_label("Comment *").fill("Other <b>words</b>")
    expect(preview.locator(".e-content")).to_have_text("Other <b>words</b>")
    reader.get_by_role("button", name="Preview").click()
    expect(preview).to_be_hidden()


def test_a_long_reply_is_copied_and_never_cut(publication: Make, reader: Page) -> None:
    made = publication()
    reader.context.grant_permissions(["clipboard-write"])
    # No page of ours may read the clipboard: the reader pastes.
    elsewhere = reader.context.new_page()
    elsewhere.set_content("<textarea></textarea>")
    helped(reader, made.address)
    body = "\n\n".join(["長い言葉 " * 40] * 30).strip()
    write(reader, body=body)
    for way, name in (("e-mail", "Open your mail program"), ("pull-request", "Go on to GitHub")):
        reader.get_by_role("link", name=name).click()
        box = reader.locator(f"dd:has([data-way={way}])")
        text = box.get_by_label("The finished file").input_value()
        assert text.count("長い言葉") == 1200
        box.get_by_role("button", name="Copy the text").click()
        expect(box.get_by_role("status")).to_have_text("Copied.")
        elsewhere.bring_to_front()
        elsewhere.get_by_role("textbox").fill("")
        elsewhere.get_by_role("textbox").press("ControlOrMeta+v")
        expect(elsewhere.get_by_role("textbox")).to_have_value(text)
        reader.bring_to_front()
        onward = box.get_by_role("link", name="Go on", exact=True).get_attribute("href")
        assert len(onward) < 2000
        assert "body=" not in onward
    file = made.root / "comments/first/2026-06-20-long.yml"
    file.write_text(text, "utf-8")
    result = run("commentary", "check", str(file), cwd=made.root)
    assert result.returncode == 0, result.stdout


def test_words_are_kept_in_the_tab_until_they_are_sent_or_thrown_away(publication: Make, reader: Page) -> None:
    made = publication()
    helped(reader, made.address)
    write(reader)
    helped(reader, made.address)
    expect(reader.get_by_label("Comment *")).to_have_value(BODY)
    other = reader.context.new_page()
    other.goto(made.address + ARTICLE)
    expect(other.get_by_label("Comment *")).to_have_value("")
    other.close()
    reader.get_by_role("button", name="Empty the form").click()
    helped(reader, made.address)
    expect(reader.get_by_label("Comment *")).to_have_value("")


def test_two_replies_of_the_same_second_never_have_the_same_id(publication: Make, reader: Page) -> None:
    made = publication()
    helped(reader, made.address)
    link = reader.locator("[data-way=e-mail]")
    # A browser opens no twenty messages one after the other.
    link.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    ids = set()
    for number in range(20):
        write(reader, body=f"Number {number}")
        link.click()
        ids.add(re.search(r"2026-06-20-101112-\w{8}", link.get_attribute("href"))[0])
    assert len(ids) == 20
    # The same words by another way are the same reply.
    link.click()
    assert re.search(r"2026-06-20-101112-\w{8}", link.get_attribute("href"))[0] in ids


@pytest.fixture(scope="module")
def writer(served: str, site: Path, browser: Browser) -> Iterator[Page]:
    """A page on which the form's own writer of files can be called."""
    page = browser.new_page()
    page.goto(served)
    (script,) = site.glob("assets/js/file-*.js")
    page.evaluate(f"import('./assets/js/{script.name}').then(module => {{ window.writer = module }})")
    page.wait_for_function("window.writer")
    yield page
    page.context.close()


LINES = st.text(max_size=40) | st.text(alphabet=" :#-{}[]'\"\\|>&*!%@`,?yesnoTRUE019.\u200f", max_size=12)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(LINES, st.text(max_size=80) | st.text(alphabet=" \n\t-ab\u3000", max_size=20)),
        min_size=20,
        max_size=20,
    )
)
def test_the_form_writes_what_the_editors_tools_write(writer: Page, texts: list[tuple[str, str]]) -> None:
    pairs = [
        {"author": " ".join(name.split()), "body": body.replace("\r", "")}
        for name, body in texts
        if not refused(name) and not refused(body.replace("\r", "")) and not re.search("[\ud800-\udfff]", name + body)
    ]
    made = writer.evaluate(
        "pairs => pairs.map(f => writer.file({author: writer.clean(f.author).trim(), body: writer.clean(f.body)}))",
        pairs,
    )
    for fields, text in zip(pairs, made, strict=True):
        # U+FEFF is a blank to JavaScript and none to Python; nobody sees or misses it.
        plain = {name: value.replace("\ufeff", "") for name, value in fields.items()}
        assert text == (as_yaml(Comment, plain) or "\n"), json.dumps(fields)
