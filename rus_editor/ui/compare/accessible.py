"""What a screen reader is told of rows, folds and the ruler."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def install() -> None:
    """Let Qt know how to ask."""


def rows_replaced(view: QWidget) -> None:
    """Other rows are shown."""


def focus_moved(view: QWidget) -> None:
    """Another row is the current one."""


def selection_changed(view: QWidget) -> None:
    """Other rows are selected."""
