"""One run of blocks written in order: what came, what went, what moved, and what answers to each other."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml.etree import _Element as Element

from rus_editor.word.names import PARAGRAPH, PARAGRAPH_PROPERTIES, SECTION_PROPERTIES, TABLE
from rus_editor.word.redlining.paragraphs import ParagraphWriter
from rus_editor.word.redlining.tables import TableWriter
from rus_editor.word.redlining.tools import Match


class WeavingFailed(Exception):  # noqa: N818 - it tells of what happened, nobody outside sees it
    """Blocks that could not be woven together."""

    def __init__(self, blocks: Sequence[Element]) -> None:
        super().__init__()
        self.blocks = tuple(blocks)


class BlockRun:
    """Writes one run of blocks: marks the new blocks in place and puts the old ones in between."""

    def __init__(
        self,
        paragraphs: ParagraphWriter,
        tables: TableWriter,
        new: Element,
        olds: Sequence[Element],
        news: Sequence[Element],
        matches: Sequence[Match],
        tail: str,
    ) -> None:
        self._paragraphs = paragraphs
        self._tables = tables
        self._new = new
        self._olds = olds
        self._news = news
        self._by_old = {index: match for match in matches for index in match[0]}
        self._by_new = {index: match for match in matches for index in match[1]}
        self._tail = tail
        self._last: Element | None = None
        self._names: dict[Match, str] = {}

    def write(self) -> None:
        """Write it."""
        old_at = new_at = 0
        stays_at = [len(self._olds)] * (len(self._news) + 1)
        for index in range(len(self._news) - 1, -1, -1):
            match = self._by_new.get(index)
            stays_at[index] = match[0][0] if match is not None and not match[2] else stays_at[index + 1]
        while new_at < len(self._news):
            old_at = self._gone(old_at, stays_at[new_at])
            match = self._by_new.get(new_at)
            element = self._news[new_at]
            if match is None:
                self._come(element)
                self._last = element
                new_at += 1
                continue
            if match[2]:
                self._moved_here(match, element)
                self._last = element
                new_at += 1
                continue
            old_at = max(old_at, match[0][-1] + 1)
            olds = [self._olds[index] for index in match[0]]
            news = [self._news[index] for index in match[1]]
            self._weave(match, olds, news)
            new_at = match[1][-1] + 1
        self._gone(old_at, len(self._olds))
        if self._tail:
            self._settle_tail()

    def _weave(self, match: Match, olds: Sequence[Element], news: Sequence[Element]) -> None:
        try:
            if news[0].tag == TABLE:
                self._tables.weave(olds[0], news[0])
            else:
                for paragraph in self._paragraphs.weave_paragraphs(olds, news, whole=self._is_forced(match)):
                    if paragraph.getparent() is None:
                        news[0].addprevious(paragraph)
        except WeavingFailed:
            raise
        except Exception as error:
            # Whatever a stranger's markup brings about: the blocks are then replaced whole.
            raise WeavingFailed([*olds, *news]) from error
        self._last = news[-1]

    def _is_forced(self, match: Match) -> bool:
        """Matched only since they are last: nothing of one is in the other."""
        return any(
            block in self._paragraphs.tools.coarse for block in (self._olds[match[0][0]], self._news[match[1][0]])
        )

    def _gone(self, start: int, stop: int) -> int:
        for index in range(start, stop):
            match = self._by_old.get(index)
            block = self._olds[index]
            if match is None:
                made = self._struck(block)
            elif match[2]:
                made = self._moved_away(match, block)
            else:
                continue
            self._put(made)
        return max(start, stop)

    def _struck(self, block: Element) -> Element:
        if block.tag == TABLE:
            return self._tables.deleted(block)
        if block.tag == PARAGRAPH:
            return self._paragraphs.deleted_paragraph(block)
        made = deepcopy(block)
        made.tail = None
        return self._paragraphs.bringer.bring(made)

    def _come(self, element: Element) -> None:
        if element.tag == TABLE:
            self._tables.insert(element)
        elif element.tag == PARAGRAPH:
            self._paragraphs.insert_paragraph(element)

    def _moved_away(self, match: Match, block: Element) -> Element:
        marks = self._paragraphs.marks
        name = self._names.setdefault(match, marks.move_name())
        made = self._paragraphs.deleted_paragraph(block, "moveFrom")
        _enclose(made, marks.move_range("moveFrom", name))
        return made

    def _moved_here(self, match: Match, element: Element) -> None:
        marks = self._paragraphs.marks
        name = self._names.setdefault(match, marks.move_name())
        self._paragraphs.insert_paragraph(element, "moveTo")
        _enclose(element, marks.move_range("moveTo", name))

    def _put(self, made: Element) -> None:
        if self._last is not None:
            self._last.addnext(made)
        elif self._news:
            self._news[0].addprevious(made)
        else:
            at = next((index for index, child in enumerate(self._new) if child.tag == SECTION_PROPERTIES), None)
            self._new.insert(len(self._new) if at is None else at, made)
        self._last = made

    def _settle_tail(self) -> None:
        """Hand the last paragraph mark on: it stays, and the one before it goes or comes instead."""
        if self._tail == "inserted":
            match = self._by_old[len(self._olds) - 1]
            self._paragraphs.hand_on_inserted(self._olds[-1], self._news[match[1][-1]], self._news[-1])
        else:
            match = self._by_new[len(self._news) - 1]
            kept = self._news[-1]
            if self._last is not None and self._last is not kept:
                self._paragraphs.hand_on_deleted(self._olds[match[0][-1]], self._olds[-1], kept, self._last)


def _enclose(paragraph: Element, ends: tuple[Element, Element]) -> None:
    at = 1 if len(paragraph) and paragraph[0].tag == PARAGRAPH_PROPERTIES else 0
    paragraph.insert(at, ends[0])
    paragraph.append(ends[1])
