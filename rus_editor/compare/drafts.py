"""Changes on their way: what was found, before it has its number, author and chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rus_editor.compare.sides import Side
from rus_editor.model.comparison import ChangeKind, FormatChange, Noise, Place, Segment, SegmentKind, Subject
from rus_editor.model.comparison import Side as End
from rus_editor.model.document import Block, Paragraph, StoryId, block_text


@dataclass(slots=True)
class Draft:
    """A change. ``noises`` holds every kind of difference in it; None among them for what really changed."""

    kind: ChangeKind
    subject: Subject
    old: End | None
    new: End | None
    segments: tuple[Segment, ...]
    old_blocks: tuple[Block, ...] = ()
    new_blocks: tuple[Block, ...] = ()
    formats: tuple[FormatChange, ...] = ()
    edited: bool = False
    noises: frozenset[Noise | None] = frozenset({None})
    group: int | None = None
    detail: str = ""
    author: str = ""
    date: str = ""


@dataclass(slots=True)
class PairDraft:
    """A row of the two texts side by side, with the changes in it."""

    story: StoryId
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    segments: tuple[Segment, ...]
    drafts: list[Draft] = field(default_factory=list)
    moved: bool = False
    moved_away: bool = False


@dataclass(slots=True)
class Sheet:
    """What a comparison gathers: rows in reading order, and the two documents they are of."""

    old: Side
    new: Side
    rows: list[PairDraft] = field(default_factory=list)
    groups: int = 0

    def next_group(self) -> int:
        """A number for changes that are one act."""
        self.groups += 1
        return self.groups


def equal(text: str) -> tuple[Segment, ...]:
    """A text that did not change."""
    return (Segment(SegmentKind.EQUAL, text),) if text else ()


def deleted(text: str, noise: Noise | None = None) -> tuple[Segment, ...]:
    """A text that was struck whole."""
    return (Segment(SegmentKind.DELETED, text, noise),) if text else ()


def inserted(text: str, noise: Noise | None = None) -> tuple[Segment, ...]:
    """A text that was inserted whole."""
    return (Segment(SegmentKind.INSERTED, text, noise),) if text else ()


def end(place: Place, text: str) -> End:
    """One end of a change."""
    return End(place, text)


def join_text(blocks: Sequence[Block]) -> str:
    """The text of blocks that belong together, one a line."""
    return (
        blocks[0].text
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph)
        else "\n".join(block_text(block) for block in blocks)
    )


def draft_of(
    sheet: Sheet,
    kind: ChangeKind,
    subject: Subject,
    old: tuple[Paragraph, ...],
    new: tuple[Paragraph, ...],
    segments: tuple[Segment, ...],
    formats: tuple[FormatChange, ...] = (),
    noises: frozenset[Noise | None] = frozenset({None}),
    edited: bool = False,
    group: int | None = None,
) -> Draft:
    """A change between paragraphs that answer to each other."""
    return Draft(
        kind=kind,
        subject=subject,
        old=end(sheet.old.place(old), join_text(old)),
        new=end(sheet.new.place(new), join_text(new)),
        segments=segments,
        old_blocks=old,
        new_blocks=new,
        formats=formats,
        edited=edited,
        noises=noises,
        group=group,
    )
