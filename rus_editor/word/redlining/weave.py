"""Weave an old and a new paragraph into one with tracked changes: what is equal stands as it stands in the new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import Segment, SegmentKind
from rus_editor.word.names import CONTROL_PROPERTIES, RUN, RUN_PROPERTIES, W
from rus_editor.word.redlining.bring import Bringer
from rus_editor.word.redlining.cells import Cell, Content
from rus_editor.word.redlining.comments import RANGE_ENDS
from rus_editor.word.redlining.marks import DELETED_TEXT, TEXT, Marks, make_text

CompareWords = Callable[[str, str, Sequence[str], Sequence[str]], tuple[Segment, ...]]

BREAK = "\u2029"
"""Stands for the mark between two paragraphs in a text made of several."""


class State(Enum):
    """What a cell is in the redline."""

    EQUAL = "equal"
    INSERTED = "ins"
    DELETED = "del"


@dataclass(slots=True)
class Woven:
    """A cell of the redline: in the old (``old``), in the new (``new``), or both.

    ``new_index`` counts the new characters before it.
    """

    state: State
    old: Cell | None
    new: Cell | None
    new_index: int

    @property
    def last_index(self) -> int:
        """The place of its last new character; of a struck cell where it stands."""
        return self.new_index + len(self.new.text) - 1 if self.new is not None else self.new_index


class _Reel:
    """Cells unrolled stretch by stretch."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells
        self._at = 0
        self._from = 0

    def room(self) -> int:
        """How much is left of the cell that is to come."""
        return len(self._cells[self._at].text) - self._from

    def take(self, size: int) -> Cell:
        """The next ``size`` characters, which must lie in one cell."""
        cell, start = self._cells[self._at], self._from
        if start == 0 and size == len(cell.text):
            self._at += 1
            return cell
        piece = cell.text[start : start + size]
        self._from += size
        if self._from == len(cell.text):
            self._at, self._from = self._at + 1, 0
        return Cell(piece, piece, cell.run, cell.child, cell.whole, cell.wrappers)


def weave(
    old: Content,
    new: Content,
    compare_words: CompareWords,
    same: Callable[[Cell, Cell], bool],
) -> list[Woven]:
    """Cells of both in order. ``same`` tells whether what encloses two equal cells is the same too."""
    segments = compare_words(old.text, new.text, old.keys, new.keys)
    woven: list[Woven] = []
    olds, news = _Reel(old.cells), _Reel(new.cells)
    new_at = 0
    for segment in segments:
        left = len(segment.text)
        while left > 0:
            if segment.kind is SegmentKind.EQUAL:
                size = min(left, olds.room(), news.room())
                woven.append(Woven(State.EQUAL, olds.take(size), news.take(size), new_at))
                new_at += size
            elif segment.kind is SegmentKind.DELETED:
                size = min(left, olds.room())
                woven.append(Woven(State.DELETED, olds.take(size), None, new_at))
            else:
                size = min(left, news.room())
                woven.append(Woven(State.INSERTED, None, news.take(size), new_at))
                new_at += size
            left -= size
    if old.is_plain and new.is_plain:
        return woven
    woven = _part(woven, lambda cell: cell.old is not None and cell.new is not None and same(cell.old, cell.new))
    return _keep_fields_whole(woven)


def _part(woven: list[Woven], stays: Callable[[Woven], bool]) -> list[Woven]:
    """Turn equal cells that may not stay into a deletion and an insertion, those beside each other together."""
    parted: list[Woven] = []
    gone: list[Woven] = []
    come: list[Woven] = []

    def flush() -> None:
        # A field that ends here and began in another paragraph stands around the new one, there as here.
        parted.extend([*come, *gone] if _ends_field(gone) else [*gone, *come])
        gone.clear()
        come.clear()

    for cell in woven:
        if cell.state is not State.EQUAL or stays(cell):
            flush()
            parted.append(cell)
        else:
            gone.append(Woven(State.DELETED, cell.old, None, cell.new_index))
            come.append(Woven(State.INSERTED, None, cell.new, cell.new_index))
    flush()
    return parted


def _ends_field(cells: Sequence[Woven]) -> bool:
    depth = 0
    for cell in cells:
        depth += {"begin": 1, "end": -1}.get(_field_kind(cell.old), 0)
        if depth < 0:
            return True
    return False


def _field_kind(cell: Cell | None) -> str:
    if cell is None or cell.child is None or cell.child.tag != W + "fldChar":
        return ""
    return cell.child.get(W + "fldCharType") or ""


def _keep_fields_whole(woven: list[Woven]) -> list[Woven]:
    """A field of which a begin, code or end changed is struck and inserted whole, never half."""
    stack: list[int] = []
    broken: set[int] = set()
    spans: list[tuple[int, int]] = []
    for side in ("old", "new"):
        stack.clear()
        for index, cell in enumerate(woven):
            kind = _field_kind(getattr(cell, side))
            if kind == "begin":
                stack.append(index)
            elif kind == "end" and stack:
                spans.append((stack.pop(), index))
    for start, stop in spans:
        if any(
            woven[index].state is not State.EQUAL and _is_field_mark(woven[index]) for index in range(start, stop + 1)
        ):
            broken.update(range(start, stop + 1))
    if not broken:
        return woven
    result: list[Woven] = []
    gone: list[Woven] = []
    come: list[Woven] = []
    for index, cell in enumerate(woven):
        if index in broken:
            if cell.old is not None:
                gone.append(Woven(State.DELETED, cell.old, None, cell.new_index))
            if cell.new is not None:
                come.append(Woven(State.INSERTED, None, cell.new, cell.new_index))
            continue
        result.extend([*gone, *come])
        gone.clear()
        come.clear()
        result.append(cell)
    result.extend([*gone, *come])
    return result


def _is_field_mark(cell: Woven) -> bool:
    found = cell.new or cell.old
    return found is not None and found.child is not None and found.child.tag in (W + "fldChar", W + "instrText")


@dataclass(slots=True)
class _Group:
    """Cells that go into one run: same state, run on both sides, and wrappers."""

    state: State
    wrappers: tuple[Element, ...]
    from_old: bool
    cells: list[Woven]


class Composer:
    """Makes the content of a paragraph from woven cells."""

    def __init__(
        self,
        marks: Marks,
        bringer: Bringer,
        look: Callable[[Cell, bool], str],
    ) -> None:
        self._marks = marks
        self._bringer = bringer
        self._look = look
        self.boxes: list[tuple[Element, Element]] = []
        """Things that stayed and hold text boxes: the old one, and the new one as composed."""

    def compose(
        self,
        woven: Sequence[Woven],
        beside: Sequence[tuple[int, Element, tuple[Element, ...]]],
        old_ranges: Sequence[tuple[int, Element]] = (),
    ) -> list[Element]:
        """Run-level elements. ``beside`` are the new paragraph's bookmarks and the like.

        ``old_ranges`` are the ends of the old one's comments, told by how many of the old characters stand before;
        other marks among them are at home already.
        """
        out: list[Element] = []
        open_wrappers: list[tuple[Element, Element]] = []
        waiting = list(beside)
        old_waiting = list(old_ranges)

        def place(element: Element, wrappers: tuple[Element, ...], *, from_old: bool) -> None:
            keep = 0
            while keep < len(open_wrappers) and keep < len(wrappers) and open_wrappers[keep][0] is wrappers[keep]:
                keep += 1
            del open_wrappers[keep:]
            for wrapper in wrappers[keep:]:
                shell = etree.Element(wrapper.tag, dict(wrapper.attrib), nsmap=None)
                for child in wrapper:
                    if isinstance(child.tag, str) and child.tag.endswith("Pr") and child.tag != RUN:
                        shell.append(deepcopy(child))
                if from_old:
                    self._bringer.bring(shell)
                (open_wrappers[-1][1].append if open_wrappers else out.append)(shell)
                open_wrappers.append((wrapper, shell))
            (open_wrappers[-1][1].append if open_wrappers else out.append)(element)

        def place_beside(until: int) -> None:
            while waiting and waiting[0][0] <= until:
                _, element, wrappers = waiting.pop(0)
                place(element, wrappers, from_old=False)

        def place_old(until: int) -> None:
            while old_waiting and old_waiting[0][0] <= until:
                made = deepcopy(old_waiting.pop(0)[1])
                made.tail = None
                if made.tag not in RANGE_ENDS or self._bringer.bring_mark(made):
                    # Wherever it is just now: a link in both versions is not parted for a mark that is in one.
                    (open_wrappers[-1][1].append if open_wrappers else out.append)(made)

        old_at = 0
        for group in _groups(woven, self._look, frozenset(at for at, _ in old_ranges)):
            place_beside(group.cells[0].new_index)
            if old_waiting:
                place_old(old_at)
                old_at += length_of(group.cells)
            from_old = group.state is State.DELETED
            elements = self._elements(group)
            if group.state is State.EQUAL:
                for element in elements:
                    place(element, group.wrappers, from_old=False)
            else:
                place(self._marks.around(group.state.value, elements), group.wrappers, from_old=from_old)
        while waiting:
            _, element, wrappers = waiting.pop(0)
            place(element, wrappers, from_old=False)
        place_old(old_at)
        return out

    def _elements(self, group: _Group) -> list[Element]:
        first = group.cells[0].old if group.from_old else group.cells[0].new
        assert first is not None
        if first.whole is not None:
            whole = deepcopy(first.whole)
            whole.tail = None
            if group.from_old:
                self._bringer.bring(without_identity(whole))
                to_deleted_text(whole)
            elif group.state is State.EQUAL:
                self._note_boxes(group.cells[0].old, whole)
            return [whole]
        run = etree.Element(RUN)
        source = first.run
        assert source is not None
        properties = source.find(RUN_PROPERTIES)
        if properties is not None:
            run.append(deepcopy(properties))
        is_deleted = group.state is State.DELETED
        text = ""
        for woven in group.cells:
            cell = woven.old if group.from_old else woven.new
            assert cell is not None
            assert cell.child is not None
            if cell.child.tag == TEXT:
                text += cell.text
                continue
            if text:
                run.append(make_text(DELETED_TEXT if is_deleted else TEXT, text))
                text = ""
            child = deepcopy(cell.child)
            child.tail = None
            if is_deleted:
                to_deleted_text(child)
            run.append(child)
            if group.state is State.EQUAL:
                self._note_boxes(woven.old, child)
        if text:
            run.append(make_text(DELETED_TEXT if is_deleted else TEXT, text))
        if group.from_old:
            self._bringer.bring(run)
        elif group.state is State.EQUAL:
            self._add_former_look(run, group)
        return [run]

    def _note_boxes(self, old: Cell | None, made: Element) -> None:
        before = (old.whole if old.whole is not None else old.child) if old is not None else None
        if before is not None and next(made.iter(W + "txbxContent"), None) is not None:
            self.boxes.append((before, made))

    def _add_former_look(self, run: Element, group: _Group) -> None:
        old, new = group.cells[0].old, group.cells[0].new
        if old is None or new is None or self._look(old, True) == self._look(new, False):
            return
        properties = run.find(RUN_PROPERTIES)
        if properties is None:
            properties = etree.Element(RUN_PROPERTIES)
            run.insert(0, properties)
        former = old.run.find(RUN_PROPERTIES) if old.run is not None else None
        inside = etree.Element(RUN_PROPERTIES)
        if former is not None:
            inside = deepcopy(former)
            inside.tail = None
            self._bringer.bring(inside)
        for change in properties.findall(W + "rPrChange"):
            properties.remove(change)
        properties.append(self._marks.former("rPrChange", inside))


def length_of(woven: Sequence[Woven]) -> int:
    """How many old characters there are."""
    return sum(len(cell.old.text) for cell in woven if cell.old is not None)


def _groups(
    woven: Sequence[Woven], look: Callable[[Cell, bool], str], cuts: frozenset[int] = frozenset()
) -> list[_Group]:
    """Cells that go into one run; ``cuts`` are the old characters before which one ends."""
    groups: list[_Group] = []
    last: _Group | None = None
    last_run: Element | None = None
    last_old: Cell | None = None
    old_at = 0
    for cell in woven:
        if cuts:
            if old_at in cuts:
                last = None
            old_at += len(cell.old.text) if cell.old is not None else 0
        state = cell.state
        old = cell.old
        seen = old if state is State.DELETED else cell.new
        assert seen is not None
        run = seen.run
        if (
            last is not None
            and last.state is state
            and run is not None
            and run is last_run
            and (last.wrappers is seen.wrappers or last.wrappers == seen.wrappers)
            and (
                state is not State.EQUAL
                or old is None
                or last_old is None
                or last_old.run is old.run
                or look(last_old, True) == look(old, True)
            )
        ):
            last.cells.append(cell)
        else:
            last = _Group(state, seen.wrappers, state is State.DELETED, [cell])
            groups.append(last)
        last_run, last_old = run, old
    return groups


def to_deleted_text(element: Element) -> None:
    """Turn text into deleted text, but for what stands in a text box, which is a story of its own."""
    for text in list(element.iter(TEXT, W + "instrText")):
        if any(above.tag == W + "txbxContent" for above in text.iterancestors()):
            continue
        text.tag = DELETED_TEXT if text.tag == TEXT else W + "delInstrText"


def without_identity(copied: Element) -> Element:
    """A copy of old content without the ids of its content controls: the new document's own may stand beside it."""
    for properties in copied.iter(CONTROL_PROPERTIES):
        for identity in properties.findall(W + "id"):
            properties.remove(identity)
    return copied


def content_of(paragraphs: Sequence[Content]) -> Content:
    """Several paragraphs read as one, with a break cell between them."""
    if len(paragraphs) == 1:
        return paragraphs[0]
    joined = Content(is_plain=all(part.is_plain for part in paragraphs))
    for index, part in enumerate(paragraphs):
        if index:
            joined.add(Cell(BREAK, BREAK, None, None, None, ()))
        start = joined.length
        joined.cells.extend(part.cells)
        joined.length += part.length
        joined.beside.extend((start + at, element, wrappers) for at, element, wrappers in part.beside)
    return joined
