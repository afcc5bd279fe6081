"""Draws the handbook's pictures in docs/handbok/bilder: ``draw_handbook.py`` (``make handbook``).

The example project is opened without a screen, something is written in it, and the window or a part of it is drawn. The
pictures come in few colours, which makes them a fifth as large and looks the same.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from draw_window import count_versions, named_projects, settle, wait_for
from PIL import Image
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from rus_editor.config import Folders, handbook
from rus_editor.model.comparison import SegmentKind
from rus_editor.model.document import Paragraph
from rus_editor.model.journal import Caret
from rus_editor.model.project import ChapterStatus, Significance
from rus_editor.ui.app import make_window
from rus_editor.ui.crash import CrashGuard
from rus_editor.ui.exporting.acts import Exporting
from rus_editor.ui.main_window import MainWindow
from rus_editor.ui.review.page import ReviewPage
from rus_editor.ui.summary.cards import ProposalCard
from rus_editor.ui.summary.page import SummaryPage
from rus_editor.usecases.live import MarkKind

FOLDER = handbook() / "bilder"
SIZE = (1360, 800)
COLOURS = 160
TYPED = " Det gäller särskilt dem som bor långt från en högskola."


def draw(widget: QWidget, name: str, height: int | None = None) -> None:
    """Draw a widget, or as much of it as ``height`` says, in few colours."""
    settle()
    picture = widget.grab()
    if height is not None:
        picture = picture.copy(0, 0, picture.width(), min(height, picture.height()))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    path = FOLDER / f"{name}.png"
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    sys.stdout.write(f"{path} {path.stat().st_size // 1000} kB\n")


def write_in(window: MainWindow) -> None:
    """Write in a chapter as somebody would, and say why."""
    project = window.project
    assert project is not None
    session = project.session
    wait_for(lambda: session.marks is not None)
    chapters = session.outline.chapters
    chapter = next(each for each in chapters if "utbildning" in each.title)
    for title, status in zip((each.title for each in chapters), "dddssddur" * 3, strict=False):
        chosen = {
            "d": ChapterStatus.DONE,
            "s": ChapterStatus.STARTED,
            "u": ChapterStatus.UNTOUCHED,
            "r": ChapterStatus.REVIEWED,
        }[status]
        session.set_status(title, chosen)
    reworded = [
        block
        for block in session.document.body.blocks[chapter.first : chapter.last]
        if isinstance(block, Paragraph)
        and (mark := session.mark(block.id)) is not None
        and mark.kind is MarkKind.CHANGED
        and len(block.text) > 60
        and any(segment.kind is not SegmentKind.EQUAL for segment in mark.segments)
    ]
    block = reworded[0]
    session.show_chapter(chapter.index)
    session.put_caret(Caret(block.id, len(block.text)))
    text = window.workbench.findChild(QWidget, "TextPane")
    assert text is not None
    text.setFocus()
    for letter in TYPED:
        # QTest knows only the keys of an English keyboard.
        QApplication.sendEvent(text, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    session.annotate(
        block.id,
        significance=Significance.KEY,
        reason="Underlaget visar att avståndet till utbildning betyder mer än vi trodde 2019.",
        sources=("Underlagsrapporten s. 23",),
        themes=("Kompetensförsörjning", "Hela länet"),
    )
    wait_for(lambda: session.recorder.all_recorded)


def review(window: MainWindow) -> None:
    """Go through some changes of a chapter, and say something of one."""
    project = window.project
    assert project is not None
    session = project.session
    # Nobody's name on this machine belongs into a book.
    session.who = "Skribent 2"
    window.show_mode("review")
    page = window.workbench.findChild(ReviewPage)
    assert page is not None
    wait_for(lambda: page.view.current_change is not None and session.compared is session.document)
    chapter = next(each for each in session.outline.chapters if "Kompetensförsörjning" in each.title)
    session.show_chapter(chapter.index)
    window.book["review.approve"].trigger()
    window.book["review.approve"].trigger()
    window.book["significance.key"].trigger()
    window.book["review.approve"].trigger()
    window.book["change.previous"].trigger()


def summarise(window: MainWindow) -> None:
    """Choose some proposals of the same chapter, and show what one rests on."""
    window.show_mode("summary")
    page = window.workbench.findChild(SummaryPage)
    assert page is not None
    wait_for(lambda: page.findChild(ProposalCard) is not None)
    for _ in range(3):
        page.focus_first()
        card = next(card for card in page.findChildren(ProposalCard) if card.isVisible())
        card.chosen.emit()
        settle()
    card = next(card for card in page.findChildren(ProposalCard) if card.isVisible())
    card.show_evidence()
    page.verticalScrollBar().setValue(0)


def export(window: MainWindow) -> None:
    """Ask for a report on what was written, and draw the question."""
    window.book["export.report"].trigger()
    exporting = window.findChild(Exporting)
    assert exporting is not None
    wait_for(lambda: exporting.dialog is not None)
    dialog = exporting.dialog
    assert dialog is not None
    dialog.place.folder.show_path(Path("S:/Regional utveckling/RUS"))
    # The picture's own screen is small.
    dialog.preview.show()
    dialog.questions.setFixedWidth(470)
    dialog.resize(1080, 720)
    wait_for(lambda: "Rapportens datum" in dialog.preview.sheet.toPlainText())
    draw(dialog, "exportera")
    dialog.reject()


def main() -> int:
    """Draw everything."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    application = QApplication(["draw"])
    guard = CrashGuard("draw", application)
    with tempfile.TemporaryDirectory() as machine:
        folders = Folders(Path(machine) / "data", Path(machine) / "settings")
        window = make_window(application, folders, guard, language="sv")
        window.resize(1000, 560)
        window.show()
        window.book["theme.light"].trigger()
        window.start_page.show_recent(named_projects())
        draw(window, "start")
        window.resize(*SIZE)
        window.opener.try_example()
        wait_for(lambda: window.project is not None)
        write_in(window)
        draw(window, "skriv")
        right = window.workbench.findChild(QWidget, "ParagraphPanel")
        assert right is not None
        draw(right, "stycket")
        window.book["theme.dark"].trigger()
        draw(window, "skriv-mork")
        window.book["theme.light"].trigger()
        window.book["changes.text"].trigger()
        middle = window.workbench.findChild(QWidget, "WritePage")
        assert middle is not None
        draw(middle, "andringar", 420)
        window.book["changes.margin"].trigger()
        review(window)
        draw(window, "granska")
        summarise(window)
        draw(window, "sammanfatta")
        export(window)
        window.show_mode("write")
        count_versions(window)
        draw(window, "projekt", 520)
        window.show_mode("write")
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return 0


if __name__ == "__main__":
    sys.exit(main())
