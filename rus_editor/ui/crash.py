"""When something unforeseen happens: the journal is kept first, then the writer is told.

There is a report that can be saved: where in the program it happened, and on what kind of machine. It holds
nothing that was written, no file name and no path of the machine's, and goes nowhere by itself.
"""

from __future__ import annotations

import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic
from types import TracebackType

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    SignalInstance,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.ui.theme import px

_MOST_REPORTS = 20
_SAME_AGAIN_SECONDS = 60.0


def report_of(error: BaseException, program: str, said: tuple[str, ...] = ()) -> str:
    """What went wrong and where. Values are left out: they may be what somebody wrote."""
    lines = [
        f"{program} · Python {platform.python_version()} · Qt {qVersion()} · PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} · {platform.machine()}",
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}",
        "",
    ]
    lines += _places_of(error)
    if said:
        lines += ["", "Qt:", *(f"  {line}" for line in said)]
    return "\n".join(lines) + "\n"


def _places_of(error: BaseException) -> list[str]:
    """What was raised, and where, line by line; then what that came of."""
    lines: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
        if cause is not None:
            lines.append("caused by")
    return lines


def _place(file: str) -> str:
    """A source file without the folders that tell whose machine it is."""
    parts = Path(file).parts
    for root in ("rus_editor", "site-packages", "tests"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1] if parts else file


class CrashGuard(QObject):
    """Catches what nobody else did, in any thread. ``happened`` brings the report to the window's thread."""

    happened = Signal(str)

    def __init__(self, program: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._flush: Callable[[], object] | None = None
        self._said: list[str] = []
        self._count = 0
        self._told: dict[str, float] = {}
        self._former: (
            tuple[
                Callable[[type[BaseException], BaseException, TracebackType | None], object],
                Callable[[threading.ExceptHookArgs], object],
            ]
            | None
        ) = None

    @property
    def reports(self) -> int:
        """How many times something has happened."""
        return self._count

    def keep_first(self, flush: Callable[[], object] | None) -> None:
        """What keeps the journal, called before anything is said; None when there is nothing to keep."""
        self._flush = flush

    def install(self) -> None:
        """Catch from now on."""
        self._former = sys.excepthook, threading.excepthook
        sys.excepthook = self.hook
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(self._qt_said)

    def remove(self) -> None:
        """Leave everything as it was before ``install``."""
        if self._former is not None:
            sys.excepthook, threading.excepthook = self._former
            self._former = None
            qInstallMessageHandler(None)

    def hook(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """What Python calls for a fault that nobody caught."""
        self.catch(error)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.catch(args.exc_value)

    def catch(self, error: BaseException) -> None:
        """Keep the journal, write the report to the error stream, and tell of it unless it has been told too often."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            return
        self._count += 1
        if self._flush is not None:
            try:
                self._flush()
            except Exception as failure:  # noqa: BLE001 - whatever it is must not hide the first fault
                error.__context__ = error.__context__ or failure
        report = report_of(error, self._program, tuple(self._said))
        if sys.stderr is not None:
            print(report, file=sys.stderr)  # noqa: T201 - for whoever started the program from a terminal
        if self._count <= _MOST_REPORTS and not self._was_told(error):
            self.happened.emit(report)

    def _was_told(self, error: BaseException) -> bool:
        """Whether the same fault at the same place was told of just now: one while painting comes at each repaint."""
        places = "\n".join(_places_of(error))
        now = monotonic()
        before = self._told.get(places)
        if before is not None and now - before < _SAME_AGAIN_SECONDS:
            return True
        self._told[places] = now
        return False

    def _qt_said(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}:
            return
        # Qt quotes file names in some of what it says.
        self._said = [*self._said[-19:], re.sub(r"(?:[A-Za-z]:)?[\\/][^\s\"']+", "…", text)]
        if sys.stderr is not None:
            print(text, file=sys.stderr)  # noqa: T201


class CrashDialog(QDialog):
    """Says that something unforeseen happened, that the text is kept, and offers the report."""

    go_on = Signal()
    leave = Signal()

    def __init__(self, report: str, *, is_kept: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(self.tr("Något oväntat hände"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = QLabel(self.tr("Något oväntat hände i programmet"), self)
        heading.setProperty("look", "heading")
        kept = self.tr(
            "Allt du har skrivit är sparat på den här datorn. Du kan fortsätta, eller avsluta och öppna projektet igen."
        )
        not_kept = self.tr(
            "Det du skrev sist kunde inte sparas men finns kvar i fönstret. Fortsätt, så försöker programmet igen, "
            "eller avsluta och välj att spara på ett annat ställe."
        )
        self.said = kept if is_kept else not_kept
        text = QLabel(self.said, self)
        text.setWordWrap(True)
        offer = QLabel(
            self.tr(
                "Spara gärna rapporten och skicka den till den som sköter programmet hos er. "
                "Den innehåller inget av det du har skrivit och skickas aldrig av sig själv."
            ),
            self,
        )
        offer.setProperty("look", "muted")
        offer.setWordWrap(True)
        shown = QPlainTextEdit(report, self)
        shown.setReadOnly(True)
        shown.setAccessibleName(self.tr("Rapporten"))
        shown.setTabChangesFocus(True)
        save = QPushButton(self.tr("Spara rapporten…"), self)
        leave = QPushButton(self.tr("Avsluta"), self)
        go_on = QPushButton(self.tr("Fortsätt"), self)
        go_on.setProperty("look", "primary")
        go_on.setDefault(True)
        save.clicked.connect(self._save)
        leave.clicked.connect(lambda: self._end(self.leave))
        go_on.clicked.connect(lambda: self._end(self.go_on))
        buttons = QHBoxLayout()
        buttons.addWidget(save)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(18))
        layout.setSpacing(px(12))
        for part in (heading, text, offer, shown):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self.resize(px(640), px(420))
        go_on.setFocus()

    def _end(self, signal: SignalInstance) -> None:
        self.accept()
        signal.emit()

    def _save(self) -> None:
        name = f"rus-redigeraren-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.txt"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Spara rapporten"), name, self.tr("Textfiler (*.txt)"))
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> bool:
        """Write the report; False, and said in the dialog's title, when it cannot be written there."""
        try:
            path.write_text(self._report, encoding="utf-8")
        except OSError:
            self.setWindowTitle(self.tr("Rapporten gick inte att spara där. Välj en annan mapp."))
            return False
        return True
