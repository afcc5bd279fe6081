"""Reviewing a comparison: its rows side by side, which of them one wants to see, and where to go next."""

from rus_editor.usecases.reviewing.building import rows_of
from rus_editor.usecases.reviewing.choosing import (
    Choice,
    Chosen,
    Counts,
    Fold,
    Told,
    author_of,
    chosen,
    fold_with,
    is_reviewed,
)
from rus_editor.usecases.reviewing.keys import change_key
from rus_editor.usecases.reviewing.patching import Patched, RowSplice, patched
from rus_editor.usecases.reviewing.rows import Rows
from rus_editor.usecases.reviewing.same_chapter import same_chapter

__all__ = [
    "Choice",
    "Chosen",
    "Counts",
    "Fold",
    "Patched",
    "RowSplice",
    "Rows",
    "Told",
    "author_of",
    "change_key",
    "chosen",
    "fold_with",
    "is_reviewed",
    "patched",
    "rows_of",
    "same_chapter",
]
