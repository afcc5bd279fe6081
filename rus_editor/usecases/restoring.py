"""Earlier wordings given back: changes of a comparison, one difference of a change, paragraphs that were struck.

What is given back comes from the version's own file, markup and all: looks, lists, notes, pictures, links. The edit
that does it carries what it needs, so that a journal can be done again without the version at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import Change, Comparison
from rus_editor.model.document import BlockId, Document, Paragraph
from rus_editor.model.edits import Edit, ImpossibleEdit, InsertBlock, ListKind, Reinstate, SetLink, SetList, SetMarks
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import Caret
from rus_editor.usecases.live import Struck
from rus_editor.usecases.pasting import copied
from rus_editor.usecases.workspace import Workspace
from rus_editor.usecases.writing import Act, Spot, restored, sibling
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
    what hangs on something that is gone brings that along. Empty where all of it is back already. Raises KnownError
    RESTORE_TRACKED or RESTORE_IMPOSSIBLE where a change cannot be taken back, ImpossibleEdit for another comparison.
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


def _act(make: Callable[[], Reinstate], changes: Sequence[Change]) -> Act:
    try:
        edit = make()
    except ImpossibleEdit as error:
        raise KnownError(ErrorCode.RESTORE_IMPOSSIBLE) from error
    if not edit.patches:
        return Act()
    return Act((edit,), _caret(changes))


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


__all__ = ["Earlier", "restore_changes", "restore_difference", "restored", "struck_back"]
