"""What is counted before anything is written: headings, captions, notes, bookmarks and the pages they stand on."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from resources.examples.builder.source import (
    Block,
    BoxBlock,
    FigureBlock,
    Kind,
    Marked,
    Source,
    TableBlock,
    TextBlock,
    Version,
)


def stable_number(name: str, below: int) -> int:
    """A number from 1 that depends on the name only."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % (below - 1) + 1


def paragraph_id(name: str) -> str:
    """A w14:paraId (MS-DOCX 2.6.2.3: eight hexadecimal digits below 80000000); the same in both versions."""
    return f"{stable_number(name, 0x80000000):08X}"


@dataclass(frozen=True)
class Heading:
    """A numbered heading as the table of contents shows it."""

    uid: str
    anchor: str
    number: str
    level: int
    title: str

    @property
    def bookmark(self) -> str:
        """The bookmark that the table of contents points to."""
        return f"_Toc{stable_number('toc ' + self.uid, 90_000_000) + 100_000_000}"


@dataclass
class Numbers:
    """The numbers of one version."""

    headings: dict[str, Heading] = field(default_factory=dict)
    captions: dict[str, str] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)

    def by_anchor(self, anchor: str) -> Heading:
        """The heading with that name."""
        return next(heading for heading in self.headings.values() if heading.anchor == anchor)


_NOTE_MARK = re.compile(r"\[\^(\w+)\]")


def plain(text: str) -> str:
    """Marked-up text without bold and italic signs, note marks left out, links as their words."""
    text = _NOTE_MARK.sub("", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return text.replace("*", "")


def count(source: Source, version: Version) -> Numbers:
    """Number everything in the order of one version."""
    numbers = Numbers()
    chapter = section = 0
    counted = {"Figur": 0, "Tabell": 0}
    for block in source.of(version):
        for text in _texts(block):
            for name in _NOTE_MARK.findall(text.of(version)):
                numbers.notes[name] = len(numbers.notes) + 1
        if isinstance(block, TextBlock) and block.kind is Kind.HEADING and block.level <= 2:
            if block.level == 1:
                chapter, section = chapter + 1, 0
            else:
                section += 1
            number = str(chapter) if block.level == 1 else f"{chapter}.{section}"
            numbers.headings[block.uid] = Heading(
                block.uid, block.anchor, number, block.level, plain(block.text.of(version))
            )
        elif isinstance(block, FigureBlock) or (isinstance(block, TableBlock) and block.caption is not None):
            label = "Figur" if isinstance(block, FigureBlock) else "Tabell"
            counted[label] += 1
            numbers.captions[block.name] = f"{label} {counted[label]}"
    return numbers


def _texts(block: Block) -> tuple[Marked, ...]:
    if isinstance(block, TextBlock):
        return (block.text,)
    if isinstance(block, BoxBlock):
        return tuple(inner.text for inner in block.blocks)
    if isinstance(block, TableBlock):
        return tuple(cell for row in block.rows for cell in row.cells)
    return ()
