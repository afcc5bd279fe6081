"""Any two texts side by side in a window of their own: two files, two versions; printed and saved as seen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import StepLabel
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.review.pair_dialog import FilesDialog, FilesWish, VersionsDialog
from rus_editor.ui.review.pair_window import PairWindow
from rus_editor.usecases.assembly import example_pair
from tests.ui.test_exporting_word import told
from tests.ui.test_main_window import LONG, open_new, write


def shown(window: MainWindow, qtbot: QtBot) -> PairWindow:
    """The window of two texts, when it has come."""
    qtbot.waitUntil(lambda: window.findChild(PairWindow) is not None, timeout=LONG)
    pair = window.findChild(PairWindow)
    assert pair is not None
    return pair


def close(pair: PairWindow, qtbot: QtBot) -> None:
    """Close it and wait until it is gone."""
    with qtbot.waitSignal(pair.destroyed, timeout=LONG):
        pair.close()


def test_two_files_from_anywhere_are_shown_without_a_project_and_cannot_be_judged(
    window: MainWindow, qtbot: QtBot
) -> None:
    old, new = example_pair()
    window.pairs.compare_files(FilesWish(old, new, "rus"))
    pair = shown(window, qtbot)
    assert pair.windowTitle() == f"{new.name} jämfört med {old.name}"
    # Whose the tracked changes are that one of the files came with.
    assert f"{new.name} har spårade ändringar av Skribent 2 (2), Skribent 3 (2)" in pair.facts.text()
    rows = pair.source.rows
    assert rows is not None
    assert pair.page.view.rows
    assert not pair.panel.approve.isVisible()
    assert pair.chapters.model().rowCount() == len(rows.comparison.chapters)
    pair.show_chapter(8)
    at = pair.page.view.current_change
    assert at is not None
    assert rows.changes_by_id[at].chapter == 8
    # Going on past the chapter's last change shows the next chapter, in the list too.
    for _ in range(20):
        pair.page.go_on()
    assert pair.chapters.currentIndex().row() > 8
    close(pair, qtbot)


def test_the_dialog_takes_dropped_files_in_their_order_and_names_one_that_is_missing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.book["compare.files"].trigger()
    dialog = window.findChild(FilesDialog)
    assert dialog is not None
    assert not dialog.start.isEnabled()
    old, new = example_pair()
    urls = QMimeData()
    urls.setUrls([QUrl.fromLocalFile(str(path)) for path in (old, new)])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, urls, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.dropEvent(event)
    assert (dialog.old.path, dialog.new.path) == (old, new)
    dialog.new.show_path(tmp_path / "finns inte.docx")
    dialog.start.click()
    assert "finns inte.docx” finns inte" in dialog.fault.text()
    dialog.new.show_path(new)
    dialog.start.click()
    pair = shown(window, qtbot)
    close(pair, qtbot)


def test_a_file_that_cannot_be_read_is_told_of_in_the_window(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = tmp_path / "fel.docx"
    wrong.write_text("inget dokument", encoding="utf-8")
    window.pairs.compare_files(FilesWish(example_pair()[0], wrong, "rus"))
    assert "fel.docx" in told(window, qtbot).what
    window.messages.put_away()


def test_two_versions_are_compared_the_working_copy_among_them_as_it_stands(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot
) -> None:
    project = open_new(window, versions, qtbot)
    write(project, "Nu: ")
    window.book["compare.versions"].trigger()
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    names = [dialog.new.itemText(at) for at in range(dialog.new.count())]
    assert names[-1] == "Arbetskopian"
    dialog.old.setCurrentIndex(len(names) - 1)
    dialog.new.setCurrentIndex(len(names) - 1)
    assert not dialog.start.isEnabled()
    dialog.old.setCurrentIndex(len(names) - 2)
    dialog.start.click()
    pair = shown(window, qtbot)
    rows = pair.source.rows
    assert rows is not None
    (change,) = rows.comparison.changes
    assert change.new is not None
    assert change.new.text.startswith("Nu: Utsläppen")
    # What is written from now on is not what is compared.
    block = project.session.document.body.blocks[1].id
    project.session.apply([ReplaceText(block, 0, 4, "")], StepLabel.TYPED)
    assert rows is pair.source.rows
    close(pair, qtbot)


def test_the_comparison_is_saved_as_a_pdf_as_it_is_seen(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    window.book["mode.review"].trigger()
    target = tmp_path / "jämförelse.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    window.book["review.pdf"].trigger()
    assert str(target) in told(window, qtbot).what
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(target.read_bytes())).pages).split())
    assert "RUS 2030" in text
    assert "40" in text
    assert "50" in text
    window.messages.put_away()


def test_a_pdf_that_cannot_be_written_is_told_of_and_leaves_nothing_half(
    window: MainWindow, versions: tuple[Path, Path], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_new(window, versions, qtbot)
    window.book["mode.review"].trigger()
    target = tmp_path / "borta" / "jämförelse.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    window.book["review.pdf"].trigger()
    assert "jämförelse.pdf" in told(window, qtbot).what
    assert not target.parent.exists()
    window.messages.put_away()
