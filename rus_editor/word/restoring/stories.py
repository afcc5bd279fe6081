"""Notes, boxes, comments, headers and footers that came or went whole, and page sections."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import BlockPair, Change, ChangeKind, SegmentKind
from rus_editor.model.document import BlockId, Paragraph, Story, StoryId, StoryKind
from rus_editor.model.edits import AddComment, ImpossibleEdit
from rus_editor.word.names import ID, PARAGRAPH, PARAGRAPH_PROPERTIES, SECTION_PROPERTIES, TEXT, TYPE, R, W
from rus_editor.word.redlining.marks import UNTRACKED_OF_SECTION
from rus_editor.word.restoring.blocks import BlockRestorer
from rus_editor.word.restoring.ground import HEADERS, Ground, Rows
from rus_editor.word.restoring.texts import AlreadyBack, TextRestorer, paragraphs_of, place_of_story
from rus_editor.word.writing import commenting
from rus_editor.word.writing.placing import replace_text

_REFERENCES = {"footnote": W + "footnoteReference", "endnote": W + "endnoteReference"}
_LAYOUT_CHANGE = W + "pPrChange"


class StoryRestorer:
    """Gives back stories that answer to none, and page sections."""

    def __init__(self, ground: Ground, rows: Rows, texts: TextRestorer, blocks: BlockRestorer) -> None:
        self._ground = ground
        self._rows = rows
        self._texts = texts
        self._blocks = blocks

    def lone(self, story: StoryId, *, is_old: bool) -> None:
        """A story that went or came."""
        found = self._ground.earlier.story(story) if is_old else self._ground.new.stories_by_id.get(story)
        if found is None:
            raise ImpossibleEdit(f"there is no story {story}")
        match found.kind:
            case StoryKind.COMMENT:
                self._comment_back(found) if is_old else self._comment_away(found)
            case StoryKind.HEADER | StoryKind.FOOTER:
                self._margin_back(found) if is_old else self._margin_away(found)
            case _:
                self._hanging_back(found) if is_old else self._hanging_away(found)

    # -- notes and boxes -----------------------------------------------------------------------------------------------

    def _hanging_back(self, story: Story) -> None:
        """A note or box comes back with the sign that it hangs on."""
        if story.anchor is None:
            self._unreferred_back(story)
            return
        index = next((at for at, pair in enumerate(self._rows.pairs) if self._has_old(pair, story.anchor)), None)
        pair = None if index is None else self._rows.pairs[index]
        if pair is None or index is None:
            raise ImpossibleEdit(f"the comparison does not know {story.anchor}")
        if pair.moved_away:
            pair = next((each for each in self._rows.pairs if each.new and self._has_old(each, story.anchor)), pair)
        if not pair.new:
            # What it hangs on went as well: it cannot stand anywhere else.
            self._blocks.bring(pair, index)
            return
        olds = paragraphs_of([self._ground.old_block(block) for block in pair.old])
        at = None if olds is None else place_of_story(olds, story.id)
        if at is None:
            raise AlreadyBack
        self._texts.thing(pair, old=at)

    def _has_old(self, pair: BlockPair, anchor: BlockId) -> bool:
        return any(self._ground.earlier.own(block) == anchor for block in pair.old)

    def _hanging_away(self, story: Story) -> None:
        ground = self._ground
        if story.anchor is None:
            self._drop_note(story)
            return
        anchor = ground.new.blocks_by_id.get(story.anchor)
        standing = ground.standing(story.anchor)
        found = ground.found(story.anchor)
        at = place_of_story((anchor,), story.id) if isinstance(anchor, Paragraph) else None
        if at is None or len(standing) != 1 or standing[0] is not found.element:
            raise AlreadyBack
        ground.home.output.settle()
        text_map = ground.text_map(found)
        with ground.manuscript.touching_block(found, ground.patches):
            replace_text(text_map, at, at + 1, "", ground.manuscript.fresh_id)

    def _unreferred_back(self, story: Story) -> None:
        """A note that nothing refers to: it is in its part, and no more."""
        kind, _, identity = story.id.partition("/")
        registers = self._ground.home.registers
        parts = self._ground.earlier.package.related(self._ground.earlier.package.main_part, kind + "s")
        note = registers.old_notes(parts[0])[1].get(identity) if parts else None
        part = self._ground.home.output.related(kind + "s")
        if note is None or part is None:
            raise AlreadyBack
        copied = deepcopy(note)
        copied.tail = None
        made = registers.next_note(part)
        copied.set(ID, made)
        self._ground.home.bringer(parts[0], part).bring(copied)
        self._ground.home.output.tree(part).append(copied)
        self._ground.home.output.settle()

    def _drop_note(self, story: Story) -> None:
        place = self._ground.places.get(story.id)
        if place is None or not self._ground.stands(place.container):
            raise AlreadyBack
        self._ground.remove(place.part, [place.container])

    def notes_referred(self) -> dict[str, set[str]]:
        """Which notes the text refers to, by kind; none where the document has none."""
        ground = self._ground
        main = ground.manuscript.root(ground.manuscript.package.main_part)
        return {
            kind: {mark.get(ID, "") for mark in main.iter(tag)}
            for kind, tag in _REFERENCES.items()
            if ground.home.output.related(kind + "s") is not None
        }

    def leave_comments(self) -> None:
        """Find the comments that are there still though nothing refers to them: their signs come with the text."""
        left = self._ground.home.comments.left
        left.clear()
        for story in self._ground.new.stories:
            if story.kind is StoryKind.COMMENT and story.anchor is None:
                old = self._rows.answered.get(story.id, "")
                if old:
                    left[old.partition("/")[2]] = story.id.partition("/")[2]

    def settle_notes(self, before: dict[str, set[str]]) -> None:
        """Notes whose last sign went go with it; one that comes back takes the place of one left behind."""
        after = self.notes_referred()
        for kind, referred in after.items():
            gone = before.get(kind, set()) - referred
            came = referred - before.get(kind, set())
            if not gone and not came:
                continue
            part = self._ground.home.output.related(kind + "s")
            root = self._ground.manuscript.root(part or "")
            notes = {note.get(ID, ""): note for note in root.iterchildren(W + kind)}
            said = {_text_of(notes[identity]) for identity in came if identity in notes}
            left = [
                note
                for identity, note in notes.items()
                if identity not in referred
                and note.get(TYPE) in (None, "normal")
                and (identity in gone or _text_of(note) in said)
            ]
            self._ground.remove(part or "", left)

    # -- comments ------------------------------------------------------------------------------------------------------

    def _comment_away(self, story: Story) -> None:
        self._ground.home.output.settle()
        place = self._ground.places.get(story.id)
        if place is None or not self._ground.stands(place.container):
            raise AlreadyBack
        commenting.delete(self._ground.manuscript, story.id, self._ground.patches)

    def _comment_back(self, story: Story) -> None:
        """A comment comes back about what it was about, so far as that is there."""
        ground = self._ground
        text = "\n".join(block.text for block in story.blocks if isinstance(block, Paragraph))
        if story.parent is not None:
            parent = self._rows.story(story.parent)
            if parent is None:
                raise AlreadyBack
            commenting.reply(ground.manuscript, parent, _plain(text), story.author, story.date, ground.patches)
            return
        ends = self._ends_of(story)
        if ends is None:
            raise AlreadyBack
        (start_block, start), (end_block, end) = [(self._now(element), at) for element, at in ends]
        edit = AddComment(start_block, start, end_block, end, _plain(text), story.author, story.date)
        commenting.add(ground.manuscript, edit, ground.patches)
        if story.resolved:
            comment = next(
                (each.id for each in ground.manuscript.document.stories
                 if each.kind is StoryKind.COMMENT and (each.author, each.date) == (story.author, story.date)
                 and not each.resolved),
                None,
            )  # fmt: skip
            if comment is not None:
                commenting.resolve(ground.manuscript, comment, ground.patches, done=True)

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
        identity = story.id.partition("/")[2]
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

    # -- headers and footers -------------------------------------------------------------------------------------------

    def _margin_back(self, story: Story) -> None:
        ground = self._ground
        old_sections = _sections(ground.earlier.root(ground.earlier.package.main_part))
        target = self._section_for(story.page_section or 0)
        if target is None or (story.page_section or 0) >= len(old_sections):
            raise AlreadyBack
        tag = HEADERS[story.kind.value]
        reference = next(
            (
                each
                for each in old_sections[story.page_section or 0].iterchildren(tag)
                if (each.get(W + "type") or "default") == story.label
            ),
            None,
        )
        if reference is None:
            raise AlreadyBack
        main = ground.manuscript.package.main_part
        copied = deepcopy(reference)
        copied.tail = None
        ground.home.bringer(ground.earlier.package.main_part, main).bring(copied)
        ground.home.output.settle()
        others = [each for each in target.findall(tag) if (each.get(W + "type") or "default") == story.label]
        homes = [self._home_of(each, target) for each in others]
        with ground.reworking(main, target):
            for each in others:
                target.remove(each)
            target.insert(0, copied)
        for each, place in zip(others, homes, strict=True):
            # It answers to the one of another section, which has gone from there.
            if place is not None and not any(
                (own.get(W + "type") or "default") == story.label for own in place.findall(tag)
            ):
                with ground.reworking(main, place):
                    place.insert(0, deepcopy(each))

    def _home_of(self, reference: Element, target: Element) -> Element | None:
        """The section on which the header stood that a reference leads to, where that is another."""
        ground = self._ground
        main = ground.manuscript.package.main_part
        found = ground.home.output.relationships(main).get(reference.get(R + "id") or "")
        part = "" if found is None else found.target
        new = next((story for story, place in ground.places.items() if place.part == part), None)
        old = ground.earlier.story(StoryId(self._rows.answered.get(new, ""))) if new is not None else None
        if old is None or old.page_section is None:
            return None
        section = self._section_for(old.page_section)
        return None if section is target else section

    def _margin_away(self, story: Story) -> None:
        ground = self._ground
        place = ground.places.get(story.id)
        main = ground.manuscript.package.main_part
        sections = _sections(ground.manuscript.root(main))
        tag = HEADERS[story.kind.value]
        removed = False
        for section in sections:
            for reference in section.findall(tag):
                found = ground.home.output.relationships(main).get(reference.get(R + "id") or "")
                if place is not None and found is not None and found.target == place.part:
                    ground.remove(main, [reference])
                    removed = True
        if not removed:
            raise AlreadyBack

    # -- page sections -------------------------------------------------------------------------------------------------

    def section(self, change: Change) -> None:
        """A page section that came, went, or looked otherwise."""
        ground = self._ground
        main = ground.manuscript.package.main_part
        match change.kind:
            case ChangeKind.INSERTED:
                assert change.new is not None
                found = self._own_section(change.new.place.blocks[0])
                if found is None:
                    self._all_sections_back()
                else:
                    ground.remove(main, [found])
            case ChangeKind.DELETED:
                assert change.old is not None
                if self._old_section(change.old.place.blocks[0]) is None:
                    self._all_sections_back()
                else:
                    self._section_back(change.old.place.blocks[0])
            case _:
                assert change.old is not None
                assert change.new is not None
                before = self._old_section(change.old.place.blocks[0], change)
                after = self._own_section(change.new.place.blocks[0], change)
                if before is None and after is None:
                    raise AlreadyBack
                self._section_like(before, after)

    def _all_sections_back(self) -> None:
        """The last section of one document is none of the other: each ends where it did, and looks as it did."""
        ground = self._ground
        main = ground.manuscript.package.main_part
        ends = {section.last_block for section in ground.old.page_sections if section.last_block is not None}
        kept: set[Element] = set()
        for pair in self._rows.pairs:
            if not pair.new or pair.moved_away or not any(ground.earlier.own(block) in ends for block in pair.old):
                continue
            with suppress(AlreadyBack):
                self._section_back(pair.old[-1])
            kept.update(ground.standing(pair.new[-1])[-1:])
        for section in _sections(ground.manuscript.root(main))[:-1]:
            paragraph = next(section.iterancestors(PARAGRAPH), None)
            if paragraph is not None and paragraph not in kept:
                ground.remove(main, [section])
        self._section_like(
            _last_section(ground.earlier.root(ground.earlier.package.main_part)),
            _last_section(ground.manuscript.root(main)),
        )

    def _section_like(self, before: Element | None, after: Element | None) -> None:
        """Let a section look as another did; the last one of a body may not be told of at all."""
        ground = self._ground
        main = ground.manuscript.package.main_part
        if before is None:
            before = etree.Element(SECTION_PROPERTIES)
        if after is None:
            body = ground.manuscript.root(main).find(W + "body")
            if body is None:
                raise AlreadyBack
            after = etree.Element(SECTION_PROPERTIES)
            ground.insert(main, body, len(body), [after])
        with ground.reworking(main, after):
            for child in list(after):
                if child.tag not in UNTRACKED_OF_SECTION:
                    after.remove(child)
            at = sum(str(child.tag) in HEADERS.values() for child in after)
            for child in reversed(list(before)):
                if isinstance(child.tag, str) and child.tag not in UNTRACKED_OF_SECTION:
                    copied = deepcopy(child)
                    copied.tail = None
                    after.insert(at, copied)

    def _section_back(self, block: BlockId) -> None:
        ground = self._ground
        before = self._old_section(block)
        if before is None:
            raise AlreadyBack
        pair_index = next((at for at, pair in enumerate(self._rows.pairs) if block in pair.old), None)
        if pair_index is None:
            raise AlreadyBack
        pair = self._rows.pairs[pair_index]
        if pair.moved_away:
            pair = next((each for each in self._rows.pairs if each.new and block in each.old), pair)
        if not pair.new:
            self._blocks.bring(pair, pair_index)
            return
        standing = ground.standing(pair.new[-1])
        if not standing or standing[-1].tag != PARAGRAPH:
            raise AlreadyBack
        paragraph = standing[-1]
        if paragraph.find(f"{PARAGRAPH_PROPERTIES}/{SECTION_PROPERTIES}") is not None:
            raise AlreadyBack
        made = deepcopy(before)
        made.tail = None
        for child in list(made):
            if str(child.tag) in HEADERS.values():
                made.remove(child)
        with ground.reworking(ground.manuscript.package.main_part, paragraph):
            properties = paragraph.find(PARAGRAPH_PROPERTIES)
            if properties is None:
                properties = etree.Element(PARAGRAPH_PROPERTIES)
                paragraph.insert(0, properties)
            change = properties.find(_LAYOUT_CHANGE)
            properties.insert(len(properties) if change is None else properties.index(change), made)

    def _old_section(self, block: BlockId, change: Change | None = None) -> Element | None:
        ground = self._ground
        there = ground.earlier.find(block)
        found = there.element.find(f"{PARAGRAPH_PROPERTIES}/{SECTION_PROPERTIES}")
        if found is not None and (change is None or not self._is_last(change, old=True)):
            return found
        return _last_section(ground.earlier.root(ground.earlier.package.main_part)) if change is not None else None

    def _own_section(self, block: BlockId, change: Change | None = None) -> Element | None:
        ground = self._ground
        for element in ground.standing(block):
            found = element.find(f"{PARAGRAPH_PROPERTIES}/{SECTION_PROPERTIES}")
            if found is not None and (change is None or not self._is_last(change, old=False)):
                return found
        return (
            _last_section(ground.manuscript.root(ground.manuscript.package.main_part)) if change is not None else None
        )

    def _is_last(self, change: Change, *, old: bool) -> bool:
        """Whether a change of sections is of the last one, whose layout no paragraph carries."""
        document = self._ground.old if old else self._ground.new
        last = document.page_sections[-1] if document.page_sections else None
        if last is None:
            return False
        wanted = {each.property: each.old if old else each.new for each in change.formats}
        has = dict(last.format)
        block = change.old if old else change.new
        body = document.body.blocks
        if block is None or not body:
            return False
        own = self._ground.earlier.own(block.place.blocks[0]) if old else block.place.blocks[0]
        if body[-1].id != own:
            return False
        return all(has.get(name, "") == value for name, value in wanted.items())

    def _section_for(self, index: int) -> Element | None:
        """The section of the new document that answers to an old one by its number; it comes back if it has gone."""
        ground = self._ground
        main = ground.manuscript.root(ground.manuscript.package.main_part)
        olds = ground.old.page_sections
        last = olds[index].last_block if index < len(olds) else None
        if last is None:
            news = _sections(main)
            return news[-1] if news else None
        found = self._section_ended_by(last)
        if found is None:
            told = next((b for pair in self._rows.pairs for b in pair.old if ground.earlier.own(b) == last), None)
            if told is not None:
                self._section_back(told)
                found = self._section_ended_by(last)
        return found

    def _section_ended_by(self, last: BlockId) -> Element | None:
        ground = self._ground
        for pair in self._rows.pairs:
            if any(ground.earlier.own(block) == last for block in pair.old):
                back = [element for block in pair.old for element in ground.back.get(block, ())]
                for element in (*back, *(each for block in pair.new[-1:] for each in ground.standing(block))):
                    found = element.find(f"{PARAGRAPH_PROPERTIES}/{SECTION_PROPERTIES}")
                    if found is not None:
                        return found
        return None


def _sections(root: Element) -> list[Element]:
    return [
        section
        for section in root.iter(SECTION_PROPERTIES)
        if (up := section.getparent()) is not None and up.tag != W + "sectPrChange"
    ]


def _last_section(root: Element) -> Element | None:
    body = root.find(W + "body")
    return None if body is None else body.find(SECTION_PROPERTIES)


def _text_of(note: Element) -> str:
    return "".join(text.text or "" for text in note.iter(TEXT)).strip()


def _plain(text: str) -> str:
    return text.replace("\ufffc", "").strip("\n")


def _preceding(mark: Element, paragraph: Element) -> list[Element]:
    found: list[Element] = []
    for element in paragraph.iter(etree.Element):
        if element is mark:
            break
        found.append(element)
    return found
