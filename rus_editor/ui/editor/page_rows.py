"""What a chapter's page is made of, in order: its blocks and notes, and the panes that they stand in. No Qt yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


@dataclass(frozen=True, slots=True)
class CardTitles:
    """What heads the panes below a chapter's text: of all its notes, and of each text box."""

    notes: str
    box: str


def starts_of_cards(chapter: Chapter) -> frozenset[int]:
    """The positions in the body at which a section begins that has a pane of its own."""
    return frozenset(section.first for section in chapter.sections if section.level == chapter.level + 1)


def rows_of(
    document: Document,
    chapter: Chapter,
    marks: LiveMarks | None,
    view: ChangeView,
    titles: CardTitles,
    kept: Collection[StoryId] = (),
) -> tuple[list[Row], list[Card]]:
    """The rows of a chapter and its panes: one for each section and each text box, and one for all its notes.

    Text boxes without text are drawings, most of them; those ``kept`` have a pane all the same.
    """
    body = document.body.blocks
    starts = starts_of_cards(chapter)
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
    boxes, notes = stories_below(document, chapter)
    written = [box for box in boxes if box.id in kept or any(each.text.strip() for each in paragraphs(box.blocks))]
    for number, story in enumerate((*written, *notes)):
        is_box = number < len(written)
        for step, block in enumerate(story.blocks):
            row = Row(block, story.id)
            if step == 0 and number <= len(written):
                row.opens_card = True
                _open_card(cards, rows, has_header=False, note=titles.box if is_box else titles.notes)
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


def stories_below(document: Document, chapter: Chapter) -> tuple[list[Story], list[Story]]:
    """The text boxes and the notes that hang on a chapter's text or on one another, in their order."""
    stories = document.stories_by_id
    wanted: set[StoryId] = set()
    waiting = [story for block in document.body.blocks[chapter.first : chapter.last] for story in stories_on(block)]
    while waiting:
        story = waiting.pop()
        if story not in wanted and story in stories:
            wanted.add(story)
            waiting += [inner for block in stories[story].blocks for inner in stories_on(block)]
    found = [story for story in document.stories if story.id in wanted]
    notes = (StoryKind.FOOTNOTE, StoryKind.ENDNOTE)
    return [each for each in found if each.kind is StoryKind.TEXT_BOX], [each for each in found if each.kind in notes]


def stories_on(block: Block) -> frozenset[StoryId]:
    """The stories that hang on a block's text: notes and text boxes."""
    return frozenset(
        story
        for paragraph in paragraphs((block,))
        if "\ufffc" in paragraph.text
        for atom in paragraph.atoms
        for story in atom.stories
    )
