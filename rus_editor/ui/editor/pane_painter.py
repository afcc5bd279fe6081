"""What is drawn around and below the text of a chapter: panes, numbers, marks of change, comments.

Nothing of it is in the text that Qt lays out, so that nothing of it can be edited, copied or undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTextBlock
from PySide6.QtWidgets import QTextEdit

from rus_editor.model.document import BlockId, Document, StoryId
from rus_editor.ui.editor.names import TextNames
from rus_editor.ui.editor.page import BODY, BlockProperty, ChapterPage
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Colours, Theme
from rus_editor.usecases import commenting
from rus_editor.usecases.commenting import Thread
from rus_editor.usecases.live import MarkKind, Struck, parts_of
from rus_editor.usecases.writing import Spot, paragraph_of

_CARD_RADIUS = 10


@dataclass(frozen=True, slots=True)
class Wedge:
    """A wedge in the margin: blocks of the baseline that stood right before ``block``, or ``after`` it."""

    area: QRectF
    block: BlockId
    struck: tuple[Struck, ...]
    after: bool


@dataclass(frozen=True, slots=True)
class Bubble:
    """A sign in the margin: comments on a paragraph."""

    area: QRectF
    threads: tuple[Thread, ...]


class PanePainter:
    """Draws for a text pane, and knows afterwards what was drawn where."""

    def __init__(self, pane: QTextEdit, page: ChapterPage, session: Session, theme: Theme, names: TextNames) -> None:
        self._pane = pane
        self._page = page
        self._session = session
        self._theme = theme
        self._names = names
        self._comments_of: Document | None = None
        self._threads: dict[BlockId, tuple[Thread, ...]] = {}
        self._quoted: dict[BlockId, list[tuple[int, int, bool]]] = {}
        self.wedges: list[Wedge] = []
        self.bubbles: list[Bubble] = []
        self._cards: tuple[object, list[QRectF]] = None, []

    # -- where things are --------------------------------------------------------------------------------------------

    def card_rects(self) -> list[QRectF]:
        """Where the panes are, in the viewport."""
        layout = self._page.document.documentLayout()
        top = self._pane.verticalScrollBar().value()
        px = self._theme.px
        rects: list[QRectF] = []
        for card in self._page.cards:
            shown = self._page.shown[card.first : card.last]
            keys = [key for each in (shown[:1] + shown[-1:]) for key in each.keys]
            if not keys or not shown[0].keys or not shown[-1].keys:
                keys = [key for each in shown for key in each.keys]
            top_block = next(filter(None, map(self._page.block_with, keys)), None)
            bottom_block = next(filter(None, map(self._page.block_with, reversed(keys))), None)
            if top_block is None or bottom_block is None:
                rects.append(QRectF())
                continue
            first, last = layout.blockBoundingRect(top_block), layout.blockBoundingRect(bottom_block)
            above = first.top() - px(20 if card.has_header else 40)
            width = self._pane.viewport().width() - 2 * px(26)
            # A table's last line of text is further from its edge.
            below = px(16 if shown[-1].is_paragraph else 26)
            rects.append(QRectF(px(26), above - top, width, last.bottom() + below - above))
        return rects

    def text_bottom(self, block: QTextBlock) -> float:
        """Where a block's last line ends, on the page; without the margin below it."""
        rect = self._page.document.documentLayout().blockBoundingRect(block)
        lines = block.layout().lineCount()
        if not lines:
            return rect.bottom()
        last = block.layout().lineAt(lines - 1)
        return rect.top() + last.y() + last.height()

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Everything below the text that shows in ``exposed``, of the viewport."""
        colours, px = self._theme.colours, self._theme.px
        self._learn_comments()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(exposed, QColor(colours.page))
        rects = self.card_rects()
        painter.setBrush(QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.line), 1))
        radius = px(_CARD_RADIUS)
        for rect in rects:
            if rect.intersects(exposed):
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        for card, rect in zip(self._page.cards, rects, strict=True):
            if rect.intersects(exposed):
                self._paint_header(painter, card.first, card.last, card.note, rect)
        self.wedges = [each for each in self.wedges if not each.area.intersects(exposed)]
        self.bubbles = [each for each in self.bubbles if not each.area.intersects(exposed)]
        for block, rect, identity in self._blocks(exposed):
            self._paint_block(painter, block, rect, identity)

    def forget_places(self) -> None:
        """What was drawn is elsewhere now: it has been scrolled or laid out anew."""
        self.wedges.clear()
        self.bubbles.clear()

    def _blocks(self, exposed: QRectF) -> Iterator[tuple[QTextBlock, QRectF, BlockId]]:
        layout = self._page.document.documentLayout()
        scrolled = self._pane.verticalScrollBar().value()
        block = self._pane.cursorForPosition(QPointF(0, exposed.top()).toPoint()).block()
        # One more above: a bullet or a bar may reach up from the first line that is seen.
        block = block.previous() if block.previous().isValid() else block
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, -scrolled)
            if rect.top() > exposed.bottom():
                break
            key = self._page.key_of(block)
            if key is not None:
                yield block, rect, self._page.id_of(key)
            block = block.next()

    def _paint_header(self, painter: QPainter, first: int, last: int, note: str, rect: QRectF) -> None:
        px = self._theme.px
        shown = self._page.shown[first:last]
        if note:
            painter.setFont(self._theme.font(13, strong=True))
            painter.setPen(self._theme.colour("accent"))
            painter.drawText(
                rect.adjusted(px(32), px(16), 0, 0),
                Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
                note.upper(),
            )
            return
        positions = [parts_of(each.row.block.id)[1] for each in (shown[0], shown[-1]) if each.story == BODY]
        if not positions or self._session.marks is None or self._page.view is ChangeView.OFF:
            return
        count = self._session.changes_between(positions[0], positions[-1] + 1)
        painter.setFont(self._theme.font(13))
        painter.setPen(self._theme.colour("muted"))
        text = self._names.of_changes(count)
        painter.drawText(
            rect.adjusted(0, px(19), -px(22), 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, text
        )

    def _paint_block(self, painter: QPainter, block: QTextBlock, rect: QRectF, identity: BlockId) -> None:
        colours, px = self._theme.colours, self._theme.px
        looks = block.blockFormat()
        text_top = rect.top()
        lines = block.layout().lineCount()
        if lines:
            text_top += block.layout().lineAt(0).y()
        left = rect.left() + looks.leftMargin()
        text_bottom = self.text_bottom(block) - self._pane.verticalScrollBar().value()
        if block == self._pane.textCursor().block() and self._pane.hasFocus():
            wide = block.layout().lineAt(0).width() if lines else rect.width()
            ground = QRectF(left - px(4), text_top - px(1), wide + px(8), text_bottom - text_top + px(2))
            painter.fillRect(ground, QColor(colours.caret_line))
        self._paint_comments(painter, block, rect, identity, text_top)
        label = looks.property(BlockProperty.LABEL)
        indent = looks.property(BlockProperty.LABEL_INDENT)
        if label and lines:
            painter.setFont(block.charFormat().font())
            painter.setPen(QColor(colours.text))
            first = block.layout().lineAt(0)
            if indent:
                area = QRectF(left - px(60), rect.top() + first.y(), px(52), first.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(label))
            else:
                painter.setPen(block.charFormat().foreground().color())
                area = QRectF(left, rect.top() + first.y(), looks.textIndent() + px(40), first.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(label))
        self._paint_tracked_mark(painter, block, rect, identity)
        self._paint_mark(painter, rect, identity, text_top, text_bottom)

    def _paint_mark(
        self, painter: QPainter, rect: QRectF, identity: BlockId, text_top: float, text_bottom: float
    ) -> None:
        colours, px = self._theme.colours, self._theme.px
        mark = self._session.mark(identity)
        if mark is None or self._page.view is ChangeView.OFF:
            return
        story, _, rest = parts_of(identity)
        x = px(26) + px(14) if not rest else rect.left() - px(5)
        bar = QRectF(x, text_top, px(3 if rest else 4), text_bottom - text_top)
        paint_bar(painter, bar, mark.kind, colours, px(1))
        if mark.struck and self._page.view is ChangeView.MARGIN:
            self._paint_wedge(painter, x, text_top, identity, mark.struck, after=False)
        marks = None if self._session.marks is None else self._session.marks.story(StoryId(story))
        if marks is not None and marks.end and not rest and marks.outer and mark is marks.outer[-1]:
            self._paint_wedge(painter, x, text_bottom + px(6), identity, marks.end, after=True)

    def _paint_wedge(
        self, painter: QPainter, x: float, y: float, block: BlockId, struck: tuple[Struck, ...], *, after: bool
    ) -> None:
        """A small wedge: something stood here."""
        px = self._theme.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("removed"))
        painter.drawPolygon(QPolygonF([QPointF(x, y - px(9)), QPointF(x + px(7), y - px(4)), QPointF(x, y + px(1))]))
        self.wedges.append(Wedge(QRectF(x - px(4), y - px(12), px(16), px(16)), block, struck, after))

    def _paint_tracked_mark(self, painter: QPainter, block: QTextBlock, rect: QRectF, identity: BlockId) -> None:
        """The paragraph sign of a paragraph whose end came or goes as a tracked change."""
        paragraph = paragraph_of(self._session.document, identity)
        lines = block.layout().lineCount()
        if paragraph is None or not lines or not paragraph.mark_revisions:
            return
        gone = any(each.kind.gone_in_final for each in paragraph.mark_revisions)
        line = block.layout().lineAt(lines - 1)
        painter.setFont(block.charFormat().font())
        painter.setPen(self._theme.colour("removed" if gone else "added"))
        x = rect.left() + line.x() + line.naturalTextWidth()
        painter.drawText(QRectF(x, rect.top() + line.y(), 40, line.height()), Qt.AlignmentFlag.AlignVCenter, "¶")

    # -- comments ----------------------------------------------------------------------------------------------------

    def _learn_comments(self) -> None:
        document = self._session.document
        if self._comments_of is document:
            return
        self._comments_of = document
        self._threads.clear()
        self._quoted.clear()
        for thread in commenting.threads(document):
            anchor = thread.first.anchor
            if anchor is None or self._page.block_of(anchor) is None:
                continue
            self._threads[anchor] = (*self._threads.get(anchor, ()), thread)
            for block, start, end in commenting.quoted(document, thread.first):
                self._quoted.setdefault(block, []).append((start, end, thread.resolved))

    def _paint_comments(
        self, painter: QPainter, block: QTextBlock, rect: QRectF, identity: BlockId, text_top: float
    ) -> None:
        px = self._theme.px
        for start, end, resolved in self._quoted.get(identity, ()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover" if resolved else "changed_soft"))
            for area in self._areas(block, rect, identity, start, end):
                painter.drawRoundedRect(area, 2, 2)
                line = self._theme.colour("strong_line" if resolved else "changed")
                painter.fillRect(QRectF(area.left(), area.bottom() - 1.5, area.width(), 1.5), line)
        threads = self._threads.get(identity)
        if not threads:
            return
        done = all(thread.resolved for thread in threads)
        area = QRectF(self._pane.viewport().width() - px(26) - px(20), text_top + px(3), px(14), px(11))
        colour = self._theme.colour("muted" if done else "changed")
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush if done else self._theme.colour("changed_soft"))
        bubble = QPainterPath()
        bubble.addRoundedRect(area, 3, 3)
        painter.drawPath(bubble)
        tail = [QPointF(area.left() + px(3), area.bottom()), QPointF(area.left() + px(3), area.bottom() + px(4)),
                QPointF(area.left() + px(7), area.bottom())]  # fmt: skip
        painter.drawPolyline(QPolygonF(tail))
        if len(threads) > 1:
            painter.setFont(self._theme.font(9))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(len(threads)))
        self.bubbles.append(Bubble(area.adjusted(-px(4), -px(4), px(5), px(6)), threads))

    def _areas(self, block: QTextBlock, rect: QRectF, identity: BlockId, start: int, end: int) -> Iterator[QRectF]:
        """Where a stretch of a paragraph stands, line by line."""
        first = self._page.position_of(Spot(identity, start))
        last = self._page.position_of(Spot(identity, end))
        if first is None or last is None:
            return
        first, last = first - block.position(), last - block.position()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if begin < stop:
                left, right = _x(line.cursorToX(begin)), _x(line.cursorToX(stop))
                yield QRectF(rect.left() + left, rect.top() + line.y() + 1, right - left, line.height() - 2)


def paint_bar(painter: QPainter, bar: QRectF, kind: MarkKind, colours: Colours, line: float) -> None:
    """A mark of change in the margin, told by its shape to who cannot tell the colours; ``line`` is a fine line.

    Added is one whole bar, changed a bar of dashes, moved a bar of dots, and other formatting a frame.
    """
    colour = {
        MarkKind.CHANGED: colours.changed,
        MarkKind.FORMATTED: colours.changed,
        MarkKind.MOVED: colours.accent,
        MarkKind.INSERTED: colours.added,
    }.get(kind)
    if colour is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    match kind:
        case MarkKind.CHANGED:
            for dash in _parted(bar, 15 * line, 3 * line):
                painter.drawRoundedRect(dash, line, line)
        case MarkKind.MOVED:
            for dot in _parted(bar, bar.width(), 3 * line):
                painter.drawEllipse(dot)
        case MarkKind.FORMATTED:
            painter.setPen(QPen(QColor(colour), line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(line / 2, line / 2, -line / 2, -line / 2), 2 * line, 2 * line)
        case _:
            painter.drawRoundedRect(bar, 2 * line, 2 * line)


def _parted(bar: QRectF, length: float, gap: float) -> Iterator[QRectF]:
    """A bar in two parts or more of about a length, so that it begins and ends with a whole one."""
    count = max(2, round((bar.height() + gap) / (length + gap)))
    step = (bar.height() + gap) / count
    for number in range(count):
        height = length if length == bar.width() else step - gap
        yield QRectF(bar.left(), bar.top() + number * step, bar.width(), height)


def _x(found: object) -> float:
    """PySide gives the place, or a pair of it and the position."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
