"""Comments that came or went: about the text that they were about, with what they said."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import BlockPair, SegmentKind
from rus_editor.model.document import BlockId, Paragraph, Story, StoryId
from rus_editor.model.edits import AddComment
from rus_editor.word.names import ID, PARAGRAPH, TABLE, W
from rus_editor.word.restoring.blocks import BlockRestorer
from rus_editor.word.restoring.ground import Ground, Rows
from rus_editor.word.restoring.texts import AlreadyBack
from rus_editor.word.writing import commenting
from rus_editor.word.writing.manuscript import PARAGRAPH_ID, TEXT_ID

_COMMENT = W + "comment"


class CommentRestorer:
    """Gives comments back, and takes those away that came."""

    def __init__(self, ground: Ground, rows: Rows, blocks: BlockRestorer) -> None:
        self._ground = ground
        self._rows = rows
        self._blocks = blocks

    def take(self, story: Story) -> None:
        """A comment that came goes, with the answers to it."""
        self._ground.home.output.settle()
        place = self._ground.places.get(story.id)
        if place is None or not self._ground.stands(place.container):
            raise AlreadyBack
        commenting.delete(self._ground.manuscript, story.id, self._ground.patches)

    def bring(self, story: Story) -> None:
        """A comment comes back about what it was about, so far as that is there."""
        ground = self._ground
        text = "\n".join(block.text for block in story.blocks if isinstance(block, Paragraph))
        if story.parent is not None:
            parent = self._rows.story(story.parent)
            if parent is None:
                raise AlreadyBack
            made = commenting.reply(ground.manuscript, parent, _plain(text), story.author, story.date, ground.patches)
            self._dress(story, made)
            return
        ends = self._ends_of(story)
        if ends is None:
            raise AlreadyBack
        (start_block, start), (end_block, end) = [(self._now(element), at) for element, at in ends]
        edit = AddComment(start_block, start, end_block, end, _plain(text), story.author, story.date)
        made = commenting.add(ground.manuscript, edit, ground.patches)
        self._dress(story, made)
        if story.resolved:
            commenting.resolve(ground.manuscript, made, ground.patches, done=True)

    def _dress(self, story: Story, made: StoryId) -> None:
        """Let a comment that came back say what it said with all its looks, links and lists, not only the words."""
        ground = self._ground
        earlier = ground.earlier
        parts = earlier.package.related(earlier.package.main_part, "comments")
        old = next((each for each in earlier.root(parts[0]).iter(_COMMENT) if each.get(ID) == _id_of(story)), None)
        part, comment = commenting.element_of(ground.manuscript, made)
        paragraphs = comment.findall(PARAGRAPH)
        if old is None or not paragraphs or len(old) == 0 or old[-1].tag != PARAGRAPH:
            # Word ends what is said with a paragraph, by which others beside the comments know it.
            return
        blocks = [ground.home.block(each, parts[0], part) for each in old if each.tag in (PARAGRAPH, TABLE)]
        for name in (PARAGRAPH_ID, TEXT_ID):
            blocks[-1].set(name, paragraphs[-1].get(name, ""))
        ground.home.output.settle()
        with ground.reworking(part, comment):
            comment[:] = blocks

    def _now(self, element: Element) -> BlockId:
        """What a paragraph of the document is called by now."""
        manuscript = self._ground.manuscript
        for block, each in manuscript.standing(manuscript.document.blocks_by_id).items():
            if each is element:
                return block
        raise AlreadyBack

    def _ends_of(self, story: Story) -> tuple[tuple[Element, int], tuple[Element, int]] | None:
        """Where in the document the text stands that an old comment is about; what of it has gone comes back."""
        ground = self._ground
        identity = _id_of(story)
        root = ground.earlier.root(ground.earlier.package.main_part)
        marks = [
            next((mark for mark in root.iter(W + name) if mark.get(ID) == identity), None)
            for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
        ]
        start = marks[0] if marks[0] is not None else marks[2]
        end = marks[2] if marks[2] is not None else marks[1]
        if start is None or end is None:
            return None
        first, last = self._spot(start), self._spot(end)
        either = first or last
        return None if either is None else (first or either, last or either)

    def _spot(self, mark: Element) -> tuple[Element, int] | None:
        """The place in the document that answers to where a mark stands in the old one."""
        ground = self._ground
        paragraph = next(mark.iterancestors(PARAGRAPH), None)
        if paragraph is None:
            beside = (mark.getnext(), mark.getprevious())
            paragraph = next((each for each in beside if each is not None and each.tag == PARAGRAPH), None)
            mark = mark if paragraph is None else paragraph
        if paragraph is None:
            return None
        for index, pair in enumerate(self._rows.pairs):
            if pair.moved_away:
                continue
            for step, block in enumerate(pair.old):
                there = ground.earlier.find(block)
                if there.element is not paragraph:
                    continue
                text_map = ground.earlier.text_map(there)
                before = set() if mark is paragraph else set(_preceding(mark, paragraph))
                at = max((piece.end for piece in text_map.pieces if piece.element in before), default=0)
                if not pair.new or block in ground.back:
                    if block not in ground.back:
                        self._blocks.bring(pair, index)
                    return ground.back[block][0], at
                olds = [ground.earlier.text_map(ground.earlier.find(each)).length + 1 for each in pair.old[:step]]
                return self._answer(pair, sum(olds) + at)
        return None

    def _answer(self, pair: BlockPair, at: int) -> tuple[Element, int] | None:
        old = new = 0
        for segment in pair.segments:
            length = len(segment.text)
            if segment.kind is SegmentKind.EQUAL and at <= old + length:
                new += max(0, at - old)
                break
            if segment.kind is not SegmentKind.INSERTED:
                if at < old + length:
                    break
                old += length
            if segment.kind is not SegmentKind.DELETED:
                new += length
        for block in pair.new:
            found = self._ground.new.blocks_by_id.get(block)
            length = len(found.text) if isinstance(found, Paragraph) else 0
            standing = self._ground.standing(block)
            if standing and (new <= length or block == pair.new[-1]):
                return standing[0], max(0, min(new, length))
            new -= length + 1
        return None


def _id_of(story: Story) -> str:
    return story.id.partition("/")[2]


def _plain(text: str) -> str:
    return text.replace("\ufffc", "").strip("\n")


def _preceding(mark: Element, paragraph: Element) -> list[Element]:
    found: list[Element] = []
    for element in paragraph.iter(etree.Element):
        if element is mark:
            break
        found.append(element)
    return found
