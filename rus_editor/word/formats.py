"""Formatting as values: what is set on a run or a paragraph, and what a reader sees once styles are inherited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.document import NO_FORMAT, Format, Revision
from rus_editor.word.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, SECTION_PROPERTIES, VAL, W
from rus_editor.word.properties import DEFAULTS, OFF, ON, TOGGLE_NAMES, paragraph_property, run_property
from rus_editor.word.revisions import CONTENT_MARKS, PARAGRAPH_FORMAT_CHANGE, RUN_FORMAT_CHANGE, RevisionReader

RUN_STYLE = W + "rStyle"
PARAGRAPH_STYLE = W + "pStyle"
NUMBERING_PROPERTIES = W + "numPr"

_NOISE = frozenset(W + name for name in ("lang", "noProof", "rsid", "cnfStyle", "divId"))
_COMPLEX = frozenset(("bold_complex", "italic_complex", "size_complex", "font_complex"))
_LEFT_OUT = frozenset(("font_other", "font_east_asia", "kerning", "complex_script"))


@dataclass(frozen=True, slots=True, eq=False)
class DirectFormat:
    """What a ``w:rPr`` or ``w:pPr`` sets itself. Equal ones are one object, so that it can be a quick key."""

    format: Format = NO_FORMAT
    values: Mapping[str, str] = field(default_factory=dict)
    style_id: str | None = None


class RunProperties(NamedTuple):
    """A read ``w:rPr``: its formatting, what it was before a tracked change, and marks of change inside it."""

    direct: DirectFormat
    change: Element | None
    marks: tuple[Revision, ...]


class ParagraphProperties(NamedTuple):
    """A read ``w:pPr``; what is not formatting is handed on as it stands."""

    direct: DirectFormat
    numbering: Element | None
    mark: Element | None
    section: Element | None
    change: Element | None


_Key = tuple[object, ...]


class FormatReader:
    """Reads property elements; each distinct one is understood once."""

    def __init__(self, theme_fonts: Mapping[str, str], revisions: RevisionReader) -> None:
        self.nothing = DirectFormat()
        self.no_run = RunProperties(self.nothing, None, ())
        self.no_paragraph = ParagraphProperties(self.nothing, None, None, None, None)
        self._theme_fonts = theme_fonts
        self._revisions = revisions
        self._runs: dict[_Key, RunProperties] = {}
        self._paragraphs: dict[_Key, DirectFormat] = {}
        self._formats: dict[Format, Format] = {NO_FORMAT: NO_FORMAT}

    def interned(self, pairs: Iterable[tuple[str, str]]) -> Format:
        """Sorted pairs; the same object for equal ones."""
        made = tuple(sorted(pairs))
        return self._formats.setdefault(made, made)

    def run(self, properties: Element | None) -> RunProperties:
        """Read a ``w:rPr``."""
        if properties is None:
            return self.no_run
        key: list[object] = []
        change: Element | None = None
        marks: tuple[Revision, ...] = ()
        told: list[Element] = []
        for child in properties:
            tag = child.tag
            if tag in _NOISE:
                continue
            if tag == RUN_FORMAT_CHANGE:
                change = child
            elif tag in CONTENT_MARKS:
                marks = (*marks, self._revisions.read(child))
            else:
                key.append(tag)
                key.extend(child.items())
                if len(child):
                    key.append(etree.tostring(child, with_tail=False))
                told.append(child)
        known = self._runs.get(tuple(key))
        if known is None:
            known = RunProperties(self._direct_run(told), None, ())
            self._runs[tuple(key)] = known
        if change is None and not marks:
            return known
        return RunProperties(known.direct, change, marks)

    def _direct_run(self, told: list[Element]) -> DirectFormat:
        values: dict[str, str] = {}
        style: str | None = None
        for child in told:
            if child.tag == RUN_STYLE:
                style = child.get(VAL)
            else:
                values.update(run_property(child, self._theme_fonts))
        if values.get("font_other") == values.get("font"):
            values.pop("font_other", None)
        return DirectFormat(self.interned(values.items()), values, style)

    def paragraph(self, properties: Element | None) -> ParagraphProperties:
        """Read a ``w:pPr``."""
        if properties is None:
            return self.no_paragraph
        key: list[object] = []
        told: list[Element] = []
        numbering: Element | None = None
        mark: Element | None = None
        section: Element | None = None
        change: Element | None = None
        for child in properties:
            tag = child.tag
            if tag in _NOISE:
                continue
            if tag == RUN_PROPERTIES:
                mark = child
            elif tag == NUMBERING_PROPERTIES:
                numbering = child
            elif tag == SECTION_PROPERTIES:
                section = child
            elif tag == PARAGRAPH_FORMAT_CHANGE:
                change = child
            else:
                key.append(tag)
                key.extend(child.items())
                if len(child):
                    key.append(etree.tostring(child, with_tail=False))
                told.append(child)
        if not key:
            direct = self.nothing
        else:
            known = self._paragraphs.get(tuple(key))
            if known is None:
                known = self._direct_paragraph(told)
                self._paragraphs[tuple(key)] = known
            direct = known
        return ParagraphProperties(direct, numbering, mark, section, change)

    def _direct_paragraph(self, told: list[Element]) -> DirectFormat:
        values: dict[str, str] = {}
        style: str | None = None
        for child in told:
            if child.tag == PARAGRAPH_STYLE:
                style = child.get(VAL)
            else:
                values.update(paragraph_property(child))
        return DirectFormat(self.interned(values.items()), values, style)

    def former_run(self, change: Element) -> RunProperties:
        """The run properties before a tracked change of them."""
        return self.run(change.find(RUN_PROPERTIES))

    def former_paragraph(self, change: Element) -> ParagraphProperties:
        """The paragraph properties before a tracked change of them."""
        return self.paragraph(change.find(PARAGRAPH_PROPERTIES))

    def effective_run(self, levels: Iterable[Mapping[str, str]], direct: Mapping[str, str]) -> Format:
        """What a reader sees. ``levels`` are document defaults, table, paragraph and character style, in that order.

        A toggle that two styles switch on is off again; document defaults that switch it on, and direct formatting,
        have the last word (17.7.3).
        """
        values: dict[str, str] = {}
        toggled: set[str] = set()
        always: set[str] = set()
        for order, level in enumerate(levels):
            for name, value in level.items():
                if name not in TOGGLE_NAMES:
                    values[name] = value
                elif value == ON:
                    if order == 0:
                        always.add(name)
                    else:
                        toggled ^= {name}
        for name in toggled | always:
            values[name] = ON
        values.update(direct)
        if values.get("right_to_left") != ON:
            for name in _COMPLEX:
                values.pop(name, None)
        return self.interned(
            (name, value)
            for name, value in values.items()
            if value != OFF and name not in _LEFT_OUT and DEFAULTS.get(name) != value
        )

    def effective_paragraph(self, levels: Iterable[Mapping[str, str]]) -> Format:
        """What a reader sees; later levels win."""
        values: dict[str, str] = {}
        for level in levels:
            values.update(level)
        return self.interned(
            (name, value)
            for name, value in values.items()
            if DEFAULTS.get(name) != value and (value != OFF or DEFAULTS.get(name) == ON)
        )
