"""Headers and footers that came or went, and page sections."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.comparison import Change, ChangeKind
from rus_editor.model.document import BlockId, Story, StoryId
from rus_editor.word.names import PARAGRAPH, PARAGRAPH_PROPERTIES, SECTION_PROPERTIES, R, W
from rus_editor.word.redlining.marks import UNTRACKED_OF_SECTION
from rus_editor.word.restoring.blocks import BlockRestorer
from rus_editor.word.restoring.ground import HEADERS, Ground, Rows
from rus_editor.word.restoring.texts import AlreadyBack

_REFERENCES = {"footnote": W + "footnoteReference", "endnote": W + "endnoteReference"}
_LAYOUT_CHANGE = W + "pPrChange"


class PageRestorer:
    """Gives headers, footers and page sections back."""

    def __init__(self, ground: Ground, rows: Rows, blocks: BlockRestorer) -> None:
        self._ground = ground
        self._rows = rows
        self._blocks = blocks

    def bring(self, story: Story) -> None:
        """A header or footer that went comes back to the section that answers to the one that it stood on."""
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

    def take(self, story: Story) -> None:
        """A header or footer that came goes from all sections."""
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
