"""Swedish while one writes: spelling with the project's own words, typographic habits, how long and how hard."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rus_editor.language.measure import Measure, measure
from rus_editor.language.spelling import Misspelling, Spelling, swedish_words
from rus_editor.language.typography import Correction, correct
from rus_editor.model.document import ATOM_CHARACTER, AtomKind, Block, Paragraph, paragraphs
from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import Caret
from rus_editor.usecases.live import final_spans
from rus_editor.usecases.writing import Act


def spelling_with(own: Iterable[str]) -> Spelling:
    """Spelling by the dictionary of this machine, if it has one, and the project's own words."""
    return Spelling(swedish_words(), own)


def spelling_without_words(own: Iterable[str] = ()) -> Spelling:
    """Spelling that lets everything pass: until the dictionary has been read, and where there is none."""
    return Spelling(None, own)


def unseen_in(paragraph: Paragraph) -> frozenset[int]:
    """Where marks of comments stand in a paragraph's text: nothing shows there, and a word goes on past it."""
    if ATOM_CHARACTER not in paragraph.text:
        return frozenset()
    found: set[int] = set()
    at = 0
    for span in paragraph.spans:
        if span.atom is not None and span.atom.kind is AtomKind.COMMENT:
            found.add(at)
        at += len(span.text)
    return frozenset(found)


def corrected(paragraph: Paragraph, found: Misspelling, word: str) -> Act:
    """Another word in the place of one that is not known; the mark of a comment in it stays."""
    breaks = [found.start - 1, *sorted(unseen_in(paragraph) & set(range(found.start, found.end))), found.end]
    stretches = [(one + 1, other) for one, other in pairwise(breaks) if one + 1 < other]
    first, *rest = stretches
    edits = [ReplaceText(paragraph.id, start, end, "") for start, end in reversed(rest)]
    edits.append(ReplaceText(paragraph.id, *first, word))
    return Act(tuple(edits), Caret(paragraph.id, first[0] + len(word)))


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
    "corrected",
    "spelling_with",
    "spelling_without_words",
    "unseen_in",
]
