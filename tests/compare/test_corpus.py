"""Real pairs, when the corpus is there: ``RUS_CORPUS``, else ``shared/corpus`` beside the checkout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from rus_editor.compare.engine import compare
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind, Subject
from rus_editor.model.document import Document, StoryKind, block_text
from rus_editor.model.view import View, view_of
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document
from tests.helpers.corpus import corpus
from tests.helpers.documents import RUS

CORPUS = corpus()
PAIRS = (
    [line.split("\t") for line in (CORPUS / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]] if CORPUS else []
)
WORD = re.compile(r"\w+")
# Their text is no part of what a reader of the document reads, so it is no part of the least possible either.
_NOT_TEXT = (Subject.PICTURE, Subject.LINK, Subject.CONTENT_CONTROL, Subject.COMMENT, Subject.SECTION)


def read(path: Path) -> Document:
    return read_document(open_package(read_bytes(path), path.name))


def words(document: Document) -> list[str]:
    seen = view_of(document, View.FINAL)
    kinds = [kind for kind in StoryKind if kind is not StoryKind.COMMENT]
    return [
        word
        for kind in kinds
        for story in seen.stories
        if story.kind is kind
        for block in story.blocks
        for word in WORD.findall(block_text(block))
    ]


def marked(changes: Sequence[Change]) -> int:
    """Words marked: both ends of a move, otherwise those struck and inserted."""
    total = 0
    for change in changes:
        if change.kind is ChangeKind.MOVED and change.old and change.new:
            total += len(WORD.findall(change.old.text)) + len(WORD.findall(change.new.text))
        elif change.kind is not ChangeKind.FORMATTED and change.subject not in _NOT_TEXT:
            total += sum(len(WORD.findall(part.text)) for part in change.segments if part.kind is not SegmentKind.EQUAL)
    return total


@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside the checkout")
def test_words_marked_are_near_the_least_possible_over_all_pairs() -> None:
    total = least = 0
    for _, old_name, new_name, *_ in PAIRS:
        assert CORPUS is not None
        old, new = read(CORPUS / "pairs" / old_name), read(CORPUS / "pairs" / new_name)
        comparison = compare(old, new, RUS)
        for change in comparison.changes:
            for end, left_out in ((change.old, SegmentKind.INSERTED), (change.new, SegmentKind.DELETED)):
                if change.segments:
                    text = "".join(part.text for part in change.segments if part.kind is not left_out)
                    assert text == (end.text if end else ""), (old_name, change)
        total += marked(comparison.changes)
        least += int(Indel.distance(words(old), words(new)))
    assert total <= 1.15 * least, f"{total} words marked, {least} would do"


@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside the checkout")
def test_the_long_pair_is_marked_sparingly_and_its_moves_are_found() -> None:
    assert CORPUS is not None
    old, new = read(CORPUS / "long" / "long_old.docx"), read(CORPUS / "long" / "long_new.docx")
    comparison = compare(old, new, RUS)
    assert marked(comparison.changes) <= 1.05 * Indel.distance(words(old), words(new))
    moved = [change for change in comparison.changes if change.kind is ChangeKind.MOVED]
    assert len(moved) >= 38, "40 were planted, of which two were new paragraphs that stand nowhere in the old"
    old_texts = {block_text(block) for block in old.body.blocks}
    assert all(change.edited or (change.new and change.new.text in old_texts) for change in moved)


@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside the checkout")
def test_every_document_compared_with_itself_has_no_changes() -> None:
    assert CORPUS is not None
    for path in sorted((CORPUS / "pairs").glob("*.docx")):
        document = read(path)
        assert compare(document, document, RUS).changes == (), path.name
