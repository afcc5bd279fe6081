"""What is put into a document beside its own text: a box at the start of a chapter."""

from __future__ import annotations

from dataclasses import dataclass

from rus_editor.model.document import BlockId


@dataclass(frozen=True, slots=True)
class ChapterBox:
    """A box at the start of a chapter, with what is most important about it.

    It stands right after the paragraph ``heading`` of the body; None is before everything. ``points`` are what is
    printed in bold before the text (or empty) and the text.
    """

    heading: BlockId | None
    title: str
    points: tuple[tuple[str, str], ...]
