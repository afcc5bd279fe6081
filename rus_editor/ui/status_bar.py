"""The bar at the bottom: whether everything is kept, where one is, what is going on."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from rus_editor.ui.actions import ActionBook
from rus_editor.ui.labels import ShortLabel
from rus_editor.ui.tasks import BusyStrip, TaskRunner
from rus_editor.ui.theme import Theme

_SAY_SAVING_AFTER_MS = 1000


class Field(Enum):
    """What the bar tells of the text, from left to right; ``SPELLING`` and what follows stand at the right end."""

    PLACE = "place"
    WORDS = "words"
    LIX = "lix"
    SPELLING = "spelling"


_BY_WEIGHT = (Field.PLACE, Field.WORDS, Field.SPELLING, Field.LIX)
"""What goes first where there is no room for all stands last."""


class StatusBar(QFrame):
    """The bar. Whether all is saved is always said, in words and not by colour alone."""

    def __init__(self, book: ActionBook, runner: TaskRunner, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._saved_at: datetime | None = None
        self.saving = ShortLabel("", self)
        self._fields = {field: QLabel(self) for field in Field}
        self._told = dict.fromkeys(Field, "")
        self.busy = BusyStrip(runner, theme, self)
        self.zoom = QPushButton(self)
        self.zoom.setToolTip(self.tr("Textens storlek. Tryck för att återgå till 100 %."))
        self.zoom.clicked.connect(book["view.zoom_reset"].trigger)
        self.show_zoom(theme.zoom)
        theme.zoom_changed.connect(self.show_zoom)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(3), theme.px(10), theme.px(3))
        layout.setSpacing(theme.px(22))
        for label in (self.saving, self._fields[Field.PLACE], self._fields[Field.WORDS], self._fields[Field.LIX]):
            layout.addWidget(label)
        layout.addStretch(1)
        for part in (self.busy, self._fields[Field.SPELLING], self.zoom):
            layout.addWidget(part)
        self._wait = QTimer(self, singleShot=True, interval=_SAY_SAVING_AFTER_MS)
        self._wait.timeout.connect(self._say_saving)
        for field in Field:
            self.tell(field, "")

    def tell(self, field: Field, text: str) -> None:
        """Say something of the text; "" takes it away."""
        self._told[field] = text
        self._fields[field].setText(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """What can be left out must not keep the window wide."""
        return QSize(self.saving.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for another number of things."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what there is room for whole. Whether all is saved is what goes last."""
        layout = self.layout()
        if layout is None:
            return
        sides, gap = layout.contentsMargins(), layout.spacing()
        room = self.width() - sides.left() - sides.right() - self.saving.sizeHint().width()
        for part in (self.busy, self.zoom):
            room -= 0 if part.isHidden() else part.sizeHint().width() + gap
        shown = set()
        for field in _BY_WEIGHT:
            room -= self._fields[field].sizeHint().width() + gap if self._told[field] else 0
            if self._told[field] and room >= 0:
                shown.add(field)
        for field, label in self._fields.items():
            label.setVisible(field in shown)

    def show_zoom(self, per_cent: int) -> None:
        """Say how large the text is."""
        self.zoom.setText(f"{per_cent} %")
        self.zoom.setAccessibleName(self.tr("Textens storlek: {0} %").format(per_cent))

    def show_kept(self) -> None:
        """A project has been opened and nothing has been written yet."""
        self._wait.stop()
        self._saved_at = None
        self._say("saved", self.tr("Allt är sparat – allt finns på den här datorn"))

    def show_saved(self, when: datetime, file: str = "") -> None:
        """Everything was kept at this time; ``file`` is the name of the file that it was written to besides."""
        self._wait.stop()
        self._saved_at = when
        said = self.tr("Sparat {0} – allt finns på den här datorn").format(f"{when:%H:%M:%S}")
        if file:
            said = self.tr("Sparat {0} – på den här datorn och i {1}").format(f"{when:%H:%M:%S}", file)
        self._say("saved", said)

    def show_writing(self) -> None:
        """Something was written that is not kept yet. It is said only if that lasts."""
        if not self._wait.isActive() and self.saving.property("state") == "saved":
            self._wait.start()

    def show_failed(self) -> None:
        """Keeping failed and is tried again."""
        self._wait.stop()
        if self._saved_at is None:
            text = self.tr("Inte sparat – försöker igen")
        else:
            text = self.tr("Inte sparat sedan {0} – försöker igen").format(f"{self._saved_at:%H:%M:%S}")
        if self.saving.property("state") != "failed":
            # Whoever does not see the bar must hear of it at once.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.saving, text))
        self._say("failed", text)

    @property
    def is_failed(self) -> bool:
        """Whether it says that keeping fails."""
        return bool(self.saving.property("state") == "failed")

    def show_nothing(self) -> None:
        """No project is open."""
        self._wait.stop()
        self._saved_at = None
        self._say("", "")
        for field in Field:
            self.tell(field, "")

    def _say_saving(self) -> None:
        self._say("saving", self.tr("Sparar …"))

    def _say(self, state: str, text: str) -> None:
        signs = {"saved": "● ", "saving": "○ ", "failed": "▲ "}
        self.saving.setText(signs.get(state, "") + text)
        # Without the sign, which has no words.
        self.saving.setAccessibleName(text)
        self._fit()
        if self.saving.property("state") != state:
            self.saving.setProperty("state", state)
            self.saving.style().unpolish(self.saving)
            self.saving.style().polish(self.saving)
