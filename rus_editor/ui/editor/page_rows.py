"""What a chapter's page is made of, in order: its blocks and notes, and the panes that they stand in. No Qt yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rus_editor.model.document import Block, Document, Story, StoryId, StoryKind, paragraphs
from rus_editor.model.outline import Chapter
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.usecases.live import LiveMarks, Struck

BODY = StoryId("body")


@dataclass(slots=True)
class Card:
    """One pane: ``first`` to before ``last`` are places among the page's rows. ``note`` says what it holds."""

    first: int
    last: int
    has_header: bool
    note: str = ""


@dataclass(slots=True)
class Row:
    """A block as it is to stand on the page. ``struck`` are blocks of the baseline shown before it."""

    block: Block
    story: StoryId
    struck: tuple[Struck, ...] = ()
    is_title: bool = False
    opens_card: bool = False
    is_header: bool = False
    closes_card: bool = False
    follows_title: bool = False

    @property
    def place(self) -> tuple[bool, bool, bool, bool, bool]:
        """What its look owes to where it stands."""
        return self.is_title, self.opens_card, self.is_header, self.closes_card, self.follows_title


def rows_of(
    document: Document, chapter: Chapter, marks: LiveMarks | None, view: ChangeView, notes_title: str
) -> tuple[list[Row], list[Card]]:
    """The rows of a chapter and its panes: one for each section, and one for its notes, headed ``notes_title``."""
    body = document.body.blocks
    starts = {section.first for section in chapter.sections if section.level == chapter.level + 1}
    rows: list[Row] = []
    cards: list[Card] = []
    story_marks = None if marks is None or view is not ChangeView.TEXT else marks.story(BODY)
    for position in range(chapter.first, chapter.last):
        block = body[position]
        struck: tuple[Struck, ...] = ()
        if story_marks is not None and position < len(story_marks.outer):
            struck = story_marks.outer[position].struck
        is_title = block.id == chapter.heading
        row = Row(block, BODY, struck, is_title=is_title, follows_title=bool(rows) and rows[-1].is_title)
        if position in starts or (not is_title and not cards):
            row.opens_card = True
            row.is_header = position in starts
            _open_card(cards, rows, has_header=row.is_header)
        rows.append(row)
    for number, story in enumerate(notes_of(document, chapter)):
        for step, block in enumerate(story.blocks):
            row = Row(block, story.id)
            if number == 0 and step == 0:
                row.opens_card = True
                _open_card(cards, rows, has_header=False, note=notes_title)
            rows.append(row)
    if cards:
        cards[-1].last = len(rows)
        rows[-1].closes_card = True
    return rows, cards


def _open_card(cards: list[Card], rows: Sequence[Row], *, has_header: bool, note: str = "") -> None:
    if cards:
        cards[-1].last = len(rows)
        rows[-1].closes_card = True
    cards.append(Card(len(rows), len(rows), has_header, note))


def notes_of(document: Document, chapter: Chapter) -> list[Story]:
    """The notes that hang on a chapter's text, in their order."""
    wanted = {story for block in document.body.blocks[chapter.first : chapter.last] for story in stories_on(block)}
    notes = (StoryKind.FOOTNOTE, StoryKind.ENDNOTE)
    return [story for story in document.stories if story.id in wanted and story.kind in notes]


def stories_on(block: Block) -> frozenset[StoryId]:
    """The stories that hang on a block's text: notes and text boxes."""
    return frozenset(
        story
        for paragraph in paragraphs((block,))
        if "\ufffc" in paragraph.text
        for atom in paragraph.atoms
        for story in atom.stories
    )
