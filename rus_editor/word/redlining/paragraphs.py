"""Paragraphs of one part: woven together, struck, or marked as inserted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import partial

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import Segment, SegmentKind
from rus_editor.word.names import ID, PARAGRAPH, RUN_PROPERTIES, SECTION_PROPERTIES, VAL, R, W
from rus_editor.word.redlining.bring import Bringer
from rus_editor.word.redlining.cells import BESIDE, Cell, CellReader, Content, look_of, wrapper_key
from rus_editor.word.redlining.comments import COMMENT_MARKS, RANGE_ENDS, REFERENCE
from rus_editor.word.redlining.enclose import enclose
from rus_editor.word.redlining.ends import ends_section
from rus_editor.word.redlining.fields import FIELD_MARK
from rus_editor.word.redlining.marks import (
    PARAGRAPH_PROPERTIES,
    UNTRACKED_OF_SECTION,
    Marks,
    canonical,
    former_section,
    paragraph_properties,
    set_paragraph_mark,
)
from rus_editor.word.redlining.tools import Tools
from rus_editor.word.redlining.weave import (
    BREAK,
    Composer,
    State,
    Woven,
    content_of,
    length_of,
    weave,
    without_identity,
)

_NOT_LAYOUT = frozenset((RUN_PROPERTIES, SECTION_PROPERTIES, W + "pPrChange"))
_LIST = W + "numId"
_NOTES = (W + "footnoteReference", W + "endnoteReference")
_MEANT = (W + "pStyle", W + "rStyle", W + "tblStyle", _LIST, PARAGRAPH, *_NOTES)
_VOLATILE_ATTRIBUTES = re.compile(rb' [\w.-]+:(?:rsid\w*|paraId|textId)="[0-9A-Fa-f]*"')
_NAMESPACES = re.compile(rb' xmlns(?::[\w.-]+)?="[^"]*"')

Letters = Mapping[Element, bytes]


class ParagraphWriter:
    """Writes the paragraphs of one part. ``boxes`` gathers things that stayed and hold text boxes: (old, new).

    ``letters`` are the bytes of old and new paragraphs as they were read, where the same bytes mean the same.
    ``parted`` are the marks of long fields that must come and go, though all around them stays.
    """

    def __init__(
        self,
        tools: Tools,
        old_part: str,
        new_part: str,
        old_root: Element | None = None,
        letters: tuple[Letters, Letters] | None = None,
    ) -> None:
        self.tools = tools
        self.marks: Marks = tools.marks
        self.bringer = Bringer(tools.registers, old_part, new_part, old_root)
        self.boxes: list[tuple[Element, Element]] = []
        self.parted: set[Element] = set()
        self._looks: dict[Element, str] = {}
        self._old_letters, self._new_letters = letters or ({}, {})
        self._old_part = old_part
        self._new_part = new_part
        self._old_digest: Callable[[str], str] = partial(tools.registers.old_digests.of, old_part)
        self._new_digest: Callable[[str], str] = partial(tools.output.digest, new_part)
        self._relations_in = _values(etree.XPath(".//@r:*", namespaces={"r": R.strip("{}")}))
        comments = tools.registers.comments
        self._old_cells = CellReader(self._old_digest, comments.old.said)
        self._new_cells = CellReader(self._new_digest, comments.new.said)

    def weave_paragraphs(
        self, olds: Sequence[Element], news: Sequence[Element], *, whole: bool = False
    ) -> list[Element]:
        """Weave paragraphs that answer to each other into the new ones; returns the elements in order."""
        if len(olds) == len(news) == 1:
            if not whole and not self._has_parted(olds[0], news[0]) and self.is_same(olds[0], news[0]):
                return [news[0]]
            if ends_section(olds[0]) == ends_section(news[0]):
                self._add_former_layout(olds[0], news[0])
        self._looks.clear()
        old_content = content_of([self._old_cells.content(paragraph) for paragraph in olds])
        new_parts = [self._new_cells.content(paragraph) for paragraph in news]
        new_content = content_of(new_parts)
        ranges = [(at, mark) for at, mark, _ in old_content.beside if mark.tag in RANGE_ENDS]
        compare = _nothing_equal if whole else self.tools.compare_words
        woven = weave(old_content, new_content, compare, self._same_surroundings)
        if not old_content.is_plain and not new_content.is_plain:
            self._pair_notes(woven)
        if (
            (not ranges or self._same_ranges(olds[0], old_content, new_content))
            and len(olds) == len(news) == 1
            and ends_section(olds[0]) == ends_section(news[0])
            and all(cell.state is State.EQUAL for cell in woven)
            and all(
                cell.old is None or cell.new is None or self._look(cell.old, True) == self._look(cell.new, False)
                for cell in woven
            )
        ):
            self.boxes.append((olds[0], news[0]))
            return [news[0]]
        composer = self._composer()
        if len(olds) == len(news) == 1 and ends_section(olds[0]) != ends_section(news[0]):
            return self._write_break(olds[0], news[0], composer.compose(woven, new_content.beside, ranges), composer)
        if len(olds) == 1:
            return self._write_split(woven, olds[0], news, new_content.beside, ranges, composer)
        return self._write_join(woven, olds, news[0], new_content.beside, ranges, composer)

    def _same_ranges(self, paragraph: Element, old: Content, new: Content) -> bool:
        """Whether the comments of a paragraph are about nothing else, and about the same in the new one."""
        comments = self.tools.registers.comments
        places = [
            {
                (at, str(mark.tag), book.said(mark.get(ID) or ""))
                for at, mark, _ in content.beside
                if mark.tag in RANGE_ENDS
            }
            for book, content in ((comments.old, old), (comments.new, new))
        ]
        return places[0] <= places[1] and comments.old.are_whole(paragraph)

    def _write_break(self, old: Element, new: Element, content: Sequence[Element], composer: Composer) -> list[Element]:
        """A section break that came or went: the words are in both, each with a mark of its own behind them.

        The break hangs on one mark, so that it comes and goes with it; the words then run on to the other mark.
        """
        self.boxes.extend(composer.boxes)
        made = etree.Element(PARAGRAPH)
        self._take_layout(made, old, keep_section=True)
        set_paragraph_mark(made, self.marks.mark("del"))
        set_paragraph_mark(new, self.marks.mark("ins"))
        if ends_section(new):
            _refill(new, content)
            return [new, made]
        made.extend(content)
        _refill(new, [])
        return [made, new]

    def _write_split(
        self,
        woven: Sequence[Woven],
        old: Element,
        news: Sequence[Element],
        beside: Sequence[tuple[int, Element, tuple[Element, ...]]],
        ranges: Sequence[tuple[int, Element]],
        composer: Composer,
    ) -> list[Element]:
        parts = _at_breaks(woven)
        breaks = [cell.new_index + 1 for cell in woven if cell.new is not None and cell.new.key == BREAK]
        starts = [0, *breaks]
        bounds = [*starts[1:], 1 << 60]
        old_ranges = _ranges_of(parts, ranges)
        for index, (paragraph, part) in enumerate(zip(news, parts, strict=True)):
            mine = [entry for entry in beside if starts[index] <= entry[0] < bounds[index]]
            _refill(paragraph, composer.compose(part, mine, old_ranges[index]))
            if index < len(news) - 1:
                set_paragraph_mark(paragraph, self.marks.mark("ins"))
        if len(news) > 1:
            self._add_former_layout(old, news[-1])
        self.boxes.extend(composer.boxes)
        return list(news)

    def _write_join(
        self,
        woven: Sequence[Woven],
        olds: Sequence[Element],
        new: Element,
        beside: Sequence[tuple[int, Element, tuple[Element, ...]]],
        ranges: Sequence[tuple[int, Element]],
        composer: Composer,
    ) -> list[Element]:
        parts = _at_breaks(woven)
        self._add_former_layout(olds[-1], new)
        made: list[Element] = []
        left = list(beside)
        old_ranges = _ranges_of(parts, ranges, 1)
        for old, part, mine_old in zip(olds[:-1], parts[:-1], old_ranges[:-1], strict=True):
            paragraph = etree.Element(PARAGRAPH)
            self._take_layout(paragraph, old, keep_section=True)
            reach = max((cell.last_index for cell in part), default=0)
            mine = [entry for entry in left if entry[0] <= reach]
            left = left[len(mine) :]
            paragraph.extend(composer.compose(part, mine, mine_old))
            set_paragraph_mark(paragraph, self.marks.mark("del"))
            made.append(paragraph)
        _refill(new, composer.compose(parts[-1], left, old_ranges[-1]))
        self.boxes.extend(composer.boxes)
        return [*made, new]

    def deleted_paragraph(self, old: Element, tag: str = "del", *, mark: bool = True) -> Element:
        """A copy of an old paragraph with all that it says struck, its mark too. ``tag`` may be ``moveFrom``."""
        paragraph = etree.Element(PARAGRAPH)
        for child in old:
            if child.tag in RANGE_ENDS:
                mark_copied = deepcopy(child)
                mark_copied.tail = None
                if self.bringer.bring_mark(mark_copied):
                    paragraph.append(mark_copied)
            elif isinstance(child.tag, str) and child.tag != PARAGRAPH_PROPERTIES and child.tag not in BESIDE:
                copied = deepcopy(child)
                copied.tail = None
                paragraph.append(self.bringer.bring(without_identity(copied)))
        enclose(paragraph, lambda: self.marks.mark(tag), as_deleted=tag == "del")
        self._take_layout(paragraph, old, keep_section=True)
        if mark:
            set_paragraph_mark(paragraph, self.marks.mark(tag))
        return paragraph

    def insert_paragraph(self, new: Element, tag: str = "ins", *, mark: bool = True) -> None:
        """Mark a new paragraph as inserted, its mark too. ``tag`` may be ``moveTo``."""
        enclose(new, lambda: self.marks.mark(tag), as_deleted=False)
        if mark:
            set_paragraph_mark(new, self.marks.mark(tag))

    def forget(self) -> None:
        """Let go of all that was read or written."""
        self.boxes.clear()
        self.parted.clear()
        self._looks.clear()
        self._old_letters, self._new_letters = {}, {}

    def are_alike(self, old: Element, new: Element) -> bool:
        """Whether two things say and lead to the same."""
        return self._old_cells.key_of(old) == self._new_cells.key_of(new)

    def hand_on_inserted(self, old_last: Element, kept: Element, last: Element) -> None:
        """Paragraphs came after the last that stayed: its mark is the new one, and the last of them has the old.

        A removed mark joins its paragraph to the following, which keeps its own layout.
        """
        properties = paragraph_properties(kept)
        for change in properties.findall(W + "pPrChange"):
            properties.remove(change)
        for change in properties.findall(f"{SECTION_PROPERTIES}/{W}sectPrChange"):
            _take(change)
        set_paragraph_mark(kept, self.marks.mark("ins"))
        unmark(last)
        self._add_former_layout(old_last, last)

    def hand_on_deleted(self, old_kept: Element, old_last: Element, kept: Element, last: Element) -> None:
        """Paragraphs after the last that stayed went: its mark goes, and the last of them has the one that stays."""
        after = paragraph_properties(kept)
        for change in after.findall(W + "pPrChange"):
            after.remove(change)
        for change in after.findall(f"{SECTION_PROPERTIES}/{W}sectPrChange"):
            _take(change)
        kept.remove(after)
        self._take_layout(kept, old_kept, keep_section=True)
        set_paragraph_mark(kept, self.marks.mark("del"))
        for properties in last.findall(PARAGRAPH_PROPERTIES):
            last.remove(properties)
        last.insert(0, after)
        self._add_former_layout(old_last, last)

    def mark_last(self, last: Element, tag: str) -> None:
        """Let the very last paragraph come or go with its mark: one side ends with the section break before it."""
        unmark(last)
        properties = paragraph_properties(last)
        for change in properties.findall(W + "pPrChange"):
            properties.remove(change)
            former = change.find(PARAGRAPH_PROPERTIES)
            if tag == "del" and former is not None:
                last.replace(properties, former)
        set_paragraph_mark(last, self.marks.mark(tag))

    def _composer(self) -> Composer:
        return Composer(self.marks, self.bringer, self._look)

    def _take_layout(self, paragraph: Element, old: Element, *, keep_section: bool = False) -> None:
        copied = self.bringer.layout(old)
        if not keep_section:
            for section in copied.findall(SECTION_PROPERTIES):
                copied.remove(section)
        if len(copied):
            paragraph.insert(0, copied)

    def _add_former_layout(self, old: Element, new: Element) -> None:
        """Record how the paragraph was laid out, where it differs (``w:pPrChange``, ``w:sectPrChange``)."""
        copied = self.bringer.layout(old)
        after = new.find(PARAGRAPH_PROPERTIES)
        section_before = copied.find(SECTION_PROPERTIES)
        section_after = after.find(SECTION_PROPERTIES) if after is not None else None
        if section_before is not None and section_after is not None:
            self.add_former_section(section_before, section_after)
        if canonical(copied, _NOT_LAYOUT) == canonical(after, _NOT_LAYOUT):
            return
        for child in list(copied):
            if child.tag in _NOT_LAYOUT:
                copied.remove(child)
        properties = paragraph_properties(new)
        properties.append(self.marks.former("pPrChange", copied))

    def add_former_section(self, before: Element | None, after: Element) -> None:
        """Record how pages were laid out; which headers they had cannot be recorded."""
        if canonical(before, UNTRACKED_OF_SECTION) != canonical(after, UNTRACKED_OF_SECTION):
            after.append(self.marks.former("sectPrChange", former_section(before)))

    def _look(self, cell: Cell, from_old: bool) -> str:
        run = cell.run
        if run is None:
            return ""
        known = self._looks.get(run)
        if known is None:
            styles = self.tools.registers.old_styles if from_old else self.tools.registers.new_styles
            known = self._looks[run] = look_of(cell, styles.name)
        return known

    def _same_surroundings(self, old: Cell, new: Cell) -> bool:
        if (old.whole is None) != (new.whole is None) or old.key != new.key:
            return False
        if old.child in self.parted or new.child in self.parted:
            return False
        if not old.wrappers and not new.wrappers:
            return True
        return wrapper_key(old.wrappers, self._old_digest) == wrapper_key(new.wrappers, self._new_digest)

    def is_same(self, old: Element, new: Element) -> bool:
        """Whether two paragraphs, tables or cells are the same to the letter and mean the same in their documents.

        Then notes that they refer to answer to each other.
        """
        if old.tag == PARAGRAPH and not self.bringer.says_all(old):
            return False
        first, second = self._old_letters.get(old), self._new_letters.get(new)
        if first is None or second is None:
            first, second = etree.tostring(old, with_tail=False), etree.tostring(new, with_tail=False)
        if first != second and _plain(first) != _plain(second):
            return False
        registers = self.tools.registers
        has_notes = False
        for element in old.iter(*_MEANT):
            tag = element.tag
            if tag == PARAGRAPH:
                if element is not old and not self.bringer.says_all(element):
                    return False
            elif tag in _NOTES:
                has_notes = True
            else:
                value = element.get(VAL) or ""
                if tag == _LIST:
                    if registers.list(value) != value:
                        return False
                elif registers.old_styles.name(value) != registers.new_styles.name(value):
                    return False
        relations = self._relations_in(old)
        if relations and any(self._old_digest(value) != self._new_digest(value) for value in relations):
            return False
        if has_notes:
            for before, after in zip(old.iter(*_NOTES), new.iter(*_NOTES), strict=True):
                self._pair_note(before, after)
        if b"comment" in first:
            return self._answering_comments(old, new)
        return True

    def _answering_comments(self, old: Element, new: Element) -> bool:
        """Whether comments at the same places say the same and are about nothing outside; then they are one."""
        comments = self.tools.registers.comments
        marks = list(zip(old.iter(*COMMENT_MARKS), new.iter(*COMMENT_MARKS), strict=False))
        ids = [(before.get(ID) or "", after.get(ID) or "") for before, after in marks]
        if any(comments.old.said(before) != comments.new.said(after) for before, after in ids):
            return False
        return comments.old.are_whole(old)

    def _has_parted(self, *paragraphs: Element) -> bool:
        return bool(self.parted) and any(
            mark in self.parted for paragraph in paragraphs for mark in paragraph.iter(FIELD_MARK)
        )

    def _pair_notes(self, woven: Sequence[Woven]) -> None:
        for cell in woven:
            if cell.state is State.EQUAL and cell.old is not None and cell.new is not None:
                self._pair_note(cell.old.child, cell.new.child)

    def _pair_note(self, old: Element | None, new: Element | None) -> None:
        if old is not None and new is not None and old.tag == new.tag == REFERENCE:
            self.tools.registers.comments.answer(old.get(ID) or "", new.get(ID) or "")
        if old is not None and new is not None and old.tag in _NOTES and new.tag == old.tag:
            kind = old.tag.rsplit("}", 1)[-1].removesuffix("Reference")
            self.tools.notes.append((kind, old.get(W + "id") or "", new.get(W + "id") or ""))


def _ranges_of(
    parts: Sequence[Sequence[Woven]], ranges: Sequence[tuple[int, Element]], between: int = 0
) -> list[list[tuple[int, Element]]]:
    """Of each part the ends of old comments in it, told by the old characters of that part before them.

    ``between`` are the old characters between two parts: a break where the old paragraphs were several.
    """
    found: list[list[tuple[int, Element]]] = []
    start = 0
    left = list(ranges)
    for index, part in enumerate(parts):
        stop = start + length_of(part)
        mine = [(at, mark) for at, mark in left if at <= stop] if index < len(parts) - 1 else left
        found.append([(at - start, mark) for at, mark in mine])
        left = left[len(mine) :]
        start = stop + between
    return found


def _values(path: etree.XPath) -> Callable[[Element], list[str]]:
    def values(element: Element) -> list[str]:
        found = path(element)
        return [str(value) for value in found] if isinstance(found, list) else []

    return values


def unmark(paragraph: Element) -> None:
    """Take the mark off a paragraph mark."""
    properties = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}")
    if properties is not None:
        for tag in ("ins", "del", "moveFrom", "moveTo"):
            for mark in properties.findall(W + tag):
                properties.remove(mark)


def _take(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _plain(markup: bytes) -> bytes:
    """A paragraph's markup without what Word makes anew at each save."""
    return _VOLATILE_ATTRIBUTES.sub(b"", _NAMESPACES.sub(b"", markup))


def _nothing_equal(old: str, new: str, _old: Sequence[str], _new: Sequence[str]) -> tuple[Segment, ...]:
    both = ((SegmentKind.DELETED, old), (SegmentKind.INSERTED, new))
    return tuple(Segment(kind, text) for kind, text in both if text)


def _at_breaks(woven: Sequence[Woven]) -> list[list[Woven]]:
    parts: list[list[Woven]] = [[]]
    for cell in woven:
        seen = cell.new or cell.old
        if seen is not None and seen.key == BREAK:
            parts.append([])
        else:
            parts[-1].append(cell)
    return parts


def _refill(paragraph: Element, content: Sequence[Element]) -> None:
    """Put new content into a paragraph, its properties kept."""
    for child in list(paragraph):
        if child.tag != PARAGRAPH_PROPERTIES:
            paragraph.remove(child)
    paragraph.extend(content)
