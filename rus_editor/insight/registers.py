"""Which chapter contributes to which target, as the document itself says: in a table of marks, or in a list.

A table is such a register where most of its rows begin with the chapters' titles and the other cells hold a mark or
nothing. Its columns are targets, or overarching goals where the text before it speaks of these and not of targets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rus_editor.model.document import BlockId, Document, Paragraph, Row, Table, cell_text, paragraphs
from rus_editor.model.outline import Chapter, Outline
from rus_editor.model.profile import SectionRole

_MARK = re.compile(r"[x×●•◆■✓✔✕1]|ja|yes", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[a-z]\))\s+", re.IGNORECASE)
_ROWS = 3
_SHARE = 0.6
_LEAST_MARKED = 0.1


@dataclass(frozen=True)
class Register:
    """What each chapter, by its index in the outline, contributes to. ``columns`` are all there are, in order.

    ``blocks`` are the paragraphs that say so of each chapter. ``is_goals`` tells overarching goals from targets,
    ``is_projects`` what somebody ticked in the project from what a text says.
    """

    columns: tuple[str, ...] = ()
    by_chapter: Mapping[int, frozenset[str]] = field(default_factory=dict)
    blocks: Mapping[int, frozenset[BlockId]] = field(default_factory=dict)
    is_goals: bool = False
    is_projects: bool = False


def registers_of(document: Document, outline: Outline) -> tuple[Register, ...]:
    """The registers of a document: its tables of marks in reading order, then what its chapters list."""
    found: list[Register] = []
    before = ""
    for block in document.body.blocks:
        if isinstance(block, Table):
            register = _register(block, outline, before)
            if register is not None:
                found.append(register)
        elif isinstance(block, Paragraph) and block.text.strip():
            before = block.text
    listed = _listed(document, outline)
    return tuple(found) if listed is None else (*found, listed)


def _listed(document: Document, outline: Outline) -> Register | None:
    """The points that the chapters' sections on targets list; None where no chapter does."""
    points = {
        chapter.index: {
            paragraph.id: " ".join(paragraph.text.split()).rstrip(".")
            for section in chapter.sections
            if section.role is SectionRole.TARGETS
            for paragraph in paragraphs(document.body.blocks[section.first : section.last])
            if paragraph.numbering is not None and paragraph.heading_level is None and paragraph.text.strip()
        }
        for chapter in outline.chapters
    }
    listed = {chapter: names for chapter, names in points.items() if names}
    if not listed:
        return None
    return Register(
        tuple(dict.fromkeys(name for names in listed.values() for name in names.values())),
        {chapter: frozenset(names.values()) for chapter, names in listed.items()},
        {chapter: frozenset(names) for chapter, names in listed.items()},
    )


def _register(table: Table, outline: Outline, before: str) -> Register | None:
    chapters = {_folded(chapter.title): chapter for chapter in outline.chapters if chapter.title.strip()}
    rows = [(row, _chapter_of(row, chapters)) for row in table.rows]
    first = next((at for at, (_, chapter) in enumerate(rows) if chapter is not None), None)
    if first is None or first == 0:
        return None
    body = rows[first:]
    known = [(row, chapter) for row, chapter in body if chapter is not None]
    cells = [cell_text(cell).strip() for row, _ in known for cell in row.cells[1:]]
    marked = [text for text in cells if _MARK.fullmatch(text)]
    if len(known) < _ROWS or len(known) < _SHARE * len(body) or any(text and text not in marked for text in cells):
        return None
    if len(marked) < _LEAST_MARKED * len(cells):
        return None
    headers = _headers([row for row, _ in rows[:first]])
    by_chapter = {
        chapter.index: frozenset(
            headers[cell.column]
            for cell in row.cells[1:]
            if _MARK.fullmatch(cell_text(cell).strip()) and headers.get(cell.column)
        )
        for row, chapter in known
    }
    said = f"{before} {' '.join(headers.values())}".casefold()
    columns = tuple(dict.fromkeys(name for column, name in sorted(headers.items()) if column and name))
    blocks = {
        chapter.index: frozenset(paragraph.id for cell in row.cells for paragraph in paragraphs(cell.blocks))
        for row, chapter in known
    }
    return Register(columns, by_chapter, blocks, "effektmål" not in said and "övergripande mål" in said)


def _headers(rows: Sequence[Row]) -> dict[int, str]:
    """What each grid column is called: the lowest header cell that stands over it."""
    names: dict[int, str] = {}
    for row in rows:
        for cell in row.cells:
            text = " ".join(cell_text(cell).split())
            for column in range(cell.column, cell.column + cell.width):
                if text:
                    names[column] = text
    return names


def _chapter_of(row: Row, chapters: dict[str, Chapter]) -> Chapter | None:
    return chapters.get(_folded(cell_text(row.cells[0]))) if row.cells else None


def _folded(title: str) -> str:
    return " ".join(_NUMBER.sub("", title).split()).casefold()
