"""Two dialogs that are lists: where the structure deviates, and the words of the project's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.ui.session import Session
from rus_editor.ui.theme import Theme, px
from rus_editor.usecases.chapters import Deviation, StructureReport


class StructureDialog(QDialog):
    """How the structure stands against the baseline's. ``gone_to`` carries the ``Deviation`` to be shown."""

    gone_to = Signal(object)

    def __init__(
        self,
        report: StructureReport,
        sentences: Sequence[str],
        baseline: str,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Strukturen"))
        verdict = QLabel(self)
        verdict.setProperty("look", "heading")
        verdict.setWordWrap(True)
        said = QLabel(self)
        said.setProperty("look", "muted")
        said.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Avvikelser"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for deviation, sentence in zip(report.deviations, sentences, strict=True):
            entry = QListWidgetItem(sentence)
            entry.setData(Qt.ItemDataRole.UserRole, deviation)
            if deviation.block is None:
                entry.setToolTip(self.tr("Finns inte längre i arbetskopian"))
            self.list.addItem(entry)
        self.go = QPushButton(self.tr("Visa i texten"), self)
        self.go.setProperty("look", "primary")
        close = QPushButton(self.tr("Stäng"), self)
        if report.is_kept:
            verdict.setText(self.tr("✓ Strukturen är bevarad"))
            said.setText(
                self.tr("{0} av {1} kapitel, i samma ordning som {2}").format(
                    report.chapters_kept, report.chapters_before, baseline
                )
            )
        else:
            verdict.setText(self.tr("⚠ %n avvikelser i strukturen", "", len(report.deviations)))
            said.setText(self.tr("Jämfört med {0}").format(baseline))
        self.verdict = verdict
        self.list.setVisible(not report.is_kept)
        self.go.setVisible(not report.is_kept)
        self.go.clicked.connect(self._go)
        close.clicked.connect(self.reject)
        self.list.itemActivated.connect(lambda *_: self._go())
        self.list.currentItemChanged.connect(lambda *_: self._refresh())
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.go)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(20), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(verdict)
        layout.addWidget(said)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)
        self.resize(theme.px(560), theme.px(180 if report.is_kept else 460))
        self.list.setCurrentRow(0)
        self._refresh()

    def _chosen(self) -> Deviation | None:
        row = self.list.currentRow()
        found = self.list.item(row).data(Qt.ItemDataRole.UserRole) if row >= 0 else None
        return found if isinstance(found, Deviation) else None

    def _refresh(self) -> None:
        chosen = self._chosen()
        self.go.setEnabled(chosen is not None and chosen.block is not None)

    def _go(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.block is not None:
            self.accept()
            self.gone_to.emit(chosen)


class _Words(QListWidget):
    """The words; Delete takes the chosen one away."""

    def __init__(self, forget: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._forget = forget

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes away."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._forget()
        else:
            super().keyPressEvent(event)


class OwnWordsDialog(QDialog):
    """The words that the spelling lets pass in this project: to see, add and take away."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Projektets egna ord"))
        self._session = session
        said = QLabel(self.tr("Ord som stavningskontrollen låter passera i det här projektet."), self)
        said.setProperty("look", "muted")
        said.setWordWrap(True)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Nytt ord"))
        self.field.setAccessibleName(self.tr("Nytt ord"))
        self.field.setMaxLength(80)
        self.add = QPushButton(self.tr("&Lägg till"), self)
        self.list = _Words(self.forget, self)
        self.list.setAccessibleName(self.windowTitle())
        self.nothing = QLabel(
            self.tr("Inga ord ännu. De kan också läggas till från ett understruket ord i texten."), self
        )
        self.nothing.setProperty("look", "muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.remove = QPushButton(self.tr("&Ta bort"), self)
        close = QPushButton(self.tr("Stäng"), self)
        for button in (self.add, self.remove, close):
            button.setAutoDefault(False)
        self.add.clicked.connect(self.learn)
        self.field.returnPressed.connect(self.learn)
        self.field.textChanged.connect(self._refresh)
        self.list.currentRowChanged.connect(self._refresh)
        self.remove.clicked.connect(self.forget)
        close.clicked.connect(self.accept)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.field, 1)
        above.addWidget(self.add)
        below.addWidget(self.remove)
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(20), px(20), px(16))
        layout.setSpacing(px(10))
        layout.addWidget(said)
        layout.addLayout(above)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        layout.addLayout(below)
        self.resize(theme.px(420), theme.px(480))
        session.spelling_changed.connect(self._show)
        self._show()

    def learn(self) -> None:
        """Let the word in the field pass from now on."""
        words = self.field.text().split()
        for word in words:
            self._session.learn(word.strip('.,;:!?”"()'))
        self.field.clear()
        self.field.setFocus()

    def forget(self) -> None:
        """Let the chosen word pass no longer."""
        row = self.list.currentRow()
        if row >= 0:
            self._session.forget(self.list.item(row).text())

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItems(sorted(self._session.spelling.own, key=str.casefold))
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(self.list.count() == 0)
        self._refresh()

    def _refresh(self, *_: object) -> None:
        self.add.setEnabled(bool(self.field.text().strip()))
        self.remove.setEnabled(self.list.currentRow() >= 0)
