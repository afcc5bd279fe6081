"""Tables woven together row by row; a row whose cells are otherwise divided is replaced whole."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word.names import CELL, CONTENT_CONTROL, CUSTOM_XML, ID, PARAGRAPH, ROW, TABLE, TEXT_BOX_CONTENT, VAL, W
from rus_editor.word.redlining.cells import BESIDE
from rus_editor.word.redlining.marks import canonical
from rus_editor.word.redlining.paragraphs import ParagraphWriter
from rus_editor.word.walker import cells_of, rows_of

_TABLE_PROPERTIES = W + "tblPr"
_ROW_PROPERTIES = W + "trPr"
_ROW_EXCEPTIONS = W + "tblPrEx"
_CELL_PROPERTIES = W + "tcPr"
_GRID, _COLUMN = W + "tblGrid", W + "gridCol"
_CHANGES = frozenset(
    W + name
    for name in ("tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "ins", "del", "cellIns", "cellDel")
)


class TableWriter:
    """Writes tables of one part."""

    def __init__(self, paragraphs: ParagraphWriter, weave_cell: Callable[[Element, Element], None]) -> None:
        self._paragraphs = paragraphs
        self._weave_cell = weave_cell

    def weave(self, old: Element, new: Element) -> None:
        """Weave two tables into the new one."""
        olds, news = [row for row, _ in rows_of(old)], [row for row, _ in rows_of(new)]
        coarse = self._paragraphs.tools.coarse
        matches = [
            (match[0][0], match[1][0])
            for match in self._paragraphs.tools.match_rows([_texts(row) for row in olds], [_texts(row) for row in news])
            if not match[2] and len(match[0]) == len(match[1]) == 1
        ]
        matches = [
            (first, second)
            for first, second in matches
            if _shape(olds[first]) == _shape(news[second]) and olds[first] not in coarse and news[second] not in coarse
        ]
        by_new = {second: first for first, second in matches}
        by_old = dict(matches)
        last: Element | None = None
        old_at = 0

        def gone(stop: int) -> None:
            nonlocal old_at, last
            while old_at < stop:
                if old_at not in by_old:
                    row = self._deleted_row(olds[old_at])
                    if last is not None:
                        last.addnext(row)
                    elif news:
                        news[0].addprevious(row)
                    else:
                        new.append(row)
                    last = row
                old_at += 1

        following = [len(olds)] * (len(news) + 1)
        for index in range(len(news) - 1, -1, -1):
            following[index] = by_new.get(index, following[index + 1])
        for index, row in enumerate(news):
            gone(following[index])
            if index in by_new:
                self._weave_row(olds[by_new[index]], row)
                old_at = max(old_at, by_new[index] + 1)
            else:
                self._insert_row(row)
            last = row
        gone(len(olds))
        self._former(old, new, _TABLE_PROPERTIES, "tblPrChange")
        self._former_grid(old, new)

    def _weave_row(self, old: Element, new: Element) -> None:
        for (before, _), (after, _) in zip(list(cells_of(old)), list(cells_of(new)), strict=True):
            self._weave_cell(before, after)
            self._former(before, after, _CELL_PROPERTIES, "tcPrChange")
        self._former(old, new, _ROW_EXCEPTIONS, "tblPrExChange")
        self._former(old, new, _ROW_PROPERTIES, "trPrChange")

    def _former(self, old: Element, new: Element, tag: str, change: str) -> None:
        before, after = old.find(tag), new.find(tag)
        copied = deepcopy(before) if before is not None else etree.Element(tag)
        copied.tail = None
        self._paragraphs.bringer.bring(copied)
        if canonical(copied, _CHANGES) == canonical(after, _CHANGES):
            return
        for child in list(copied):
            if child.tag in _CHANGES:
                copied.remove(child)
        if after is None:
            after = etree.Element(tag)
            new.insert(1 if len(new) and new[0].tag == _ROW_EXCEPTIONS else 0, after)
        after.append(self._paragraphs.marks.former(change, copied))

    def _former_grid(self, old: Element, new: Element) -> None:
        """The former widths of the columns (17.13.5.33); this mark alone has no author and no date."""
        before, after = old.find(_GRID), new.find(_GRID)
        if before is None or after is None or _columns(before) == _columns(after):
            return
        grid = etree.Element(_GRID)
        grid.extend(deepcopy(column) for column in before.iterchildren(_COLUMN))
        change = self._paragraphs.marks.former("tblGridChange", grid)
        for name in [name for name in change.attrib if name != ID]:
            del change.attrib[name]
        after.append(change)

    # --- whole tables and rows

    def deleted(self, old: Element) -> Element:
        """A copy of an old table with every row struck."""
        table = deepcopy(old)
        table.tail = None
        self._settle_copy(table)
        for row in table.iter(ROW):
            if _is_shown(row, table):
                self._mark_row(row, "del")
        return table

    def insert(self, new: Element) -> None:
        """Mark every row of a new table as inserted."""
        for row in list(new.iter(ROW)):
            if _is_shown(row, new):
                self._mark_row(row, "ins")
        self._insert_paragraphs(new)

    def _deleted_row(self, old: Element) -> Element:
        row = deepcopy(old)
        row.tail = None
        self._settle_copy(row)
        self._mark_row(row, "del")
        for inner in row.iter(ROW):
            if inner is not row and _is_shown(inner, row):
                self._mark_row(inner, "del")
        return row

    def _insert_row(self, row: Element) -> None:
        self._mark_row(row, "ins")
        for inner in row.iter(ROW):
            if inner is not row and _is_shown(inner, row):
                self._mark_row(inner, "ins")
        self._insert_paragraphs(row)

    def _insert_paragraphs(self, inserted: Element) -> None:
        # The last mark of a cell cannot come or go. That of any other is marked as the row is: some programs leave an
        # emptied row standing otherwise.
        for paragraph in _paragraphs_in(inserted):
            self._paragraphs.insert_paragraph(paragraph, mark=not _is_last_of_cell(paragraph))

    def _mark_row(self, row: Element, tag: str) -> None:
        properties = row.find(_ROW_PROPERTIES)
        if properties is None:
            properties = etree.Element(_ROW_PROPERTIES)
            row.insert(1 if len(row) and row[0].tag == _ROW_EXCEPTIONS else 0, properties)
        at = next((index for index, child in enumerate(properties) if child.tag == W + "trPrChange"), len(properties))
        properties.insert(at, self._paragraphs.marks.mark(tag))

    def _settle_copy(self, copied: Element) -> None:
        """Make a copied table or row at home: its paragraphs struck, everything else pointed anew."""
        for paragraph in _paragraphs_in(copied):
            struck = self._paragraphs.deleted_paragraph(paragraph, mark=not _is_last_of_cell(paragraph))
            struck.tail = None
            parent = paragraph.getparent()
            if parent is not None:
                parent.replace(paragraph, struck)
        for element in list(copied.iter(*BESIDE)):
            if not any(above.tag == PARAGRAPH for above in element.iterancestors()):
                parent = element.getparent()
                if parent is not None:
                    parent.remove(element)
        for element in list(copied.iter(_TABLE_PROPERTIES, _ROW_PROPERTIES, _CELL_PROPERTIES)):
            self._paragraphs.bringer.bring(element)
        for element in [copied, *copied.iter(ROW)]:
            for name in list(element.attrib):
                if name.rsplit("}", 1)[-1] in ("paraId", "textId"):
                    del element.attrib[name]
        for control in copied.iter(W + "sdtPr"):
            for identity in control.findall(W + "id"):
                control.remove(identity)


def _paragraphs_in(element: Element) -> list[Element]:
    """Paragraphs of the cells, those of text boxes left out."""
    found: list[Element] = []
    for paragraph in element.iter(PARAGRAPH):
        inside_box = False
        for above in paragraph.iterancestors():
            if above is element:
                break
            if above.tag == TEXT_BOX_CONTENT:
                inside_box = True
                break
        if not inside_box:
            found.append(paragraph)
    return found


def _is_last_of_cell(paragraph: Element) -> bool:
    """Whether no block follows a paragraph in its cell, content controls and the like looked through."""
    here = paragraph
    while True:
        if next(here.itersiblings(PARAGRAPH, TABLE, CONTENT_CONTROL, CUSTOM_XML), None) is not None:
            return False
        parent = here.getparent()
        if parent is None or parent.tag == CELL:
            return True
        here = parent


def _is_shown(row: Element, top: Element) -> bool:
    for above in row.iterancestors():
        if above is top:
            return True
        if above.tag == TEXT_BOX_CONTENT:
            return False
    return True


def _columns(grid: Element) -> list[str]:
    return [column.get(W + "w") or "" for column in grid.iterchildren(_COLUMN)]


def _texts(row: Element) -> list[str]:
    return ["".join(text.text or "" for text in cell.iter(W + "t")) for cell, _ in cells_of(row)]


def _shape(row: Element) -> list[tuple[str, str, str]]:
    """How a row is divided: each cell's span and merges, and the columns skipped before and after."""
    shape: list[tuple[str, str, str]] = []
    properties = row.find(_ROW_PROPERTIES)
    for tag in ("gridBefore", "gridAfter"):
        element = properties.find(W + tag) if properties is not None else None
        shape.append((tag, (element.get(VAL) or "") if element is not None else "", ""))
    for cell, _ in cells_of(row):
        own = cell.find(_CELL_PROPERTIES)
        span = own.find(W + "gridSpan") if own is not None else None
        merge = own.find(W + "vMerge") if own is not None else None
        across = own.find(W + "hMerge") if own is not None else None
        shape.append(
            (
                (span.get(VAL) or "1") if span is not None else "1",
                "" if merge is None else (merge.get(VAL) or "continue"),
                "" if across is None else (across.get(VAL) or "continue"),
            )
        )
    return shape
