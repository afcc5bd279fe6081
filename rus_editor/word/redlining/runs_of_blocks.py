"""One run of blocks written in order: what came, what went, what moved, and what answers to each other."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml.etree import _Element as Element

from rus_editor.word.names import (
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    IMPORTED_CHUNK,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    TABLE,
    W,
)
from rus_editor.word.redlining.enclose import enclose_stray
from rus_editor.word.redlining.ends import End, Way
from rus_editor.word.redlining.gaps import Gaps
from rus_editor.word.redlining.paragraphs import ParagraphWriter, unmark
from rus_editor.word.redlining.tables import TableWriter
from rus_editor.word.redlining.tools import Match
from rus_editor.word.walker import Found

_SHELL_PROPERTIES = W + "customXmlPr"


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
        container: Element,
        olds: Sequence[Found],
        news: Sequence[Found],
        matches: Sequence[Match],
        end: End,
    ) -> None:
        self._paragraphs = paragraphs
        self._tables = tables
        self._found = olds
        self._olds = [found.element for found in olds]
        self._news = [found.element for found in news]
        self._by_old = {index: match for match in matches for index in match[0]}
        self._by_new = {index: match for match in matches for index in match[1]}
        self._end = end
        self._gaps = Gaps(container, news)
        self._gaps.answer((olds[match[0][0]], news[match[1][0]]) for match in matches if not match[2])
        self._names: dict[Match, str] = {}
        self._last_struck: Element | None = None

    def write(self) -> None:
        """Write it."""
        old_at = new_at = 0
        stops = self._stops()
        while new_at < len(self._news):
            old_at = self._gone(old_at, stops[new_at], new_at)
            match = self._by_new.get(new_at)
            if match is None:
                self._gaps.passed(new_at, self._come(self._news[new_at]))
                new_at += 1
            elif match[2]:
                self._moved_here(match, self._news[new_at])
                self._gaps.passed(new_at, self._news[new_at])
                new_at += 1
            else:
                old_at = max(old_at, match[0][-1] + 1)
                self._gaps.passed(match[1][-1], self._weave(match))
                new_at = match[1][-1] + 1
        self._gone(old_at, len(self._olds), new_at)
        self._settle_end()
        for shell in self._gaps.unanswered():
            self._mark_shell(shell)

    def _stops(self) -> list[int]:
        """For each new block how many of the old ones stand before it."""
        stops = [len(self._olds)] * (len(self._news) + 1)
        for index in range(len(self._news) - 1, -1, -1):
            match = self._by_new.get(index)
            stops[index] = match[0][0] if match is not None and not match[2] else stops[index + 1]
        if self._end.way is Way.HELD:
            until = self._end.new if self._news[self._end.new].tag == TABLE else self._end.new + 1
            stops[:until] = [min(stop, self._end.old) for stop in stops[:until]]
        return stops

    def _weave(self, match: Match) -> Element:
        """Weave what answers to each other; gives the last block written."""
        olds = [self._olds[index] for index in match[0]]
        news = [self._news[index] for index in match[1]]
        last: Element | None = None
        try:
            if news[0].tag == TABLE:
                if self._paragraphs.tools.coarse or not self._paragraphs.is_same(olds[0], news[0]):
                    self._tables.weave(olds[0], news[0])
            elif news[0].tag == PARAGRAPH:
                for paragraph in self._paragraphs.weave_paragraphs(olds, news, whole=self._is_forced(match)):
                    if paragraph.getparent() is None:
                        if last is not None:
                            last.addnext(paragraph)
                        else:
                            news[0].addprevious(paragraph)
                    last = paragraph
        except WeavingFailed:
            raise
        except Exception as error:
            # Whatever a stranger's markup brings about: the blocks are then replaced whole.
            raise WeavingFailed([*olds, *news]) from error
        return last if last is not None else news[-1]

    def _is_forced(self, match: Match) -> bool:
        """Matched only since they are last: nothing of one is in the other."""
        return any(
            block in self._paragraphs.tools.coarse for block in (self._olds[match[0][0]], self._news[match[1][0]])
        )

    def _gone(self, start: int, stop: int, before: int) -> int:
        for index in range(start, stop):
            match = self._by_old.get(index)
            block = self._olds[index]
            if match is None:
                made = self._struck(block)
            elif match[2]:
                made = self._moved_away(match, block)
            else:
                continue
            if made is None:
                continue
            if index == self._end.old and made.tag == TABLE and before > self._end.new >= 0:
                self._gaps.keep_company(made)
            else:
                self._gaps.put(made, self._found[index], before)
            if index == self._end.old:
                self._last_struck = made
        return max(start, stop)

    def _struck(self, block: Element) -> Element | None:
        """A struck copy of an old block; None for what no tracked change can tell of."""
        if block.tag == TABLE:
            return self._tables.deleted(block)
        if block.tag == PARAGRAPH:
            return self._paragraphs.deleted_paragraph(block)
        if block.tag == IMPORTED_CHUNK:
            return None
        made = deepcopy(block)
        made.tail = None
        self._paragraphs.bringer.bring(made)
        return enclose_stray(made, lambda: self._paragraphs.marks.mark("del"), as_deleted=True)

    def _come(self, element: Element) -> Element:
        """Mark a new block as inserted; gives what stands in its place then."""
        if element.tag == TABLE:
            self._tables.insert(element)
        elif element.tag == PARAGRAPH:
            self._paragraphs.insert_paragraph(element)
        elif element.tag != IMPORTED_CHUNK:
            return enclose_stray(element, lambda: self._paragraphs.marks.mark("ins"), as_deleted=False)
        return element

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

    def _mark_shell(self, shell: Element) -> None:
        """Mark a content control as inserted, whatever becomes of what is in it."""
        inside = shell.find(CONTROL_CONTENT) if shell.tag == CONTENT_CONTROL else shell
        if inside is None:
            return
        opening, closing = self._paragraphs.marks.shell_ranges()
        shell.addprevious(opening[0])
        properties = next((child for child in inside if child.tag == _SHELL_PROPERTIES), None)
        inside.insert(0 if properties is None else inside.index(properties) + 1, opening[1])
        inside.append(closing[0])
        shell.addnext(closing[1])

    def _settle_end(self) -> None:
        """Hand the last paragraph mark on: it stays, and the one before it goes or comes instead."""
        end = self._end
        if end.way is Way.INSERTED:
            match = self._by_old[end.old]
            self._paragraphs.hand_on_inserted(self._olds[end.old], self._news[match[1][-1]], self._news[end.new])
        elif end.way is Way.DELETED and self._last_struck is not None:
            match = self._by_new[end.new]
            self._paragraphs.hand_on_deleted(
                self._olds[match[0][-1]], self._olds[end.old], self._news[end.new], self._last_struck
            )
        elif end.way is Way.BARE:
            last = self._last_struck if end.new < 0 else self._news[end.new]
            if last is not None:
                unmark(last)


def _enclose(paragraph: Element, ends: tuple[Element, Element]) -> None:
    at = 1 if len(paragraph) and paragraph[0].tag == PARAGRAPH_PROPERTIES else 0
    paragraph.insert(at, ends[0])
    paragraph.append(ends[1])
