"""The bar above the panes: style, marks, lists, link, comment, and how changes are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QRadioButton,
    QToolButton,
    QWidget,
)

from rus_editor.ui.actions import ActionBook, plain
from rus_editor.ui.editor.runs import ChangeView
from rus_editor.ui.theme import Theme

_BUTTONS = ("format.bold", "format.italic", "list.bullets", "list.numbers", "insert.link", "insert.comment")


class _SignButton(QToolButton):
    """A button with a sign that stays, though a default action gives it its own text each time that it changes."""

    def __init__(self, sign: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = sign

    def show_sign(self) -> None:
        """Say the sign again."""
        self.setText(self._sign)


class FormatBar(QFrame):
    """Buttons for what is done most. All of it is in the menus, too."""

    style_chosen = Signal(str)
    view_chosen = Signal(object)
    """With the ``ChangeView``."""

    def __init__(
        self,
        book: ActionBook,
        theme: Theme,
        styles: Callable[[], Sequence[tuple[str, str]]],
        parent: QWidget | None = None,
    ) -> None:
        """``styles`` gives the paragraph styles that one may choose: their names, and what is shown."""
        super().__init__(parent)
        self.setObjectName("FormatBar")
        self.setAutoFillBackground(False)
        self._styles = styles
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(6))
        self.style_button = QToolButton(self)
        self.style_button.setObjectName("StyleButton")
        self.style_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.style_button.setAccessibleName(self.tr("Formatmall"))
        self.style_button.setProperty("look", "format")
        self._style_menu = QMenu(self.style_button)
        self._style_menu.aboutToShow.connect(self._offer_styles)
        self.style_button.setMenu(self._style_menu)
        self._layout.addWidget(self.style_button)
        signs = {
            "format.bold": self.tr("F"),
            "format.italic": self.tr("K"),
            "list.bullets": self.tr("• Lista"),
            "list.numbers": self.tr("1. Lista"),
            "insert.link": self.tr("Länk"),
            "insert.comment": self.tr("Kommentar"),
        }
        for command in _BUTTONS:
            self._layout.addWidget(self._button(book[command], signs[command]))
        self._layout.addStretch(1)
        self._layout.addWidget(self._change_views(theme))

    def show_style(self, name: str) -> None:
        """Say which style the paragraph at the caret has."""
        self.style_button.setText(self.tr("{style} ▾").format(style=name))

    def show_view(self, view: ChangeView) -> None:
        """Say how changes are shown."""
        self._views[view].setChecked(True)

    def _button(self, action: QAction, sign: str) -> QToolButton:
        button = _SignButton(sign, self)
        button.setProperty("look", "format")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setDefaultAction(action)
        button.show_sign()
        # The action outlives the button: only a method of its own is let go of with it.
        action.changed.connect(button.show_sign)
        button.setAccessibleName(plain(action.text()))
        if action.objectName() == "format.bold":
            font = button.font()
            font.setBold(True)
            button.setFont(font)
        elif action.objectName() == "format.italic":
            font = button.font()
            font.setItalic(True)
            button.setFont(font)
        return button

    def _change_views(self, theme: Theme) -> QWidget:
        frame = QFrame(self)
        frame.setProperty("look", "group")
        frame.setAccessibleName(self.tr("Visa ändringar"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.px(10), theme.px(3), theme.px(10), theme.px(3))
        row.setSpacing(theme.px(6))
        label = QLabel(self.tr("Visa ändringar:"), frame)
        label.setProperty("look", "muted")
        row.addWidget(label)
        group = QButtonGroup(frame)
        self._views: dict[ChangeView, QRadioButton] = {}
        for view, name in (
            (ChangeView.MARGIN, self.tr("i marginalen")),
            (ChangeView.TEXT, self.tr("i texten")),
            (ChangeView.OFF, self.tr("av")),
        ):
            button = QRadioButton(name, frame)
            button.clicked.connect(lambda _, view=view: self.view_chosen.emit(view))
            group.addButton(button)
            row.addWidget(button)
            self._views[view] = button
        self._views[ChangeView.MARGIN].setChecked(True)
        return frame

    def _offer_styles(self) -> None:
        self._style_menu.clear()
        for name, shown in self._styles():
            action = self._style_menu.addAction(shown.replace("&", "&&"))
            action.triggered.connect(lambda _, name=name: self.style_chosen.emit(name))
