"""A summary as a Word document: the same words as on paper, in the organisation's own template where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rus_editor.export.marking import Piece, start_of
from rus_editor.export.report import (
    ChapterPart,
    CountRow,
    Entry,
    KeyLine,
    Matrix,
    MatrixCell,
    PointLine,
    Report,
    Said,
)
from rus_editor.export.tick import Tick, unheard
from rus_editor.export.word.paper import Paper
from rus_editor.export.word.placing import Place
from rus_editor.export.word.setting import Cell, Setter, Table, divided
from rus_editor.export.word.styles import Role
from rus_editor.export.writing import report_of
from rus_editor.model.comparison import SegmentKind, Subject
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_NARROWEST = 640
"""How narrow a column of numbers may be, in twentieths of a point."""
_APART = 5
"""So many kinds of change have a column of their own."""
_REFERRED = 6
"""So many numbers of changes are told after a point."""
_SMALL = 100
"""How wide a letter in the head of a column of numbers is, at most as a rule."""
_TITLE = 2_000
_QUOTED = 240


def write_report(summary: Summary, wording: Wording, template: bytes | None = None, tick: Tick = unheard) -> bytes:
    """A summary as a Word document (.docx): the same summary and template give the same bytes.

    ``template`` is a .docx or .dotx whose styles, page, headers and footers are kept; where the report stands in it is
    told in :mod:`rus_editor.export.word.placing`. Raises KnownError TEMPLATE_UNUSABLE, and what ``tick`` raises.
    """
    tick(0.0)
    report = report_of(summary, wording)
    tick(0.2)
    paper = Paper(report, wording, template)
    content = _Content(report, paper.setter, paper.place, tick)
    front = "".join(content.front())
    rest = "".join(content.rest())
    tick(0.8)
    made = paper.made(front, rest)
    tick(1.0)
    return made


class _Content:
    """The report as markup of blocks."""

    def __init__(self, report: Report, setter: Setter, place: Place, tick: Tick) -> None:
        self._report = report
        self._set = setter
        self._place = place
        self._tick = tick
        self._width = place.width
        self._number_of = {
            each.anchor: each.number
            for chapter in report.chapters
            for entry in chapter.entries
            for each in (entry, *entry.members)
        }

    def _say(self, key: str, **facts: object) -> str:
        return self._set.wording.say(f"report.{key}", **facts)

    def _own(self, key: str, **facts: object) -> str:
        return self._set.wording.say(f"word.{key}", **facts)

    # -- first pages ---------------------------------------------------------------------------------------------------

    def front(self) -> Iterator[str]:
        """What the report is, what it says in short, on which two versions."""
        report, text = self._report, self._set.text
        if not self._place.filled & {"titel", "title"}:
            yield text(Role.KICKER, report.kicker)
            yield text(Role.TITLE, report.title)
            yield text(Role.SUBTITLE, report.subtitle)
        facts = [self._set.muted(f"{fact.label}: ") + self._set.run(fact.value) for fact in report.facts]
        if facts:
            yield self._set.paragraph(Role.NOTE, self._set.muted("  ·  ").join(facts))
        yield text(Role.HEADING_1, self._own("summary"))
        for line in report.lead:
            yield text(Role.BODY, line)
        yield text(Role.BODY, report.scope)
        heads = (self._say("front.about"), self._say("front.old"), self._say("front.new"))
        yield self._set.table(
            Table(
                self._say("front.versions"),
                self._own("versions_lead"),
                divided(self._width, (2, 4, 4)),
                tuple(self._set.words(head) for head in heads),
                tuple(
                    (self._set.words(fact.label), self._set.words(fact.old), self._set.words(fact.new))
                    for fact in report.versions
                ),
            )
        )
        if any(chapter.keys or chapter.entries for chapter in report.chapters) or report.noise:
            yield self._set.paragraph(Role.NOTE, self._legend())
        if report.rows and (report.kinds or report.noise):
            yield self._counts()

    def _counts(self) -> str:
        report = self._report
        apart = len(report.kinds) if len(report.kinds) <= _APART else _APART - 1
        heads = [self._say(f"column.{kind.value}") for kind in report.kinds[:apart]]
        if apart < len(report.kinds):
            heads.append(self._say("annex.other"))
        heads.append(self._say("front.total"))
        if report.noise:
            heads.append(self._say("front.noise"))
        wanted = [max(_NARROWEST, _SMALL * len(words) + 170) for words in heads]
        widths = (self._width - sum(wanted), *wanted)
        if widths[0] < _TITLE:
            widths = divided(self._width, (_TITLE, *wanted))
        head = (self._set.words(self._say("front.chapter")), *(self._set.small(words) for words in heads))
        rows = [self._count_row(row, apart) for row in report.rows]
        if len(rows) > 1:
            rows.append(self._count_row(report.sum, apart, is_sum=True))
        return self._set.table(
            Table(self._say("front.overview"), self._own("counts_lead"), widths, head, tuple(rows), len(rows) > 1)
        )

    def _count_row(self, row: CountRow, apart: int, *, is_sum: bool = False) -> tuple[Cell, ...]:
        """A chapter's counts; kinds that have no column of their own are counted together."""
        counts = [*row.counts[:apart], *([sum(row.counts[apart:])] if apart < len(row.counts) else []), row.total]
        total = len(counts) - 1
        counts += [row.noise] if self._report.noise else []
        title = self._set.run(row.title, bold=is_sum)
        cells = [self._set.cell(self._set.link(row.anchor, title) if row.anchor else title)]
        for index, count in enumerate(counts):
            words = f"{count:,}".replace(",", self._say("number.thousands"))
            cells.append(self._set.number(words, bold=is_sum or index == total, muted=not count))
        return tuple(cells)

    # -- the rest ------------------------------------------------------------------------------------------------------

    def rest(self) -> Iterator[str]:
        """Chapter by chapter, then themes and targets, then all changes."""
        report = self._report
        for index, chapter in enumerate(report.chapters):
            self._tick(0.2 + 0.3 * index / len(report.chapters))
            yield from self._chapter(chapter)
        if report.bars or report.matrices:
            yield from self._themes()
        yield from self._appendix()
        yield from self._noise()

    def _chapter(self, chapter: ChapterPart) -> Iterator[str]:
        text = self._set.text
        yield text(Role.HEADING_1, chapter.title, anchor=chapter.anchor)
        for note in chapter.notes:
            yield text(Role.NOTE, note)
        yield text(Role.NOTE, " · ".join(part for part in (chapter.counts, self._where(chapter)) if part))
        if chapter.points:
            yield text(Role.HEADING_2, chapter.points_title)
            for point in chapter.points:
                yield from self._point(point, has_quotes=not chapter.keys)
        if chapter.keys:
            yield from self._keys(chapter)

    def _where(self, chapter: ChapterPart) -> str:
        """Which numbers the chapter's changes have in the appendix."""
        if not chapter.entries:
            return ""
        first, last = chapter.entries[0].number, chapter.entries[-1].number
        first, last = first.partition("–")[0], last.rpartition("–")[2]
        return self._say("annex.in.one" if first == last else "annex.in.many", first=first, last=last)

    def _point(self, point: PointLine, *, has_quotes: bool) -> Iterator[str]:
        run, muted = self._set.run, self._set.muted
        lead = run(f"{point.lead}: ", bold=True) if point.lead else ""
        rests = [each for each in (muted(point.evidence.replace(" ", "\u00a0")), self._numbers(point.entries)) if each]
        shown = run(" ") + muted("(") + muted(", ").join(rests) + muted(")") if rests else ""
        yield self._set.bullet(lead + run(point.text) + shown)
        if not has_quotes:
            return
        for sides in point.quotes:
            quoted = [
                self._say("number.quote", text=start_of(words, _QUOTED)) if words else self._say(missing)
                for words, missing in zip(sides, ("chapter.missing_old", "chapter.missing_new"), strict=True)
            ]
            yield self._set.text(Role.QUOTE, " → ".join(quoted))

    def _numbers(self, anchors: tuple[str, ...]) -> str:
        """The numbers of changes in the appendix, each leading there."""
        links = [
            self._set.link(anchor, self._set.muted(self._number_of[anchor]))
            for anchor in anchors
            if anchor in self._number_of
        ]
        if not links:
            return ""
        before, after = self._say("entry.reference", number="\0").split("\0")
        more = self._set.muted(" …") if len(links) > _REFERRED else ""
        return self._set.muted(before) + self._set.muted(", ").join(links[:_REFERRED]) + more + self._set.muted(after)

    def _keys(self, chapter: ChapterPart) -> Iterator[str]:
        has_why = any(key.said is not None and (key.said.why or key.said.significance) for key in chapter.keys)
        heads = [self._say("chapter.keys_what"), self._say("chapter.keys_old"), self._say("chapter.keys_new")]
        if has_why:
            heads.append(self._say("said.why"))
        shares = (2.0, 3.0, 3.0, 2.0) if has_why else (2.2, 3.9, 3.9)
        yield self._set.table(
            Table(
                chapter.keys_title,
                self._own("keys_lead"),
                divided(self._width, shares),
                tuple(self._set.words(head) for head in heads),
                tuple(self._key(key, has_why=has_why) for key in chapter.keys),
            )
        )

    def _key(self, key: KeyLine, *, has_why: bool) -> tuple[Cell, ...]:
        run, muted = self._set.run, self._set.muted
        number = muted(self._say("entry.reference", number=key.number)) if key.number else ""
        linked = self._set.link(key.entry, number) if key.entry else number
        about = muted(key.label) + (muted(" · ") + linked if linked else "")
        cells = [self._set.cell(run(key.section, bold=True), run(key.note), about)]
        for pieces, missing in ((key.old, "chapter.missing_old"), (key.new, "chapter.missing_new")):
            runs = self._set.pieces(pieces, key.subject)
            cells.append(self._set.cell(runs or muted(self._say(missing))))
        if has_why:
            said = key.said or Said()
            cells.append(self._set.cell(run(said.reason), muted(", ".join(said.sources)), muted(said.significance)))
        return tuple(cells)

    # -- themes and targets --------------------------------------------------------------------------------------------

    def _themes(self) -> Iterator[str]:
        report = self._report
        yield self._set.text(Role.HEADING_1, self._say("annex.themes"))
        if report.bars:
            yield self._set.text(Role.BODY, report.bars_lead)
            heads = [self._say("themes.corner"), self._say("themes.before"), self._say("themes.after")]
            width = min(1_400, self._width // 4)
            yield self._set.table(
                Table(
                    report.bars_title,
                    report.bars_lead,
                    (self._width - 2 * width, width, width),
                    (self._set.words(heads[0]), self._set.number(heads[1]), self._set.number(heads[2])),
                    tuple(
                        (
                            self._set.words(bar.name),
                            self._set.number(str(bar.before)),
                            self._set.number(str(bar.after), bold=bar.after != bar.before),
                        )
                        for bar in report.bars
                    ),
                )
            )
        for matrix in report.matrices:
            yield from self._matrix(matrix)

    def _matrix(self, matrix: Matrix) -> Iterator[str]:
        """A table of so many columns as there is room for, and further ones for the rest."""
        yield self._set.text(Role.HEADING_2, matrix.title)
        yield self._set.text(Role.BODY, matrix.lead)
        first = min(2_400, self._width // 3)
        most = max(1, (self._width - first) // _NARROWEST)
        count = len(matrix.columns)
        tables = max(1, -(-count // most))
        size = max(1, -(-count // tables))
        for start in range(0, max(count, 1), size):
            columns = range(start, min(start + size, count))
            title = matrix.title
            if tables > 1:
                title = self._own(
                    "part_of", title=title, first=matrix.columns[columns[0]], last=matrix.columns[columns[-1]]
                )
            width = (self._width - first) // max(1, len(columns))
            widths = (self._width - width * len(columns), *([width] * len(columns)))
            head = (self._set.words(matrix.corner), *(self._set.number(matrix.columns[at]) for at in columns))
            rows = tuple(
                (self._set.words(name), *(self._matrix_cell(cells[at]) for at in columns))
                for name, cells in matrix.rows
            )
            yield self._set.table(Table(title, matrix.lead, widths, head, rows, has_caption=tables > 1))
        titles = [
            f"{short} {title}".strip() if not title.startswith(f"{short} ") else title
            for short, title in zip(matrix.columns, matrix.column_titles, strict=False)
        ]
        if titles:
            yield self._set.text(Role.NOTE, self._own("columns", titles="; ".join(titles)))

    def _matrix_cell(self, cell: MatrixCell) -> Cell:
        return self._set.number(cell.words, bold=cell.before != cell.after)

    # -- all changes ---------------------------------------------------------------------------------------------------

    def _appendix(self) -> Iterator[str]:
        chapters = [chapter for chapter in self._report.chapters if chapter.entries]
        if not chapters:
            return
        yield self._set.text(Role.HEADING_1, self._say("annex.title"))
        yield self._set.text(Role.NOTE, self._say("annex.about"))
        for index, chapter in enumerate(chapters):
            self._tick(0.5 + 0.3 * index / len(chapters))
            yield self._set.text(Role.HEADING_2, chapter.title)
            for entry in chapter.entries:
                yield from self._entry(entry)

    def _legend(self) -> str:
        marks = (
            Piece(SegmentKind.EQUAL, f"{self._say('front.legend')}: "),
            Piece(SegmentKind.DELETED, self._say("front.legend_deleted")),
            Piece(SegmentKind.EQUAL, ", "),
            Piece(SegmentKind.INSERTED, self._say("front.legend_inserted")),
            Piece(SegmentKind.EQUAL, ","),
            Piece(SegmentKind.EQUAL, "", elided=True),
            Piece(SegmentKind.EQUAL, self._say("front.legend_elided")),
        )
        return self._set.pieces(marks, Subject.PARAGRAPH)

    def _entry(self, entry: Entry) -> Iterator[str]:
        run, muted = self._set.run, self._set.muted
        about = " · ".join(part for part in (entry.where, entry.who) if part)
        first = run(f"{entry.number}  ", bold=True) if entry.number else ""
        first += run(entry.label, bold=True) + muted(f" · {about}" if about else "")
        yield self._set.paragraph(Role.ENTRY, first, anchor=entry.anchor)
        if entry.pieces:
            yield self._set.paragraph(Role.BODY, self._set.pieces(entry.pieces, entry.subject))
        for note in entry.notes:
            yield self._set.text(Role.NOTE, note)
        yield from self._said(entry.said)
        if entry.members:
            yield self._set.text(Role.NOTE, f"{entry.members_title} ({len(entry.members)})", keep=True)
        for member in entry.members:
            yield from self._entry(member)

    def _said(self, said: Said | None) -> Iterator[str]:
        if said is None:
            return
        for label, words in (
            ("significance", said.significance),
            ("verdict", said.verdict),
            ("reason", said.reason),
            ("sources", ", ".join(said.sources)),
            ("question", said.question),
            ("themes", ", ".join(said.themes)),
        ):
            if words:
                runs = self._set.run(f"{self._say(f'said.{label}')}: ", bold=True) + self._set.run(words)
                yield self._set.paragraph(Role.NOTE, runs)

    def _noise(self) -> Iterator[str]:
        if not self._report.noise:
            return
        yield self._set.text(Role.HEADING_1, self._say("noise_part.title"))
        yield self._set.text(Role.NOTE, self._say("noise_part.about"))
        for part in self._report.noise:
            yield self._set.text(Role.HEADING_2, part.title, anchor=part.anchor)
            for entry in part.entries:
                yield self._set.paragraph(Role.NOTE, self._noise_line(entry))

    def _noise_line(self, entry: Entry) -> str:
        about = " · ".join(_words((entry.label, entry.where, entry.who, *entry.notes)))
        text = self._set.pieces(entry.pieces, entry.subject)
        return self._set.muted(about) + (self._set.run(" – ") + text if text else "")


def _words(parts: Sequence[str]) -> Iterator[str]:
    return (part for part in parts if part)
