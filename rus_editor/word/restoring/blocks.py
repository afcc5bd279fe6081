"""Blocks that came, went or were moved, and content controls around them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import BlockPair, Change
from rus_editor.model.document import BlockId, Paragraph
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.word.names import (
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    SECTION_PROPERTIES,
    TABLE,
)
from rus_editor.word.restoring.controls import take_properties
from rus_editor.word.restoring.ground import Ground, Rows, cell_place, climb, container_of, shells_of, story_of
from rus_editor.word.restoring.texts import AlreadyBack, TextRestorer
from rus_editor.word.restoring.weaving import Wish, everything
from rus_editor.word.walker import cells_of, rows_of


class BlockRestorer:
    """Brings blocks back, takes them away, and puts them where they stood."""

    def __init__(self, ground: Ground, rows: Rows, texts: TextRestorer) -> None:
        self._ground = ground
        self._rows = rows
        self._texts = texts

    def bring(self, pair: BlockPair, index: int) -> None:
        """Bring back blocks that went; ``index`` is where they stand among the pairs."""
        ground = self._ground
        if all(block in ground.back for block in pair.old):
            raise AlreadyBack
        fellows = ground.earlier.fellows(pair.old[0]) if len(pair.old) == 1 else pair.old
        if len(pair.old) == 1 < len(fellows) and (gone := self._gone(fellows)) is not None:
            # A field over several paragraphs is one thing: without its ends it would be text that nothing updates.
            gallery = ground.earlier.gallery(pair.old[0])
            if gallery is not None:
                self._bring([block for _, block in gone], gone[0][0], keep_fields=True, gallery=gallery)
                return
            for each, block in gone:
                self._bring((block,), each, keep_fields=True)
            return
        self._bring(pair.old, index, keep_fields=False)

    def _bring(
        self, blocks: Sequence[BlockId], index: int, *, keep_fields: bool, gallery: Element | None = None
    ) -> None:
        ground = self._ground
        parent, at, part, story = self._place(blocks[0], index)
        made: list[Element] = []
        for block in blocks:
            there = ground.earlier.find(block)
            each = ground.home.block(
                there.element, there.part, part, keep_section=story == "body", keep_fields=keep_fields
            )
            ground.back[block] = [each]
            made.append(each)
        if gallery is not None:
            control = etree.Element(CONTENT_CONTROL)
            take_properties(ground.home, gallery, control, (ground.earlier.find(blocks[0]).part, part))
            etree.SubElement(control, CONTROL_CONTENT).extend(made)
            made = [control]
        ground.insert(part, parent, at, made)

    def _gone(self, blocks: Sequence[BlockId]) -> list[tuple[int, BlockId]] | None:
        """Where among the pairs some blocks stand that all went, and none is back; None where that is not so."""
        wanted = set(blocks)
        found = [
            (at, pair.old[0])
            for at, pair in enumerate(self._rows.pairs)
            if len(pair.old) == 1 and not pair.new and not pair.moved_away and pair.old[0] in wanted
        ]
        is_all = len(found) == len(wanted) and not any(block in self._ground.back for block in blocks)
        return found if is_all else None

    def take(self, pair: BlockPair) -> None:
        """Take away blocks that came."""
        taken = False
        body = self._ground.old.body.blocks
        ends_with_table = not body or not isinstance(body[-1], Paragraph)
        for block in pair.new:
            part = self._ground.found(block).part
            may_be_last = ends_with_table and container_of(block) == "body"
            for element in self._ground.standing(block):
                self._ground.take_out(part, element, may_be_last=may_be_last)
                taken = True
        if not taken:
            raise AlreadyBack

    def exchange(self, pair: BlockPair) -> None:
        """The old block in the place of the new one."""
        ground = self._ground
        standing = ground.standing(pair.new[0])
        if not standing:
            raise AlreadyBack
        there, part = ground.earlier.find(pair.old[0]), ground.found(pair.new[0]).part
        ground.swap(part, standing, [ground.home.block(there.element, there.part, part)])

    def move_back(self, change: Change, pair: BlockPair) -> None:
        """Put a block where it stood, as it was."""
        ground = self._ground
        away = self._rows.away.get(pair.old[0])
        standing = [element for block in pair.new for element in ground.standing(block)]
        if not standing:
            raise AlreadyBack
        part = ground.found(pair.new[0]).part
        parent, at, target, _ = self._place(pair.old[0], len(self._rows.pairs) if away is None else away)
        there = ground.earlier.find(pair.old[0])
        if part != target or standing[0].tag != PARAGRAPH:
            if part == target and standing[0].tag == TABLE and not change.edited:
                made = [deepcopy(each) for each in standing]
            else:
                made = [ground.home.block(ground.earlier.find(block).element, there.part, target) for block in pair.old]
        else:
            wish = Wish(everything, looks=True, layout=True, segments=pair.segments)
            _, sides = self._texts.woven(pair, wish)
            made = ground.weaver(there.part, part).weave(sides, wish).paragraphs
            for each in made:
                for section in each.findall(f"{PARAGRAPH_PROPERTIES}/{SECTION_PROPERTIES}"):
                    properties = section.getparent()
                    if properties is not None:
                        properties.remove(section)
        for each in made:
            each.tail = None
        # First in, then out: the place may be the only one left in its cell. Where it stands moves along meanwhile.
        ground.insert(target, parent, at, made)
        for element in standing:
            ground.take_out(part, element)
        for block in pair.old:
            ground.back[block] = made

    # -- where ---------------------------------------------------------------------------------------------------------

    def _place(self, old: BlockId, index: int) -> tuple[Element, int, str, str]:
        """Where an old block is to stand: in which element, before which child, in which part and story."""
        ground = self._ground
        container = self._rows.beside or self._container(old)
        story = story_of(BlockId(f"{container}/0"))
        place = ground.places.get(story)
        if place is None:
            raise ImpossibleEdit(f"there is no story {story}")
        there = ground.earlier.find(old)
        is_bare = not shells_of(there.element, there.story)
        for step, after in ((-1, True), (1, False)):
            at = index + step
            while 0 <= at < len(self._rows.pairs):
                element = self._anchor(self._rows.pairs[at], container, old, after=after)
                if element is not None:
                    if is_bare:
                        element = climb(element, place.container, after=after)
                    parent = element.getparent()
                    assert parent is not None
                    return parent, parent.index(element) + after, place.part, story
                at += step
        inside = self._container_element(container, place.container)
        first = next(
            (at for at, child in enumerate(inside) if child.tag in (PARAGRAPH, TABLE, CONTENT_CONTROL)), len(inside)
        )
        return inside, first, place.part, story

    def _anchor(self, pair: BlockPair, container: str, old: BlockId, *, after: bool) -> Element | None:
        """The block of a pair that stands in a container by now: the last one to stand after, the first before."""
        ground = self._ground
        found: list[Element] = []
        if pair.new and not pair.moved_away:
            for block in pair.new:
                if container_of(block) == container:
                    found.extend(ground.standing(block))
        if not found and pair.old and container_of(pair.old[0]) == container_of(old):
            for block in pair.old:
                found.extend(each for each in ground.back.get(block, ()) if ground.stands(each))
        if not found:
            return None
        return found[-1] if after else found[0]

    def _container(self, old: BlockId) -> str:
        """The new story or cell in which an old block is to stand."""
        known = self._rows.container(old)
        if known is not None:
            return known
        place = cell_place(old)
        if place is None:
            raise AlreadyBack
        table = self._rows.tables.get(place[0])
        if table is None:
            raise AlreadyBack
        rows = {
            first[1]: second[1]
            for pair in self._rows.pairs
            if pair.old and pair.new and not pair.moved_away
            if (first := cell_place(pair.old[0])) is not None and (second := cell_place(pair.new[0])) is not None
            if first[0] == place[0] and second[0] == table
        }
        row = rows.get(place[1])
        if row is None:
            raise AlreadyBack
        return f"{table}/r{row}c{place[2]}"

    def _container_element(self, container: str, story: Element) -> Element:
        place = cell_place(BlockId(f"{container}/0"))
        if place is None:
            return story
        for table in self._ground.standing(place[0]):
            rows = [row for row, _ in rows_of(table)]
            if place[1] < len(rows):
                cells = [cell for cell, _ in cells_of(rows[place[1]])]
                if place[2] < len(cells):
                    return cells[place[2]]
        raise AlreadyBack
