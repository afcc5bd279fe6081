"""Exportera: what is asked, what comes of it, what is remembered, and that nothing half is ever left."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import Significance
from rus_editor.model.summary import Part, Selection
from rus_editor.ui.exporting import acts, dialog
from rus_editor.ui.exporting.acts import Exporting
from rus_editor.ui.exporting.dialog import ExportReportDialog
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.ui.messages import Message, Weight
from rus_editor.ui.summary.preview import SummaryPreview
from rus_editor.usecases import publishing
from rus_editor.usecases.publishing import Press, Product
from tests.ui.test_main_window import LONG, open_new, write


def asked(window: MainWindow, qtbot: QtBot, folder: Path | None = None) -> ExportReportDialog:
    """The dialog, with the preview in it."""
    window.book["export.report"].trigger()
    exporting = window.findChild(Exporting)
    assert exporting is not None
    qtbot.waitUntil(lambda: exporting.dialog is not None, timeout=LONG)
    found = exporting.dialog
    assert found is not None
    qtbot.waitUntil(lambda: "Klimat" in found.preview.sheet.toPlainText(), timeout=LONG)
    if folder is not None:
        found.place.folder.show_path(folder)
    return found


def choose(found: ExportReportDialog, *products: Product) -> None:
    """Have these made, and no other."""
    for product, box in found.products.boxes.items():
        box.setChecked(product in products)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def told(window: MainWindow, qtbot: QtBot) -> Message:
    """What the window says once something has come of it."""
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=LONG)
    message = window.messages.message
    assert message is not None
    return message


def remedies(window: MainWindow) -> dict[str, QPushButton]:
    """What the message offers."""
    return {button.text(): button for button in window.messages.findChildren(QPushButton) if button.isVisible()}


def files(folder: Path) -> list[str]:
    """Everything that lies in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder to export to."""
    folder = tmp_path / "ut"
    folder.mkdir()
    return folder


def test_reports_are_exported_by_the_keyboard_alone(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    window.activateWindow()
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    exporting = window.findChild(Exporting)
    assert exporting is not None
    qtbot.waitUntil(lambda: exporting.dialog is not None, timeout=LONG)
    found = exporting.dialog
    assert found is not None
    qtbot.waitUntil(lambda: "Nu: " in found.preview.sheet.toPlainText(), timeout=LONG)
    focused = QApplication.focusWidget()
    assert focused is found.report.all
    # Down the questions: the parts, then the formats; PDF is chosen, the web page and JSON are wanted too.
    seen: list[QWidget] = []
    while QApplication.focusWidget() is not found.go_on and len(seen) < 60:
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        if focused in (found.products.boxes[Product.WEB], found.products.boxes[Product.JSON]):
            press(Qt.Key.Key_Space)
        if focused is found.place.folder.line:
            press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClicks(focused, str(out))
        if focused is found.place.stem:
            press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClicks(focused, "RUS: till RTN")
        if focused is found.front.dnr:
            QTest.keyClicks(focused, "21RS1234")
        press(Qt.Key.Key_Tab)
    assert set(found.products.boxes.values()) <= set(seen)
    assert {found.front.title, found.front.organisation, found.front.day, found.report.parts[Part.THEMES]} <= set(seen)
    assert QApplication.focusWidget() is found.go_on
    opened: list[Path] = []
    monkeypatch.setattr(acts, "open_folder", opened.append)
    press(Qt.Key.Key_Return)
    message = told(window, qtbot)
    assert message.weight is Weight.NOTICE
    assert message.what == f"3 filer ligger nu i {out}."
    assert files(out) == ["RUS- till RTN.html", "RUS- till RTN.json", "RUS- till RTN.pdf"]
    # It is the text as it stands now, not as it was opened or saved.
    assert "Nu: " in (out / "RUS- till RTN.html").read_text(encoding="utf-8")
    assert "21RS1234" in (out / "RUS- till RTN.html").read_text(encoding="utf-8")
    assert (out / "RUS- till RTN.pdf").read_bytes().startswith(b"%PDF")
    kept = (out / "RUS- till RTN.json").read_text(encoding="utf-8")
    assert json.loads(kept)
    # The archive is told the checksum of that very text.
    assert sha256(project.session.workspace.to_bytes()).hexdigest() in kept
    assert sha256(versions[0].read_bytes()).hexdigest() in kept
    remedies(window)["Öppna mappen"].click()
    assert opened == [out]


def test_every_field_has_a_name_for_whoever_does_not_see_it(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    found = asked(window, qtbot)
    for kind in (QCheckBox, QRadioButton, QPushButton):
        assert [each for each in found.findChildren(kind) if not (each.accessibleName() or each.text())] == []
    fields = [*found.findChildren(QLineEdit), *found.findChildren(QComboBox)]
    inner = "qt_spinbox_lineedit"
    assert [each for each in fields if not each.accessibleName() and each.objectName() != inner] == []
    assert all(box.accessibleDescription() for box in found.products.boxes.values())
    assert found.preview.sheet.accessibleName()
    found.reject()


def test_the_report_that_is_chosen_is_the_one_that_is_shown(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    session = project.session
    assert session.marks is not None
    (change,) = session.marks.comparison.changes
    session.annotate_changes([change], significance=Significance.MINOR, reason="Nytt klimatmål.")
    health = next(each.index for each in session.outline.chapters if each.title == "Hälsa")
    session.show_chapter(health)
    found = asked(window, qtbot)

    def shown() -> str:
        return found.preview.sheet.toPlainText()

    assert "Hälsa" in shown()
    assert "40" in shown()
    # The chapter at hand is preset.
    found.report.one.click()
    assert found.report.chapter.currentText() == "Hälsa"
    qtbot.waitUntil(lambda: "Utsläppen" not in shown(), timeout=LONG)
    assert "Hälsa" in shown()
    assert not found.report.parts[Part.THEMES].isEnabled()
    found.report.reasoned.click()
    qtbot.waitUntil(lambda: "Nytt klimatmål." in shown(), timeout=LONG)
    assert found.scope.selection is Selection.REASONED
    # Somebody called it minor: it is in no report on what matters.
    found.report.key.click()
    qtbot.waitUntil(lambda: "Nytt klimatmål." not in shown(), timeout=LONG)
    found.report.all.click()
    qtbot.waitUntil(lambda: "Nytt klimatmål." in shown(), timeout=LONG)
    found.report.parts[Part.CHANGES].click()
    qtbot.waitUntil(lambda: "Bilaga" not in shown(), timeout=LONG)
    found.front.title.setText("Till nämnden <b>&")
    qtbot.waitUntil(lambda: "Till nämnden <b>&" in shown(), timeout=LONG)
    found.reject()


def test_the_last_choices_are_there_again_and_are_no_change_of_the_project(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, out: Path
) -> None:
    project = open_new(window, versions, qtbot)
    before = project.keeper.facts
    found = asked(window, qtbot, out)
    choose(found, Product.JSON)
    found.report.reasoned.click()
    found.report.parts[Part.TARGETS].click()
    found.front.dnr.setText("21RS1234")
    found.front.organisation.setText("Regionen")
    found.place.stem.setText("underlag")
    template = out.parent / "mall.docx"
    template.write_bytes(b"")
    found.templates.word.show_path(template)
    found.go_on.click()
    told(window, qtbot)
    assert files(out) == ["underlag.json"]
    again = asked(window, qtbot)
    assert again.products.chosen == (Product.JSON,)
    assert again.report.reasoned.isChecked()
    assert again.report.chosen_parts == frozenset(Part) - {Part.TARGETS}
    assert again.front.dnr.text() == "21RS1234"
    assert again.front.organisation.text() == "Regionen"
    assert again.place.stem.text() == "underlag"
    assert again.place.folder.path == out
    assert again.templates.word.path == template
    again.reject()
    assert project.keeper.facts == before


def test_files_that_are_there_are_asked_about_once(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    for name in ("r.json", "r.html"):
        (out / name).write_bytes(b"en annans")
    found = asked(window, qtbot, out)
    choose(found, Product.JSON, Product.WEB, Product.PDF)
    found.place.stem.setText("r")
    about: list[list[str]] = []
    answers = [False, True]

    def answer(_parent: object, there: list[Path]) -> bool:
        about.append([path.name for path in there])
        return answers.pop(0)

    monkeypatch.setattr(dialog, "may_replace", answer)
    found.go_on.click()
    # Nothing is lost by saying no: one is still asked.
    assert found.isVisible()
    assert (out / "r.json").read_bytes() == b"en annans"
    found.go_on.click()
    told(window, qtbot)
    assert about == [["r.html", "r.json"]] * 2
    assert files(out) == ["r.html", "r.json", "r.pdf"]
    assert (out / "r.json").read_bytes() != b"en annans"


def test_the_question_about_files_names_them_and_no_is_the_answer_of_the_return_key(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, out: Path
) -> None:
    open_new(window, versions, qtbot)
    found = asked(window, qtbot, out)
    box = dialog._ReplaceBox([out / "a.pdf", out / "b.pdf"], found)
    assert box.text() == "2 filer finns redan. Ska de ersättas?"
    assert box.informativeText() == "a.pdf\nb.pdf"
    assert box.defaultButton().text() == box.escapeButton().text() == "Välj ett annat namn"
    box.deleteLater()
    found.reject()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda found, out: choose(found), "Välj minst ett format."),
        (lambda found, out: found.place.folder.show_path(out / "borta"), "Mappen finns inte. Välj en som finns."),
        (
            lambda found, out: (
                found.products.boxes[Product.WORD].setChecked(True),
                found.templates.word.show_path(out / "mall.docx"),
            ),
            "Mallen ”mall.docx” finns inte. Välj en annan, eller ta bort den.",
        ),
    ],
)
def test_what_is_missing_is_told_in_a_sentence_where_it_is_put_right(
    spoil: Callable[[ExportReportDialog, Path], object],
    sentence: str,
    window: MainWindow,
    versions: tuple[Path, Path],
    qtbot: QtBot,
    out: Path,
) -> None:
    open_new(window, versions, qtbot)
    found = asked(window, qtbot, out)
    spoil(found, out)
    found.go_on.click()
    assert found.isVisible()
    assert found.fault.isVisible()
    assert found.fault.text() == sentence
    found.front.title.setText("x")
    assert not found.fault.isVisible()
    found.reject()
    assert files(out) == []


def test_what_fails_leaves_what_was_there_and_can_be_tried_again(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    found = asked(window, qtbot, out)
    choose(found, Product.JSON)
    found.place.stem.setText("r")

    def full(path: Path, _content: bytes) -> None:
        raise KnownError(ErrorCode.CANNOT_WRITE, name=str(path), fault="disk_full")

    monkeypatch.setattr(publishing, "write_bytes", full)
    found.go_on.click()
    message = told(window, qtbot)
    assert message.weight is Weight.WARNING
    assert "Orsak: disken är full." in message.what
    assert files(out) == []
    monkeypatch.undo()
    window.messages.put_away()
    again = asked(window, qtbot)
    assert again.products.chosen == (Product.JSON,)
    again.go_on.click()
    told(window, qtbot)
    assert files(out) == ["r.json"]


def test_a_template_that_is_none_is_told_by_name(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, out: Path
) -> None:
    open_new(window, versions, qtbot)
    template = out.parent / "mall.docx"
    template.write_bytes(b"ingen mall")
    found = asked(window, qtbot, out)
    choose(found, Product.WORD, Product.JSON)
    found.templates.word.show_path(template)
    found.go_on.click()
    message = told(window, qtbot)
    assert "Mallen ”mall.docx” går inte att använda." in message.what
    assert "Exportera igen…" in remedies(window)
    assert files(out) == []


def test_calling_it_off_leaves_nothing_and_the_strip_says_what_is_being_made(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    found = asked(window, qtbot, out)
    choose(found, Product.PDF, Product.JSON)
    go_on = threading.Event()
    made: list[Product] = []
    make = Press.make

    def slow(self: Press, product: Product, *rest: Callable[[float], None]) -> bytes:
        made.append(product)
        go_on.wait(10)
        return make(self, product, *rest)

    monkeypatch.setattr(Press, "make", slow)
    found.go_on.click()
    task_title = "Gör PDF till nämnden (1 av 2)"
    qtbot.waitUntil(lambda: window.status.busy.title == task_title and window.status.busy.isVisible(), timeout=LONG)
    window.status.busy.stop.click()
    go_on.set()
    qtbot.waitUntil(lambda: window.tasks.count == 0, timeout=LONG)
    assert made == [Product.PDF]
    assert files(out) == []
    assert window.messages.message is None


def test_an_export_ends_though_the_project_is_closed_meanwhile(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    found = asked(window, qtbot, out)
    choose(found, Product.JSON)
    go_on = threading.Event()
    has_begun = threading.Event()
    make = Press.make

    def slow(self: Press, product: Product, *rest: Callable[[float], None]) -> bytes:
        has_begun.set()
        go_on.wait(10)
        return make(self, product, *rest)

    monkeypatch.setattr(Press, "make", slow)
    found.go_on.click()
    qtbot.waitUntil(has_begun.is_set, timeout=LONG)
    assert window.close_project()
    go_on.set()
    assert str(out) in told(window, qtbot).what
    assert files(out) == ["RUS 2030.json"]


def test_the_button_in_sammanfatta_and_the_one_at_the_top_lead_there(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    window.show_mode("summary")
    sheet = window.findChild(SummaryPreview)
    assert sheet is not None
    sheet.export.click()
    exporting = window.findChild(Exporting)
    assert exporting is not None
    qtbot.waitUntil(lambda: exporting.dialog is not None, timeout=LONG)
    assert exporting.dialog is not None
    exporting.dialog.reject()
    menu = window.top_bar.export.menu()
    assert menu is not None
    assert window.book["export.report"] in menu.actions()


def test_there_is_nothing_to_report_without_a_version_to_compare_with(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    project.compare_with(None, window.fail)
    assert not window.book["export.report"].isEnabled()
    sheet = window.findChild(SummaryPreview)
    assert sheet is not None
    assert not sheet.export.isEnabled()


def test_the_dialog_fits_the_screen_at_double_size_and_in_the_dark(
    outfit: Outfit, window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    open_new(window, versions, qtbot)
    window.book["scale.200"].trigger()
    window.book["theme.dark"].trigger()
    found = asked(window, qtbot)
    room = found.screen().availableGeometry()
    assert found.width() <= room.width()
    assert found.height() <= room.height()
    inside = found.questions.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= found.questions.viewport().width()
    found.reject()
    window.book["scale.100"].trigger()
    window.book["theme.light"].trigger()
