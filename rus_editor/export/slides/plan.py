"""What stands on which slide, measured so that it fits; how it is drawn is another matter. Lengths in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rus_editor.export.report import Bar, ChapterPart, PointLine, Report
from rus_editor.export.signs import one_line
from rus_editor.export.slides.measure import LEADING, Ruler
from rus_editor.export.slides.paging import GAP, Line, Page, balanced, pages_of
from rus_editor.model.wording import Wording

INSET_X, INSET_Y = 7.2, 3.6
"""Between a box and its text."""

KICKER = 18
_HEADINGS = (32, 30, 28, 26, 24, 22, 20)
_COVERS = (44, 40, 36, 32, 28, 24)
_COVER_LINES = (24, 22, 20)
_LEAST = 14
"""A title in a box of a template that holds no more; nothing else is ever smaller than 20."""
CELL = 20
CELL_INSET = 6.0
LABEL = 0.4
"""The share of a bar's row that its name has."""
BAR, THICKEST = 11.0, 16.0
"""How thick a bar is where rows stand close, and where there is room."""
LEGEND = 34.0
_AIR = 14.0
"""At most so much is added to a bar's row where there is room."""
NOTES = 10
"""Size of the notes."""
_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def inner_width(self) -> float:
        """What its text has."""
        return max(1.0, self.width - 2 * INSET_X)

    @property
    def inner_height(self) -> float:
        """What its text has."""
        return max(1.0, self.height - 2 * INSET_Y)


@dataclass(frozen=True, slots=True)
class Room:
    """The boxes of a presentation's layouts. ``indent`` is what a list's bullets take of a line's width.

    ``cover``, ``section`` and their texts are of the title and section slides, ``notes`` of the notes page.
    """

    title: Box
    body: Box
    indent: float
    cover: Box
    cover_text: Box
    section: Box
    section_text: Box | None
    notes: Box


@dataclass(frozen=True, slots=True)
class Heading:
    """A slide's title: ``kicker`` stands smaller above the words. Sizes are 0 where there is none."""

    text: str
    kicker: str = ""
    size: int = 0
    kicker_size: int = 0

    @property
    def whole(self) -> str:
        """What the title reads."""
        return f"{self.kicker}\n{self.text}" if self.kicker else self.text


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide. ``part`` is the part of the presentation that it belongs to, ``notes`` what its notes page says."""

    heading: Heading
    part: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover(Slide):
    """The first slide, or with ``is_section`` one before a part."""

    lines: tuple[str, ...] = ()
    size: int = 20
    is_section: bool = False


@dataclass(frozen=True, slots=True)
class Points(Slide):
    """A list."""

    lines: tuple[Line, ...] = ()
    size: int = 20


@dataclass(frozen=True, slots=True)
class Grid(Slide):
    """A table with a head. ``widths`` are of the columns, ``heights`` of all rows with the head's first."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bars(Slide):
    """Bars beside each other, before and after; ``most`` is what the longest stands for, ``heights`` of the rows."""

    bars: tuple[Bar, ...] = ()
    most: int = 1
    heights: tuple[float, ...] = ()


class Planner:
    """Says what stands on which slide of a presentation with such a room."""

    def __init__(self, report: Report, wording: Wording, room: Room) -> None:
        self._report = report
        self._wording = wording
        self._room = room
        self._ruler = Ruler()
        self._titles: set[str] = set()

    def _say(self, key: str, **facts: object) -> str:
        return self._wording.say(f"slides.{key}", **facts)

    def slides(self) -> Iterator[Slide]:
        """All slides in order."""
        report = self._report
        start = self._plain(report.title)
        yield self._cover(start)
        yield from self._points(
            [Line(self._plain(text)) for text in report.background], self._say("title.background"), "", start
        )
        yield from self._grid(
            self._say("title.steps"),
            start,
            (self._say("text.step"), self._say("text.when")),
            [(self._plain(step.name), self._plain(step.when)) for step in report.steps],
            0.68,
        )
        news = self._say("title.news")
        lead = [*report.lead, report.bars_lead] if report.bars else report.lead
        yield from self._points([Line(self._plain(text)) for text in lead], news, "", start)
        yield from self._bars(news, start)
        told = [part for part in report.chapters if part.points or part.standing]
        if told:
            yield self._section(self._say("title.chapters"))
        for part in told:
            yield from self._chapter(part)
        if any(part.points for part in report.chapters):
            others = [part for part in report.chapters if not part.points]
            title = self._say("title.others")
            yield from self._grid(
                title,
                title,
                (self._say("text.chapter"), self._say("text.changes")),
                [(self._plain(part.title), self._plain(part.counts)) for part in others],
                0.42,
            )

    def _cover(self, part: str) -> Cover:
        report, room = self._report, self._room
        day = " · ".join(
            text
            for text in (report.date, self._say("text.dnr", dnr=self._plain(report.dnr)) if report.dnr else "")
            if text
        )
        wanted = [self._plain(text) for text in (report.scope or report.subtitle, report.organisation, day)]
        lines, size = self._lines_of_cover([text for text in wanted if text], room.cover_text)
        heading = self._heading(self._plain(report.title), "", room.cover, _COVERS)
        return Cover(heading, part, self._notes(self._whole_title(heading, part)), lines=lines, size=size)

    def _section(self, title: str) -> Cover:
        room = self._room
        lines: tuple[str, ...] = ()
        size = 0
        if room.section_text is not None:
            lines, size = self._lines_of_cover([self._say("text.chapters")], room.section_text)
        return Cover(
            self._heading(title, "", room.section, _COVERS), title, lines=lines, size=size or 20, is_section=True
        )

    def _lines_of_cover(self, texts: Sequence[str], box: Box) -> tuple[tuple[str, ...], int]:
        """Lines below a large title; the last ones are cut first where there is little room."""
        for size in _COVER_LINES:
            heights = [self._ruler.height(text, size, box.inner_width) + GAP * size for text in texts]
            if sum(heights) - GAP * size <= box.inner_height:
                return tuple(texts), size
        size, left = _COVER_LINES[-1], box.inner_height
        kept = []
        for number, text in enumerate(texts):
            after = (len(texts) - number - 1) * size * (LEADING + GAP)
            lines = max(1, int((left - after) // (size * LEADING)))
            if left < size * LEADING:
                break
            kept.append(self._ruler.cut(text, size, box.inner_width, lines))
            left -= self._ruler.height(kept[-1], size, box.inner_width) + GAP * size
        return tuple(kept), size

    def _chapter(self, part: ChapterPart) -> Iterator[Slide]:
        kicker = self._plain(part.title)
        for standing in part.standing:
            lines = [Line(self._plain(text)) for text in standing.paragraphs]
            notes = [[self._say("notes.standing")] for _ in lines]
            yield from self._points(lines, self._plain(standing.title), kicker, kicker, notes)
        first = [] if self._report.is_chosen else [self._say("notes.proposed")]
        notes = [[*(first if number == 0 else []), *self._evidence(point)] for number, point in enumerate(part.points)]
        lines = [Line(self._plain(point.text), self._plain(point.lead)) for point in part.points]
        yield from self._points(lines, self._plain(part.points_title), kicker, kicker, notes)

    def _evidence(self, point: PointLine) -> Iterator[str]:
        """A point and what it rests on, for the notes."""
        sentence = self._plain(point.sentence)
        yield f"{sentence} ({self._plain(point.evidence)})" if point.evidence else sentence
        for old, new in point.quotes:
            for key, text in (("notes.old", old), ("notes.new", new)):
                if text.strip():
                    yield self._say(key, text=_shortened(self._plain(text)))

    def _points(
        self,
        lines: Sequence[Line],
        title: str,
        kicker: str,
        part: str,
        notes: Sequence[Sequence[str]] = (),
    ) -> Iterator[Points]:
        lines = [line for line in lines if line.whole]
        if not lines:
            return
        box = self._room.body
        pages = pages_of(lines, self._ruler, box.inner_width - self._room.indent, box.inner_height)
        for number, page in enumerate(pages, 1):
            heading = self._heading(self._counted(title, number, len(pages)), kicker, self._room.title, _HEADINGS)
            yield Points(
                heading,
                part,
                self._notes(self._whole_title(heading, kicker), _of_page(page, notes)),
                lines=page.lines,
                size=page.size,
            )

    def _grid(
        self, title: str, part: str, heads: tuple[str, str], rows: Sequence[tuple[str, str]], share: float
    ) -> Iterator[Grid]:
        if not rows:
            return
        box = self._room.body
        widths = box.width * share, box.width * (1 - share)
        limit = int((box.height - self._row_height(heads, widths, bold=True)) // (CELL * LEADING)) - 1
        cut = [
            tuple(
                self._ruler.cut(text, CELL, width - 2 * CELL_INSET, max(1, limit))
                for text, width in zip(row, widths, strict=True)
            )
            for row in rows
        ]
        head = self._row_height(heads, widths, bold=True)
        heights = [self._row_height(row, widths) for row in cut]
        pages = balanced(list(zip(cut, heights, strict=True)), heights, max(box.height - head, *heights))
        for number, page in enumerate(pages, 1):
            counted = self._counted(title, number, len(pages))
            heading = self._heading(counted, "", self._room.title, _HEADINGS)
            yield Grid(
                heading,
                part,
                heads=heads,
                rows=tuple(row for row, _ in page),
                widths=widths,
                heights=(head, *(height for _, height in page)),
                words=self._say("text.table", title=counted),
            )

    def _row_height(self, row: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> float:
        texts = zip(row, widths, strict=True)
        return 2 * CELL_INSET + max(
            self._ruler.height(text, CELL, width - 2 * CELL_INSET, bold) for text, width in texts
        )

    def _bars(self, kicker: str, part: str) -> Iterator[Bars]:
        report, box = self._report, self._room.body
        if not report.bars:
            return
        width = box.width * LABEL - 2 * CELL_INSET
        bars = [replace(bar, name=self._ruler.cut(self._plain(bar.name), CELL, width, 2)) for bar in report.bars]
        heights = [max(2 * BAR + 8, self._ruler.height(bar.name, CELL, width) + 4) for bar in bars]
        room = max(box.height - LEGEND, *heights)
        pages = balanced(list(zip(bars, heights, strict=True)), heights, room)
        most = max(1, *(max(bar.before, bar.after) for bar in bars))
        notes = [self._say("text.legend"), *(bar.words for bar in report.bars)]
        for number, page in enumerate(pages, 1):
            spare = max(0.0, min(_AIR, (room - sum(height for _, height in page)) / len(page)))
            title = self._counted(self._plain(report.bars_title) or kicker, number, len(pages))
            yield Bars(
                self._heading(title, kicker, self._room.title, _HEADINGS),
                part,
                self._notes(notes),
                bars=tuple(bar for bar, _ in page),
                most=most,
                heights=tuple(height + spare for _, height in page),
            )

    def _counted(self, title: str, number: int, count: int) -> str:
        return title if count == 1 else self._say("title.part", title=title, number=number, count=count)

    def _heading(self, text: str, kicker: str, box: Box, sizes: Sequence[int]) -> Heading:
        """A title that fits, and that no other slide has."""
        made = self._fitted(text, kicker, box, sizes)
        number = 1
        while made.whole.casefold() in self._titles:
            number += 1
            short = self._ruler.cut(text, sizes[-1], box.inner_width * 0.7)
            made = self._fitted(self._say("title.again", title=short, number=number), kicker, box, sizes)
        self._titles.add(made.whole.casefold())
        return made

    def _fitted(self, text: str, kicker: str, box: Box, sizes: Sequence[int]) -> Heading:
        ruler, width, height = self._ruler, box.inner_width, box.inner_height
        above = ruler.cut(kicker, KICKER, width, 1, bold=True) if kicker else ""
        taken = KICKER * LEADING if kicker else 0.0
        for size in sizes:
            if taken + ruler.height(text, size, width, bold=True) <= height:
                return Heading(text, above, size, KICKER if kicker else 0)
        smallest = sizes[-1]
        lines = int((height - taken) // (smallest * LEADING))
        if lines >= 1:
            return Heading(ruler.cut(text, smallest, width, lines, bold=True), above, smallest, KICKER if kicker else 0)
        whole = self._say("title.joined", title=text, kicker=kicker) if kicker else text
        for size in range(smallest, _LEAST - 1, -2):
            lines = int(height // (size * LEADING))
            if lines >= 1:
                return Heading(ruler.cut(whole, size, width, lines, bold=True), "", size)
        return Heading(ruler.cut(whole, _LEAST, width, 1, bold=True), "", _LEAST)

    def _whole_title(self, heading: Heading, title: str) -> list[str]:
        """The whole of a title that was cut, for the notes."""
        is_cut = heading.whole.rstrip().endswith("…") or heading.kicker.endswith("…")
        return [self._say("notes.title", title=title)] if is_cut and title else []

    def _notes(self, *groups: Sequence[str]) -> tuple[str, ...]:
        """Notes that fit on their page; the last of them says where more stands."""
        texts = [self._plain(text) for group in groups for text in group]
        box = self._room.notes
        heights = [self._ruler.height(text, NOTES, box.inner_width) for text in texts]
        if sum(heights) <= box.inner_height:
            return tuple(texts)
        more = self._say("notes.more")
        left = box.inner_height - self._ruler.height(more, NOTES, box.inner_width)
        kept = []
        for text, height in zip(texts, heights, strict=True):
            left -= height
            if left < 0:
                break
            kept.append(text)
        return (*kept, more)

    @staticmethod
    def _plain(text: str) -> str:
        return one_line(text)


def _of_page(page: Page, notes: Sequence[Sequence[str]]) -> list[str]:
    """The notes of a page's paragraphs, each once."""
    if not notes:
        return []
    found = [text for number in dict.fromkeys(page.numbers) for text in notes[number]]
    return list(dict.fromkeys(found))


def _shortened(text: str) -> str:
    if len(text) <= _QUOTE:
        return text
    space = text.rfind(" ", _QUOTE // 2, _QUOTE)
    return text[: space if space > 0 else _QUOTE].rstrip(" ,;:–-") + " …"
