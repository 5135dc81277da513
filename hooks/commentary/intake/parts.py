"""The parts of an e-mail -> the words of its writer, and of the writer of each message that it holds.

What a mail program shows among each other is joined in its order: texts before and behind a picture, mixed or related.
Of alternatives one is taken; which one, is asked. All else is named, so that nothing is lost without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message

from commentary.intake.charset import decoded
from commentary.intake.flowed import unflowed
from commentary.intake.html_text import html_text
from commentary.intake.pgp import unsigned
from commentary.intake.submission import Refused
from commentary.limits import PARTS_LIMIT
from commentary.problems import shown

_FILES = (".yml", ".yaml")
_YAML = {"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"}
_HTML = {"text/html", "application/xhtml+xml"}
# RFC 2046, 4.1.4 has every other text read as a plain one, `text/markdown` too.
_NO_LETTERS = {
    *("text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/css", "text/csv", "text/javascript"),
    *("text/xml", "text/rtf", "text/richtext", "text/enriched", "text/x-amp-html", "text/watch-html"),
    "text/rfc822-headers",
}
_KINDS = {
    "image": "picture",
    "audio": "recording",
    "video": "film",
    "text/calendar": "calendar entry",
    "text/vcard": "contact card",
    "text/x-vcard": "contact card",
}
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_SEALED = {"application/pkcs7-mime": "S/MIME", "application/x-pkcs7-mime": "S/MIME", "application/ms-tnef": "Outlook"}
_MESSAGES = {"message/rfc822", "message/global", "message/news"}
_ENCODINGS = {
    re.sub("[^a-z0-9]", "", name): name
    for name in ("base64", "quoted-printable", "7bit", "8bit", "binary", "x-uuencode", "uuencode", "x-uue", "uue")
}
# The standard has the beginning of a page looked through for it.
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PRESCAN = 1024


@dataclass(slots=True)
class Written:
    """What one writer wrote: of the e-mail, or of a message that it holds, which is deeper by one."""

    message: Message
    depth: int
    plain: str = ""
    """The words, of alternatives those in plain text."""
    rich: str = ""
    """The words, of alternatives those in HTML."""
    files: list[str] = field(default_factory=list)
    """Attached YAML."""
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Other texts that were attached: what they are, and their words."""
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    sealed: str = ""
    """What hides words, if anything does."""
    held: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Text:
    words: str
    html: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    versions: list[_Nodes]


_Nodes = list[_Text | _Choice]


def written(message: Message) -> list[Written]:
    """The e-mail, then each message in it. Raises Refused."""
    found: list[Written] = []
    waiting = [(message, 0)]
    while waiting:
        if len(found) == PARTS_LIMIT:
            raise Refused(f"the e-mail has more than {PARTS_LIMIT} parts")
        one = Written(*waiting.pop(0))
        nodes = _nodes(one.message, one)
        plain, rich = _run(nodes, rich=False), _run(nodes, rich=True)
        one.plain = _joined(plain, one)
        one.rich = one.plain if plain == rich else _joined(rich, one)
        waiting = [(held, one.depth + 1) for held in one.held] + waiting
        found.append(one)
    return found


def name_of(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except Exception:
        # Headings are parsed when asked for, and the parser raises what it likes on broken ones.
        return ""


def _nodes(part: Message, one: Written) -> _Nodes:
    """The texts in a part and in those below it."""
    kind = part.get_content_type()
    payload = part.get_payload()
    if not isinstance(payload, list):
        return _leaf(part, kind, one)
    below = [p for p in payload if isinstance(p, Message)]
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects):
        one.notes.append("warning: the e-mail breaks off within its parts; see whether the body is whole")
    if behind := (part.epilogue or "").strip():
        one.left_out.append(f"what stands behind the last part, {shown(behind)}")
    if kind in _MESSAGES:
        one.held += below
    elif kind == "message/partial":
        raise Refused("the e-mail is one piece of several; ask for all of it in one")
    elif kind == "multipart/encrypted":
        one.sealed = "PGP"
    elif kind == "multipart/report" and part is one.message and one.depth == 0:
        raise Refused(
            "a mail program wrote this e-mail, a report, and no reader; save a message that it holds by itself"
        )
    elif kind == "multipart/report" or part.get_content_maintype() == "message":
        one.left_out.append(f"a part of the kind {kind}")
    elif kind == "multipart/alternative":
        return [_Choice([_nodes(p, one) for p in below])]
    else:
        if start := str(part.get_param("start", "")):
            below.sort(key=lambda p: str(p["content-id"] or "").strip() != start)
        return [node for p in below for node in _nodes(p, one)]
    return []


def _leaf(part: Message, kind: str, one: Written) -> _Nodes:
    name = name_of(part)
    if name.lower().endswith(_FILES) or kind in _YAML:
        one.files.append(_decoded(part))
    elif kind in _SIGNATURES:
        pass
    elif sealed := _SEALED.get(kind):
        one.sealed = sealed
        one.left_out.append(_called(kind, name))
    elif (kind not in _HTML and part.get_content_maintype() != "text") or kind in _NO_LETTERS:
        one.left_out.append(_called(kind, name))
    elif part.get_content_disposition() == "attachment":
        try:
            words = _decoded(part)
            one.texts.append((_called(kind, name), html_text(words, []) if kind in _HTML else words))
        except Refused:
            one.left_out.append(_called(kind, name))
    else:
        return [_Text(_decoded(part), kind in _HTML)]
    return []


def _called(kind: str, name: str) -> str:
    known = _KINDS.get(kind) or _KINDS.get(kind.partition("/")[0])
    if name:
        return f"the {known or 'file'} {shown(name)}"
    return f"a {known}" if known else f"a part of the kind {kind}"


def _run(nodes: _Nodes, *, rich: bool) -> list[_Text]:
    """The texts in their order, with one of each choice."""
    texts: list[_Text] = []
    for node in nodes:
        if isinstance(node, _Text):
            texts.append(node)
            continue
        versions = [
            v for v in (_run(version, rich=rich) for version in node.versions) if any(t.words.strip() for t in v)
        ]
        pages = [version for version in versions if any(text.html for text in version)]
        plain = [version for version in versions if version not in pages]
        if versions:
            texts += (pages or plain)[-1] if rich else (plain or pages)[0]
    return texts


def _joined(texts: list[_Text], one: Written) -> str:
    joined = ""
    for text in texts:
        words = html_text(text.words, one.left_out, above=joined) if text.html else text.words
        apart = "\n\n" if joined.strip() and words.strip() else ""
        joined = joined.rstrip("\n") + apart + words.lstrip("\n") if apart else joined + words
    joined, signed = unsigned(joined)
    if signed:
        one.notes.append("the signature of PGP was not verified")
    return joined


def _decoded(part: Message) -> str:
    """The text of a part."""
    encoding = next((str(value) for name, value in part.raw_items() if name.lower() == "content-transfer-encoding"), "")
    if known := _ENCODINGS.get(re.sub(r"\(.*?\)|[^a-z0-9(]", "", encoding.lower())):
        # Python knows no name with a blank or a remark behind it, and leaves the text as it came.
        del part["content-transfer-encoding"]
        part["content-transfer-encoding"] = known
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise Refused("the e-mail can't be read")
    label = part.get_content_charset() or ""
    if not label and part.get_content_type() in _HTML and (meta := _META.search(data[:_PRESCAN])):
        label = meta[1].decode("ascii", "replace")
    text = decoded(data, label).replace("\r\n", "\n")
    if str(part.get_param("format", "")).strip().lower() == "flowed":
        text = unflowed(text, str(part.get_param("delsp", "")).strip().lower() == "yes")
    return text
