"""Annotations and where they hang while the text under them is written in.

An annotation's anchor is what stands in the project's file; here each also has the target that it hangs on just now,
which follows edits: a paragraph of the working copy, or one that was struck and stands in the baseline only. One whose
text is in neither is *loose*: it is kept, and hangs on nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from rus_editor.compare.units import common_mass, unit_of_block
from rus_editor.model.comparison import Change, Comparison
from rus_editor.model.document import Block, BlockId, Document, walk
from rus_editor.model.journal import Changed
from rus_editor.model.project import Anchor, Annotation, Target
from rus_editor.model.view import View, view_of
from rus_editor.usecases.anchoring import HEAD, QUOTE, anchor_of, find_anchors, is_round, says, text_of, unit_of_text
from rus_editor.usecases.annotated_changes import Aim, Aims, aims_of, living_blocks, target_of
from rus_editor.usecases.following import Course, Went, courses
from rus_editor.usecases.likest import Likest
from rus_editor.usecases.live import LiveMarks, parts_of
from rus_editor.usecases.recurring import SURE_WORDS

_MOST_PARTS = 6
_ALIKE = 0.6


class AnnotationBook:
    """The annotations of a project, each with where it hangs. Belongs to the thread that edits."""

    def __init__(self, document: Document, annotations: Iterable[Annotation] = ()) -> None:
        """Find every annotation's place in the document; struck ones wait for the baseline."""
        self._annotations = {annotation.id: annotation for annotation in annotations}
        self._stored = {annotation.id: annotation.anchor for annotation in self._annotations.values()}
        self._places: dict[str, Target | None]
        self._at: dict[Target, str] = {}
        self._given: Document | None = None
        self._baseline: Document | None = None
        self._awaits_baseline = True
        self._partners: dict[str, BlockId] = {}
        """The block of the baseline that what an annotation hangs on answers to."""
        self._last: dict[str, Anchor] = {}
        """Where what is loose or struck hung while it lived."""
        self._whole: dict[str, Anchor] = {}
        """Where what hangs on joined paragraphs, or on a part of one, hung before: undoing it leads back there."""
        self._marks: LiveMarks | None = None
        self._aims = Aims()
        self._within: dict[tuple[BlockId, bool], set[Target]] = {}
        """What annotations hang on by the outermost block that it is, or stands in, and whether that is struck."""
        self._places = dict.fromkeys(self._annotations)
        self._find([key for key, each in self._annotations.items() if not each.anchor.struck], document)

    # -- what there is -----------------------------------------------------------------------------------------------

    def at(self, target: Target) -> Annotation | None:
        """The annotation that hangs on something."""
        found = self._at.get(target)
        return None if found is None else self._annotations[found]

    def placed(self) -> dict[Target, Annotation]:
        """Every annotation that hangs on something, by what it hangs on."""
        return {target: self._annotations[key] for target, key in self._at.items()}

    def loose(self) -> tuple[Annotation, ...]:
        """Annotations whose text is gone, and those on struck text that no change shows.

        Those on struck text are none while the baseline has not been read.
        """
        shown = {self._target(aim, self._aims) for aim in self._aims.all().values()}
        found = []
        for key, annotation in self._annotations.items():
            place = self._places[key]
            if place is None:
                is_loose = not (annotation.anchor.struck and self._awaits_baseline)
            else:
                # All but one in a table that was struck whole, say.
                is_loose = place.struck and self._aims.comparison is not None and place not in shown
            if is_loose and not annotation.is_empty:
                found.append(annotation)
        return tuple(found)

    def of_change(self, change: Change) -> Annotation | None:
        """What is said of a change of the comparison that came last, or of any change between the same documents."""
        return self.at(self.target_of(change))

    def annotations_of(self, comparison: Comparison) -> dict[str, Annotation]:
        """What is said of the changes of a comparison, by their ids; those of which nothing is said are not there."""
        aims = self._aims if comparison is self._aims.comparison else Aims(comparison)
        said = ((change, self._at.get(self._target(aim, aims))) for change, aim in aims.all().items())
        return {change: self._annotations[key] for change, key in said if key is not None}

    def target_of(self, change: Change) -> Target:
        """What an annotation of a change hangs on, or would: where the text stands by now."""
        known = self.target_of_known(change.id)
        if known is not None:
            return known
        target = target_of(change)
        return self._target(Aim(target, (target,)), self._aims)

    def target_of_known(self, change: str) -> Target | None:
        """As :meth:`target_of`, for a change by its id; None for one that the last comparison does not have."""
        aim = self._aims.of(change)
        return None if aim is None else self._target(aim, self._aims)

    # -- acts --------------------------------------------------------------------------------------------------------

    def of(self, document: Document, target: Target) -> Annotation:
        """The annotation on something, or an empty one that could be. KeyError where there is no such thing."""
        return self.at(target) or Annotation(uuid.uuid4().hex, self._anchor(document, target))

    def put(self, document: Document, target: Target, annotation: Annotation, who: str, when: datetime) -> Annotation:
        """Keep what was said of something; gives it as it is to be stored."""
        kept = replace(annotation, anchor=self._anchor(document, target), who=who, changed=when)
        self._annotations[kept.id] = kept
        self._stored[kept.id] = kept.anchor
        self._place(kept.id, target)
        self._know_partner(kept.id, target)
        return kept

    def attach(self, document: Document, key: str, target: Target) -> Annotation | None:
        """Hang a loose annotation on something; None where something is said of that already, or none is loose."""
        if target in self._at or all(annotation.id != key for annotation in self.loose()):
            return None
        self._annotations[key] = replace(self._annotations[key], anchor=self._anchor(document, target))
        self._place(key, target)
        self._know_partner(key, target)
        self._stored[key] = self._annotations[key].anchor
        return self._annotations[key]

    def remove(self, key: str) -> None:
        """Forget an annotation, for good. KeyError for one that there is not."""
        self._place(key, None)
        del self._annotations[key], self._places[key], self._stored[key]
        for known in (self._partners, self._last, self._whole):
            known.pop(key, None)

    # -- following the text ------------------------------------------------------------------------------------------

    def follow(self, changed: Changed, before: Document, after: Document) -> bool:
        """Let the places follow an edit; tells whether any annotation was struck, torn loose or found again."""
        told = False
        for course in courses(changed, before, after):
            told |= self._follow(course, before)
            self._part(course)
            told |= self._come_back(course, after)
        return told

    def set_baseline(self, baseline: Document | None) -> None:
        """Struck text is text of this document from now on; what a comparison with another one said is forgotten."""
        self._marks, self._aims = None, Aims()
        self._awaits_baseline = False
        if baseline is self._given:
            return
        self._given = baseline
        self._baseline = None if baseline is None else view_of(baseline, View.FINAL)
        self._partners.clear()
        struck = [key for key in self._annotations if self._is_struck(key)]
        for key in struck:
            self._place(key, None)
        if self._baseline is not None:
            self._find(struck, self._baseline)

    def compared(self, marks: LiveMarks) -> bool:
        """A whole comparison of the baseline with the document has come; tells as :meth:`follow`.

        The marks are of that comparison, and follow each edit before this is told of it.
        """
        comparison = marks.comparison
        self._marks, self._aims = marks, Aims(comparison)
        living = living_blocks(comparison)
        told = False
        for key, target in list(self._places.items()):
            if target is not None and target.struck and target.block in living:
                # It was restored: what was said of it goes on being said, where it stands now.
                told = True
                if self._stands_struck(target, self._annotations[key].anchor):
                    self._place_if_free(key, Target(living[target.block], facet=target.facet))
                else:
                    self._place(key, None)
        gone = (block for pair in comparison.pairs if not pair.new for block in pair.old if block not in living)
        told |= self._find_struck(list(dict.fromkeys(gone)))
        for target, key in self._at.items():
            self._know_partner(key, target)
        return told

    def renewed(self, document: Document, *, only_reworded: bool = False) -> tuple[Annotation, ...]:
        """Every annotation whose stored anchor no longer says where it hangs, with one that does; for storing.

        ``only_reworded`` passes those over that merely stand elsewhere, or among others.
        """
        for target, key in self._at.items():
            known = self._annotations[key].anchor
            where = self._baseline if target.struck else document
            block = None if where is None else where.blocks_by_id.get(target.block)
            if where is None or block is None or (only_reworded and text_of(block)[:QUOTE] == known.quote):
                continue
            anchor = anchor_of(where, target)
            if anchor != known:
                self._annotations[key] = replace(self._annotations[key], anchor=anchor)
        # What was struck or torn loose has had another anchor since then.
        renewed = [each for each in self._annotations.values() if self._stored[each.id] != each.anchor]
        self._stored.update({each.id: each.anchor for each in renewed})
        return tuple(renewed)

    # -- how ---------------------------------------------------------------------------------------------------------

    def _know_partner(self, key: str, target: Target) -> None:
        """Remember what the baseline has in the place of what an annotation hangs on."""
        if self._marks is None:
            return
        olds = () if target.struck else self._marks.mark(target.block).old
        if key in self._whole and key in self._partners:
            return  # Of joined paragraphs it is the one whose annotation it was.
        if olds:
            self._partners[key] = olds[0]
        else:
            self._partners.pop(key, None)

    def _follow(self, course: Course, before: Document) -> bool:
        """Move what hangs on the blocks of a splice, and behind it."""
        self._aims.follow(course)

        def moved(target: Target) -> tuple[Target, float] | None:
            found = Went(target.block) if target.struck else course.of(target.block)
            if found is None:
                return None
            same = found.block == target.block
            return target if same else Target(found.block, facet=target.facet), found.likeness

        placed = [(key, target, moved(target)) for target, key in self._at.items()]
        gone: list[tuple[str, Target]] = []
        for key, target, found in placed:
            if found is None or found[0] != target:
                self._place(key, None)
            if found is not None and found[1] < 1.0 and key not in self._whole:
                self._whole[key] = anchor_of(before, target)
        # Where two want the same place, as when paragraphs are joined, it is for the one whose text it is most.
        for key, target, found in sorted(placed, key=lambda each: -each[2][1] if each[2] else 0.0):
            if found is None or not self._place_if_free(key, found[0]):
                gone.append((key, target))
        for key, target in gone:
            self._last[key] = anchor_of(before, target)
            partner = self._partners.get(key)
            struck = None if partner is None else Target(partner, struck=True, facet=target.facet)
            is_struck = struck is not None and self._place_if_free(key, struck)
            anchor = self._anchor(before, struck) if is_struck and struck is not None else self._last[key]
            self._annotations[key] = replace(self._annotations[key], anchor=anchor)
        return bool(gone)

    def _part(self, course: Course) -> None:
        """Where joined paragraphs are parted: to the part that has most of the text that something was said of."""
        came = course.came() if self._whole else []
        if not 2 <= len(came) <= _MOST_PARTS:
            return
        units = {block.id: unit_of_block(block) for block in came}
        for key, anchor in self._whole.items():
            place = self._places[key]
            if place is None or place.struck or place.block not in units:
                continue
            own = unit_of_text(anchor.quote)
            alike = {block: common_mass(own, unit) for block, unit in units.items()}
            best = max(alike, key=alike.__getitem__)
            target = replace(place, block=best)
            if alike[best] > alike[place.block] and target not in self._at:
                self._place(key, target)

    def _come_back(self, course: Course, after: Document) -> bool:
        """Find what is loose, struck or joined with other text in text that came: an undo may have brought it back."""
        seekers: dict[str, list[tuple[str, Anchor]]] = {}
        for key, place in self._places.items():
            lived = [self._whole[key]] if key in self._whole else []
            if place is None or place.struck:
                lived.append(self._last.get(key) or self._annotations[key].anchor)
            for anchor in lived:
                if anchor.quote.strip():
                    seekers.setdefault(anchor.quote[:HEAD], []).append((key, anchor))
        if not seekers:
            return False
        came = course.came()
        new = {block.id for block in came}
        blocks = list(walk((*came, *(table for table in course.tables() if table.id not in new))))
        told = False
        # Twice: what is parted again makes room for what was loose meanwhile.
        for block in (*blocks, *blocks):
            text = text_of(block)
            for key, anchor in seekers.get(text[:HEAD], ()):
                if says(text, anchor.quote):
                    told |= self._return(key, anchor, after, block.id, is_new=block.id in new)
        return self._find_likest(came) or told

    def _find_likest(self, came: Sequence[Block]) -> bool:
        """Find what is loose in text that came and says nearly what it did."""
        loose = [key for key, place in self._places.items() if place is None]
        likest = Likest(list(map(unit_of_block, came))) if loose else None
        told = False
        for key in loose:
            anchor = self._whole.get(key) or self._last.get(key) or self._annotations[key].anchor
            found = None if likest is None else likest.of(unit_of_text(anchor.quote))
            if found is not None and found[1] >= _ALIKE:
                target = Target(came[found[0]].id, facet=anchor.facet)
                if target not in self._at:
                    self._place(key, target)
                    told = True
        return told

    def _return(self, key: str, anchor: Anchor, document: Document, block: BlockId, *, is_new: bool) -> bool:
        """Hang an annotation where its text has come back, if that is what it is."""
        target = Target(block, facet=anchor.facet)
        is_whole = self._whole.get(key) == anchor
        if self._at.get(target) == key and is_whole:
            del self._whole[key]
        place = self._places[key]
        if target in self._at or (place is not None and not place.struck and not is_whole):
            return False
        now = anchor_of(document, target)
        is_sure = is_new and (len(anchor.quote.split()) >= SURE_WORDS or _is_only(document, block))
        if not is_sure and not is_round(anchor, now.before, now.after):
            return False
        self._place(key, target)
        if is_whole:
            del self._whole[key]
        return True

    def _find_struck(self, struck: Sequence[BlockId]) -> bool:
        """Find what is loose in text that was struck, as a comparison tells it."""
        loose = [key for key, target in self._places.items() if target is None]
        if not loose or self._baseline is None:
            return False
        blocks = [block for block in map(self._baseline.blocks_by_id.get, struck) if block is not None]
        likest = Likest(list(map(unit_of_block, blocks)))
        told = False
        for key in loose:
            anchor = self._annotations[key].anchor
            same = [block for block in blocks if says(text_of(block), anchor.quote) and anchor.quote.strip()]
            if not same:
                found = likest.of(unit_of_text(anchor.quote))
                same = [] if found is None else [blocks[found[0]]]
            for block in sorted(same, key=lambda each: -self._closeness(each.id, anchor)):
                target = Target(block.id, struck=True, facet=anchor.facet)
                if target not in self._at:
                    self._place(key, target)
                    told = True
                    break
        return told

    def _closeness(self, block: BlockId, anchor: Anchor) -> int:
        """How much of what stood round an anchor stands round a block of the baseline."""
        assert self._baseline is not None
        there = anchor_of(self._baseline, Target(block))
        return (there.before == anchor.before) + (there.after == anchor.after)

    def _stands_struck(self, target: Target, anchor: Anchor) -> bool:
        """Whether the baseline says there just what an anchor on it quotes."""
        block = None if self._baseline is None else self._baseline.blocks_by_id.get(target.block)
        return anchor.struck and says(text_of(block), anchor.quote)

    def _is_struck(self, key: str) -> bool:
        place = self._places[key]
        return self._annotations[key].anchor.struck if place is None else place.struck

    def _place_if_free(self, key: str, target: Target) -> bool:
        """Hang an annotation on something unless another hangs there; it is loose then."""
        is_free = self._at.get(target, key) == key
        self._place(key, target if is_free else None)
        return is_free

    def _target(self, aim: Aim, aims: Aims) -> Target:
        """Where what is said of a change hangs, or would; ``aims`` are those of the same comparison."""
        for target in aim.read:
            if target in self._at:
                return target
        if not aim.said.facet:
            # What was said of a change that is no more (a link's, say) is said of the paragraph; what was said in a
            # table that was struck whole, of the table.
            for target in sorted(self._within.get((aim.said.block, aim.said.struck), ()), key=str):
                if target not in aims.read and (target.struck or target.block == aim.said.block):
                    return target
        return aim.said

    def _anchor(self, document: Document, target: Target) -> Anchor:
        where = self._baseline if target.struck else document
        if where is None or target.block not in where.blocks_by_id:
            raise KeyError(target)
        return anchor_of(where, target)

    def _place(self, key: str, target: Target | None) -> None:
        former = self._places.get(key)
        if former is not None and self._at.get(former) == key:
            del self._at[former]
            self._within[_outermost(former)].discard(former)
        self._places[key] = target
        if target is not None:
            self._at[target] = key
            self._within.setdefault(_outermost(target), set()).add(target)
            if not target.struck:
                self._last.pop(key, None)

    def _find(self, keys: Sequence[str], document: Document, among: Collection[BlockId] | None = None) -> None:
        """Hang annotations where the text of their anchors stands in a document, unless others hang there."""
        anchors = [self._annotations[key].anchor for key in keys]
        for key, anchor, block in zip(keys, anchors, find_anchors(document, anchors, among), strict=True):
            if block is not None:
                self._place_if_free(key, Target(block, anchor.struck, anchor.facet))


def _outermost(target: Target) -> tuple[BlockId, bool]:
    if "/r" not in target.block:
        return target.block, target.struck
    story, position, _ = parts_of(target.block)
    return BlockId(f"{story}/{position}"), target.struck


def _is_only(document: Document, block: BlockId) -> bool:
    """Whether nothing else in a document says what a block says."""
    text = text_of(document.blocks_by_id[block])
    return sum(text_of(each) == text for each in document.blocks_by_id.values()) == 1


__all__ = ["AnnotationBook", "aims_of", "target_of"]
