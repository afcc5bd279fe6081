"""What stands first in a report: the whole in a few sentences, and facts about the two versions."""

from __future__ import annotations

from collections.abc import Sequence

from rus_editor.export.marking import start_of
from rus_editor.export.phrases import HEADINGS, Phrases
from rus_editor.export.report import CountRow, Fact, VersionFact
from rus_editor.export.signs import one_line
from rus_editor.model.comparison import ChangeKind, ChapterPair, ComparedVersion
from rus_editor.model.summary import KeyRow, Selection, Summary

_DIGEST = 12


def binding_sections(summary: Summary, rows: Sequence[KeyRow]) -> list[str]:
    """Names of the binding sections that have before/after rows, headings aside, in the profile's order."""
    found = {row.role for row in rows if row.role is not None and row.change.subject not in HEADINGS}
    return [name for role, name in summary.role_names if role in found and name]


class FrontPhrases:
    """Says what stands first."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._summary = phrases.summary
        self._comparison = phrases.summary.comparison

    def lead(self, rows: Sequence[CountRow], told: Sequence[ChapterPair]) -> tuple[str, ...]:
        """The whole in a few sentences; ``told`` are the chapters of the rows."""
        say, phrases, chapters = self._phrases.say, self._phrases, self._summary.chapters
        total, noise = sum(row.total for row in rows), sum(row.noise for row in rows)
        sentences = []
        if total:
            is_all = self._summary.scope.selection is Selection.ALL and self._summary.scope.chapter is None
            told_of = "sentence.changes" if is_all else "sentence.selected"
            start = " ".join([phrases.count(told_of, total), *self._spread(rows, told)])
            counts = dict.fromkeys(ChangeKind, 0)
            for chapter in chapters:
                for kind, count in chapter.counts:
                    counts[kind] += count
            counted = [(kind, count) for kind, count in counts.items() if count]
            counted.sort(key=lambda pair: -pair[1])
            sentences.append(say("sentence.kinds", start=start, kinds=phrases.kinds(counted)))
            sentences.extend(self._about_keys(total))
            if self._summary.scope.chapter is None and self._summary.scope.selection is Selection.ALL:
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

    def _spread(self, rows: Sequence[CountRow], told: Sequence[ChapterPair]) -> list[str]:
        """In how many of the chapters; what stands before the first heading is none."""
        say, phrases = self._phrases.say, self._phrases
        named = [row for row, pair in zip(rows, told, strict=True) if pair.title.strip()]
        changed = sum(1 for row in named if row.total)
        before = any(row.total for row in rows if row not in named)
        if len(rows) == 1:
            return []
        if not changed:
            return [say("sentence.before")]
        key = "sentence.chapters_all" if changed == len(named) else "sentence.chapters_some"
        words = say(key, changed=phrases.number(changed), chapters=phrases.number(len(named)))
        return [words, say("sentence.and_before")] if before else [words]

    def _about_keys(self, total: int) -> list[str]:
        say, phrases = self._phrases.say, self._phrases
        rows = [row for chapter in self._summary.chapters for row in chapter.key_rows]
        if not rows:
            return []
        roles, parts = binding_sections(self._summary, rows), []
        if any(row.change.subject in HEADINGS for row in rows):
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

    def kicker(self) -> str:
        """What kind of report it is."""
        scope = self._summary.scope
        if scope.selection is not Selection.ALL:
            return self._phrases.say(f"scope.kicker_{scope.selection.value}")
        if scope.chapter is not None:
            return self._phrases.say("scope.kicker_chapter")
        has_points = any(chapter.points for chapter in self._summary.chapters)
        return self._phrases.say("scope.kicker_points" if has_points else "front.kicker")

    def scope(self) -> str:
        """What the report is about where that is not everything, and whether somebody chose its points."""
        scope, say, told = self._summary.scope, self._phrases.say, []
        if scope.chapter is not None:
            title = self._phrases.title_of(self._comparison.chapters[scope.chapter])
            told.append(say("scope.chapter", chapter=say("number.quote", text=title)))
        if scope.selection is not Selection.ALL:
            told.append(say(f"scope.{scope.selection.value}"))
        if not self._summary.is_chosen and any(chapter.points for chapter in self._summary.chapters):
            told.append(say("scope.proposed"))
        return " ".join(told)

    def facts(self) -> tuple[Fact, ...]:
        """Organisation, record number and date, where given."""
        say, summary = self._phrases.say, self._summary
        facts = (
            ("front.organisation", one_line(summary.organisation)),
            ("scope.dnr", one_line(summary.dnr)),
            ("front.date", summary.date[:10]),
        )
        return tuple(Fact(say(key), value) for key, value in facts if value)

    def versions(self) -> tuple[VersionFact, ...]:
        """Names, titles, views, sizes and digests."""
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
