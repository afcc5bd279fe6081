"""Choosing what to review: which changes are left, what is folded away, and the counts behind the chips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.comparison import Change, ChangeKind, Noise, Subject
from rus_editor.model.document import BlockId, StoryId
from rus_editor.model.project import Anchor, Annotation, Significance, Verdict
from rus_editor.model.review import RowKind
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.reviewing import (
    Choice,
    Chosen,
    Fold,
    Rows,
    Told,
    author_of,
    change_key,
    chosen,
    fold_with,
    is_reviewed,
)
from tests.helpers.documents import document
from tests.helpers.reviewed import reviewed

KEPT = tuple(f"Stycke nummer {number} står kvar." for number in range(12))
OLD = ("# Ett", *KEPT, "Här är en mening om länet.", "# Två", "## Mål", *KEPT, "Detta stycke togs bort ur texten.")
NEW = ("# Ett", *KEPT, "Här är en lång mening om länet.", "# Två", "## Mål", *KEPT, "", "Ny rad i slutet, helt olik.")


@cache
def example() -> Rows:
    return reviewed(*example_pair())


@cache
def small() -> Rows:
    return reviewed(document(*OLD, name="a.docx"), document(*NEW, name="b.docx"))


def annotation(**said: object) -> Annotation:
    anchor = Anchor(StoryId("body"), BlockId("body/0"), 0, "")
    return replace(Annotation("x", anchor), **said)  # type: ignore[arg-type]


def of_kind(rows: Rows, kind: ChangeKind) -> Change:
    return next(change for change in rows.changes if change.kind is kind)


def hidden(found: Chosen) -> set[int]:
    return {row for fold in found.folds for row in range(fold.first, fold.first + fold.count)}


def test_without_a_choice_everything_shows_in_the_order_of_the_rows() -> None:
    rows = example()
    found = chosen(rows, Choice())
    assert set(found.changes) == {change.id for change in rows.comparison.changes}
    places = [rows.row_of_change(change) for change in found.changes]
    assert places == sorted(places)  # type: ignore[type-var]
    assert list(found.shown) == list(range(len(rows.rows)))
    assert found.folds == ()
    assert found.places[found.changes[5]] == 5
    assert found.counts.all_kinds == found.counts.whole == sum(found.counts.kinds.values()) == len(rows.changes)
    assert found.counts.chapters == {
        chapter: sum(kinds.values()) for chapter, kinds in rows.comparison.counts().items() if kinds
    }


KINDS = st.frozensets(st.sampled_from(ChangeKind), max_size=2)
CHOICES = st.builds(
    Choice,
    kinds=KINDS,
    chapter=st.none() | st.integers(0, 9),
    authors=st.frozensets(st.sampled_from(("", "Skribent 1", "Skribent 2")), max_size=2),
    significances=st.frozensets(st.sampled_from((None, *Significance)), max_size=2),
    only_unreviewed=st.booleans(),
    only_since=st.booleans(),
    ignored=st.frozensets(st.sampled_from(Noise), max_size=3),
    fold=st.booleans(),
)


@settings(deadline=None, max_examples=80)
@given(CHOICES, st.randoms(use_true_random=False))
def test_a_count_is_how_many_changes_its_chip_would_show(choice: Choice, chance: object) -> None:
    rows = example()
    pick = chance.choice  # type: ignore[attr-defined]
    told = Told(
        {
            change.id: annotation(significance=pick((None, *Significance)), verdict=pick((None, *Verdict)))
            for change in rows.changes
            if pick((True, False))
        },
        {change.id: pick(("Skribent 1", "Skribent 2")) for change in rows.changes if pick((True, False))},
        frozenset(change_key(change) for change in rows.changes if pick((True, False))),
    )
    counts = chosen(rows, choice, told).counts

    def shown(other: Choice) -> int:
        return len(chosen(rows, other, told).changes)

    assert counts.all_kinds == shown(replace(choice, kinds=frozenset()))
    assert counts.whole == shown(replace(choice, chapter=None))
    assert counts.unreviewed == shown(replace(choice, only_unreviewed=True))
    assert counts.since == shown(replace(choice, only_since=True))
    for kind in ChangeKind:
        assert counts.kinds.get(kind, 0) == shown(replace(choice, kinds=frozenset({kind})))
    for chapter in range(len(rows.comparison.chapters)):
        assert counts.chapters.get(chapter, 0) == shown(replace(choice, chapter=chapter))
    for author in ("", "Skribent 1", "Skribent 2"):
        assert counts.authors.get(author, 0) == shown(replace(choice, authors=frozenset({author})))
    for weight in (None, *Significance):
        assert counts.significances.get(weight, 0) == shown(replace(choice, significances=frozenset({weight})))


@settings(deadline=None, max_examples=80)
@given(CHOICES)
def test_folding_hides_no_chosen_change_and_no_row_twice(choice: Choice) -> None:
    rows = example()
    found = chosen(rows, replace(choice, fold=True))
    assert hidden(found).isdisjoint(found.marked)
    assert hidden(found) <= set(found.shown)
    opened = [
        row
        for line in found.lines
        for row in (range(line.first, line.first + line.count) if isinstance(line, Fold) else (line,))
    ]
    assert opened == list(found.shown)
    for fold in found.folds:
        assert fold.changed == sum(bool(rows.rows[row].changes) for row in range(fold.first, fold.first + fold.count))
        assert fold_with(found.folds, fold.first + fold.count - 1) == fold
        assert fold_with(found.folds, fold.first - 1) != fold


def test_rows_beside_a_change_and_the_headings_above_it_are_not_folded() -> None:
    rows = small()
    found = chosen(rows, Choice(kinds=frozenset({ChangeKind.DELETED}), fold=True))
    texts = [row.new.text if row.new else "" for row in (rows.rows[at] for at in found.lines if isinstance(at, int))]
    assert texts == ["Två", "Mål", *KEPT[-2:], "", "", "Ny rad i slutet, helt olik."]
    assert [(fold.first, fold.count, fold.changed) for fold in found.folds] == [(0, 14, 1), (16, 10, 0)]


def test_a_fold_that_was_opened_stays_open_whatever_is_chosen() -> None:
    rows = small()
    choice = Choice(kinds=frozenset({ChangeKind.DELETED}), fold=True)
    first, second = chosen(rows, choice).folds
    opened = replace(choice, opened=frozenset(first.keys))
    # The second holds the same paragraphs but for one: what is unique to the first is its key.
    assert first not in chosen(rows, opened).folds
    wider = replace(opened, kinds=frozenset({ChangeKind.SPLIT}))
    assert chosen(rows, wider).folds == ()
    assert second.keys


def test_a_chapter_is_its_own_rows_and_its_notes() -> None:
    rows = reviewed(
        document("# Ett", "Text.{fn:Källa ett.}", "# Två", "Text.{fn:Källa två.}"),
        document("# Ett", "Text.{fn:Källa ett, ny.}", "# Två", "Text.{fn:Källa två.}"),
    )
    found = chosen(rows, Choice(chapter=0))
    assert [rows.rows[row].story_kind.value for row in found.shown] == ["body", "body", "footnote", "footnote"]
    assert [rows.changes_by_id[change].subject for change in found.changes] == [Subject.FOOTNOTE]
    assert chosen(rows, Choice(chapter=1)).changes == ()


def test_a_verdict_holds_only_for_the_wording_that_it_was_given_for() -> None:
    rows = small()
    change = of_kind(rows, ChangeKind.REPLACED)
    for said, left in (
        (annotation(verdict=Verdict.APPROVED, said_of=change_key(change)), False),
        (annotation(verdict=Verdict.APPROVED, said_of="something else"), True),
        (annotation(verdict=Verdict.APPROVED), False),
        (annotation(reason="Därför."), True),
        (None, True),
    ):
        told = Told({} if said is None else {change.id: said})
        found = chosen(rows, Choice(only_unreviewed=True), told)
        assert (change.id in found.changes) is left
        assert is_reviewed(said, change_key(change)) is not left


def test_what_was_there_when_one_reviewed_last_is_left_out() -> None:
    rows = small()
    first = rows.changes[0]
    found = chosen(rows, Choice(only_since=True), Told(seen=frozenset({change_key(first)})))
    assert set(found.changes) == {change.id for change in rows.changes} - {first.id}
    assert found.counts.since == len(rows.changes) - 1


def test_who_made_a_change_is_who_tracked_it_unless_somebody_else_is_known_to() -> None:
    change = replace(small().changes[0], author="Skribent 1")
    assert author_of(change, Told()) == "Skribent 1"
    assert author_of(change, Told(authors={change.id: "Skribent 2"})) == "Skribent 2"
    assert author_of(replace(change, author=None), Told()) == ""


def test_ignored_noise_is_left_out_and_its_rows_look_unchanged() -> None:
    rows = small()
    noisy = next(change for change in rows.changes if change.noise is Noise.WHITESPACE)
    found = chosen(rows, Choice(ignored=frozenset({Noise.WHITESPACE})))
    assert noisy.id not in found.changes
    assert found.quiet == {rows.row_of_change(noisy.id)}
    assert found.counts.noises == {Noise.WHITESPACE: 1}
    assert chosen(rows, Choice()).quiet == frozenset()


def test_a_key_is_what_a_change_says_not_where_or_by_whom() -> None:
    rows = small()
    keys = {change_key(change) for change in rows.changes}
    assert len(keys) == len(rows.changes)
    change = of_kind(rows, ChangeKind.REPLACED)
    assert change_key(replace(change, id="other", author="Skribent 1", date="2026-01-01", chapter=9)) == change_key(
        change
    )
    assert change.new is not None
    assert change_key(replace(change, new=replace(change.new, text="Annat."))) != change_key(change)
    longer = reviewed(document("Först.", *OLD), document("Först.", *NEW, "Sist."))
    assert change_key(of_kind(longer, ChangeKind.REPLACED)) == change_key(change)


def stepped(found: Chosen, rows: Rows, start: int | None, *, forwards: bool) -> Iterable[str]:
    change = found.step(rows, start, forwards=forwards)
    while change is not None:
        yield change
        change = found.step(rows, None, change, forwards=forwards)


def test_stepping_goes_through_every_chosen_change_and_ends() -> None:
    rows = example()
    found = chosen(rows, Choice(kinds=frozenset({ChangeKind.MOVED, ChangeKind.INSERTED})))
    assert tuple(stepped(found, rows, None, forwards=True)) == found.changes
    assert tuple(stepped(found, rows, None, forwards=False)) == found.changes[::-1]
    middle = rows.row_of_change(found.changes[10])
    assert middle is not None
    assert found.step(rows, middle) == next(each for each in found.changes if rows.row_of_change(each) == middle)
    before = found.step(rows, middle, forwards=False)
    assert before is not None
    assert rows.row_of_change(before) < middle  # type: ignore[operator]
    assert chosen(rows, Choice(authors=frozenset({"Ingen"}))).step(rows, 0) is None
    # A change that is no longer among the chosen: one goes on from its row.
    gone = next(change.id for change in rows.changes if change.kind is ChangeKind.REPLACED)
    row = rows.row_of_change(gone)
    assert found.step(rows, row, gone) == found.step(rows, row)


def test_a_move_is_shown_at_both_ends() -> None:
    rows = example()
    found = chosen(rows, Choice(kinds=frozenset({ChangeKind.MOVED}), fold=True))
    ends = {row for row, each in enumerate(rows.rows) if each.kind in (RowKind.MOVED_HERE, RowKind.MOVED_AWAY)}
    assert ends
    assert ends & hidden(found) == set()
