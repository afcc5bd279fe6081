"""Annotations and where they hang while the text under them is written in.

An annotation's anchor is what stands in the project's file; here each also has the target that it hangs on just now,
which follows edits: a paragraph of the working copy, or one that was struck and stands in the baseline only. One whose
text is in neither is *loose*: it is kept, and hangs on nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from rus_editor.model.comparison import Change, Comparison
from rus_editor.model.document import Block, BlockId, Document, walk
from rus_editor.model.journal import Changed
from rus_editor.model.project import Anchor, Annotation, Target
from rus_editor.model.view import View, view_of
from rus_editor.usecases.anchoring import QUOTE, anchor_of, find_anchor, text_of
from rus_editor.usecases.annotated_changes import Aim, aims_of, living_blocks, target_of
from rus_editor.usecases.following import Course, Went
from rus_editor.usecases.live import LiveMarks


class AnnotationBook:
    """The annotations of a project, each with where it hangs. Belongs to the thread that edits."""

    def __init__(self, document: Document, annotations: Iterable[Annotation] = ()) -> None:
        """Find every annotation's place in the document; struck ones wait for the baseline."""
        self._annotations = {annotation.id: annotation for annotation in annotations}
        self._places: dict[str, Target | None] = {}
        self._at: dict[Target, str] = {}
        self._baseline: Document | None = None
        self._awaits_baseline = True
        self._partners: dict[str, BlockId] = {}
        """The block of the baseline that what an annotation hangs on answers to."""
        self._last: dict[str, Anchor] = {}
        """Where what is loose or struck hung while it lived."""
        self._comparison: Comparison | None = None
        self._marks: LiveMarks | None = None
        self._aims: dict[str, Aim] = {}
        for key, annotation in self._annotations.items():
            self._places[key] = None
            if not annotation.anchor.struck:
                self._find(key, document)

    # -- what there is -----------------------------------------------------------------------------------------------

    def at(self, target: Target) -> Annotation | None:
        """The annotation that hangs on something."""
        found = self._at.get(target)
        return None if found is None else self._annotations[found]

    def placed(self) -> dict[Target, Annotation]:
        """Every annotation that hangs on something, by what it hangs on."""
        return {target: self._annotations[key] for target, key in self._at.items()}

    def loose(self) -> tuple[Annotation, ...]:
        """Annotations whose text is gone. Those on struck text are none while the baseline has not been read."""
        return tuple(
            annotation
            for key, annotation in self._annotations.items()
            if self._places[key] is None
            and not annotation.is_empty
            and not (annotation.anchor.struck and self._awaits_baseline)
        )

    def of_change(self, change: Change) -> Annotation | None:
        """What is said of a change of the comparison that came last, or of any change between the same documents."""
        aim = self._aim(change)
        return next((found for target in aim.read if (found := self.at(target)) is not None), None)

    def annotations_of(self, comparison: Comparison) -> dict[str, Annotation]:
        """What is said of the changes of a comparison, by their ids; those of which nothing is said are not there."""
        aims = self._aims if comparison is self._comparison else aims_of(comparison)
        said: dict[str, Annotation] = {}
        for change, aim in aims.items():
            for target in aim.read:
                found = self._at.get(target)
                if found is not None:
                    said[change] = self._annotations[found]
                    break
        return said

    def target_of(self, change: Change) -> Target:
        """What an annotation of a change hangs on, or would: where the text stands by now."""
        aim = self._aim(change)
        return next((target for target in aim.read if target in self._at), aim.said)

    def target_of_known(self, change: str) -> Target | None:
        """As :meth:`target_of`, for a change by its id; None for one that the last comparison does not have."""
        aim = self._aims.get(change)
        return None if aim is None else next((target for target in aim.read if target in self._at), aim.said)

    # -- acts --------------------------------------------------------------------------------------------------------

    def of(self, document: Document, target: Target) -> Annotation:
        """The annotation on something, or an empty one that could be. KeyError where there is no such thing."""
        return self.at(target) or Annotation(uuid.uuid4().hex, self._anchor(document, target))

    def put(self, document: Document, target: Target, annotation: Annotation, who: str, when: datetime) -> Annotation:
        """Keep what was said of something; gives it as it is to be stored."""
        kept = replace(annotation, anchor=self._anchor(document, target), who=who, changed=when)
        self._annotations[kept.id] = kept
        self._place(kept.id, target)
        self._know_partner(kept.id, target)
        return kept

    def attach(self, document: Document, key: str, target: Target) -> Annotation | None:
        """Hang a loose annotation on something; None where something is said of that already, or none is loose."""
        if self._places.get(key, target) is not None or target in self._at:
            return None
        self._annotations[key] = replace(self._annotations[key], anchor=self._anchor(document, target))
        self._place(key, target)
        self._know_partner(key, target)
        return self._annotations[key]

    def remove(self, key: str) -> None:
        """Forget an annotation, for good. KeyError for one that there is not."""
        self._place(key, None)
        del self._annotations[key], self._places[key]
        self._partners.pop(key, None)

    # -- following the text ------------------------------------------------------------------------------------------

    def follow(self, changed: Changed, before: Document, after: Document) -> bool:
        """Let the places follow an edit; tells whether any annotation was struck, torn loose or found again."""
        told = False
        for splice in changed.splices:
            course = Course(splice, before, after)
            if not course.is_typing:
                told |= self._follow(course, before)
                told |= self._come_back(course.came)
        return told

    def set_baseline(self, baseline: Document | None) -> None:
        """Struck text is text of this document from now on."""
        self._baseline = None if baseline is None else view_of(baseline, View.FINAL)
        self._awaits_baseline = False
        self._comparison, self._marks, self._aims, self._partners = None, None, {}, {}
        for key, annotation in self._annotations.items():
            if annotation.anchor.struck:
                self._place(key, None)
                if self._baseline is not None:
                    self._find(key, self._baseline)

    def compared(self, marks: LiveMarks) -> bool:
        """A whole comparison of the baseline with the document has come; tells as :meth:`follow`.

        The marks are of that comparison, and follow each edit before this is told of it.
        """
        comparison = self._comparison = marks.comparison
        self._marks, self._aims = marks, aims_of(comparison)
        living = living_blocks(comparison)
        told = False
        for key, target in list(self._places.items()):
            if target is not None and target.struck and target.block in living:
                # It was restored: what was said of it goes on being said, where it stands now.
                self._place_if_free(key, Target(living[target.block], facet=target.facet))
                told = True
        for target, key in self._at.items():
            self._know_partner(key, target)
        return told

    def renewed(self, document: Document) -> tuple[Annotation, ...]:
        """Every annotation whose anchor no longer says where it hangs, with one that does; for storing."""
        renewed: list[Annotation] = []
        for target, key in self._at.items():
            anchor = self._anchor(document, target)
            if anchor != self._annotations[key].anchor:
                self._annotations[key] = replace(self._annotations[key], anchor=anchor)
                renewed.append(self._annotations[key])
        return tuple(renewed)

    # -- how ---------------------------------------------------------------------------------------------------------

    def _know_partner(self, key: str, target: Target) -> None:
        """Remember what the baseline has in the place of what an annotation hangs on."""
        olds = () if self._marks is None or target.struck else self._marks.mark(target.block).old
        if olds:
            self._partners[key] = olds[0]
        else:
            self._partners.pop(key, None)

    def _follow(self, course: Course, before: Document) -> bool:
        """Move what hangs on the blocks of a splice, and behind it."""
        went: dict[BlockId, Went | None] = {}

        def moved(target: Target) -> tuple[Target, float] | None:
            if target.struck:
                return target, 1.0
            if target.block not in went:
                went[target.block] = course.of(target.block)
            found = went[target.block]
            return None if found is None else (Target(found.block, facet=target.facet), found.likeness)

        self._aims = {
            change: Aim(
                (moved(aim.said) or (aim.said,))[0], tuple(found[0] for each in aim.read if (found := moved(each)))
            )
            for change, aim in self._aims.items()
        }
        placed = [(key, target, moved(target)) for target, key in self._at.items()]
        gone: list[tuple[str, Target]] = []
        for key, target, found in placed:
            if found is None or found[0] != target:
                self._place(key, None)
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

    def _come_back(self, came: Sequence[Block]) -> bool:
        """Find what is loose or struck in text that came: an undo may have brought it back."""
        seekers: dict[str, list[str]] = {}
        for key, target in self._places.items():
            if target is None or target.struck:
                quote = self._last.get(key, self._annotations[key].anchor).quote
                if quote.strip():
                    seekers.setdefault(quote, []).append(key)
        told = False
        if seekers:
            for block in walk(tuple(came)):
                for key in seekers.get(text_of(block)[:QUOTE], ()):
                    target = self._places[key]
                    facet = self._annotations[key].anchor.facet
                    if (target is None or target.struck) and self._place_if_free(key, Target(block.id, facet=facet)):
                        told = True
        return told

    def _place_if_free(self, key: str, target: Target) -> bool:
        """Hang an annotation on something unless another hangs there; it is loose then."""
        is_free = self._at.get(target, key) == key
        self._place(key, target if is_free else None)
        return is_free

    def _aim(self, change: Change) -> Aim:
        found = self._aims.get(change.id)
        if found is not None:
            return found
        target = target_of(change)
        return Aim(target, (target,))

    def _anchor(self, document: Document, target: Target) -> Anchor:
        where = self._baseline if target.struck else document
        if where is None or target.block not in where.blocks_by_id:
            raise KeyError(target)
        return anchor_of(where, target)

    def _place(self, key: str, target: Target | None) -> None:
        former = self._places.get(key)
        if former is not None and self._at.get(former) == key:
            del self._at[former]
        self._places[key] = target
        if target is not None:
            self._at[target] = key
            if not target.struck:
                self._last.pop(key, None)

    def _find(self, key: str, document: Document) -> None:
        anchor = self._annotations[key].anchor
        taken = {target.block for target in self._at if target.facet == anchor.facet and target.struck == anchor.struck}
        block = find_anchor(document, anchor, taken)
        self._place(key, None if block is None else Target(block, anchor.struck, anchor.facet))


__all__ = ["AnnotationBook", "aims_of", "anchor_of", "find_anchor", "target_of"]
