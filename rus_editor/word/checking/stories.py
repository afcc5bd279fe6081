"""All stories of a package in one view: blocks in order, with tables and page sections, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.errors import KnownError
from rus_editor.word.checking.definitions import Definitions, said_by
from rus_editor.word.checking.paragraphs import Memory, ParagraphReader, Raw, Source
from rus_editor.word.checking.views import View
from rus_editor.word.names import (
    CELL,
    CONTENT_CONTROL,
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

SAYS_LIST = 4
"""Where in what a paragraph looks like stands whether it says itself that it is in a list."""


class Entry(NamedTuple):
    """Something that must be right. ``kind`` is "paragraph", "table", "row", "section" or "chunk"."""

    kind: str
    looked: tuple[object, ...]
    element: Element
    is_bare: bool
    """A paragraph with nothing in it."""

    unknown: tuple[str, ...] = ()
    """Styles that are named but not there."""

    style: str | None = None
    """The id of a paragraph's style."""


@dataclass(slots=True)
class Story:
    """A story of one part. ``faults`` are rules that are broken in this view: (rule, element)."""

    part: str
    source: Source | None = None
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
    """Reads one package in one view. ``source_of`` gives a part, which is only looked at."""

    def __init__(
        self, definitions: Definitions, source_of: Callable[[str], Source], memory: Memory, view: View
    ) -> None:
        self._package: Package = definitions.package
        self._definitions = definitions
        self._source_of = source_of
        self._paragraphs = ParagraphReader(definitions, memory)
        self._view = view
        self._counter = Counter("sv")
        self._notes: list[tuple[str, str]] = []
        self._sections: list[Element] = []
        self._by_id: dict[str, dict[str, Element]] = {}

    def stories(self) -> dict[Key, Story]:
        """Every story that is shown."""
        main = self._package.main_part
        body = self._source_of(main).root.find(W + "body")
        result: dict[Key, Story] = {"body": Story(main, self._source_of(main))}
        if body is None:
            return result
        self._blocks(body, "", result["body"])
        last = body.find(SECTION_PROPERTIES)
        if last is not None:
            self._section(last, result["body"])
        else:
            # The last section is there even where nothing is said of it, with the headers of the one before.
            self._sections.append(body)
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
                    known[part] = self._margin(part)
                result[Margin(index, kind, pages)] = known[part]

    def _margin(self, part: str) -> Story:
        try:
            source = self._source_of(part)
        except KnownError:
            return Story(part)
        story = Story(part, source)
        self._counter = Counter("sv")
        self._blocks(source.root, "", story)
        return story

    def _note(self, kind: str, identity: str) -> Story:
        parts = self._package.related(self._package.main_part, kind + "s")
        story = Story(parts[0] if parts else "")
        if parts:
            story.source = self._source_of(parts[0])
            if parts[0] not in self._by_id:
                self._by_id[parts[0]] = {}
                for found in story.source.root.iterchildren(W + kind):
                    self._by_id[parts[0]].setdefault(found.get(ID) or "", found)
            note = self._by_id[parts[0]].get(identity)
            if note is not None:
                self._counter = Counter("sv")
                self._blocks(note, "", story)
        return story

    # --- blocks

    def _blocks(self, container: Element, place: str, story: Story) -> None:
        view = self._view
        marked = story.source.marked if story.source is not None else frozenset()
        running: list[Element] = []
        last: Element | None = None
        passed = False
        for block in view.inside(container, _BLOCKS):
            if block.tag == TABLE and not self._has_rows(block):
                # Gone with all its rows: what stood before it runs on past it.
                passed = True
                continue
            last, passed = block, False
            if block.tag == PARAGRAPH:
                running.append(block)
                if block not in marked or not view.lacks_end(block):
                    self._paragraph(running, place, story)
                    running.clear()
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
            if not self._is_behind_break(container, story) and (not passed or not self._stands_alone(running)):
                story.faults.append(("the last paragraph mark of a story or cell is tracked", running[-1]))
        if container.tag == CELL and (last is None or last.tag == TABLE):
            story.faults.append(("a cell does not end with a paragraph", container))

    def _stopped(self, running: Sequence[Element], place: str, story: Story, fault: str) -> None:
        """Paragraphs that run on into nothing: what they say stays, with the last one's mark.

        So does an empty one that nothing else stands beside: a content control is never without a block.
        """
        if not running:
            return
        if story.source is None:
            return
        read = self._paragraphs.read(running, story.source, self._view)
        if read.raw.said or self._stands_alone(running):
            self._paragraph(running, place, story)
            if fault and read.raw.said:
                story.faults.append((fault, running[-1]))

    def _is_behind_break(self, body: Element, story: Story) -> bool:
        """Whether the body ends with a section break in this view: then the last mark of all may be tracked."""
        return body.tag == W + "body" and bool(story.entries) and story.entries[-1].kind == "section"

    def _stands_alone(self, running: Sequence[Element]) -> bool:
        parent = running[-1].getparent()
        beside = [child for child in (parent if parent is not None else ()) if child not in running]
        return not any(
            child.tag in (PARAGRAPH, CONTENT_CONTROL) or (child.tag == TABLE and self._has_rows(child))
            for child in beside
        )

    def _has_rows(self, table: Element) -> bool:
        return any(not self._view.lacks(row.find(W + "trPr")) for row in self._view.inside(table, _ROWS))

    def _paragraph(self, running: Sequence[Element], place: str, story: Story) -> None:
        if story.source is None:
            return
        raw, boxes, notes = self._paragraphs.read(running, story.source, self._view)
        last = running[-1]
        registers = self._definitions.registers
        unknown = registers.unknown(raw.style, raw.run_styles) if raw.style is not None or raw.run_styles else ()
        story.entries.append(Entry("paragraph", self._looked(raw, place), last, not raw.said, unknown, raw.style))
        if notes:
            self._notes.extend(notes)
        for box in boxes:
            self._blocks(box, place + "/box", story)
        if raw.section:
            properties = last.find(PARAGRAPH_PROPERTIES)
            section = properties.find(SECTION_PROPERTIES) if properties is not None else None
            if section is not None:
                self._section(section, story)

    def _looked(self, raw: Raw, place: str) -> tuple[object, ...]:
        registers = self._definitions.registers
        look, at = registers.listed(raw.style, raw.number, raw.level)
        counted = self._counter.count(at.numbered, at.index) if at is not None else None
        return (
            place,
            registers.paragraph_style(raw.style),
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
            named = self._definitions.registers.run_style(style)
            grid = " ".join(column.get(W + "w") or "" for column in view.of(table.find(W + "tblGrid")))
            told = (place, named, said_by(own, frozenset((_TABLE_STYLE,))), grid)
            story.entries.insert(at, Entry("table", told, table, is_bare=False))

    def _cell(self, cell: Element, place: str, story: Story) -> None:
        properties = cell.find(W + "tcPr")
        known = story.source.cells if story.source is not None else {}
        is_marked = properties is not None and story.source is not None and properties in story.source.changed
        divided = None if is_marked or properties is None else known.get(properties)
        if divided is None:
            divided = self._divided(properties)
            if properties is not None and not is_marked:
                known[properties] = divided
        here = place + divided[0]
        story.entries.append(Entry("cell", (here, divided[1]), cell, is_bare=False))
        self._blocks(cell, here, story)

    def _divided(self, properties: Element | None) -> tuple[str, str]:
        """How many columns and rows a cell spans, and what else is said of it."""
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
        return f"{span},{merge}", said_by(own)

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
