"""Annotations and where they hang while the text under them is written in.

An annotation's anchor is what stands in the project's file; here each also has the block that it hangs on just now,
which follows edits. One whose text is gone is *loose*: it is kept, and hangs on nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher

from rus_editor.model.document import Block, BlockId, Document, StoryId, block_text
from rus_editor.model.journal import Changed
from rus_editor.model.project import Anchor, Annotation
from rus_editor.usecases.live import parts_of

_QUOTE = 400
_CONTEXT = 120
_ALIKE = 0.6
_NEARBY = 0.15


class AnnotationBook:
    """The annotations of a project, each with where it hangs in the document as it stands."""

    def __init__(self, document: Document, annotations: Iterable[Annotation] = ()) -> None:
        """Find every annotation's place in the document."""
        self._annotations: dict[str, Annotation] = {}
        self._places: dict[str, BlockId | None] = {}
        taken: set[BlockId] = set()
        for annotation in annotations:
            place = find_anchor(document, annotation.anchor, taken)
            self._annotations[annotation.id] = annotation
            self._places[annotation.id] = place
            if place is not None:
                taken.add(place)

    def at(self, block: BlockId) -> Annotation | None:
        """The annotation that hangs on a block."""
        found = next((key for key, place in self._places.items() if place == block), None)
        return None if found is None else self._annotations[found]

    def loose(self) -> tuple[Annotation, ...]:
        """Annotations whose text is gone."""
        return tuple(self._annotations[key] for key, place in self._places.items() if place is None)

    def placed(self) -> dict[BlockId, Annotation]:
        """Every annotation that hangs on something, by what it hangs on."""
        return {place: self._annotations[key] for key, place in self._places.items() if place is not None}

    def of(self, document: Document, block: BlockId) -> Annotation:
        """The annotation on a block, or an empty one that could be."""
        return self.at(block) or Annotation(uuid.uuid4().hex, anchor_of(document, block))

    def put(self, document: Document, block: BlockId, annotation: Annotation, who: str, when: datetime) -> Annotation:
        """Keep what was said of a block; gives it as it is to be stored."""
        kept = replace(annotation, anchor=anchor_of(document, block), who=who, changed=when)
        self._annotations[kept.id] = kept
        self._places[kept.id] = block
        return kept

    def follow(self, changed: Changed, before: Document, after: Document) -> None:
        """Let the places follow an edit. What hung on text that is gone looks for where it went."""
        homeless: list[str] = []
        for splice in changed.splices:
            delta = splice.inserted - splice.removed
            for key, place in self._places.items():
                if place is None:
                    continue
                story, position, rest = parts_of(place)
                if story != splice.story or position < splice.start:
                    continue
                if position >= splice.start + splice.removed:
                    self._places[key] = _moved(story, position + delta, rest)
                elif splice.removed != splice.inserted:
                    self._annotations[key] = replace(self._annotations[key], anchor=anchor_of(before, place))
                    self._places[key] = None
                    homeless.append(key)
        for key in homeless:
            taken = {place for place in self._places.values() if place is not None}
            self._places[key] = find_anchor(after, self._annotations[key].anchor, taken)
        if changed.splices:
            # An undo may have brought back what some were torn from.
            for annotation in self.loose():
                taken = {place for place in self._places.values() if place is not None}
                self._places[annotation.id] = find_anchor(after, annotation.anchor, taken)

    def renewed(self, document: Document) -> tuple[Annotation, ...]:
        """Every annotation whose anchor no longer says where it hangs, with one that does; for storing."""
        renewed: list[Annotation] = []
        for key, place in self._places.items():
            if place is None:
                continue
            anchor = anchor_of(document, place)
            if anchor != self._annotations[key].anchor:
                self._annotations[key] = replace(self._annotations[key], anchor=anchor)
                renewed.append(self._annotations[key])
        return tuple(renewed)


def anchor_of(document: Document, block: BlockId) -> Anchor:
    """An anchor on a block as it stands."""
    story, position, rest = parts_of(block)
    blocks = document.stories_by_id[story].blocks
    return Anchor(
        story,
        block,
        position,
        _text(document.blocks_by_id.get(block))[:_QUOTE],
        "" if rest else _neighbour(blocks, position - 1)[-_CONTEXT:],
        "" if rest else _neighbour(blocks, position + 1)[:_CONTEXT],
    )


def find_anchor(document: Document, anchor: Anchor, taken: set[BlockId]) -> BlockId | None:
    """Where an anchor's text is now: the same words first, then words much alike near by; None when it is gone."""
    if anchor.struck:
        return None
    candidates = {
        identity: block
        for identity, block in document.blocks_by_id.items()
        if identity not in taken and parts_of(identity)[0] == anchor.story
    }
    known = candidates.get(anchor.block)
    if known is not None and _text(known)[:_QUOTE] == anchor.quote:
        return anchor.block
    if not anchor.quote.strip():
        return None
    same = [identity for identity, block in candidates.items() if _text(block)[:_QUOTE] == anchor.quote]
    if same:
        return min(same, key=lambda identity: abs(parts_of(identity)[1] - anchor.position))
    best: tuple[float, BlockId] | None = None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(anchor.quote)
    length = max(1, len(document.stories_by_id[anchor.story].blocks)) if anchor.story in document.stories_by_id else 1
    for identity, block in candidates.items():
        matcher.set_seq1(_text(block)[:_QUOTE])
        nearness = _NEARBY * (1 - abs(parts_of(identity)[1] - anchor.position) / length)
        least = _ALIKE if best is None else best[0] - nearness
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        ratio = matcher.ratio()
        if ratio >= _ALIKE and (best is None or ratio + nearness > best[0]):
            best = ratio + nearness, identity
    return None if best is None else best[1]


def _moved(story: StoryId, position: int, rest: str) -> BlockId:
    return BlockId(f"{story}/{position}/{rest}" if rest else f"{story}/{position}")


def _neighbour(blocks: Sequence[Block], position: int) -> str:
    return _text(blocks[position]) if 0 <= position < len(blocks) else ""


def _text(block: Block | None) -> str:
    return "" if block is None else block_text(block)
