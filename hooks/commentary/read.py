"""Strict YAML: the subset that a writer needs, with the place of every key and value.

Text stays text: nothing is guessed to be a number, a date or a truth value. What YAML 1.1 offers beyond nested fields
(anchors, aliases, tags, merge keys, several documents, directives) is refused, since each of them has hidden a value
from an editor or stopped a program. PyYAML's events are read one by one, so that a hostile file is refused before
anything is built from it: its C loader crashes Python on some ten thousand open brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

import yaml

from commentary.limits import DEPTH_LIMIT
from commentary.mail import mail_addresses, mail_problem
from commentary.problems import Place, Problem, shown
from commentary.text import refusal, refused
from commentary.yaml_words import explain

_REMARK = re.compile(r"[ \t]+#(?P<next>[^\s#]?).*")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `bare` when it stood without quotation marks, so that nothing at all means «not given»."""

    text: str
    place: Place
    bare: bool = False
    tag: str | None = None


@dataclass(slots=True)
class Mapping:
    """Fields in their order: name -> (place of the name, value)."""

    place: Place
    fields: dict[str, tuple[Place, Node]] = field(default_factory=dict)


@dataclass(slots=True)
class Sequence:
    place: Place
    items: list[Node] = field(default_factory=list)
    tag: str | None = None


Node = Scalar | Mapping | Sequence


class _Stop(Exception):
    """Reading on would only make noise; the fault is already noted."""


def read_yaml(
    text: str, path: str, first_line: int = 1, *, trusted: bool = False
) -> tuple[Mapping | None, list[Problem]]:
    """The fields of a YAML text, or None if it has errors, and every fault found on the way.

    `first_line` is the line of the file on which the text begins (front matter begins on the second). A trusted text
    (the owner's own settings) may use tags and anchors: tags are kept on the scalars, aliases read as nothing.
    """
    reading = _Reading(path, first_line, trusted)
    try:
        node = reading.document(text)
    except _Stop:
        node = None
    except yaml.MarkedYAMLError as error:
        reading.faults.append(explain(error, text, reading.place))
        node = None
    except yaml.YAMLError as error:
        reading.fault(Place(path, first_line), f"the file is YAML; {error}", "Compare it with the specimen.", "yaml")
        node = None
    if not trusted and any(fault.severity == "error" for fault in reading.faults):
        return None, reading.faults
    return node, reading.faults


class _Reading:
    """One pass over the events of one file."""

    def __init__(self, path: str, first_line: int, trusted: bool):
        self.path, self.first_line, self.trusted = path, first_line, trusted
        self.faults: list[Problem] = []

    def place(self, mark: yaml.Mark | None) -> Place:
        if mark is None:
            return Place(self.path, self.first_line)
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def fault(
        self, place: Place, message: str, mend: str, rule: str, severity: Literal["error", "warning"] = "error"
    ) -> None:
        self.faults.append(Problem(place, message, mend, rule, severity))

    def document(self, text: str) -> Mapping | None:
        stack: list[Mapping | Sequence] = []
        keys: list[tuple[str, Place] | None] = []
        root: Node | None = None
        documents = 0
        lines = text.split("\n")

        def attach(node: Node) -> None:
            nonlocal root
            if not stack:
                root = node
            elif isinstance(stack[-1], Sequence):
                stack[-1].items.append(node)
            else:
                self._enter(stack[-1], keys, node)

        for event in yaml.parse(text, Loader=_Loader):
            place = self.place(event.start_mark)
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self.fault(
                            place,
                            "a file holds one document; a second begins here",
                            "Take out the line of dashes `---`, or move what follows into a file of its own.",
                            "documents",
                        )
                        raise _Stop
                    if event.version or event.tags:
                        self.fault(
                            place,
                            "a file begins with its fields; a `%` line was found",
                            "Take the line that begins with % out.",
                            "directive",
                        )
                        raise _Stop
                case yaml.AliasEvent():
                    if not self.trusted:
                        self.fault(
                            place,
                            f"a value is written out; the alias *{event.anchor} was found",
                            "Write the value itself, or put a text that begins with * between quotes.",
                            "alias",
                        )
                        raise _Stop
                    attach(Scalar("", place, bare=True))
                case yaml.ScalarEvent():
                    self._plain_only(event, place)
                    if not self.trusted:
                        self._whole(event, place, lines)
                    attach(Scalar(event.value, place, not event.style, event.tag if self.trusted else None))
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._plain_only(event, place)
                    if len(stack) >= DEPTH_LIMIT and not self.trusted:
                        self.fault(
                            place,
                            f"fields stand at most {DEPTH_LIMIT} deep; here is one deeper",
                            "Compare the file with the specimen; a text that begins with [ or { is put between quotes.",
                            "depth",
                        )
                        raise _Stop
                    mapping = isinstance(event, yaml.MappingStartEvent)
                    node = Mapping(place) if mapping else Sequence(place, tag=event.tag if self.trusted else None)
                    attach(node)
                    stack.append(node)
                    keys.append(None)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    stack.pop()
                    keys.pop()
        if isinstance(root, Mapping):
            return root
        if root is None or (isinstance(root, Scalar) and root.bare and not root.text):
            self.fault(
                Place(self.path, self.first_line),
                "a file holds fields; this one is empty"
                if self.first_line == 1
                else "front matter holds fields; none was found",
                "Copy the specimen from comments/README.md, or delete the file."
                if self.first_line == 1
                else "Write `title: …` and `description: …`, a line each.",
                "empty",
            )
        else:
            found = "a list" if isinstance(root, Sequence) else shown(root.text)
            self.fault(
                root.place,
                f"a file holds fields, each written `name: value`; it holds {found}",
                "Copy the specimen from comments/README.md and fill it in.",
                "fields",
            )
        return None

    def _enter(self, mapping: Mapping, keys: list[tuple[str, Place] | None], node: Node) -> None:
        """A node inside a mapping is a key when none is waiting for its value, else that key's value."""
        waiting = keys[-1]
        if waiting is None:
            if not isinstance(node, Scalar):
                self.fault(
                    node.place,
                    "a field's name is plain text; a list or fields were found in its place",
                    "Put a text that begins with [ or { between quotes.",
                    "field-name",
                )
                raise _Stop
            if node.text == "<<" and node.bare and not self.trusted:
                self.fault(
                    node.place,
                    "a file says everything itself; a merge key << was found",
                    "Write the fields out.",
                    "merge",
                )
            elif node.text in mapping.fields and not self.trusted:
                first = mapping.fields[node.text][0]
                self.fault(
                    node.place,
                    f"a field is given once; {shown(node.text)} stands on line {first.line} too",
                    "Keep one of the two.",
                    "duplicate",
                )
            keys[-1] = (node.text, node.place)
        else:
            mapping.fields.setdefault(waiting[0], (waiting[1], node))
            keys[-1] = None

    def _plain_only(self, event: yaml.NodeEvent, place: Place) -> None:
        if self.trusted:
            return
        if event.anchor:
            self.fault(
                place,
                f"a value is written out; the anchor &{event.anchor} was found",
                f"Take &{event.anchor} out, or put a text that begins with & between quotes.",
                "anchor",
            )
            raise _Stop
        if event.tag is not None:
            self.fault(
                place,
                f"a value has no tag; {shown(event.tag)} was found",
                "Take the part that begins with ! out, or put a text that begins with ! between quotes.",
                "tag",
            )

    def _whole(self, event: yaml.ScalarEvent, place: Place, lines: list[str]) -> None:
        """What an editor wrote as one value is read as one, and an escape brings in nothing that is refused plainly."""
        if not event.style:
            end = event.end_mark
            remark = _REMARK.match(lines[end.line], end.column) if end.line < len(lines) else None
            # `#3` is part of a sentence, `##3` may be; `# like this` after a value is probably meant as a remark,
            # before one surely.
            slip = remark and remark["next"]
            if remark and (slip or event.value or remark[0].lstrip().startswith("##")):
                self.fault(
                    self.place(end),
                    f"what follows a blank and # is a remark and is not read; found {shown(remark[0].strip())}",
                    "Put the whole value between quotes or below a `|`; a remark goes on a line of its own.",
                    "remark",
                    "error" if slip else "warning",
                )
        elif event.style == '"':
            for match in refused(event.value):
                self.fault(
                    place, refusal(match.group()), "Take the escape (it begins with a backslash) out.", "characters"
                )
            if mail_addresses(event.value) and not mail_addresses(
                "\n".join(lines[event.start_mark.line : event.end_mark.line + 1])
            ):
                self.faults.append(mail_problem(place, "@"))
