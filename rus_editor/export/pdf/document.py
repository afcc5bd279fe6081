"""A summary as an A4 report: front page, counts, then chapter by chapter."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Spacer

from rus_editor.export.marking import Piece, start_of
from rus_editor.export.pdf.flowables import Grid, GridRow, Heading, Panel, Rule, Stack
from rus_editor.export.pdf.fonts import BOLD, REGULAR, load_fonts
from rus_editor.export.pdf.styles import (
    BOTTOM,
    HEIGHT,
    LEFT,
    LINE,
    MUTED,
    PAGE,
    RIGHT,
    SOFT,
    WIDTH,
    Styles,
    tone,
)
from rus_editor.export.pdf.text import Setter, Text
from rus_editor.export.report import ChapterPart, CountRow, Entry, KeyLine, Report
from rus_editor.export.signs import visible
from rus_editor.export.writing import report_of
from rus_editor.model.comparison import SegmentKind, Subject
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_PROGRAM = "RUS-redigeraren"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEADER_LIMIT = 90
_OUTLINE_LIMIT = 120


def write_pdf(summary: Summary, wording: Wording) -> bytes:
    """A summary as a PDF document. The same summary gives the same bytes: nothing in it tells when it was made."""
    return _Book(report_of(summary, wording), wording).bytes()


class _Book:
    def __init__(self, report: Report, wording: Wording) -> None:
        self._report = report
        self._wording = wording
        self._setter = Setter(load_fonts(), wording)
        self._styles = Styles()

    def bytes(self) -> bytes:
        report = self._report
        target = io.BytesIO()
        template = BaseDocTemplate(
            target,
            pagesize=PAGE,
            title=visible(report.title),
            author=report.organisation,
            subject=visible(report.subtitle),
            creator=_PROGRAM,
            producer=_PROGRAM,
            lang=_LANGUAGES.get(report.language, report.language),
            displayDocTitle=True,
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            initialFontSize=9,
        )
        frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        template.addPageTemplates(PageTemplate("page", [frame], onPage=self._furniture))
        template.build(list(self._story()), canvasmaker=_counting(self._page_number))
        return target.getvalue()

    def _say(self, key: str, **facts: object) -> str:
        return self._wording.say(f"report.{key}", **facts)

    # Header and footer. The number of pages is known last, so each page refers to a form that is drawn at the end.

    def _furniture(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        if _DAY.fullmatch(self._report.date):
            day = self._report.date.replace("-", "")
            canvas.setDateFormatter(lambda *_now: f"D:{day}000000Z")
        canvas.saveState()
        canvas.setFillColor(HexColor(MUTED))
        if canvas.getPageNumber() > 1:
            self._line(canvas, LEFT, PAGE[1] - 13 * 72 / 25.4, start_of(self._report.title, _HEADER_LIMIT))
            canvas.setStrokeColor(HexColor(LINE))
            canvas.setLineWidth(0.4)
            canvas.line(LEFT, PAGE[1] - 15 * 72 / 25.4, PAGE[0] - RIGHT, PAGE[1] - 15 * 72 / 25.4)
        names = " → ".join(start_of(name, 50) for name in (self._report.versions[0].old, self._report.versions[0].new))
        self._line(canvas, LEFT, 11 * 72 / 25.4, names)
        canvas.doForm(_form(canvas.getPageNumber()))
        canvas.restoreState()

    def _page_number(self, canvas: Canvas, page: int, pages: int) -> None:
        words = self._say("front.page", page=page, pages=pages)
        canvas.setFillColor(HexColor(MUTED))
        canvas.setFont(REGULAR, 7.6)
        canvas.drawRightString(PAGE[0] - RIGHT, 11 * 72 / 25.4, words)

    def _line(self, canvas: Canvas, x: float, y: float, text: str) -> None:
        """One line of text outside the flow, each character in a font that has it."""
        for font, stretch in self._setter.fonts.stretches(text):
            canvas.setFont(font or REGULAR, 7.6)
            canvas.drawString(x, y, stretch)
            x += stringWidth(stretch, font or REGULAR, 7.6)

    # The flow.

    def _story(self) -> Iterator[Flowable]:
        yield from self._front()
        for chapter in self._report.chapters:
            yield from self._chapter(chapter)
        yield from self._noise()

    def _text(self, words: str, style: str, tag: str = "P") -> Text:
        return Text.of(self._setter.plain(words), getattr(self._styles, style), tag)

    def _heading(self, words: str, key: str) -> Heading:
        text = self._text(words, "chapter", "H2")
        return Heading(text, key, start_of(visible(words), _OUTLINE_LIMIT))

    def _part(self, words: str) -> Iterator[Flowable]:
        yield CondPageBreak(100)
        yield self._text(words, "part", "H3")

    def _front(self) -> Iterator[Flowable]:
        report, styles = self._report, self._styles
        yield self._text(self._say("front.kicker").upper(), "kicker")
        title = self._text(report.title, "title", "H1")
        yield Heading(title, "top", start_of(visible(report.title), _OUTLINE_LIMIT))
        yield self._text(report.subtitle, "subtitle")
        lead = [self._text(line, "brief" if index else "lead") for index, line in enumerate(report.lead)]
        yield Panel(lead, SOFT)
        yield from self._part(self._say("front.versions"))
        for fact in report.facts:
            yield Text.of(f"{self._setter.colored(fact.label)}&nbsp; {self._setter.plain(fact.value)}", styles.body)
        if report.facts:
            yield Spacer(1, 5)
        heads = [self._say("front.about"), self._say("front.old"), self._say("front.new")]
        yield Grid(
            (0.2 * WIDTH, 0.4 * WIDTH, 0.4 * WIDTH),
            [self._text(head, "head", "TH") for head in heads],
            [
                GridRow(
                    (
                        (Text.of(self._setter.colored(fact.label), styles.cell, "TH"),),
                        (self._text(fact.old, "cell", "TD"),),
                        (self._text(fact.new, "cell", "TD"),),
                    )
                )
                for fact in report.versions
            ],
        )
        if report.kinds or report.noise:
            counts = self._counts()
            _, height = counts.wrap(WIDTH, HEIGHT)
            yield Spacer(1, 8)
            # A table that has room on one page is not divided over two.
            yield CondPageBreak(min(height + 45, HEIGHT) if height + 45 < HEIGHT else 100)
            yield from self._part(self._say("front.overview"))
            yield counts
        yield from self._part(self._say("front.legend"))
        yield Text.of(self._legend(), styles.body)

    def _legend(self) -> str:
        marks = (
            Piece(SegmentKind.DELETED, self._say("front.legend_deleted")),
            Piece(SegmentKind.EQUAL, "\u2003"),
            Piece(SegmentKind.INSERTED, self._say("front.legend_inserted")),
            Piece(SegmentKind.EQUAL, "\u2003"),
            Piece(SegmentKind.EQUAL, "", elided=True),
            Piece(SegmentKind.EQUAL, self._say("front.legend_elided")),
        )
        return self._setter.pieces(marks, Subject.PARAGRAPH)

    def _counts(self) -> Grid:
        report, styles = self._report, self._styles
        heads = [self._say(f"column.{kind.value}") for kind in report.kinds] + [self._say("front.total")]
        if report.noise:
            heads.append(self._say("front.noise"))
        size = styles.head_number.fontSize
        widths = [max(32.0, stringWidth(head, BOLD, size) + 11) for head in heads]
        head = [self._text(self._say("front.chapter"), "head", "TH")]
        head.extend(self._text(words, "head_number", "TH") for words in heads)
        rows = [self._count_row(row) for row in report.rows]
        rows.append(self._count_row(report.sum, is_sum=True))
        return Grid([WIDTH - sum(widths), *widths], head, rows, above=3.2)

    def _count_row(self, row: CountRow, *, is_sum: bool = False) -> GridRow:
        setter, styles = self._setter, self._styles
        counts = [*row.counts, row.total]
        if self._report.noise:
            counts.append(row.noise)
        title = setter.bold(row.title) if is_sum else setter.plain(row.title)
        cells = [(Text.of(title, styles.cell, "TH"),)]
        for index, count in enumerate(counts):
            words = f"{count:,}".replace(",", self._say("number.thousands"))
            is_total = is_sum or index == len(row.counts)
            markup = setter.colored("0") if not count else setter.bold(words) if is_total else setter.plain(words)
            cells.append((Text.of(markup, styles.number, "TD"),))
        return GridRow(tuple(cells), is_strong=is_sum)

    def _chapter(self, chapter: ChapterPart) -> Iterator[Flowable]:
        yield CondPageBreak(200 if chapter.total else 75)
        yield Rule()
        yield self._heading(chapter.title, chapter.anchor)
        for note in chapter.notes:
            yield self._text(note, "status")
        yield self._text(chapter.counts, "tally")
        if chapter.keys:
            yield from self._part(chapter.keys_title)
            yield self._keys(chapter.keys)
        if chapter.entries:
            yield from self._part(self._say("chapter.changes"))
            for entry in chapter.entries:
                yield from self._entry(entry)

    def _keys(self, keys: tuple[KeyLine, ...]) -> Grid:
        heads = [self._say("chapter.keys_what"), self._say("chapter.keys_old"), self._say("chapter.keys_new")]
        return Grid(
            (0.24 * WIDTH, 0.38 * WIDTH, 0.38 * WIDTH),
            [self._text(head, "head", "TH") for head in heads],
            [self._key(key) for key in keys],
        )

    def _key(self, key: KeyLine) -> GridRow:
        setter, styles = self._setter, self._styles
        about = f"{key.label} · {self._say('entry.reference', number=key.number)}"
        what = [Text.of(setter.bold(key.section), styles.cell, "TH")] if key.section else []
        if key.note:
            what.append(self._text(key.note, "cell", "TH"))
        what.append(Text.of(setter.colored(about), styles.cell, "TH"))
        sides = []
        for pieces, missing in ((key.old, "chapter.missing_old"), (key.new, "chapter.missing_new")):
            if pieces:
                sides.append(tuple(setter.paragraphs(pieces, key.subject, styles.cell)))
            else:
                sides.append((Text.of(setter.colored(self._say(missing)), styles.cell, "TD"),))
        return GridRow((tuple(what), *sides))

    def _entry(self, entry: Entry, inset: float = 0) -> Iterator[Flowable]:
        setter, styles = self._setter, self._styles
        about = " · ".join(part for part in (entry.where, entry.who) if part)
        first = setter.bold(entry.label) + (setter.colored(f" · {about}") if about else "")
        texts = [Text.of(first, styles.entry, "H4")]
        texts.extend(setter.paragraphs(entry.pieces, entry.subject, styles.body))
        texts.extend(self._text(note, "note") for note in entry.notes)
        yield Stack(texts, tone(entry.kind), Text.of(setter.plain(entry.number), styles.serial), inset)
        for member in entry.members:
            yield from self._entry(member, inset + 12)

    def _noise(self) -> Iterator[Flowable]:
        if not self._report.noise:
            return
        setter, styles = self._setter, self._styles
        yield CondPageBreak(160)
        yield Rule()
        yield self._heading(self._say("noise_part.title"), "smaandringar")
        yield self._text(self._say("noise_part.about"), "tally")
        for part in self._report.noise:
            yield from self._part(part.title)
            for entry in part.entries:
                about = " · ".join(words for words in (entry.label, entry.where, entry.who, *entry.notes) if words)
                texts = setter.paragraphs(entry.pieces, entry.subject, styles.minor)
                start = setter.colored(about)
                markup = setter.pieces(entry.pieces, entry.subject) if len(texts) == 1 else ""
                yield Text.of(f"{start}{' – ' if markup else ''}{markup}", styles.minor)
                if len(texts) > 1:
                    yield from texts


def _counting(draw_number: Callable[[Canvas, int, int], None]) -> type[Canvas]:
    """A canvas that draws "page x of y" for each page once y is known."""

    class Counting(Canvas):
        def save(self) -> None:
            pages = self.getPageNumber() - 1
            for page in range(1, pages + 1):
                self.beginForm(_form(page), 0, 0, *PAGE)
                draw_number(self, page, pages)
                self.endForm()
            super().save()

    return Counting


def _form(page: int) -> str:
    return f"page-number-{page}"
