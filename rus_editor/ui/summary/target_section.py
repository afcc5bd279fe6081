"""Which chapter contributes to which target, then and now: boxes to tick, names to write, both kept in the project."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from rus_editor.ui.labels import WrappedLabel
from rus_editor.ui.summary.summarising import Summarising
from rus_editor.ui.summary.tables import TickTable
from rus_editor.ui.theme import Theme
from rus_editor.usecases.summarising import Analysis

_LABEL = 34


class TargetSection(QWidget):
    """The matrix of targets, or of overarching goals, with what is done with it."""

    def __init__(self, summarising: Summarising, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summarising = summarising
        self._chapters: list[int] = []
        self._columns: list[str] = []
        self._renamed = ""
        self._was_chosen = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        choices = QHBoxLayout()
        choices.setSpacing(theme.px(6))
        column.addLayout(choices)
        self.targets, self.goals = self._pair(choices, self.tr("Effektmål"), self.tr("Övergripande mål"))
        choices.addSpacing(theme.px(18))
        self.now, self.before = self._pair(choices, self.tr("Kryssa för nu"), self.tr("Kryssa för tidigare version"))
        choices.addStretch(1)
        acts = QHBoxLayout()
        acts.setSpacing(theme.px(10))
        column.addLayout(acts)
        self.fetch = self._link(acts, self.tr("Hämta från dokumentet"))
        self.add = self._link(acts, self.tr("+ Nytt mål"))
        self.rename = self._link(acts, self.tr("Byt namn på målet"))
        self.remove = self._link(acts, self.tr("Ta bort målet"))
        self.same = self._link(acts, self.tr("Tidigare version: samma som nu"))
        acts.addStretch(1)
        self.field = _NameField(self)
        self.field.setAccessibleName(self.tr("Målets namn"))
        self.field.setPlaceholderText(self.tr("Målets namn – Retur när det är klart, Esc för att låta bli"))
        self.field.hide()
        column.addWidget(self.field)
        self.matrix = TickTable(self.tr("Mål kapitel för kapitel"), theme, self)
        self.matrix.setAccessibleDescription(self.tr("Blanksteg kryssar i eller ur, Retur visar kapitlet"))
        column.addWidget(self.matrix)
        self.note = WrappedLabel("", self)
        self.note.setProperty("look", "small")
        column.addWidget(self.note)
        self.targets.setChecked(True)
        self.now.setChecked(True)
        for button in (self.targets, self.goals, self.now, self.before):
            button.clicked.connect(self._chosen)
        self.fetch.clicked.connect(self._fetch)
        self.add.clicked.connect(self._begin_new)
        self.rename.clicked.connect(self._begin_renaming)
        self.remove.clicked.connect(self._remove)
        self.same.clicked.connect(self._same)
        self.field.done.connect(self._name)
        self.field.given_up.connect(self._end_naming)
        self.matrix.ticked.connect(self._tick)
        self.matrix.row_chosen.connect(self._show_chapter)
        self.matrix.horizontalHeader().sectionDoubleClicked.connect(self._rename_column)
        summarising.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def _pair(self, row: QHBoxLayout, first: str, second: str) -> tuple[QPushButton, QPushButton]:
        """Two chips of which one holds."""
        group = QButtonGroup(self)
        made: list[QPushButton] = []
        for text in (first, second):
            button = QPushButton(text, self)
            button.setProperty("look", "chip")
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
            made.append(button)
        return made[0], made[1]

    def _link(self, row: QHBoxLayout, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", "link")
        row.addWidget(button)
        return button

    # -- what is shown -----------------------------------------------------------------------------------------------

    @property
    def is_goals(self) -> bool:
        """Whether overarching goals are shown, not targets."""
        return self.goals.isChecked()

    def refresh(self) -> None:
        """Show what holds."""
        summarising = self._summarising
        analysis = summarising.analysis
        if analysis is None:
            return
        kinds = {after.is_goals for _, after in summarising.registers}
        if not self._was_chosen and kinds == {True}:
            # Nobody has said which: what there is.
            self.goals.setChecked(True)
        is_goals = self.is_goals
        holding = next((both for both in summarising.registers if both[1].is_goals is is_goals), None)
        own = summarising.targets.of(is_goals)
        has_said = any(each.is_goals is is_goals for each in (*analysis.sources.before, *analysis.sources.after))
        is_known = summarising.is_known_before(is_goals)
        self.fetch.setEnabled(has_said)
        for part in (self.rename, self.remove, self.now, self.before):
            part.setEnabled(holding is not None)
        self.same.setVisible(own is not None and not is_known)
        self.matrix.setVisible(holding is not None)
        if holding is None:
            self._chapters, self._columns = [], []
            self.note.setText(
                self.tr("Här finns inget register än. Skriv målen, eller hämta dem ur en tabell i dokumentet.")
            )
            return
        if own is None:
            self.note.setText(self.tr("Läst ur dokumentet. Den som kryssar gör registret till projektets eget."))
        elif not is_known:
            self.note.setText(
                self.tr("Projektets eget register. Vad som gällde i den tidigare versionen är inte angett än.")
            )
        else:
            self.note.setText(self.tr("Projektets eget register. Det går före tabeller i dokumentet."))
        before, after = holding
        self._columns = list(dict.fromkeys((*after.columns, *before.columns)))
        pairs = analysis.comparison.chapters
        self._chapters = [
            index
            for index, pair in enumerate(pairs)
            if (pair.title and pair.new is not None)
            if own is not None or pair.new in after.by_chapter or pair.old in before.by_chapter
        ]
        nothing: frozenset[str] = frozenset()
        cells = []
        for index in self._chapters:
            pair = pairs[index]
            was = nothing if pair.old is None else before.by_chapter.get(pair.old, nothing)
            is_now = nothing if pair.new is None else after.by_chapter.get(pair.new, nothing)
            row = []
            for name in self._columns:
                text, told = self._contribution(name in was, name in is_now)
                row.append((text, f"{pair.title}, {name}: {told}", 0.4 if name in is_now else 0.0))
            cells.append(row)
        self.matrix.show_matrix(self._columns, [chapter_label(analysis, each) for each in self._chapters], cells)

    def _contribution(self, was: bool, is_now: bool) -> tuple[str, str]:
        if was and is_now:
            return "●", self.tr("bidrar, nu som förut")
        if is_now:
            return "● " + self.tr("nytt"), self.tr("bidrar nu, inte förut")
        if was:
            return "○ " + self.tr("bort"), self.tr("bidrog förut, inte nu")
        return "", self.tr("bidrar inte")

    # -- acts --------------------------------------------------------------------------------------------------------

    def _chosen(self) -> None:
        self._was_chosen = True
        self._end_naming()
        self.refresh()

    def _tick(self, row: int, column: int) -> None:
        if 0 <= row < len(self._chapters) and 0 <= column < len(self._columns):
            chapter, name = self._chapters[row], self._columns[column]
            self._summarising.tick(self.is_goals, chapter, name, before=self.before.isChecked())
            # A box of another row may have come above it: stay at the same.
            if chapter in self._chapters and name in self._columns:
                self.matrix.setCurrentCell(self._chapters.index(chapter), self._columns.index(name))

    def _fetch(self) -> None:
        self._summarising.fetch_targets(self.is_goals)

    def _same(self) -> None:
        self._summarising.same_before(self.is_goals)
        self.matrix.setFocus()

    def _begin_new(self) -> None:
        self._begin("", "")

    def _begin_renaming(self) -> None:
        self._rename_column(max(self.matrix.currentColumn(), 0))

    def _rename_column(self, column: int) -> None:
        if 0 <= column < len(self._columns):
            self._begin(self._columns[column], self._columns[column])

    def _begin(self, renamed: str, text: str) -> None:
        self._renamed = renamed
        self.field.setText(text)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _name(self) -> None:
        if self.field.isHidden():
            return
        name, renamed = self.field.text(), self._renamed
        self._end_naming()
        if renamed:
            self._summarising.rename_target(self.is_goals, renamed, name)
        elif name.strip():
            self._summarising.add_target(self.is_goals, name)

    def _end_naming(self) -> None:
        if not self.field.isHidden():
            had_focus = self.field.hasFocus()
            self.field.hide()
            if had_focus:
                (self.matrix if self.matrix.isVisible() else self.add).setFocus()

    def _remove(self) -> None:
        column = max(self.matrix.currentColumn(), 0)
        if column < len(self._columns):
            self._summarising.remove_target(self.is_goals, self._columns[column])

    def _show_chapter(self, row: int) -> None:
        analysis = self._summarising.analysis
        if analysis is not None and 0 <= row < len(self._chapters):
            chapter = analysis.comparison.chapters[self._chapters[row]].new
            if chapter is not None:
                self._summarising.project.session.show_chapter(chapter)


class _NameField(QLineEdit):
    """Where a name is written: Enter is done, Esc gives up, and whoever goes elsewhere is done."""

    done = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.done.emit()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was written counts."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.done.emit()


def chapter_label(analysis: Analysis, index: int) -> str:
    """A chapter's number and title, short enough for the side of a matrix."""
    pair = analysis.comparison.chapters[index]
    title = f"{pair.number} {pair.title}".strip()
    return title if len(title) <= _LABEL else f"{title[: _LABEL - 1].rstrip()}…"
