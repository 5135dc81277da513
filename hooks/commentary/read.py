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
from commentary.look_alikes import ANGLES, BARS, described, mend
from commentary.mail import mail_addresses, mail_problem
from commentary.problems import Place, Problem, shown
from commentary.quotation_marks import or_as_text, whole_value
from commentary.strictness import Strictness
from commentary.text import refusal, refused
from commentary.yaml_words import explain, imitation

# What YAML 1.1 takes for the end of a line, so that lines are counted as the parser counts them.
_BREAK = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_NO_BAR = re.compile(rf"^([{BARS}{ANGLES}])[+-]?[ \t]*$")
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
    (the owner's own settings) may use tags and anchors: tags are kept, an alias is what it stands for.
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
        self, place: Place, message: str, how: str, rule: str, severity: Literal["error", "warning"] = "error"
    ) -> None:
        self.faults.append(Problem(place, message, how, rule, severity))

    def document(self, text: str) -> Mapping | None:
        stack: list[Mapping | Sequence] = []
        keys: list[tuple[str, Place] | None] = []
        opened: list[str | None] = []
        anchors: dict[str | None, Node] = {}
        root: Node | None = None
        documents = 0
        lines = _BREAK.split(text)
        strictness = Strictness(lines)

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
            strictness.see(event)
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
                            f"{whole_value(_line(lines, event.start_mark), event.start_mark.column)} Or write the value"
                            " that was meant.",
                            "alias",
                        )
                        raise _Stop
                    attach(anchors.get(event.anchor, Scalar("", place, bare=True)))
                case yaml.ScalarEvent():
                    self._plain_only(event, place, lines)
                    if not self.trusted:
                        self._whole(event, place, lines)
                    scalar = Scalar(event.value, place, not event.style, event.tag if self.trusted else None)
                    attach(scalar)
                    anchors[event.anchor] = scalar
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._plain_only(event, place, lines)
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
                    opened.append(event.anchor)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    anchors[opened.pop()] = stack.pop()
                    keys.pop()
        for slip in () if self.trusted else strictness.end():
            at = Place(self.path, slip.line + self.first_line, slip.column + 1)
            self.fault(at, slip.message, slip.mend, slip.rule, slip.severity)
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
        elif isinstance(root, Scalar) and (
            odd := imitation(lines[root.place.line - self.first_line], Place(self.path, root.place.line))
        ):
            self.faults.append(odd)
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
            name, place = waiting
            if self.trusted and name == "<<":
                merged = node.items if isinstance(node, Sequence) else [node]
                for other in (one for one in merged if isinstance(one, Mapping)):
                    mapping.fields |= {key: held for key, held in other.fields.items() if key not in mapping.fields}
            elif self.trusted:
                mapping.fields[name] = (place, node)
            else:
                mapping.fields.setdefault(name, (place, node))
            keys[-1] = None

    def _plain_only(self, event: yaml.NodeEvent, place: Place, lines: list[str]) -> None:
        if self.trusted:
            return
        if event.anchor:
            self.fault(
                place,
                f"a value is written out; the anchor &{event.anchor} was found",
                f"Take &{event.anchor} out. {or_as_text(_line(lines, event.start_mark), event.start_mark.column)}",
                "anchor",
            )
            raise _Stop
        if event.tag is not None:
            self.fault(
                place,
                f"a value has no tag; {shown(event.tag)} was found",
                "Take the part that begins with ! out."
                f" {or_as_text(_line(lines, event.start_mark), event.start_mark.column)}",
                "tag",
            )

    def _whole(self, event: yaml.ScalarEvent, place: Place, lines: list[str]) -> None:
        """An escape brings in nothing that is refused plainly; nothing that looks like a bar begins a longer text."""
        if event.style == '"':
            for match in refused(event.value):
                self.fault(
                    place, refusal(match.group()), "Take the escape (it begins with a backslash) out.", "characters"
                )
            if mail_addresses(event.value) and not mail_addresses(
                "\n".join(lines[event.start_mark.line : event.end_mark.line + 1])
            ):
                self.faults.append(mail_problem(place, "@"))
        elif not event.style and event.end_mark.line > event.start_mark.line:
            for sign in _NO_BAR.findall(_line(lines, event.start_mark)[event.start_mark.column :]):
                message = f"a longer text stands below a plain sign | or >; found {described(sign)}"
                self.fault(place, message, mend(sign), "look-alike")


def _line(lines: list[str], mark: yaml.Mark) -> str:
    return lines[mark.line] if mark.line < len(lines) else ""
