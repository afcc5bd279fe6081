"""Text out of a paragraph and text into it, so that it looks like its surroundings and nothing else goes missing."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml.etree import _Element as Element

from rus_editor.model.edits import ImpossibleEdit
from rus_editor.word.names import (
    CONTENT_CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    FORMULA,
    ID,
    MC,
    RUN,
    RUN_PROPERTIES,
    W,
)
from rus_editor.word.writing.cutting import (
    FreshId,
    content_of,
    cut_around,
    cut_text,
    drop,
    insert_after,
    insert_before,
    is_math,
    join_texts,
    new_run,
    parent_of,
    plain_properties,
    properties_of,
    tidy,
)
from rus_editor.word.writing.pieces import Piece, PieceKind, TextMap
from rus_editor.word.writing.text_map import COMMENT_MARK, GONE, HYPERLINK, RUBY

_SEE_THROUGH = frozenset(
    (W + "smartTag", CUSTOM_XML, W + "dir", W + "bdo", CONTROL_CONTENT, MC + "Choice", MC + "Fallback")
)
_LINK_LOOKS = frozenset(W + name for name in ("rStyle", "color", "u"))
_LETTERS = (PieceKind.TEXT, PieceKind.SIGN)


def replace_text(
    text_map: TextMap,
    start: int,
    end: int,
    text: str,
    fresh_id: FreshId,
    touched: dict[Element, None] | None = None,
) -> tuple[str, ...]:
    """Put ``text`` in the place of a stretch of a paragraph; the map then holds only for what stands before it.

    Gives the ids of the comments whose marks went out with the stretch. Who replaces several stretches of a
    paragraph, the last one first, gives ``touched`` and joins the texts of those runs at the end.
    """
    text_map.demand(start, end)
    cut_text(text_map, start)
    cut_text(text_map, end)
    change = _Change(text_map, start, end, text_map.within(start, end), text_map.extents())
    beside = [text_map.ending_at(start), text_map.starting_at(end), *change.doomed]
    change.demand_whole_fields()
    written = change.insert(text, fresh_id) if text else None
    comments = change.remove(replaced=bool(text))
    for run in dict.fromkeys([written, *(piece.run for piece in beside if piece is not None)]):
        if run is not None:
            if touched is None:
                join_texts(run)
            else:
                touched[run] = None
    return comments


def _is_inside(begin: int | None, stop: int | None, start: int, end: int, *, stays_whole: bool) -> bool:
    """Whether an extent goes out with a stretch; one that is exactly the stretch does unless it ``stays_whole``."""
    if begin is None or stop is None or begin < start or stop > end:
        return False
    if (begin, stop) == (start, end):
        return not stays_whole and start < end
    # What takes no room at the very edge of the stretch is beside it, not in it.
    return begin < stop or start < begin < end


@dataclass(slots=True, eq=False)
class _Change:
    """One stretch of a paragraph while it is replaced: ``doomed`` are its pieces."""

    text_map: TextMap
    start: int
    end: int
    doomed: list[Piece]
    extents: Mapping[Element, tuple[int, int]]

    # -- out -----------------------------------------------------------------------------------------------------------

    def demand_whole_fields(self) -> None:
        """What a field shows by itself goes only with the whole field, and that must stand in this paragraph."""
        for piece in self.doomed:
            if piece.kind is PieceKind.FIXED and not any(
                piece.element in extent.elements and extent.first is not None and extent.last is not None
                for extent in self.text_map.fields
            ):
                raise ImpossibleEdit("what a field shows by itself goes only with the whole field")

    def remove(self, *, replaced: bool) -> tuple[str, ...]:
        """Take the stretch out, with the fields and containers that are nowhere else."""
        start, end = self.start, self.end
        top = self.text_map.paragraph
        kept = frozenset(
            around
            for around, (begin, stop) in self.extents.items()
            if around.tag == CONTENT_CONTROL and not _is_inside(begin, stop, start, end, stays_whole=True)
        )
        fixed = [piece.element for piece in self.doomed if piece.kind is PieceKind.FIXED]
        for extent in self.text_map.fields:
            if _is_inside(extent.begin, extent.end, start, end, stays_whole=replaced) or any(
                element in fixed for element in extent.elements
            ):
                for element in extent.elements:
                    if element.getparent() is not None:
                        tidy(drop(element), top, kept)
        comments: list[str] = []
        for piece in self.doomed:
            element = piece.element
            if piece.kind is PieceKind.FIXED or element.getparent() is None:
                continue
            if element.tag == COMMENT_MARK:
                comments.append(element.get(ID, ""))
            if element.tag == RUBY:
                _take_reading_away(element, top)
            else:
                tidy(drop(element), top, kept)
        return tuple(comments)

    # -- in ------------------------------------------------------------------------------------------------------------

    def insert(self, text: str, fresh_id: FreshId) -> Element:
        """Put text in before the stretch, which is still there; gives the run that it stands in."""
        before, after = self.text_map.ending_at(self.start), self.text_map.starting_at(self.end)
        first = self.doomed[0] if self.doomed else None
        if first is not None and first.run is not None and self._hosts_instead(first):
            insert_before(first.element, *content_of(text, math=first.math))
            return first.run
        if before is not None and before.run is not None and self._hosts_after(before):
            insert_after(before.element, *content_of(text, math=before.math))
            return before.run
        if after is not None and after.run is not None and self._hosts_before(after):
            insert_before(after.element, *content_of(text, math=after.math))
            return after.run
        run = new_run(self._look(), content_of(text))
        if before is not None:
            insert_after(self._way_out_after(before, fresh_id), run)
        elif after is not None:
            insert_before(self._way_out_before(after), run)
        else:
            self.text_map.paragraph.append(run)
        return run

    def _around(self, piece: Piece) -> list[Element]:
        """What encloses a piece and does not let text in at its edges."""
        return [
            around
            for around in self.text_map.containers(piece.element)
            if around is not piece.run
            and around.tag not in _SEE_THROUGH
            and (around.tag == FORMULA or not is_math(around))
        ]

    @staticmethod
    def _may_host(piece: Piece) -> bool:
        return piece.kind in _LETTERS and not piece.gone

    def _hosts_instead(self, piece: Piece) -> bool:
        """Whether text may stand where the first letter replaced stood: not in anything that goes out with it."""
        start, end = self.start, self.end
        return (
            self._may_host(piece)
            and not any(_is_inside(*self.extents[e], start, end, stays_whole=True) for e in self._around(piece))
            and not any(_is_inside(f.begin, f.end, start, end, stays_whole=True) for f in piece.fields)
        )

    def _hosts_after(self, piece: Piece) -> bool:
        """Whether text may follow a letter in its own run: nothing that encloses the letter ends right there."""
        return (
            self._may_host(piece)
            and all(self.extents[around][1] > self.end for around in self._around(piece))
            and all(extent.end is None or extent.end > self.end for extent in piece.fields)
        )

    def _hosts_before(self, piece: Piece) -> bool:
        """Whether text may stand before a letter in its own run."""
        return (
            self._may_host(piece)
            and all(self.extents[around][0] < self.start for around in self._around(piece))
            and all(extent.begin is None or extent.begin < self.start for extent in piece.fields)
        )

    def _look(self) -> Element | None:
        """How text looks that has no letter to stand beside: like the nearest letters of the paragraph, or its mark."""
        pieces = self.text_map.pieces
        before = [piece for piece in reversed(pieces) if piece.end <= self.start]
        after = [piece for piece in pieces if piece.start >= self.end]
        linked: Element | None = None
        for piece in (*before, *after):
            if piece.kind not in _LETTERS or piece.math or piece.run is None:
                continue
            properties = plain_properties(piece.run.find(RUN_PROPERTIES))
            if not piece.fields and not any(around.tag == HYPERLINK for around in self._around(piece)):
                return properties
            linked = properties if linked is None else linked
        if linked is not None:
            for child in list(linked):
                if child.tag in _LINK_LOOKS:
                    linked.remove(child)
            return linked if len(linked) else None
        own = properties_of(self.text_map.paragraph)
        return plain_properties(None if own is None else own.find(RUN_PROPERTIES))

    def _way_out_after(self, piece: Piece, fresh_id: FreshId) -> Element:
        """The element right after which a run may stand that follows a piece.

        It is not inside of what ends there, nor of a pending deletion, which is cut in two if it must be.
        """
        ended = [extent for extent in piece.fields if extent.end is not None and extent.end <= self.end]
        if ended and ended[0].last is not None:
            place = parent_of(ended[0].last)
        else:
            place = piece.element
            if piece.run is not None:
                place = run_cut_after(place, piece.run)
        goal = place
        for around in self.text_map.containers(place):
            ends = around in self.extents and self.extents[around][1] <= self.end
            if around.tag not in (CONTROL_CONTENT, MC + "Choice", MC + "Fallback") and (around.tag in GONE or ends):
                goal = around
        while place is not goal:
            parent = parent_of(place)
            if parent in self.extents and self.extents[parent][1] > self.end:
                cut_around(place, parent_of(parent), fresh_id, closers=False)
            place = parent
        if (parent := parent_of(place)).tag == RUN:
            return run_cut_after(place, parent)
        return place

    def _way_out_before(self, piece: Piece) -> Element:
        """The outermost element that begins with the first piece of a paragraph."""
        begun = [extent.first for extent in piece.fields if extent.begin == piece.start and extent.first is not None]
        place = begun[0] if begun else piece.element
        for around in self.text_map.containers(place):
            place = around
        return place


def run_cut_after(element: Element, run: Element) -> Element:
    """The run, cut right after something in it."""
    while (parent := parent_of(element)) is not run:
        element = parent
    following = list(element.itersiblings())
    if following:
        second = new_run(None, [])
        second.tag = run.tag
        properties = run.find(RUN_PROPERTIES)
        if properties is not None:
            second.append(deepcopy(properties))
        second.extend(following)
        insert_after(run, second)
    return run


def _take_reading_away(ruby: Element, top: Element) -> None:
    """Leave of a ruby only its base, among the paragraph's own runs."""
    base = ruby.find(W + "rubyBase")
    run = run_cut_after(ruby, parent_of(ruby))
    if base is not None:
        insert_after(run, *list(base))
    tidy(drop(ruby), top)
