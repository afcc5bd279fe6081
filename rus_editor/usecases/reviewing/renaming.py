"""Changes found in a part of the text, with the names and places that they have in the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rus_editor.model.comparison import BlockPair, Change, ChangeKind, ChapterPair, Noise, SegmentKind, Side, Subject
from rus_editor.model.document import BlockId, Document, Story, StoryKind
from rus_editor.model.review import ReviewRow
from rus_editor.usecases.reviewing.keys import change_key
from rus_editor.usecases.reviewing.rows import Rows
from rus_editor.usecases.reviewing.shifting import outermost

_OF_STORY: Mapping[StoryKind, Subject] = {
    StoryKind.FOOTNOTE: Subject.FOOTNOTE,
    StoryKind.ENDNOTE: Subject.ENDNOTE,
    StoryKind.HEADER: Subject.HEADER,
    StoryKind.FOOTER: Subject.FOOTER,
    StoryKind.TEXT_BOX: Subject.TEXT_BOX,
    StoryKind.COMMENT: Subject.COMMENT,
}
_IN_STORIES = (Subject.PARAGRAPH, Subject.LIST_ITEM, Subject.CHAPTER, Subject.HEADING)


class Renamer:
    """Gives the changes found in parts of the text names that no other has; a change that was there keeps its own."""

    def __init__(self, before: Rows, taken: Iterable[str]) -> None:
        """``taken`` are the names of the changes that stay as they were."""
        self._before = before
        self._taken = set(taken)
        self._titles = {title for pair in before.comparison.chapters for title in _titles(pair)}

    def renamed(
        self, found: Sequence[Change], was: Sequence[Change], story: Story
    ) -> tuple[list[Change], dict[str, str]]:
        """Changes found, named; and each one's name by the one it was found with.

        ``was`` are the changes that were there. What nobody could know from a part of the text is left out.
        """
        ignored = self._before.comparison.ignored
        earlier: dict[str, list[Change]] = {}
        for change in was:
            earlier.setdefault(change_key(change), []).append(change)
        changes: list[Change] = []
        names: dict[str, str] = {}
        for change in found:
            named = self._called(change, story)
            same = earlier.get(change_key(named), [])
            twin = same.pop(0) if same else None
            if twin is not None and twin.id in self._taken:
                twin = None
            if twin is None and (_is_number(named) or (named.noise is not None and named.noise in ignored)):
                continue
            if twin is not None:
                named = replace(named, id=twin.id, author=twin.author, date=twin.date, group=twin.group)
            number = 2
            while named.id in self._taken:
                named = replace(named, id=f"{change.id}.{number}")
                number += 1
            self._taken.add(named.id)
            names[change.id] = named.id
            changes.append(named)
        return changes, names

    def moved_on(self, change: Change, after: Document, here: Mapping[BlockId, BlockPair]) -> Change:
        """A move whose new end was edited."""
        pair = next((pair for pair in here.values() if change.id in pair.changes), None)
        if pair is None or change.new is None:
            return change
        text = after.blocks_by_id[pair.new[0]]
        place = replace(change.new.place, blocks=pair.new)
        edited = any(
            each.kind is not SegmentKind.EQUAL and each.noise is not Noise.WHITESPACE for each in pair.segments
        )
        self._taken.add(change.id)
        return replace(
            change, new=Side(place, getattr(text, "text", "")), segments=pair.segments, edited=change.edited or edited
        )

    def placed(self, changes: Sequence[Change], rows: Sequence[ReviewRow], after: Document) -> list[Change]:
        """Changes with chapter, role and places as the rows that they are seen in tell."""
        seen = {each: row for row in reversed(rows) for each in row.changes}
        return [self._placed(change, seen[change.id], after) if change.id in seen else change for change in changes]

    def _called(self, change: Change, story: Story) -> Change:
        """A change with the subject that it has in the whole text."""
        subject = change.subject
        if story.kind is not StoryKind.BODY:
            return replace(change, subject=_OF_STORY[story.kind]) if subject in _IN_STORIES else change
        if subject is Subject.CHAPTER:
            texts = [" ".join(side.text.split()) for side in (change.old, change.new) if side is not None]
            if not any(text in self._titles for text in texts):
                return replace(change, subject=Subject.HEADING)
        return change

    def _placed(self, change: Change, row: ReviewRow, after: Document) -> Change:
        chapters = self._before.comparison.chapters
        pair = chapters[row.chapter] if row.chapter < len(chapters) else None
        return replace(
            change,
            chapter=row.chapter,
            role=row.role,
            old=self._end(change.old, self._before.old, row, None if pair is None else pair.old),
            new=self._end(change.new, after, row, None if pair is None else pair.new),
        )

    def _end(self, side: Side | None, document: Document, row: ReviewRow, chapter: int | None) -> Side | None:
        if side is None or not side.place.blocks:
            return side
        place = side.place
        outer = outermost(place.blocks[0])
        story = document.stories_by_id.get(place.story)
        position = next(
            (number for number, block in enumerate(story.blocks if story else (), 1) if block.id == outer),
            place.position,
        )
        return replace(
            side, place=replace(place, story_kind=row.story_kind, chapter=chapter, role=row.role, position=position)
        )


def _titles(pair: ChapterPair) -> list[str]:
    return [title for title in (pair.old_title, pair.new_title) if title]


def _is_number(change: Change) -> bool:
    """A number before a paragraph: whether it is a change of its own takes the whole list to know."""
    return change.kind is ChangeKind.FORMATTED and all(each.property == "number" for each in change.formats)
