"""What one sees at once: nothing cut, the chosen row shown as chosen, letters of menus only when they are of use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from rus_editor.model.edits import InsertBlock
from rus_editor.model.journal import Caret, StepLabel
from rus_editor.ui.editor.write_page import WritePage
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.menu_bar import CalmMenuBar
from rus_editor.ui.navigator.chapter_list import ROW_ROLE
from rus_editor.ui.navigator.navigator import Navigator
from rus_editor.ui.paragraph.chips import Chip
from rus_editor.ui.paragraph.paragraph_panel import ParagraphPanel
from rus_editor.ui.session import Session
from rus_editor.ui.status_bar import Field
from rus_editor.ui.theme import Theme
from rus_editor.usecases.chapters import ChapterRow
from rus_editor.usecases.live import MarkKind
from tests.helpers.ooxml import WordFile, style
from tests.helpers.window_parts import compared, first, pane_of, press, project

STYLES = ", ".join(
    style(f"Rubrik{level}", f"heading {level}", f"pPr/outlineLvl{{val={level - 1}}}") for level in (1, 2)
)


def heading(text: str, level: int = 1) -> str:
    return f'p/(pPr/pStyle{{val=Rubrik{level}}}, r/t"{text}")'


def strategy(*titles: str) -> WordFile:
    chapters = (
        f'{heading(title)}, {heading("Nuläge", 2)}, p/r/t"Om {title}.", {heading("Mål", 2)}, p/r/t"Mot {title}."'
        for title in titles
    )
    return WordFile(", ".join(chapters), styles=STYLES)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, strategy("Arbete", "Bostad", "Kultur"), strategy("Arbete", "Bostad"), qtbot) as session:
        yield session


@pytest.fixture
def navigator(session: Session, theme: Theme, qtbot: QtBot) -> Navigator:
    shown = Navigator(session, theme)
    qtbot.addWidget(shown)
    shown.resize(290, 800)
    shown.show()
    qtbot.waitActive(shown)
    return shown


def row_of(navigator: Navigator, title: str) -> int:
    model = navigator.list.model()
    return next(at for at in range(model.rowCount()) if str(model.index(at, 0).data()).endswith(title))


def chosen(navigator: Navigator) -> ChapterRow:
    row = navigator.list.currentIndex().data(ROW_ROLE)
    assert isinstance(row, ChapterRow)
    return row


def test_a_chapter_shows_with_the_caret_at_its_start(session: Session, theme: Theme, qtbot: QtBot) -> None:
    pane = pane_of(session, theme, qtbot)
    session.begin()
    assert session.caret == Caret(first(session.document, "Arbete").id, 0)
    session.show_chapter(session.chapter + 1)
    assert session.caret == Caret(first(session.document, "Bostad").id, 0)
    assert pane.verticalScrollBar().value() == 0


def test_the_row_that_was_chosen_is_shown_as_chosen_though_rows_above_it_go(navigator: Navigator) -> None:
    navigator.list.setFocus()
    for title in ("Kultur", "Arbete", "Bostad"):
        navigator.list.setCurrentIndex(navigator.list.model().index(row_of(navigator, title), 0))
        press(navigator.list, Qt.Key.Key_Return)
        assert chosen(navigator).title == title


def test_a_section_stays_chosen_when_counts_come(navigator: Navigator, session: Session, qtbot: QtBot) -> None:
    session.show_chapter(1)
    navigator.list.setFocus()
    navigator.list.setCurrentIndex(navigator.list.model().index(row_of(navigator, "Mål"), 0))
    press(navigator.list, Qt.Key.Key_Return)
    compared(session, qtbot)
    assert chosen(navigator).title == "Mål"
    session.show_chapter(0)
    assert (chosen(navigator).title, chosen(navigator).depth) == ("Arbete", 0)


def test_a_section_stays_chosen_when_a_paragraph_comes_before_it(navigator: Navigator, session: Session) -> None:
    session.show_chapter(1)
    navigator.list.setFocus()
    navigator.list.setCurrentIndex(navigator.list.model().index(row_of(navigator, "Mål"), 0))
    press(navigator.list, Qt.Key.Key_Return)
    here = chosen(navigator)
    session.apply([InsertBlock(first(session.document, "Om Arbete.").id, "Nytt")], StepLabel.INSERTED)
    assert (chosen(navigator).title, chosen(navigator).depth) == ("Mål", 1)
    assert chosen(navigator).block != here.block


def test_the_guard_says_what_deviates_and_can_be_asked_where(
    navigator: Navigator, session: Session, qtbot: QtBot
) -> None:
    compared(session, qtbot)
    guard = navigator.guard
    assert guard.verdict.property("state") == "deviates"
    assert guard.verdict.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "2 av 2" in guard.detail.text()
    session.set_baseline(session.document, "samma")
    qtbot.waitUntil(lambda: guard.verdict.property("state") == "kept", timeout=20_000)
    assert not guard.verdict.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_filter_says_its_keys_while_it_is_empty(navigator: Navigator) -> None:
    hint = navigator.filter.findChild(QLabel, "FilterHint")
    assert hint is not None
    assert hint.isVisible()
    navigator.filter.setText("bo")
    assert not hint.isVisible()


@pytest.mark.parametrize(
    ("scale", "width", "sides", "middle"),
    [
        (100, 1600, (290, 345), 900),
        (100, 1366, (290, 345), 700),
        (150, 1600, (322, 345), 900),
        (150, 1280, (322, 345), 510),
        (200, 1600, (430, 460), 680),
    ],
)
def test_the_sides_give_way_so_that_one_can_write(
    window: MainWindow, scale: int, width: int, sides: tuple[int, int], middle: int
) -> None:
    """At another scale and in another width, while the window is open; and back again."""
    bench = window.workbench
    window._pages.setCurrentWidget(bench)
    window.resize(1600, 800)
    window.book[f"scale.{scale}"].trigger()
    window.resize(width, 800)
    left, written_in, right = bench.sizes()
    assert window.width() == width
    assert left >= sides[0]
    assert right >= sides[1]
    assert written_in >= middle
    window.book["scale.100"].trigger()
    window.resize(1600, 800)
    assert bench.sizes()[::2] == [290, 345]


def test_a_narrow_status_bar_leaves_out_what_matters_least_and_shows_the_rest_whole(window: MainWindow) -> None:
    status = window.status
    status.show_kept()
    for field, text in zip(
        Field,
        (
            "Kapitel 6 av 14",
            "1 842 ord (+96), 11 052 tecken",
            "LIX 54 (−3)",
            "Stavning: svenska, engelska, finska och samiska",
        ),
        strict=True,
    ):
        status.tell(field, text)
    shown = {}
    for width in (1400, 990, 800):
        window.resize(width, 700)
        QApplication.processEvents()
        labels = [label for label in status.findChildren(QLabel) if label.isVisible() and label.text()]
        assert [label.text() for label in labels if label.width() < label.sizeHint().width()] == []
        shown[width] = {label.text() for label in labels}
    assert len(shown[1400]) == 5
    assert shown[800] < shown[990] < shown[1400]
    assert any("sparat" in text for text in shown[800])


@pytest.mark.parametrize("scale", [100, 150])
def test_a_chosen_chip_has_room_for_its_text_in_bold(theme: Theme, qtbot: QtBot, scale: int) -> None:
    theme.set_scale(scale)
    chip = Chip("Kompetensförsörjning")
    qtbot.addWidget(chip)
    chip.show()
    before = chip.size()
    chip.setChecked(True)
    assert chip.size() == before
    bold = theme.font(13, strong=True)
    option = QStyleOptionButton()
    chip.initStyleOption(option)
    room = chip.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, chip).width()
    assert QFontMetrics(bold).horizontalAdvance(chip.text()) <= room


def test_menus_are_drawn_once_each_and_their_letters_only_while_of_use(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.menuBar()
    assert isinstance(bar, CalmMenuBar)
    left_edge = bar.grab().toImage().copy(0, 0, bar.actionGeometry(bar.actions()[0]).left(), bar.height())
    assert len({left_edge.pixel(x, y) for x in range(left_edge.width()) for y in range(left_edge.height())}) == 1
    qtbot.waitActive(window)
    calm = bar.grab().toImage()
    assert not bar.shows_letters()
    bar.setFocus()
    assert bar.shows_letters()
    assert bar.grab().toImage() != calm


def test_alt_and_a_letter_opens_a_menu(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitActive(window)
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == "&Arkiv"
    menu.close()


def test_tab_goes_as_one_reads_also_through_what_came_later(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.try_example()
    qtbot.waitUntil(lambda: window.project is not None and window.project.session.marks is not None, timeout=60_000)
    assert window.project is not None
    session, panel = window.project.session, window.findChild(ParagraphPanel)
    assert panel is not None
    marks = {each.id: session.mark(each.id) for each in session.document.body.blocks}
    changed = next(block for block, mark in marks.items() if mark is not None and mark.kind is MarkKind.CHANGED)
    session.put_caret(Caret(changed, 0))
    assert panel.restore.isVisible()
    assert session.caret is not None
    session.annotate(session.caret.block, themes=("Samverkan", "Skola"))
    QApplication.processEvents()
    panel.restore.setFocus()
    passed: list[tuple[int, int]] = []
    while panel.isAncestorOf(focus := QApplication.focusWidget() or window):
        corner = focus.mapTo(window, focus.rect().topLeft())
        passed.append((corner.y(), corner.x()))
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert passed == sorted(passed)
    assert len(passed) >= 7
    assert QApplication.focusWidget() is window.status.zoom


def test_f6_goes_round_the_areas_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.try_example()
    qtbot.waitUntil(lambda: window.project is not None and window.project.session.marks is not None, timeout=60_000)
    qtbot.waitActive(window)
    areas = []
    for command in ("go.next_area",) * 3 + ("go.previous_area",) * 3:
        window.book[command].trigger()
        focus = QApplication.focusWidget()
        assert focus is not None
        parts = {part: window.findChild(part) for part in (Navigator, WritePage, ParagraphPanel)}
        areas.append(next(name for name, part in parts.items() if part is not None and part.isAncestorOf(focus)))
    assert areas == [ParagraphPanel, Navigator, WritePage, Navigator, ParagraphPanel, WritePage]
