"""Reviewing a comparison: its rows side by side, which of them one wants to see, and where to go next."""

from rus_editor.usecases.reviewing.building import rows_of
from rus_editor.usecases.reviewing.rows import Rows

__all__ = ["Rows", "rows_of"]
