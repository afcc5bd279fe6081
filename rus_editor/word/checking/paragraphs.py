"""What a paragraph is like in one view: words, looks, things in it by what they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.word.checking.definitions import Definitions, said_by
from rus_editor.word.checking.views import TRACKED, View, choices
from rus_editor.word.formats import NUMBERING_PROPERTIES
from rus_editor.word.names import (
    ALTERNATE_CONTENT,
    ID,
    MC,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    TEXT_BOX_CONTENT,
    TYPE,
    VAL,
    M,
    R,
    W,
    local_name,
    value_of,
)
from rus_editor.word.paragraph_bytes import written

_LAYOUT = frozenset((RUN_PROPERTIES, SECTION_PROPERTIES, W + "pStyle", NUMBERING_PROPERTIES, W + "rsid"))
_LOOK = frozenset((W + "rStyle", W + "lang", W + "noProof", W + "webHidden", W + "rsid"))
_UNSEEN = frozenset(
    W + name
    for name in (
        "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
        "commentReference", "permStart", "permEnd", "annotationRef", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "fldData",
    )
)  # fmt: skip
_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        W + "tab": "\t",
        W + "ptab": "\t",
        W + "cr": "\n",
        W + "noBreakHyphen": "\u2011",
        W + "softHyphen": "\u00ad",
    }
)
_TEXTS = frozenset((W + "t", M + "t", W + "delText"))
_CODES = frozenset((W + "instrText", W + "delInstrText"))
CODE = "\N{SECTION SIGN}"
"""Starts the look of a field's instruction: it is not shown."""

_RUNS = frozenset((RUN, M + "r"))
_NOTES: Mapping[str, str] = MappingProxyType({W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"})
_PICTURES = frozenset((W + "drawing", W + "pict", W + "object"))
_LINKS = frozenset((W + "hyperlink", W + "fldSimple", W + "dir", W + "bdo"))
_UNSAID_OF_LINK = ("rsid", "history", "dirty", "fldLock")
_NAMING = frozenset(("id", "name", "spid", "gfxdata", "anchorId", "editId", "paraId", "textId", "ShapeID", "ObjectID"))


class Raw(NamedTuple):
    """A paragraph as it stands, before styles and lists are asked what they make of it."""

    style: str | None
    number: str | None
    level: str | None
    says_list: bool
    direct: str
    section: bool
    said: tuple[tuple[str, str], ...]
    run_styles: tuple[tuple[str, str], ...]


class Read(NamedTuple):
    """A paragraph in one view. ``boxes`` are the text boxes in it, ``notes`` the (kind, id) of those referred to."""

    raw: Raw
    boxes: Sequence[Element]
    notes: Sequence[tuple[str, str]]


@dataclass(slots=True)
class _Content:
    """What was read of a paragraph so far."""

    part: str
    said: list[list[str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)
    spoken: int = 0
    is_bound: bool = False
    """Whether something in it means what it means in this part only."""

    def say(self, said: str, look: str) -> None:
        self.spoken += 1
        if self.said and self.said[-1][1] == look:
            self.said[-1][0] += said
        else:
            self.said.append([said, look])


class Memory:
    """Paragraphs without tracked changes, told once for all packages in which they stand to the letter."""

    def __init__(self) -> None:
        self.known: dict[tuple[object, bytes], Raw] = {}


class Source:
    """A part as it is read: its tree, its bytes, and which of its paragraphs hold tracked changes."""

    def __init__(self, part: str, content: bytes, root: Element) -> None:
        self.part = part
        self.root = root
        self.namespaces: object = tuple(sorted((prefix or "", address) for prefix, address in root.nsmap.items()))
        self.written = written(content, root)
        self.marked: set[Element] = set()
        self.changed: set[Element] = set()
        for mark in root.iter(*TRACKED):
            self.marked.update(mark.iterancestors(PARAGRAPH))
            parent = mark.getparent()
            if parent is not None:
                self.changed.add(parent)
        self.read: dict[Element, Read] = {}
        self.cells: dict[Element, tuple[str, str]] = {}


class ParagraphReader:
    """Reads the paragraphs of one package."""

    def __init__(self, definitions: Definitions, memory: Memory) -> None:
        self._definitions = definitions
        self._memory = memory

    def read(self, paragraphs: Sequence[Element], source: Source, view: View) -> Read:
        """A paragraph with those before it that run on into it; the last one's properties are its own."""
        last = paragraphs[-1]
        if len(paragraphs) > 1 or last in source.marked:
            return self._read(paragraphs, source, view)[0]
        found = source.read.get(last)
        if found is None:
            found = source.read[last] = self._unmarked(last, source, view)
        return found

    def _unmarked(self, paragraph: Element, source: Source, view: View) -> Read:
        content = source.written.get(paragraph)
        if content is None:
            return self._read((paragraph,), source, view)[0]
        key = source.namespaces, content
        known = self._memory.known.get(key)
        if known is not None and self._names_styles_so(known):
            return Read(known, (), ())
        read, is_bound = self._read((paragraph,), source, view)
        if not is_bound:
            self._memory.known[key] = read.raw
        return read

    def _names_styles_so(self, known: Raw) -> bool:
        """Whether the styles of runs, told by their names, have those in this package too."""
        names = self._definitions.registers
        return not known.run_styles or all(names.run_style(style) == name for style, name in known.run_styles)

    def _read(self, paragraphs: Sequence[Element], source: Source, view: View) -> tuple[Read, bool]:
        """What was read, and whether something in it means what it means in this part only."""
        content = _Content(source.part)
        for paragraph in paragraphs:
            self._walk(paragraph, "", content, view)
        properties = view.of(paragraphs[-1].find(PARAGRAPH_PROPERTIES))
        style = number = level = None
        says_list = ends = False
        for child in properties:
            if child.tag == W + "pStyle":
                style = child.get(VAL)
            elif child.tag == NUMBERING_PROPERTIES:
                if child.find(W + "ins") is None or not view.is_old:
                    says_list = True
                    number, level = value_of(child, W + "numId"), value_of(child, W + "ilvl")
            elif child.tag == SECTION_PROPERTIES:
                ends = True
        raw = Raw(
            style,
            number,
            level,
            says_list,
            said_by(properties, _LAYOUT),
            ends,
            tuple([(said, look) for said, look in content.said]),
            tuple(content.styles.items()),
        )
        return Read(raw, content.boxes, content.notes), content.is_bound

    def _walk(self, parent: Element, look: str, content: _Content, view: View) -> None:
        for element in parent:
            tag = element.tag
            if not isinstance(tag, str) or tag in _UNSEEN or tag in view.gone:
                continue
            if tag in _TEXTS:
                if element.text:
                    content.say(element.text, look)
            elif tag in _RUNS:
                properties = element.find(RUN_PROPERTIES)
                if properties is None:
                    self._walk(element, look, content, view)
                elif not view.lacks(properties):
                    own, style = self._look(properties, view)
                    spoken = content.spoken
                    self._walk(element, look + own, content, view)
                    if style is not None and content.spoken > spoken:
                        content.styles[style] = self._definitions.registers.run_style(style)
            elif tag in _SIGNS:
                content.say(_SIGNS[tag], look)
            elif tag in _CODES:
                content.say(element.text or "", CODE + look)
            elif tag in _NOTES:
                content.is_bound = True
                content.notes.append((_NOTES[tag], element.get(ID) or ""))
                content.say(f"[{_NOTES[tag]}]", look)
            elif tag in _PICTURES:
                self._picture(element, look, content)
            elif tag == ALTERNATE_CONTENT:
                for choice in choices(element):
                    self._walk(choice, look, content, view)
            elif tag in _LINKS:
                self._walk(element, look + self._link(element, content), content, view)
            elif tag.endswith("Pr"):
                continue
            elif tag.startswith(M):
                if not _is_struck_formula(element, view):
                    self._formula(element, look, content, view)
            elif len(element):
                self._walk(element, look, content, view)
            else:
                self._sign(element, tag, look, content)

    def _formula(self, element: Element, look: str, content: _Content, view: View) -> None:
        content.say(f"[{local_name(element.tag)}:", look)
        self._walk(element, look, content, view)
        content.say("]", look)

    def _look(self, properties: Element, view: View) -> tuple[str, str | None]:
        """What a run looks like, and the style that it names."""
        children = view.of(properties)
        said = said_by(children, _LOOK)
        style = next((child.get(VAL) for child in children if child.tag == W + "rStyle"), None)
        name = self._definitions.registers.run_style(style)
        return (f"{said} style={name}" if name else said), style

    def _link(self, element: Element, content: _Content) -> str:
        parts = [local_name(element.tag)]
        for name, value in sorted(element.attrib.items()):
            local = str(name).rpartition("}")[2]
            if str(name).startswith(R):
                content.is_bound = True
                parts.append(self._definitions.leads_to(content.part, str(value)))
            elif not local.startswith(_UNSAID_OF_LINK):
                parts.append(f"{local}={value}")
        return f"<{' '.join(parts)}>"

    def _sign(self, element: Element, tag: str, look: str, content: _Content) -> None:
        if tag == W + "br":
            kind = element.get(TYPE)
            content.say("\n" if kind in (None, "textWrapping") else f"[{kind}]", look)
            return
        told = [element.get(W + name) or "" for name in ("fldCharType", "char", "font")]
        content.say(f"[{' '.join([local_name(tag), *told])}]", look)

    def _picture(self, element: Element, look: str, content: _Content) -> None:
        content.is_bound = True
        parts: list[str] = []
        self._describe(element, parts, content)
        content.say(f"[{' '.join(parts)}]", look)

    def _describe(self, element: Element, parts: list[str], content: _Content) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == TEXT_BOX_CONTENT:
                parts.append("box")
                content.boxes.append(child)
                continue
            if tag == MC + "Fallback":
                continue
            told = [local_name(tag)]
            for name, value in sorted(child.attrib.items()):
                local = str(name).rpartition("}")[2]
                if str(name).startswith(R):
                    told.append(f"{local}={self._definitions.leads_to(content.part, str(value))}")
                elif local not in _NAMING and not local.startswith("rsid"):
                    told.append(f"{local}={value}")
            if child.text and child.text.strip():
                told.append(child.text)
            parts.append(",".join(told))
            self._describe(child, parts, content)


def _is_struck_formula(element: Element, view: View) -> bool:
    """Whether a structure of a formula (a fraction, a root …) is not there: a mark on its control character says so."""
    for properties in element:
        if isinstance(properties.tag, str) and properties.tag.endswith("Pr"):
            control = properties.find(M + "ctrlPr")
            if control is not None and (view.lacks(control) or view.lacks(control.find(RUN_PROPERTIES))):
                return True
    return False
