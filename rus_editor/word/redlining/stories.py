"""Stories woven together block by block: the new one's tree is kept and marked, what is only in the old is put in."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId
from rus_editor.word.names import MC, PARAGRAPH, SECTION_PROPERTIES, TABLE, TEXT_BOX_CONTENT, W
from rus_editor.word.redlining.marks import PARAGRAPH_PROPERTIES
from rus_editor.word.redlining.paragraphs import ParagraphWriter, unmark
from rus_editor.word.redlining.runs_of_blocks import BlockRun
from rus_editor.word.redlining.tables import TableWriter
from rus_editor.word.redlining.tools import Match, Rows, Tools
from rus_editor.word.walker import blocks_of


class StoryWriter:
    """Writes the stories of one part."""

    def __init__(self, tools: Tools, old_part: str, new_part: str, old_root: Element | None = None) -> None:
        self._tools = tools
        self._paragraphs = ParagraphWriter(tools, old_part, new_part, old_root)
        self._tables = TableWriter(self._paragraphs, self.blocks)

    def add_former_section(self, before: Element | None, after: Element) -> None:
        """Record how the last pages were laid out."""
        self._paragraphs.add_former_section(before, after)

    def blocks(self, old: Element, new: Element, rows: Rows | None = None) -> None:
        """Weave two runs of blocks (a body, a cell, a note, a header, a text box)."""
        old_found = list(blocks_of(old, "body"))
        new_found = list(blocks_of(new, "body"))
        olds, news = [found.element for found in old_found], [found.element for found in new_found]
        if rows is not None:
            matches = self._matches_by_id([found.id for found in old_found], [found.id for found in new_found], rows)
        else:
            matches = self._tools.match_texts([_text(block) for block in olds], [_text(block) for block in news])
        matches = [match for match in matches if self._fits(olds, news, match)]
        matches, tail = self._settle_end(olds, news, matches)
        BlockRun(self._paragraphs, self._tables, new, olds, news, matches, tail).write()
        self._write_boxes()

    def replace_all(self, old: Element, new: Element) -> None:
        """Strike everything and insert everything: the last resort, right whatever stands there."""
        olds = [found.element for found in blocks_of(old, "body")]
        news = [found.element for found in blocks_of(new, "body")]
        matches, tail = self._settle_end(olds, news, [])
        self._tools.coarse.update(olds)
        self._tools.coarse.update(news)
        BlockRun(self._paragraphs, self._tables, new, olds, news, matches, tail).write()

    def insert_all(self, new: Element) -> None:
        """Mark everything as inserted but the last paragraph mark, without which there is no story."""
        news = [found.element for found in blocks_of(new, "body")]
        BlockRun(self._paragraphs, self._tables, new, [], news, [], "").write()
        _unmark_end(news)

    def strike_all(self, old: Element, new: Element) -> None:
        """Put everything into an empty story, struck, but for the last paragraph mark."""
        olds = [found.element for found in blocks_of(old, "body")]
        BlockRun(self._paragraphs, self._tables, new, olds, [], [], "").write()
        _unmark_end([found.element for found in blocks_of(new, "body")])

    def _matches_by_id(self, old_ids: Sequence[BlockId], new_ids: Sequence[BlockId], rows: Rows) -> list[Match]:
        old_at = {block_id: index for index, block_id in enumerate(old_ids)}
        new_at = {block_id: index for index, block_id in enumerate(new_ids)}
        matches: list[Match] = []
        seen: set[BlockId] = set()
        for block_id in old_ids:
            link = rows.links.get(block_id)
            if link is None or block_id in seen:
                continue
            seen.update(link[0])
            if all(old in old_at for old in link[0]) and all(new in new_at for new in link[1]):
                matches.append((tuple(old_at[old] for old in link[0]), tuple(new_at[new] for new in link[1]), link[2]))
        return matches

    def _fits(self, olds: Sequence[Element], news: Sequence[Element], match: Match) -> bool:
        """Whether matched blocks are of one kind and can be woven."""
        pair = [olds[index] for index in match[0]] + [news[index] for index in match[1]]
        if any(block in self._tools.coarse for block in pair):
            return False
        tags = {block.tag for block in pair}
        if len(tags) != 1 or not tags <= {PARAGRAPH, TABLE}:
            return False
        if tags == {TABLE}:
            return not match[2]
        ends = [
            [_has_section_end(block) for block in side]
            for side in (
                [olds[index] for index in match[0]],
                [news[index] for index in match[1]],
            )
        ]
        if len(match[0]) == len(match[1]) == 1:
            return ends[0] == ends[1] and not (match[2] and ends[0][0])
        return not any(ends[0]) and not any(ends[1])

    def _settle_end(
        self, olds: Sequence[Element], news: Sequence[Element], matches: list[Match]
    ) -> tuple[list[Match], str]:
        """See to it that the last paragraph mark is in both: it cannot be struck or inserted.

        The answer tells how: "" where the last blocks answer to each other (or are no paragraphs), "deleted" or
        "inserted" where paragraphs after the last matched one came or went.
        """
        if not olds or not news or olds[-1].tag != PARAGRAPH or news[-1].tag != PARAGRAPH:
            return matches, ""
        last_old, last_new = len(olds) - 1, len(news) - 1
        by_old = {index: match for match in matches for index in match[0]}
        by_new = {index: match for match in matches for index in match[1]}
        old_match, new_match = by_old.get(last_old), by_new.get(last_new)
        if old_match is not None and old_match is new_match and not old_match[2]:
            return matches, ""
        plain_old = not _has_section_end(olds[-1])
        plain_new = not _has_section_end(news[-1])
        if (
            old_match is None
            and new_match is not None
            and not new_match[2]
            and plain_old
            and plain_new
            and all(block.tag == PARAGRAPH and not _has_section_end(block) for block in olds[new_match[0][-1] :])
            and all(index not in by_old for index in range(new_match[0][-1] + 1, last_old + 1))
        ):
            return matches, "deleted"
        if (
            new_match is None
            and old_match is not None
            and not old_match[2]
            and plain_old
            and plain_new
            and all(block.tag == PARAGRAPH and not _has_section_end(block) for block in news[old_match[1][-1] :])
            and all(index not in by_new for index in range(old_match[1][-1] + 1, last_new + 1))
        ):
            return matches, "inserted"
        kept = [match for match in matches if match is not old_match and match is not new_match]
        if plain_old != plain_new:
            # A section that ends with the very last paragraph comes and goes with it, mark and all.
            return kept, ""
        kept.append(((last_old,), (last_new,), False))
        kept.sort()
        return kept, ""

    def _write_boxes(self) -> None:
        """Weave the text boxes of what stayed, the boxes within them in turn."""
        while self._paragraphs.boxes:
            old, new = self._paragraphs.boxes.pop()
            pairs = zip(_boxes_in(old), _boxes_in(new), strict=False)
            for old_box, new_box in pairs:
                self.blocks(old_box, new_box)


def _boxes_in(element: Element) -> list[Element]:
    """The outermost text boxes that are shown: not those of a fallback, nor those within another."""
    found: list[Element] = []
    for box in element.iter(TEXT_BOX_CONTENT):
        for parent in box.iterancestors():
            if parent is element:
                found.append(box)
                break
            if parent.tag in (TEXT_BOX_CONTENT, MC + "Fallback"):
                break
    return found


def _unmark_end(blocks: Sequence[Element]) -> None:
    if blocks and blocks[-1].tag == PARAGRAPH:
        unmark(blocks[-1])


def _text(block: Element) -> str:
    return "".join(text.text or "" for text in block.iter(W + "t"))


def _has_section_end(paragraph: Element) -> bool:
    properties = paragraph.find(PARAGRAPH_PROPERTIES)
    return properties is not None and properties.find(SECTION_PROPERTIES) is not None
