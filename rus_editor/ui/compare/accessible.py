"""What a screen reader is told: the view is a list whose rows and folds have names; the ruler stands beside them.

Qt asks for an interface by calling a factory, and deletes what it was given when the widget goes, or when it is told
to. Python must hold on to each of them until then, and may not after.
"""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QApplication, QWidget
from shiboken6 import isValid

_KEEPER = "rus_told_rows"


class Told(Protocol):
    """What the view tells of itself."""

    def entry_count(self) -> int:
        """How many rows and folds there are."""

    def said_of(self, index: int) -> str:
        """The name of one."""

    def is_current(self, index: int) -> bool:
        """Whether keys act on it."""

    def is_selected(self, index: int) -> bool:
        """Whether it is selected."""

    def is_fold(self, index: int) -> bool:
        """Whether it stands for rows that are not shown."""

    def current_entry(self) -> int | None:
        """The one that keys act on."""

    def area_of(self, index: int) -> QRect:
        """Where it is in the viewport."""

    def entry_near(self, at: QPoint) -> int | None:
        """Which one is at a place of the viewport."""

    def besides(self) -> tuple[QWidget, ...]:
        """Widgets beside the rows."""


class RowFace(QAccessibleInterface):
    """A row or a fold."""

    def __init__(self, view: ViewFace, index: int) -> None:
        super().__init__()
        self.view = view
        self.index = index

    def isValid(self) -> bool:
        """Whether there is still such a row."""
        return self.view.is_there() and self.index < self.view.told.entry_count()

    def window(self) -> QWindow:
        """The window that it is in."""
        return self.view.window()

    def parent(self) -> QAccessibleInterface:
        """The list."""
        return self.view

    def childCount(self) -> int:
        """None."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: ARG002
        """None."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: ARG002
        """None."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002
        """None has one."""
        return -1

    def role(self) -> QAccessible.Role:
        """An item of a list; a fold is a button."""
        is_fold = self.isValid() and self.view.told.is_fold(self.index)
        return QAccessible.Role.Button if is_fold else QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """What is true of it."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        told, widget = self.view.told, self.view.widget()
        is_fold, is_current = told.is_fold(self.index), told.is_current(self.index)
        state.focusable = True
        state.focused = is_current and widget.hasFocus()
        state.selectable = state.multiSelectable = state.extSelectable = not is_fold
        state.selected = told.is_selected(self.index)
        state.active = is_current
        state.expandable = state.collapsed = is_fold
        state.readOnly = True
        state.offscreen = not self.rect().intersects(self.view.rect())
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Its name."""
        return self.view.told.said_of(self.index) if kind is QAccessible.Text.Name and self.isValid() else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nobody names it otherwise."""

    def object(self) -> QObject:
        """None: a row is not an object of Qt's."""
        return cast("QObject", None)

    def rect(self) -> QRect:
        """Where it is on the screen."""
        if not self.isValid():
            return QRect()
        viewport = self.view.viewport()
        area = self.view.told.area_of(self.index)
        return QRect(viewport.mapToGlobal(area.topLeft()), area.size())


class ViewFace(QAccessibleWidget):
    """The view: a list of rows and folds, then what stands beside them."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.List)
        self.rows: dict[int, tuple[int, RowFace]] = {}

    @property
    def told(self) -> Told:
        """The view as what tells."""
        return cast("Told", self.widget())

    def viewport(self) -> QWidget:
        """Where the rows are painted."""
        return cast("QAbstractScrollArea", self.widget()).viewport()

    def is_there(self) -> bool:
        """Whether the view has not been deleted. It is not held on to here: others say how long it lives."""
        return isValid(self) and self.object() is not None

    def childCount(self) -> int:
        """Rows, folds, and what is beside them."""
        return self.told.entry_count() + len(self.told.besides()) if self.is_there() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """One of them."""
        if not self.is_there() or not 0 <= index < self.childCount():
            return None
        count = self.told.entry_count()
        if index >= count:
            return QAccessible.queryAccessibleInterface(self.told.besides()[index - count])
        found = self.rows.get(index)
        if found is None:
            face = RowFace(self, index)
            found = self.rows[index] = (QAccessible.registerAccessibleInterface(face), face)
        return found[1]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Which one it is."""
        if isinstance(child, RowFace):
            return child.index
        count = self.told.entry_count()
        besides = self.told.besides()
        return next((count + at for at, widget in enumerate(besides) if child.object() is widget), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """What is at a place of the screen."""
        place = QPoint(x, y)
        for widget in self.told.besides():
            if widget.rect().contains(widget.mapFromGlobal(place)):
                return QAccessible.queryAccessibleInterface(widget)
        at = self.told.entry_near(self.viewport().mapFromGlobal(place))
        return None if at is None else self.child(at)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The row that keys act on."""
        at = self.told.current_entry()
        return None if at is None or not self.widget().hasFocus() else self.child(at)

    def forget_rows(self) -> None:
        """Other rows are shown: the interfaces of those before are no more."""
        rows, self.rows = self.rows, {}
        for number, _ in rows.values():
            QAccessible.deleteAccessibleInterface(number)


class FaceHolder(QObject):
    """Holds on to the interface of one view, and lets go of those of its rows when it goes."""

    def __init__(self, face: ViewFace, parent: QObject) -> None:
        super().__init__(parent)
        self.face = face

    def view_gone(self) -> None:
        """Qt deletes the view's own interface by itself, before or after this; not those of its rows."""
        self.face.forget_rows()


class FaceKeeper(QObject):
    """Makes interfaces, and holds on to them for as long as Qt may ask."""

    def made(self, key: str, thing: QObject) -> QAccessibleInterface | None:
        """Qt's factory: the interface of a view, None for what is none."""
        if not key.endswith("CompareView") or not isinstance(thing, QWidget):
            return None
        for holder in self._holders():
            if not isValid(holder.face):
                holder.setParent(None)
        holder = FaceHolder(ViewFace(thing), self)
        thing.destroyed.connect(holder.view_gone)
        return holder.face

    def face_of(self, view: QWidget) -> ViewFace | None:
        """The interface of a view, if anybody has asked for it."""
        faces = (holder.face for holder in self._holders())
        return next((face for face in faces if face.is_there() and face.object() is view), None)

    def _holders(self) -> list[FaceHolder]:
        return self.findChildren(FaceHolder)


def install() -> None:
    """Let Qt know how to ask; once is enough."""
    application = QApplication.instance()
    if application is not None and _keeper() is None:
        keeper = FaceKeeper(application)
        keeper.setObjectName(_KEEPER)
        QAccessible.installFactory(keeper.made)


def rows_replaced(view: QWidget) -> None:
    """Other rows are shown."""
    keeper = _keeper()
    face = None if keeper is None else keeper.face_of(view)
    if face is not None:
        face.forget_rows()
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.ObjectReorder))


def focus_moved(view: QWidget) -> None:
    """Another row is the current one."""
    at = cast("Told", view).current_entry()
    if at is not None and QAccessible.isActive():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(at)
        QAccessible.updateAccessibility(event)


def selection_changed(view: QWidget) -> None:
    """Other rows are selected."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.SelectionWithin))


def _keeper() -> FaceKeeper | None:
    application = QApplication.instance()
    return (
        None
        if application is None
        else application.findChild(FaceKeeper, _KEEPER, Qt.FindChildOption.FindDirectChildrenOnly)
    )
