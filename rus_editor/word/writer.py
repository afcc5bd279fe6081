"""Edits into a file's markup, so that the fewest elements change, each with its exact inverse."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId, Document
from rus_editor.model.edits import (
    AddComment,
    ClearFormat,
    DeleteBlock,
    DeleteComment,
    DeleteRow,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    MoveBlock,
    MoveText,
    ParagraphStyle,
    PasteBlocks,
    Patch,
    Reinstate,
    ReplaceText,
    ReplyToComment,
    ResolveComment,
    ResolveRevisions,
    Restore,
    SetCellText,
    SetLink,
    SetList,
    SetListLevel,
    SetMarks,
    SetStyle,
    SplitBlock,
    UseContent,
)
from rus_editor.word.names import TEXT_BOX_CONTENT
from rus_editor.word.package import Package
from rus_editor.word.writing import commenting, looks, paragraphs, table_rows
from rus_editor.word.writing.cutting import join_texts
from rus_editor.word.writing.links import set_link
from rus_editor.word.writing.lists import set_list
from rus_editor.word.writing.manuscript import Manuscript
from rus_editor.word.writing.moving import move_text
from rus_editor.word.writing.pasting import paste
from rus_editor.word.writing.pieces import PieceKind, TextMap
from rus_editor.word.writing.placing import replace_text
from rus_editor.word.writing.snapshot import Snapshot
from rus_editor.word.writing.text_boxes import copy_into, twin_of
from rus_editor.word.writing.tracked import resolve_revisions

_HIGHEST_LEVEL = 8


class Writer:
    """An opened file that edits are made in. It belongs to one thread."""

    def __init__(self, package: Package) -> None:
        """Open a package for writing. Raises KnownError as reading it does."""
        self.manuscript = Manuscript(package)

    @property
    def document(self) -> Document:
        """The document as it stands, read from the edited markup; ``digest`` stays that of the file as it was read."""
        return self.manuscript.document

    def to_bytes(self) -> bytes:
        """The file with the edits in it; parts that no edit reached keep their bytes."""
        return self.snapshot().to_bytes()

    def snapshot(self) -> Snapshot:
        """The file as it stands, as a frozen value: another thread may make its bytes while editing goes on."""
        return self.manuscript.snapshot()

    def list_styles(self) -> tuple[ParagraphStyle, ...]:
        """The paragraph styles that a person may choose: used ones first, the most used at the top."""
        return self.manuscript.style_choices()

    def picture(self, digest: str) -> tuple[bytes, str] | None:
        """A picture's bytes and its media type ("image/png"), by the digest of its atom; None for one not there.

        Raises KnownError where it is damaged.
        """
        return self.manuscript.picture(digest)

    def apply(self, edit: Edit) -> Restore:
        """Make an edit and give its inverse: applied to the document as it then is, it leaves no trace of the edit.

        Raises ImpossibleEdit, with nothing changed, where the document has no place for it.
        """
        patches: list[Patch] = []
        block = _block_of(edit)
        box = None if block is None else self.manuscript.find(block)
        twin = None if box is None else twin_of(box.story)
        try:
            self._apply(edit, patches)
            if box is not None and twin is not None:
                copy_into(self.manuscript, box.part, box.story, twin, patches)
        except BaseException:
            for patch in reversed(patches):
                self.manuscript.apply(patch, [])
            raise
        return Restore(tuple(reversed(patches)))

    def apply_all(self, edits: Sequence[Edit]) -> list[Restore]:
        """Make edits one after another, all or none; gives the inverses, to be applied in the opposite order.

        Stretches of a paragraph that are replaced from the back have one inverse together, and where only letters gave
        way to letters nothing is read in between: hundreds of hits are replaced at once.
        Raises ImpossibleEdit, with nothing changed.
        """
        inverses: list[Restore] = []
        made, may_wait = 0, False
        try:
            while made < len(edits):
                stretches = _of_one_paragraph(edits, made)
                may_wait = bool(stretches) and self._replace_letters(stretches, inverses, may_wait=may_wait)
                if not may_wait:
                    inverses.append(self.apply(edits[made]))
                made += len(stretches) if may_wait else 1
        except BaseException:
            for inverse in reversed(inverses):
                self.apply(inverse)
            raise
        return inverses

    def _replace_letters(self, edits: Sequence[ReplaceText], inverses: list[Restore], *, may_wait: bool) -> bool:
        """Replace stretches of a paragraph, the last one first; False, with nothing done, if that is more than letters.

        ``may_wait``: only letters have changed since the document was read, so that its blocks are called as they were.
        """
        manuscript = self.manuscript
        found = manuscript.paragraph(edits[0].block, may_wait=may_wait)
        text_map = manuscript.text_map(found)
        if found.story.tag == TEXT_BOX_CONTENT or not all(_are_letters(text_map, edit) for edit in edits):
            return False
        patches: list[Patch] = []
        touched: dict[Element, None] = {}
        with manuscript.touching_block(found, patches):
            for edit in edits:
                replace_text(text_map, edit.start, edit.end, edit.text, manuscript.fresh_id, touched)
            for run in touched:
                if run.getparent() is not None:
                    join_texts(run)
        inverses.append(Restore(tuple(patches)))
        return True

    def _apply(self, edit: Edit, patches: list[Patch]) -> None:
        match edit:
            case ReplaceText():
                self._replace_text(edit, patches)
                return
            case SetMarks() | ClearFormat():
                self._set_marks(edit, patches)
                return
            case SetStyle():
                found = self.manuscript.paragraph(edit.block)
                style_id = looks.style_id_of(self.manuscript, edit.style)
                with self.manuscript.touching_block(found, patches):
                    looks.set_style(found.element, style_id)
                return
            case SetListLevel():
                self._set_list_level(edit, patches)
                return
            case UseContent():
                raise ImpossibleEdit("another file takes the place of this one, which is not the writer's to do")
            case Reinstate() | Restore():
                for patch in edit.patches:
                    self.manuscript.apply(patch, patches)
            case SetLink():
                set_link(self.manuscript, self.manuscript.paragraph(edit.block), edit, patches)
            case AddComment():
                commenting.add(self.manuscript, edit, patches)
            case ReplyToComment():
                commenting.reply(self.manuscript, edit.comment, edit.text, edit.author, edit.date, patches)
            case ResolveComment():
                commenting.resolve(self.manuscript, edit.comment, patches, done=edit.done)
            case DeleteComment():
                commenting.delete(self.manuscript, edit.comment, patches)
            case ResolveRevisions():
                resolve_revisions(self.manuscript, edit, patches)
            case SetList():
                set_list(self.manuscript, self.manuscript.paragraph(edit.block), edit, patches)
            case MoveText():
                target = self.manuscript.paragraph(edit.target)
                move_text(self.manuscript, self.manuscript.paragraph(edit.block), target, edit, patches)
            case PasteBlocks():
                paste(self.manuscript, edit, self._apply, patches)
            case _:
                self._apply_to_blocks(edit, patches)

    def _apply_to_blocks(
        self,
        edit: SplitBlock | JoinBlocks | InsertBlock | DeleteBlock | MoveBlock | SetCellText | InsertRow | DeleteRow,
        patches: list[Patch],
    ) -> None:
        manuscript = self.manuscript
        match edit:
            case SplitBlock():
                paragraphs.split(manuscript, manuscript.paragraph(edit.block), edit.offset, patches)
            case JoinBlocks():
                paragraphs.join(manuscript, manuscript.paragraph(edit.block), patches)
            case InsertBlock():
                style_id = None if edit.style is None else looks.style_id_of(manuscript, edit.style)
                found = manuscript.find(edit.block)
                paragraphs.insert(
                    manuscript, found, edit.text, style_id, patches, before=edit.before, own_style=edit.style is None
                )
            case DeleteBlock():
                paragraphs.delete(manuscript, manuscript.find(edit.block), patches)
            case MoveBlock():
                target = manuscript.find(edit.target)
                paragraphs.move(manuscript, manuscript.find(edit.block), target, patches, before=edit.before)
            case SetCellText():
                found = manuscript.table(edit.table)
                table_rows.set_cell_text(manuscript, found, edit.row, edit.cell, edit.text, patches)
            case InsertRow():
                table_rows.insert_row(manuscript, manuscript.table(edit.table), edit.row, edit.texts, patches)
            case DeleteRow():
                table_rows.delete_row(manuscript, manuscript.table(edit.table), edit.row, patches)

    def _replace_text(self, edit: ReplaceText, patches: list[Patch]) -> None:
        manuscript = self.manuscript
        found = self.manuscript.paragraph(edit.block)
        text_map = manuscript.text_map(found)
        text_map.demand(edit.start, edit.end)
        if edit.start == edit.end and not edit.text:
            return
        with self.manuscript.touching_block(found, patches):
            comments = replace_text(text_map, edit.start, edit.end, edit.text, manuscript.fresh_id)
        paragraphs.drop_comment_ranges(manuscript, found.part, comments, patches)

    def _set_marks(self, edit: SetMarks | ClearFormat, patches: list[Patch]) -> None:
        found = self.manuscript.paragraph(edit.block)
        text_map = self.manuscript.text_map(found)
        text_map.demand(edit.start, edit.end)
        if edit.start < edit.end:
            with self.manuscript.touching_block(found, patches):
                if isinstance(edit, ClearFormat):
                    looks.clear_format(text_map, edit.start, edit.end)
                else:
                    looks.set_mark(text_map, edit.start, edit.end, edit.mark, edit.value)

    def _set_list_level(self, edit: SetListLevel, patches: list[Patch]) -> None:
        manuscript = self.manuscript
        found = manuscript.paragraph(edit.block)
        block = manuscript.document.blocks_by_id[edit.block]
        numbering = getattr(block, "numbering", None)
        if numbering is None:
            raise ImpossibleEdit(f"{edit.block} stands in no list")
        if edit.level is not None and not 0 <= edit.level <= _HIGHEST_LEVEL:
            raise ImpossibleEdit(f"a list has no level {edit.level}")
        of_style = not looks.has_own_numbering(found.element)
        list_id = looks.list_id_of_style(self.manuscript, found.element) if of_style else None
        with self.manuscript.touching_block(found, patches):
            looks.set_list_level(found.element, edit.level, list_id, of_style=of_style)


def _of_one_paragraph(edits: Sequence[Edit], first: int) -> list[ReplaceText]:
    """The edits from number ``first`` on that replace stretches of one paragraph, each before the last one's."""
    found: list[ReplaceText] = []
    for number in range(first, len(edits)):
        edit = edits[number]
        if not isinstance(edit, ReplaceText) or edit.start >= edit.end:
            break
        if found and (edit.block != found[0].block or edit.end >= found[-1].start):
            break
        found.append(edit)
    return found


def _are_letters(text_map: TextMap, edit: ReplaceText) -> bool:
    """Whether a stretch holds letters alone: nothing that a story or a field hangs on."""
    text_map.demand(edit.start, edit.end)
    return all(
        piece.kind in (PieceKind.TEXT, PieceKind.SIGN) and not piece.fields
        for piece in text_map.pieces
        if piece.start < edit.end and edit.start < piece.end
    )


def _block_of(edit: Edit) -> BlockId | None:
    """The block that an edit is about; None for one that is about none, or about many."""
    match edit:
        case SetCellText() | InsertRow() | DeleteRow():
            return edit.table
        case (
            Reinstate()
            | Restore()
            | UseContent()
            | ResolveRevisions()
            | ReplyToComment()
            | ResolveComment()
            | DeleteComment()
        ):
            return None
        case _:
            return edit.block
