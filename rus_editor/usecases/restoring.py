"""Earlier wordings given back: a paragraph's own, or paragraphs that were struck."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rus_editor.model.document import BlockId, Document, Paragraph
from rus_editor.model.edits import Edit, InsertBlock, ListKind, SetLink, SetList, SetMarks
from rus_editor.model.journal import Caret
from rus_editor.usecases.live import Struck
from rus_editor.usecases.pasting import copied
from rus_editor.usecases.writing import Act, Spot, restored, sibling


def struck_back(
    document: Document,
    old: Document,
    block: BlockId,
    struck: Sequence[Struck],
    styles: Collection[str],
    *,
    after: bool = False,
) -> Act:
    """Paragraphs of the baseline back where they stood: before ``block``, or after it.

    What was only moved stands elsewhere and stays there; tables and pictures do not come back this way. ``styles`` are
    those that the document has.
    """
    edits: list[Edit] = []
    came = 0
    for each in struck:
        found = old.blocks_by_id.get(each.block)
        if each.moved or not isinstance(found, Paragraph):
            continue
        place = sibling(block, came + 1) if after else sibling(block, came)
        neighbour = sibling(block, came) if after else place
        style = found.layout.style if found.layout.style in styles else None
        pasted = copied(old, Spot(found.id, 0), Spot(found.id, len(found.text)), "").paragraphs[0]
        edits.append(InsertBlock(neighbour, pasted.text, style, before=not after))
        if pasted.list_kind is not None and not _style_lists(document, style, pasted.list_kind):
            edits.append(SetList(place, pasted.list_kind, pasted.level))
        at = 0
        for run in pasted.runs:
            stop = at + len(run.text)
            edits.extend(SetMarks(place, at, stop, mark) for mark in run.marks)
            if run.link and not run.link.startswith("#"):
                edits.append(SetLink(place, at, stop, run.link))
            at = stop
        came += 1
    if not edits:
        return Act()
    first = sibling(block, 1) if after else block
    return Act(tuple(edits), Caret(first, 0))


def _style_lists(document: Document, style: str | None, kind: ListKind) -> bool:
    """Whether a style puts its paragraphs in a list of a kind by itself, as others that have it show."""
    return any(
        isinstance(block, Paragraph)
        and block.layout.style == style
        and block.numbering is not None
        and block.numbering.is_bullet is (kind is ListKind.BULLETS)
        for block in document.body.blocks
    )


__all__ = ["restored", "struck_back"]
