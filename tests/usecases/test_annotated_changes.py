"""Each change has a place of its own for what is said of it, and shares the paragraph's with whoever writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rus_editor.model.comparison import ChangeKind, Comparison, Subject
from rus_editor.model.document import BlockId, Document
from rus_editor.model.project import Target
from rus_editor.usecases.annotated_changes import aims_of
from rus_editor.usecases.annotating import AnnotationBook
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.comparing import compare, open_document
from rus_editor.usecases.live import LiveMarks
from tests.helpers.documents import document

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
Example = tuple[Document, Document, Comparison]


@pytest.fixture(scope="module")
def example() -> Example:
    old, new = map(open_document, example_pair())
    return old, new, compare(old, new)


def book_of(example: Example) -> AnnotationBook:
    old, new, comparison = example
    book = AnnotationBook(new)
    book.set_baseline(old)
    book.compared(LiveMarks(comparison, old, new))
    return book


def say(book: AnnotationBook, document: Document, target: Target, reason: str) -> None:
    annotation = replace(book.of(document, target), reason=reason)
    book.put(document, target, annotation, "Skribent 1", NOW)


def test_no_two_changes_have_the_same_place_and_every_place_is_there(example: Example) -> None:
    old, new, comparison = example
    aims = aims_of(comparison)
    assert aims.keys() == {change.id for change in comparison.changes}
    said = [aim.said for aim in aims.values()]
    assert len(set(said)) == len(said)
    for target in said:
        assert target.block in (old if target.struck else new).blocks_by_id


def test_everything_said_of_changes_is_what_is_said_of_them(example: Example) -> None:
    _, new, comparison = example
    book = book_of(example)
    for change in comparison.changes:
        say(book, new, book.target_of(change), change.id)
    found = book.annotations_of(comparison)
    assert {change: annotation.reason for change, annotation in found.items()} == {key: key for key in found}
    assert found.keys() == {change.id for change in comparison.changes}
    for change in comparison.changes:
        assert book.of_change(change) == found[change.id]


def test_a_second_change_of_a_paragraph_is_said_of_apart(example: Example) -> None:
    _, new, comparison = example
    links = [change for change in comparison.changes if change.subject is Subject.LINK and change.new]
    places = {change.new.place.blocks[0]: change for change in links if change.new}
    text = next(
        change
        for change in comparison.changes
        if change.new and change.new.place.blocks[0] in places and change.subject is Subject.PARAGRAPH
    )
    assert text.new is not None
    link = places[text.new.place.blocks[0]]
    book = book_of(example)
    assert book.target_of(text) == Target(text.new.place.blocks[0])
    say(book, new, book.target_of(link), "om länken")
    assert book.of_change(text) is None
    said = book.of_change(link)
    assert said is not None
    assert said.reason == "om länken"


def test_an_only_change_is_said_of_the_paragraph_itself_whatever_it_is(example: Example) -> None:
    _, new, comparison = example
    book = book_of(example)
    bold = next(change for change in comparison.changes if change.kind is ChangeKind.FORMATTED)
    row = next(c for c in comparison.changes if (c.kind, c.subject) == (ChangeKind.INSERTED, Subject.ROW))
    for change in (bold, row):
        assert change.new is not None
        assert book.target_of(change) == Target(change.new.place.blocks[0])
    # What was said of the second half of a split paragraph, or of another cell of the row, is found too.
    split = next(change for change in comparison.changes if change.kind is ChangeKind.SPLIT)
    assert split.new is not None
    say(book, new, Target(split.new.place.blocks[1]), "om andra halvan")
    said = book.of_change(split)
    assert said is not None
    assert said.reason == "om andra halvan"


def test_what_was_said_of_a_change_that_is_no_more_is_said_of_its_paragraph(example: Example) -> None:
    _, new, comparison = example
    book = book_of(example)
    text = next(change for change in comparison.changes if change.kind is ChangeKind.REPLACED and change.new)
    assert text.new is not None
    say(book, new, Target(text.new.place.blocks[0], facet="format"), "om fetstilen")
    said = book.of_change(text)
    assert said is not None
    assert said.reason == "om fetstilen"


def test_a_link_that_was_taken_away_is_said_of_in_the_paragraph_that_lives() -> None:
    old = document("Strategin finns på {link:https://exempel.se:webbplatsen} hela året.")
    comparison = compare(old, document("Strategin finns på webbplatsen hela året."))
    (link,) = [change for change in comparison.changes if change.subject is Subject.LINK]
    assert link.new is None
    assert aims_of(comparison)[link.id].said == Target(BlockId("body/0"))


def test_what_says_nothing_is_empty(example: Example) -> None:
    _, new, comparison = example
    book = book_of(example)
    assert book.annotations_of(comparison) == {}
    annotation = book.of(new, Target(new.body.blocks[0].id))
    assert annotation.is_empty
    assert not replace(annotation, themes=("Skog",)).is_empty
