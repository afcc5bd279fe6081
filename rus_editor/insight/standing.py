"""What the new text says where it binds: desired states and directions, point by point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rus_editor.model.document import ATOM_CHARACTER, Block, Document, Paragraph
from rus_editor.model.outline import Chapter, Outline
from rus_editor.model.profile import SectionRole

_ROLES = frozenset({SectionRole.DESIRED_STATE, SectionRole.STRATEGIC_DIRECTIONS})

Standing = tuple[tuple[SectionRole, tuple[str, ...]], ...]
"""Role and paragraphs, roles in the order in which the chapter comes to them."""


def standing_of(document: Document, outline: Outline) -> tuple[Standing, ...]:
    """What each chapter of an outline says in its binding sections.

    A section with a list says what the list says: what stands around it leads there. Otherwise it says what the
    headings in it say, and one without either all its paragraphs. Tables are left out.
    """
    return tuple(_chapter(document, chapter) for chapter in outline.chapters)


def _chapter(document: Document, chapter: Chapter) -> Standing:
    found: dict[SectionRole, list[str]] = {}
    taken = chapter.first
    for section in chapter.sections:
        first = max(section.first, taken)
        if section.role not in _ROLES or first >= section.last:
            continue
        # A section's last position covers the sections within it, whose role may be another.
        inner = [other for other in chapter.sections if section.first < other.first < section.last]
        last = min((other.first for other in inner if other.role is not section.role), default=section.last)
        taken = last
        found.setdefault(section.role, []).extend(_points(document.body.blocks[first:last]))
    return tuple((role, tuple(points)) for role, points in found.items() if points)


def _points(blocks: Iterable[Block]) -> Iterator[str]:
    told = [each for each in blocks if isinstance(each, Paragraph) and _clean(each.text)]
    listed = [each for each in told if each.numbering is not None and each.heading_level is None]
    # The first heading is the section's own.
    headed = [each for each in told[1:] if each.heading_level is not None]
    for each in listed or headed or [each for each in told if each.heading_level is None]:
        yield _clean(each.text)


def _clean(text: str) -> str:
    return " ".join(text.replace(ATOM_CHARACTER, "").split())
