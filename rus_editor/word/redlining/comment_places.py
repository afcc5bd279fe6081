"""Where in a redline a change of the comparison is to be seen.

Accepting a redline gives the new document and rejecting it the old. So the paragraphs that are left when everything is
accepted are, one by one, those of the new document, and the others those of the old: no more than that has to be known
of how it was woven. A paragraph whose mark goes runs on into the next one (ECMA-376 part 1, 17.13.5.15).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.etree import _Element as Element

from rus_editor.model.comparison import Change, ChangeKind, Side
from rus_editor.model.document import BlockId, StoryId
from rus_editor.word.names import (
    DELETION,
    INSERTION,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    TEXT_BOX_CONTENT,
    W,
)
from rus_editor.word.package import Package
from rus_editor.word.reader import read_document
from rus_editor.word.walker import blocks_of, cell_prefix, cells_of, rows_of

GONE_WHEN_ACCEPTED = frozenset((DELETION, MOVED_FROM))
GONE_WHEN_REJECTED = frozenset((INSERTION, MOVED_TO))
_NEAR = 6
"""How far from where it should be a paragraph is looked for."""


@dataclass(frozen=True)
class Stretch:
    """Paragraphs of a redline, the first and the last of which may be the same."""

    first: Element
    last: Element


class Places:
    """The paragraphs of a redline's body by those of the two documents. ``body`` is the redline's."""

    def __init__(self, body: Element, old: Package, new: Package) -> None:
        paragraphs = [element for _, element in _paragraphs(body, "body")]
        self._new = _Version(new, _groups(paragraphs, GONE_WHEN_ACCEPTED), GONE_WHEN_ACCEPTED)
        self._old = _Version(old, _groups(paragraphs, GONE_WHEN_REJECTED), GONE_WHEN_REJECTED)

    def of(self, change: Change) -> Stretch | None:
        """Where a change is to be seen; None where no comment can stand (in headers), or where it cannot be told."""
        version, side = (self._new, change.new) if change.new is not None else (self._old, change.old)
        if side is None:
            return None
        groups = version.groups_of(side)
        if not groups:
            return None
        if change.kind is ChangeKind.JOINED and change.old is not None:
            # The paragraphs that were joined are those whose marks went.
            parts = groups[0][-len(change.old.place.blocks) :]
            return Stretch(parts[0], groups[-1][-1])
        # What stands before the last in a group are paragraphs that went.
        return Stretch(groups[0][-1], groups[-1][-1])


class _Version:
    """One of the two documents, and what of the redline makes up each of its paragraphs."""

    def __init__(self, package: Package, groups: list[list[Element]], gone: frozenset[str]) -> None:
        self._package = package
        self._groups = groups
        self._gone = gone
        root = package.xml(package.main_part)
        body = root.find(f"{W}body")
        self._own = [] if body is None else list(_paragraphs(body, "body"))
        self._index = {identity: index for index, (identity, _) in enumerate(self._own)}

    def groups_of(self, side: Side) -> list[list[Element]]:
        """The paragraphs of the redline for those that a side of a change is in."""
        blocks = side.place.blocks
        if not blocks:
            return []
        if blocks[0] not in self._index:
            # Of a table its first paragraph.
            inside = next((each for each, _ in self._own if each.startswith(f"{blocks[0]}/")), None)
            blocks = blocks if inside is None else (inside,)
        if any(block not in self._index for block in blocks):
            anchor = self._anchors.get(side.place.story)
            blocks = () if anchor is None or anchor not in self._index else (anchor,)
        elif "/r" in blocks[0]:
            # Of rows and columns the first cell.
            blocks = blocks[:1]
        found = [self._group(self._index[block]) for block in blocks]
        return [] if any(group is None for group in found) else [group for group in found if group is not None]

    @cached_property
    def _anchors(self) -> dict[StoryId, BlockId]:
        """The paragraphs of the body that notes, text boxes and comments hang on."""
        stories = read_document(self._package).stories
        return {story.id: story.anchor for story in stories if story.anchor is not None}

    def _group(self, index: int) -> list[Element] | None:
        """The group that says what a paragraph says, at its place or near it."""
        wanted = _text([self._own[index][1]], frozenset())
        for step in sorted(range(-_NEAR, _NEAR + 1), key=abs):
            at = index + step
            if 0 <= at < len(self._groups) and _text(self._groups[at], self._gone) == wanted:
                return self._groups[at]
        return None


def _paragraphs(container: Element, prefix: str) -> Iterator[tuple[BlockId, Element]]:
    """The paragraphs of a body or cell, those in tables too, with their ids."""
    for found in blocks_of(container, prefix):
        if found.element.tag == PARAGRAPH:
            yield found.id, found.element
        elif found.element.tag == TABLE:
            for row, (row_element, _) in enumerate(rows_of(found.element)):
                for cell, (cell_element, _) in enumerate(cells_of(row_element)):
                    yield from _paragraphs(cell_element, cell_prefix(found.id, row, cell))


def _groups(paragraphs: list[Element], gone: frozenset[str]) -> list[list[Element]]:
    """The paragraphs that are left when marks are resolved, each with those that run on into it, itself last."""
    groups: list[list[Element]] = []
    running: list[Element] = []
    for paragraph in paragraphs:
        if _is_in_row_that_goes(paragraph, gone):
            continue
        running.append(paragraph)
        if mark_of(paragraph, gone) is None:
            groups.append(running)
            running = []
    if running:
        groups.append(running)
    return groups


def mark_of(paragraph: Element, kinds: frozenset[str]) -> Element | None:
    """The tracked change of a paragraph's mark, if it is one of these kinds."""
    look = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}")
    return None if look is None else next((each for each in look if each.tag in kinds), None)


def _is_in_row_that_goes(paragraph: Element, gone: frozenset[str]) -> bool:
    return any(
        properties.find(kind) is not None
        for row in paragraph.iterancestors(ROW)
        for properties in row.iterchildren(f"{W}trPr")
        for kind in gone
    )


def _text(paragraphs: list[Element], gone: frozenset[str]) -> str:
    """What paragraphs say together once what goes has gone, text boxes aside."""
    said: list[str] = []
    for paragraph in paragraphs:
        for text in paragraph.iter(TEXT, f"{W}delText"):
            inside = {str(each.tag) for each in _until(text, paragraph)}
            if not inside & gone and TEXT_BOX_CONTENT not in inside:
                said.append(text.text or "")
    return "".join(said)


def _until(element: Element, top: Element) -> Iterator[Element]:
    for above in element.iterancestors():
        if above is top:
            return
        yield above
