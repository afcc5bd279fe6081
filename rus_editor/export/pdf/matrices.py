"""Tables of themes and targets by chapter: narrow columns, and as many tables as the page's width asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth

from rus_editor.export.pdf.structure import Element
from rus_editor.export.pdf.styles import LESS_GROUND, MORE_GROUND, WIDTH, Styles
from rus_editor.export.pdf.tables import Grid, GridRow
from rus_editor.export.pdf.text import Setter, Text
from rus_editor.export.report import Matrix, MatrixCell
from rus_editor.export.signs import one_line

_NAMES = (112.0, 190.0)
"""Room for the rows' names: at least, at most."""
_PADDING = 2.5
_WIDEST = 62.0


def tables_of(matrix: Matrix, setter: Setter, styles: Styles, parent: Element) -> Iterator[Grid]:
    """The matrix as tables, each with as many columns as fit beside the names."""
    needs = [_need(matrix, index, styles) for index in range(len(matrix.columns))]
    for start, end in _groups(needs):
        room = WIDTH - sum(needs[start:end])
        names = min(_NAMES[1], max(_NAMES[0], room))
        stretch = min((WIDTH - names) / sum(needs[start:end]), 2.0)
        widths = [names, *(min(max(need, _WIDEST), need * stretch) for need in needs[start:end])]
        head = [Text.of(setter.plain(matrix.corner), styles.head)]
        head += [Text.of(setter.plain(name), styles.mark_head) for name in matrix.columns[start:end]]
        rows = [_row(title, cells[start:end], setter, styles) for title, cells in matrix.rows]
        grid = Grid(widths, head, rows, above=3.2, padding=_PADDING).under(parent)
        for text, title in zip(head[1:], matrix.column_titles[start:end], strict=False):
            if text.element is not None:
                text.element.alt = one_line(title)
        yield grid


def _need(matrix: Matrix, index: int, styles: Styles) -> float:
    """What a column needs in width so that none of its cells is broken; a long head may be."""
    words = [cells[index].words for _, cells in matrix.rows]
    widest = max((stringWidth(text, styles.mark.fontName, styles.mark.fontSize) for text in words), default=0)
    head = stringWidth(matrix.columns[index], styles.mark_head.fontName, styles.mark_head.fontSize)
    return float(min(max(widest, head, 8.0) + 2 * _PADDING + 1, _WIDEST))


def _groups(needs: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Columns that fit beside the names, as even as may be: from and to."""
    room = WIDTH - _NAMES[0]
    count = max(1, -int(-sum(needs) // room))
    goal = sum(needs) / count
    start, used = 0, 0.0
    for index, need in enumerate(needs):
        if index > start and (used + need > room or used >= goal):
            yield start, index
            start, used = index, 0.0
        used += need
    if needs:
        yield start, len(needs)


def _row(title: str, cells: Sequence[MatrixCell], setter: Setter, styles: Styles) -> GridRow:
    texts: list[tuple[Text, ...]] = [(Text.of(setter.plain(title), styles.small_cell),)]
    texts += [(Text.of(setter.plain(cell.words), styles.mark),) if cell.words else () for cell in cells]
    grounds = ["", *(_ground(cell) for cell in cells)]
    return GridRow(tuple(texts), grounds=tuple(grounds))


def _ground(cell: MatrixCell) -> str:
    if cell.after == cell.before:
        return ""
    return MORE_GROUND if cell.after > cell.before else LESS_GROUND
