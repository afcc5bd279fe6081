"""Lists, links, styles, moved paragraphs and rows of tables: what a command does is in the document and on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rus_editor.model.document import Paragraph, Table
from rus_editor.model.edits import ListKind, Mark
from rus_editor.model.journal import Caret
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.editor.link_dialog import LinkDialog
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.session import Session
from rus_editor.usecases import dressing
from rus_editor.usecases.writing import Spot
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import first, page_text, press, project, put, texts, type_text

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


def cell(text: str) -> str:
    return f'tc/(p/(r/t"{text}"))'


OLD = WordFile(
    ", ".join(
        [
            paragraph("Utbildning", "Rubrik1"),
            paragraph("Nuläge", "Rubrik2"),
            paragraph("Skolan är viktig."),
            paragraph("Struket stycke."),
            paragraph("Arbetslivet behöver fler."),
        ]
    ),
    styles=STYLES,
    numbering=NUMBERING,
)
NEW = WordFile(
    ", ".join(
        [
            paragraph("Utbildning", "Rubrik1"),
            paragraph("Nuläge", "Rubrik2"),
            paragraph("Skolan är mycket viktig."),
            paragraph("Arbetslivet behöver fler."),
            paragraph("Barnets bästa", "Punktlista"),
            (
                f"tbl/(tblPr, tblGrid/(gridCol{{w=900}}, gridCol{{w=900}}), tr/({cell('a')}, {cell('b')}),"
                f" tr/({cell('c')}, {cell('d')}))"
            ),
            paragraph("Efter tabellen."),
        ]
    ),
    styles=STYLES,
    numbering=NUMBERING,
)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, NEW, OLD, qtbot) as opened:
        yield opened


@pytest.fixture
def page(page: WritePage, session: Session, qtbot: QtBot) -> WritePage:
    qtbot.waitUntil(lambda: session.marks is not None, timeout=20_000)
    return page


def held(page: WritePage, session: Session, act: Callable[[], object]) -> None:
    """The act changes the document, the page shows it, and undoing it leaves no trace of it."""
    before = session.document.body
    act()
    assert session.document.body != before
    assert page_text(page.text) == texts(session.document)
    after = session.document.body
    session.undo()
    assert session.document.body == before
    assert page_text(page.text) == texts(session.document)
    session.redo()
    assert session.document.body == after
    assert page_text(page.text) == texts(session.document)


def test_the_list_buttons_put_paragraphs_into_lists_and_out_of_them(
    page: WritePage, session: Session, book: ActionBook
) -> None:
    put(page.text, session, "Arbetslivet", 0, 5)
    held(page, session, book["list.bullets"].trigger)
    assert first(session.document, "Arbetslivet").layout.style == "List Bullet"
    put(page.text, session, "Arbetslivet", 3)
    assert book["list.bullets"].isChecked()
    held(page, session, book["list.numbers"].trigger)
    numbering = first(session.document, "Arbetslivet").numbering
    assert numbering is not None
    assert (numbering.label, numbering.is_bullet) == ("1.", False)
    put(page.text, session, "Arbetslivet", 3)
    held(page, session, book["list.numbers"].trigger)
    assert first(session.document, "Arbetslivet").numbering is None


def test_a_heading_does_not_become_a_point_of_a_list(page: WritePage, session: Session) -> None:
    put(page.text, session, "Nuläge", 2)
    page.commands.toggle_list(ListKind.BULLETS)
    assert session.next_undo is None


def test_a_link_is_given_told_of_and_taken_away(
    page: WritePage, session: Session, book: ActionBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(dialog: LinkDialog) -> int:
        dialog.address_field.setText("region.se/rus")
        return 1

    monkeypatch.setattr(LinkDialog, "exec", answer)
    block = put(page.text, session, "Arbetslivet", 0, 11)
    held(page, session, book["insert.link"].trigger)
    assert dressing.link_at(session.document, Spot(block, 3)) == (0, 11, "https://region.se/rus")
    run = page.text.page.runs_of(block)[0]
    assert run.look.link == "https://region.se/rus"
    assert page.text.names.about_look(run.look) == "Länk till https://region.se/rus"
    held(page, session, lambda: page.text.remove_link(Spot(block, 3)))
    assert dressing.link_at(session.document, Spot(block, 3)) is None


def test_only_addresses_that_lead_somewhere_safe_become_links() -> None:
    assert dressing.address_of(" region.se ") == "https://region.se"
    assert dressing.address_of("info@region.se") == "mailto:info@region.se"
    assert dressing.address_of("https://region.se/a?b=c#d") == "https://region.se/a?b=c#d"
    assert dressing.address_of("#Mal") == "#Mal"
    for typed in ("", "javascript:alert(1)", "file:///etc/passwd", "två ord.se", "data:text/html,x", "ordet"):
        assert dressing.address_of(typed) is None


def test_formatting_is_cleared_so_that_the_style_shows(page: WritePage, session: Session, book: ActionBook) -> None:
    put(page.text, session, "Arbetslivet", 0, 11)
    for mark in (Mark.BOLD, Mark.ITALIC, Mark.SUPERSCRIPT):
        page.text.toggle_mark(mark)
    selected = page.text.selection()
    assert selected is not None
    assert selected[1].offset - selected[0].offset == 11
    held(page, session, book["format.clear"].trigger)
    assert all(not span.format for span in first(session.document, "Arbetslivet").spans)


def test_a_paragraph_moves_up_and_down_with_the_caret_in_it(
    page: WritePage, session: Session, book: ActionBook
) -> None:
    put(page.text, session, "Arbetslivet", 4)
    held(page, session, book["paragraph.up"].trigger)
    assert texts(session.document)[2:4] == ["Arbetslivet behöver fler.", "Skolan är mycket viktig."]
    put(page.text, session, "Arbetslivet", 4)
    book["paragraph.down"].trigger()
    book["paragraph.down"].trigger()
    caret = page.text.caret()
    assert caret is not None
    assert (first(session.document, "Arbetslivet").id, caret.offset) == (caret.block, 4)
    assert texts(session.document)[3:5] == ["Barnets bästa", "Arbetslivet behöver fler."]
    # Past a table, as a whole.
    held(page, session, book["paragraph.down"].trigger)
    assert isinstance(session.document.body.blocks[4], Table)
    assert first(session.document, "Arbetslivet").id == "body/5"


def test_styles_are_chosen_by_their_swedish_names(page: WritePage, session: Session) -> None:
    names = {name: page.text.names.of_style(name) for name in session.style_names()}
    assert names["heading 1"] == "Rubrik 1"
    assert names["List Bullet"] == "Punktlista"
    assert names["Body Text"] == "Brödtext"
    assert page.text.names.of_style("Faktaruta") == "Faktaruta"
    put(page.text, session, "Arbetslivet", 4)
    assert page.bar.style_button.text() == "Brödtext ▾"
    held(page, session, lambda: page.commands.set_style("heading 2"))
    assert first(session.document, "Arbetslivet").heading_level == 2
    assert page.bar.style_button.text() == "Rubrik 2 ▾"


def test_tab_goes_from_cell_to_cell_and_makes_a_row_after_the_last(page: WritePage, session: Session) -> None:
    table = next(block for block in session.document.body.blocks if isinstance(block, Table))
    page.text.put_caret(Caret(first(session.document, "c").id, 0))
    press(page.text, Qt.Key.Key_Tab)
    assert page.text.textCursor().selectedText() == "d"
    held(page, session, lambda: press(page.text, Qt.Key.Key_Tab))
    grown = session.document.blocks_by_id[table.id]
    assert isinstance(grown, Table)
    assert len(grown.rows) == 3
    page.text.put_caret(Caret(grown.rows[2].cells[0].blocks[0].id, 0))
    type_text(page.text, "ny")
    press(page.text, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.text.textCursor().selectedText() == "d"


def test_rows_are_put_in_and_taken_away_where_the_caret_is(page: WritePage, session: Session, book: ActionBook) -> None:
    page.text.put_caret(Caret(first(session.document, "c").id, 0))
    held(page, session, book["insert.row_above"].trigger)
    assert texts(session.document)[5:11] == ["a", "b", "", "", "c", "d"]
    page.text.put_caret(Caret(first(session.document, "a").id, 0))
    held(page, session, book["table.delete_row"].trigger)
    assert texts(session.document)[5:9] == ["", "", "c", "d"]
    page.text.put_caret(Caret(first(session.document, "c").id, 0))
    book["table.delete_row"].trigger()
    page.text.put_caret(Caret(session.document.body.blocks[5].rows[0].cells[0].blocks[0].id, 0))  # type: ignore[union-attr]
    held(page, session, book["table.delete_row"].trigger)
    assert not any(isinstance(block, Table) for block in session.document.body.blocks)


def test_commands_are_offered_only_where_they_do_something(page: WritePage, session: Session, book: ActionBook) -> None:
    put(page.text, session, "Arbetslivet", 4)
    assert not book["insert.row_above"].isEnabled()
    assert not book["list.deeper"].isEnabled()
    assert not book["tracked.accept"].isEnabled()
    assert not book["edit.cut"].isEnabled()
    put(page.text, session, "Barnets", 0, 3)
    assert book["list.deeper"].isEnabled()
    assert book["edit.cut"].isEnabled()
    page.text.put_caret(Caret(first(session.document, "c").id, 0))
    assert book["insert.row_above"].isEnabled()


def test_the_next_change_is_gone_to_round_the_end_of_the_document(
    page: WritePage, session: Session, book: ActionBook
) -> None:
    put(page.text, session, "Utbildning", 0)
    places = []
    for _ in range(9):
        book["change.next"].trigger()
        caret = page.text.caret()
        assert caret is not None
        places.append(caret.block)
    assert places[0] == first(session.document, "Skolan").id
    assert page.text.page.block_of(places[0]) is not None
    assert first(session.document, "Arbetslivet").id in places
    assert places[0] in places[1:]
    book["change.next"].trigger()
    there = page.text.caret()
    book["change.previous"].trigger()
    book["change.next"].trigger()
    assert page.text.caret() == there


def test_an_earlier_wording_and_a_struck_paragraph_are_given_back(
    page: WritePage, session: Session, book: ActionBook
) -> None:
    put(page.text, session, "Skolan", 3)
    held(page, session, book["paragraph.restore"].trigger)
    assert "Skolan är viktig." in texts(session.document)
    put(page.text, session, "Arbetslivet", 3)
    held(page, session, book["paragraph.restore"].trigger)
    assert texts(session.document)[2:5] == ["Skolan är viktig.", "Struket stycke.", "Arbetslivet behöver fler."]
    assert first(session.document, "Struket").layout.style == "Body Text"


def test_a_click_on_a_wedge_in_the_margin_gives_back_what_stood_there(
    page: WritePage, session: Session, qtbot: QtBot
) -> None:
    page.text.viewport().repaint()
    wedge = page.text.shown_wedges()[0]
    assert [each.text for each in wedge.struck] == ["Struket stycke."]
    QTest.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton, pos=wedge.area.center().toPoint())
    assert "Struket stycke." in texts(session.document)
    assert page_text(page.text) == texts(session.document)
    session.undo()
    assert "Struket stycke." not in texts(session.document)


def test_typographic_aid_and_hidden_signs_are_switched(page: WritePage, session: Session, book: ActionBook) -> None:
    put(page.text, session, "Arbetslivet", 11)
    assert book["typing.aids"].isChecked()
    book["typing.aids"].trigger()
    type_text(page.text, ' "')
    assert 'Arbetslivet " behöver fler.' in texts(session.document)
    before = texts(session.document)
    book["view.marks"].trigger()
    assert page.text.page.document.defaultTextOption().flags() != page.text.page.document.defaultTextOption().Flag(0)
    assert texts(session.document) == before


def test_every_paragraph_keeps_its_place_on_the_page_through_many_acts(
    page: WritePage, session: Session, book: ActionBook
) -> None:
    put(page.text, session, "Skolan", 6)
    for _ in range(3):
        press(page.text, Qt.Key.Key_Return)
        type_text(page.text, "Nytt")
    book["paragraph.up"].trigger()
    press(page.text, Qt.Key.Key_Delete)
    page.text.put_caret(Caret(first(session.document, "Barnets").id, 0))
    press(page.text, Qt.Key.Key_Backspace)
    press(page.text, Qt.Key.Key_Backspace)
    assert page_text(page.text) == texts(session.document)
    for block, identity in page.text.page.paragraphs():
        found = session.document.blocks_by_id[identity]
        assert isinstance(found, Paragraph)
        assert block.text() == found.text
        assert page.text.page.position_of(Spot(identity, 0)) == block.position()
