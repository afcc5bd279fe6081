"""A summary put into words once, for every export that is read by people."""

from __future__ import annotations

from dataclasses import replace
from itertools import starmap

from rus_editor.export.charts import ChartPhrases
from rus_editor.export.formats import FormatPhrases
from rus_editor.export.front import FrontPhrases, binding_sections
from rus_editor.export.marking import KEEP, old_and_new, shown, start_of
from rus_editor.export.phrases import HEADINGS, Neighbours, Phrases
from rus_editor.export.report import (
    ChapterPart,
    CountRow,
    Entry,
    KeyLine,
    NoisePart,
    PointLine,
    Report,
    StandingPart,
    Step,
)
from rus_editor.export.signs import one_line
from rus_editor.model.board import Bullet
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind
from rus_editor.model.summary import ChapterSummary, KeyRow, Part, Selection, Summary
from rus_editor.model.wording import Wording

_GROUP_TITLE = 60
_NOISE_KEEP = 30
_MEMBER_KEEP = 50
_QUOTES = 3


def report_of(summary: Summary, wording: Wording) -> Report:
    """Put a summary into words."""
    return _Writer(Phrases(wording, summary)).report()


class _Writer:
    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._summary = phrases.summary
        self._comparison = phrases.summary.comparison
        self._formats = FormatPhrases(phrases)
        self._neighbours = Neighbours(self._comparison)
        self._made: dict[Change, Entry] = {}
        self._anchors: dict[str, str] = {}
        self._has_changes = Part.CHANGES in phrases.summary.scope.parts
        self._numbered = 0

    def report(self) -> Report:
        phrases, summary, front = self._phrases, self._summary, FrontPhrases(self._phrases)
        kinds = tuple(kind for kind in ChangeKind if any(kind in dict(chapter.counts) for chapter in summary.chapters))
        rows = tuple(
            self._row(index, chapter, kinds) for index, chapter in enumerate(summary.chapters) if self._is_told(index)
        )
        told = [at for at in range(len(summary.chapters)) if self._is_told(at)]
        chapters = {at: self._chapter(at, summary.chapters[at]) for at in told}
        charts = ChartPhrases(phrases)
        return Report(
            language=phrases.wording.language,
            title=one_line(summary.title) or phrases.say("front.untitled"),
            subtitle=phrases.say("front.subtitle", old=self._comparison.old.name, new=self._comparison.new.name),
            organisation=one_line(summary.organisation),
            date=summary.date[:10],
            lead=front.lead(rows, [self._comparison.chapters[index] for index in told]),
            facts=front.facts(),
            versions=front.versions(),
            kinds=kinds,
            rows=rows,
            sum=CountRow(
                anchor="",
                title=phrases.say("front.all_chapters"),
                counts=tuple(sum(row.counts[at] for row in rows) for at in range(len(kinds))),
                total=sum(row.total for row in rows),
                noise=sum(row.noise for row in rows),
            ),
            chapters=tuple(chapters.values()),
            noise=tuple(
                NoisePart(
                    anchor=f"smaandringar-{index + 1}",
                    title=phrases.title_of(chapter.chapter),
                    entries=tuple(self._noise(change) for change in chapter.noise),
                )
                for index, chapter in enumerate(summary.chapters)
                if chapter.noise and self._has_changes
            ),
            kicker=front.kicker(),
            scope=front.scope(),
            dnr=one_line(summary.dnr),
            bars_title=phrases.say("themes.title") if summary.themes else "",
            bars_lead=charts.lead(summary.themes),
            bars=charts.bars(summary.themes),
            matrices=tuple(charts.matrices()),
            background=summary.background,
            steps=tuple(Step(milestone.name, milestone.when) for milestone in summary.milestones),
            is_chosen=summary.is_chosen,
        )

    def _is_told(self, index: int) -> bool:
        """A report on everything tells of each chapter, even that nothing has changed; another one of what it is on."""
        scope, chapter = self._summary.scope, self._summary.chapters[index]
        if scope.chapter is not None:
            return scope.chapter == index
        return scope.selection is Selection.ALL or bool(chapter.changes or chapter.points)

    def _row(self, index: int, chapter: ChapterSummary, kinds: tuple[ChangeKind, ...]) -> CountRow:
        counts = dict(chapter.counts)
        return CountRow(
            anchor=_anchor(index),
            title=self._phrases.title_of(chapter.chapter),
            counts=tuple(counts.get(kind, 0) for kind in kinds),
            total=len(chapter.changes),
            noise=len(chapter.noise),
        )

    def _chapter(self, index: int, chapter: ChapterSummary) -> ChapterPart:
        phrases, pair = self._phrases, chapter.chapter
        entries = self._entries(chapter.changes)
        notes = []
        if pair.old is None and pair.title:
            notes.append(phrases.say("chapter.inserted"))
        elif pair.new is None and pair.title:
            notes.append(phrases.say("chapter.deleted"))
        elif pair.old_title and pair.new_title and one_line(pair.old_title) != one_line(pair.new_title):
            notes.append(phrases.say("chapter.renamed", title=one_line(pair.old_title)))
        total = len(chapter.changes)
        if total:
            counts = phrases.say(
                "chapter.count_kinds",
                count=phrases.count("chapter.count", total),
                kinds=phrases.kinds(chapter.counts),
            )
        else:
            counts = phrases.say("chapter.none_but_noise" if chapter.noise else "chapter.none")
        has_headings = any(row.change.subject in HEADINGS for row in chapter.key_rows)
        about = [phrases.say("sentence.headings")] if has_headings else []
        about.extend(name[:1].lower() + name[1:] for name in binding_sections(self._summary, chapter.key_rows))
        return ChapterPart(
            anchor=_anchor(index),
            title=phrases.title_of(pair),
            notes=tuple(notes),
            counts=counts,
            total=total,
            keys_title=phrases.say("chapter.keys", what=phrases.listing(about)),
            keys=tuple(self._key(row, self._made[row.change]) for row in chapter.key_rows),
            entries=entries if self._has_changes else (),
            points_title=phrases.say("points.title") if chapter.points else "",
            points=tuple(map(self._point, chapter.points)),
            standing=tuple(StandingPart(phrases.role(role), texts) for role, texts in chapter.standing),
        )

    def _point(self, point: Bullet) -> PointLine:
        changes = list(dict.fromkeys(change for each in point.evidence for change in each.changes))
        quotes = [(one_line(each.old), one_line(each.new)) for each in point.evidence if each.old or each.new]
        anchors = self._anchors if self._has_changes else {}
        return PointLine(
            one_line(point.lead),
            one_line(point.text),
            self._phrases.count("points.evidence", len(changes)) if changes else "",
            tuple(quotes[:_QUOTES]),
            tuple(anchors[change] for change in changes if change in anchors),
        )

    def _key(self, row: KeyRow, entry: Entry) -> KeyLine:
        change = row.change
        old, new = old_and_new(change)
        return KeyLine(
            section=self._phrases.role(row.role),
            label=entry.label,
            number=entry.number if self._has_changes else "",
            entry=entry.anchor if self._has_changes else "",
            kind=change.kind,
            subject=change.subject,
            old=old,
            new=new,
            note=self._phrases.cell_of(change),
            said=entry.said,
        )

    def _entries(self, changes: tuple[Change, ...]) -> tuple[Entry, ...]:
        """Changes in order, those of one group together at the first one's place."""
        groups: dict[str, list[Change]] = {}
        for change in changes:
            groups.setdefault(change.group or f"\0{len(groups)}", []).append(change)
        entries = []
        for members in groups.values():
            numbered = tuple(self._entry(change) for change in members)
            entries.append(numbered[0] if len(numbered) == 1 else self._group(members, numbered))
        return tuple(entries)

    def _group(self, changes: list[Change], members: tuple[Entry, ...]) -> Entry:
        phrases, first = self._phrases, changes[0]
        count = len(changes)
        edited = sum(1 for change in changes if change.edited)
        if any(change.kind is not ChangeKind.MOVED for change in changes):
            label, title = phrases.count("group.other", count), phrases.say("group.parts")
        elif first.subject in HEADINGS:
            heading = start_of(first.new.text if first.new else "", _GROUP_TITLE)
            label, title = phrases.count("group.section", count, title=heading), phrases.say("group.members")
        else:
            label, title = phrases.count("group.moved", count), phrases.say("group.members")
        writers, moved = {member.who for member in members}, members[0].moved
        if first.kind is ChangeKind.MOVED:
            members = tuple(starmap(_moved_along, zip(changes, members, strict=True)))
        return Entry(
            anchor=f"grupp-{members[0].anchor}",
            number=phrases.say("entry.range", first=members[0].number, last=members[-1].number),
            kind=first.kind,
            kinds=tuple(dict.fromkeys(change.kind for change in changes)),
            subject=first.subject,
            label=label,
            where=members[0].where,
            who=writers.pop() if len(writers) == 1 else "",
            pieces=(),
            moved=moved,
            remarks=(phrases.count("group.edited", edited),) if edited else (),
            members=members,
            members_title=title,
        )

    def _entry(self, change: Change) -> Entry:
        self._numbered += 1
        number = self._phrases.number(self._numbered)
        entry = replace(self._described(change, KEEP), anchor=f"andring-{self._numbered}", number=number)
        self._made[change] = entry
        self._anchors[change.id] = entry.anchor
        return entry

    def _noise(self, change: Change) -> Entry:
        entry = self._described(change, _NOISE_KEEP)
        assert change.noise is not None
        kind = self._phrases.say(f"noise.{change.noise.value}")
        return replace(entry, remarks=(kind[:1].upper() + kind[1:], *entry.remarks))

    def _described(self, change: Change, keep: int) -> Entry:
        phrases = self._phrases
        detail = phrases.detail(change)
        remarks = [*([detail] if detail else []), *self._formats.all(change)]
        pieces = shown(change, keep)
        if not any(one_line(piece.text) or piece.kind is not SegmentKind.EQUAL for piece in pieces):
            pieces = ()
        return Entry(
            anchor="",
            number="",
            kind=change.kind,
            kinds=(change.kind,),
            subject=change.subject,
            label=phrases.label(change),
            where=phrases.where(change),
            who=phrases.who(change),
            pieces=pieces,
            moved=phrases.move(change, self._neighbours) if change.kind is ChangeKind.MOVED else "",
            remarks=tuple(remarks),
            said=phrases.said(change),
            change=change.id,
        )


def _moved_along(change: Change, member: Entry) -> Entry:
    """A member of a group that was moved: where to is said once for all, and what was not edited is cut short."""
    if change.kind is not ChangeKind.MOVED:
        return member
    pieces = member.pieces if change.edited else shown(change, _MEMBER_KEEP)
    return replace(member, moved="", pieces=pieces)


def _anchor(index: int) -> str:
    return f"kapitel-{index + 1}"
