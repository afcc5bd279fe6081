"""The map of a page: which of Qt's blocks is which paragraph of the document, and which place is which letter.

Every paragraph of the program's document is a block of the page, known by a *key* that its block format carries. Keys
stay when ids are counted anew. Other blocks of the page (fillers around tables, struck paragraphs, blocks that are not
understood) have no key, and nothing can be written in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QTextBlock,
    QTextDocument,
)

from rus_editor.model.document import (
    BlockId,
    Paragraph,
    StoryId,
)
from rus_editor.ui.editor.page_looks import BlockProperty, Known, Names, PageLooks
from rus_editor.ui.editor.page_rows import BODY, Card, CardTitles, Row
from rus_editor.ui.editor.runs import ChangeView, Run
from rus_editor.ui.text_units import length_in_units, to_code_points, to_units
from rus_editor.ui.theme import Theme
from rus_editor.usecases.writing import Spot


@dataclass(slots=True)
class Shown:
    """One outermost block as it stands on the page: the keys of its paragraphs in reading order."""

    story: StoryId
    keys: list[int]
    row: Row
    opaque: int | None = None

    @property
    def is_paragraph(self) -> bool:
        """Whether it is one block of the page, that can be written in."""
        return isinstance(self.row.block, Paragraph)


class PageMap(QObject):
    """What stands where on a page."""

    def __init__(self, theme: Theme, titles: CardTitles, names: Names, parent: QObject | None = None) -> None:
        """An empty page; ``titles`` head the panes of notes and boxes, ``names`` say what atoms are."""
        super().__init__(parent)
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.shown: list[Shown] = []
        self.cards: list[Card] = []
        self.title_key: int | None = None
        self.view = ChangeView.MARGIN
        self._theme = theme
        self._looks = PageLooks(theme, names)
        self._titles = titles
        self._known: dict[int, Known] = {}
        self._keys: dict[BlockId, int] = {}
        self._numbers: dict[int, int] = {}
        self._at_hand: tuple[int, int] = (0, 0)
        self._opaque: dict[int, BlockId] = {}
        self._next = 1
        self._bodies: tuple[int, int] = (0, 0)
        self._starts: frozenset[int] = frozenset()
        self._has_title = False

    def is_prose(self, number: int) -> bool:
        """Whether the block with a number on the page is text that somebody writes."""
        key = self.key_of(self.document.findBlockByNumber(number))
        return key is not None and self._known[key].is_prose

    def key_of(self, block: QTextBlock) -> int | None:
        """The key of a block of the page; None where nothing of the document stands."""
        key = block.blockFormat().property(BlockProperty.KEY)
        return key if isinstance(key, int) and key in self._known else None

    def id_of(self, key: int) -> BlockId:
        """The id that the paragraph with a key has now."""
        return self._known[key].id

    def block_of(self, block: BlockId) -> QTextBlock | None:
        """The block of the page in which a paragraph stands; None when it stands on another page."""
        key = self._keys.get(block)
        return None if key is None else self.block_with(key)

    def block_with(self, key: int) -> QTextBlock | None:
        """The block of the page that has a key."""
        # A QTextBlock must not be kept, its number may, until blocks come or go.
        if not self._numbers and key == self._at_hand[0]:
            block = self.document.findBlockByNumber(self._at_hand[1])
            if block.blockFormat().property(BlockProperty.KEY) == key:
                return block
        if not self._numbers:
            block = self.document.begin()
            while block.isValid():
                kept = block.blockFormat().property(BlockProperty.KEY)
                if isinstance(kept, int):
                    self._numbers[kept] = block.blockNumber()
                block = block.next()
        number = self._numbers.get(key)
        return None if number is None else self.document.findBlockByNumber(number)

    def _came_or_went(self, key: int, block: QTextBlock) -> None:
        """Blocks have other numbers now. The next that comes or goes stands where one with this key does."""
        self._numbers.clear()
        self._at_hand = key, block.blockNumber()

    def spot_at(self, position: int) -> Spot | None:
        """The place in the document at a place on the page; None where nothing of the document stands."""
        block = self.document.findBlock(position)
        key = self.key_of(block)
        if key is None:
            return None
        known = self._known[key]
        left = position - block.position()
        offset = 0
        for run in known.runs:
            length = 1 if run.ghost else length_in_units(run.text)
            if left < length:
                return Spot(known.id, offset + (0 if run.ghost else to_code_points(run.text, left)))
            left -= length
            offset += run.code_points
        return Spot(known.id, offset)

    def position_of(self, spot: Spot) -> int | None:
        """The place on the page of a place in the document; after ghosts that stand there."""
        block = self.block_of(spot.block)
        if block is None:
            return None
        key = self._keys[spot.block]
        position, left = block.position(), spot.offset
        runs = self._known[key].runs
        for number, run in enumerate(runs):
            if run.ghost:
                position += 1
                continue
            if left < len(run.text) or (left == len(run.text) and not _only_ghosts_follow_text(runs, number)):
                return position + to_units(run.text, left)
            left -= len(run.text)
            position += length_in_units(run.text)
        return position

    def run_at(self, spot: Spot) -> Run | None:
        """The run that the letter right after a place belongs to."""
        left = spot.offset
        for run in self.runs_of(spot.block):
            if left < run.code_points:
                return run
            left -= run.code_points
        return None

    def opaque_at(self, position: int) -> BlockId | None:
        """The block that is kept, not understood, at a place on the page."""
        key = self.document.findBlock(position).blockFormat().property(BlockProperty.OPAQUE)
        return self._opaque.get(key) if isinstance(key, int) else None

    def runs_of(self, block: BlockId) -> tuple[Run, ...]:
        """What stands on the page of a paragraph; empty for one that is not on it."""
        key = self._keys.get(block)
        return () if key is None else self._known[key].runs

    def paragraphs(self) -> Iterator[tuple[QTextBlock, BlockId]]:
        """Every paragraph of the document on the page, in reading order."""
        block = self.document.begin()
        while block.isValid():
            key = self.key_of(block)
            if key is not None:
                yield block, self._known[key].id
            block = block.next()

    def covers(self, story: StoryId, position: int) -> bool:
        """Whether a story's outermost block at a position stands on this page."""
        if story == BODY:
            return self._bodies[0] <= position < self._bodies[1]
        return any(shown.story == story for shown in self.shown)


def _only_ghosts_follow_text(runs: Sequence[Run], number: int) -> bool:
    """Whether the caret at the end of a run had better stand after the ghosts that follow: at a paragraph's end."""
    rest = runs[number + 1 :]
    return bool(rest) and all(run.ghost for run in rest)
