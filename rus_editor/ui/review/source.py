"""What is reviewed: two texts side by side, and whatever can be done with their changes.

This base is two texts that can only be read, and all that the page asks for. A project adds what it has to say of the
changes, and restores them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from rus_editor.model.comparison import Change
from rus_editor.model.project import Annotation, Json
from rus_editor.usecases.change_words import ChangeWords
from rus_editor.usecases.reviewing import Rows


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the document: who made it and when, as one line, and what it says."""

    by: str
    text: str


class ReviewSource(QObject):
    """What is reviewed. The page asks and tells; what comes of it is heard by the signals."""

    changed = Signal()
    """The rows are others, or are no longer there; so may everything else be."""
    said_changed = Signal()
    """Something was said of a change."""
    chapter_wanted = Signal(int)
    """Somebody goes to a chapter: by its index in the comparison."""
    row_wanted = Signal(int)
    """Somebody goes to a place in the text: by its row."""

    can_write = False
    """Whether changes can be judged and restored."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Rows | None = None
        """The rows as they stand; None while there is nothing to show."""
        self.words: ChangeWords | None = None
        """What changes are called; there whenever the rows are."""

    @property
    def titles(self) -> tuple[str, str]:
        """What the old and the new text are called."""
        if self.rows is None:
            return "", ""
        return self.rows.comparison.old.name, self.rows.comparison.new.name

    @property
    def is_compared(self) -> bool:
        """Whether there is anything to compare with; the rows may still be on their way."""
        return True

    @property
    def chapter(self) -> int | None:
        """The chapter at hand, by its index in the comparison; None where nothing tells."""
        return None

    def be_shown(self, shown: bool) -> None:
        """The page shows, or no longer does: rows that nobody sees need not be kept current."""

    def picture(self, digest: str) -> bytes | None:
        """A picture in either text; None when it has none that can be shown."""
        del digest
        return None

    # -- what is said of changes -------------------------------------------------------------------------------------

    def annotations(self) -> Mapping[str, Annotation]:
        """What is said of the changes, by their ids."""
        return {}

    def authors(self) -> Mapping[str, str]:
        """Who made changes, by their ids, where somebody else is known to have than the tracked changes say."""
        return {}

    def made(self, change: Change) -> tuple[str, datetime | None]:
        """Who made a change and when, where that is known in another way than by tracked changes."""
        del change
        return "", None

    def annotate(self, changes: Sequence[Change], **said: object) -> None:
        """Say something of changes, the same of each."""

    def remarks(self, change: Change) -> Sequence[Remark]:
        """Comments in the document on the paragraph that a change is in."""
        del change
        return ()

    def loose(self) -> Sequence[Annotation]:
        """What was said of text that is gone."""
        return ()

    def attach(self, annotation: str, change: Change) -> bool:
        """Hang something loose on a change; tells whether it could be."""
        del annotation, change
        return False

    def discard(self, annotation: str) -> None:
        """Forget something loose, knowingly."""

    @property
    def seen(self) -> Collection[str]:
        """What the changes said that one had reviewed the last time, as :func:`change_key` gives it."""
        return ()

    def see(self, changes: Sequence[Change]) -> None:
        """These have been reviewed."""

    # -- acts --------------------------------------------------------------------------------------------------------

    def restore(self, changes: Sequence[Change]) -> bool:
        """Give changes their earlier wording again, as one step; tells whether anything came of it."""
        del changes
        return False

    def restore_difference(self, change: Change, segment: int) -> bool:
        """Give back one stretch of a change, by the index of its segment; tells whether anything came of it."""
        del change, segment
        return False

    def can_restore(self, change: Change) -> bool:
        """Whether a change can be given its earlier wording here."""
        del change
        return False

    def write_at(self, change: Change) -> None:
        """Go where a change can be written in."""

    def show_chapter(self, chapter: int) -> None:
        """The page shows another chapter: by its index in the comparison."""

    def choose_baseline(self) -> None:
        """Let somebody choose what the text is compared with."""

    # -- where one left off ------------------------------------------------------------------------------------------

    def kept_view(self) -> Json:
        """What the page looked like the last time; None when that is not known."""
        return None

    def keep_view(self, view: Json) -> None:
        """Remember what the page looks like."""
