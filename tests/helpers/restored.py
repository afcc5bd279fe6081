"""Changes given back one by one, until a document is what it was."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from rus_editor.compare.engine import compare
from rus_editor.model.comparison import Change, ChangeKind, Comparison, Subject
from rus_editor.model.document import Document, StoryKind, block_text
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry, StepLabel
from rus_editor.model.view import View, view_of
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.restoring import Earlier, restore_changes, restore_difference
from rus_editor.usecases.workspace import Workspace

PROFILE = profile_of("rus")


@dataclass
class Review:
    """A working copy with the version that it is compared with."""

    old: bytes
    new: bytes
    entries: list[LogEntry] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open both."""
        self.earlier = Earlier(self.old, "gammal.docx")
        self.workspace = Workspace(self.new, "ny.docx", PROFILE, record=self.entries.append)

    @property
    def comparison(self) -> Comparison:
        """What differs by now."""
        return compare(self.earlier.document, self.workspace.document, PROFILE)

    def change(self, kind: ChangeKind, subject: Subject | None = None, text: str = "") -> Change:
        """The first change of a kind, about something, that says something."""
        return next(
            each
            for each in self.comparison.changes
            if each.kind is kind
            and subject in (None, each.subject)
            and any(side is not None and text in side.text for side in (each.old, each.new))
        )

    def restore(self, *changes: Change) -> None:
        """Give changes back, as one step."""
        act = restore_changes(self.workspace, self.earlier, self.comparison, changes)
        assert act.edits, changes
        self.workspace.apply(act.edits, StepLabel.RESTORED)

    def restore_one_of(self, change: Change, index: int) -> None:
        """Give one difference of a change back."""
        act = restore_difference(self.workspace, self.earlier, self.comparison, change, index)
        assert act.edits, change
        self.workspace.apply(act.edits, StepLabel.RESTORED)

    def restore_all(self, seed: int, batch: int = 1) -> list[Change]:
        """Give everything back in any order, comparing anew each time; gives what could not be."""
        chance = random.Random(seed)
        left: dict[str, Change] = {}
        waiting: set[str] = set()
        for _ in range(5_000):
            comparison = self.comparison
            changes = [each for each in comparison.changes if each.id not in left and each.id not in waiting]
            if not changes:
                return [each for each in comparison.changes if each.id in waiting or each.id in left]
            chosen = chance.sample(changes, min(batch, len(changes)))
            try:
                act = restore_changes(self.workspace, self.earlier, comparison, chosen)
            except KnownError as error:
                if error.code is ErrorCode.RESTORE_TRACKED:
                    left.update((each.id, each) for each in chosen)
                # Or it may hang on something else that is not back yet.
                waiting.update(each.id for each in chosen)
                continue
            self.workspace.apply(act.edits, StepLabel.RESTORED)
            waiting.clear()
        raise AssertionError("it never ends")

    def undo_all(self) -> None:
        """Take every step back."""
        while self.workspace.undo() is not None:
            pass


def said(document: Document) -> dict[StoryKind, Counter[str]]:
    """What every story says, tracked changes made; the body is one, of the others the order is none of the text's."""
    found: dict[StoryKind, Counter[str]] = {}
    for story in view_of(document, View.FINAL).stories:
        text = "\n".join(map(block_text, story.blocks))
        if text or story.kind is StoryKind.BODY:
            found.setdefault(story.kind, Counter())[text] += 1
    return found
