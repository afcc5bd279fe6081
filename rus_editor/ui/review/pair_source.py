"""Two texts that can only be read as something to review: two versions, or two Word files from anywhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rus_editor.model.wording import Wording
from rus_editor.ui.review.source import ReviewSource
from rus_editor.usecases.change_words import ChangeWords
from rus_editor.usecases.pairing import Pair


class PairSource(ReviewSource):
    """A pair of texts, compared once and for all."""

    chapter_shown = Signal(int)
    """The page has gone to another chapter by itself: by its index in the comparison."""

    def __init__(self, pair: Pair, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pair = pair
        self._chapter = pair.rows.rows[0].chapter if pair.rows.rows else 0
        self.rows = pair.rows
        self.words = ChangeWords(pair.compared.comparison, wording, pair.compared.profile)

    @property
    def titles(self) -> tuple[str, str]:
        """What the two are called."""
        return self._pair.old_name, self._pair.new_name

    @property
    def chapter(self) -> int | None:
        """The chapter at hand, by its index in the comparison."""
        return self._chapter

    def picture(self, digest: str) -> bytes | None:
        """A picture in either text."""
        return self._pair.picture(digest)

    def show_chapter(self, chapter: int) -> None:
        """The page has gone to another chapter."""
        self._chapter = chapter
        self.chapter_shown.emit(chapter)
