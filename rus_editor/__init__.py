"""Opens a long Word document as chapters, compares it with its previous version and explains the changes.

``from rus_editor import open_document, compare, redline`` is the whole of it for most: :func:`open_document` reads a
file, :func:`compare` compares two files or two documents already opened, :func:`redline` makes a Word file of two files
in which every difference is a tracked change. What they return is described in
``rus_editor.model``; the names used most are here too. Nothing is read before it is asked for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rus_editor.model.comparison import (
        BlockPair,
        Change,
        ChangeKind,
        ChapterPair,
        Comparison,
        Noise,
        Place,
        Segment,
        SegmentKind,
        Side,
        Subject,
    )
    from rus_editor.model.document import Document, Notice, NoticeCode, Paragraph, Table
    from rus_editor.model.errors import ErrorCode, KnownError
    from rus_editor.model.outline import Chapter, Outline, Section
    from rus_editor.model.profile import Profile, SectionRole
    from rus_editor.model.view import View
    from rus_editor.usecases.comparing import compare, open_document
    from rus_editor.usecases.outlining import outline
    from rus_editor.usecases.redlining import redline

__version__ = "0.1.0"

__all__ = [
    "BlockPair",
    "Change",
    "ChangeKind",
    "Chapter",
    "ChapterPair",
    "Comparison",
    "Document",
    "ErrorCode",
    "KnownError",
    "Noise",
    "Notice",
    "NoticeCode",
    "Outline",
    "Paragraph",
    "Place",
    "Profile",
    "Section",
    "SectionRole",
    "Segment",
    "SegmentKind",
    "Side",
    "Subject",
    "Table",
    "View",
    "__version__",
    "compare",
    "open_document",
    "outline",
    "redline",
]

_HOMES = {
    "rus_editor.model.comparison": (
        *("BlockPair", "Change", "ChangeKind", "ChapterPair", "Comparison", "Noise"),
        *("Place", "Segment", "SegmentKind", "Side", "Subject"),
    ),
    "rus_editor.model.document": ("Document", "Notice", "NoticeCode", "Paragraph", "Table"),
    "rus_editor.model.errors": ("ErrorCode", "KnownError"),
    "rus_editor.model.outline": ("Chapter", "Outline", "Section"),
    "rus_editor.model.profile": ("Profile", "SectionRole"),
    "rus_editor.model.view": ("View",),
    "rus_editor.usecases.comparing": ("compare", "open_document"),
    "rus_editor.usecases.outlining": ("outline",),
    "rus_editor.usecases.redlining": ("redline",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Keeps ``rus_editor.compare`` the function, also after the package of that name has been imported.

    Python binds a package inside another as an attribute of the outer one; ``from rus_editor import compare`` would
    then give the one or the other depending on what was imported before. ``from rus_editor.compare.engine import …``
    does not go through the attribute and works as ever.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "compare" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
