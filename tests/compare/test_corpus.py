"""Real pairs, when the corpus is there: ``RUS_CORPUS``, else ``shared/corpus`` beside the checkout."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import Indel

from rus_editor.compare.engine import compare
from rus_editor.model.comparison import ChangeKind, SegmentKind
from rus_editor.model.document import block_text
from tests.compare.measures import marked, read, words
from tests.helpers.corpus import corpus
from tests.helpers.documents import RUS

CORPUS = corpus()
PAIRS = (
    [line.split("\t") for line in (CORPUS / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]] if CORPUS else []
)


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
