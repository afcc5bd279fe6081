"""How long and how hard the text is, chapter by chapter, now and in the version that it is compared with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rus_editor.model.document import BlockId, Document
from rus_editor.model.outline import Chapter, Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.usecases.chapters import status_key
from rus_editor.usecases.proofing import Measure, Measurer

_FORGETS_AFTER = 2_000


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """The measures of a text, and of what it answers to in the baseline; ``then`` is None where nothing does."""

    now: Measure
    then: Measure | None = None

    @property
    def more_words(self) -> int | None:
        """How many words have come; negative where some have gone."""
        return None if self.then is None else self.now.words - self.then.words

    @property
    def more_lix(self) -> int | None:
        """How much harder the text has become; None where one of the two has no words."""
        before = None if self.then is None else self.then.lix
        return None if before is None or self.now.lix is None else self.now.lix - before


@dataclass(frozen=True, slots=True)
class ChapterMeasures:
    """The measures of one chapter; ``title`` is empty for what stands before the first heading."""

    title: str
    number: str
    measures: ThenAndNow


@dataclass(frozen=True, slots=True)
class DocumentMeasures:
    """The measures of a whole document."""

    chapters: tuple[ChapterMeasures, ...]
    whole: ThenAndNow


AnswersTo = Callable[[BlockId], tuple[BlockId, ...]]
"""The blocks of the baseline that a block answers to."""


class Yardstick:
    """Measures chapters; it remembers, for of a document only one paragraph changes at a time."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._measurer = Measurer()
        self._asked = 0
        self._old: tuple[Document, Outline] | None = None

    def chapter(
        self, document: Document, chapter: Chapter, baseline: Document | None, answers_to: AnswersTo
    ) -> ThenAndNow:
        """The measures of a chapter of the document's body."""
        self._forget_former_texts()
        now = self._measurer.measure(document.body.blocks[chapter.first : chapter.last])
        if baseline is None:
            return ThenAndNow(now)
        found = self._chapter_then(baseline, chapter, answers_to)
        if found is None:
            return ThenAndNow(now)
        return ThenAndNow(now, self._measurer.measure(baseline.body.blocks[found.first : found.last]))

    def document(
        self, document: Document, outline: Outline, baseline: Document | None, answers_to: AnswersTo
    ) -> DocumentMeasures:
        """The measures of the document's body and of each chapter in it that has any words, now or then."""
        chapters = tuple(
            ChapterMeasures(chapter.title, chapter.number, self.chapter(document, chapter, baseline, answers_to))
            for chapter in outline.chapters
        )
        told = tuple(
            each for each in chapters if each.measures.now.words or (each.measures.then and each.measures.then.words)
        )
        then = None if baseline is None else self._measurer.measure(baseline.body.blocks)
        return DocumentMeasures(told, ThenAndNow(self._measurer.measure(document.body.blocks), then))

    def _forget_former_texts(self) -> None:
        """What is remembered is every text that a paragraph ever had: a week of writing is not kept for ever."""
        self._asked += 1
        if self._asked % _FORGETS_AFTER == 0:
            self._measurer = Measurer()

    def _chapter_then(self, baseline: Document, chapter: Chapter, answers_to: AnswersTo) -> Chapter | None:
        """The chapter of the baseline that a chapter was: by its heading, else by what it is called."""
        if self._old is None or self._old[0] is not baseline:
            self._old = baseline, outline_of(baseline, self._profile)
        chapters = self._old[1].chapters
        if chapter.heading is None:
            return next((each for each in chapters if each.heading is None), None)
        former = set(answers_to(chapter.heading))
        by_heading = next((each for each in chapters if each.heading in former), None)
        if by_heading is not None:
            return by_heading
        key = status_key(chapter.title)
        return next((each for each in chapters if each.heading is not None and status_key(each.title) == key), None)


__all__ = ["AnswersTo", "ChapterMeasures", "DocumentMeasures", "Measure", "ThenAndNow", "Yardstick"]
