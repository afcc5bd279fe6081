"""Granska is as it was left: the next time the project is opened, and whatever stands in its settings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.comparison import ChangeKind, Noise
from rus_editor.model.project import Json, Significance
from rus_editor.ui.review.kept_view import KeptView, from_json, to_json
from rus_editor.usecases.reviewing import Choice
from tests.helpers.reviewing import LONG, Desk

CHOICES = st.builds(
    Choice,
    kinds=st.frozensets(st.sampled_from(ChangeKind)),
    authors=st.frozensets(st.text()),
    significances=st.frozensets(st.sampled_from([*Significance, None])),
    only_unreviewed=st.booleans(),
    only_since=st.booleans(),
    ignored=st.frozensets(st.sampled_from(Noise)),
    fold=st.booleans(),
    opened=st.frozensets(st.text()),
)
SETTINGS: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["kinds", "change", "fold", "opened"]), inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.builds(KeptView, CHOICES, st.booleans(), st.text()))
def test_what_is_kept_is_what_was(view: KeptView) -> None:
    assert from_json(to_json(view)) == view


@settings(deadline=None)
@given(SETTINGS)
def test_whatever_stands_there_can_be_read(kept: Json) -> None:
    assert isinstance(from_json(kept), KeptView)


def test_filter_scope_change_and_folds_are_as_left_after_a_restart(desk: Desk) -> None:
    desk.do("review.whole")
    desk.page.bar.chips.chips["replaced"].click()
    desk.page.bar.chips.chips["deleted"].click()
    desk.do("review.fold")
    desk.go_to("deleted")
    desk.do("review.approve")
    desk.go_to("deleted")
    database = desk.project.keeper.facts.database
    assert desk.window.close_project()
    desk.window.open_file(database)
    desk.wait_for_project()
    assert desk.window.workbench.mode == "review"
    desk.qtbot.waitUntil(lambda: desk.reviewing.current is not None, timeout=LONG)
    assert desk.current.kind is ChangeKind.DELETED
    assert desk.position() == "3 av 3"
    chips = desk.page.bar.chips.chips
    assert [key for key, chip in chips.items() if chip.isChecked()] == ["deleted", "replaced"]
    assert desk.window.book["review.whole"].isChecked()
    assert desk.window.book["review.fold"].isChecked()
    assert desk.panel.approve.text() == "✓ Godkänd"


def test_what_one_person_has_seen_is_new_to_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.do("review.whole")
    desk.do("review.reviewed")
    assert desk.reviewing.chosen is not None
    assert desk.reviewing.chosen.counts.since == 0
    monkeypatch.setattr(desk.project.session, "who", "Skribent 3")
    desk.reviewing.renew()
    assert desk.reviewing.chosen.counts.since == 6
