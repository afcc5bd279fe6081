"""What the comparison found out about words, so that it is not sought a second time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rus_editor.model.comparison import Comparison, Segment, SegmentKind
from rus_editor.word.redlining.cells import ATOM
from rus_editor.word.redlining.weave import CompareWords


def remembering(comparison: Comparison, compare_words: CompareWords) -> CompareWords:
    """``compare_words`` that first looks whether the two texts are a pair of the comparison.

    Texts with things in them are always compared anew: what those are compared by is not the same here and there.
    """
    known = _known(comparison)

    def look_up(old: str, new: str, old_keys: Sequence[str], new_keys: Sequence[str]) -> tuple[Segment, ...]:
        found = known.get((old, new)) if not old_keys and not new_keys else None
        return found if found is not None else compare_words(old, new, old_keys, new_keys)

    return look_up


def _known(comparison: Comparison) -> Mapping[tuple[str, str], tuple[Segment, ...]]:
    known: dict[tuple[str, str], tuple[Segment, ...]] = {}
    for pair in comparison.pairs:
        if len(pair.segments) < 2 or len(pair.old) != 1 or len(pair.new) != 1:
            continue
        texts = [
            "".join([segment.text for segment in pair.segments if segment.kind is not other])
            for other in (SegmentKind.INSERTED, SegmentKind.DELETED)
        ]
        if not any(ATOM in text for text in texts):
            known[texts[0], texts[1]] = pair.segments
    return MappingProxyType(known)
