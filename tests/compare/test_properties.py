"""What holds for any two documents."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.compare.engine import compare
from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import Change, ChangeKind, Comparison, Noise, Segment, SegmentKind, Side, Subject
from rus_editor.model.document import BlockId, Document, Table, block_text
from tests.helpers.documents import RUS, document

WORDS = st.sampled_from(
    (
        "och i att länet regionen kommunen ska utvecklas hållbar tillväxt kultur vård bredband 50 procent 2030 "
        "hälso- e-tjänst samverkan fler än – , . ” ( ) växer hela"
    ).split(" ")
)
TEXT = st.lists(WORDS, max_size=14).map(" ".join)
LINE = st.one_of(
    TEXT,
    TEXT.map("# {}".format),
    TEXT.map("## {}".format),
    st.just("## Önskvärt läge"),
    TEXT.map("* {}".format),
    TEXT.map("1. {}".format),
    TEXT.map("§{}".format),
    TEXT.map("text {{fn:{}}} mer".format),
    TEXT.map("text {{pic:{}:bild}}".format),
    st.tuples(TEXT, TEXT).map(lambda cells: "|{}|{}|".format(*cells)),
    st.just(""),
)


@st.composite
def revised(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A text and another made from it: lines edited, dropped, added, moved, and some unrelated."""
    old = draw(st.lists(LINE, max_size=14))
    new: list[str] = []
    for line in old:
        fate = draw(st.integers(0, 9))
        if fate == 0:
            continue
        if fate == 1:
            new.append(draw(LINE))
        if fate == 2 and " " in line:
            words = line.split(" ")
            words[draw(st.integers(1, len(words) - 1))] = draw(WORDS)
            new.append(" ".join(words))
        else:
            new.append(line)
    shuffled: bool = draw(st.booleans())
    if new and shuffled:
        new.insert(draw(st.integers(0, len(new))), new.pop(draw(st.integers(0, len(new) - 1))))
    return old, new


def put_together(segments: tuple[Segment, ...], *, old: bool) -> str:
    left_out = SegmentKind.INSERTED if old else SegmentKind.DELETED
    return "".join(segment.text for segment in segments if segment.kind is not left_out)


def texts(document_: Document, ids: tuple[BlockId, ...]) -> str:
    return "\n".join(block_text(document_.blocks_by_id[block_id]) for block_id in ids)


ANY_TEXT = st.text(alphabet="abåä ,.-–”\n\t\ufffc19\u00a0", max_size=60)


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_segments_give_back_both_texts_of_any_two_strings(old: str, new: str) -> None:
    segments = compare_words(old, new)
    assert put_together(segments, old=True) == old
    assert put_together(segments, old=False) == new
    assert all(segment.text for segment in segments)
    assert (old == new) == all(segment.kind is SegmentKind.EQUAL for segment in segments)


@settings(deadline=None)
@given(revised())
def test_segments_give_back_both_texts_of_every_change(pair: tuple[list[str], list[str]]) -> None:
    comparison = compare(document(*pair[0]), document(*pair[1]), RUS)
    for change in comparison.changes:
        if change.segments:
            assert put_together(change.segments, old=True) == (change.old.text if change.old else "")
            assert put_together(change.segments, old=False) == (change.new.text if change.new else "")


@settings(deadline=None)
@given(revised())
def test_rows_cover_both_texts_and_their_segments_give_them_back(pair: tuple[list[str], list[str]]) -> None:
    old, new = document(*pair[0]), document(*pair[1])
    comparison = compare(old, new, RUS)
    for row in comparison.pairs:
        if not any(isinstance(old.blocks_by_id[block_id], Table) for block_id in row.old) and not any(
            isinstance(new.blocks_by_id[block_id], Table) for block_id in row.new
        ):
            separator = "\t" if _is_table_row(row.old or row.new) else "\n"
            assert put_together(row.segments, old=True) == texts(old, row.old).replace("\n", separator)
            assert put_together(row.segments, old=False) == texts(new, row.new).replace("\n", separator)
    _covered_once(
        old, [block_id for row in comparison.pairs if row.moved_away or not row.moved for block_id in row.old]
    )
    _covered_once(new, [block_id for row in comparison.pairs for block_id in row.new])


def _is_table_row(ids: tuple[BlockId, ...]) -> bool:
    return len(ids) > 1 and all("/r" in block_id for block_id in ids)


def _covered_once(document_: Document, ids: list[BlockId]) -> None:
    assert all(count == 1 for count in Counter(ids).values())
    covered = set(ids)
    for story in document_.stories:
        for block in story.blocks:
            assert block.id in covered


@settings(deadline=None)
@given(st.lists(LINE, max_size=14))
def test_a_document_compared_with_itself_has_no_changes(lines: list[str]) -> None:
    assert compare(document(*lines), document(*lines), RUS).changes == ()


@settings(deadline=None)
@given(revised())
def test_different_texts_have_a_change(pair: tuple[list[str], list[str]]) -> None:
    old, new = document(*pair[0]), document(*pair[1])
    said = [[block_text(block) for story in side.stories for block in story.blocks] for side in (old, new)]
    if said[0] != said[1]:
        assert compare(old, new, RUS).changes


@settings(deadline=None)
@given(revised())
def test_the_same_two_documents_give_the_same_answer(pair: tuple[list[str], list[str]]) -> None:
    first = compare(document(*pair[0]), document(*pair[1]), RUS)
    assert first == compare(document(*pair[0]), document(*pair[1]), RUS)
    assert len({change.id for change in first.changes}) == len(first.changes)


@settings(deadline=None)
@given(revised())
def test_nothing_is_told_as_inserted_or_deleted_that_the_other_text_has_in_the_same_place(
    pair: tuple[list[str], list[str]],
) -> None:
    # Appending the same lines to both must not add a change about them.
    tail = ["Ett sista stycke som är långt nog att kännas igen i båda texterna."]
    comparison = compare(document(*pair[0], *tail), document(*pair[1], *tail), RUS)
    told = [end.text for change in comparison.changes for end in (change.old, change.new) if end is not None]
    assert tail[0] not in told


@settings(deadline=None)
@given(revised(), st.sets(st.sampled_from([noise for noise in Noise if noise is not Noise.GENERATED])))
def test_ignored_noise_is_left_out_and_nothing_else(pair: tuple[list[str], list[str]], ignored: set[Noise]) -> None:
    whole = compare(document(*pair[0]), document(*pair[1]), RUS)
    rest = compare(document(*pair[0]), document(*pair[1]), RUS, ignored=frozenset(ignored))
    assert [_told(change) for change in rest.changes if change.noise is None] == [
        _told(change) for change in whole.changes if change.noise is None
    ]
    assert not any(change.noise in ignored for change in rest.changes)


def _told(change: Change) -> tuple[ChangeKind, Subject, Side | None, Side | None]:
    return change.kind, change.subject, change.old, change.new


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXT, min_size=2, max_size=8, unique=True))
def test_one_paragraph_inserted_is_one_change(lines: list[str]) -> None:
    new = "Det här nya stycket om fjärrvärme liknar inget annat här."
    for at in range(len(lines) + 1):
        comparison = compare(document(*lines), document(*lines[:at], new, *lines[at:]), RUS)
        assert [(change.kind, change.new.text if change.new else None) for change in comparison.changes] == [
            (ChangeKind.INSERTED, new)
        ]


def _marked_words(comparison: Comparison) -> int:
    return sum(
        len(segment.text.split())
        for change in comparison.changes
        for segment in change.segments
        if segment.kind is not SegmentKind.EQUAL
    )


def test_one_word_in_a_huge_paragraph_is_one_word() -> None:
    words = [f"ord{number % 997}" for number in range(30_000)]
    edited = [*words[:15_000], "nytt", *words[15_000:]]
    comparison = compare(document(" ".join(words)), document(" ".join(edited)), RUS)
    assert _marked_words(comparison) == 1


def test_a_huge_paragraph_rewritten_throughout_is_compared_too() -> None:
    old = " ".join(f"ord{number % 97}" for number in range(20_000))
    new = " ".join(f"ord{number % 89}" for number in range(20_000))
    comparison = compare(document(old), document(new), RUS)
    (change,) = comparison.changes
    assert put_together(change.segments, old=True) == old
    assert put_together(change.segments, old=False) == new
