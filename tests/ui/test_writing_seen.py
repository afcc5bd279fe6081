"""What is seen and heard of the text: chips, pictures, blocks that are kept, the bar that folds, screen readers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleTextInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rus_editor.model.document import Atom, AtomKind, Opaque
from rus_editor.model.journal import Caret
from rus_editor.ui.editor.chips import CHIP
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.session import Session
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import first, page_text, press, project, put, texts, type_text


def png(width: int, height: int) -> bytes:
    """A picture of one colour, as PNG has it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    lines = (b"\x00" + b"\x20\x80\x40" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


PICTURE = (
    'p/(r/t"Se ", r/drawing/wp:inline/(wp:extent{:cx=914400, :cy=457200}, wp:docPr{:id=1, :name=B, :descr=Karta},'
    ' a:graphic/a:graphicData/pic:pic/pic:blipFill/a:blip{r:embed=i}), r/t" bilden.")'
)
CONTROL = 'sdt/(sdtPr/(alias{val=Länets namn}, tag{val=lan}, text), sdtContent/r/t"länet")'
FILE = WordFile(
    ", ".join(
        [
            'p/(pPr/pStyle{val=Rubrik1}, r/t"Utbildning")',
            PICTURE,
            'p/r/t"Före."',
            "altChunk{r:id=c}",
            'p/r/t"Efter."',
            f'p/(r/t"Vi är ", {CONTROL}, r/t".")',
        ]
    ),
    styles=style("Rubrik1", "heading 1", "pPr/outlineLvl{val=0}"),
    links={"i": ("image", "media/karta.png"), "c": ("aFChunk", "bit.html")},
    members={"word/media/karta.png": png(60, 30), "word/bit.html": "<p>Ett stycke från någon annan.</p>".encode()},
)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, FILE, None, qtbot) as opened:
        yield opened


def test_a_picture_shows_and_one_that_does_not_exist_is_named(page: WritePage, session: Session) -> None:
    (atom,) = first(session.document, "Se ").atoms
    assert atom.kind is AtomKind.PICTURE
    assert session.picture(atom.digest) is not None
    assert page.picture(atom.digest) is not None
    assert page.text.names.of_atom(atom) == "Bild: Karta"
    block = page.text.page.block_of(first(session.document, "Se ").id)
    assert block is not None
    line = block.layout().lineAt(0)
    assert line.height() >= 30
    assert session.picture("finns inte") is None


def test_every_kind_of_thing_in_the_text_has_a_name(page: WritePage, session: Session) -> None:
    for kind in AtomKind:
        said = page.text.names.kind_of(Atom(kind))
        assert said
        assert page.text.names.about_atom(Atom(kind, label="x", text="y")).startswith(said)
        shown = page.text.names.of_atom(Atom(kind, label="Namn"))
        assert shown or kind is AtomKind.COMMENT
    assert page.text.names.of_atom(Atom(AtomKind.OTHER, label="EQ", text="a+b")) == "Formel: a+b"


def test_a_content_control_is_told_of_and_survives_typing(page: WritePage, session: Session) -> None:
    block = put(page.text, session, "Vi är", 8)
    type_text(page.text, "X")
    runs = page.text.page.runs_of(block)
    controlled = next(run for run in runs if run.look.control)
    assert (controlled.text, page.text.names.about_look(controlled.look)) == (
        "läXnet",
        "Innehållskontroll: Länets namn",
    )


def test_a_block_that_is_not_understood_is_a_chip_that_is_taken_away_knowingly(
    page: WritePage, session: Session
) -> None:
    chip = next(block for block in session.document.body.blocks if isinstance(block, Opaque))
    shown = next(
        block
        for number in range(page.text.page.document.blockCount())
        if page.text.page.opaque_at((block := page.text.page.document.findBlockByNumber(number)).position()) == chip.id
    )
    shape = shown.begin().fragment().charFormat()
    assert shape.objectType() == CHIP
    assert "Inbäddat dokument: Ett stycke från någon annan." in shape.toolTip() or "Ett stycke" in shape.toolTip()
    put(page.text, session, "Efter", 0)
    press(page.text, Qt.Key.Key_Backspace)
    assert chip.id in session.document.blocks_by_id
    assert page.text.selected_opaque() == chip.id
    type_text(page.text, "x")
    assert any(isinstance(block, Opaque) for block in session.document.body.blocks)
    put(page.text, session, "Före", 5)
    press(page.text, Qt.Key.Key_Delete)
    press(page.text, Qt.Key.Key_Delete)
    assert not any(isinstance(block, Opaque) for block in session.document.body.blocks)
    assert page_text(page.text) == texts(session.document)
    while session.next_undo is not None:
        session.undo()
    assert any(isinstance(block, Opaque) for block in session.document.body.blocks)


@pytest.mark.parametrize("width", [1100, 760, 560, 420])
def test_nothing_on_the_bar_is_ever_cut(page: WritePage, width: int, qtbot: QtBot) -> None:
    page.resize(width, 700)
    page.bar.show_view(ChangeView.MARGIN)
    QApplication.processEvents()
    shown = [
        widget
        for widget in (page.bar.style_button, *page.bar.buttons, page.bar.more, page.bar.view_button, page.bar.views)
        if widget.isVisible()
    ]
    for widget in shown:
        assert widget.width() >= widget.sizeHint().width()
    assert _right(shown) <= page.bar.width()
    assert page.bar.views.isVisible() is not page.bar.view_button.isVisible()
    assert page.bar.more.isVisible() == (not page.bar.buttons[-1].isVisible())
    if page.bar.more.isVisible():
        folded = [action.objectName() for action in page.bar.more.menu().actions()]
        assert folded[-1] == "view.marks"


def _right(widgets: list[QWidget]) -> int:
    return max(widget.geometry().right() for widget in widgets)


def test_a_screen_reader_is_told_the_text_the_caret_and_the_selection(page: WritePage, session: Session) -> None:
    interface = QAccessible.queryAccessibleInterface(page.text)
    assert interface.text(QAccessible.Text.Name) == "Kapitlets text"
    assert interface.role() is QAccessible.Role.EditableText
    heard = interface.textInterface()
    assert isinstance(heard, QAccessibleTextInterface)
    block = put(page.text, session, "Efter", 2)
    caret = heard.cursorPosition()
    assert heard.text(caret - 2, caret + 4) == "Efter."
    page.text.put_caret(Caret(block, 5, block, 0))
    assert heard.selectionCount() == 1
    type_text(page.text, "Nu")
    assert "Nu." in heard.text(0, heard.characterCount())
    for widget in (page.bar.style_button, *page.bar.buttons, page.bar.more, page.bar.view_button):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_headings_chips_and_marks_have_words_for_those_who_cannot_see_them(page: WritePage, session: Session) -> None:
    title = page.text.page.block_of(first(session.document, "Utbildning").id)
    assert title is not None
    assert title.blockFormat().headingLevel() == 1
    assert page.text.description_at(Caret(first(session.document, "Utbildning").id, 0)) == "Rubrik 1"
    assert page.text.description_at(Caret(first(session.document, "Se ").id, 3)) == "Bild: Karta"


def test_what_is_said_to_the_writer_goes_away_and_takes_no_focus(page: WritePage, qtbot: QtBot) -> None:
    page.text.setFocus()
    page.text.told.emit("Länken leder till region.se")
    assert page.hint.isVisible()
    assert page.hint.text() == "Länken leder till region.se"
    assert not page.hint.hasFocus()
    assert page.hint.size() != QSize(0, 0)
