"""The whole window, place by place: every page, bar, menu and dialog, with a document that has something of everything.

Who walks through it is handed each place's name and widget while it is shown. The document is in English and its names
are unlike anything that the window says, so that what is the window's own can be told from what is the document's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QMessageBox, QWidget

from rus_editor.model.document import paragraphs
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import Caret
from rus_editor.ui import dialogs
from rus_editor.ui.crash import CrashDialog
from rus_editor.ui.help import HelpWindow
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.messages import Message, Remedy, Weight, dialog_of
from rus_editor.ui.navigator.navigator import Navigator
from rus_editor.ui.opening import Wish
from rus_editor.ui.project.project_page import ProjectPage
from rus_editor.ui.project.version_dialog import ForeignFileQuestion, RestoringQuestion
from rus_editor.ui.project.version_window import VersionWindow
from rus_editor.ui.session import Session
from tests.helpers.ooxml import WordFile, style

Look = Callable[[str, QWidget], None]
Wait = Callable[[Callable[[], bool]], None]
"""Lets the window work until something holds; whoever walks brings it."""

_LOOKED_SECONDS = 0.25
WHO = "Zaphod Q"
_BY = "{id=%s, author=Zaphod Q, date=2021-03-04T14:30:00Z}"
_STYLES = ", ".join(
    [style(f"Heading{level}", f"heading {level}", f"pPr/outlineLvl{{val={level - 1}}}") for level in (1, 2)]
    + [style("Body", "Body Text")]
)
_NUMBERING = (
    "abstractNum{abstractNumId=0}/(lvl{ilvl=0}/(start{val=1}, numFmt{val=bullet}, lvlText{val=•})),"
    " num{numId=1}/abstractNumId{val=0}"
)


def _paragraph(text: str, name: str = "Body") -> str:
    return f'p/(pPr/pStyle{{val={name}}}, r/t"{text}")'


OLD = WordFile(
    ", ".join(
        [
            _paragraph("Fjord Climate", "Heading1"),
            _paragraph("Glaciers melt fast."),
            _paragraph("Vanished Quokka", "Heading1"),
            _paragraph("Nobody remembers wombats."),
        ]
    ),
    styles=_STYLES,
)
NEW = WordFile(
    ", ".join(
        [
            _paragraph("Fjord Climate", "Heading1"),
            _paragraph("Glaciers melt slower."),
            _paragraph("Bravely Added Heading", "Heading2"),
            'p/(r/t"Must we ", commentRangeStart{id=7}, r/t"act", commentRangeEnd{id=7}, r/commentReference{id=7})',
            f'p/(r/t"Land ", ins{_BY % 11}/r/t"much ", del{_BY % 12}/r/delText"hardly ", r/t"grows.")',
            'p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"Listed marmot")',
            'tbl/(tblPr, tblGrid/(gridCol{w=99}, gridCol{w=99}), tr/(tc/p/r/t"Cellmate one", tc/p/r/t"Cellmate two"))',
            'p/(r/t"Noted", r/footnoteReference{id=2}, r/t" badger.")',
        ]
    ),
    styles=_STYLES,
    numbering=_NUMBERING,
    footnotes='footnote{id=2}/p/(r/footnoteRef, r/t"Footloose source.")',
    comments='comment{id=7, author=Zaphod Q, date=2021-03-04T16:10:00Z}/p/r/t"Which verb?"',
)
DOCUMENT_WORDS = frozenset(
    word
    for source in (OLD, NEW)
    for told in (source.body, source.footnotes, source.comments)
    for text in re.findall(r'"([^"]*)"', told)
    for word in re.findall(r"[^\W\d_]{2,}", text.lower())
) | {"zaphod", "zq", "quokka", "quokkaish", "marmot", "wombat", "xyzzy", "rus", "old", "new", "docx", "rusprojekt"}
"""The words of the document and its names, in small letters."""
_CARETS = ("Fjord", "Glaciers", "Must", "Land", "Listed", "Cellmate", "Noted")


def walk(window: MainWindow, wait: Wait, folder: Path, look: Look) -> None:
    """Show every place of a window that is on its start page, one after another; it ends on its start page."""
    old, new = folder / "quokka_old.docx", folder / "quokka_new.docx"
    old.write_bytes(OLD.to_bytes())
    new.write_bytes(NEW.to_bytes())
    look("start", window)
    _menus(window, "start", look)
    window.new_project(new)
    _dialog("new project", look)
    window.opener.create(Wish(new, old, "Quokka"))
    wait(lambda: window.project is not None)
    assert window.project is not None
    session = window.project.session
    wait(lambda: session.marks is not None)
    session.learn("quokkaish")
    _write(window, session, look)
    _bars(window, wait, look)
    _dialogs(window, wait, look)
    _project(window, wait, look)
    _others(window, look)
    for command in window.book.offered():
        # Other parts of the work, whichever there are by now.
        if command[0].id.startswith("mode."):
            command[1].trigger()
            QApplication.processEvents()
            look(command[0].id, window)
            _menus(window, command[0].id, look)
    assert window.close_project()
    look("start with a project", window)


def _caret(session: Session, start: str, length: int = 0) -> None:
    paragraph = next(each for each in paragraphs(session.document.body.blocks) if each.text.startswith(start))
    session.put_caret(Caret(paragraph.id, length, paragraph.id, 0) if length else Caret(paragraph.id, 0))
    QApplication.processEvents()


def _write(window: MainWindow, session: Session, look: Look) -> None:
    for start in _CARETS:
        _caret(session, start)
        look(f"writing at {start}", window)
    for view in ("text", "off", "margin"):
        window.book[f"changes.{view}"].trigger()
        look(f"changes {view}", window)
    _caret(session, "Glaciers", 8)
    window.book["insert.comment"].trigger()
    look("a new comment", window)
    _caret(session, "Must")
    _menus(window, "writing", look)
    narrow, wide = window.size(), window.size()
    narrow.setWidth(900)
    window.resize(narrow)
    QApplication.processEvents()
    look("a narrow window", window)
    window.resize(wide)


def _bars(window: MainWindow, wait: Wait, look: Look) -> None:
    window.book["edit.replace"].trigger()
    bar = window.findChild(QWidget, "FindBar")
    assert bar is not None
    field = bar.findChildren(QLineEdit)[0]
    for wanted in ("e", "xyzzy"):
        field.setText(wanted)
        _pause(wait)
        look(f"searching for {wanted}", window)
    bar.hide()
    window.offer_commands()
    look("commands", window.palette_of_commands)
    window.palette_of_commands.close()
    window.show_help()
    for shown in window.findChildren(HelpWindow):
        look("help", shown)
        shown.close()
    window.fail(KnownError(ErrorCode.FILE_MISSING, name="quokka.docx"))
    look("a fault", window)
    window.messages.put_away()


def _pause(wait: Wait) -> None:
    end = monotonic() + _LOOKED_SECONDS
    wait(lambda: monotonic() > end)


def _dialogs(window: MainWindow, wait: Wait, look: Look) -> None:
    book = window.book
    for command in ("help.about", "help.keys", "spelling.words", "tools.structure", "version.new"):
        book[command].trigger()
        _dialog(command, look)
    for command in ("tools.statistics", "export.report", "export.clean", "export.tracked"):
        book[command].trigger()
        wait(lambda: _shown() is not None)
        _dialog(command, look)
    assert window.project is not None
    with _asked("insert.link", look):
        book["insert.link"].trigger()
    _caret(window.project.session, "Glaciers", 8)
    book["view.right"].trigger()
    with _asked("a comment in a dialog", look):
        book["insert.comment"].trigger()
    book["view.right"].trigger()
    with _asked("not kept", look):
        dialogs.not_kept(window)
    with _asked("a file is there", look):
        dialogs.may_replace(window, Path("quokka.docx"))
    CrashDialog("quokka", is_kept=True, parent=window).open()
    _dialog("a crash", look)
    dialog_of(Message(Weight.WARNING, "Quokka.", "Wombat."), [Remedy("Marmot", lambda: None)], window).open()
    _dialog("a message", look)


def _project(window: MainWindow, wait: Wait, look: Look) -> None:
    window.show_mode("project")
    page = window.findChild(ProjectPage)
    assert page is not None
    assert window.project is not None
    look("project", window)
    version = window.project.versions[0]
    for question in (RestoringQuestion(version, window), ForeignFileQuestion("quokka.docx", window)):
        question.open()
        _dialog("another working copy", look)
    window.backups.make()
    wait(lambda: bool(window.opener.backups()))
    window.book["backup.restore"].trigger()
    _dialog("backups", look)
    for name, act in (("describe", page.describe), ("delete", page.ask_to_delete)):
        act(version)
        _dialog(f"a version: {name}", look)
    page.open_version(version)
    wait(lambda: bool(page.windows()))
    for shown in page.windows():
        assert isinstance(shown, VersionWindow)
        look("a version", shown)
        shown.close()
    window.show_mode("write")


def _others(window: MainWindow, look: Look) -> None:
    """Menus that come where one points."""
    for chapters in window.findChildren(Navigator):
        chapters._offer_statuses(QPoint(5, 5))
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            look("a chapter's menu", menu)
            menu.close()


def _menus(window: MainWindow, place: str, look: Look) -> None:
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
        look(f"{place}: menu {menu.title()}", menu)


def _shown() -> QDialog | None:
    return next(
        (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()), None
    )


def _dialog(place: str, look: Look) -> None:
    QApplication.processEvents()
    dialog = _shown()
    assert dialog is not None, place
    look(place, dialog)
    _leave(dialog)
    QApplication.processEvents()


def _leave(dialog: QDialog) -> None:
    if isinstance(dialog, QMessageBox) and dialog.escapeButton() is not None:
        button = dialog.escapeButton()
        assert button is not None
        button.click()
    dialog.reject()


@contextmanager
def _asked(place: str, look: Look) -> Iterator[None]:
    """Whoever asks waits for an answer: look meanwhile, and leave."""
    seen: list[str] = []

    def answer() -> None:
        dialog = _shown()
        if dialog is None:
            return
        seen.append(place)
        look(place, dialog)
        _leave(dialog)

    timer = QTimer(interval=50)
    timer.timeout.connect(answer)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        timer.deleteLater()
    assert seen, place
