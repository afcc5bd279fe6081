"""What is aligned: a block, a table row, a note. One shape for all, with what it is matched by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from rus_editor.compare.tokens import WORD, is_light, same_sign
from rus_editor.model.document import (
    Atom,
    AtomKind,
    Block,
    Opaque,
    Paragraph,
    Row,
    Story,
    Table,
    block_text,
    row_text,
)


class UnitClass(Enum):
    """Units of unlike classes seldom answer to each other."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    GENERATED = "generated"
    EMPTY = "empty"
    FIGURE = "figure"
    TABLE = "table"
    ROW = "row"
    OPAQUE = "opaque"


TITLE_STYLES = ("title", "rubrik")
"""Names of the style of a document's title, as files have them."""

_HEADING_WEIGHT = 25

_STORY_ATOMS = (AtomKind.FOOTNOTE, AtomKind.ENDNOTE, AtomKind.COMMENT, AtomKind.TEXT_BOX)


def atom_key(atom: Atom) -> str:
    """What an atom is compared by: a picture by its content, a note mark only as such (its text is a story)."""
    if atom.kind in _STORY_ATOMS:
        return f"\ufffc{atom.kind.value}"
    return f"\ufffc{atom.kind.value}:{atom.digest}:{atom.text}"


def atom_keys(paragraph: Paragraph) -> tuple[str, ...]:
    """The keys of a paragraph's atoms, in order."""
    if "\ufffc" not in paragraph.text:
        return ()
    # A tracked text may hold U+FFFC that is no atom: each counts, so that keys and signs stay in step.
    keys: list[str] = []
    for span in paragraph.spans:
        if span.atom is not None:
            keys.append(atom_key(span.atom))
        else:
            keys.extend("\ufffc" for _ in range(span.text.count("\ufffc")))
    return tuple(keys)


@dataclass(slots=True)
class Unit:
    """Something to align. ``key`` is equal for units that say the same, noise aside; ``words`` counts them."""

    kind: UnitClass
    key: str
    text: str
    level: int = 0
    words: int = 0
    style: str = ""
    _bag: dict[str, int] | None = field(default=None)
    _mass: int = 0

    @property
    def weight(self) -> int:
        """How much it takes to say that this unit was moved rather than another: headings hold their places."""
        return self.words + (_HEADING_WEIGHT if self.kind is UnitClass.HEADING else 0)

    @property
    def bag(self) -> Mapping[str, int]:
        """Each word, case aside, with how often it stands here."""
        if self._bag is None:
            bag: dict[str, int] = {}
            for word in WORD.findall(self.text.casefold()):
                bag[word] = bag.get(word, 0) + 1
            self._bag = bag
            self._mass = sum(count * word_weight(word) for word, count in bag.items())
        return self._bag

    @property
    def mass(self) -> int:
        """Sum of the words' weights."""
        _ = self.bag
        return self._mass


def word_weight(word: str) -> int:
    """4 for a word that says something, 1 for a joining word."""
    return 1 if is_light(word) else 4


def common_mass(old: Unit, new: Unit) -> int:
    """Weight of the words that both have."""
    few, many = old.bag, new.bag
    if len(few) > len(many):
        few, many = many, few
    total = 0
    for word, count in few.items():
        other = many.get(word)
        if other:
            total += word_weight(word) * min(count, other)
    return total


def likeness(old: Unit, new: Unit) -> float:
    """0 to 1: twice the common weight by the sum of both (Dice's coefficient over weighted words)."""
    whole = old.mass + new.mass
    if not whole:
        return 1.0 if old.key == new.key else 0.0
    return 2 * common_mass(old, new) / whole


def unit_of_block(block: Block) -> Unit:
    """A block as a unit."""
    if isinstance(block, Paragraph):
        return _unit_of_paragraph(block)
    if isinstance(block, Table):
        text = block_text(block)
        words = WORD.findall(text.casefold())
        return Unit(UnitClass.TABLE, "table " + " ".join(words) + _atoms_of(block), text, words=len(words))
    assert isinstance(block, Opaque)
    return Unit(UnitClass.OPAQUE, f"opaque {block.digest}", block.text, words=len(WORD.findall(block.text)))


def _unit_of_paragraph(paragraph: Paragraph) -> Unit:
    text = paragraph.text
    words = WORD.findall(text.casefold())
    level = 0
    if paragraph.generated:
        kind = UnitClass.GENERATED
    elif not words and "\ufffc" not in text:
        kind = UnitClass.EMPTY
    elif not words and not text.replace("\ufffc", "").strip():
        kind = UnitClass.FIGURE
    elif paragraph.layout.heading_level is not None:
        kind, level = UnitClass.HEADING, paragraph.layout.heading_level
    elif paragraph.layout.style.casefold() in TITLE_STYLES:
        kind = UnitClass.TITLE
    elif paragraph.is_caption:
        kind = UnitClass.CAPTION
    elif paragraph.layout.numbering is not None:
        kind, level = UnitClass.LIST_ITEM, paragraph.layout.numbering.level
    else:
        kind = UnitClass.TEXT
    key = " ".join(words) if words else same_sign("".join(text.split()))
    if "\ufffc" in text:
        key += "".join(atom_keys(paragraph))
    if kind is UnitClass.HEADING or kind is UnitClass.GENERATED:
        # A heading and its line in the table of contents read the same, but are not the same.
        key = f"{kind.value} {key}"
    return Unit(kind, key, text, level, len(words), paragraph.layout.style)


def unit_of_row(row: Row) -> Unit:
    """A table row as a unit."""
    text = row_text(row)
    words = WORD.findall(text.casefold())
    key = "\t".join(
        " ".join(WORD.findall(block_text(block).casefold())) + _atoms_of(block)
        for cell in row.cells
        for block in cell.blocks
    )
    return Unit(UnitClass.ROW, key, text, words=len(words))


def unit_of_story(story: Story) -> Unit:
    """A note, box, comment, header or footer as a unit."""
    text = "\n".join(block_text(block) for block in story.blocks)
    words = WORD.findall(text.casefold())
    key = " ".join(words) + "".join(_atoms_of(block) for block in story.blocks)
    return Unit(UnitClass.TEXT, key, text, words=len(words))


def _atoms_of(block: Block) -> str:
    if isinstance(block, Paragraph):
        return "".join(atom_keys(block))
    if isinstance(block, Table):
        return "".join(_atoms_of(inner) for row in block.rows for cell in row.cells for inner in cell.blocks)
    return block.digest


def units_of_blocks(blocks: Sequence[Block]) -> list[Unit]:
    """Each block as a unit."""
    return [unit_of_block(block) for block in blocks]
