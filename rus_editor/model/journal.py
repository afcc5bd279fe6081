"""The journal of a working copy: everything ever done to it, one entry after another, never taken back.

An *entry* is appended for each act; what is undone is an entry too. So the journal only grows, a reader of it can
never meet a half act, and undo reaches back over saving and restarting as far as the journal does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from rus_editor.model.document import BlockId, StoryId
from rus_editor.model.edits import Edit, Restore, contents_named


class EntryKind(Enum):
    """What an entry of the journal records."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


class StepLabel(Enum):
    """What a step did, to be said in "Ångra: stycke flyttat". The words are the window's."""

    TYPED = "typed"
    ERASED = "erased"
    REPLACED = "replaced"
    PASTED = "pasted"
    SPLIT = "split"
    JOINED = "joined"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    FORMATTED = "formatted"
    STYLED = "styled"
    LISTED = "listed"
    LINKED = "linked"
    TABLE_CHANGED = "table_changed"
    RESTORED = "restored"
    REPLACED_ALL = "replaced_all"
    COMMENTED = "commented"
    TRACKED_RESOLVED = "tracked_resolved"
    VERSION_RESTORED = "version_restored"
    READ_IN = "read_in"
    SALVAGED = "salvaged"


@dataclass(frozen=True, slots=True)
class Caret:
    """A place in a document's text; ``offset`` counts code points. ``anchor`` and ``anchor_block`` end a selection."""

    block: BlockId
    offset: int = 0
    anchor_block: BlockId | None = None
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry. ``seq`` counts from 1; ``step`` is what one undo takes back, several EDIT entries may share it.

    ``inverse`` are the inverses of ``edits`` in the order in which they are to be applied. Typing on in a paragraph
    leaves it None: the inverse of the step's first entry puts the whole paragraph back as it was before.
    UNDO and REDO name the step and carry no edits. ``caret`` is where the caret stood before the act. ``who`` did it
    and ``when`` (ISO 8601, to the second) are empty in journals from before they were kept. ``splices`` are what the
    edits did to the blocks, one after the other; they are left out where every block stayed where it stood.
    """

    seq: int
    kind: EntryKind
    step: int
    label: StepLabel
    edits: tuple[Edit, ...] = ()
    inverse: tuple[Restore, ...] | None = None
    caret: Caret | None = None
    count: int = 1
    who: str = ""
    when: str = ""
    splices: tuple[Splice, ...] = ()

    @property
    def contents(self) -> tuple[str, ...]:
        """The digests of the Word files that it takes to do the entry, or to take it back."""
        return tuple(dict.fromkeys((*contents_named(self.edits), *contents_named(self.inverse or ()))))


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back, put together from its entries."""

    number: int
    label: StepLabel
    edits: tuple[Edit, ...]
    inverse: tuple[Restore, ...]
    caret: Caret | None = None
    count: int = 1

    @property
    def is_whole(self) -> bool:
        """Whether the whole document gives way to another in it."""
        return any(True for _ in contents_named(self.edits))

    def grown(self, entry: LogEntry) -> Step:
        """The step with another of its entries."""
        inverse = self.inverse if entry.inverse is None else (*entry.inverse, *self.inverse)
        return Step(self.number, entry.label, (*self.edits, *entry.edits), inverse, self.caret, self.count)


@dataclass(frozen=True, slots=True)
class Splice:
    """Outermost blocks of a story that gave way to others, by position from 0. Ids after them are counted anew."""

    story: StoryId
    start: int
    removed: int
    inserted: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What an act changed. ``stories`` tells that stories came or went, ``caret`` where the caret is best put.

    ``whole`` tells that the document has given way to another: whoever keeps anything about blocks begins anew.
    """

    splices: tuple[Splice, ...]
    stories: bool = False
    caret: Caret | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The steps that can be undone, oldest first, and those that can be done again, next one last."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()


def outside_gaps(entries: Iterable[LogEntry], gaps: object) -> tuple[LogEntry, ...]:
    """The entries that are part of the text's history.

    ``gaps`` are those that could not be done again and are passed over: pairs of first and last number, as the setting
    has them (anything else is taken for none).
    """
    pairs = [
        (pair[0], pair[1])
        for pair in (gaps if isinstance(gaps, list) else [])
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(number, int) for number in pair)
    ]
    return tuple(entry for entry in entries if not any(first <= entry.seq <= last for first, last in pairs))


def history_of(entries: Iterable[LogEntry]) -> History:
    """What can be undone and done again after these entries.

    Raises ValueError for a journal that contradicts itself (an UNDO of what is not the last step).
    """
    done: list[Step] = []
    undone: list[Step] = []
    for entry in entries:
        match entry.kind:
            case EntryKind.EDIT:
                undone.clear()
                if done and done[-1].number == entry.step:
                    done[-1] = done[-1].grown(entry)
                else:
                    step = Step(entry.step, entry.label, entry.edits, entry.inverse or (), entry.caret, entry.count)
                    done.append(step)
            case EntryKind.UNDO:
                undone.append(_popped(done, entry))
            case EntryKind.REDO:
                done.append(_popped(undone, entry))
    return History(tuple(done), tuple(undone))


def _popped(steps: list[Step], entry: LogEntry) -> Step:
    if not steps or steps[-1].number != entry.step:
        raise ValueError(f"entry {entry.seq} of the journal speaks of step {entry.step}, which is not the last one")
    return steps.pop()
