"""Whatever happens to the text, what was said of it is where the text went, or among what is loose: never gone.

Each paragraph and cell consists of words that stand nowhere else, so that one can tell where its text is: in the
working copy, or struck, in the baseline. The texts are written in at random, undone, kept, opened again, taken out as a
Word file, edited there by other means, and read in again.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from rus_editor.model.document import BlockId, Document, Paragraph, Table, block_text, walk
from rus_editor.model.edits import (
    DeleteBlock,
    DeleteRow,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    MoveBlock,
    ReplaceText,
    SetStyle,
    SplitBlock,
)
from rus_editor.model.journal import Changed, LogEntry, StepLabel
from rus_editor.model.profile import Profile
from rus_editor.model.project import Annotation, Target
from rus_editor.usecases.annotating import AnnotationBook
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.live import LiveMarks
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import OpenedProject, create_project, open_project
from rus_editor.word.package import open_package
from rus_editor.word.writer import Writer
from tests.helpers.ooxml import WordFile
from tests.helpers.projects import WHO, folders_in

PROFILE: Profile = profile_of("rus")
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
ENDINGS = ("arbete", "stöd", "mål", "vatten", "skog", "buss", "skola", "kraft", "rum", "väg")
PARAGRAPHS = range(12)
CELLS = range(100, 106)
MOST = 0.6
"""So much of a text in one place is the text; and nowhere else may there be more than :data:`LITTLE` of it."""
LITTLE = 0.2


def words(number: int) -> list[str]:
    """The words of one paragraph and of no other."""
    return [f"z{number}{ending}" for ending in ENDINGS]


def sentence(number: int) -> str:
    return " ".join(words(number)).capitalize() + "."


def first_file() -> bytes:
    rows = ", ".join(f'tr/(tc/p/r/t"{sentence(row)}", tc/p/r/t"{sentence(row + 1)}")' for row in CELLS if row % 2 == 0)
    table = f"tbl/(tblPr, tblGrid/(gridCol, gridCol), {rows})"
    lines = [f'p/r/t"{sentence(number)}"' for number in PARAGRAPHS]
    return WordFile(", ".join([*lines[:6], table, *lines[6:]])).to_bytes()


class Desk:
    """A project that is kept on disk, worked with as the window does."""

    def __init__(self, folder: Path) -> None:
        file = folder / "rus.docx"
        file.write_bytes(first_file())
        self.folders = folders_in(folder)
        self.ever_mixed: set[int] = set()
        """What has shared a paragraph with another text, or was written anew in its place: what is said is of that."""
        self.mixed: set[int] = set()
        """What shared a paragraph with another text when the project was closed: when that is parted, nobody can tell
        any more whose part is whose. And what was split and then lost its larger part: what is left of it is it then,
        even if an undo brings the other back."""
        self.sit_down(create_project(file, name="RUS", folders=self.folders, who=WHO))

    def sit_down(self, opened: OpenedProject) -> None:
        self.opened = opened
        prepared = prepare(opened)
        assert prepared.baseline is not None
        self.baseline = prepared.baseline.document
        self.workspace = prepared.workspace
        self.workspace.record_to(self.keep)
        self.book = AnnotationBook(self.document, prepared.annotations)
        self.marks: LiveMarks | None = None
        self.mixed |= self.numbers_mixed()
        self.book.set_baseline(self.baseline)
        self.compare()
        living = words_in(self.document)
        self.mixed |= {number for number in self.said() if not shares(number, living)} & self.ever_mixed

    def keep(self, entry: LogEntry) -> None:
        self.opened.keeper.record((entry,), self.workspace.files.at_hand(*entry.contents))

    @property
    def document(self) -> Document:
        return self.workspace.document

    def numbers_mixed(self) -> set[int]:
        found: set[int] = set()
        for said in words_in(self.document).values():
            here = {number for number in (*PARAGRAPHS, *CELLS) if any(word in said for word in words(number))}
            found |= here if len(here) > 1 else set()
        return found

    def compare(self) -> None:
        self.marks = LiveMarks(compare(self.baseline, self.document, PROFILE), self.baseline, self.document)
        self.book.compared(self.marks)

    def pause(self) -> None:
        """What happens when nobody has typed for a moment."""
        self.compare()
        renewed = self.book.renewed(self.document, only_reworded=True)
        if renewed:
            self.opened.keeper.put_annotation(*renewed)

    def follow(self, changed: Changed | None, before: Document) -> None:
        if changed is None:
            return
        if changed.whole:
            self.marks = None
            self.book.set_baseline(self.baseline)
        if self.marks is not None:
            for splice in changed.splices:
                self.marks.spliced(splice, self.document)
        self.book.follow(changed, before, self.document)
        self.ever_mixed |= self.numbers_mixed()
        former, living = words_in(before), words_in(self.document)
        for number in (*PARAGRAPHS, *CELLS):
            parts, left = shares(number, former).values(), shares(number, living).values()
            if len(parts) > 1 and max(left, default=0.0) < max(parts):
                self.mixed.add(number)
        self.ever_mixed |= {number for number in self.said() if not shares(number, living)}

    def say(self, target: Target, number: int) -> None:
        annotation = self.book.of(self.document, target)
        said = Annotation(annotation.id, annotation.anchor, reason=str(number))
        self.opened.keeper.put_annotation(self.book.put(self.document, target, said, WHO, NOW))

    def leave(self, *, in_order: bool) -> None:
        """Close, or have the power go: then nothing is written down that was not in the last pause."""
        if in_order:
            self.opened.keeper.put_annotation(*self.book.renewed(self.document))
        self.opened.keeper.close()
        self.sit_down(open_project(self.opened.facts.database, folders=self.folders, who=WHO))

    def come_back_from_word(self, chance: random.Random) -> None:
        """Edited elsewhere, and read in again."""
        outside = Writer(open_package(self.workspace.to_bytes(), "ute.docx"))
        for _ in range(chance.randint(1, 6)):
            with suppress(ImpossibleEdit):
                outside.apply(drawn_edit(outside.document, chance))
        before = self.document
        digest = self.workspace.files.put(outside.to_bytes())
        self.follow(self.workspace.use(digest, StepLabel.READ_IN), before)

    def said(self) -> dict[int, Target]:
        return {int(annotation.reason): target for target, annotation in self.book.placed().items()}

    def loose(self) -> set[int]:
        return {int(annotation.reason) for annotation in self.book.loose()}


def drawn_edit(document: Document, chance: random.Random) -> Edit:
    """An edit that leaves most of the words of most paragraphs together."""
    block, other = chance.choice(document.body.blocks), chance.choice(document.body.blocks)
    if isinstance(block, Table):
        row = chance.randint(0, len(block.rows))
        paragraph = chance.choice([each for each in walk((block,)) if isinstance(each, Paragraph)])
        in_table: list[Edit] = [
            InsertRow(block.id, row, ("Ny rad", "Inget")),
            DeleteRow(block.id, row),
            DeleteBlock(block.id),
            ReplaceText(paragraph.id, 0, 0, "Och "),
        ]
        return chance.choice(in_table)
    text = block_text(block)
    place = chance.randint(0, len(text))
    edits: list[Edit] = [
        ReplaceText(block.id, place, place, chance.choice([" ", "nytt ", "ännu mera "])),
        ReplaceText(block.id, place, min(len(text), place + chance.randint(0, 30)), ""),
        ReplaceText(block.id, 0, len(text), chance.choice(["", "Något helt annat än förut."])),
        SplitBlock(block.id, place),
        JoinBlocks(block.id),
        InsertBlock(block.id, chance.choice(["", "Mellanrubrik", "Det här är nytt i texten sedan i går."])),
        DeleteBlock(block.id),
        MoveBlock(block.id, other.id, chance.random() < 0.5),
        SetStyle(block.id, "heading 1"),
    ]
    return chance.choice(edits)


def shares(number: int, texts: Mapping[BlockId, frozenset[str]]) -> dict[BlockId, float]:
    """How much of a paragraph's text stands in each paragraph of a document."""
    own = words(number)
    found = {block: sum(word in said for word in own) / len(own) for block, said in texts.items()}
    return {block: share for block, share in found.items() if share}


def words_in(document: Document) -> dict[BlockId, frozenset[str]]:
    return {
        block.id: frozenset(block.text.casefold().replace(".", " ").split())
        for block in walk(document.body.blocks)
        if isinstance(block, Paragraph)
    }


def check(desk: Desk, numbers: set[int]) -> Iterator[str]:
    """Where each is said to be, against where its text is."""
    said, loose = desk.said(), desk.loose()
    assert said.keys() | loose == numbers
    # Of what hangs on the cells of a table that was struck whole, one is said of it and the others are listed as loose.
    assert all(said[number].struck for number in said.keys() & loose)
    living, old = words_in(desk.document), words_in(desk.baseline)
    taken = {target: number for number, target in said.items()}
    for number in sorted(numbers):
        here = sorted(shares(number, living).items(), key=lambda each: -each[1])
        target = said.get(number)
        if number in desk.mixed:
            continue
        if here and here[0][1] >= MOST and (len(here) == 1 or here[1][1] <= LITTLE):
            place = Target(here[0][0])
            if target == place:
                yield "where its text is"
            else:
                # Two paragraphs in one: the other has the place.
                assert taken.get(place, number) != number, (number, target, place, "lost though its text stands there")
                yield "beside another"
        elif not here:
            if target is None:
                yield "loose"
            elif target.struck:
                assert shares(number, old).get(target.block, 0.0) >= MOST
                yield "struck"
            elif number not in desk.ever_mixed:
                # What was written anew in the same paragraph, and nobody else's text.
                assert not any(word.startswith("z") for word in living[target.block]), (number, target)
                yield "written anew"


@settings(deadline=None, max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(chance=st.randoms(use_true_random=False))
def test_everything_said_is_found_where_its_text_went_or_among_what_is_loose(chance: random.Random) -> None:
    for found in course(chance):
        event(found)


def course(chance: random.Random) -> Iterator[str]:
    """A project's life; gives what became of each annotation, time and again."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        numbers: set[int] = set()
        for block, said in words_in(desk.document).items():
            if chance.random() < 0.6:
                numbers.add(number := next(each for each in (*PARAGRAPHS, *CELLS) if words(each)[1] in said))
                desk.say(Target(block), number)
        for _ in range(chance.randint(1, 4)):
            for _ in range(chance.randint(1, 8)):
                before = desk.document
                act = chance.choice(["edit", "edit", "edit", "undo", "redo"])
                try:
                    if act == "edit":
                        desk.follow(desk.workspace.apply([drawn_edit(before, chance)], StepLabel.TYPED), before)
                    else:
                        desk.follow(desk.workspace.undo() if act == "undo" else desk.workspace.redo(), before)
                except ImpossibleEdit:
                    continue
                assert desk.said().keys() | desk.loose() == numbers
            desk.pause()
            match chance.choice(["pause", "close", "power", "word"]):
                case "close":
                    desk.leave(in_order=True)
                case "power":
                    desk.leave(in_order=False)
                case "word":
                    desk.come_back_from_word(chance)
            desk.pause()
            yield from check(desk, numbers)
        desk.opened.keeper.close()
