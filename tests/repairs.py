"""Doing what a report says, by machine, as an editor would who takes it by its word."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from commentary import look_alikes
from commentary.problems import Problem

Repair = Callable[[Path, Problem, re.Match[str]], None]
DATE = "2026-05-31"


def repair(root: Path, problem: Problem) -> bool:
    """Does what the report says, or the first of two ways; whether that needs no judgement."""
    for pattern, how in REPAIRS:
        if match := re.match(pattern, problem.mend):
            how(root, problem, match)
            return True
    return False


class _File:
    """The lines of the file that a problem is about, written back at the end."""

    def __init__(self, root: Path, problem: Problem):
        self.path = root / problem.place.path
        self.lines = self.path.read_bytes().decode().split("\n")
        self.number, self.column = problem.place.line - 1, problem.place.column - 1

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.path.write_bytes("\n".join(self.lines).encode())

    @property
    def line(self) -> str:
        return self.lines[self.number]

    @line.setter
    def line(self, line: str) -> None:
        self.lines[self.number] = line

    @property
    def indent(self) -> str:
        return self.line[: len(self.line) - len(self.line.lstrip(" "))]

    def put(self, text: str, pattern: str) -> None:
        """In place of what the pattern matches where the problem is."""
        match = re.compile(pattern).match(self.line, self.column)
        assert match, (self.line, self.column)
        self.line = self.line[: self.column] + text + self.line[match.end() :]


# A value: between quotation marks, up to the end of an item between brackets, or of the line.
VALUE = r"\"[^\"]*\"|'[^']*'|[^,\]}\n]*(?=[,\]}])|.*?(?=\s+#|$)"


def _value(root: Path, problem: Problem, match: re.Match[str]) -> None:
    folder = root / problem.place.path
    if folder.is_dir():
        for file in folder.iterdir():
            file.rename(folder.with_name(match["new"]) / file.name)
        folder.rmdir()
        return
    new = match["new"]
    with _File(root, problem) as file:
        if problem.rule == "link":
            # A fragment is corrected behind the file that it belongs to.
            file.column += file.line[file.column :].index("#") if new.startswith("#") else 0
            file.put(new, r"[^\s)]*")
        else:
            file.put(new, VALUE)


def _line(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        new = match["new"]
        name = new.partition(":")[0]
        if new.endswith(":"):
            file.put(name, r"[^:]*?(?=\s*:)")
        elif "{" in file.line[: file.column]:
            file.put(new, r"[^,}]*")
        else:
            file.line = file.indent + new


def _below(root: Path, problem: Problem, match: re.Match[str]) -> None:
    """A field more: below a group's name or a quote's key, else beside the field at hand."""
    with _File(root, problem) as file:
        group = file.line.rstrip().endswith(":")
        indent = file.indent + "  " if group else " " * file.column
        file.lines.insert(file.number + 1, indent + match["new"])


def _top(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        file.lines.insert(file.number, match["new"])


def _add(root: Path, problem: Problem, match: re.Match[str]) -> None:
    nested = "." in problem.message.split(": ")[0]
    (_below if nested else _top)(root, problem, match)


def _drop_line(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        indent = len(file.indent)
        del file.lines[file.number]
        while file.number < len(file.lines) and re.match(rf" {{{indent + 1}}}", file.line):
            del file.lines[file.number]


def _drop_item(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        file.put("", r"[^,\]]*(?:, *)?")
        file.line = re.sub(r", *\]", "]", file.line)


def _rename(root: Path, problem: Problem, match: re.Match[str]) -> None:
    path = root / problem.place.path
    new = root / match["new"] if "/" in match["new"] else path.with_name(match["new"])
    new.parent.mkdir(parents=True, exist_ok=True)
    path.rename(new)


def _rename_folder(root: Path, problem: Problem, match: re.Match[str]) -> None:
    folder = (root / problem.place.path).parent
    folder.rename(folder.with_name(match["new"]))


def _delete(root: Path, problem: Problem, match: re.Match[str]) -> None:
    path = root / problem.place.path
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _plain_character(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        odd = file.line[file.column]
        file.put(look_alikes.plain(odd), ".")
        if odd in look_alikes.DOUBLE_QUOTES:
            file.line = re.sub(f"[{look_alikes.DOUBLE_QUOTES}]", '"', file.line)


def _delete_character(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        odd = file.line[file.column]
        file.lines = "\n".join(file.lines).replace(odd, "").split("\n")


def _save_as_utf_8(root: Path, problem: Problem, match: re.Match[str]) -> None:
    path = root / problem.place.path
    data = path.read_bytes()
    encoding = (
        "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else ""
    )
    path.write_text(data.decode(encoding or "latin-1"), "utf-8")


def _edit(pattern: str, new: str) -> Repair:
    """What the pattern matches where the problem is becomes the text."""

    def how(root: Path, problem: Problem, match: re.Match[str]) -> None:
        with _File(root, problem) as file:
            found = re.compile(pattern).search(file.line, file.column)
            assert found, (problem, file.line)
            file.line = file.line[: found.start()] + found.expand(new) + file.line[found.end() :]

    return how


def _text_below(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        sign = re.compile(r"(.*?[|>])[ \t]*(.*)").match(file.line)
        assert sign
        file.lines[file.number : file.number + 1] = [sign[1], "  " + sign[2]]


def _end_of_line(sign: str) -> Repair:
    def how(root: Path, problem: Problem, match: re.Match[str]) -> None:
        with _File(root, problem) as file:
            file.line = file.line.rstrip() + (file.line[file.column] if sign == "same" else sign)

    return how


def _first_choice(root: Path, problem: Problem, match: re.Match[str]) -> None:
    choice = re.search(r"is one of: ([\w-]+)", problem.message)
    assert choice
    with _File(root, problem) as file:
        file.put(choice[1], VALUE)


def _new_file(root: Path, problem: Problem, match: re.Match[str]) -> None:
    (root / match["new"]).write_text("name: Somebody New\n", "utf-8")


def _append(text: str) -> Repair:
    def how(root: Path, problem: Problem, match: re.Match[str]) -> None:
        path = root / problem.place.path
        path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n{text}\n", "utf-8")

    return how


def _no_answer(root: Path, problem: Problem, match: re.Match[str]) -> None:
    path = root / problem.place.path
    path.write_text(re.sub(r"^reply_to:.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


def _dedent(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        file.line = file.line.lstrip()


def _slashes(root: Path, problem: Problem, match: re.Match[str]) -> None:
    with _File(root, problem) as file:
        file.lines.insert(file.number + 1, file.indent + "///")


def _key(root: Path, problem: Problem, match: re.Match[str]) -> None:
    _edit(r"\|.*", f"| {match['new']}")(root, problem, match)


REPAIRS: list[tuple[str, Repair]] = [
    (r"Write `(?P<new>---)` in this line", _line),
    (r"Write `(?P<new>[^`]*(?:`[^`]*`[^`]*)?)`(?:\.|, or take| for a colleague)", _line),
    (r"(?:Take|Close) .*? Or, if it is text: write `(?P<new>.*)`\.", _line),
    (r"Write (?P<new>\S+) here, or change it there too", _value),
    (r"Write (?P<new>[^\s`]+)\.$", _value),
    (r"Write (?P<new>\S+Z) \(or ", _value),
    (r"Write (?P<new>true), or take the line out", _value),
    (r"Write one of these", _first_choice),
    (r"Write two backslashes", _edit(r"\\", r"\\\\")),
    (r"Write a colon and a blank after the name", _edit(r"(\w+) ", r"\1: ")),
    (
        r"Did you mean “(?P<new>[a-z0-9-]+)”\? If not: add it there",
        lambda r, p, m: _edit(r"\|.*", f"| {m['new']}")(r, p, m),
    ),
    (r"Did you mean “(?P<new>[^”]+)”\?", _value),
    (r"Did you mean `/// (?P<new>\w+)`", _edit(r"/// \w+", "/// quote")),
    (r"Add it, as in `(?P<new>.*)`\.", _add),
    (r"Add `reason:`", _append("reason: A sentence.")),
    (r"Add `body: \|`", _append("body: |\n  Words.")),
    (r"Add a blank", _edit("", " ")),
    (r"Add (?P<new>comments/\S+\.yml)\.", _new_file),
    (r"(?:Rename it to|Move it to|Save it as plain text named) (?P<new>[\w./-]+)\.$", _rename),
    (r"Name it (?P<new>\S+), like its article", _rename_folder),
    (r"Delete it, or let the owner|Delete the link|Delete it\.$", _delete),
    (r"Delete it \(it cannot be seen|Delete the character", _delete_character),
    (r"Delete the blanks of this line", _edit(r" +$", "")),
    (r"Replace the tab by two spaces", _edit(r"\t", "  ")),
    (r"Replace the tab by a blank", _edit(r"\t", " ")),
    (r"Type a ", _plain_character),
    (r"Save it as “UTF-8”", _save_as_utf_8),
    (r"Take the line out|Take the line that begins with %", _drop_line),
    (r"Take one of the two out|Take it out\.$|Put it there, or take it out of the list", _drop_item),
    (r"Take `reply_to` out", _no_answer),
    (r"Take the blanks before `\w+:` away", _dedent),
    (r"Put a line `///` below it|Put `///` on the next line", _slashes),
    (r"Move the text to the next line|Move it below the sign", _text_below),
    (r"Close the quotation mark\.$", _end_of_line("same")),
]
