"""A version to read in: its text as it was frozen, in a window of its own in which nothing can be written.

The text comes a little at a time, so that the program never stands still for it, however long it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QFont,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from rus_editor.model.document import Atom, AtomKind, Block, Document, Paragraph, Table, block_text
from rus_editor.model.project import Version
from rus_editor.ui.labels import ShortLabel
from rus_editor.ui.text_units import for_qt
from rus_editor.ui.theme import Theme
from rus_editor.usecases.version_changes import Readable

_AT_A_TIME_SECONDS = 0.004
"""Laying out and painting what was written takes some times as long again."""

_HEADINGS = {1: 1.6, 2: 1.25, 3: 1.1}


class VersionWindow(QWidget):
    """The window. It shares nothing with the project but the version's values."""

    def __init__(self, version: Version, readable: Readable, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("VersionWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("{0} – bara för läsning").format(version.name))
        self.version = version
        self._theme = theme
        self._shown: Document = readable.shown
        self._outline = readable.outline
        self._places: list[int] = []
        self._coming: Iterator[None] | None = None
        self._when_there: Callable[[], object] | None = None
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._write_more)
        self._formats: dict[tuple[int | None, int], tuple[QTextBlockFormat, QTextCharFormat]] = {}
        name = ShortLabel(version.name, self)
        name.setProperty("look", "heading")
        self.said = QLabel(self._facts(version), self)
        self.said.setProperty("look", "muted")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Sök i versionen"))
        self.field.setAccessibleName(self.tr("Sök i versionen"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(theme.px(220))
        close = QPushButton(self.tr("Stäng"), self)
        close.clicked.connect(self.close)
        bar = QFrame(self)
        bar.setObjectName("topBar")
        above = QHBoxLayout(bar)
        above.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        above.setSpacing(theme.px(12))
        above.addWidget(name)
        above.addWidget(self.said, 1)
        above.addWidget(self.field)
        above.addWidget(close)
        self.chapters = QListWidget(self)
        self.chapters.setObjectName("VersionChapters")
        self.chapters.setFrameShape(QFrame.Shape.NoFrame)
        self.chapters.setAccessibleName(self.tr("Kapitel"))
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chapters.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.text = QTextBrowser(self)
        self.text.setObjectName("VersionText")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(self.tr("Versionens text, bara för läsning"))
        self.text.setOpenLinks(False)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.addWidget(self.chapters)
        sides.addWidget(self.text)
        sides.setSizes([theme.px(260), theme.px(800)])
        sides.setChildrenCollapsible(False)
        sides.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(sides, 1)
        self.chapters.currentRowChanged.connect(self._go)
        self.chapters.itemActivated.connect(lambda *_: self.text.setFocus())
        self.field.returnPressed.connect(self.find_next)
        for keys, act in (
            ("Ctrl+F", self._look_for),
            ("F3", self.find_next),
            ("Escape", self.close),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        for chapter in self._outline.chapters:
            title = " ".join(part for part in (chapter.number, chapter.title) if part)
            self.chapters.addItem(QListWidgetItem(title or self.tr("Före första kapitlet")))
        self._draw()
        theme.changed.connect(self._draw)
        theme.zoom_changed.connect(self._draw)
        self.resize(theme.px(1120), theme.px(800))
        self.text.setFocus()

    def _facts(self, version: Version) -> str:
        day = version.day or version.created.astimezone().date()
        who = self.tr("sparad av {0}").format(version.who) if version.who else ""
        return " · ".join(
            part for part in (f"{day:%Y-%m-%d}", version.milestone, who, self.tr("bara för läsning")) if part
        )

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is there."""
        return self._coming is None

    def _draw(self) -> None:
        """Write the text in the theme's colours and sizes; it comes a little at a time."""
        theme = self._theme
        document = QTextDocument(self.text)
        document.setDefaultFont(theme.text_font())
        document.setDocumentMargin(theme.px(32))
        document.setUndoRedoEnabled(False)
        self._places = []
        self._formats = {}
        self.text.setDocument(document)
        self._cursor = QTextCursor(document)
        self._coming = self._pieces(self._cursor)
        self._more.start()

    def _write_more(self) -> None:
        """Write for as long as nobody notices, and go on when all else has had its turn."""
        coming, until = self._coming, perf_counter() + _AT_A_TIME_SECONDS
        self._cursor.beginEditBlock()
        while coming is not None and perf_counter() < until:
            if next(coming, self) is self:
                coming = self._coming = None
        self._cursor.endEditBlock()
        if coming is not None:
            return
        self._more.stop()
        waiting, self._when_there = self._when_there, None
        if waiting is not None:
            waiting()

    def _pieces(self, cursor: QTextCursor) -> Iterator[None]:
        """Write block by block; after each, and after each row of a table, there is a moment for something else."""
        starts = {chapter.first for chapter in self._outline.chapters}
        for position, block in enumerate(self._shown.body.blocks):
            if position in starts:
                self._places.append(cursor.position())
            if isinstance(block, Table):
                yield from self._write_table(cursor, block)
            else:
                self._write(cursor, block)
            yield

    def _write(self, cursor: QTextCursor, block: Block) -> None:
        text = for_qt(_readable(block))
        if not text.strip():
            return
        if not cursor.atStart():
            cursor.insertBlock()
        self._write_paragraph(cursor, block, text)

    def _write_paragraph(self, cursor: QTextCursor, block: Block, text: str) -> None:
        label, level, indent = "", None, 0
        if isinstance(block, Paragraph):
            level, numbering = block.heading_level, block.numbering
            if numbering is not None and numbering.label:
                label = ("•" if numbering.is_bullet else numbering.label) + "\u2002"
                indent = numbering.level + 1 if level is None else 0
        if (level, indent) not in self._formats:
            self._formats[level, indent] = self._format(level, indent)
        layout, letters = self._formats[level, indent]
        cursor.setBlockFormat(layout)
        cursor.setBlockCharFormat(letters)
        cursor.insertText(label + text, letters)

    def _format(self, level: int | None, indent: int) -> tuple[QTextBlockFormat, QTextCharFormat]:
        theme = self._theme
        layout, letters = QTextBlockFormat(), QTextCharFormat()
        layout.setBottomMargin(theme.px(6))
        layout.setLeftMargin(theme.px(20 * indent))
        layout.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        font = theme.text_font()
        if level is not None:
            font = theme.text_font(_HEADINGS.get(level, 1.0))
            font.setWeight(QFont.Weight.DemiBold)
            layout.setTopMargin(theme.px(18 if level > 1 else 28))
            layout.setHeadingLevel(min(level, 6))
        letters.setFont(font)
        letters.setForeground(theme.colour("text"))
        return layout, letters

    def _write_table(self, cursor: QTextCursor, table: Table) -> Iterator[None]:
        theme = self._theme
        columns = max((cell.column + cell.width for row in table.rows for cell in row.cells), default=0)
        if not columns or not table.rows:
            return
        frame = QTextTableFormat()
        frame.setBorder(1)
        frame.setBorderCollapse(True)
        frame.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        frame.setLeftMargin(1)
        frame.setRightMargin(1)
        frame.setBorderBrush(theme.colour("line"))
        frame.setCellPadding(theme.px(6))
        frame.setTopMargin(theme.px(6))
        frame.setBottomMargin(theme.px(12))
        frame.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        frame.setHeaderRowCount(sum(1 for row in table.rows if row.is_header))
        drawn = cursor.insertTable(1, columns, frame)
        for number, row in enumerate(table.rows):
            if number:
                drawn.appendRows(1)
            for cell in row.cells:
                if cell.width > 1:
                    drawn.mergeCells(number, cell.column, 1, cell.width)
                inner = drawn.cellAt(number, cell.column).firstCursorPosition()
                lines = [_readable(block) for block in cell.blocks if not isinstance(block, Table)]
                letters = QTextCharFormat()
                letters.setFont(theme.text_font(0.93))
                letters.setForeground(theme.colour("text"))
                if row.is_header:
                    letters.setFontWeight(QFont.Weight.DemiBold)
                inner.insertText(for_qt("\n".join(lines)), letters)
            yield
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _go(self, row: int) -> None:
        if row >= len(self._places) and not self.is_whole:
            # Not written yet: gone to as soon as it is.
            self._when_there = lambda: self._go(row)
        elif 0 <= row < len(self._places):
            cursor = self.text.textCursor()
            cursor.setPosition(self.text.document().characterCount() - 1)
            self.text.setTextCursor(cursor)
            cursor.setPosition(min(self._places[row] + 1, self.text.document().characterCount() - 1))
            self.text.setTextCursor(cursor)
            # So that the chapter begins at the top, not somewhere at the bottom.
            bar = self.text.verticalScrollBar()
            bar.setValue(bar.value() + self.text.cursorRect().top() - self._theme.px(32) if row else 0)

    def _look_for(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def find_next(self) -> bool:
        """Go to the next place where the text is that is looked for, from the start again after the last."""
        wanted = self.field.text()
        if not wanted:
            self._look_for()
            return False
        if self.text.find(wanted):
            return True
        if not self.is_whole:
            self._when_there = self.find_next
            return False
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        return self.text.find(wanted)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Listen no more to a theme that outlives the window."""
        self._more.stop()
        self._theme.changed.disconnect(self._draw)
        self._theme.zoom_changed.disconnect(self._draw)
        super().closeEvent(event)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _readable(block: Block) -> str:
    """A block's text as it is read: note marks raised, what pictures are said to show in brackets."""
    if not isinstance(block, Paragraph):
        return block_text(block).replace("\t", " ")
    return "".join(
        span.text.replace("\t", "\u2003") if span.atom is None else _readable_atom(span.atom) for span in block.spans
    )


def _readable_atom(atom: Atom) -> str:
    match atom.kind:
        case AtomKind.FOOTNOTE | AtomKind.ENDNOTE:
            return atom.label.translate(_RAISED)
        case AtomKind.SYMBOL:
            return atom.label
        case AtomKind.PICTURE | AtomKind.CHART | AtomKind.DIAGRAM | AtomKind.SHAPE | AtomKind.OBJECT | AtomKind.OTHER:
            said = " ".join((atom.label or atom.text).split())
            return f"[{said}]" if said else ""
        case _:
            return ""
