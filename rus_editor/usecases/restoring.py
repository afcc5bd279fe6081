"""Earlier wordings given back: changes of a comparison, one difference of a change, paragraphs that were struck.

What is given back comes from the version's own file, markup and all: looks, lists, notes, pictures, links. The edit
that does it carries what it needs, so that a journal can be done again without the version at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import BlockPair, Change, Comparison, SegmentKind
from rus_editor.model.document import BlockId, Document, Paragraph
from rus_editor.model.edits import ImpossibleEdit, Reinstate
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import Caret
from rus_editor.usecases.live import LiveMarks, Mark, Struck, final_spans, parts_of
from rus_editor.usecases.workspace import Workspace
from rus_editor.usecases.writing import Act, restored, sibling
from rus_editor.word.restoring.earlier import Earlier as EarlierFile
from rus_editor.word.restoring.restorer import Restorer


class Earlier:
    """A version's file, opened so that what stood there can be given back.

    To open it takes as long as to read it, and is best done off the thread that edits; then it belongs to that thread.
    """

    def __init__(self, content: bytes, name: str) -> None:
        """Open a version. Raises KnownError as reading it does."""
        self._file = EarlierFile(content, name)
        self.restorer = Restorer(self._file)

    @property
    def document(self) -> Document:
        """The version as it is compared, tracked changes in it as such."""
        return self._file.document


def restore_changes(workspace: Workspace, earlier: Earlier, comparison: Comparison, changes: Sequence[Change]) -> Act:
    """Changes taken back as one step: what came goes, what went comes, what was moved goes back to where it stood.

    ``comparison`` is of ``earlier`` with the workspace's document as it stands. A paragraph that was reworded gets all
    of its earlier wording and look; a picture, a link or a note that is a change of its own comes back by itself, and
    what hangs on something that is gone brings that along. Raises KnownError RESTORE_TRACKED or RESTORE_IMPOSSIBLE
    where nothing can be taken back, ImpossibleEdit for another comparison.
    """
    _demand_current(workspace, comparison, changes)
    manuscript = workspace.writer.manuscript
    return _act(lambda: earlier.restorer.changes(manuscript, comparison, changes, compare_words), changes)


def restore_difference(
    workspace: Workspace, earlier: Earlier, comparison: Comparison, change: Change, segment_index: int
) -> Act:
    """One difference of a change taken back: the segment with that index, and what was put in its stead.

    Raises as :func:`restore_changes` does.
    """
    _demand_current(workspace, comparison, (change,))
    manuscript = workspace.writer.manuscript
    return _act(
        lambda: earlier.restorer.difference(manuscript, comparison, change, segment_index, compare_words), (change,)
    )


def restored_wording(workspace: Workspace, earlier: Earlier | None, marks: LiveMarks, block: BlockId) -> Act:
    """A paragraph's earlier wording again, with its look, its pictures and notes, as its mark tells of it.

    Without the version's file letter by letter. Empty for what is new. Raises KnownError as :func:`restore_changes`
    does.
    """
    mark = marks.mark(block)
    pair = _pair(workspace.document, marks, block, mark)
    if earlier is None or pair is None:
        return restored(block, mark.segments) if mark.old else Act()
    manuscript = workspace.writer.manuscript
    act = _act(lambda: earlier.restorer.wording(manuscript, pair, compare_words), ())
    return Act(act.edits, Caret(pair.new[0], 0)) if act.edits else act


def _pair(document: Document, marks: LiveMarks, block: BlockId, mark: Mark) -> BlockPair | None:
    """What a paragraph answers to, together with the others that it was split into; None where that is not known."""
    if not mark.old:
        return None
    found = document.blocks_by_id.get(block)
    if isinstance(found, Paragraph) and mark.new_text == final_spans(found).text:
        return BlockPair(parts_of(block)[0], mark.old, (block,), mark.segments)
    for pair in marks.comparison.pairs:
        if block in pair.new and pair.old == mark.old and not pair.moved_away:
            texts = [final_spans(each).text for each in _paragraphs(document, pair.new)]
            news = "".join(each.text for each in pair.segments if each.kind is not SegmentKind.DELETED)
            return pair if len(texts) == len(pair.new) and "\n".join(texts) == news else None
    return None


def _paragraphs(document: Document, blocks: Sequence[BlockId]) -> list[Paragraph]:
    found = map(document.blocks_by_id.get, blocks)
    return [block for block in found if isinstance(block, Paragraph)]


def restored_struck(
    workspace: Workspace, earlier: Earlier | None, block: BlockId, struck: Sequence[Struck], *, after: bool = False
) -> Act:
    """What was struck back where it stood: before ``block``, or after it; tables and pictures, too.

    What was only moved stands elsewhere and stays there. Empty where nothing comes back, and without the version's
    file. Raises KnownError as :func:`restore_changes` does.
    """
    olds = [each.block for each in struck if not each.moved]
    if earlier is None or not olds:
        return Act()
    manuscript = workspace.writer.manuscript
    act = _act(lambda: earlier.restorer.beside(manuscript, olds, block, compare_words, after=after), ())
    return Act(act.edits, Caret(sibling(block, 1) if after else block, 0)) if act.edits else act


def _act(make: Callable[[], Reinstate], changes: Sequence[Change]) -> Act:
    try:
        edit = make()
    except ImpossibleEdit as error:
        raise KnownError(ErrorCode.RESTORE_IMPOSSIBLE) from error
    if not edit.patches and changes:
        raise KnownError(ErrorCode.RESTORE_IMPOSSIBLE)
    return Act((edit,), _caret(changes)) if edit.patches else Act()


def _caret(changes: Sequence[Change]) -> Caret | None:
    """Where to look at what was given back: where it stands now, so far as that is known beforehand."""
    side = next((change.new for change in changes if change.new is not None), None)
    return None if side is None else Caret(side.place.blocks[0], 0)


def _demand_current(workspace: Workspace, comparison: Comparison, changes: Sequence[Change]) -> None:
    """Raises ImpossibleEdit where a comparison is of the document as it was before somebody went on writing."""
    known = {change.id for change in comparison.changes}
    blocks = workspace.document.blocks_by_id
    for change in changes:
        if change.id not in known:
            raise ImpossibleEdit(f"the comparison has no change {change.id}")
        side = change.new
        if side is not None and any(block not in blocks for block in side.place.blocks):
            raise ImpossibleEdit("the comparison is of the document as it was")


__all__ = ["Earlier", "restore_changes", "restore_difference", "restored", "restored_struck", "restored_wording"]
