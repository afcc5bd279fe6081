"""A summary put into words once, for every export that is read by people: they differ only in how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import starmap

from rus_editor.export.formats import FormatPhrases
from rus_editor.export.marking import KEEP, Piece, old_and_new, shown, start_of
from rus_editor.export.phrases import Neighbours, Phrases
from rus_editor.export.signs import one_line
from rus_editor.model.comparison import Change, ChangeKind, ComparedVersion, SegmentKind, Subject
from rus_editor.model.summary import ChapterSummary, KeyRow, Summary
from rus_editor.model.wording import Wording

_HEADINGS = (Subject.HEADING, Subject.CHAPTER)
_GROUP_TITLE = 60
_NOISE_KEEP = 30
_MEMBER_KEEP = 50
_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the front facts about the report."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class VersionFact:
    """A line of the front facts about the two versions."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of the table of counts: a number for each of :attr:`Report.kinds`, then all and the noise."""

    anchor: str
    title: str
    counts: tuple[int, ...]
    total: int
    noise: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A change, or several that are one act, in words.

    ``number`` is how people refer to it ("12" or "12–25"), ``anchor`` how the page does. ``label`` is "Struken punkt",
    ``where`` the place in the chapter, ``who`` author and date. ``moved`` says from where to where, ``remarks``
    are further sentences (formats, what a link is about). ``kinds`` are those of the change or of the members.
    """

    anchor: str
    number: str
    kind: ChangeKind
    kinds: tuple[ChangeKind, ...]
    subject: Subject
    label: str
    where: str
    who: str
    pieces: tuple[Piece, ...]
    moved: str = ""
    remarks: tuple[str, ...] = ()
    members: tuple[Entry, ...] = ()
    members_title: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences below the text."""
        return (self.moved, *self.remarks) if self.moved else self.remarks


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A before/after row in words. ``entry`` is the anchor of the change among all changes."""

    section: str
    label: str
    number: str
    entry: str
    kind: ChangeKind
    subject: Subject
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A chapter of the report. ``status`` is "Nytt kapitel" or the like, ``counts`` a line of counted kinds."""

    anchor: str
    title: str
    notes: tuple[str, ...]
    counts: str
    total: int
    keys_title: str
    keys: tuple[KeyLine, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NoisePart:
    """A chapter's changes that are nothing but noise, under the kinds of noise."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Report:
    """Everything that a printed report says, in reading order."""

    language: str
    title: str
    subtitle: str
    lead: tuple[str, ...]
    facts: tuple[Fact, ...]
    versions: tuple[VersionFact, ...]
    kinds: tuple[ChangeKind, ...]
    rows: tuple[CountRow, ...]
    sum: CountRow
    chapters: tuple[ChapterPart, ...]
    noise: tuple[NoisePart, ...]


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
        self._numbered = 0

    def report(self) -> Report:
        phrases, summary = self._phrases, self._summary
        kinds = tuple(kind for kind in ChangeKind if any(kind in dict(chapter.counts) for chapter in summary.chapters))
        rows = tuple(self._row(index, chapter, kinds) for index, chapter in enumerate(summary.chapters))
        return Report(
            language=phrases.wording.language,
            title=one_line(summary.title) or phrases.say("front.untitled"),
            subtitle=phrases.say("front.subtitle", old=self._comparison.old.name, new=self._comparison.new.name),
            lead=self._lead(rows),
            facts=self._facts(),
            versions=self._versions(),
            kinds=kinds,
            rows=rows,
            sum=CountRow(
                anchor="",
                title=phrases.say("front.all_chapters"),
                counts=tuple(sum(row.counts[at] for row in rows) for at in range(len(kinds))),
                total=sum(row.total for row in rows),
                noise=sum(row.noise for row in rows),
            ),
            chapters=tuple(self._chapter(index, chapter) for index, chapter in enumerate(summary.chapters)),
            noise=tuple(
                NoisePart(
                    anchor=f"smaandringar-{index + 1}",
                    title=phrases.title_of(chapter.chapter),
                    entries=tuple(self._noise(change) for change in chapter.noise),
                )
                for index, chapter in enumerate(summary.chapters)
                if chapter.noise
            ),
        )

    # What stands first.

    def _lead(self, rows: Sequence[CountRow]) -> tuple[str, ...]:
        """The whole in a few sentences."""
        say, phrases, chapters = self._phrases.say, self._phrases, self._summary.chapters
        total, noise = sum(row.total for row in rows), sum(row.noise for row in rows)
        sentences = []
        if total:
            start = phrases.count("sentence.changes", total)
            changed = sum(1 for row in rows if row.total)
            if len(rows) > 1:
                key = "sentence.chapters_all" if changed == len(rows) else "sentence.chapters_some"
                start += " " + say(key, changed=phrases.number(changed), chapters=phrases.number(len(rows)))
            counts = dict.fromkeys(ChangeKind, 0)
            for chapter in chapters:
                for kind, count in chapter.counts:
                    counts[kind] += count
            counted = [(kind, count) for kind, count in counts.items() if count]
            counted.sort(key=lambda pair: -pair[1])
            sentences.append(say("sentence.kinds", start=start, kinds=phrases.kinds(counted)))
            sentences.extend(self._about_keys(total))
            sentences.extend(self._about_chapters())
        else:
            sentences.append(say("sentence.only_noise" if noise else "sentence.none"))
        if noise:
            found = {change.noise for chapter in chapters for change in chapter.noise if change.noise is not None}
            sentences.append(phrases.count("sentence.noise", noise, kinds=phrases.noises(found)))
        if self._comparison.ignored:
            sentences.append(say("sentence.ignored", kinds=phrases.noises(self._comparison.ignored)))
        old_bare, new_bare = not self._comparison.old.has_headings, not self._comparison.new.has_headings
        if old_bare and new_bare:
            sentences.append(say("sentence.no_headings"))
        elif old_bare:
            sentences.append(say("sentence.no_headings_old"))
        elif new_bare:
            sentences.append(say("sentence.no_headings_new"))
        return tuple(sentences)

    def _about_keys(self, total: int) -> list[str]:
        say, phrases = self._phrases.say, self._phrases
        rows = [row for chapter in self._summary.chapters for row in chapter.key_rows]
        if not rows:
            return []
        roles, parts = self._roles(rows), []
        if any(row.change.subject in _HEADINGS for row in rows):
            parts.append(say("sentence.headings"))
        if roles:
            key = "sentence.section" if len(roles) == 1 else "sentence.sections"
            parts.append(say(key, roles=phrases.listing([say("number.quote", text=role) for role in roles])))
        what = say("sentence.or").join(parts)
        if not what:
            return []
        if len(rows) == total:
            return [say("sentence.key_only" if total == 1 else "sentence.key_all", what=what)]
        return [phrases.count("sentence.key", len(rows), what=what)]

    def _roles(self, rows: Sequence[KeyRow]) -> list[str]:
        """Names of the binding sections that have rows, headings aside, in the profile's order."""
        found = {row.role for row in rows if row.role is not None and row.change.subject not in _HEADINGS}
        return [name for role, name in self._summary.role_names if role in found and name]

    def _about_chapters(self) -> list[str]:
        phrases = self._phrases
        pairs = self._comparison.chapters
        sentences = []
        for key, found in (
            ("sentence.new_chapters", [pair for pair in pairs if pair.old is None and pair.title]),
            ("sentence.removed_chapters", [pair for pair in pairs if pair.new is None and pair.title]),
        ):
            if found and len(found) < len(pairs):
                titles = [phrases.say("number.quote", text=start_of(pair.title, 80)) for pair in found]
                sentences.append(phrases.count(key, len(found), titles=phrases.listing(titles)))
        return sentences

    def _facts(self) -> tuple[Fact, ...]:
        say, summary = self._phrases.say, self._summary
        facts = (("front.organisation", one_line(summary.organisation)), ("front.date", summary.date[:10]))
        return tuple(Fact(say(key), value) for key, value in facts if value)

    def _versions(self) -> tuple[VersionFact, ...]:
        say, old, new = self._phrases.say, self._comparison.old, self._comparison.new
        facts = [VersionFact(say("front.file"), old.name, new.name)]
        titles = one_line(old.title), one_line(new.title)
        if any(titles):
            facts.append(VersionFact(say("front.document_title"), titles[0] or "–", titles[1] or "–"))
        if old.has_revisions or new.has_revisions:
            facts.append(VersionFact(say("front.seen_as"), self._seen_as(old), self._seen_as(new)))
        facts.append(VersionFact(say("front.size"), self._size(old), self._size(new)))
        facts.append(VersionFact(say("front.digest"), f"{old.digest[:_DIGEST]}…", f"{new.digest[:_DIGEST]}…"))
        return tuple(facts)

    def _seen_as(self, version: ComparedVersion) -> str:
        return self._phrases.say(f"front.{version.view}" if version.has_revisions else "front.plain")

    def _size(self, version: ComparedVersion) -> str:
        words = self._phrases.count("front.words", version.words)
        return f"{words}, {self._phrases.count('front.paragraphs', version.paragraphs)}"

    def _row(self, index: int, chapter: ChapterSummary, kinds: tuple[ChangeKind, ...]) -> CountRow:
        counts = dict(chapter.counts)
        return CountRow(
            anchor=_anchor(index),
            title=self._phrases.title_of(chapter.chapter),
            counts=tuple(counts.get(kind, 0) for kind in kinds),
            total=len(chapter.changes),
            noise=len(chapter.noise),
        )

    # A chapter.

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
        has_headings = any(row.change.subject in _HEADINGS for row in chapter.key_rows)
        about = [phrases.say("sentence.headings")] if has_headings else []
        about.extend(name[:1].lower() + name[1:] for name in self._roles(chapter.key_rows))
        return ChapterPart(
            anchor=_anchor(index),
            title=phrases.title_of(pair),
            notes=tuple(notes),
            counts=counts,
            total=total,
            keys_title=phrases.say("chapter.keys", what=phrases.listing(about)),
            keys=tuple(self._key(row, self._made[row.change]) for row in chapter.key_rows),
            entries=entries,
        )

    def _key(self, row: KeyRow, entry: Entry) -> KeyLine:
        change = row.change
        old, new = old_and_new(change)
        side = change.new or change.old
        return KeyLine(
            section=self._phrases.role(row.role),
            label=entry.label,
            number=entry.number,
            entry=entry.anchor,
            kind=change.kind,
            subject=change.subject,
            old=old,
            new=new,
            note="" if side is None else self._phrases.cell(side.place, change.subject),
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
        elif first.subject in _HEADINGS:
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
        )


def _moved_along(change: Change, member: Entry) -> Entry:
    """A member of a group that was moved: where to is said once for all, and what was not edited is cut short."""
    if change.kind is not ChangeKind.MOVED:
        return member
    pieces = member.pieces if change.edited else shown(change, _MEMBER_KEEP)
    return replace(member, moved="", pieces=pieces)


def _anchor(index: int) -> str:
    return f"kapitel-{index + 1}"
