"""Granska: going through the changes, choosing which show, judging, restoring; all of it by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from rus_editor.model.comparison import ChangeKind
from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.model.project import Significance, Verdict
from rus_editor.ui.review.change_panel import Judgement
from tests.helpers.reviewing import LONG, NEW, OLD, Desk
from tests.helpers.window_parts import first, texts

Key, Held = Qt.Key, Qt.KeyboardModifier


# -- going through them ------------------------------------------------------------------------------------------------


def test_the_keys_go_through_every_change_of_every_chapter_and_come_round(desk: Desk) -> None:
    met = [desk.current.id]
    for _ in desk.changes()[1:]:
        desk.do("change.next")
        met.append(desk.current.id)
    assert met == [change.id for change in desk.changes()]
    assert desk.project.session.chapter == 1
    assert desk.position() == "3 av 3"
    desk.do("change.next")
    assert desk.current.id == met[0]
    assert "första" in desk.told()
    desk.do("change.previous")
    assert desk.current.id == met[-1]


def test_the_view_is_at_the_change_at_hand(desk: Desk) -> None:
    for _ in desk.changes():
        rows = desk.reviewing.rows
        assert rows is not None
        assert desk.page.view.current_change == desk.current.id
        assert desk.page.view.current_row == rows.row_of_change(desk.current.id)
        desk.do("change.next")


def test_a_row_that_one_goes_to_by_hand_is_at_hand(desk: Desk) -> None:
    desk.page.view.setFocus()
    desk.press(Key.Key_Home)
    assert desk.reviewing.current is None
    assert desk.panel.shown is None
    desk.press(Key.Key_Down)
    assert desk.current.kind is ChangeKind.REPLACED
    assert desk.position() == "1 av 3"


def test_the_list_of_chapters_and_the_page_follow_each_other(desk: Desk) -> None:
    desk.project.session.show_chapter(1)
    assert desk.current.chapter == 1
    assert desk.chip("all") == "Alla 3"
    desk.do("change.previous")
    assert desk.project.session.chapter == 0


def test_the_whole_document_can_be_shown(desk: Desk) -> None:
    desk.do("review.whole")
    assert desk.chip("all") == "Alla 6"
    assert desk.position() == "1 av 6"
    assert desk.window.book["review.whole"].isChecked()
    desk.go_to("deleted")
    assert desk.project.session.chapter == 1
    desk.project.session.show_chapter(1)
    assert desk.position() == "4 av 6"
    desk.go_to("deleted")
    desk.do("review.whole")
    assert desk.position() == "3 av 3"
    assert desk.current.kind is ChangeKind.DELETED


def test_a_chapter_without_changes_is_shown_as_it_reads(desk: Desk) -> None:
    desk.project.session.show_chapter(2)
    assert desk.position() == "Inga ändringar"
    assert desk.page.view.isVisible()
    desk.do("change.next")
    assert desk.current.chapter == 0


def test_both_ends_of_a_move_are_a_key_apart(desk: Desk) -> None:
    desk.go_to("moved")
    here = desk.page.view.current_row
    desk.do("review.other_end")
    there = desk.page.view.current_row
    assert there != here
    desk.do("review.other_end")
    assert desk.page.view.current_row == here


def test_what_one_reviews_is_a_key_from_where_it_is_written(desk: Desk) -> None:
    change = desk.go_to("inserted")
    desk.do("go.same_place")
    assert desk.window.workbench.mode == "write"
    caret = desk.project.session.caret
    assert caret is not None
    assert change.new is not None
    assert caret.block == change.new.place.blocks[0]
    desk.project.session.put_caret(Caret(first(desk.project.session.document, "Alla ska").id, 3))
    desk.do("go.same_place")
    assert desk.window.workbench.mode == "review"
    desk.qtbot.waitUntil(lambda: desk.reviewing.current is not None and desk.current.chapter == 1, timeout=LONG)
    assert desk.current.kind is ChangeKind.REPLACED


# -- which show --------------------------------------------------------------------------------------------------------


def test_chips_count_and_choose(desk: Desk) -> None:
    desk.do("review.whole")
    said = [desk.chip(key) for key in ("all", "inserted", "deleted", "replaced", "moved", "formatted", "unreviewed")]
    assert said == ["Alla 6", "Tillagt 1", "Struket 1", "Omformulerat 2", "Flyttat 1", "Format 1", "Ogranskade 6"]
    assert "split" not in desk.page.bar.chips.chips
    chips = desk.page.bar.chips.chips
    chips["inserted"].click()
    assert desk.position() == "1 av 1"
    chips["deleted"].click()
    assert desk.position().endswith("av 2")
    assert not chips["all"].isChecked()
    assert desk.chip("replaced") == "Omformulerat 2"
    chips["all"].click()
    assert desk.position().endswith("av 6")
    assert not chips["inserted"].isChecked()


def test_arrows_go_between_the_chips_and_enter_chooses(desk: Desk) -> None:
    chips = desk.page.bar.chips.chips
    desk.do("review.filter")
    assert desk.window.focusWidget() is chips["all"]
    desk.press(Key.Key_Right)
    assert desk.window.focusWidget() is chips["inserted"]
    desk.press(Key.Key_Return)
    assert chips["inserted"].isChecked()
    assert desk.current.kind is ChangeKind.INSERTED
    desk.press(Key.Key_Left)
    desk.press(Key.Key_Left)
    assert desk.window.focusWidget() is chips["unreviewed"]
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Space)
    assert chips["all"].isChecked()
    assert [chip.focusPolicy() & Qt.FocusPolicy.TabFocus for chip in chips.values()].count(Qt.FocusPolicy.TabFocus) == 1


def entries(menu: QMenu) -> dict[str, QAction]:
    """What can be chosen in a menu and those in it, without the letters that choose."""
    found: dict[str, QAction] = {}
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found |= entries(inner)
        elif action.text():
            found[action.text().replace("&", "")] = action
    return found


def filters(desk: Desk) -> QMenu:
    """The menu of further filters, filled."""
    menu = desk.page.bar.more.menu()
    menu.aboutToShow.emit()
    return menu


def test_further_filters_say_how_many_they_leave(desk: Desk) -> None:
    desk.do("review.whole")
    desk.go_to("inserted")
    desk.do("significance.key")
    menu = filters(desk)
    names = list(entries(menu))
    assert "Viktig (1)" in names
    assert "Ännu inte bedömd (5)" in names
    assert "Ingen spårad (6)" in names
    assert "Sedan jag granskade sist (6)" in names
    entries(menu)["Viktig (1)"].trigger()
    assert desk.position() == "1 av 1"
    assert desk.page.bar.more.text() == "Fler filter (1) ▾"
    desk.do("review.show_all")
    assert desk.position().endswith("av 6")
    assert desk.page.bar.more.text() == "Fler filter ▾"


def test_what_fits_no_filter_is_said_with_a_way_back(desk: Desk) -> None:
    desk.go_to("inserted")
    desk.page.bar.chips.chips["formatted"].click()
    assert desk.page.empty.isVisible()
    assert desk.page.empty.title.text() == "Ingen ändring passar filtret"
    desk.page.empty.button.click()
    assert desk.page.view.isVisible()
    assert desk.chip("all") == "Alla 3"


def test_what_one_has_reviewed_is_not_new_the_next_time(desk: Desk) -> None:
    desk.do("review.reviewed")
    desk.do("review.whole")
    menu = filters(desk)
    entries(menu)["Sedan jag granskade sist (3)"].trigger()
    chosen = desk.reviewing.chosen
    assert chosen is not None
    assert [change.chapter for change in desk.changes() if change.id in chosen.places] == [1, 1, 1]


def test_unchanged_text_is_folded_and_opened_again(desk: Desk) -> None:
    desk.do("review.whole")
    everything = len(desk.page.view.stack.entries)
    desk.page.bar.chips.chips["deleted"].click()
    desk.do("review.fold")
    assert len(desk.page.view.stack.entries) < everything
    desk.do("review.fold")
    assert len(desk.page.view.stack.entries) == everything


# -- judging -----------------------------------------------------------------------------------------------------------


def test_approving_goes_on_to_the_next_and_counts_at_once(desk: Desk) -> None:
    before = desk.current
    desk.do("review.approve")
    assert desk.current.id == desk.changes()[1].id
    assert desk.chip("unreviewed") == "Ogranskade 2"
    said = desk.project.session.annotation_of(before)
    assert said is not None
    assert said.verdict is Verdict.APPROVED
    desk.do("change.previous")
    assert desk.panel.approve.text() == "✓ Godkänd"
    assert desk.panel.judged.text().startswith("✓ Godkänd (Skribent 2, ")
    desk.panel.approve.click()
    assert desk.chip("unreviewed") == "Ogranskade 3"


def test_approving_among_the_unreviewed_empties_the_list_one_by_one(desk: Desk) -> None:
    desk.do("review.whole")
    desk.page.bar.chips.chips["unreviewed"].click()
    for left in (5, 4, 3, 2, 1):
        desk.do("review.approve")
        assert desk.chip("unreviewed") == f"Ogranskade {left}"
        assert desk.position() == f"1 av {left}"
    desk.do("review.approve")
    assert desk.page.empty.isVisible()
    desk.page.empty.button.click()
    desk.do("review.next_unreviewed")
    assert desk.told() == "Alla ändringar som visas är granskade."


def test_a_change_that_says_something_else_now_is_unreviewed_again(desk: Desk) -> None:
    change = desk.current
    desk.do("review.approve")
    desk.do("mode.write")
    session = desk.project.session
    assert change.new is not None
    session.apply([ReplaceText(change.new.place.blocks[0], 0, 0, "Alla ")], StepLabel.TYPED)
    desk.settle()
    desk.do("mode.review")
    desk.qtbot.waitUntil(lambda: desk.chip("unreviewed") == "Ogranskade 3", timeout=LONG)
    desk.reviewing.go_to(desk.changes()[0].id)
    assert desk.panel.shown is not None
    assert desk.panel.shown.judgement is Judgement.CHANGED_SINCE
    assert desk.panel.judged.text().startswith("Ändrad efter granskningen")


def test_a_question_has_its_words(desk: Desk) -> None:
    desk.do("review.question")
    assert desk.window.focusWidget() is desk.panel.question
    desk.panel.question.setPlainText("Varifrån kommer siffran?")
    desk.do("change.next")
    said = desk.project.session.annotation_of(desk.changes()[0])
    assert said is not None
    assert (said.verdict, said.question) == (Verdict.QUESTIONED, "Varifrån kommer siffran?")
    assert desk.panel.question.isHidden()
    desk.do("change.previous")
    assert desk.panel.question.toPlainText() == "Varifrån kommer siffran?"
    desk.do("review.question")
    assert desk.panel.question.isHidden()


def test_what_is_said_here_is_said_where_one_writes_and_the_other_way(desk: Desk) -> None:
    change = desk.go_to("inserted")
    assert change.new is not None
    block = change.new.place.blocks[0]
    desk.panel.reason.setPlainText("Länsstyrelsen bad om det.")
    desk.do("significance.minor")
    desk.panel.keep()
    said = desk.project.session.annotation(block)
    assert said is not None
    assert (said.reason, said.significance) == ("Länsstyrelsen bad om det.", Significance.MINOR)
    desk.project.session.annotate(block, themes=("Trafik",))
    said_here = desk.panel.shown
    assert said_here is not None
    assert said_here.themes == ("Trafik",)
    desk.go_to("deleted")
    said_there = desk.panel.shown
    assert said_there is not None
    assert said_there.themes == ()
    assert said_there.other_themes == ("Trafik",)


def test_the_panel_says_what_the_change_is(desk: Desk) -> None:
    desk.do("review.whole")
    desk.go_to("formatted")
    assert desk.panel.title.text() == "Formatändrat stycke"
    assert desk.panel.formats.text().startswith("Fet")
    assert desk.panel.heading.text() == "Ändring 5 av 6 · Hälsa"
    desk.go_to("moved")
    assert "Kollektivtrafiken" not in desk.panel.title.text()
    assert desk.panel.lines.text().endswith(".")


# -- restoring ---------------------------------------------------------------------------------------------------------


def restored(desk: Desk, *, left: int) -> None:
    """Wait until so many changes are left."""
    desk.qtbot.waitUntil(lambda: len(desk.changes()) == left, timeout=LONG)
    desk.settle()
    assert len(desk.changes()) == left


def test_restoring_every_change_one_by_one_gives_the_old_text(desk: Desk) -> None:
    for left in (5, 4, 3, 2, 1):
        desk.do("paragraph.restore")
        restored(desk, left=left)
        if desk.reviewing.current is None:
            # The chapter has no more; what it says now stays in sight until one goes on.
            assert desk.position() == "Inga ändringar"
            desk.do("change.next")
    desk.do("paragraph.restore")
    desk.qtbot.waitUntil(desk.page.empty.isVisible, timeout=LONG)
    assert desk.page.empty.title.text() == "Inga ändringar"
    assert texts(desk.project.session.document) == [text for _, text in OLD]


def test_what_was_restored_is_undone_here_and_shown(desk: Desk) -> None:
    desk.go_to("inserted")
    desk.do("paragraph.restore")
    restored(desk, left=5)
    desk.project.session.show_chapter(2)
    desk.do("edit.undo")
    restored(desk, left=6)
    assert texts(desk.project.session.document) == [text for _, text in NEW]
    desk.qtbot.waitUntil(lambda: desk.reviewing.current is not None and desk.current.chapter == 0, timeout=LONG)


def test_one_of_several_differences_is_given_back(desk: Desk) -> None:
    assert [card.words() for card in desk.panel.differences.cards] == [
        "”fyrtio” ersatt med ”femtio”",
        "”2030” ersatt med ”2035”",
    ]
    desk.do("review.next_difference")
    desk.panel.differences.cards[1].button.click()
    desk.qtbot.waitUntil(lambda: not desk.panel.differences.cards, timeout=LONG)
    desk.settle()
    said = first(desk.project.session.document, "Utsläppen").text
    assert "femtio" in said
    assert "2030" in said


def test_the_difference_at_hand_is_given_back_by_its_key(desk: Desk) -> None:
    desk.page.view.setFocus()
    while desk.panel.differences.current != 1:
        desk.do("review.next_difference")
    desk.do("review.restore_difference")
    desk.qtbot.waitUntil(lambda: not desk.panel.differences.cards, timeout=LONG)
    desk.settle()
    assert "2030" in first(desk.project.session.document, "Utsläppen").text


def test_several_changes_are_treated_as_one(desk: Desk) -> None:
    desk.page.view.setFocus()
    desk.press(Key.Key_End, Held.ShiftModifier | Held.ControlModifier)
    assert desk.panel.title.text() == "3 ändringar valda"
    desk.do("significance.editorial")
    said = [desk.project.session.annotation_of(change) for change in desk.changes()[:3]]
    assert [None if each is None else each.significance for each in said] == [Significance.EDITORIAL] * 3
    assert desk.panel.shown is not None
    assert desk.panel.shown.significance is Significance.EDITORIAL
    told: list[None] = []
    desk.project.session.annotations_changed.connect(lambda: told.append(None))
    desk.do("review.approve")
    assert told == [None]
    assert [desk.reviewing.is_reviewed(change) for change in desk.changes()] == [True] * 3 + [False] * 3
    assert desk.current.id == desk.changes()[3].id
    desk.project.session.show_chapter(0)
    desk.page.view.setFocus()
    desk.press(Key.Key_Home)
    desk.press(Key.Key_End, Held.ShiftModifier | Held.ControlModifier)
    assert desk.project.session.next_undo is None
    desk.do("paragraph.restore")
    restored(desk, left=3)
    desk.do("edit.undo")
    assert desk.project.session.next_undo is None
    restored(desk, left=6)


# -- what is gone ------------------------------------------------------------------------------------------------------


def test_what_was_said_of_text_that_is_gone_is_kept_and_can_be_hung_elsewhere(desk: Desk) -> None:
    desk.go_to("inserted")
    desk.panel.reason.setPlainText("Beställt av nämnden.")
    desk.panel.keep()
    desk.do("paragraph.restore")
    restored(desk, left=5)
    assert desk.panel.loose.isVisible()
    (card,) = desk.panel.loose.cards
    assert "Elvägar provas" in card.quote.text()
    assert "Beställt av nämnden." in card.said.text()
    desk.go_to("deleted")
    (card,) = desk.panel.loose.cards
    card.attach.click()
    assert desk.panel.loose.isHidden()
    assert desk.panel.reason.toPlainText() == "Beställt av nämnden."


def test_nothing_loose_goes_unasked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.go_to("inserted")
    desk.panel.reason.setPlainText("Beställt av nämnden.")
    desk.panel.keep()
    desk.do("paragraph.restore")
    restored(desk, left=5)
    answers = iter(("Behåll", "Ta bort"))

    def answer(box: QMessageBox) -> int:
        wanted = next(answers)
        next(button for button in box.buttons() if button.text() == wanted).click()
        return 0

    monkeypatch.setattr("rus_editor.ui.review.panel.QMessageBox.exec", answer)
    desk.panel.loose.cards[0].discard.click()
    assert len(desk.panel.loose.cards) == 1
    desk.panel.loose.cards[0].discard.click()
    assert desk.panel.loose.cards == []
    assert desk.project.session.loose_annotations() == ()


# -- finding, copying --------------------------------------------------------------------------------------------------


def test_words_are_found_in_both_texts_and_counted(desk: Desk) -> None:
    desk.do("review.whole")
    desk.do("edit.find")
    search = desk.page.search
    assert desk.window.focusWidget() is search.text
    search.text.setText("LÄNET")
    search.look()
    assert search.count.text().endswith(" träffar")
    found = int(search.count.text().split()[0])
    assert found > 4
    desk.press(Key.Key_Return)
    assert search.count.text() == f"1 av {found}"
    desk.press(Key.Key_Return, Held.ShiftModifier)
    assert search.count.text() == f"{found} av {found}"
    search.match_case.setChecked(True)
    assert search.count.text() == "0 träffar"
    desk.press(Key.Key_Escape)
    assert search.isHidden()
    assert desk.window.focusWidget() is desk.page.view


def test_the_text_of_the_change_can_be_copied(desk: Desk) -> None:
    desk.page.view.setFocus()
    desk.do("edit.copy")
    assert "Utsläppen" in QApplication.clipboard().text()


# -- nothing to show, nothing to do ------------------------------------------------------------------------------------


def test_one_change_among_several_rows_is_at_hand(desk: Desk) -> None:
    desk.page.view.setFocus()
    desk.press(Key.Key_Home)
    assert [change.id for change in desk.reviewing.at_hand] == []
    desk.press(Key.Key_Down, Held.ShiftModifier)
    assert [change.id for change in desk.reviewing.at_hand] == [desk.changes()[0].id]
    assert desk.panel.title.text() == "Omformulerat stycke"


def test_without_a_version_to_compare_with_one_is_asked_for(desk: Desk) -> None:
    desk.window.compare_with(None)
    desk.qtbot.waitUntil(desk.page.empty.isVisible, timeout=LONG)
    assert desk.page.empty.title.text() == "Välj vad texten ska jämföras med"
    assert desk.page.empty.button.isVisible()
    assert not desk.window.book["review.approve"].isEnabled()
    assert desk.panel.shown is None


def test_in_the_text_the_commands_of_reviewing_are_off(desk: Desk) -> None:
    book = desk.window.book
    assert book["review.approve"].isEnabled()
    assert not book["format.bold"].isEnabled()
    assert not book["edit.replace"].isEnabled()
    desk.do("mode.write")
    for command in ("review.approve", "review.question", "significance.key", "review.reviewed"):
        assert not book[command].isEnabled()


def test_the_rows_are_those_of_the_whole_comparison_when_that_has_come(desk: Desk) -> None:
    desk.do("paragraph.restore")
    restored(desk, left=5)
    session = desk.project.session
    desk.qtbot.waitUntil(
        lambda: (
            desk.reviewing.rows is not None
            and session.marks is not None
            and desk.reviewing.rows.comparison is session.marks.comparison
        ),
        timeout=LONG,
    )
    assert desk.position() == "1 av 2"
    desk.do("edit.undo")
    restored(desk, left=6)


def test_the_list_of_chapters_counts_what_the_chips_count(desk: Desk) -> None:
    session = desk.project.session
    for chapter in session.outline.chapters:
        session.show_chapter(chapter.index)
        assert desk.chip("all") == f"Alla {session.changes_between(chapter.first, chapter.last)}"


def is_in_sight(desk: Desk) -> bool:
    """Whether the row of the change at hand can be seen."""
    view, row = desk.page.view, desk.reviewing.row
    return row is not None and row in [view.entry(index).row for index, _ in view.visible()]


def test_the_change_at_hand_is_in_sight_whatever_is_chosen(desk: Desk) -> None:
    desk.window.resize(1000, 420)
    desk.do("review.whole")
    desk.go_to("deleted")
    chips = desk.page.bar.chips.chips
    for chip in (chips["deleted"], chips["replaced"], chips["deleted"], chips["all"]):
        chip.click()
        desk.qtbot.waitUntil(lambda: is_in_sight(desk), timeout=LONG)
    desk.do("review.fold")
    desk.qtbot.waitUntil(lambda: is_in_sight(desk), timeout=LONG)
