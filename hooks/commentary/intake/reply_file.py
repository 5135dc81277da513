"""The file that the site's reply form wrote, out of a text that mail programs have handled.

A first line `--- comments/<folder>/<id>.yml` (without the id where no script ran) and the file's fields, the body last.
A program may have put `> ` before every line, broken lines, made no-break spaces of blanks or taken the indentation
away: all this is undone where the text can only have been one. Where it could have been two, it is refused.
"""

from __future__ import annotations

import json
import re

from commentary.compose import is_id
from commentary.intake.doubled_links import plain_links
from commentary.intake.plain_words import plain_words
from commentary.intake.submission import ADDRESS_LEFT_OUT, FIELDS, Refused, Submission
from commentary.intake.tail import tail
from commentary.limits import YAML_LIMIT
from commentary.mail import mail_addresses, without_mail
from commentary.problems import shown
from commentary.read import Scalar, read_yaml
from commentary.reports import as_text
from commentary.text import refusal, refused

_HEADING = re.compile(
    r"^(?P<quote>(?:>[ \t]?)*)(?:-{3}|[—–]-?)(?:[ \t]+|[ \t]*\n(?:>[ \t]?)*[ \t]*)"
    r"(?P<path>[^\s<>]*/[^\s<>]*)[ \t]*$",
    re.MULTILINE,
)
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*):(?:[ \t]|$)")
_BLANK = re.compile(r"^[ \t\u00a0]+|(?<=:)\u00a0", re.MULTILINE)


INDENTATION_LOST = "warning: the indentation was lost on the way and put back; see whether the body is whole"
BY_HAND = "filled in by hand; see whether the body is whole"
SHORTEST_BROKEN = 50
"""No mail program breaks a line that is shorter."""


def has_reply_file(text: str) -> bool:
    """Whether a text holds the first line that the form writes."""
    return _HEADING.search(_tidied(text)) is not None


def reply_file(text: str, *, headless: bool = False) -> Submission:
    """The fields, the folder and the id. `headless` allows a text that begins with its fields. Raises Refused."""
    text = _tidied(text)
    headings = list(_HEADING.finditer(text))
    if not headings and not headless:
        raise Refused(
            "the text holds no line `--- comments/<article>/<id>.yml`, with which what the site's form writes begins;"
            " put the words into a file with `commentary new comment`"
        )
    notes: list[str] = []
    folder = id = ""
    if headings:
        heading = headings[0]
        if sum(h["quote"] == heading["quote"] for h in headings) > 1:
            raise Refused("the text holds two comments; send each by itself")
        folder, id = _place(heading["path"])
        if text[: heading.start()].strip(" \n>"):
            notes.append("what stands above the file was left out")
        lines = text[heading.end() :].removeprefix("\n").split("\n")
        if depth := heading["quote"].count(">"):
            lines = _unquoted(lines, depth, notes)
    else:
        lines = text.split("\n")
    by_hand, typed = bool(headings) and not id, lines
    if by_hand:
        lines = plain_words(lines)
    end = _end(lines, by_hand)
    if (length := sum(len(line) + 1 for line in lines[:end])) > YAML_LIMIT:
        raise Refused(f"it has at most {YAML_LIMIT:,} characters; it has {length:,}")
    fields = _fields((_typed if by_hand else _repaired)(lines[:end], notes), notes)
    above = text[: headings[0].start()].strip(" \n>") if headings else ""
    if above and lines is not typed and "body" not in fields:
        first = shown(without_mail(above.split("\n")[0]))
        raise Refused(f"nothing stands below the line, and above it {first}; put the reader's words below the line")
    fields |= {name: plain_links(fields[name], notes) for name in ("url", "body") if name in fields}
    if left_out := [line for line in lines[end:] if line.strip()]:
        more = f" and {len(left_out) - 1} more line{'s' * (len(left_out) != 2)}" if len(left_out) > 1 else ""
        notes.append(f"left out below: {shown(without_mail(left_out[0].strip()))}{more}")
    return Submission(fields, folder=folder, id=id, notes=notes)


def _end(lines: list[str], by_hand: bool) -> int:
    """The index of the first line that is not the reader's own. Raises Refused where that is not certain."""
    first = next((number for number, line in enumerate(lines, 1) if line.startswith("body:")), 0)
    found = tail(lines[first:], by_hand=by_hand)
    if found.doubtful is not None:
        line = lines[first + found.doubtful].strip()
        raise Refused(
            f"a mail program may have added a line, or the reader wrote it: {shown(without_mail(line))};"
            " delete it with all that is not the reader's, or indent every line of the reader's by two spaces"
        )
    return first + found.start


def _tidied(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _BLANK.sub(lambda m: m[0].replace("\u00a0", " "), text)


def _place(path: str) -> tuple[str, str]:
    match = re.fullmatch(r"comments/([^/]+)/(?:([^/]+)\.yml)?", path)
    ids = [name for name in match.groups() if name is not None] if match else []
    if not match or not all(map(is_id, ids)) or match[2] == "quotes":
        raise Refused(f"the first line names `comments/<article>/<id>.yml`; found {shown(path)}")
    return match[1], match[2] or ""


def _unquoted(lines: list[str], depth: int, notes: list[str]) -> list[str]:
    """The lines that were quoted with the first, without their marks."""
    mark = re.compile(rf"(?:[ \t]?>){{{depth}}} ?")
    end = next((n for n, line in enumerate(lines) if not mark.match(line)), len(lines))
    if end < len(lines) and lines[end].strip() and end and lines[end - 1].strip(" >"):
        raise Refused(f"a line without `>` stands inside what is quoted: {shown(lines[end])}")
    if any(line.strip() for line in lines[end:]):
        notes.append("what stands below the quotation was left out")
    return _tidied("\n".join(mark.sub("", line, count=1) for line in lines[:end])).split("\n")


def _repaired(lines: list[str], notes: list[str]) -> str:
    """The fields as YAML, with lines joined that were broken and the body indented again."""
    out: list[str] = []
    for number, line in enumerate(lines):
        match = _FIELD.match(line)
        if match and match["name"] == "body":
            return "\n".join([*out, *_body(line, lines[number + 1 :], notes)]) + "\n"
        if match or not out:
            out += [line] if line.strip() else []
        elif line.strip():
            out[-1] += " " + line.strip()
    return "\n".join(out) + "\n"


def _typed(lines: list[str], notes: list[str]) -> str:
    """The same of fields that were filled in by hand, as where a page runs no script: each value is a text, and all
    that follows `body:` is the body, indented or not."""
    notes.append(BY_HAND)
    out: list[str] = []
    for number, line in enumerate(lines):
        if match := re.match(r"body:[ \t]*[|>]?[ \t]*(.*)", line):
            body = _outdented([match[1], *lines[number + 1 :]])
            return "\n".join([*out, "body: |2", *("  " + part if part.strip() else "" for part in body)]) + "\n"
        name, colon, value = line.partition(":")
        value = value.strip()
        if colon and value and not (len(value) > 1 and value[0] == value[-1] == '"'):
            line = f"{name}: {json.dumps(value, ensure_ascii=False)}"
        out += [line] if line.strip() else []
    return "\n".join(out) + "\n"


def _outdented(lines: list[str]) -> list[str]:
    """The lines without the two blanks that the page asks for: where only the first words have them, with all others
    as they are."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if filled and any(not lines[number].startswith("  ") for number in filled[1:]):
        return [line.strip() if number == filled[0] else line for number, line in enumerate(lines)]
    return [line.removeprefix("  ") for line in lines]


def _body(first: str, lines: list[str], notes: list[str]) -> list[str]:
    """The field `body` and all that stands below it."""
    filled = [line for line in lines if line.strip()]
    if re.fullmatch(r"body:[ \t]*[|>][+-]?[1-9]?[ \t]*", first) and filled and not filled[0].startswith(" "):
        notes.append(INDENTATION_LOST)
        return [first, *("  " + line if line.strip() else "" for line in lines)]
    out = [first]
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith(" "):
            out.append(line)
        elif (match := _FIELD.match(line)) and match["name"] in FIELDS:
            if len(out[-1]) > SHORTEST_BROKEN:
                raise Refused(
                    f"either a field or a part of the body begins with {shown(match[0])}; indent it, or put it above"
                    " `body:`"
                )
            return [*out, *_repaired(lines[number:], notes).rstrip("\n").split("\n")]
        elif out[-1].strip():
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
        else:
            raise Refused(
                f"below the file stands what is neither indented nor a signature: {shown(line)};"
                " indent it by two spaces if it belongs to the body, else delete it"
            )
    return out


def _fields(text: str, notes: list[str]) -> dict[str, str]:
    if matches := refused(text):
        raise Refused(refusal(matches[0].group()))
    node, faults = read_yaml(text, "the file sent")
    if node is None:
        raise Refused("it can't be read:\n" + as_text(faults))
    fields: dict[str, str] = {}
    for name, (_, value) in node.fields.items():
        if re.fullmatch(r"e-?mail.*", name.lower()):
            notes.append(ADDRESS_LEFT_OUT)
        elif name not in FIELDS:
            raise Refused(f"a reader's comment has the fields {', '.join(FIELDS)}; found {shown(name)}")
        elif not isinstance(value, Scalar):
            raise Refused(f"{name}: is a text; found a list or further fields")
        elif value.text.strip() and not (value.bare and value.text == "~"):
            fields[name] = value.text
    return fields


def without_addresses(fields: dict[str, str], notes: list[str]) -> dict[str, str]:
    """The fields but for a name or a web address that is an e-mail address: nobody's words are lost with it."""
    kept = {n: v for n, v in fields.items() if n not in ("author", "url") or not mail_addresses(v)}
    if len(kept) < len(fields) and ADDRESS_LEFT_OUT not in notes:
        notes.append(ADDRESS_LEFT_OUT)
    return kept
