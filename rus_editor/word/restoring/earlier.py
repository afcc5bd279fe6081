"""An earlier version of a document, opened to take from: its blocks by the ids that a comparison tells them by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId, Document, Story, StoryId, walk
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.model.view import View, view_of
from rus_editor.word.fields import FIELD_MARK
from rus_editor.word.names import CELL, CONTENT_CONTROL, CONTROL_PROPERTIES, W
from rus_editor.word.package import Package, open_package
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict, resolve
from rus_editor.word.tracked import may_have_tracked_changes
from rus_editor.word.walker import blocks_of
from rus_editor.word.writing.manuscript import Found, Manuscript
from rus_editor.word.writing.pieces import TextMap


class Earlier:
    """A version's file. Opening it takes as long as reading it; then it belongs to the thread that edits.

    Tracked changes in it count as made, as they do when it is compared. ``document`` has them as written.
    """

    def __init__(self, content: bytes, name: str) -> None:
        """Open a version. Raises KnownError as reading it does."""
        package = open_package(content, name)
        self._ids: dict[BlockId, BlockId] | None = None
        self._stories: dict[StoryId, StoryId] = {}
        self._long: dict[str, list[tuple[int, int]]] = {}
        self._blocks: dict[str, list[Element]] = {}
        if may_have_tracked_changes(package):
            resolved = resolve(package, Verdict.ACCEPT)
            self.document: Document = read_document(package)
            if resolved.changes:
                self._manuscript = Manuscript(open_package(resolved.content, name))
                self._answer()
                return
        self._manuscript = Manuscript(package)
        self.document = self._manuscript.document

    @property
    def seen(self) -> Document:
        """The document with its tracked changes made, as the markup has it."""
        return self._manuscript.document

    @property
    def package(self) -> Package:
        """The package whose parts are taken from: the same trees whenever they are asked for."""
        return self._manuscript.live

    def root(self, part: str) -> Element:
        """The tree of a part."""
        return self._manuscript.root(part)

    def find(self, block: BlockId) -> Found:
        """Where a block stands. Raises ImpossibleEdit if there is none."""
        return self._manuscript.find(self.own(block))

    def own(self, block: BlockId) -> BlockId:
        """The id that a block has in :attr:`seen`. Raises ImpossibleEdit if there is none."""
        if self._ids is None:
            return block
        if block not in self._ids:
            raise ImpossibleEdit(f"the earlier version has no block {block}")
        return self._ids[block]

    def fellows(self, block: BlockId) -> tuple[BlockId, ...]:
        """The blocks beside one, and itself, that fields go on over which it is part of: a table of contents, say.

        Only itself where there are none.
        """
        if self._ids is not None:
            return (block,)
        container = block.rpartition("/")[0]
        if container not in self._long:
            found = self.find(block)
            holder = next(each for each in found.element.iterancestors() if each.tag == CELL or each is found.story)
            self._blocks[container] = [each.element for each in blocks_of(holder, "")]
            self._long[container] = _long_fields(self._blocks[container])
        gallery = self.gallery(block)
        if gallery is not None:
            return tuple(
                BlockId(f"{container}/{step}")
                for step, each in enumerate(self._blocks[container])
                if gallery in each.iterancestors()
            )
        at = int(block.rpartition("/")[2])
        first, last = next(((first, last) for first, last in self._long[container] if first <= at <= last), (at, at))
        return tuple(BlockId(f"{container}/{step}") for step in range(first, last + 1))

    def gallery(self, block: BlockId) -> Element | None:
        """The control around a block that holds something ready-made, such as a table of contents (17.5.2.12)."""
        found = self.find(block)
        for above in found.element.iterancestors(CONTENT_CONTROL):
            if above.find(f"{CONTROL_PROPERTIES}/{W}docPartObj") is not None and found.story in above.iterancestors():
                return above
        return None

    def story(self, identity: StoryId) -> Story | None:
        """A story by the id that it is compared by."""
        own = identity if self._ids is None else self._stories.get(identity)
        return None if own is None else self.seen.stories_by_id.get(own)

    def text_map(self, found: Found) -> TextMap:
        """Where each letter of a paragraph stands."""
        return self._manuscript.text_map(found)

    def _answer(self) -> None:
        """Find out what is called what once tracked changes are made: all comes in the same order."""
        self._ids = {}
        for told, seen in zip(view_of(self.document, View.FINAL).stories, self.seen.stories, strict=False):
            if told.kind is not seen.kind:
                break
            self._stories[told.id] = seen.id
            first, second = list(_ids_in(told)), list(_ids_in(seen))
            if len(first) == len(second):
                self._ids.update(zip(first, second, strict=True))


def _long_fields(blocks: Sequence[Element]) -> list[tuple[int, int]]:
    """The first and last of blocks that a field goes on over, for each such stretch."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        for mark in block.iter(FIELD_MARK):
            kind = mark.get(W + "fldCharType")
            if kind == "begin":
                opened.append(at)
            elif kind == "end" and opened:
                first = opened.pop()
                if first < at:
                    while found and found[-1][1] >= first:
                        first = min(first, found.pop()[0])
                    found.append((first, at))
    return found


def _ids_in(story: Story) -> Iterator[BlockId]:
    return (block.id for block in walk(story.blocks))
