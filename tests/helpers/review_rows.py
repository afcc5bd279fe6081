"""Rows of a comparison made by hand: "Vi ska [-snart-][+aldrig+] sluta." is what both sides say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from rus_editor.model.comparison import FormatChange, Segment, SegmentKind
from rus_editor.model.document import BlockId, StoryId, StoryKind
from rus_editor.model.profile import SectionRole
from rus_editor.model.review import ReviewRow, RowKind, RowPart, RowSide

_MARKED = re.compile(r"\[-(.*?)-\]|\[\+(.*?)\+\]", re.DOTALL)
_GONE = {True: SegmentKind.INSERTED, False: SegmentKind.DELETED}


def segments(marked: str, *, old: bool) -> tuple[Segment, ...]:
    """The segments that one side has of a text with [-struck-] and [+inserted+] words."""
    found: list[Segment] = []
    at = 0
    for mark in _MARKED.finditer(marked):
        found.append(Segment(SegmentKind.EQUAL, marked[at : mark.start()]))
        struck, inserted = mark.groups()
        found.append(
            Segment(SegmentKind.INSERTED, inserted) if struck is None else Segment(SegmentKind.DELETED, struck)
        )
        at = mark.end()
    found.append(Segment(SegmentKind.EQUAL, marked[at:]))
    return tuple(each for each in found if each.text and each.kind is not _GONE[old])


class RowMaker:
    """Makes rows, each with blocks and changes of its own."""

    def __init__(self) -> None:
        self.made: list[ReviewRow] = []
        self._blocks = count()

    def same(self, text: str, *, heading: int = 0, label: str = "", level: int = 0) -> ReviewRow:
        """A paragraph that both have."""
        return self._add(
            RowKind.SAME,
            self._side(text, True, heading, label, level),
            self._side(text, False, heading, label, level),
            (),
        )

    def replaced(self, marked: str, *, changes: Sequence[str] = (), formats: Sequence[FormatChange] = ()) -> ReviewRow:
        """A paragraph with other words."""
        return self._add(
            RowKind.REPLACED,
            self._side(marked, True),
            self._side(marked, False),
            tuple(changes) or (self._name(),),
            formats=tuple(formats),
            role=SectionRole.DESIRED_STATE,
        )

    def inserted(self, text: str) -> ReviewRow:
        """A paragraph that came."""
        return self._add(RowKind.INSERTED, None, self._side(f"[+{text}+]", False), (self._name(),))

    def deleted(self, text: str) -> ReviewRow:
        """A paragraph that went."""
        return self._add(RowKind.DELETED, self._side(f"[-{text}-]", True), None, (self._name(),))

    def moved(self, text: str, away: str, here: str, between: Iterable[str] = ()) -> tuple[ReviewRow, ReviewRow]:
        """A paragraph moved down past others; ``away`` and ``here`` are the headings it stood and stands under."""
        name = self._name()
        first = len(self.made)
        source = self._add(RowKind.MOVED_AWAY, self._side(text, True), None, (name,), elsewhere=here)
        for other in between:
            self.same(other)
        last = len(self.made)
        target = self._add(RowKind.MOVED_HERE, None, self._side(text, False), (name,), elsewhere=away, partner=first)
        self.made[first] = source = _with_partner(source, last)
        return source, target

    def split(self, *texts: str) -> ReviewRow:
        """A paragraph that became several."""
        old = RowSide((self._part(" ".join(texts), True),))
        return self._add(RowKind.SPLIT, old, RowSide(tuple(self._part(text, False) for text in texts)), (self._name(),))

    def joined(self, *texts: str) -> ReviewRow:
        """Paragraphs that became one."""
        new = RowSide((self._part(" ".join(texts), False),))
        return self._add(RowKind.JOINED, RowSide(tuple(self._part(text, True) for text in texts)), new, (self._name(),))

    def formatted(self, text: str, *formats: FormatChange) -> ReviewRow:
        """A paragraph that looks otherwise."""
        return self._add(
            RowKind.FORMATTED, self._side(text, True), self._side(text, False), (self._name(),), formats=formats
        )

    def cells(self, *marked: str, table: int = 1) -> ReviewRow:
        """A row of a table."""
        sides = []
        name = self._name()
        is_changed = any(_MARKED.search(text) for text in marked)
        for old in (True, False):
            parts = tuple(
                self._part(text, old, column=number, changes=(name,) if _MARKED.search(text) else ())
                for number, text in enumerate(marked, start=1)
            )
            sides.append(RowSide(parts))
        kind = RowKind.REPLACED if is_changed else RowKind.SAME
        return self._add(
            kind, sides[0], sides[1], (name,) if is_changed else (), table=table, table_columns=len(marked)
        )

    def opening(self, kind: StoryKind, label: str) -> ReviewRow:
        """The heading above a note or the like."""
        return self._add(RowKind.SAME, None, None, (), story_kind=kind, story_label=label, opens=True)

    def picture(self, digest: str) -> ReviewRow:
        """A paragraph with a picture."""
        sides = [RowSide((self._part("\ufffc", old, pictures=(digest,)),)) for old in (True, False)]
        return self._add(RowKind.SAME, sides[0], sides[1], ())

    def _name(self) -> str:
        return f"c{len(self.made)}"

    def _side(self, marked: str, old: bool, heading: int = 0, label: str = "", level: int = 0) -> RowSide:
        return RowSide((self._part(marked, old, label=label),), heading, level)

    def _part(self, marked: str, old: bool, **known: object) -> RowPart:
        block = BlockId(f"{'old' if old else 'new'}/{next(self._blocks)}")
        return RowPart((block,), segments(marked, old=old), **known)  # type: ignore[arg-type]

    def _add(
        self, kind: RowKind, old: RowSide | None, new: RowSide | None, changes: tuple[str, ...], **known: object
    ) -> ReviewRow:
        fields: dict[str, object] = {"story_kind": StoryKind.BODY, **known}
        row = ReviewRow(kind, StoryId("body"), old=old, new=new, changes=changes, chapter=0, **fields)  # type: ignore[arg-type]
        self.made.append(row)
        return row


def _with_partner(row: ReviewRow, partner: int) -> ReviewRow:
    return replace(row, partner=partner)


def long_text(words: int) -> str:
    """A text of so many words."""
    return " ".join(f"ord{number}" for number in range(words)) + "."
