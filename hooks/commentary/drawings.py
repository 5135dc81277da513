"""An SVG, which a browser runs rather than looks at: what it may hold, and its size."""

from __future__ import annotations

import re
from xml.parsers import expat

from commentary.problems import Place, Problem, shown
from commentary.text import place_in

BYTES = 1_000_000
LARGEST = 20_000

_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
_XLINK = "http://www.w3.org/1999/xlink"
# What drawing programs keep for themselves means nothing to a browser; what the W3C has defined does, but for RDF.
_KNOWN_TO_BROWSERS = re.compile(r"http://www\.w3\.org/(?!1999/02/22-rdf-syntax-ns#)")
_SHAPES = re.compile(
    "svg|g|defs|symbol|use|switch|title|desc|metadata|style|path|rect|circle|ellipse|line|polyline|polygon|text|tspan"
    "|textPath|image|linearGradient|radialGradient|stop|pattern|clipPath|mask|marker|filter|view|fe[A-Z][A-Za-z]+"
)
# Everything by which a style can fetch a file, unless it is a part of this one or a picture written out in it.
_INSIDE = re.compile(r"#|data:image/(?:avif|gif|jpe?g|png|webp)[;,]", re.IGNORECASE)
_FETCHES = re.compile(r"\b(url|src|image-set|image|cross-fade)\(\s*+[\"']?+([^\"')]*+)|(@import)", re.IGNORECASE)
# Where Inkscape writes in which folder of whose computer the drawing was made.
_FOLDERS = frozenset({"absref", "docbase", "export-filename"})
_LENGTH = re.compile(r"\s*(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(px|pt|pc|mm|cm|in|)\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_PLAIN = "Save it anew from the drawing program as a plain SVG, without scripts, links, movement and HTML."


class _Refused(Exception):
    """Nothing after the beginning of a document type, or of something that is no SVG, is worth reading."""


class _Drawing:
    """One walk through the elements of a drawing; each kind of fault is told once, where it is first found."""

    def __init__(self, path: str):
        self.path = path
        self.faults: dict[str, Problem] = {}
        self.root: dict[str, str] | None = None
        self.style: list[str] | None = None
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.XmlDeclHandler = self._declaration

    def fault(self, message: str, mend: str = _PLAIN) -> None:
        place = Place(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.faults.setdefault(message.partition(";")[0], Problem(place, message, mend, "picture-svg"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.root is None:
            if (space, local) != (_SVG, "svg"):
                self.fault(f'an SVG begins with <svg xmlns="{_SVG}">; found {shown(f"<{local}>")}')
                raise _Refused
            self.root = attributes
        shape = space == _SVG and _SHAPES.fullmatch(local)
        if not shape and (space in ("", _SVG) or _KNOWN_TO_BROWSERS.match(space)):
            self.fault(f"an SVG holds still shapes and words and nothing else; found {shown(f'<{local}>')}")
        if (space, local) == (_SVG, "style"):
            self.style = []
        for attribute, value in attributes.items():
            self._attribute(attribute, value)

    def _attribute(self, name: str, value: str) -> None:
        space, _, local = name.rpartition(" ")
        if local in _FOLDERS and space:
            self.fault(f"an SVG names no folder of a computer; found the attribute {shown(local)}")
        if (space, local) == (_XML, "base"):
            self.fault("an SVG names its own parts alone; found the attribute “xml:base”")
        if space not in ("", _XLINK):
            return
        if local.lower().startswith("on"):
            self.fault(f"an SVG runs no script; found the attribute {shown(local)}")
        elif local in ("href", "src"):
            if not _INSIDE.match(value.strip()):
                self._fetched(value)
        elif not space and local != "aria-label" and not local.startswith("data-"):
            self._style(value)

    def _style(self, text: str) -> None:
        if "\\" in text:
            self.fault(f"an SVG writes its styles without backslashes; found {shown(text)}")
        for match in _FETCHES.finditer(text):
            if match[3] or match[1].lower() != "url" or not _INSIDE.match(match[2].strip()):
                self._fetched(match[0])

    def _fetched(self, found: str) -> None:
        self.fault(f"an SVG needs no other file, from here or elsewhere; found {shown(found)}")

    def _text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def _end(self, name: str) -> None:
        if self.style is not None and name == f"{_SVG} style":
            self._style("".join(self.style))
            self.style = None

    def _doctype(self, *_: object) -> None:
        # Entities are declared there: a billion laughs, or the file of somebody's passwords.
        raise _Refused

    def _instruction(self, target: str, _: str) -> None:
        self.fault(f"an SVG has no instructions to programs; found {shown(f'<?{target}')}", "Delete it.")

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        if (encoding or "utf-8").lower() != "utf-8":
            self.fault(f"an SVG is UTF-8; it says that it is {shown(encoding)}", "Save it as UTF-8.")


def drawing_size(data: bytes, path: str) -> tuple[tuple[int, int] | None, list[Problem]]:
    """Width and height of an SVG in pixels, or None and what must not stand in it.

    What holds of an SVG, which is published as it is: at most 1 MB of UTF-8; shapes, text, gradients, filters and
    styles; no script, event handler, HTML, link or movement; nothing fetched from another file; no document type, so
    no entities; no folder of anybody's computer. It says its size by width and height, or by its viewBox.
    """
    if len(data) > BYTES:
        message = f"an SVG has at most {BYTES:,} bytes; it has {len(data):,}"
        return None, [Problem(Place(path), message, "Simplify it, or save it as a PNG.", "picture-svg")]
    drawing = _Drawing(path)
    try:
        text = data.decode("utf-8")
        drawing.parser.Parse(data, True)
    except UnicodeDecodeError:
        drawing.fault("an SVG is UTF-8; it is not", "Save it as UTF-8.")
    except expat.ExpatError as error:
        place = Place(path, error.lineno, error.offset + 1)
        reason = expat.ErrorString(error.code)
        return None, [Problem(place, f"an SVG is whole XML; {reason}", "Save it anew.", "picture-svg")]
    except _Refused:
        if not drawing.faults:
            # The parser tells of it at its end.
            place = place_in(path, text, max(0, text.find("<!DOCTYPE")))
            mend = "Delete from `<!DOCTYPE` to its `>`."
            return None, [Problem(place, "an SVG has no <!DOCTYPE>; one was found", mend, "picture-svg")]
    size = _size(drawing.root) if drawing.root else None
    if not drawing.faults and not size:
        drawing.faults["size"] = Problem(
            Place(path),
            f"an SVG says its size, from 1 to {LARGEST:,} pixels; this one does not",
            'Give its first element a width and a height, as in `<svg width="1200" height="675"`, or a viewBox.',
            "picture-svg",
        )
    return (None if drawing.faults else size), sorted(drawing.faults.values())


def _size(root: dict[str, str]) -> tuple[int, int] | None:
    box = [_LENGTH.fullmatch(text) for text in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:4]]
    inner = [float(match[1]) for match in box if match]
    width, height = (_length(root.get(side, "")) for side in ("width", "height"))
    if len(inner) == 2 and all(inner):
        if width is None and height is None:
            width, height = inner
        elif height is None:
            height = width * inner[1] / inner[0]
        elif width is None:
            width = height * inner[0] / inner[1]
    if width is None or height is None or not 0 < width <= LARGEST or not 0 < height <= LARGEST:
        return None
    return max(1, round(width)), max(1, round(height))


def _length(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[match[2]] if match else None
