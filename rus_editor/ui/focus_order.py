"""The order in which Tab goes through a part of the window: as it is read, whenever its widgets were made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from rus_editor.ui.flow import Flow


def order_tabs(part: QWidget) -> None:
    """Let Tab go through a part as it is read. What is made later comes last until this is called again."""
    for before, after in pairwise(tab_stops(part)):
        QWidget.setTabOrder(before, after)


def tab_stops(part: QWidget) -> list[QWidget]:
    """What Tab stops at in a part, itself included, in reading order; what is hidden or off just now too."""
    by_tab = Qt.FocusPolicy.TabFocus
    return [widget for widget in _read(part) if widget.focusPolicy() & by_tab == by_tab]


def _read(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    yield widget
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        # Its own layout, if any, holds nothing but scroll bars.
        yield from _read(widget.widget())
    elif isinstance(widget, QSplitter):
        for at in range(widget.count()):
            yield from _read(widget.widget(at))
    elif isinstance(widget, Flow):
        for member in widget.members:
            yield from _read(member)
    elif layout is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    # Not by ``itemAt``: what it gives stays with the layout after Qt has deleted it, and whatever is made next at the
    # same address is taken for it, which crashes.
    part = layout.parentWidget()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    widgets = part.findChildren(QWidget, options=direct) if part is not None else []
    inner = layout.findChildren(QLayout, options=direct)
    members: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(widget), widget) for widget in widgets]
    members += [(layout.indexOf(each), each) for each in inner]
    for at, member in sorted(members, key=lambda each: each[0]):
        if at >= 0:
            yield from _laid_out(member) if isinstance(member, QLayout) else _read(member)
