"""Drawings, VML pictures and embedded objects as atoms: what kind, what they show, which text boxes hang on them.

One drawing may hold many things (a group, a canvas). Text in boxes becomes stories; only one branch of an
``mc:AlternateContent`` is read, so that a box and its VML twin never both count.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import Atom, AtomKind, StoryId
from rus_editor.word import markup
from rus_editor.word.media import MediaReader
from rus_editor.word.names import ALTERNATE_CONTENT, TEXT_BOX_CONTENT, WP, A, O, R, V, W, local_name, says_on
from rus_editor.word.properties import points
from rus_editor.word.walker import chosen

_PIC = f"{{{markup.PIC}}}"
_DGM = f"{{{markup.DGM}}}"
_CHART = f"{{{markup.C}}}chart"
_CHART_EXTENDED = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_EMU_PER_POINT = 12_700
_STYLE_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]+(?:pt|in|cm|mm|pc)?)", re.IGNORECASE)
_LOOKS: Mapping[str, str] = MappingProxyType(
    {
        "prstGeom": "prst",
        "srgbClr": "val",
        "schemeClr": "val",
        "prstDash": "val",
        "oval": "",
        "roundrect": "",
        "line": "",
    }
)
"""What a shape without words is told from another by."""


class ReadDrawing(NamedTuple):
    """A drawing: its atom, its size and placement as formatting, and where it leads when clicked."""

    atom: Atom
    format: tuple[tuple[str, str], ...]
    link: str


@dataclass(slots=True)
class _Contents:
    pictures: list[str] = field(default_factory=list)
    charts: list[tuple[str, str]] = field(default_factory=list)
    diagrams: list[tuple[str, str]] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    boxes: list[StoryId] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=lambda: [[]])
    looks: list[str] = field(default_factory=list)
    label: str = ""
    link: str = ""
    format: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        lines = ["".join(parts).strip() for parts in self.lines]
        lines.extend(text for _, text in (*self.charts, *self.diagrams))
        return "\n".join(line for line in lines if line)


class DrawingReader:
    """Reads the drawings of one part. ``box`` takes the content of a text box in and gives its story's id."""

    def __init__(self, part: str, media: MediaReader, box: Callable[[Element], StoryId]) -> None:
        self._part = part
        self._media = media
        self._box = box
        self._on: Mapping[object, Callable[[Element, _Contents], None]] = {
            A + "blip": self._blip,
            V + "imagedata": self._image_data,
            _CHART: self._chart,
            _CHART_EXTENDED: self._chart,
            _DGM + "relIds": self._diagram,
            TEXT_BOX_CONTENT: self._text_box,
            O + "OLEObject": self._object,
            W + "control": self._object,
            A + "p": self._new_line,
            A + "br": self._new_line,
            A + "t": self._words,
            V + "textpath": self._text_path,
            WP + "docPr": self._described,
            _PIC + "cNvPr": self._described,
            A + "hlinkClick": self._linked,
            WP + "extent": self._extent,
            WP + "inline": self._placed,
            WP + "anchor": self._placed,
            V + "shape": self._vml_shape,
            V + "rect": self._vml_shape,
            V + "group": self._vml_shape,
            A + "srcRect": self._cropped,
        }

    def read(self, drawing: Element) -> ReadDrawing | None:
        """Read ``w:drawing``, ``w:pict`` or ``w:object``; None where it only defines a shape for others."""
        contents = _Contents()
        anything = False
        stack = [drawing]
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag == ALTERNATE_CONTENT:
                branch = chosen(element)
                if branch is not None:
                    stack.append(branch)
                continue
            name = local_name(tag)
            if not name or name == "shapetype":
                continue
            anything = anything or element is not drawing
            act = self._on.get(tag)
            if act is not None:
                act(element, contents)
                if tag == TEXT_BOX_CONTENT:
                    continue
            if name in _LOOKS:
                attribute = _LOOKS[name]
                contents.looks.append(f"{name} {element.get(attribute, '')}" if attribute else name)
            stack.extend(reversed(element))
        if not anything:
            return None
        return self._atom(contents)

    def _atom(self, contents: _Contents) -> ReadDrawing:
        told: list[str] = []
        if contents.charts:
            kind = AtomKind.CHART
            told = [digest for digest, _ in contents.charts]
        elif contents.diagrams:
            kind = AtomKind.DIAGRAM
            told = [digest for digest, _ in contents.diagrams]
        elif contents.boxes:
            kind = AtomKind.TEXT_BOX
            told = contents.pictures
        elif contents.objects:
            kind = AtomKind.OBJECT
            told = contents.objects
        elif contents.pictures:
            kind = AtomKind.PICTURE
            told = contents.pictures
        else:
            kind = AtomKind.SHAPE
            told = [*contents.looks, *("".join(parts) for parts in contents.lines)]
        atom = Atom(kind, _joined(told), contents.label, tuple(contents.boxes), contents.text())
        return ReadDrawing(atom, tuple(sorted(contents.format.items())), contents.link)

    def _blip(self, element: Element, contents: _Contents) -> None:
        relationship = element.get(R + "embed") or element.get(R + "link")
        if relationship:
            contents.pictures.append(self._media.digest(self._part, relationship))

    def _image_data(self, element: Element, contents: _Contents) -> None:
        relationship = element.get(R + "id") or element.get(O + "relid") or element.get(R + "href")
        if relationship:
            contents.pictures.append(self._media.digest(self._part, relationship))
        if not contents.label:
            contents.label = element.get(O + "title", "")

    def _chart(self, element: Element, contents: _Contents) -> None:
        relationship = element.get(R + "id")
        if relationship:
            contents.charts.append(self._media.words_of(self._part, relationship))

    def _diagram(self, element: Element, contents: _Contents) -> None:
        relationship = element.get(R + "dm")
        if relationship:
            contents.diagrams.append(self._media.words_of(self._part, relationship))

    def _text_box(self, element: Element, contents: _Contents) -> None:
        contents.boxes.append(self._box(element))

    def _object(self, element: Element, contents: _Contents) -> None:
        relationship = element.get(R + "id")
        found = self._media.target(self._part, relationship)
        digest = "" if found is None else self._media.digest(self._part, relationship)
        contents.objects.append(digest)
        contents.label = contents.label or element.get("ProgID", "") or element.get(W + "name", "")

    @staticmethod
    def _new_line(_element: Element, contents: _Contents) -> None:
        contents.lines.append([])

    @staticmethod
    def _words(element: Element, contents: _Contents) -> None:
        contents.lines[-1].append(element.text or "")

    @staticmethod
    def _text_path(element: Element, contents: _Contents) -> None:
        # WordArt, a watermark mostly: its words stand in an attribute.
        contents.lines.append([element.get("string", "")])

    @staticmethod
    def _described(element: Element, contents: _Contents) -> None:
        contents.label = contents.label or element.get("descr") or element.get("title") or ""

    def _linked(self, element: Element, contents: _Contents) -> None:
        found = self._media.target(self._part, element.get(R + "id"))
        if found is not None:
            contents.link = found[0]

    @staticmethod
    def _extent(element: Element, contents: _Contents) -> None:
        for name, attribute in (("width", "cx"), ("height", "cy")):
            length = points(element.get(attribute), _EMU_PER_POINT)
            contents.format.setdefault(name, _rounded(length))

    @staticmethod
    def _placed(element: Element, contents: _Contents) -> None:
        contents.format.setdefault("placement", "inline" if element.tag == WP + "inline" else "floating")

    @staticmethod
    def _vml_shape(element: Element, contents: _Contents) -> None:
        contents.label = contents.label or element.get("alt") or ""
        for name, length in _STYLE_LENGTH.findall(element.get("style", "")):
            contents.format.setdefault(name.lower(), _rounded(points(length, 1)))
        if says_on(element.get(O + "hr", "f")):
            contents.looks.append("horizontal line")
        if element.get("type"):
            contents.looks.append(element.get("type", ""))

    @staticmethod
    def _cropped(element: Element, contents: _Contents) -> None:
        sides = [f"{side}={value}" for side, value in sorted(element.items()) if value != "0"]
        if sides:
            contents.format["crop"] = " ".join(sides)


def _joined(digests: list[str]) -> str:
    if len(digests) <= 1:
        return digests[0] if digests else ""
    return hashlib.sha256("\n".join(digests).encode("utf-8", "surrogatepass")).hexdigest()


def _rounded(length: str) -> str:
    """A length to the whole point: programs keep sizes in different units."""
    try:
        return f"{round(float(length.removesuffix(' pt')))} pt"
    except (ValueError, OverflowError):
        return length
