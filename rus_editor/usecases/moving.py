"""Several paragraphs moved with whatever stands among them: pictures, fields, marks of notes, tables.

Text that can be copied is pasted and erased (:mod:`rus_editor.usecases.pasting`); what there can be only one of comes
along as it stands. The paragraphs at both ends are parted, what is between moves, and the ends are joined again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rus_editor.model.document import BlockId, Document
from rus_editor.model.edits import Edit, JoinBlocks, MoveBlock, SplitBlock
from rus_editor.model.journal import Caret
from rus_editor.usecases.writing import Act, Spot, paragraph_of

_Piece = int | str


@dataclass(slots=True)
class _Row:
    """Blocks beside one another while they are parted, moved and joined: each keeps its name wherever it stands."""

    around: str
    pieces: list[_Piece]
    edits: list[Edit] = field(default_factory=list)

    def id_of(self, piece: _Piece) -> BlockId:
        return BlockId(f"{self.around}/{self.pieces.index(piece)}")

    def split(self, piece: _Piece, offset: int, rest: _Piece) -> None:
        self.edits.append(SplitBlock(self.id_of(piece), offset))
        self.pieces.insert(self.pieces.index(piece) + 1, rest)

    def move(self, piece: _Piece, after: _Piece) -> None:
        self.edits.append(MoveBlock(self.id_of(piece), self.id_of(after)))
        self.pieces.remove(piece)
        self.pieces.insert(self.pieces.index(after) + 1, piece)

    def join(self, piece: _Piece) -> None:
        self.edits.append(JoinBlocks(self.id_of(piece)))
        del self.pieces[self.pieces.index(piece) + 1]


def moved_as_it_stands(document: Document, start: Spot, end: Spot, target: Spot) -> Act | None:
    """A selection over paragraphs that stand beside one another, moved to another of them; None for any other.

    Nothing happens where it is moved into itself.
    """
    places = [_place(spot.block) for spot in (start, end, target)]
    (around, first), (_, last), (_, at) = places
    if len({each for each, _ in places}) > 1 or first == last:
        return None
    if any(paragraph_of(document, spot.block) is None for spot in (start, end, target)):
        return None
    if (first, start.offset) <= (at, target.offset) <= (last, end.offset):
        return Act()
    row = _Row(around, list(range(max(last, at) + 1)))
    # The later a place is, the earlier it is parted: those before it stay what they are.
    if at >= last:
        row.split(at, target.offset, "after")
        row.split(last, end.offset, "rest")
        row.split(first, start.offset, "begun")
    else:
        row.split(last, end.offset, "rest")
        row.split(first, start.offset, "begun")
        row.split(at, target.offset, "after")
    before: _Piece = "rest" if at == last else at
    place = before
    for piece in ("begun", *range(first + 1, last + 1)):
        row.move(piece, place)
        place = piece
    row.join(last)
    row.join(before)
    # What stood around the selection; where the target was right before it, that has come to the selection's end.
    row.join(last if at == first else first)
    anchor = (first, start.offset + target.offset - end.offset) if at == last else (at, target.offset)
    caret = Caret(row.id_of(last), end.offset, row.id_of(anchor[0]), anchor[1])
    return Act(tuple(row.edits), caret)


def before_cut(start: Spot, end: Spot, target: Spot) -> Spot | None:
    """What a place was called before a selection was cut out; None where that cannot be told."""
    if start.block == end.block:
        if target.block == start.block and target.offset > start.offset:
            return Spot(target.block, target.offset + end.offset - start.offset)
        return target
    (around, first), (other, last), (there, at) = (_place(spot.block) for spot in (start, end, target))
    if not around == other == there:
        return None
    if at > first:
        return Spot(BlockId(f"{around}/{at + last - first}"), target.offset)
    if at == first and target.offset > start.offset:
        return Spot(end.block, end.offset + target.offset - start.offset)
    return target


def _place(block: BlockId) -> tuple[str, int]:
    """What a block stands in, and its place there."""
    around, _, at = block.rpartition("/")
    return around, int(at)
