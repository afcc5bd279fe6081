"""What every writer of a redline is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId
from rus_editor.word.redlining.marks import Marks
from rus_editor.word.redlining.output import Output
from rus_editor.word.redlining.registers import Registers
from rus_editor.word.redlining.weave import CompareWords

Match = tuple[tuple[int, ...], tuple[int, ...], bool]
MatchTexts = Callable[[Sequence[str], Sequence[str]], list[Match]]
"""Old and new places that answer to each other, and whether they were moved."""

MatchRows = Callable[[Sequence[Sequence[str]], Sequence[Sequence[str]]], list[Match]]
"""The same for table rows, each told by its cells' texts."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How the body's outermost blocks answer to each other, by the comparison."""

    links: Mapping[BlockId, tuple[tuple[BlockId, ...], tuple[BlockId, ...], bool]]
    """Old block → (old blocks, new blocks, moved)."""


@dataclass(slots=True)
class Tools:
    """What every story is written with."""

    registers: Registers
    output: Output
    marks: Marks
    compare_words: CompareWords
    match_texts: MatchTexts
    match_rows: MatchRows
    coarse: set[Element]
    """Old and new blocks that are replaced whole, since weaving them did not hold."""
    notes: list[tuple[str, str, str]]
    """(kind, old id, new id) of notes whose marks answer to each other."""
