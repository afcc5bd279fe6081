"""All stories of a package in one view: blocks in order, with tables and page sections, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.errors import KnownError
from rus_editor.word.checking.definitions import Definitions, said_by
from rus_editor.word.checking.paragraphs import Memory, ParagraphReader, Raw
from rus_editor.word.checking.views import View
from rus_editor.word.names import (
    CELL,
    FORMULA,
    FORMULA_PARAGRAPH,
    ID,
    IMPORTED_CHUNK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    SECTION_PROPERTIES,
    TABLE,
    TYPE,
    VAL,
    R,
    W,
)
from rus_editor.word.numbering import Counter
from rus_editor.word.package import Package

_REFERENCES = (W + "headerReference", W + "footerReference")
_UNSAID_OF_SECTION = frozenset((*_REFERENCES, W + "sectPrChange", W + "printerSettings"))
_UNTRACKABLE = frozenset((IMPORTED_CHUNK, FORMULA, FORMULA_PARAGRAPH))
_BLOCKS = frozenset((PARAGRAPH, TABLE)) | _UNTRACKABLE
_ROWS, _CELLS = frozenset((ROW,)), frozenset((CELL,))
_TABLE_STYLE = W + "tblStyle"


class Entry(NamedTuple):
    """Something that must be right. ``kind`` is "paragraph", "table", "row", "section" or "chunk"."""

    kind: str
    looked: tuple[object, ...]
    element: Element
    is_bare: bool
    """A paragraph with nothing in it."""

    unknown: tuple[str, ...] = ()
    """Styles that are named but not there."""


@dataclass(slots=True)
class Story:
    """A story of one part. ``faults`` are rules that are broken in this view: (rule, element)."""

    part: str
    entries: list[Entry] = field(default_factory=list)
    chunks: list[Entry] = field(default_factory=list)
    faults: list[tuple[str, Element]] = field(default_factory=list)


class Margin(NamedTuple):
    """A header or footer in force: ``section`` counts from 0, ``kind`` is header or footer, ``pages`` which ones."""

    section: int
    kind: str
    pages: str


Key = str | Margin | tuple[str, int]
"""Which story: "body", a margin, or a note by kind and how manieth it is."""


class StoryReader:
    """Reads one package in one view. ``root_of`` gives a part's tree, which is only looked at."""

    def __init__(self, definitions: Definitions, root_of: Callable[[str], Element], memory: Memory, view: View) -> None:
        self._package: Package = definitions.package
        self._definitions = definitions
        self._root_of = root_of
        self._paragraphs = ParagraphReader(definitions, memory)
        self._view = view
        self._counter = Counter("sv")
        self._notes: list[tuple[str, str]] = []
        self._sections: list[Element] = []

    def stories(self) -> dict[Key, Story]:
        """Every story that is shown."""
        main = self._package.main_part
        body = self._root_of(main).find(W + "body")
        result: dict[Key, Story] = {"body": Story(main)}
        if body is None:
            return result
        self._blocks(body, "", result["body"])
        last = body.find(SECTION_PROPERTIES)
        if last is not None:
            self._section(last, result["body"])
        else:
            # The last section is there even where nothing is said of it.
            result["body"].entries.append(Entry("section", ("",), body, is_bare=False))
        notes, self._notes = self._notes, []
        self._margins(result)
        counts = {"footnote": 0, "endnote": 0}
        for kind, identity in notes:
            counts[kind] += 1
            result[kind, counts[kind]] = self._note(kind, identity)
        return result

    # --- parts beside the body

    def _margins(self, result: dict[Key, Story]) -> None:
        relations = self._package.relationships(self._package.main_part)
        known: dict[str, Story] = {}
        current: dict[tuple[str, str], str] = {}
        for index, section in enumerate(self._sections):
            for reference in section.iterchildren(*_REFERENCES):
                found = relations.get(reference.get(R + "id") or "")
                if found is not None and found.type in ("header", "footer") and found.target in self._package.members:
                    kind = "header" if reference.tag == _REFERENCES[0] else "footer"
                    current[kind, reference.get(TYPE) or "default"] = found.target
            for (kind, pages), part in current.items():
                if part not in known:
                    known[part] = Story(part)
                    try:
                        self._counter = Counter("sv")
                        self._blocks(self._root_of(part), "", known[part])
                    except KnownError:
                        known[part] = Story(part)
                result[Margin(index, kind, pages)] = known[part]

    def _note(self, kind: str, identity: str) -> Story:
        parts = self._package.related(self._package.main_part, kind + "s")
        story = Story(parts[0] if parts else "")
        if parts:
            root = self._root_of(parts[0])
            note = next((found for found in root.iterchildren(W + kind) if found.get(ID) == identity), None)
            if note is not None:
                self._counter = Counter("sv")
                self._blocks(note, "", story)
        return story

    # --- blocks

    def _blocks(self, container: Element, place: str, story: Story) -> None:
        view = self._view
        running: list[Element] = []
        last: Element | None = None
        for block in view.inside(container, _BLOCKS):
            last = block
            if block.tag == PARAGRAPH:
                running.append(block)
                if not view.lacks_end(block):
                    self._paragraph(running, place, story)
                    running = []
                continue
            self._stopped(running, place, story, "a paragraph mark goes before a table")
            running = []
            if block.tag == TABLE:
                self._table(block, place, story)
            else:
                looked = (place, block.tag, self._described(block, story.part))
                story.chunks.append(Entry("chunk", looked, block, is_bare=False))
        if running:
            self._stopped(running, place, story, "")
            story.faults.append(("the last paragraph mark of a story or cell is tracked", running[-1]))
        if container.tag == CELL and (last is None or last.tag == TABLE):
            story.faults.append(("a cell does not end with a paragraph", container))

    def _stopped(self, running: Sequence[Element], place: str, story: Story, fault: str) -> None:
        """Paragraphs that run on into nothing: what they say stays, with the last one's mark."""
        if not running:
            return
        read = self._paragraphs.read(running, story.part, self._view)
        if read.raw.said:
            self._paragraph(running, place, story)
            if fault:
                story.faults.append((fault, running[-1]))

    def _paragraph(self, running: Sequence[Element], place: str, story: Story) -> None:
        read = self._paragraphs.read(running, story.part, self._view)
        self._notes.extend(read.notes)
        last = running[-1]
        unknown = self._definitions.unknown(read.raw.style, read.raw.run_styles)
        story.entries.append(Entry("paragraph", self._looked(read.raw, place), last, not read.raw.said, unknown))
        for box in read.boxes:
            self._blocks(box, place + "/box", story)
        if read.raw.section:
            properties = last.find(PARAGRAPH_PROPERTIES)
            section = properties.find(SECTION_PROPERTIES) if properties is not None else None
            if section is not None:
                self._section(section, story)

    def _looked(self, raw: Raw, place: str) -> tuple[object, ...]:
        definitions = self._definitions
        look, at = definitions.listed(raw.style, raw.number, raw.level)
        counted = self._counter.count(at.numbered, at.index) if at is not None else None
        return (
            place,
            definitions.paragraph_style(raw.style),
            look,
            counted.label if counted is not None else "",
            raw.says_list,
            raw.direct,
            raw.section,
            raw.said,
        )

    def _section(self, section: Element, story: Story) -> None:
        self._sections.append(section)
        said = said_by(self._view.of(section), _UNSAID_OF_SECTION)
        story.entries.append(Entry("section", (said,), section, is_bare=False))

    # --- tables

    def _table(self, table: Element, place: str, story: Story) -> None:
        view = self._view
        at = len(story.entries)
        row_at = -1
        for row in view.inside(table, _ROWS):
            properties = row.find(W + "trPr")
            if view.lacks(properties):
                continue
            cells = [cell for cell in view.inside(row, _CELLS) if not view.lacks_cell(cell.find(W + "tcPr"))]
            if not cells:
                continue
            row_at += 1
            looked = (place, said_by(view.of(properties)), said_by(view.of(row.find(W + "tblPrEx"))))
            story.entries.append(Entry("row", looked, row, is_bare=False))
            for column, cell in enumerate(cells):
                self._cell(cell, f"{place}/t{row_at},{column},", story)
        if row_at >= 0:
            own = view.of(table.find(W + "tblPr"))
            style = next((child.get(VAL) for child in own if child.tag == _TABLE_STYLE), None)
            named = self._definitions.run_style(style)
            looked = (place, named, said_by(own, frozenset((_TABLE_STYLE,))))
            story.entries.insert(at, Entry("table", looked, table, is_bare=False))

    def _cell(self, cell: Element, place: str, story: Story) -> None:
        properties = cell.find(W + "tcPr")
        own = self._view.of(properties)
        span, merge = "1", ""
        for child in own:
            if child.tag == W + "gridSpan":
                span = child.get(VAL) or "1"
            elif child.tag == W + "vMerge":
                merge = child.get(VAL) or "continue"
        mark = properties.find(W + "cellMerge") if properties is not None else None
        if mark is not None:
            told = mark.get(W + ("vMergeOrig" if self._view.is_old else "vMerge")) or ""
            merge = {"rest": "restart", "cont": "continue"}.get(told, "")
        here = f"{place}{span},{merge}"
        story.entries.append(Entry("cell", (here, said_by(own)), cell, is_bare=False))
        self._blocks(cell, here, story)

    def _described(self, block: Element, part: str) -> str:
        return " ".join(
            f"{element.tag.rpartition('}')[2]}"
            + ",".join(
                self._definitions.leads_to(part, str(value))
                for name, value in sorted(element.attrib.items())
                if str(name).startswith(R)
            )
            + (element.text or "").strip()
            for element in block.iter()
            if isinstance(element.tag, str)
        )
