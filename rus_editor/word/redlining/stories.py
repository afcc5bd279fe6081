"""Stories woven together block by block: the new one's tree is kept and marked, what is only in the old is put in."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId
from rus_editor.word.names import MC, PARAGRAPH, SECTION_PROPERTIES, TABLE, TEXT_BOX_CONTENT, W
from rus_editor.word.redlining.ends import ends_section, lacks_last, settle_end
from rus_editor.word.redlining.fields import parted_fields
from rus_editor.word.redlining.paragraphs import Letters, ParagraphWriter
from rus_editor.word.redlining.runs_of_blocks import BlockRun
from rus_editor.word.redlining.tables import TableWriter
from rus_editor.word.redlining.tools import Match, Rows, Tools
from rus_editor.word.walker import Found, blocks_of


class StoryWriter:
    """Writes the stories of one part."""

    def __init__(
        self,
        tools: Tools,
        old_part: str,
        new_part: str,
        old_root: Element | None = None,
        letters: tuple[Letters, Letters] | None = None,
    ) -> None:
        self._tools = tools
        self._paragraphs = ParagraphWriter(tools, old_part, new_part, old_root, letters)
        self._tables = TableWriter(self._paragraphs, self.blocks)

    def add_former_section(self, before: Element | None, after: Element) -> None:
        """Record how the last pages were laid out."""
        self._paragraphs.add_former_section(before, after)

    def forget(self) -> None:
        """Let go of all that was read or written."""
        self._paragraphs.forget()

    def blocks(self, old: Element, new: Element, rows: Rows | None = None) -> None:
        """Weave two runs of blocks (a body, a cell, a note, a header, a text box)."""
        if rows is None and not self._tools.coarse and self._paragraphs.is_same(old, new):
            return
        olds, news = list(blocks_of(old, "body")), list(blocks_of(new, "body"))
        if rows is not None:
            matches = self._matches_by_id([found.id for found in olds], [found.id for found in news], rows)
        else:
            matches = self._tools.match_texts(
                [_text(found.element) for found in olds], [_text(found.element) for found in news]
            )
        self._write(old, new, olds, news, [match for match in matches if self._fits(olds, news, match)])
        self._write_boxes()

    def replace_all(self, old: Element, new: Element) -> None:
        """Strike everything and insert everything: the last resort, right whatever stands there."""
        olds, news = list(blocks_of(old, "body")), list(blocks_of(new, "body"))
        self._tools.coarse.update(found.element for found in (*olds, *news))
        self._write(old, new, olds, news, [])

    def insert_all(self, new: Element) -> None:
        """Mark everything as inserted but the last paragraph mark, without which there is no story."""
        self._write(None, new, [], list(blocks_of(new, "body")), [])

    def strike_all(self, old: Element, new: Element) -> None:
        """Put everything into an empty story, struck, but for the last paragraph mark."""
        self._write(old, new, list(blocks_of(old, "body")), [], [])

    def _write(
        self, old: Element | None, new: Element, olds: list[Found], news: list[Found], matches: list[Match]
    ) -> None:
        before, after = [found.element for found in olds], [found.element for found in news]
        lacking = ""
        for side, container, mine, blocks, others in (
            ("old", old, olds, before, after),
            ("new", new, news, after, before),
        ):
            if container is not None and lacks_last(blocks, others):
                mine.append(_add_last(container))
                blocks.append(mine[-1].element)
                lacking = side
        matches, end = settle_end(before, after, matches)
        self._paragraphs.parted |= parted_fields(before, after, matches, self._tools.coarse)
        BlockRun(self._paragraphs, self._tables, new, olds, news, matches, end).write()
        if lacking:
            self._paragraphs.mark_last(list(blocks_of(new, "body"))[-1].element, "ins" if lacking == "old" else "del")

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

    def _fits(self, olds: Sequence[Found], news: Sequence[Found], match: Match) -> bool:
        """Whether matched blocks are of one kind and can be woven."""
        coarse = self._tools.coarse
        if len(match[0]) == len(match[1]) == 1 and not match[2]:
            before, after = olds[match[0][0]].element, news[match[1][0]].element
            if before.tag != after.tag or (coarse and (before in coarse or after in coarse)):
                return False
            # What no tracked change can tell of stays where it is the same in both.
            return before.tag in (PARAGRAPH, TABLE) or self._paragraphs.are_alike(before, after)
        blocks = [olds[index].element for index in match[0]] + [news[index].element for index in match[1]]
        return not any(block.tag != PARAGRAPH or block in coarse or ends_section(block) for block in blocks)

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


def _add_last(container: Element) -> Found:
    """An empty paragraph at the end of a body that ends with a section break, to answer to the other's last."""
    made = etree.Element(PARAGRAPH)
    sections = (index for index, child in enumerate(container) if child.tag == SECTION_PROPERTIES)
    container.insert(next(sections, len(container)), made)
    return Found(BlockId(""), made, ())


def _text(block: Element) -> str:
    return "".join(text.text or "" for text in block.iter(W + "t"))
