"""Wavy lines under words that are not known."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument

from rus_editor.model.document import AtomKind
from rus_editor.ui.editor.chips import GHOST, ChipProperty
from rus_editor.ui.text_units import to_code_points, to_units
from rus_editor.usecases.proofing import Spelling

GHOST_SIGN = "\ufffc"


class SpellingMarks(QSyntaxHighlighter):
    """Marks a page. The text itself is not touched: Qt keeps these formats with the layout."""

    def __init__(self, page: QTextDocument, is_prose: Callable[[int], bool], parent: QObject) -> None:
        """``is_prose`` tells by a block's number whether its words count: not in what Word makes by itself."""
        super().__init__(parent)
        self._spelling: Spelling | None = None
        self._is_prose = is_prose
        self._format = QTextCharFormat()
        self.setDocument(page)
        # Qt would do it by itself, a while after, the slow way.
        self.rehighlight()

    def use(self, spelling: Spelling | None, colour: str) -> None:
        """Mark by this spelling from now on; None marks nothing."""
        self._spelling = spelling
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._format.setUnderlineColor(QColor(colour))
        self.mark_all()

    def mark_all(self) -> None:
        """Mark the whole page anew.

        As part of an edit that changes nothing, after which the page is laid out once: by ``rehighlight`` a table is
        laid out again for each paragraph in it.
        """
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.beginEditBlock()
        cursor.mergeCharFormat(QTextCharFormat())
        cursor.endEditBlock()

    def highlightBlock(self, text: str) -> None:
        """Mark one block."""
        spelling = self._spelling
        if spelling is None or not spelling.is_there or not self._is_prose(self.currentBlock().blockNumber()):
            return
        for found in spelling.misspelt(text, self._unseen(text) if GHOST_SIGN in text else ()):
            start = to_units(text, found.start)
            self.setFormat(start, to_units(text, found.end) - start, self._format)

    def _unseen(self, text: str) -> set[int]:
        """Where something stands that is no part of the text as it is: marks of comments, and what was struck."""
        block = self.currentBlock()
        found: set[int] = set()
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            shape = piece.charFormat()
            if shape.objectType() == GHOST or shape.property(ChipProperty.KIND) == AtomKind.COMMENT.value:
                first = to_code_points(text, piece.position() - block.position())
                found.update(range(first, first + piece.length()))
            pieces += 1
        return found
