"""The two documents while changes are given back: what stands where, and how it is put there so that it can be undone.

All is found as the document was read before the first change, since reading it anew takes longer than all the rest;
what has been replaced since is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import BlockPair, Change
from rus_editor.model.document import Block, BlockId, Document, StoryId
from rus_editor.model.edits import ImpossibleEdit, Patch
from rus_editor.word.fields import FIELD_MARK
from rus_editor.word.names import (
    CELL,
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    TABLE,
    W,
)
from rus_editor.word.redlining.cells import BESIDE
from rus_editor.word.redlining.weave import CompareWords
from rus_editor.word.restoring.bringing import Home
from rus_editor.word.restoring.earlier import Earlier
from rus_editor.word.restoring.weaving import Weaver
from rus_editor.word.writing.manuscript import Found, Manuscript
from rus_editor.word.writing.paragraphs import delete
from rus_editor.word.writing.pieces import TextMap
from rus_editor.word.writing.ranges import field_halves
from rus_editor.word.writing.text_boxes import copy_into, twin_of
from rus_editor.word.writing.text_map import text_map_at

_SHELLS = frozenset((CONTROL_CONTENT, CUSTOM_XML))
_IN_CELL = re.compile(r"(?P<table>.+)/r(?P<row>\d+)c(?P<cell>\d+)/\d+")


class Ground:
    """One document with an earlier version of it, while changes between the two are taken back.

    ``patches`` undo what was done, in the order in which it was done.
    """

    def __init__(self, earlier: Earlier, manuscript: Manuscript, home: Home, compare_words: CompareWords) -> None:
        self.earlier = earlier
        self.manuscript = manuscript
        self.home = home
        self.old: Document = earlier.seen
        self.new: Document = manuscript.document
        self.places = dict(manuscript.places)
        self.patches: list[Patch] = home.output.patches
        self._compare_words = compare_words
        self._standing: dict[BlockId, Element] = {}
        self._instead: dict[Element, list[Element]] = {}
        self.back: dict[BlockId, list[Element]] = {}
        self._weavers: dict[tuple[str, str], Weaver] = {}

    def begin(self, blocks: Iterable[BlockId]) -> None:
        """Find where blocks of the new document stand before anything is done."""
        self._standing = self.manuscript.standing(blocks)

    # -- finding -------------------------------------------------------------------------------------------------------

    def old_block(self, block: BlockId) -> Block | None:
        """An old block as it is read."""
        try:
            return self.old.blocks_by_id.get(self.earlier.own(block))
        except ImpossibleEdit:
            return None

    def found(self, block: BlockId) -> Found:
        """Where a block of the new document stood when it was read."""
        element = self._standing.get(block)
        place = self.places.get(story_of(block))
        if element is None or place is None:
            raise ImpossibleEdit(f"there is no block {block}")
        return Found(block, place.part, place.container, element)

    def standing(self, block: BlockId) -> list[Element]:
        """What stands for a block of the new document by now: itself, what took its place, or nothing."""
        element = self._standing.get(block)
        if element is None:
            return []
        waiting, found = [element], []
        while waiting:
            each = waiting.pop(0)
            if each in self._instead:
                waiting[:0] = self._instead[each]
            elif self.stands(each):
                found.append(each)
        return found

    def stands(self, element: Element) -> bool:
        """Whether an element is part of the document by now, with all that it stands in."""
        top = element
        for above in element.iterancestors():
            top = above
        return any(top is root for root in self.manuscript.live.trees.values())

    def text_map(self, found: Found) -> TextMap:
        """Where each letter of a new paragraph stands by now."""
        if self._standing.get(found.id) is found.element:
            return self.manuscript.text_map(found)
        return text_map_at(found.story, found.element, ())

    def weaver(self, old_part: str, new_part: str) -> Weaver:
        """What weaves paragraphs of an old part with those of a new one."""
        key = old_part, new_part
        if key not in self._weavers:
            bringer = self.home.bringer(old_part, new_part)
            self._weavers[key] = Weaver(
                self.home.registers,
                bringer,
                key,
                self._compare_words,
                self.home.comments.left,
                self.home.lost_bookmarks,
            )
        return self._weavers[key]

    # -- doing ---------------------------------------------------------------------------------------------------------

    def swap(self, part: str, olds: Sequence[Element], made: Sequence[Element]) -> None:
        """Put elements in the place of others; those between that are no blocks stay where they are."""
        self.home.output.settle()
        first = olds[0]
        parent = _parent_of(first)
        same = all(each.getparent() is parent for each in olds)
        last = olds[-1] if same else first
        start, stop = parent.index(first), parent.index(last) + 1
        with self.manuscript.touching(part, parent, start, stop, self.patches):
            tail = last.tail
            for each in made:
                first.addprevious(each)
                each.tail = None
            for each in olds if same else olds[:1]:
                parent.remove(each)
            if made:
                made[-1].tail = tail
        self._follow(first, made)
        for each in olds[1:]:
            if not same:
                self.take_out(part, each)
            self._follow(each, [])

    @contextmanager
    def reworking(self, part: str, element: Element) -> Iterator[None]:
        """Whatever is done to an element and in it is noted; what stands in it stays itself."""
        self.home.output.settle()
        parent = _parent_of(element)
        at = parent.index(element)
        with self.manuscript.touching(part, parent, at, at + 1, self.patches):
            yield
        self.home.output.settle()

    def insert(self, part: str, parent: Element, at: int, made: Sequence[Element]) -> None:
        """Put elements in."""
        self.home.output.settle()
        with self.manuscript.touching(part, parent, at, at, self.patches):
            for step, each in enumerate(made):
                parent.insert(at + step, each)
            if made and made[-1].tag == TABLE and parent.tag == CELL and at + len(made) == len(parent):
                parent.append(etree.Element(PARAGRAPH))

    def remove(self, part: str, elements: Sequence[Element]) -> None:
        """Take elements away that are no blocks."""
        self.home.output.settle()
        for each in elements:
            parent = _parent_of(each)
            at = parent.index(each)
            with self.manuscript.touching(part, parent, at, at + 1, self.patches):
                parent.remove(each)
            self._follow(each, [])

    def take_out(self, part: str, element: Element, *, may_be_last: bool = False) -> None:
        """Take a block away; where it cannot go (the last paragraph of a cell) all that it says goes.

        ``may_be_last`` lets a story do without any paragraph: some programs end a body with a table.
        """
        self.home.output.settle()
        if may_be_last and element.tag == PARAGRAPH and _is_last_paragraph(element):
            self.remove(part, [element])
            return
        story = self._container_of(element)
        found = Found(BlockId(""), part, story, element)
        before, path = len(self.patches), _path(element)
        with suppress(ImpossibleEdit):
            delete(self.manuscript, found, self.patches)
            self._follow(element, [])
            return
        for patch in reversed(self.patches[before:]):
            self.manuscript.apply(patch, [])
        del self.patches[before:]
        # What was tried was undone: another element stands there now that says the same.
        there = self.manuscript.root(part)
        for step in path:
            there = there[step]
        made = etree.Element(PARAGRAPH, dict(there.attrib) if there.tag == PARAGRAPH else {})
        properties = there.find(PARAGRAPH_PROPERTIES) if there.tag == PARAGRAPH else None
        if properties is not None:
            made.append(deepcopy(properties))
        halves = field_halves(there)
        made.extend(deepcopy(run) for run in (*halves.ended, *halves.begun))
        if there.tag != PARAGRAPH or _says_anything(there):
            parent = _parent_of(there)
            at = parent.index(there)
            with self.manuscript.touching(part, parent, at, at + 1, self.patches):
                made.tail = there.tail
                parent.replace(there, made)
            there = made
        self._instead[element] = [there]

    def _container_of(self, element: Element) -> Element:
        containers = {place.container for place in self.places.values()}
        return next((each for each in element.iterancestors() if each in containers), _parent_of(element))

    def _follow(self, element: Element, made: Sequence[Element]) -> None:
        self._instead[element] = [each for each in made if each is not element]

    # -- boxes ---------------------------------------------------------------------------------------------------------

    def twins(self, stories: Sequence[StoryId]) -> list[tuple[str, Element, Element]]:
        """Of stories that are text boxes stored twice: the part, the content shown, and the other one."""
        found: list[tuple[str, Element, Element]] = []
        for story in stories:
            place = self.places.get(story)
            twin = None if place is None else twin_of(place.container)
            if place is not None and twin is not None:
                found.append((place.part, place.container, twin))
        return found

    def write_twins(self, twins: Sequence[tuple[str, Element, Element]]) -> None:
        """Let the other boxes say what those that are shown say."""
        for part, box, twin in twins:
            if self.stands(box) and self.stands(twin):
                copy_into(self.manuscript, part, box, twin, self.patches)


class Rows:
    """The pairs of a comparison: by change, by block, in the order in which they are read.

    ``beside`` is the story or cell in which all that comes back is to stand, where it does not follow from the pairs.
    """

    def __init__(self, pairs: Sequence[BlockPair], changes: Sequence[Change] = (), beside: str | None = None) -> None:
        self.pairs = pairs
        self.changes = changes
        self.beside = beside
        self._of_change: dict[str, list[int]] = {}
        self.away: dict[BlockId, int] = {}
        self.tables: dict[BlockId, BlockId] = {}
        """Old table → new table."""
        self._containers: dict[str, str] = {"body": "body"}
        self.answered: dict[str, str] = {}
        """New story or cell → the old one that it answers to."""
        for index, pair in enumerate(self.pairs):
            for change in pair.changes:
                self._of_change.setdefault(change, []).append(index)
            if pair.moved_away:
                for block in pair.old:
                    self.away[block] = index
            elif pair.old and pair.new and not pair.moved:
                first, second = container_of(pair.old[0]), container_of(pair.new[0])
                self._containers.setdefault(first, second)
                self.answered.setdefault(second, first)
            if len(pair.old) == len(pair.new) == 1 and not pair.moved_away:
                self.tables.setdefault(pair.old[0], pair.new[0])

    def of_change(self, change: str) -> list[int]:
        """Where the pairs of a change stand."""
        return self._of_change.get(change, [])

    def container(self, old: BlockId) -> str | None:
        """The new story or cell in which what stands beside an old block stands now."""
        return self._containers.get(container_of(old))

    def has_answer(self, new: StoryId) -> bool:
        """Whether a new story answers to an old one."""
        return new in self.answered

    def story(self, old: StoryId) -> StoryId | None:
        """The new story that an old one answers to."""
        found = self._containers.get(old)
        return None if found is None else StoryId(found)


def container_of(block: BlockId) -> str:
    """The story or cell that a block stands in, as the start of its id."""
    return block.rpartition("/")[0]


def story_of(block: BlockId) -> StoryId:
    """The story that a block stands in."""
    prefix = container_of(block)
    while (found := _IN_CELL.fullmatch(f"{prefix}/0")) is not None:
        prefix = container_of(BlockId(found["table"]))
    return StoryId(prefix)


def cell_place(block: BlockId) -> tuple[BlockId, int, int] | None:
    """The innermost table, row and cell (both from 0) that a block stands in; None outside of tables."""
    found = _IN_CELL.fullmatch(block)
    return None if found is None else (BlockId(found["table"]), int(found["row"]), int(found["cell"]))


def climb(element: Element, story: Element, *, after: bool) -> Element:
    """The outermost shell that a block is the last (or first) one in."""
    while True:
        parent = element.getparent()
        if parent is None or parent is story or parent.tag not in _SHELLS:
            return element
        beside = element.getnext() if after else element.getprevious()
        while beside is not None and (not isinstance(beside.tag, str) or beside.tag.endswith("Pr")):
            beside = beside.getnext() if after else beside.getprevious()
        if beside is not None:
            return element
        control = parent.getparent()
        element = control if parent.tag == CONTROL_CONTENT and control is not None else parent


def shells_of(element: Element, story: Element) -> list[Element]:
    """The content controls and the like that a block stands in, within its story or cell."""
    found: list[Element] = []
    for above in element.iterancestors():
        if above is story or above.tag == CELL:
            break
        if above.tag in (CONTENT_CONTROL, CUSTOM_XML):
            found.append(above)
    return found


def _is_last_paragraph(element: Element) -> bool:
    """Whether no paragraph stands after one, and nothing else hangs on it."""
    return (
        next(element.itersiblings(PARAGRAPH), None) is None
        and element.find(f"{PARAGRAPH_PROPERTIES}/{SECTION_PROPERTIES}") is None
        and not any(True for _ in element.iter(FIELD_MARK))
    )


def _says_anything(paragraph: Element) -> bool:
    """Whether there is anything in a paragraph but marks of fields and the like."""
    return any(
        child.tag not in (RUN_PROPERTIES, FIELD_MARK)
        for run in paragraph
        if isinstance(run.tag, str) and run.tag != PARAGRAPH_PROPERTIES and run.tag not in BESIDE
        for child in (run if run.tag == RUN else (run,))
    )


def _path(element: Element) -> list[int]:
    steps: list[int] = []
    while (parent := element.getparent()) is not None:
        steps.append(parent.index(element))
        element = parent
    return steps[::-1]


def _parent_of(element: Element) -> Element:
    parent = element.getparent()
    if parent is None:
        raise ImpossibleEdit("the element stands in no document")
    return parent


HEADERS: Mapping[str, str] = {"header": W + "headerReference", "footer": W + "footerReference"}
