"""Anchors: what is kept of a place in the text so that it is found again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from rus_editor.model.document import Block, BlockId, Document, block_text
from rus_editor.model.project import Anchor, Target
from rus_editor.usecases.live import parts_of

QUOTE = 400
CONTEXT = 120
_ALIKE = 0.6
_NEARBY = 0.15


def anchor_of(document: Document, target: Target) -> Anchor:
    """An anchor on what stands in a document (the baseline for a struck one)."""
    story, position, rest = parts_of(target.block)
    blocks = document.stories_by_id[story].blocks
    return Anchor(
        story,
        target.block,
        position,
        text_of(document.blocks_by_id.get(target.block))[:QUOTE],
        "" if rest else _neighbour(blocks, position - 1)[-CONTEXT:],
        "" if rest else _neighbour(blocks, position + 1)[:CONTEXT],
        struck=target.struck,
        facet=target.facet,
    )


def find_anchor(document: Document, anchor: Anchor, taken: Collection[BlockId] = ()) -> BlockId | None:
    """Where an anchor's text is now: the same words first, then words much alike near by; None when it is gone."""
    candidates = {
        identity: block
        for identity, block in document.blocks_by_id.items()
        if identity not in taken and parts_of(identity)[0] == anchor.story
    }
    known = candidates.get(anchor.block)
    if known is not None and text_of(known)[:QUOTE] == anchor.quote:
        return anchor.block
    if not anchor.quote.strip():
        return None
    same = [identity for identity, block in candidates.items() if text_of(block)[:QUOTE] == anchor.quote]
    if same:
        return min(same, key=lambda identity: abs(parts_of(identity)[1] - anchor.position))
    best: tuple[float, BlockId] | None = None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(anchor.quote)
    length = max(1, len(document.stories_by_id[anchor.story].blocks)) if anchor.story in document.stories_by_id else 1
    for identity, block in candidates.items():
        matcher.set_seq1(text_of(block)[:QUOTE])
        nearness = _NEARBY * (1 - abs(parts_of(identity)[1] - anchor.position) / length)
        least = _ALIKE if best is None else best[0] - nearness
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        ratio = matcher.ratio()
        if ratio >= _ALIKE and (best is None or ratio + nearness > best[0]):
            best = ratio + nearness, identity
    return None if best is None else best[1]


def text_of(block: Block | None) -> str:
    """A block's text; none for no block."""
    return "" if block is None else block_text(block)


def _neighbour(blocks: Sequence[Block], position: int) -> str:
    return text_of(blocks[position]) if 0 <= position < len(blocks) else ""
