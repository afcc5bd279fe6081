"""Numbers before paragraphs that changed by themselves, told from those that merely follow from other changes."""

from __future__ import annotations

from collections.abc import Sequence

from rus_editor.compare.drafts import Draft, PairDraft, Sheet, end, equal
from rus_editor.compare.subjects import subject_of
from rus_editor.model.comparison import ChangeKind, FormatChange, Noise
from rus_editor.model.document import Block, BlockId, Numbering, Paragraph, paragraphs


def add_number_drafts(sheet: Sheet, rows: Sequence[PairDraft]) -> None:
    """Add a change where the number shown differs though nothing before it in its list tells why.

    An inserted chapter gives every later one a new number: that is no change of theirs.
    """
    old_before = _predecessors(sheet.old.document.body.blocks)
    new_before = _predecessors(sheet.new.document.body.blocks)
    pair_of: dict[BlockId, BlockId] = {}
    shifted: set[BlockId] = set()
    candidates: list[tuple[PairDraft, Paragraph, Paragraph, Numbering, Numbering]] = []
    for row in rows:
        if len(row.old) != 1 or len(row.new) != 1:
            continue
        old, new = row.old[0], row.new[0]
        pair_of[old.id] = new.id
        if not isinstance(old, Paragraph) or not isinstance(new, Paragraph):
            continue
        before, after = old.layout.numbering, new.layout.numbering
        if before is None or after is None or before.label == after.label:
            continue
        shifted.add(new.id)
        if before.number_format == after.number_format and before.level == after.level and not after.is_bullet:
            candidates.append((row, old, new, before, after))
    for row, old, new, before, after in candidates:
        old_previous, new_previous = old_before.get(old.id), new_before.get(new.id)
        if old_previous is None or new_previous is None:
            follows = (old_previous is None) != (new_previous is None)
        else:
            follows = pair_of.get(old_previous) != new_previous or new_previous in shifted
        if follows or row.moved:
            continue
        row.drafts.append(
            Draft(
                kind=ChangeKind.FORMATTED,
                subject=subject_of(sheet.new, new),
                old=end(sheet.old.place((old,)), old.text),
                new=end(sheet.new.place((new,)), new.text),
                segments=row.segments or equal(new.text),
                old_blocks=(old,),
                new_blocks=(new,),
                formats=(FormatChange("number", before.label, after.label),),
                noises=frozenset({Noise.NUMBERING}),
            )
        )


def _predecessors(blocks: tuple[Block, ...]) -> dict[BlockId, BlockId]:
    """Each numbered paragraph with the one before it in its list."""
    last: dict[str, BlockId] = {}
    found: dict[BlockId, BlockId] = {}
    for paragraph in paragraphs(blocks):
        numbering = paragraph.layout.numbering
        if numbering is None:
            continue
        if numbering.list_id in last:
            found[paragraph.id] = last[numbering.list_id]
        last[numbering.list_id] = paragraph.id
    return found
