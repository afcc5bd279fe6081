"""A document that is read again after every edit, though only what may have changed is.

After an edit inside of paragraphs only those are read, by themselves, if nothing around them can tell the difference;
so it is with paragraphs of the body that gave way to others (:mod:`rus_editor.word.splicing`). Otherwise the whole
document is gone through, and paragraphs whose markup was not touched are taken as they were where what is around them
reads as before (:mod:`rus_editor.word.memory`). Either way the outcome is that of a fresh reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml.etree import _Element as Element

from rus_editor.model.document import Block, BlockId, Document, Paragraph, Story, StoryId, StoryKind, Table
from rus_editor.model.edits import ParagraphStyle
from rus_editor.word.blocks import BlockReader
from rus_editor.word.fields import Field, FieldStack, is_balanced
from rus_editor.word.media import MISSING
from rus_editor.word.memory import Memory, NotAsBefore, Record
from rus_editor.word.names import CONTENT_CONTROL, ID, PARAGRAPH, SECTION_PROPERTIES
from rus_editor.word.package import Package
from rus_editor.word.reader import DocumentReader, too_deep
from rus_editor.word.reading import CommentMarks, StoryPlace
from rus_editor.word.runs import COMMENT_RANGE_END, COMMENT_RANGE_START
from rus_editor.word.splicing import Spliced, spliced
from rus_editor.word.style_choices import style_choices

_BLOCK = re.compile(r"(?P<story>.+?)/(?P<path>\d+(?:/r\d+c\d+/\d+)*)")
_CELL = re.compile(r"r(\d+)c(\d+)")


class Rereader:
    """Reads one document again and again. ``package`` hands the same trees out whenever it is asked."""

    def __init__(self, package: Package) -> None:
        """Read the document. Raises KnownError as :func:`rus_editor.word.reader.read_document` does."""
        self._package = package
        self._reader = DocumentReader(package)
        self._memory = Memory()
        self._document: Document | None = None
        # By the paragraph that was read: the one that stands in its place, mostly itself.
        self._changed: dict[Element, Element] = {}
        self._read_as: dict[Element, Element] = {}
        self._touched: set[Element] = set()
        # The document before paragraphs of its body gave way to others, as the only thing that happened since.
        self._before: tuple[Document, Spliced] | None = None

    # -- what was edited -----------------------------------------------------------------------------------------------

    def touched(self, parent: Element, before: Iterable[Element], after: Iterable[Element]) -> None:
        """Children ``before`` of an element gave way to ``after``, or are the same ones and were changed."""
        old, new = list(before), list(after)
        records = self._memory.now
        for element in (*old, *new):
            if isinstance(element.tag, str):
                self._touched.update(element.iter(PARAGRAPH))
        around = [
            each
            for each in (parent, *parent.iterancestors(PARAGRAPH))
            if each.tag == PARAGRAPH and self._read_as.get(each, each) in records
        ]
        self._touched.update(around)
        if any(each.tag == SECTION_PROPERTIES for each in (parent, *old, *new, *parent.iterancestors())):
            # Which headers there are is no matter of the paragraph that the section ends with.
            self.read_through()
        pairs = list(zip(old, new, strict=True)) if len(old) == len(new) else None
        if pairs is not None and all(self._is_known(one) and other.tag == PARAGRAPH for one, other in pairs):
            around_and_in: Iterable[tuple[Element, Element]] = (*pairs, *((each, each) for each in around))
        elif around and self._is_within(parent, around[0]):
            around_and_in = ((each, each) for each in around)
        else:
            self._splice(Spliced(parent, tuple(old), tuple(new)))
            return
        self._before = None
        for one, other in around_and_in:
            read = self._read_as.pop(one, one)
            self._changed[read] = other
            self._read_as[other] = read

    def _splice(self, change: Spliced) -> None:
        """Other children than before: the document has to be read, if the body alone cannot be put right."""
        document, self._document, self._before = self._document, None, None
        if document is not None and not self._changed:
            body = next(iter(self._reader.places.values()))
            if change.parent is body.container:
                self._before = document, change

    def _is_within(self, element: Element, paragraph: Element) -> bool:
        """Whether an element is part of a paragraph itself, not of a text box that hangs on it."""
        stories = {place.container for place in self._reader.places.values()}
        for each in (element, *element.iterancestors()):
            if each is paragraph:
                return True
            if each in stories:
                return False
        return False

    def _is_known(self, element: Element) -> bool:
        return element.tag == PARAGRAPH and self._read_as.get(element, element) in self._memory.now

    def read_through(self) -> None:
        """Something changed that is no part of a paragraph: a relationship, a part that came or went."""
        self._document = self._before = None

    def forget(self) -> None:
        """Everything may have changed, the styles and lists too."""
        self._reader = DocumentReader(self._package)
        self._memory = Memory()
        self._document = self._before = None

    # -- what is read --------------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The document as it stands. Raises KnownError as :func:`rus_editor.word.reader.read_document` does."""
        if self._before is not None:
            self._document = spliced(self._before[0], self._reader, self._memory, self._before[1])
            self._before = None
            if self._document is not None:
                self._settle()
        if self._document is None or (self._changed and not self._read_changed(self._document)):
            self._document = self._read_through()
        assert self._document is not None
        return self._document

    @property
    def places(self) -> Mapping[StoryId, StoryPlace]:
        """Where each story stands, in reading order."""
        return self._reader.places

    def element(self, block: BlockId) -> Element | None:
        """The element of a block of the document as it was read last, or the one that has taken its place since."""
        element = self._memory.elements.get(block)
        return None if element is None else self._changed.get(element, element)

    def picture(self, digest: str) -> str | None:
        """The member that a picture's digest tells of."""
        return None if digest == MISSING else self._reader.reading.media.member(digest)

    def style_choices(self) -> tuple[ParagraphStyle, ...]:
        """The paragraph styles that a person may choose."""
        package = self._package
        parts = package.related(package.main_part, "styles")
        root = package.xml(parts[0]) if parts else None
        return style_choices(self.document, root, self._reader.reading.structure)

    def fields_at(self, paragraph: Element) -> tuple[Field, ...] | None:
        """The fields that are open where a paragraph begins; None where that is not known."""
        record = self._memory.now.get(paragraph)
        return None if record is None or record.fields is None else record.fields.opened

    def _read_through(self) -> Document:
        memory = self._memory
        memory.turn()
        for element in self._touched:
            memory.before.pop(element, None)
        self._settle()
        try:
            document = self._reader.document(memory)
        except RecursionError as error:
            raise too_deep(self._package) from error
        memory.forget_former()
        return document

    def _settle(self) -> None:
        self._changed.clear()
        self._read_as.clear()
        self._touched.clear()

    # -- paragraphs by themselves --------------------------------------------------------------------------------------

    def _read_changed(self, document: Document) -> bool:
        """Read the changed paragraphs by themselves; False, with nothing done, if that is not enough."""
        records = self._memory.now
        found: list[tuple[Element, Record, Element, Record]] = []
        quotes = False
        for old, new in self._changed.items():
            before = records.get(old)
            after = None if before is None else self._read_alone(before, new)
            if before is None or after is None:
                return False
            found.append((old, before, new, after))
            quotes = quotes or before.is_heard or bool(before.comment_events)
        if quotes and not self._memory.hears_all:
            return False
        changed: list[Paragraph] = []
        for old, before, new, after in found:
            paragraph = after.paragraph
            assert paragraph is not None
            self._take(old, new, after, paragraph.id)
            if before.paragraph == paragraph:
                after.paragraph = before.paragraph
            else:
                changed.append(paragraph)
        if quotes:
            self._hear_again()
        self._settle()
        self._document = self._with(document, changed, quotes=quotes)
        return True

    def _read_alone(self, before: Record, element: Element) -> Record | None:
        """What a paragraph reads as now; None if anything outside of it may read otherwise because of that."""
        passed, paragraph = before.fields, before.paragraph
        if passed is None or paragraph is None:
            return None
        unended = self._memory.unended.get(before.story)
        is_whole = passed.is_whole and is_balanced(element)
        fields = FieldStack(before.story, passed.opened, frozenset() if is_whole else None)
        if not is_whole and unended != fields.unended:
            return None
        reading = self._reader.reading
        comments, found, notices = reading.comments, reading.revisions.found, len(reading.media.notices)
        reading.comments, reading.recalled = CommentMarks(), iter(before.exchanges)
        try:
            reader = BlockReader(reading, before.part, before.story, None, fields)
            after = reader.read_anew(before, element, paragraph.id)
        except NotAsBefore:
            return None
        finally:
            reading.comments, reading.recalled, reading.revisions.found = comments, None, found
            del reading.media.notices[notices:]
        if not _reads_alike_outside(before, after):
            return None
        after.is_heard = before.is_heard
        after.numbering, after.former_numbering = before.numbering, before.former_numbering
        new = after.put_together(paragraph.id, reading.structure)
        return None if (new.heading_level is None) != (paragraph.heading_level is None) else after

    def _take(self, old: Element, new: Element, record: Record, identity: BlockId) -> None:
        memory, controls = self._memory, self._reader.reading.controls
        if old is not new:
            del memory.now[old]
            memory.heard[memory.heard.index(old)] = new
            memory.elements[identity] = new
        memory.now[new] = record
        for asked, _ in record.exchanges:
            if isinstance(asked, Element):
                controls.read_anew(asked)
        for control in new.iterancestors(CONTENT_CONTROL):
            controls.read_anew(control)

    def _hear_again(self) -> None:
        """Let the comments hear the whole document again."""
        reading = self._reader.reading
        reading.comments = marks = CommentMarks()
        for element in self._memory.heard:
            record = self._memory.now.get(element)
            if record is not None and record.paragraph is not None:
                record.is_heard = bool(marks.open)
                reading.hear_again(record.comment_events, record.spans, record.paragraph.id)
            elif element.tag == COMMENT_RANGE_START:
                marks.begin(element.get(ID, ""), None)
            elif element.tag == COMMENT_RANGE_END:
                marks.end(element.get(ID, ""))
            else:
                marks.open.clear()  # A story is over.

    def _with(self, document: Document, changed: list[Paragraph], *, quotes: bool) -> Document:
        """The document with some paragraphs in the place of those that they were."""
        stories = {story.id: story for story in document.stories}
        replaced: dict[BlockId, Block] = {}
        for paragraph in changed:
            match = _BLOCK.fullmatch(paragraph.id)
            assert match is not None
            story = stories[StoryId(match["story"])]
            blocks = _put(story.blocks, match["path"].split("/"), paragraph, replaced)
            stories[story.id] = replace(story, blocks=blocks)
        if quotes:
            for story in stories.values():
                if story.kind is StoryKind.COMMENT:
                    stories[story.id] = self._quoting(story)
        for block in replaced.values():
            if isinstance(block, Table):
                self._memory.tables[self._memory.elements[block.id]] = block
        new = replace(document, stories=tuple(stories.values()), controls=self._reader.reading.controls.controls)
        if "blocks_by_id" in vars(document):
            # What the last document had worked out is put right rather than worked out anew: it is asked for often.
            vars(new)["blocks_by_id"] = {**document.blocks_by_id, **replaced}
        return new

    def _quoting(self, comment: Story) -> Story:
        quote = self._reader.quote(comment.id.partition("/")[2])
        return comment if quote == comment.quote else replace(comment, quote=quote)


def _reads_alike_outside(before: Record, after: Record) -> bool:
    """Whether nothing outside of a paragraph can tell that it was changed; what comments quote apart."""
    old, new = before.fields, after.fields
    return (
        old is not None
        and new is not None
        and new.kept == old.kept
        and [each.seen() for each in new.begun] == [each.seen() for each in old.begun]
        and after.exchanges == before.exchanges
        and [event[:2] for event in after.comment_events] == [event[:2] for event in before.comment_events]
        and after.notices == before.notices
        and after.has_revisions is before.has_revisions
        and after.now.place is before.now.place
        and after.former.place is before.former.place
        and (after.gone, after.absent) == (before.gone, before.absent)
        and after.now.properties.section is before.now.properties.section
    )


def _put(
    blocks: tuple[Block, ...], path: list[str], paragraph: Paragraph, replaced: dict[BlockId, Block]
) -> tuple[Block, ...]:
    """Blocks with a paragraph in its place, in the cells of tables too."""
    index = int(path[0])
    new: Block = paragraph
    if len(path) > 1:
        table = blocks[index]
        cell_path = _CELL.fullmatch(path[1])
        assert isinstance(table, Table)
        assert cell_path is not None
        row_index, cell_index = int(cell_path[1]), int(cell_path[2])
        row = table.rows[row_index]
        cell = row.cells[cell_index]
        cell = replace(cell, blocks=_put(cell.blocks, path[2:], paragraph, replaced))
        row = replace(row, cells=(*row.cells[:cell_index], cell, *row.cells[cell_index + 1 :]))
        new = replace(table, rows=(*table.rows[:row_index], row, *table.rows[row_index + 1 :]))
    replaced[new.id] = new
    return (*blocks[:index], new, *blocks[index + 1 :])
