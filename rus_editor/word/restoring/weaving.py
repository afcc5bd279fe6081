"""Paragraphs that answer to each other, woven into one text: what is wanted back as it was, the rest as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import Segment
from rus_editor.word.fields import FIELD_MARK
from rus_editor.word.names import (
    DELETION,
    ID,
    INSERTION,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    TEXT,
    W,
)
from rus_editor.word.redlining.bring import Bringer
from rus_editor.word.redlining.cells import ATOM, Cell, CellReader, Content, look_of, wrapper_key
from rus_editor.word.redlining.comments import REFERENCE
from rus_editor.word.redlining.marks import Marks, canonical
from rus_editor.word.redlining.registers import Registers
from rus_editor.word.redlining.weave import (
    BREAK,
    CompareWords,
    Composer,
    State,
    Woven,
    content_of,
    length_of,
    weave,
)
from rus_editor.word.writing.pieces import TextMap

_RUN_CHANGE = W + "rPrChange"
_LAYOUT_CHANGE = W + "pPrChange"
_NOT_LAYOUT = frozenset((SECTION_PROPERTIES, _LAYOUT_CHANGE))
_LIVE = ((W + "delText", TEXT), (W + "delInstrText", W + "instrText"))
_INSTRUCTION = W + "instrText"
_BOOKMARKS = frozenset((W + "bookmarkStart", W + "bookmarkEnd"))


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch or thing that is in one of the two texts only, or in both (``old`` and ``new``).

    Places are those in the paragraphs' texts as they are read, joined with a line feed; None for what has none there
    (marks of fields). ``edit`` numbers the differences of the paragraph.
    """

    old: Cell | None
    new: Cell | None
    old_at: int | None
    new_at: int | None
    edit: int

    @property
    def differs(self) -> bool:
        """Whether it is in one of the two only."""
        return self.old is None or self.new is None


Choose = Callable[[Sequence[Bit]], Sequence[bool]]
"""Which of some stretches and things are to be as they were."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted back. ``choose`` tells of words and things, ``looks`` of how letters that stayed look.

    ``layout`` is how the paragraphs themselves look, as many as they were then. ``segments`` are how the texts differ,
    where that is known.
    """

    choose: Choose
    looks: bool = False
    layout: bool = False
    segments: tuple[Segment, ...] | None = None


def everything(bits: Sequence[Bit]) -> list[bool]:
    """All that differs as it was."""
    return [bit.differs for bit in bits]


def nothing(bits: Sequence[Bit]) -> list[bool]:
    """All as it is."""
    return [False] * len(bits)


def edits_in_which(test: Callable[[Bit], bool]) -> Choose:
    """Whole differences, what went with what came in its stead, in which anything passes a test."""

    def choose(bits: Sequence[Bit]) -> list[bool]:
        edits = {bit.edit for bit in bits if bit.differs and test(bit)}
        return [bit.differs and bit.edit in edits for bit in bits]

    return choose


def things_at(old: Collection[int], new: Collection[int]) -> Choose:
    """The things at some places of the two texts, those that are alike in both too."""

    def choose(bits: Sequence[Bit]) -> list[bool]:
        return [
            (bit.old is not None and bit.old_at in old and bit.old.text == ATOM)
            or (bit.old is None and bit.new_at in new and bit.new is not None and bit.new.text == ATOM)
            for bit in bits
        ]

    return choose


@dataclass(frozen=True, slots=True)
class Pair:
    """Paragraphs that answer to each other, with their maps where places in their texts are asked for."""

    olds: tuple[Element, ...]
    news: tuple[Element, ...]
    old_maps: tuple[TextMap, ...] = ()
    new_maps: tuple[TextMap, ...] = ()


@dataclass(frozen=True, slots=True)
class Cloth:
    """What was woven, and whether it differs from what stands there."""

    paragraphs: list[Element]
    differs: bool


class Weaver:
    """Weaves paragraphs of one old part with those of a new one."""

    def __init__(
        self,
        registers: Registers,
        bringer: Bringer,
        parts: tuple[str, str],
        compare_words: CompareWords,
        comments_left: Collection[str] = (),
        lost_bookmarks: Callable[[Iterable[Element]], Callable[[Element], Element | None]] | None = None,
    ) -> None:
        self._registers = registers
        self._bringer = bringer
        self._compare_words = compare_words
        self._old_digest = partial(registers.old_digests.of, parts[0])
        self._new_digest = partial(registers.output.digest, parts[1])
        comments = registers.comments
        self._comments_left = comments_left
        self._lost_bookmarks = lost_bookmarks
        self._old_cells = CellReader(self._old_digest, comments.old.said)
        self._new_cells = CellReader(self._new_digest, comments.new.said)

    def weave(self, pair: Pair, wish: Wish) -> Cloth:
        """New paragraphs in the place of ``pair.news``; those are left as they are."""
        old = content_of([self._old_cells.content(paragraph) for paragraph in pair.olds])
        new = content_of([self._new_cells.content(paragraph) for paragraph in pair.news])
        woven = weave(
            old, new, self._comparer(wish.segments), self._same_surroundings if wish.choose is not nothing else _same
        )
        settled, differs = self._settled(woven, pair, wish)
        bookmarks = self._bookmarks(old, woven, settled) if wish.choose is everything and differs else []
        composer = Composer(Marks("", "", 1), self._bringer, self._look if wish.looks else _no_look)
        parts = _at_breaks(settled)
        left = [(at, _copy(element), around) for at, element, around in new.beside]
        made: list[Element] = []
        old_at = 0
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            reach = max((cell.last_index for cell in part), default=0)
            mine = left if last else [entry for entry in left if entry[0] <= reach]
            left = left[len(mine) :]
            paragraph, is_other = self._shell(pair, wish, index, len(parts))
            old_end = old_at + length_of(part)
            ends = [(max(0, at - old_at), mark) for at, mark in bookmarks if last or at <= old_end]
            bookmarks = bookmarks[len(ends) :]
            old_at = old_end + 1
            paragraph.extend(composer.compose(part, mine, ends))
            differs |= is_other | _settle_marks(paragraph)
            made.append(paragraph)
        return Cloth(made, differs=differs)

    # -- which cells stay ----------------------------------------------------------------------------------------------

    def _comparer(self, segments: tuple[Segment, ...] | None) -> CompareWords:
        def compare(before: str, after: str, old_keys: Sequence[str], new_keys: Sequence[str]) -> tuple[Segment, ...]:
            if segments is not None and _fits(segments, before, after):
                return segments
            return self._compare_words(before, after, old_keys, new_keys)

        return compare

    def _settled(self, woven: Sequence[Woven], pair: Pair, wish: Wish) -> tuple[list[Woven], bool]:
        """The cells that are to stand, and whether any of them is to be as it was."""
        halves = _half_fields(pair.olds) | _half_fields(pair.news)
        old_places, new_places = _Places(pair.old_maps), _Places(pair.new_maps)
        bits: list[Bit] = []
        edit = 0
        for cell in woven:
            edit += cell.state is State.EQUAL
            bits.append(Bit(cell.old, cell.new, old_places.of(cell.old), new_places.of(cell.new), edit))
        settled: list[Woven] = []
        differs = False
        for cell, chosen in zip(woven, wish.choose(bits), strict=True):
            wanted = chosen and not self._stays(cell, halves)
            differs |= wanted
            if cell.state is State.EQUAL:
                # A box, say, that is alike in both but for the text in it.
                settled.append(Woven(State.DELETED, cell.old, None, cell.new_index) if wanted else cell)
            elif wanted is (cell.state is State.DELETED):
                settled.append(cell)
        return settled, differs

    def _bookmarks(self, old: Content, woven: Sequence[Woven], settled: Sequence[Woven]) -> list[tuple[int, Element]]:
        """The ends of old bookmarks that have gone, by how many old characters stand before in what is settled."""
        if self._lost_bookmarks is None:
            return []
        marks = [(at, mark) for at, mark, _ in old.beside if mark.tag in _BOOKMARKS]
        bring = self._lost_bookmarks(mark for _, mark in marks)
        brought = [(at, made) for at, mark in marks if (made := bring(mark)) is not None]
        # What is not given back by itself (comments' marks) is not among what stands there.
        there = {id(cell.old) for cell in settled}
        missing = []
        at = 0
        for cell in woven:
            if cell.old is not None:
                if id(cell.old) not in there:
                    missing.append((at, len(cell.old.text)))
                at += len(cell.old.text)
        return [(at - sum(length for start, length in missing if start < at), mark) for at, mark in brought]

    def _stays(self, cell: Woven, halves: set[Element]) -> bool:
        """What is never given back by itself: comments' marks, and halves of fields that go on outside."""
        seen = cell.old or cell.new
        child = seen.child if seen is not None else None
        if child is None or child.tag != REFERENCE:
            return child in halves
        # A comment that is there still gets its sign back; any other comes back by itself.
        return cell.old is None or child.get(ID, "") not in self._comments_left

    # -- how it looks --------------------------------------------------------------------------------------------------

    def _shell(self, pair: Pair, wish: Wish, index: int, count: int) -> tuple[Element, bool]:
        """A paragraph to be filled: named as the new one that it takes the place of, laid out as is wished.

        And whether it is laid out otherwise than that.
        """
        is_other = False
        model = pair.news[min(index, len(pair.news) - 1)]
        paragraph = etree.Element(PARAGRAPH, dict(model.attrib) if index < len(pair.news) else {})
        ours = model.find(PARAGRAPH_PROPERTIES)
        layout: Element = deepcopy(ours) if ours is not None else etree.Element(PARAGRAPH_PROPERTIES)
        if wish.layout:
            theirs = self._bringer.layout(pair.olds[min(index, len(pair.olds) - 1)])
            if canonical(theirs, _NOT_LAYOUT) != canonical(layout, _NOT_LAYOUT):
                layout, is_other = theirs, True
        for section in layout.findall(SECTION_PROPERTIES):
            layout.remove(section)
        if index == count - 1:
            kept = pair.news[-1].find(f"{PARAGRAPH_PROPERTIES}/{SECTION_PROPERTIES}")
            if kept is not None:
                change = layout.find(_LAYOUT_CHANGE)
                layout.insert(len(layout) if change is None else layout.index(change), deepcopy(kept))
        layout.tail = None
        if len(layout):
            paragraph.append(layout)
        return paragraph, is_other

    def _look(self, cell: Cell, from_old: bool) -> str:
        styles = self._registers.old_styles if from_old else self._registers.new_styles
        return look_of(cell, styles.name)

    def _same_surroundings(self, old: Cell, new: Cell) -> bool:
        if not _same(old, new):
            return False
        if not old.wrappers and not new.wrappers:
            return True
        return wrapper_key(old.wrappers, self._old_digest) == wrapper_key(new.wrappers, self._new_digest)


def _same(old: Cell, new: Cell) -> bool:
    """Whether two things are alike, whatever they stand in."""
    return (old.whole is None) == (new.whole is None) and old.key == new.key


def _copy(element: Element) -> Element:
    copied = deepcopy(element)
    copied.tail = None
    return copied


def _no_look(_cell: Cell, _from_old: bool) -> str:
    return ""


def _fits(segments: Sequence[Segment], before: str, after: str) -> bool:
    olds = "".join(segment.text for segment in segments if segment.kind.value != "inserted")
    news = "".join(segment.text for segment in segments if segment.kind.value != "deleted")
    return olds == before.replace(BREAK, "\n") and news == after.replace(BREAK, "\n")


class _Places:
    """Where cells stand in a text that is read, told by the elements that they are made of."""

    def __init__(self, maps: Sequence[TextMap]) -> None:
        self._at: dict[Element, int] = {}
        self._used: dict[Element, int] = {}
        start = 0
        for text_map in maps:
            for piece in text_map.pieces:
                self._at.setdefault(piece.element, start + piece.start)
            start += text_map.length + 1

    def of(self, cell: Cell | None) -> int | None:
        """Where a cell begins; they must be asked for in order."""
        if cell is None or not self._at:
            return None
        if cell.whole is not None:
            return next((self._at[each] for each in cell.whole.iter(etree.Element) if each in self._at), None)
        child = cell.child
        if child is None:
            return None
        at = self._at.get(child)
        if at is None:
            return next((self._at[each] for each in child.iter(etree.Element) if each in self._at), None)
        used = self._used.get(child, 0)
        self._used[child] = used + len(cell.text)
        return at + used


def _half_fields(paragraphs: Sequence[Element]) -> set[Element]:
    """Marks and instructions of fields that do not both begin and end in the paragraphs."""
    halves: set[Element] = set()
    opened: list[list[Element]] = []
    for paragraph in paragraphs:
        for mark in paragraph.iter(FIELD_MARK, _INSTRUCTION):
            kind = mark.get(W + "fldCharType") if mark.tag == FIELD_MARK else None
            if kind == "begin":
                opened.append([mark])
            elif kind == "end" and opened:
                opened.pop()
            elif opened:
                opened[-1].append(mark)
            else:
                halves.add(mark)
    halves.update(mark for marks in opened for mark in marks)
    return halves


def _at_breaks(woven: Sequence[Woven]) -> list[list[Woven]]:
    parts: list[list[Woven]] = [[]]
    for cell in woven:
        seen = cell.new or cell.old
        if seen is not None and seen.key == BREAK:
            parts.append([])
        else:
            parts[-1].append(cell)
    return parts


def _settle_marks(paragraph: Element) -> bool:
    """What is marked as struck is wanted back, what is marked as inserted stays: take the marks away again.

    Tells whether any letter looks otherwise after it.
    """
    changes = list(paragraph.iter(_RUN_CHANGE))
    for mark in list(paragraph.iter(DELETION, INSERTION)):
        if any(above.tag == W + "txbxContent" for above in mark.iterancestors()):
            continue
        for name, live in _LIVE:
            for text in list(mark.iter(name)):
                text.tag = live
        parent = mark.getparent()
        if parent is not None:
            at = parent.index(mark)
            parent[at : at + 1] = list(mark)
    for change in changes:
        properties = change.getparent()
        former = change.find(RUN_PROPERTIES)
        run = None if properties is None else properties.getparent()
        if properties is None or former is None or run is None:
            continue
        if len(former):
            run.replace(properties, former)
        else:
            run.remove(properties)
    return bool(changes)
