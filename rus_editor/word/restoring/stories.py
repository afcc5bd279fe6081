"""Notes, boxes and other stories that came or went whole."""

from __future__ import annotations

from copy import deepcopy

from lxml.etree import _Element as Element

from rus_editor.model.comparison import BlockPair, Change
from rus_editor.model.document import BlockId, Paragraph, Story, StoryId, StoryKind
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.word.names import ID, TEXT, TYPE, W
from rus_editor.word.restoring.blocks import BlockRestorer
from rus_editor.word.restoring.comments import CommentRestorer
from rus_editor.word.restoring.ground import Ground, Rows
from rus_editor.word.restoring.pages import PageRestorer
from rus_editor.word.restoring.texts import AlreadyBack, TextRestorer, paragraphs_of, place_of_story
from rus_editor.word.writing.placing import replace_text

_REFERENCES = {"footnote": W + "footnoteReference", "endnote": W + "endnoteReference"}
_LAYOUT_CHANGE = W + "pPrChange"


class StoryRestorer:
    """Gives back stories that answer to none."""

    def __init__(self, ground: Ground, rows: Rows, texts: TextRestorer, blocks: BlockRestorer) -> None:
        self._ground = ground
        self._rows = rows
        self._texts = texts
        self._blocks = blocks
        self._comments = CommentRestorer(ground, rows, blocks)
        self._pages = PageRestorer(ground, rows, blocks)

    def lone(self, story: StoryId, *, is_old: bool) -> None:
        """A story that went or came."""
        found = self._ground.earlier.story(story) if is_old else self._ground.new.stories_by_id.get(story)
        if found is None:
            raise ImpossibleEdit(f"there is no story {story}")
        match found.kind:
            case StoryKind.COMMENT:
                self._comments.bring(found) if is_old else self._comments.take(found)
            case StoryKind.HEADER | StoryKind.FOOTER:
                self._pages.bring(found) if is_old else self._pages.take(found)
            case _:
                self._hanging_back(found) if is_old else self._hanging_away(found)

    def section(self, change: Change) -> None:
        """A page section that came, went, or looked otherwise."""
        self._pages.section(change)

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


def _text_of(note: Element) -> str:
    return "".join(text.text or "" for text in note.iter(TEXT)).strip()
