"""The bar above the panes: style, marks, lists, link, comment, and how changes are shown.

Nothing on it is ever shortened: where there is no room for all, the ways to show changes become one button with a menu,
and then the last buttons go into a menu under "⋯".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont, QResizeEvent
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

_BUTTONS = (
    "format.bold",
    "format.italic",
    "list.bullets",
    "list.numbers",
    "insert.link",
    "insert.comment",
    "view.marks",
)
_ALWAYS_SHOWN = 2


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
        self._view_text = ""
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(6))
        self.style_button = self._menu_button(self.tr("Formatmall"))
        self.style_button.setObjectName("StyleButton")
        self._style_menu = self.style_button.menu()
        self._style_menu.aboutToShow.connect(self._offer_styles)
        self._layout.addWidget(self.style_button)
        signs = {
            "format.bold": self.tr("F"),
            "format.italic": self.tr("K"),
            "list.bullets": self.tr("• Lista"),
            "list.numbers": self.tr("1. Lista"),
            "insert.link": self.tr("Länk"),
            "insert.comment": self.tr("Kommentar"),
            "view.marks": "¶",
        }
        self.buttons = [self._button(book[command], signs[command]) for command in _BUTTONS]
        for button in self.buttons:
            self._layout.addWidget(button)
        self.more = self._menu_button(self.tr("Fler knappar"))
        self.more.setText("⋯")
        self._layout.addWidget(self.more)
        self._layout.addStretch(1)
        self.views = self._change_views(theme)
        self._layout.addWidget(self.views, 0, Qt.AlignmentFlag.AlignVCenter)
        self.view_button = self._menu_button(self.tr("Visa ändringar"))
        self._layout.addWidget(self.view_button)
        for view, name in self._view_names():
            action = self.view_button.menu().addAction(name)
            action.triggered.connect(lambda _, view=view: self.view_chosen.emit(view))
        self.show_view(ChangeView.MARGIN)
        theme.changed.connect(self._fit)
        theme.zoom_changed.connect(self._fit)

    def show_style(self, name: str) -> None:
        """Say which style the paragraph at the caret has."""
        self.style_button.setText(self.tr("{style} ▾").format(style=name))
        self._fit()

    def show_view(self, view: ChangeView) -> None:
        """Say how changes are shown."""
        self._views[view].setChecked(True)
        self._view_text = self.tr("Ändringar: {how} ▾").format(how=dict(self._view_names())[view])
        self._fit()

    def stick(self, side: int | None) -> None:
        """Stand at the top of the text on a ground, with room for ``side`` at both ends; None: below the title."""
        stuck = side is not None
        self.setContentsMargins(side or 0, 0, side or 0, 0)
        if bool(self.property("stuck")) is not stuck:
            self.setProperty("stuck", stuck)
            self.style().unpolish(self)
            self.style().polish(self)

    def _view_names(self) -> tuple[tuple[ChangeView, str], ...]:
        return (
            (ChangeView.MARGIN, self.tr("i marginalen")),
            (ChangeView.TEXT, self.tr("i texten")),
            (ChangeView.OFF, self.tr("av")),
        )

    def _menu_button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setProperty("look", "format")
        button.setMenu(QMenu(button))
        return button

    def _button(self, action: QAction, sign: str) -> QToolButton:
        button = _SignButton(sign, self)
        button.setProperty("look", "format")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setDefaultAction(action)
        button.show_sign()
        # The action outlives the button: only a method of its own is let go of with it.
        action.changed.connect(button.show_sign)
        button.setAccessibleName(plain(action.text()))
        font = QFont(button.font())
        font.setBold(action.objectName() == "format.bold")
        font.setItalic(action.objectName() == "format.italic")
        button.setFont(font)
        return button

    def _change_views(self, theme: Theme) -> QWidget:
        frame = QFrame(self)
        frame.setProperty("look", "group")
        frame.setAccessibleName(self.tr("Visa ändringar"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.px(10), theme.px(3), theme.px(10), theme.px(3))
        row.setSpacing(theme.px(8))
        label = QLabel(self.tr("Visa ändringar:"), frame)
        label.setProperty("look", "muted")
        row.addWidget(label)
        group = QButtonGroup(frame)
        self._views: dict[ChangeView, QRadioButton] = {}
        for view, name in self._view_names():
            button = QRadioButton(name, frame)
            button.clicked.connect(lambda _, view=view: self.view_chosen.emit(view))
            group.addButton(button)
            row.addWidget(button)
            self._views[view] = button
        return frame

    # -- room --------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as much as there is room for, whole; the rest is in menus."""
        spacing = self._layout.spacing()

        def wide(*widgets: QWidget) -> int:
            return sum(widget.sizeHint().width() + spacing for widget in widgets)

        sides = self.contentsMargins()
        room = self.width() - sides.left() - sides.right()
        every = wide(self.style_button, *self.buttons)
        as_group = every + wide(self.views) <= room
        shown = len(self.buttons)
        self.view_button.setText(self._view_text)
        if not as_group:
            if wide(self.style_button, *self.buttons[:_ALWAYS_SHOWN], self.more, self.view_button) > room:
                self.view_button.setText(self.tr("Ändringar ▾"))
            while shown > _ALWAYS_SHOWN:
                more = () if shown == len(self.buttons) else (self.more,)
                if wide(self.style_button, *self.buttons[:shown], *more, self.view_button) <= room:
                    break
                shown -= 1
        self.views.setVisible(as_group)
        self.view_button.setVisible(not as_group)
        self.more.setVisible(shown < len(self.buttons))
        menu = self.more.menu()
        menu.clear()
        for at, button in enumerate(self.buttons):
            button.setVisible(at < shown)
            if at >= shown:
                menu.addAction(button.defaultAction())

    def _offer_styles(self) -> None:
        self._style_menu.clear()
        for name, shown in self._styles():
            action = self._style_menu.addAction(shown.replace("&", "&&"))
            action.triggered.connect(lambda _, name=name: self.style_chosen.emit(name))
