"""A summary as an A4 report that conforms to PDF/UA-1 and PDF/A-2a: front page, chapters, themes, all changes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from rus_editor.export.marking import start_of
from rus_editor.export.pdf.appendix import Appendix
from rus_editor.export.pdf.archive import About
from rus_editor.export.pdf.canvas import Spoken, TaggedCanvas
from rus_editor.export.pdf.fonts import REGULAR, load_fonts
from rus_editor.export.pdf.story import Story
from rus_editor.export.pdf.structure import Element
from rus_editor.export.pdf.styles import (
    BOTTOM,
    DELETED,
    HEIGHT,
    INSERTED,
    LEFT,
    LINE,
    MUTED,
    PAGE,
    RIGHT,
    WIDTH,
)
from rus_editor.export.pdf.text import Setter
from rus_editor.export.report import Report
from rus_editor.export.signs import one_line
from rus_editor.export.tick import Tick, unheard
from rus_editor.export.writing import report_of
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_PROGRAM = "RUS-redigeraren"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEADER = 13 * mm
_FOOTER = 11 * mm
_SIZE = 7.6
_SET = 0.3
"""Share of the time that it takes to put the words into paragraphs; the rest lays them out."""


def write_pdf(summary: Summary, wording: Wording, tick: Tick = unheard) -> bytes:
    """A summary as a PDF document. The same summary gives the same bytes: nothing in it tells when it was made.

    ``tick`` is told how far it has come; what it raises goes through, and nothing is left behind.
    """
    return print_report(report_of(summary, wording), wording, tick)


def print_report(report: Report, wording: Wording, tick: Tick = unheard) -> bytes:
    """A report in words as a PDF document."""
    return _Book(report, wording, tick).bytes()


class _Book:
    def __init__(self, report: Report, wording: Wording, tick: Tick) -> None:
        self._report, self._wording, self._tick = report, wording, tick
        self._setter = Setter(load_fonts(), wording)
        self._language = _LANGUAGES.get(report.language, report.language)
        self._root = Element("Document", is_kept=True, language=self._language)

    def bytes(self) -> bytes:
        """Lay out and write."""
        self._tick(0.0)
        flowables = list(self._story())
        target = io.BytesIO()
        template = _Template(self._tick, len(flowables), target, self._language)
        frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        template.addPageTemplates(PageTemplate("page", [frame], onPage=self._furniture))
        template.build(flowables, canvasmaker=self._canvas)
        self._tick(1.0)
        return target.getvalue()

    def _canvas(self, *arguments: Any, **options: Any) -> TaggedCanvas:
        report = self._report
        canvas = TaggedCanvas(*arguments, **options)
        about = About(
            title=one_line(report.title) or one_line(report.subtitle) or _PROGRAM,
            author=one_line(report.organisation),
            subject=one_line(report.subtitle),
            program=_PROGRAM,
            language=self._language,
            day=report.date if _DAY.fullmatch(report.date) else "",
        )
        spoken = {}
        for color, key, line in ((DELETED, "deleted", "LineThrough"), (INSERTED, "inserted", "Underline")):
            before, after = self._say(f"mark.{key}"), self._say(f"mark.end_{key}")
            spoken[HexColor(color).rgb()] = Spoken(before, after, line)
        canvas.be_told(self._root, about, spoken)
        return canvas

    def _say(self, key: str, **facts: object) -> str:
        return self._wording.say(f"report.{key}", **facts)

    def _story(self) -> Iterator[Flowable]:
        report, common = self._report, (self._report, self._wording, self._setter, self._root)
        story, appendix = Story(*common), Appendix(*common)
        with_entries = [chapter for chapter in report.chapters if chapter.entries]
        chapters, done = len(report.chapters) + len(with_entries) + 1, 0
        yield from story.front()
        for chapter in report.chapters:
            yield from story.chapter(chapter)
            done += 1
            self._tick(_SET * done / chapters)
        yield from story.themes()
        if with_entries:
            yield from appendix.opening()
        for chapter in with_entries:
            yield from appendix.chapter(chapter)
            done += 1
            self._tick(_SET * done / chapters)
        yield from appendix.small()

    # Header and footer. How many pages there are is known last, so that line is drawn at the end.

    def _furniture(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        assert isinstance(canvas, TaggedCanvas)
        report, page = self._report, canvas.getPageNumber()
        with canvas.artifact("Pagination"):
            canvas.saveState()
            if page > 1:
                right = f"{self._say('scope.dnr')} {report.dnr}" if report.dnr else ""
                right = start_of(right, 40)
                title = start_of(report.title, 90 - len(right))
                self._line(canvas, LEFT, PAGE[1] - _HEADER, title)
                self._line(canvas, PAGE[0] - RIGHT - self._width(right), PAGE[1] - _HEADER, right)
                canvas.setStrokeColor(HexColor(LINE))
                canvas.setLineWidth(0.4)
                canvas.line(LEFT, PAGE[1] - _HEADER - 2 * mm, PAGE[0] - RIGHT, PAGE[1] - _HEADER - 2 * mm)
            if report.versions:
                names = (report.versions[0].old, report.versions[0].new)
                self._line(canvas, LEFT, _FOOTER, " → ".join(start_of(name, 50) for name in names))
            canvas.later(lambda: self._page_number(canvas, page))
            canvas.restoreState()

    def _page_number(self, canvas: TaggedCanvas, page: int) -> None:
        words = self._say("front.page", page=page, pages=canvas.pages)
        self._line(canvas, PAGE[0] - RIGHT - self._width(words), _FOOTER, words)

    def _line(self, canvas: TaggedCanvas, x: float, y: float, text: str) -> None:
        """One line of text outside the flow, each character in a font that has it."""
        canvas.setFillColor(HexColor(MUTED))
        for font, stretch in self._setter.fonts.stretches(text):
            canvas.setFont(font or REGULAR, _SIZE)
            canvas.drawString(x, y, stretch)
            x += stringWidth(stretch, font or REGULAR, _SIZE)

    def _width(self, text: str) -> float:
        stretches = self._setter.fonts.stretches(text)
        return sum(stringWidth(stretch, font or REGULAR, _SIZE) for font, stretch in stretches)


class _Template(BaseDocTemplate):
    """Lays out, and tells how far it has come."""

    def __init__(self, tick: Tick, count: int, target: io.BytesIO, language: str) -> None:
        super().__init__(
            target,
            pagesize=PAGE,
            lang=language,
            displayDocTitle=True,
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            initialFontSize=9,
        )
        self._heard, self._count, self._done = tick, max(count, 1), 0

    def afterFlowable(self, _flowable: Flowable) -> None:
        """Called by the library after each building block, and each part of one."""
        self._done += 1
        self._heard(_SET + (0.95 - _SET) * min(self._done / self._count, 1.0))

    def afterPage(self) -> None:
        """Called by the library after each page."""
        self._heard(_SET + (0.95 - _SET) * min(self._done / self._count, 1.0))
