"""A draft of the memorandum to the board (tjänsteskrivelse): what the comparison tells, and places for the rest.

Nothing is made up. What nobody can know from two documents stands in square brackets with a style of its own, for
whoever writes it to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rus_editor.export.report import ChapterPart, Entry, Report
from rus_editor.export.tick import Tick, unheard
from rus_editor.export.word.paper import Paper
from rus_editor.export.word.placing import Place
from rus_editor.export.word.setting import Setter
from rus_editor.export.word.styles import Role
from rus_editor.export.writing import report_of
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_MOST = 3
"""So many chapters with most changes are named."""
_NAMED = 6
"""So many chapters with points are named in the summary."""
_REASONS = 5
"""So many reasons are given for a chapter."""
_PART = re.compile("(\0[a-z]+\0|\\[[^\\]]*\\])")


def write_memo(summary: Summary, wording: Wording, template: bytes | None = None, tick: Tick = unheard) -> bytes:
    """A draft of a memorandum as a Word document (.docx): the same summary and template give the same bytes.

    ``template`` is as for the report. Raises KnownError TEMPLATE_UNUSABLE, and what ``tick`` raises.
    """
    tick(0.0)
    report = report_of(summary, wording)
    tick(0.4)
    paper = Paper(report, wording, template, wording.say("memo.head.title", title=report.title))
    content = "".join(_Content(report, paper.setter, paper.place).blocks())
    tick(0.7)
    made = paper.made(content, names_versions=False)
    tick(1.0)
    return made


class _Content:
    """The memorandum as markup of blocks."""

    def __init__(self, report: Report, setter: Setter, place: Place) -> None:
        self._report = report
        self._set = setter
        self._place = place
        self._title = report.title

    def _say(self, key: str, **facts: object) -> str:
        return self._set.wording.say(f"memo.{key}", **facts)

    def _count(self, key: str, count: int, **facts: object) -> str:
        return self._set.wording.number_of(f"memo.{key}", count, **facts)

    def _runs(self, key: str, **facts: str) -> str:
        """A sentence as runs, what is to be filled in marked: brackets in the facts are none of ours."""
        sentence = self._say(key, **{name: f"\0{name}\0" for name in facts})
        runs = []
        for part in _PART.split(sentence):
            if part.startswith("["):
                runs.append(self._set.run(part, Role.TO_FILL_IN))
            else:
                runs.append(self._set.run(facts[part.strip("\0")] if part.startswith("\0") else part))
        return "".join(runs)

    def _text(self, key: str, role: Role = Role.BODY, **facts: str) -> str:
        return self._set.paragraph(role, self._runs(key, **facts))

    def _heading(self, key: str) -> str:
        return self._set.text(Role.HEADING_1, self._say(key))

    def _part(self, key: str) -> str:
        return self._set.text(Role.HEADING_2, self._say(key))

    def blocks(self) -> Iterator[str]:
        """All of it, in order."""
        yield from self._head()
        yield from self._decision()
        yield from self._summary()
        yield from self._case()
        yield from self._assessment()
        yield from self._effects()
        yield self._heading("economy.title")
        yield self._text("economy.text")
        yield from self._grounds()
        yield self._text("end.name")
        yield self._text("end.role")
        yield self._text("end.to")

    def _head(self) -> Iterator[str]:
        report = self._report
        if report.organisation:
            yield self._set.paragraph(Role.NOTE, self._set.run(report.organisation, bold=True))
        else:
            yield self._text("head.organisation", Role.NOTE)
        if report.date:
            yield self._text("head.date", Role.NOTE, date=report.date)
        else:
            yield self._text("head.no_date", Role.NOTE)
        if report.dnr:
            yield self._text("head.dnr", Role.NOTE, dnr=report.dnr)
        else:
            yield self._text("head.no_dnr", Role.NOTE)
        yield self._text("head.officer", Role.NOTE)
        yield self._text("head.receiver", Role.NOTE)
        yield self._set.text(Role.KICKER, self._say("head.kind"))
        if not self._place.filled & {"titel", "title"}:
            yield self._set.text(Role.TITLE, self._say("head.title", title=self._title))
        yield self._text("head.draft", Role.NOTE)

    def _decision(self) -> Iterator[str]:
        yield self._heading("decision.title")
        yield self._text("decision.start")
        numbers = self._set.styles.fresh_list(Role.NUMBER)
        points = (
            self._runs("decision.adopt", title=self._title, file=self._report.versions[0].new),
            self._runs("decision.note"),
            self._runs("decision.more"),
        )
        for runs in points:
            yield self._set.paragraph(Role.NUMBER, runs, list_=numbers)

    def _summary(self) -> Iterator[str]:
        report = self._report
        yield self._heading("summary.title")
        yield self._text("summary.start", title=self._title)
        if report.lead:
            yield self._set.text(Role.BODY, report.lead[0])
        untitled = self._set.wording.say("report.chapter.start")
        told = [chapter for chapter in report.chapters if chapter.points and chapter.title != untitled]
        if told:
            titles = self._listed([chapter.title for chapter in told[:_NAMED]])
            if len(told) > _NAMED:
                words = self._say("summary.more_chapters", count=len(told), titles=titles)
            else:
                words = self._count("summary.chapters", len(told), titles=titles)
            yield self._set.text(Role.BODY, words)
            if not report.is_chosen:
                yield self._text("summary.proposed")

    def _case(self) -> Iterator[str]:
        report = self._report
        yield self._heading("case.title")
        yield self._part("case.background")
        for paragraph in report.background:
            yield self._set.text(Role.BODY, paragraph)
        if not report.background:
            yield self._text("case.no_background")
        if report.steps:
            yield self._part("case.steps")
            for step in report.steps:
                words = self._say("case.step", name=step.name, when=step.when) if step.when else step.name
                yield self._set.bullet(self._set.run(words))
            yield self._text("case.steps_check")
        yield self._part("case.shows")
        yield self._text("case.compared", old=report.versions[0].old, new=report.versions[0].new)
        for line in report.lead:
            yield self._set.text(Role.BODY, line)
        most = sorted((row for row in report.rows if row.total), key=lambda row: -row.total)[:_MOST]
        if len(report.rows) > 1 and most:
            titles = [self._say("case.most_chapter", title=row.title, count=row.total) for row in most]
            yield self._set.text(Role.BODY, self._count("case.most", len(most), titles=self._listed(titles)))

    def _assessment(self) -> Iterator[str]:
        yield self._heading("assessment.title")
        told = [chapter for chapter in self._report.chapters if chapter.points]
        yield self._text("assessment.start" if told else "assessment.no_points")
        for chapter in told:
            yield self._set.text(Role.HEADING_2, chapter.title)
            for note in chapter.notes:
                yield self._set.text(Role.BODY, note)
            for point in chapter.points:
                lead = self._set.run(f"{point.lead}: ", bold=True) if point.lead else ""
                yield self._set.bullet(lead + self._set.run(point.text))
            yield from self._reasons(chapter)
        yield self._text("assessment.own")

    def _reasons(self, chapter: ChapterPart) -> Iterator[str]:
        """The reasons that people gave, each once."""
        said = [key.said for key in chapter.keys] + [entry.said for entry in _all(chapter.entries)]
        found: dict[str, dict[str, None]] = {}
        for each in said:
            if each is not None and each.reason:
                found.setdefault(each.reason, {}).update(dict.fromkeys(each.sources))
        if not found:
            return
        yield self._set.paragraph(Role.BODY, self._set.run(self._say("assessment.reasons")), keep=True)
        for reason, sources in list(found.items())[:_REASONS]:
            words = reason if not sources else f"{reason} {self._say('assessment.sources', sources=', '.join(sources))}"
            yield self._set.bullet(self._set.run(words))

    def _effects(self) -> Iterator[str]:
        yield self._heading("effects.title")
        yield self._text("effects.people")
        yield self._text("effects.perspectives")
        if self._report.bars_lead:
            yield self._set.text(Role.BODY, self._say("effects.themes", lead=self._report.bars_lead))

    def _grounds(self) -> Iterator[str]:
        report = self._report
        yield self._heading("grounds.title")
        date = self._say("grounds.memo_dated", date=report.date) if report.date else self._say("grounds.memo")
        names = report.versions[0]
        left_out = self._set.wording.say("report.front.document_title")
        others = [fact for fact in report.versions[1:] if fact.label != left_out]
        old = "; ".join(self._say("grounds.fact", label=fact.label, value=fact.old) for fact in others)
        new = "; ".join(self._say("grounds.fact", label=fact.label, value=fact.new) for fact in others)
        for words in (
            date,
            self._say("grounds.new", file=names.new, facts=new),
            self._say("grounds.old", file=names.old, facts=old),
            self._say("grounds.report"),
            self._say("grounds.redline"),
        ):
            yield self._set.bullet(self._set.run(words))
        yield self._text("grounds.check")

    def _listed(self, names: Sequence[str]) -> str:
        """Names with commas between them, "and" before the last."""
        last = self._set.wording.say("report.number.list_last")
        return last.join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _all(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from entry.members
