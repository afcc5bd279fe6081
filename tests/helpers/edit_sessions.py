"""Long documents, and what somebody does to them in another program, with the truth about where each paragraph went."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rus_editor.model.document import (
    BlockId,
    Document,
    Paragraph,
    ParagraphLayout,
    Span,
    Story,
    StoryId,
    StoryKind,
    paragraphs,
)

HEADINGS = ("Nuläge", "Önskvärt läge", "Strategiska inriktningar", "Ansvar och samverkan", "Uppföljning")
"""They stand in every chapter, so that only what is round them tells one from another."""
REPEATED = ("Läs mer i bilagan.", "Regionen ska", "Kommunerna ska", "Källa: Region Almland.")

_BODY = StoryId("body")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(slots=True)
class Part:
    """A paragraph that remembers who it is: ``origins`` are the paragraphs of the first text that it is made of."""

    text: str
    level: int | None = None
    origins: list[int] = field(default_factory=list)


class Words:
    """Sentences in the manner of a text: each word is one that follows the one before it somewhere there."""

    def __init__(self, text: Iterable[str], chance: random.Random) -> None:
        """Learn from paragraphs."""
        self._chance = chance
        self._next: dict[str, list[str]] = {}
        self._first: list[str] = []
        for paragraph in text:
            for sentence in _SENTENCE.split(paragraph):
                words = sentence.split()
                if len(words) > 3:
                    self._first.append(words[0])
                    for one, other in itertools.pairwise(words):
                        self._next.setdefault(one, []).append(other)

    def sentence(self) -> str:
        """A sentence of 4 to 30 words."""
        word = self._chance.choice(self._first)
        words = [word]
        while len(words) < 30 and not (len(words) > 4 and word.endswith((".", "!", "?"))):
            word = self._chance.choice(self._next.get(word) or self._first)
            words.append(word)
        return " ".join(words).rstrip(".,:") + "."

    def paragraph(self, most: int = 5) -> str:
        """Some sentences."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(1, most)))

    def word(self) -> str:
        """A word of the text."""
        return self._chance.choice(self._chance.choice(list(self._next.values())))


def written(words: Words, chance: random.Random, count: int) -> list[Part]:
    """A document of about so many paragraphs: chapters with the same headings in each, and lines that recur."""
    parts: list[Part] = []
    while len(parts) < count:
        parts.append(Part(words.sentence()[:40].rstrip(" ."), 1))
        for heading in HEADINGS:
            parts.append(Part(heading, 2))
            for _ in range(chance.randint(2, 7)):
                if chance.random() < 0.06:
                    parts.append(Part(chance.choice(REPEATED)))
                else:
                    parts.append(Part(words.paragraph(1 if chance.random() < 0.35 else 5)))
    for number, part in enumerate(parts):
        part.origins = [number]
    return parts


def edited(parts: Sequence[Part], words: Words, chance: random.Random, share: float = 0.3) -> list[Part]:
    """The document after a long session: about a ``share`` of it reworded, struck, moved, split, joined or new."""
    work = [replace(part, origins=list(part.origins)) for part in parts]
    for _ in range(max(1, round(share * len(parts) / 60))):
        _move_section(work, chance)
    for _ in range(max(1, round(share * len(parts) / 150))):
        _drop_section(work, chance)
    for _ in range(max(1, round(share * len(parts) / 100))):
        at = chance.randrange(len(work))
        new = [Part(words.paragraph()) for _ in range(chance.randint(2, 5))]
        work[at:at] = [Part(chance.choice(HEADINGS), 2), *new]
    for _ in range(round(share * len(parts))):
        at = chance.randrange(len(work))
        match chance.choices(("reword", "drop", "new", "move", "split", "join"), (50, 12, 14, 12, 6, 6))[0]:
            case "reword":
                work[at] = replace(work[at], text=_reworded(work[at], words, chance))
            case "drop":
                del work[at]
            case "new":
                work.insert(at, Part(words.paragraph()))
            case "move" if work[at].level is None:
                # A heading goes with its section: alone, among others that say the same, nobody could tell which it is.
                part = work.pop(at)
                work.insert(chance.randrange(len(work)), part)
            case "split":
                _split(work, at, chance)
            case "join":
                _join(work, at)
    return work


def _reworded(part: Part, words: Words, chance: random.Random) -> str:
    found = part.text.split()
    if part.level is not None and part.text in HEADINGS:
        return part.text
    for _ in range(max(1, round(len(found) * chance.choice((0.05, 0.1, 0.2, 0.35))))):
        at = chance.randrange(len(found))
        match chance.randrange(3):
            case 0:
                found[at] = words.word()
            case 1:
                found.insert(at, words.word())
            case _:
                if len(found) > 3:
                    del found[at]
    return " ".join(found)


def _section(work: Sequence[Part], chance: random.Random) -> tuple[int, int]:
    heads = [at for at, part in enumerate(work) if part.level == 2]
    start = chance.choice(heads)
    stop = next((at for at in range(start + 1, len(work)) if work[at].level is not None), len(work))
    return start, stop


def _move_section(work: list[Part], chance: random.Random) -> None:
    start, stop = _section(work, chance)
    moved = work[start:stop]
    del work[start:stop]
    at = chance.choice([at for at, part in enumerate(work) if part.level is not None])
    work[at:at] = moved


def _drop_section(work: list[Part], chance: random.Random) -> None:
    start, stop = _section(work, chance)
    del work[start:stop]


def _split(work: list[Part], at: int, chance: random.Random) -> None:
    found = work[at].text.split()
    if len(found) < 8 or work[at].level is not None:
        return
    cut = chance.randint(3, len(found) - 3)
    parts = [" ".join(found[:cut]), " ".join(found[cut:])]
    # The larger part is what the paragraph went on as; the smaller is new.
    largest = 0 if len(parts[0]) >= len(parts[1]) else 1
    work[at : at + 1] = [
        Part(text, origins=list(work[at].origins) if which == largest else []) for which, text in enumerate(parts)
    ]


def _join(work: list[Part], at: int) -> None:
    if at + 1 >= len(work) or work[at].level is not None or work[at + 1].level is not None:
        return
    one, other = work[at], work[at + 1]
    work[at : at + 2] = [Part(f"{one.text} {other.text}", origins=[*one.origins, *other.origins])]


def document_of(parts: Sequence[Part], name: str = "session.docx") -> Document:
    """The parts as a document."""
    blocks = tuple(
        Paragraph(
            BlockId(f"body/{at}"),
            (Span(part.text),),
            ParagraphLayout("Normal" if part.level is None else f"heading {part.level}", part.level),
        )
        for at, part in enumerate(parts)
    )
    return Document(name, name, (Story(_BODY, StoryKind.BODY, blocks),))


def where_each_went(parts: Sequence[Part]) -> dict[int, int]:
    """For each paragraph of the first text that is still there, its place now."""
    return {origin: at for at, part in enumerate(parts) for origin in part.origins}


def texts_of(document: Document) -> list[str]:
    """The paragraphs' texts to learn words from."""
    return [paragraph.text for paragraph in paragraphs(document.body.blocks) if len(paragraph.text) > 30]
