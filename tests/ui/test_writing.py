"""Writing in a chapter: every key does to the document what it does on the page, and can be taken back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rus_editor.model.document import BlockId, StoryKind
from rus_editor.model.edits import Mark, SetStyle
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.live import MarkKind
from rus_editor.usecases.writing import Spot
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import (
    compared,
    compose,
    first,
    page_text,
    pane_of,
    press,
    project,
    put,
    reopened,
    texts,
    type_text,
)

STYLES = ", ".join(
    [style(f"Rubrik{level}", f"heading {level}", f"pPr/outlineLvl{{val={level - 1}}}") for level in (1, 2)]
    + [style("Brdtext", "Body Text"), style("Punktlista", "List Bullet", "pPr/numPr/(numId{val=1})")]
)
NUMBERING = (
    "abstractNum{abstractNumId=0}/(lvl{ilvl=0}/(start{val=1}, numFmt{val=bullet}, lvlText{val=•}),"
    " lvl{ilvl=1}/(start{val=1}, numFmt{val=bullet}, lvlText{val=–})), num{numId=1}/abstractNumId{val=0}"
)


def paragraph(text: str, style_id: str = "Brdtext") -> str:
    return f'p/(pPr/pStyle{{val={style_id}}}, r/t"{text}")'


def word_file(*paragraphs: str) -> WordFile:
    return WordFile(", ".join(paragraphs), styles=STYLES, numbering=NUMBERING)


OLD = word_file(
    paragraph("Utbildning", "Rubrik1"),
    paragraph("Nuläge", "Rubrik2"),
    paragraph("Skolresultaten varierar."),
    paragraph("Arbetslivet behöver fler."),
    paragraph("Stycket som ska bort."),
    paragraph("Önskvärt läge", "Rubrik2"),
    paragraph("Barnets bästa", "Punktlista"),
    paragraph("Nya former", "Punktlista"),
)
NEW = word_file(
    paragraph("Utbildning", "Rubrik1"),
    paragraph("Nuläge", "Rubrik2"),
    paragraph("Skolresultaten i länet varierar."),
    paragraph("Arbetslivet behöver fler."),
    paragraph("Önskvärt läge", "Rubrik2"),
    paragraph("Barnets bästa", "Punktlista"),
    paragraph("Nya former", "Punktlista"),
)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, NEW, OLD, qtbot) as opened:
        yield opened


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def pane(session: Session, theme: Theme, qtbot: QtBot) -> TextPane:
    shown = pane_of(session, theme, qtbot)
    compared(session, qtbot)
    return shown


def test_what_is_typed_is_in_the_document_and_on_the_page(pane: TextPane, session: Session) -> None:
    put(pane, session, "Arbetslivet", 11)
    type_text(pane, " på Åland 𝄞")
    assert "Arbetslivet på Åland 𝄞 behöver fler." in texts(session.document)
    assert page_text(pane) == texts(session.document)
    press(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page_text(pane) == texts(session.document)
    assert "Arbetslivet behöver fler." in texts(session.document)


def test_enter_parts_a_paragraph_and_backspace_joins_it_again(pane: TextPane, session: Session) -> None:
    before = texts(session.document)
    put(pane, session, "Arbetslivet", 11)
    press(pane, Qt.Key.Key_Return)
    assert texts(session.document)[3:5] == ["Arbetslivet", " behöver fler."]
    assert page_text(pane) == texts(session.document)
    press(pane, Qt.Key.Key_Backspace)
    assert texts(session.document) == before
    assert page_text(pane) == before


def test_enter_after_a_heading_gives_body_text_and_an_empty_point_leaves_its_list(
    pane: TextPane, session: Session
) -> None:
    put(pane, session, "Nuläge", 6)
    press(pane, Qt.Key.Key_Return)
    type_text(pane, "Ingress")
    assert first(session.document, "Ingress").layout.style == "Body Text"
    put(pane, session, "Nya former", 10)
    press(pane, Qt.Key.Key_Return)
    press(pane, Qt.Key.Key_Return)
    assert session.document.body.blocks[-1].text == ""  # type: ignore[union-attr]
    assert session.document.body.blocks[-1].numbering is None  # type: ignore[union-attr]


def test_a_selection_over_panes_is_replaced_as_one_step(pane: TextPane, session: Session) -> None:
    before = texts(session.document)
    start, end = first(session.document, "Skolresultaten").id, first(session.document, "Barnets").id
    pane.put_caret(Caret(end, 8, start, 14))
    type_text(pane, "X")
    assert texts(session.document) == ["Utbildning", "Nuläge", "SkolresultatenXbästa", "Nya former"]
    assert page_text(pane) == texts(session.document)
    session.undo()
    assert texts(session.document) == before
    assert page_text(pane) == before


def test_bold_is_for_what_is_selected_and_for_what_is_typed_next(pane: TextPane, session: Session) -> None:
    put(pane, session, "Arbetslivet", 0, 11)
    pane.toggle_mark(Mark.BOLD)
    bold = [span.text for span in first(session.document, "Arbetslivet").spans if ("bold", "on") in span.effective]
    assert bold == ["Arbetslivet"]
    pane.toggle_mark(Mark.BOLD)
    assert not pane.has_mark(Mark.BOLD)
    put(pane, session, "Nya former", 10)
    pane.toggle_mark(Mark.ITALIC)
    assert pane.has_mark(Mark.ITALIC)
    type_text(pane, "!")
    last = first(session.document, "Nya former").spans[-1]
    assert (last.text, ("italic", "on") in last.effective) == ("!", True)


def test_tab_moves_a_point_of_a_list_to_another_level(pane: TextPane, session: Session) -> None:
    put(pane, session, "Nya former", 0)
    press(pane, Qt.Key.Key_Tab)
    numbering = first(session.document, "Nya former").numbering
    assert numbering is not None
    assert (numbering.level, numbering.label) == (1, "–")
    press(pane, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    numbering = first(session.document, "Nya former").numbering
    assert numbering is not None
    assert numbering.level == 0


@pytest.mark.parametrize(("shown", "finished"), [("´", "é"), ("¨", "ö"), ("か", "か"), ("", "å")])
def test_letters_that_are_put_together_come_in_once(
    pane: TextPane, session: Session, shown: str, finished: str
) -> None:
    put(pane, session, "Arbetslivet", 11)
    compose(pane, shown, finished)
    assert f"Arbetslivet{finished} behöver fler." in texts(session.document)
    assert page_text(pane) == texts(session.document)


def test_altgr_signs_are_typed_though_windows_calls_altgr_control_and_alt(pane: TextPane, session: Session) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    put(pane, session, "Arbetslivet", 0)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QApplication.sendEvent(pane, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, both, "@"))
    assert "@Arbetslivet behöver fler." in texts(session.document)


def test_pasted_lines_become_paragraphs(pane: TextPane, session: Session) -> None:
    put(pane, session, "Arbetslivet", 11)
    pasted = QMimeData()
    pasted.setText("ett\ntvå\ntre")
    pane.insertFromMimeData(pasted)
    assert texts(session.document)[3:6] == ["Arbetslivetett", "två", "tre behöver fler."]
    assert page_text(pane) == texts(session.document)
    session.undo()
    assert texts(session.document)[3] == "Arbetslivet behöver fler."


def test_cut_takes_what_is_selected_to_the_clipboard(pane: TextPane, session: Session) -> None:
    put(pane, session, "Arbetslivet", 0, 11)
    pane.cut()
    assert QGuiApplication.clipboard().text() == "Arbetslivet"
    assert " behöver fler." in texts(session.document)


def test_marks_tell_live_what_differs_and_in_the_text_what_was_struck(pane: TextPane, session: Session) -> None:
    changed = first(session.document, "Skolresultaten").id
    same = first(session.document, "Arbetslivet").id
    assert [session.mark(block).kind for block in (changed, same)] == [  # type: ignore[union-attr]
        MarkKind.CHANGED,
        MarkKind.SAME,
    ]
    pane.put_caret(Caret(same, 0))
    type_text(pane, "A")
    mark = session.mark(same)
    assert mark is not None
    assert mark.kind is MarkKind.CHANGED
    assert mark.old_text == "Arbetslivet behöver fler."
    pane.set_change_view(ChangeView.TEXT)
    for block, identity in pane.page.paragraphs():
        for offset in range(len(first(session.document, "").text) if identity == "body/0" else 3):
            position = pane.page.position_of(Spot(identity, offset))
            assert position is not None
            assert pane.page.spot_at(position) == Spot(identity, offset)
        assert block.isValid()
    pane.put_caret(Caret(changed, len("Skolresultaten i länet")))
    type_text(pane, "s skolor")
    assert "Skolresultaten i länets skolor varierar." in texts(session.document)


def test_a_chapter_of_the_example_stays_the_documents_own_under_random_keys(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    older, newer = example_pair()
    with project(tmp_path, newer, older, qtbot) as session:
        pane = pane_of(session, theme, qtbot)
        compared(session, qtbot)
        start = texts(session.document)
        chance = random.Random(7)
        for view in (ChangeView.MARGIN, ChangeView.TEXT):
            pane.set_change_view(view)
            for chapter in (1, 7, 12):
                session.show_chapter(chapter)
                for _ in range(25):
                    _do_something(pane, chance)
                    shown = {identity: _without_ghosts(pane, identity) for _, identity in pane.page.paragraphs()}
                    for identity, text in shown.items():
                        assert text == session.document.blocks_by_id[identity].text  # type: ignore[union-attr]
        while session.next_undo is not None:
            session.undo()
        assert texts(session.document) == start


def _without_ghosts(pane: TextPane, identity: BlockId) -> str:
    runs = pane.page.runs_of(identity)
    return "".join(run.text for run in runs if not run.ghost)


def _do_something(pane: TextPane, chance: random.Random) -> None:
    cursor = pane.textCursor()
    cursor.setPosition(chance.randrange(pane.page.document.characterCount()))
    if chance.random() < 0.4:
        far = cursor.position() + chance.randrange(-60, 60)
        end = min(max(far, 0), pane.page.document.characterCount() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    key = chance.choice(["text", "text", Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab])
    if isinstance(key, Qt.Key):
        press(pane, key)
    else:
        type_text(pane, chance.choice(["a", "å 𝄞", "–"]))


def test_footnotes_are_written_in_below_the_chapter(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    older, newer = example_pair()
    with project(tmp_path, newer, older, qtbot) as session:
        pane = pane_of(session, theme, qtbot)
        compared(session, qtbot)
        session.show_chapter(7)
        note = next(identity for _, identity in pane.page.paragraphs() if identity.startswith(StoryKind.FOOTNOTE.value))
        pane.put_caret(Caret(note, 0))
        type_text(pane, "Se ")
        assert session.document.blocks_by_id[note].text.startswith("Se ")  # type: ignore[union-attr]
        session.undo()
        assert not session.document.blocks_by_id[note].text.startswith("Se ")  # type: ignore[union-attr]


def test_a_note_goes_with_its_mark_in_the_text_and_comes_back_with_it(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    noted = 'p/(r/t"Före noten", r/footnoteReference{id=2}, r/t" och efter.")'
    source = WordFile(noted, footnotes='footnote{id=2}/p/(r/footnoteRef, r/t"Källa: regionen.")')
    with project(tmp_path, source, None, qtbot) as session:
        pane = pane_of(session, theme, qtbot)
        before = page_text(pane)
        assert len(before) == 2
        put(pane, session, "Före", 5, 12)
        type_text(pane, "x")
        assert page_text(pane) == ["Före xoch efter."]
        session.undo()
        assert page_text(pane) == before


def test_the_first_letter_of_a_new_heading_opens_its_pane_and_the_last_that_goes_closes_it(
    pane: TextPane, session: Session
) -> None:
    panes = len(pane.page.cards)
    put(pane, session, "Arbetslivet", 0)
    block = first(session.document, "Arbetslivet").id
    type_text(pane, "x")
    press(pane, Qt.Key.Key_Return)
    put(pane, session, "x", 1)
    press(pane, Qt.Key.Key_Backspace)
    session.apply([SetStyle(block, "heading 2")], StepLabel.STYLED)
    pane.put_caret(Caret(block, 0))
    assert len(pane.page.cards) == panes
    type_text(pane, "B")
    assert len(pane.page.cards) == panes + 1
    press(pane, Qt.Key.Key_Backspace)
    assert len(pane.page.cards) == panes


def test_the_first_letter_of_the_documents_first_heading_makes_the_title(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    source = WordFile(
        "p/pPr/pStyle{val=Rubrik1}, " + paragraph("Skolan är viktig."), styles=STYLES, numbering=NUMBERING
    )
    with project(tmp_path, source, None, qtbot) as session:
        pane = pane_of(session, theme, qtbot)
        titles = [pane.page.title_key]
        pane.put_caret(Caret(session.document.body.blocks[0].id, 0))
        type_text(pane, "U")
        titles.append(pane.page.title_key)
        press(pane, Qt.Key.Key_Backspace)
        titles.append(pane.page.title_key)
        assert [title is None for title in titles] == [True, False, True]


def test_everything_is_there_after_a_restart_and_can_still_be_undone(
    pane: TextPane, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    before = texts(session.document)
    put(pane, session, "Arbetslivet", 0)
    type_text(pane, "Det är så att a")
    press(pane, Qt.Key.Key_Delete)
    after = texts(session.document)
    session.annotate(first(session.document, "Det är").id, reason="Tydligare.")
    session.close()
    with reopened(session, tmp_path, qtbot) as again:
        assert texts(again.document) == after
        annotation = again.annotation(first(again.document, "Det är").id)
        assert annotation is not None
        assert annotation.reason == "Tydligare."
        while again.next_undo is not None:
            again.undo()
        assert texts(again.document) == before


def test_unknown_words_are_found_learnt_and_corrected(pane: TextPane, session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.spelling.is_there, timeout=10_000)
    pane.use_spelling(session.spelling)
    put(pane, session, "Arbetslivet", 11)
    type_text(pane, " samvärkar")
    put(pane, session, "Utbildning", 0)
    assert pane.go_to_misspelling()
    assert pane.textCursor().selectedText() == "samvärkar"
    found = pane.misspelling_at(pane.textCursor().position())
    assert found is not None
    assert "samverkar" in session.spelling.suggest(found[1].word)
    session.learn("samvärkar")
    assert pane.misspelling_at(pane.textCursor().position()) is None
    assert not pane.go_to_misspelling()


def test_quotes_and_dashes_become_swedish_and_one_undo_gives_what_was_typed(pane: TextPane, session: Session) -> None:
    put(pane, session, "Arbetslivet", 11)
    type_text(pane, ' "a')
    assert "Arbetslivet ”a behöver fler." in texts(session.document)
    session.undo()
    session.undo()
    assert 'Arbetslivet " behöver fler.' in texts(session.document)
    pane.corrects_typing = False
    put(pane, session, "Nya former", 10)
    type_text(pane, ' "')
    assert 'Nya former "' in texts(session.document)


def test_the_chapters_sums_are_those_of_the_comparison(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    older, newer = example_pair()
    with project(tmp_path, newer, older, qtbot) as session:
        compared(session, qtbot)
        assert session.marks is not None
        body = [
            change
            for change in session.marks.comparison.changes
            if any(side is not None and side.place.story == "body" for side in (change.old, change.new))
        ]
        assert session.changes_between(0, len(session.document.body.blocks)) == len(body)
