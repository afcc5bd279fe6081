"""Chapters and sections of a document, and what each section is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rus_editor.model.document import BlockId, Document, Paragraph, StoryKind, walk
from rus_editor.model.profile import Profile, SectionRole


@dataclass(frozen=True, slots=True)
class Section:
    """A heading below a chapter's own and what follows to the next heading of the same or a higher level.

    ``first`` and ``last`` are positions (from 0, ``last`` excluded) among the body's outermost blocks.
    A section without a role of its own has that of the section around it.
    """

    heading: BlockId
    title: str
    number: str
    level: int
    role: SectionRole | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter. ``heading`` is None for what stands before the first heading.

    ``first`` and ``last`` are positions (from 0, ``last`` excluded) among the body's outermost blocks. ``role`` is set
    where the chapter's own heading names one.
    """

    index: int
    heading: BlockId | None
    title: str
    number: str
    level: int
    first: int
    last: int
    sections: tuple[Section, ...]
    role: SectionRole | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block stands in the outline. ``heading`` is the nearest heading's text, the chapter's own included."""

    chapter: int
    role: SectionRole | None
    heading: str


@dataclass(frozen=True)
class Outline:
    """The chapters in order: always at least one. ``has_headings`` is False when no heading was found."""

    chapters: tuple[Chapter, ...]
    has_headings: bool

    @cached_property
    def _spots(self) -> tuple[Spot, ...]:
        spots: list[Spot] = []
        for chapter in self.chapters:
            filled = [Spot(chapter.index, chapter.role, chapter.title)] * (chapter.last - chapter.first)
            for section in chapter.sections:
                # Sections come in reading order, so an inner one overwrites its part of the outer.
                spot = Spot(chapter.index, section.role, section.title)
                start, stop = section.first - chapter.first, section.last - chapter.first
                filled[start:stop] = [spot] * (stop - start)
            spots.extend(filled)
        return tuple(spots)

    def spot(self, position: int) -> Spot:
        """Chapter, role and heading at a position (from 0) among the body's outermost blocks."""
        if not self._spots:
            return Spot(0, None, "")
        return self._spots[min(position, len(self._spots) - 1)]


@dataclass(frozen=True, slots=True)
class _Heading:
    position: int
    paragraph: Paragraph
    level: int
    title: str
    role: SectionRole | None


def outline_of(document: Document, profile: Profile) -> Outline:
    """Find the chapters of a document.

    A chapter is the heading right above headings with a role, at whatever level, and the headings after it that
    cannot be a part of it; elsewhere a heading of the highest level in use. Text before the first heading is a
    chapter without heading. No heading at all gives one chapter.
    """
    blocks = document.body.blocks
    headings = _headings(document, profile)
    if not headings:
        whole = Chapter(0, None, "", "", 0, 0, len(blocks), ())
        return Outline((whole,), has_headings=False)
    starts = _chapter_starts(headings)
    bounds = [headings[index].position for index in starts]
    chapters: list[Chapter] = []
    if bounds[0] > 0:
        chapters.append(Chapter(0, None, "", "", 0, 0, bounds[0], ()))
    for order, index in enumerate(starts):
        heading = headings[index]
        last = bounds[order + 1] if order + 1 < len(bounds) else len(blocks)
        after = starts[order + 1] if order + 1 < len(starts) else len(headings)
        chapters.append(
            Chapter(
                index=len(chapters),
                heading=heading.paragraph.id,
                title=heading.title,
                number=_number(heading.paragraph),
                level=heading.level,
                first=heading.position,
                last=last,
                sections=_sections(headings[index + 1 : after], last, heading.role),
                role=heading.role,
            )
        )
    return Outline(tuple(chapters), has_headings=True)


def spots_of_stories(document: Document, outline: Outline) -> Mapping[str, Spot]:
    """Chapter, role and heading of every story, by story id: a note or box stands where its anchor does."""
    position_of: dict[BlockId, int] = {}
    for position, block in enumerate(document.body.blocks):
        for inner in walk((block,)):
            position_of[inner.id] = position
    anchor_of: dict[BlockId, BlockId | None] = {}
    for story in document.stories:
        if story.kind is not StoryKind.BODY:
            for inner in walk(story.blocks):
                anchor_of[inner.id] = story.anchor
    spots: dict[str, Spot] = {}
    for story in document.stories:
        anchor, seen = story.anchor, 0
        # A box may stand in a note that stands in the body: climb until the body is reached.
        while anchor is not None and anchor not in position_of and seen < len(document.stories):
            anchor, seen = anchor_of.get(anchor), seen + 1
        spots[story.id] = outline.spot(position_of[anchor]) if anchor in position_of else outline.spot(0)
    return spots


def _headings(document: Document, profile: Profile) -> list[_Heading]:
    found: list[_Heading] = []
    for position, block in enumerate(document.body.blocks):
        if not isinstance(block, Paragraph) or block.layout.heading_level is None or block.generated:
            continue
        title = " ".join(block.text.replace("\ufffc", " ").split())
        if title:
            found.append(_Heading(position, block, block.layout.heading_level, title, profile.role_of(title)))
    return found


def _chapter_starts(headings: list[_Heading]) -> list[int]:
    """Indices of the headings that start a chapter."""
    raised: set[int] = set()
    for heading, parent in zip(headings, _parents(headings), strict=True):
        # A role heading below another role heading is a part of it, not of a chapter of its own.
        if heading.role is not None and parent is not None and headings[parent].role is None:
            raised.add(parent)
    starts: list[int] = []
    for index, heading in enumerate(headings):
        # What follows on a chapter's level, or above it, is no part of it (an area without sections, say).
        if not starts or index in raised or heading.level <= headings[starts[-1]].level:
            starts.append(index)
    return starts


def _parents(headings: list[_Heading]) -> list[int | None]:
    """For each heading the index of the nearest one above it of a higher level."""
    parents: list[int | None] = []
    above: list[int] = []
    for index, heading in enumerate(headings):
        while above and headings[above[-1]].level >= heading.level:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(index)
    return parents


def _sections(headings: list[_Heading], chapter_last: int, chapter_role: SectionRole | None) -> tuple[Section, ...]:
    sections: list[Section] = []
    open_roles: list[tuple[int, SectionRole | None]] = []
    for heading, last in zip(headings, _ends(headings, chapter_last), strict=True):
        while open_roles and open_roles[-1][0] >= heading.level:
            open_roles.pop()
        role = heading.role if heading.role is not None else (open_roles[-1][1] if open_roles else chapter_role)
        open_roles.append((heading.level, role))
        sections.append(
            Section(
                heading=heading.paragraph.id,
                title=heading.title,
                number=_number(heading.paragraph),
                level=heading.level,
                role=role,
                first=heading.position,
                last=last,
            )
        )
    return tuple(sections)


def _ends(headings: list[_Heading], chapter_last: int) -> list[int]:
    """Where each heading's section ends: at the next heading of the same or a higher level."""
    ends: list[int] = []
    nearest: dict[int, int] = {}
    for heading in reversed(headings):
        ends.append(min((at for level, at in nearest.items() if level <= heading.level), default=chapter_last))
        nearest[heading.level] = heading.position
    return ends[::-1]


def _number(paragraph: Paragraph) -> str:
    numbering = paragraph.layout.numbering
    return "" if numbering is None or numbering.is_bullet else numbering.label
