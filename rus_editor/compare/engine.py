"""Compare two documents: the one entrance to this package."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from rus_editor.compare.blocks import compare_blocks
from rus_editor.compare.chapters import ChapterTable, pair_chapters
from rus_editor.compare.drafts import Draft, PairDraft, Sheet
from rus_editor.compare.moves import equal_moves, reworded_moves
from rus_editor.compare.noise import foremost
from rus_editor.compare.numbers import add_number_drafts
from rus_editor.compare.page_sections import page_section_drafts
from rus_editor.compare.paragraphs import Movement, matched
from rus_editor.compare.sides import Authors, Side
from rus_editor.compare.stories import answers_of, compare_stories
from rus_editor.compare.tables import compare_tables
from rus_editor.compare.units import unit_of_block
from rus_editor.model.comparison import BlockPair, Change, ChangeKind, Comparison, Noise, SegmentKind
from rus_editor.model.document import Block, BlockId, Document, Paragraph, Revision, StoryKind, walk
from rus_editor.model.profile import Profile, SectionRole
from rus_editor.model.view import View


def compare(
    old: Document,
    new: Document,
    profile: Profile,
    *,
    old_view: View = View.FINAL,
    new_view: View = View.FINAL,
    ignored: frozenset[Noise] = frozenset(),
    progress: Callable[[float], None] | None = None,
) -> Comparison:
    """Everything that differs between two documents.

    ``old_view`` and ``new_view`` say how pending tracked changes are seen. ``ignored`` leaves out changes that consist
    of nothing but these kinds of noise. ``progress`` is told how much is done, 0 to 1. The same two documents always
    give the same answer. The work grows near-linearly with the documents.
    """
    tell = progress or (lambda _done: None)
    sheet = Sheet(Side(old, old_view, profile), Side(new, new_view, profile))
    tell(0.2)
    rows = compare_blocks(sheet, sheet.old.document.body.blocks, sheet.new.document.body.blocks, compare_tables)
    tell(0.6)
    rows.extend(compare_stories(sheet, answers_of(rows)))
    rows = _moves_between_stories(sheet, rows)
    add_number_drafts(sheet, rows)
    tell(0.8)
    chapters = pair_chapters(sheet.old, sheet.new, rows)
    drafts = [*(draft for row in rows for draft in row.drafts), *page_section_drafts(sheet)]
    finisher = _Finisher(sheet, chapters, _row_numbers(rows), Authors(new))
    changes, ids = finisher.changes(drafts, ignored)
    tell(1.0)
    return Comparison(
        old=sheet.old.version(),
        new=sheet.new.version(),
        profile=profile.name,
        chapters=chapters.chapters,
        pairs=tuple(_pair(row, ids) for row in rows),
        changes=tuple(changes),
        ignored=ignored,
    )


def _pair(row: PairDraft, ids: dict[int, str]) -> BlockPair:
    return BlockPair(
        story=row.story,
        old=tuple(block.id for block in row.old),
        new=tuple(block.id for block in row.new),
        segments=row.segments,
        changes=tuple(ids[id(draft)] for draft in row.drafts if id(draft) in ids),
        moved=row.moved,
        moved_away=row.moved_away,
    )


def _moves_between_stories(sheet: Sheet, rows: list[PairDraft]) -> list[PairDraft]:
    """Find paragraphs that were moved out of, into or between tables, notes and boxes."""
    gone = [row for row in rows if _is_lone_paragraph(row.old, row.new, row)]
    come = [row for row in rows if _is_lone_paragraph(row.new, row.old, row)]
    if not gone or not come:
        return rows
    olds, news = [unit_of_block(row.old[0]) for row in gone], [unit_of_block(row.new[0]) for row in come]
    moves = equal_moves(olds, news, range(len(olds)), range(len(news)))
    left_old = sorted(set(range(len(olds))) - {move.old for move in moves})
    left_new = sorted(set(range(len(news))) - {move.new for move in moves})
    moves += reworded_moves(olds, news, left_old, left_new)
    replaced: dict[int, PairDraft] = {}
    for move in moves:
        source, target = gone[move.old], come[move.new]
        old_block, new_block = source.old[0], target.new[0]
        if not isinstance(old_block, Paragraph) or not isinstance(new_block, Paragraph) or not new_block.text.strip():
            continue
        replaced[id(target)] = matched(sheet, (old_block,), (new_block,), Movement(None))
        source.drafts.clear()
        source.moved = source.moved_away = True
    return [replaced.get(id(row), row) for row in rows]


def _is_lone_paragraph(there: tuple[Block, ...], opposite: tuple[Block, ...], row: PairDraft) -> bool:
    return (
        len(there) == 1
        and not opposite
        and not row.moved
        and isinstance(there[0], Paragraph)
        and not there[0].generated
        and bool(row.drafts)
    )


def _row_numbers(rows: Sequence[PairDraft]) -> dict[tuple[bool, BlockId], int]:
    """The row in which each block of either document stands; the key says whether it is of the new one."""
    numbers: dict[tuple[bool, BlockId], int] = {}
    for number, row in enumerate(rows):
        for is_new, blocks in ((False, row.old), (True, row.new)):
            for block in blocks:
                for inner in walk((block,)):
                    numbers[is_new, inner.id] = number if not row.moved_away or not is_new else -1
    return numbers


class _Finisher:
    """Gives each draft its chapter, role, author, place in the order, and id."""

    def __init__(
        self,
        sheet: Sheet,
        chapters: ChapterTable,
        row_numbers: dict[tuple[bool, BlockId], int],
        authors: Authors,
    ) -> None:
        self._sheet = sheet
        self._chapters = chapters
        self._row_numbers = row_numbers
        self._authors = authors

    def changes(self, drafts: Iterable[Draft], ignored: frozenset[Noise]) -> tuple[list[Change], dict[int, str]]:
        """The changes in reading order, and each draft's id by the draft's identity."""
        kept = [draft for draft in drafts if not _is_ignored(draft, ignored)]
        kept.sort(key=self._order)
        seen: dict[str, int] = {}
        ids: dict[int, str] = {}
        changes: list[Change] = []
        for draft in kept:
            mark = _mark(draft)
            seen[mark] = seen.get(mark, 0) + 1
            change_id = hashlib.sha256(f"{mark}\0{seen[mark]}".encode(errors="surrogatepass")).hexdigest()[:12]
            ids[id(draft)] = change_id
            changes.append(self._change(draft, change_id, ignored))
        return changes, ids

    def _change(self, draft: Draft, change_id: str, ignored: frozenset[Noise]) -> Change:
        chapter, role = self._spot(draft)
        revision = self._author(draft)
        author, date = (revision.author, revision.date) if revision is not None else (draft.author, draft.date)
        return Change(
            id=change_id,
            kind=draft.kind,
            subject=draft.subject,
            chapter=chapter,
            role=role,
            old=draft.old,
            new=draft.new,
            segments=draft.segments,
            formats=() if Noise.FORMATTING in ignored and draft.kind is not ChangeKind.REPLACED else draft.formats,
            edited=draft.edited,
            noise=foremost(draft.noises),
            author=author or None,
            date=date or None,
            group=f"g{draft.group}" if draft.group is not None else None,
            detail=draft.detail,
        )

    def _spot(self, draft: Draft) -> tuple[int, SectionRole | None]:
        if draft.new is not None and draft.new.place.chapter is not None:
            return self._chapters.of_new[draft.new.place.chapter], draft.new.place.role
        if draft.old is not None and draft.old.place.chapter is not None:
            return self._chapters.of_old[draft.old.place.chapter], draft.old.place.role
        return 0, None

    def _order(self, draft: Draft) -> tuple[int, int, int]:
        """Chapter, row in the body (a note's by the paragraph it hangs on), and the body before what hangs on it."""
        is_new = draft.new is not None
        side, blocks = (self._sheet.new, draft.new_blocks) if is_new else (self._sheet.old, draft.old_blocks)
        chapter = self._spot(draft)[0]
        if not blocks:
            return chapter, -1, 0
        story = side.located[blocks[0].id].story
        row = self._row_numbers.get((is_new, blocks[0].id), -1)
        if story.kind is StoryKind.BODY:
            return chapter, row, 0
        seen = 0
        anchor = story.anchor
        while anchor is not None and seen < 8:
            found = side.located.get(anchor)
            if found is None:
                break
            if found.story.kind is StoryKind.BODY:
                return chapter, self._row_numbers.get((is_new, anchor), -1), 1 + row
            anchor, seen = found.story.anchor, seen + 1
        return chapter, -1, 1 + row

    def _author(self, draft: Draft) -> Revision | None:
        authors = self._authors
        if draft.kind is ChangeKind.DELETED:
            return authors.of_deleted(draft.old.text) if draft.old is not None else None
        if draft.kind is ChangeKind.INSERTED:
            return authors.of_inserted(draft.new_blocks)
        if draft.kind is ChangeKind.MOVED:
            return authors.of_inserted(draft.new_blocks) or authors.of_deleted(draft.old.text if draft.old else "")
        if draft.kind is ChangeKind.FORMATTED:
            return authors.of_formatted(draft.new_blocks)
        struck = [segment.text for segment in draft.segments if segment.kind is SegmentKind.DELETED]
        written = [segment.text for segment in draft.segments if segment.kind is SegmentKind.INSERTED]
        return authors.of_reworded(draft.new_blocks, struck, written)


def _is_ignored(draft: Draft, ignored: frozenset[Noise]) -> bool:
    if not ignored or None in draft.noises:
        return False
    return draft.noises <= ignored


def _mark(draft: Draft) -> str:
    old = draft.old.text if draft.old is not None else ""
    new = draft.new.text if draft.new is not None else ""
    formats = repr(draft.formats) if draft.kind is ChangeKind.FORMATTED else ""
    return f"{draft.kind.value}\x00{draft.subject.value}\x00{old}\x00{new}\x00{formats}"
