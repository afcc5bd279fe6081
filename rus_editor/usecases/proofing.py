"""Swedish while one writes: spelling with the project's own words, typographic habits, how long and how hard."""

from __future__ import annotations

from collections.abc import Iterable

from rus_editor.language.measure import Measure, measure
from rus_editor.language.spelling import Misspelling, Spelling, swedish_words
from rus_editor.language.typography import Correction, correct
from rus_editor.model.document import ATOM_CHARACTER, Block, Paragraph, paragraphs
from rus_editor.usecases.live import final_spans


def spelling_with(own: Iterable[str]) -> Spelling:
    """Spelling by the dictionary of this machine, if it has one, and the project's own words."""
    return Spelling(swedish_words(), own)


def spelling_without_words(own: Iterable[str] = ()) -> Spelling:
    """Spelling that lets everything pass: until the dictionary has been read, and where there is none."""
    return Spelling(None, own)


class Measurer:
    """Counts paragraphs, and remembers: of a document only one changes at a time."""

    def __init__(self) -> None:
        self._known: dict[str, Measure] = {}

    def measure(self, blocks: Iterable[Block]) -> Measure:
        """Words, sentences and long words of what stands in blocks, tables included; generated text is not counted."""
        total = Measure()
        for block in blocks:
            for paragraph in paragraphs((block,)):
                if not paragraph.generated:
                    total += self._measured(paragraph)
        return total

    def _measured(self, paragraph: Paragraph) -> Measure:
        text = final_spans(paragraph).text
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = measure(text.replace(ATOM_CHARACTER, " "))
        return known


__all__ = [
    "Correction",
    "Measure",
    "Measurer",
    "Misspelling",
    "Spelling",
    "correct",
    "spelling_with",
    "spelling_without_words",
]
