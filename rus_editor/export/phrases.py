"""A comparison in words: what a change is called, where it stands, who made it, how its format differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rus_editor.export.marking import start_of
from rus_editor.export.report import Said
from rus_editor.export.signs import one_line
from rus_editor.model.comparison import (
    BlockPair,
    Change,
    ChangeKind,
    ChapterPair,
    Comparison,
    Noise,
    Place,
    SegmentKind,
    Side,
    Subject,
)
from rus_editor.model.document import BlockId, StoryId, StoryKind
from rus_editor.model.profile import SectionRole
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_SUBJECTS_OF_STORIES = {
    StoryKind.FOOTNOTE: Subject.FOOTNOTE,
    StoryKind.ENDNOTE: Subject.ENDNOTE,
    StoryKind.HEADER: Subject.HEADER,
    StoryKind.FOOTER: Subject.FOOTER,
    StoryKind.TEXT_BOX: Subject.TEXT_BOX,
    StoryKind.COMMENT: Subject.COMMENT,
}
HEADINGS = (Subject.HEADING, Subject.CHAPTER)
_NOTES = (Subject.FOOTNOTE, Subject.ENDNOTE)
_NUMBERED = (Subject.LIST_ITEM, *_NOTES)
_HEADING_LIMIT = 70
_NEIGHBOUR_LIMIT = 50
_DETAIL_LIMIT = 200
_CELL_LIMIT = 80
_AUTHOR_LIMIT = 60
_LABEL_LIMIT = 20


@dataclass(frozen=True)
class Phrases:
    """Says things about one summary in one language."""

    wording: Wording
    summary: Summary

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the report."""
        return self.wording.say(f"report.{key}", **facts)

    def count(self, key: str, count: int, **facts: object) -> str:
        """A sentence of the report for a number of things."""
        return self.say(f"{key}.{'one' if count == 1 else 'many'}", count=self.number(count), **facts)

    def number(self, count: int) -> str:
        """A whole number with its thousands apart."""
        return f"{count:,}".replace(",", self.say("number.thousands"))

    def listing(self, texts: Sequence[str]) -> str:
        """Texts in a row: "a, b och c"."""
        if len(texts) < 2:
            return "".join(texts)
        return ", ".join(texts[:-1]) + self.say("number.list_last") + texts[-1]

    def kinds(self, counts: Iterable[tuple[ChangeKind, int]]) -> str:
        """Counted kinds in a row: "3 tillägg, 1 strykning och 2 flyttar"."""
        return self.listing([self.count(f"kinds.{kind.value}", count) for kind, count in counts])

    def noises(self, noises: Iterable[Noise]) -> str:
        """Kinds of noise in a row, in the order of :class:`Noise`."""
        found = set(noises)
        return self.listing([self.say(f"noise.{noise.value}") for noise in Noise if noise in found])

    def label(self, change: Change) -> str:
        """What happened to what: "Struken punkt", "Nytt stycke"."""
        kind = change.kind.value
        own = f"label.{kind}_{change.subject.value}"
        if change.subject is Subject.PICTURE and any(found.property == "alternative_text" for found in change.formats):
            own = "label.described_picture"
        if f"report.{own}" in self.wording.sentences:
            return self.say(own)
        if change.kind is ChangeKind.MOVED and change.edited:
            kind = "moved_edited"
        gender = self.say(f"gender.{change.subject.value}")
        return self.say(f"label.{kind}_{gender}", what=self.subject(change.subject))

    def subject(self, subject: Subject) -> str:
        """The thing's name: "rubrik"."""
        return self.say(f"subject.{subject.value}")

    def title_of(self, chapter: ChapterPair) -> str:
        """A chapter's number and title; a name for what stands before the first heading."""
        title = one_line(chapter.title)
        if not title:
            return self.say("chapter.whole" if len(self._chapters) == 1 else "chapter.start")
        if chapter.number and not title.startswith(chapter.number):
            return self.say("chapter.numbered", number=chapter.number, title=title)
        return title

    def role(self, role: SectionRole | None) -> str:
        """A role's name on screen, empty for none."""
        return dict(self.summary.role_names).get(role, "") if role is not None else ""

    def where(self, change: Change) -> str:
        """Where a change stands within its chapter: section, part of a table, note."""
        side = change.new if change.new is not None else change.old
        if side is None:
            return ""
        parts = [self._section(change, side)]
        own = _SUBJECTS_OF_STORIES.get(side.place.story_kind)
        if own is not None and own is not change.subject:
            parts.append(self.say(f"place.{side.place.story_kind.value}"))
        # A bullet looks the same everywhere; a number or letter tells which point or note is meant.
        label = (change.detail if change.subject in _NOTES else side.place.label).strip(" .:)")[:_LABEL_LIMIT]
        if any(sign.isalnum() for sign in label) and change.subject in _NUMBERED:
            parts.append(self.say("place.numbered", place=self.subject(change.subject), label=label))
        parts.extend(dict.fromkeys((self.cell_of(change), self.cell(side.place, change.subject))))
        return " · ".join(part for part in parts if part)

    def cell_of(self, change: Change) -> str:
        """What a changed cell's row and column are called; which of the table's they are, where they have no names."""
        if change.subject is Subject.CELL and one_line(change.detail):
            return self.say("detail.cell", detail=start_of(change.detail, _CELL_LIMIT))
        side = change.new or change.old
        return "" if side is None else self.cell(side.place, change.subject)

    def cell(self, place: Place, subject: Subject) -> str:
        """Table, row and column of a place, empty outside tables; of a row its row only, of a column its column."""
        parts = []
        if place.table is not None:
            parts.append(self.say("place.table", table=place.table))
        if place.row is not None and subject is not Subject.COLUMN:
            parts.append(self.say("place.row", row=place.row))
        if place.column is not None and subject is not Subject.ROW:
            parts.append(self.say("place.column", column=place.column))
        return ", ".join(parts)

    def move(self, change: Change, neighbours: Neighbours) -> str:
        """From where to where something was moved."""
        if change.old is None or change.new is None:
            return ""
        old, new = self._spot(change, change.old), self._spot(change, change.new)
        if old != new:
            return self.say("place.moved", old=old, new=new)
        before, after = neighbours.before_old(change.old), neighbours.before_new(change.new)
        if before == after:
            return self.say("place.moved_within", place=new)
        return self.say(
            "place.moved_past",
            place=new,
            old=self._after(before, change.old.place),
            new=self._after(after, change.new.place),
        )

    def detail(self, change: Change) -> str:
        """What a change is about, where its text does not tell: a picture's description, a link's words."""
        key = f"detail.{change.subject.value}"
        words = one_line(change.detail)
        if not words:
            return ""
        if change.subject is Subject.CELL:
            return ""
        if change.subject in (Subject.HEADER, Subject.FOOTER):
            key = f"detail.{words}"
            return self.say(key) if f"report.{key}" in self.wording.sentences else ""
        told = {one_line(side.text) for side in (change.old, change.new) if side is not None}
        if words in told or f"report.{key}" not in self.wording.sentences:
            return ""
        return self.say(key, detail=start_of(words, _DETAIL_LIMIT))

    def who(self, change: Change) -> str:
        """Who made the change and when, where the new file's own tracked changes tell."""
        date = (change.date or "")[:10]
        author = start_of(change.author or "", _AUTHOR_LIMIT)
        if author:
            return (
                self.say("who.author_date", author=author, date=date) if date else self.say("who.author", author=author)
            )
        return self.say("who.date", date=date) if date else ""

    def said(self, change: Change) -> Said | None:
        """What people said of a change, in words; None where nobody said anything."""
        annotation = self.summary.said.get(change.id)
        if annotation is None or annotation.is_empty:
            return None
        significance, verdict = annotation.significance, annotation.verdict
        return Said(
            "" if significance is None else self.say(f"said.significance_{significance.value}"),
            "" if verdict is None else self.say(f"said.verdict_{verdict.value}"),
            annotation.reason.strip(),
            annotation.question.strip(),
            tuple(source.strip() for source in annotation.sources if source.strip()),
            tuple(theme.strip() for theme in annotation.themes if theme.strip()),
        )

    def _after(self, text: str, place: Place) -> str:
        """What something stands behind, in words; a section's own heading means that it stands first."""
        line = start_of(text, _NEIGHBOUR_LIMIT)
        if not line or one_line(text) == one_line(place.heading):
            return self.say("place.first")
        return self.say("place.after", text=line)

    def _section(self, change: Change, side: Side) -> str:
        """The nearest heading above, unless that is the chapter's own or the changed thing itself."""
        heading = one_line(side.place.heading)
        if not heading or change.subject in (Subject.CHAPTER, Subject.HEADER, Subject.FOOTER):
            return ""
        pair = self._chapter_of(change, side)
        if pair is not None and heading in {one_line(pair.old_title or ""), one_line(pair.new_title or "")}:
            return ""
        if change.subject is Subject.HEADING and heading == one_line(side.text):
            return ""
        return start_of(heading, _HEADING_LIMIT)

    def _spot(self, change: Change, side: Side) -> str:
        """One end of a move in words: its chapter where the two ends differ in that, its section, its cell."""
        chapters = [self._chapter_of(change, end) for end in (change.old, change.new) if end is not None]
        own = self._chapter_of(change, side)
        parts = []
        if own is not None and chapters[0] is not chapters[-1]:
            parts.append(self.say("place.chapter", chapter=self.title_of(own)))
        heading = self._section(change, side)
        if heading:
            parts.append(self.say("place.heading", heading=heading))
        parts.append(self.cell(side.place, change.subject))
        named = ", ".join(part for part in parts if part)
        return named or self.say("place.chapter", chapter=self.title_of(own or self._chapters[change.chapter]))

    @property
    def _chapters(self) -> tuple[ChapterPair, ...]:
        return self.summary.comparison.chapters

    def _chapter_of(self, change: Change, side: Side) -> ChapterPair | None:
        """The chapter that one end of a change stands in: places count chapters as their own document does."""
        index = side.place.chapter
        if index is None:
            return None
        if side is change.old:
            return next((pair for pair in self._chapters if pair.old == index), None)
        return next((pair for pair in self._chapters if pair.new == index), None)


class Neighbours:
    """What stands right before each block, in the old and in the new text."""

    def __init__(self, comparison: Comparison) -> None:
        self._olds: list[BlockPair] = []
        self._news: list[BlockPair] = []
        # Where the block's story begins among the pairs of its side, and where the block comes.
        self._old: dict[BlockId, tuple[int, int]] = {}
        self._new: dict[BlockId, tuple[int, int]] = {}
        story: StoryId | None = None
        first_old = first_new = 0
        for pair in comparison.pairs:
            if pair.story != story:
                story, first_old, first_new = pair.story, len(self._olds), len(self._news)
            # A moved block has two rows: the one at its old place counts for the old order, the other for the new.
            if pair.old and (pair.moved_away or not pair.moved):
                self._old.update(dict.fromkeys(pair.old, (first_old, len(self._olds))))
                self._olds.append(pair)
            if pair.new and not pair.moved_away:
                self._new.update(dict.fromkeys(pair.new, (first_new, len(self._news))))
                self._news.append(pair)

    def before_old(self, side: Side) -> str:
        """The text before an old place; empty at a story's beginning and where it is not known."""
        place = next((self._old[block] for block in side.place.blocks if block in self._old), None)
        return "" if place is None else _last_text(self._olds, place, SegmentKind.INSERTED)

    def before_new(self, side: Side) -> str:
        """The text before a new place; empty at a story's beginning and where it is not known."""
        place = next((self._new[block] for block in side.place.blocks if block in self._new), None)
        return "" if place is None else _last_text(self._news, place, SegmentKind.DELETED)


def _last_text(pairs: Sequence[BlockPair], place: tuple[int, int], without: SegmentKind) -> str:
    """The text nearest before the second of two places, not before the first of them."""
    first, end = place
    return next((text for at in range(end - 1, first - 1, -1) if (text := _text(pairs[at], without))), "")


def _text(pair: BlockPair, without: SegmentKind) -> str:
    return one_line("".join(segment.text for segment in pair.segments if segment.kind is not without))
