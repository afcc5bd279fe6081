"""Parts of the window for tests: a project in a folder of its own, its session, and keys that are really pressed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rus_editor.config import Folders
from rus_editor.model.document import BlockId, Document, Paragraph, paragraphs
from rus_editor.model.journal import Caret
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.session import Session
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import Theme
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import create_project, open_project
from tests.helpers.ooxml import WordFile

AUTHOR = "Skribent 2"


def folders_in(folder: Path) -> Folders:
    """The folders of a machine of its own."""
    return Folders(folder / "data", folder / "settings")


@contextmanager
def project(folder: Path, new: WordFile | Path, old: WordFile | Path | None, qtbot: QtBot) -> Iterator[Session]:
    """The session of a new project; closed afterwards."""
    document = _file(folder / "ny.docx", new)
    previous = None if old is None else _file(folder / "gammal.docx", old)
    opened = create_project(document, previous, name="RUS", folders=folders_in(folder), who=AUTHOR)
    with _session(prepare(opened), opened.keeper, qtbot) as session:
        yield session


@contextmanager
def reopened(session: Session, folder: Path, qtbot: QtBot) -> Iterator[Session]:
    """The session of a project that has been closed, in the same folders."""
    opened = open_project(session.keeper.facts.database, folders=folders_in(folder), who=AUTHOR)
    with _session(prepare(opened), opened.keeper, qtbot) as again:
        yield again


@contextmanager
def _session(prepared: object, keeper: object, qtbot: QtBot) -> Iterator[Session]:
    tasks = TaskRunner("prov")
    session = Session(prepared, keeper, tasks, AUTHOR)  # type: ignore[arg-type]
    try:
        yield session
    finally:
        session.close()
        tasks.close()


def compared(session: Session, qtbot: QtBot) -> None:
    """Wait until the session has been compared with its baseline."""
    session.begin()
    qtbot.waitUntil(lambda: session.marks is not None, timeout=20_000)


def _file(path: Path, source: WordFile | Path) -> Path:
    if isinstance(source, Path):
        return source
    path.write_bytes(source.to_bytes())
    return path


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key that gives no text."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))


def type_text(widget: QWidget, text: str) -> None:
    """Type, letter by letter, whatever letters they are."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def compose(widget: QWidget, shown: str, finished: str) -> None:
    """A letter that is put together: what is shown while it is in the making, then what comes of it."""
    QApplication.sendEvent(widget, QInputMethodEvent(shown, []))
    event = QInputMethodEvent("", [])
    event.setCommitString(finished)
    QApplication.sendEvent(widget, event)


def texts(document: Document) -> list[str]:
    """The texts of the body's paragraphs, those in tables included."""
    return [paragraph.text for paragraph in paragraphs(document.body.blocks)]


def first(document: Document, start: str) -> Paragraph:
    """The first paragraph of the body that begins so."""
    return next(found for found in paragraphs(document.body.blocks) if found.text.startswith(start))


def pane_of(session: Session, theme: Theme, qtbot: QtBot) -> TextPane:
    """The session's chapter, shown and written in."""
    shown = TextPane(session, theme, lambda _: None)
    qtbot.addWidget(shown)
    shown.resize(800, 600)
    shown.show()
    return shown


def put(pane: TextPane, session: Session, start: str, offset: int, until: int | None = None) -> BlockId:
    """The caret into the paragraph that begins so; ``until`` selects from ``offset``."""
    block = first(session.document, start).id
    pane.put_caret(Caret(block, offset) if until is None else Caret(block, until, block, offset))
    return block


def page_text(pane: TextPane) -> list[str]:
    """What stands on the page, the paragraphs of the document only."""
    return [block.text().replace("\u2028", "\n") for block, _ in pane.page.paragraphs()]
