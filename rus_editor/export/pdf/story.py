"""The report's parts in the order that they are read, as building blocks of the page."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from rus_editor.export.marking import Piece, start_of
from rus_editor.export.pdf.charts import Bars, Pair
from rus_editor.export.pdf.flowables import FactLine, Heading, PageReference, Panel, Rule, Stack
from rus_editor.export.pdf.fonts import BOLD
from rus_editor.export.pdf.matrices import tables_of
from rus_editor.export.pdf.structure import Element, bulleted
from rus_editor.export.pdf.styles import HEIGHT, SOFT, WIDTH, Styles
from rus_editor.export.pdf.tables import Grid, GridRow
from rus_editor.export.pdf.text import Setter, Text
from rus_editor.export.report import ChapterPart, CountRow, KeyLine, Matrix, PointLine, Report, Said
from rus_editor.export.signs import one_line, visible
from rus_editor.model.comparison import SegmentKind, Subject
from rus_editor.model.wording import Wording

OUTLINE_LIMIT = 120
_PART = 34.0
"""What a heading inside a chapter takes."""
_APART = 5
"""So many kinds of change have a column of their own in the table of counts; of more, the last are one column."""
_NAME_LIMIT = 90
"""A longer name is cut short beside its bars; in words it stands in full."""
_REFERRED = 6
"""So many numbers of changes are told after a point."""


class Parts:
    """What the story's parts share: the words, the styles, and the place in the structure where the next one goes."""

    def __init__(self, report: Report, wording: Wording, setter: Setter, root: Element) -> None:
        self.report, self.setter, self.root = report, setter, root
        self.styles = Styles()
        self.section = root
        self._wording = wording

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the report."""
        return self._wording.say(f"report.{key}", **facts)

    def number(self, count: int) -> str:
        """A whole number with its thousands apart."""
        return f"{count:,}".replace(",", self.say("number.thousands"))

    def text(self, words: str, style: str, tag: str = "P") -> Text:
        """Words without marks; they have no place in the structure yet."""
        return Text.of(self.setter.plain(words), getattr(self.styles, style), tag)

    def put(self, words: str, style: str, tag: str = "P") -> Text:
        """Words in the section at hand."""
        return self.text(words, style, tag).under(self.section)

    def start(self, parent: Element | None = None) -> Element:
        """Begin a section."""
        self.section = Element("Sect", parent or self.root)
        return self.section

    def heading(self, words: str, key: str, style: str = "chapter", tag: str = "H2", level: int = 0) -> Heading:
        """A heading with a bookmark."""
        return Heading(self.put(words, style, tag), key, start_of(visible(words), OUTLINE_LIMIT), level)

    def part(self, words: str, tag: str = "H3", room: float = 100) -> Iterator[Flowable]:
        """A heading without a bookmark, moved to the next page where little follows it on this one."""
        yield CondPageBreak(room)
        yield self.put(words, "part", tag)

    def said(self, label: str, words: str) -> str:
        """What somebody said, as markup: what it is in bold, then the words."""
        setter = self.setter
        told = self.say("annex.said", label="\0", text="\1")
        before, _, rest = told.partition("\0")
        between, _, after = rest.partition("\1")
        name = setter.bold(f"{before}{self.say(f'said.{label}')}{between.rstrip()}")
        return f"{name} {setter.plain(words)}{setter.plain(after)}"

    def reasons(self, said: Said) -> list[Text]:
        """Reason and sources as a table's cell has them."""
        texts = [Text.of(self.setter.plain(said.reason), self.styles.cell)] if said.reason else []
        if said.sources:
            texts.append(Text.of(self.said("sources", ", ".join(said.sources)), self.styles.cell))
        return texts


class Story(Parts):
    """Front page, overview, chapters with points and tables, themes and targets."""

    def front(self) -> Iterator[Flowable]:
        """Title, what the report is about, the whole in brief, facts and counts."""
        report, styles, setter = self.report, self.styles, self.setter
        self.start()
        yield self.put((report.kicker or self.say("front.kicker")).upper(), "kicker")
        yield self.heading(report.title, "top", "title", "H1")
        yield self.put(report.subtitle, "subtitle")
        if report.facts:
            yield self._facts()
        lead = [self.put(line, "brief" if index else "lead") for index, line in enumerate(report.lead)]
        if report.scope:
            lead.append(self.put(report.scope, "brief"))
        if lead:
            yield Panel(lead, SOFT)
        yield from self.part(self.say("front.versions"), "H2", 130)
        heads = [self.say("front.about"), self.say("front.old"), self.say("front.new")]
        rows = [
            GridRow(
                (
                    (Text.of(setter.colored(fact.label), styles.cell),),
                    (self.text(fact.old, "cell"),),
                    (self.text(fact.new, "cell"),),
                )
            )
            for fact in report.versions
        ]
        widths = (0.2 * WIDTH, 0.4 * WIDTH, 0.4 * WIDTH)
        yield Grid(widths, [self.text(head, "head") for head in heads], rows).under(self.section)
        if any(chapter.keys or chapter.entries for chapter in report.chapters) or report.noise:
            yield from self.part(self.say("front.legend"), "H2", 60)
            yield Text.of(self._legend(), styles.body).under(self.section)
        # With one chapter only, the line below its heading says it all.
        if len(report.rows) > 1 and (report.kinds or any(row.noise for row in report.rows)):
            yield from self._overview()

    def _facts(self) -> Flowable:
        """Organisation, record number and date: what it is above, what it says below."""
        label, value = self.styles.fact_label, self.styles.fact
        items = Element("L", self.section, owner="List", attributes={"ListNumbering": "None"})
        rows = []
        for fact in self.report.facts:
            item = Element("LI", items)
            name = Text.of(self.setter.plain(fact.label), label, "Lbl").under(item)
            words = Text.of(self.setter.plain(start_of(fact.value, 160)), value, "LBody").under(item)
            rows.append((name, words))
        return FactLine(rows)

    def _legend(self) -> str:
        marks = (
            Piece(SegmentKind.DELETED, self.say("front.legend_deleted")),
            Piece(SegmentKind.EQUAL, "\u2003"),
            Piece(SegmentKind.INSERTED, self.say("front.legend_inserted")),
            Piece(SegmentKind.EQUAL, "\u2003"),
            Piece(SegmentKind.EQUAL, "", elided=True),
            Piece(SegmentKind.EQUAL, self.say("front.legend_elided")),
        )
        return self.setter.pieces(marks, Subject.PARAGRAPH)

    def _overview(self) -> Iterator[Flowable]:
        counts = self._counts()
        _, height = counts.wrap(WIDTH, HEIGHT)
        # A table that has room on one page is not divided over two.
        yield from self.part(self.say("front.overview"), "H2", height + 45 if height + 45 < HEIGHT else 100)
        yield counts.under(self.section)

    def _counts(self) -> Grid:
        report, styles = self.report, self.styles
        apart = len(report.kinds) if len(report.kinds) <= _APART else _APART - 1
        heads = [self.say(f"column.{kind.value}") for kind in report.kinds[:apart]]
        if apart < len(report.kinds):
            heads.append(self.say("annex.other"))
        heads.append(self.say("front.total"))
        if report.noise:
            heads.append(self.say("front.noise"))
        heads.append(self.say("annex.page"))
        size = styles.head_number.fontSize
        widths = [max(32.0, stringWidth(head, BOLD, size) + 11) for head in heads]
        head = [self.text(self.say("front.chapter"), "head"), *(self.text(words, "head_number") for words in heads)]
        rows = [self._count_row(row, apart) for row in report.rows]
        rows.append(self._count_row(report.sum, apart, is_sum=True))
        return Grid([WIDTH - sum(widths), *widths], head, rows, above=3.2)

    def _count_row(self, row: CountRow, apart: int, *, is_sum: bool = False) -> GridRow:
        """A chapter's counts; kinds that have no column of their own are counted together."""
        setter, styles = self.setter, self.styles
        counts = [*row.counts[:apart], *([sum(row.counts[apart:])] if apart < len(row.counts) else []), row.total]
        total = len(counts) - 1
        if self.report.noise:
            counts.append(row.noise)
        title = setter.bold(row.title) if is_sum else setter.plain(row.title)
        cells: list[tuple[Text, ...]] = [(Text.of(title, styles.cell),)]
        for index, count in enumerate(counts):
            words = self.number(count)
            is_total = is_sum or index == total
            markup = setter.colored("0") if not count else setter.bold(words) if is_total else setter.plain(words)
            cells.append((Text.of(markup, styles.number),))
        is_there = any(chapter.anchor == row.anchor for chapter in self.report.chapters)
        words = self.say("annex.link", title=start_of(row.title, OUTLINE_LIMIT))
        cells.append((PageReference.to(row.anchor, words, styles.number),) if is_there else ())
        return GridRow(tuple(cells), is_strong=is_sum)

    def chapter(self, chapter: ChapterPart) -> Iterator[Flowable]:
        """Points, then the table of before and after."""
        yield CondPageBreak(150 if chapter.points or chapter.keys else 75)
        yield Rule()
        self.start()
        yield self.heading(chapter.title, chapter.anchor)
        for note in chapter.notes:
            yield self.put(note, "status")
        yield self.put(" · ".join(words for words in (chapter.counts, self._numbers_in(chapter)) if words), "tally")
        if chapter.points:
            yield from self.part(chapter.points_title, room=70)
            listed = bulleted(self.section)
            for point in chapter.points:
                yield self._point(point, listed, has_quotes=not (chapter.keys or chapter.entries))
        if chapter.keys:
            keys = self._keys(chapter.keys)
            yield from self.part(chapter.keys_title, room=_PART + keys.least())
            yield keys.under(self.section)

    def _numbers_in(self, chapter: ChapterPart) -> str:
        """Where in the appendix the chapter's changes are."""
        if not chapter.entries:
            return ""
        first, last = chapter.entries[0].number.partition("–")[0], chapter.entries[-1].number.rpartition("–")[2]
        key = "annex.in.one" if first == last else "annex.in.many"
        return self.say(key, first=first, last=last)

    def _point(self, point: PointLine, listed: Element, *, has_quotes: bool) -> Flowable:
        """A point, and what it rests on: numbers in the appendix, or quotes where nothing else in the report is."""
        setter, styles = self.setter, self.styles
        item = Element("LI", listed)
        bullet = self.text("•", "point", "Lbl").under(item)
        body = Element("LBody", item)
        lead = point.lead and f"{point.lead}:"
        markup = " ".join(part for part in (setter.bold(lead), setter.plain(point.text)) if part)
        evidence = point.evidence.replace(" ", "\u00a0")
        rests = ", ".join(part for part in (evidence, self._numbers(point.entries)) if part)
        if rests:
            markup += f" {setter.colored(f'({rests})')}"
        texts = [Text.of(markup, styles.point).under(body)]
        if has_quotes:
            for old, new in dict.fromkeys(point.quotes):
                quote = self.say("number.quote", text="{}")
                sides = [
                    quote.replace("{}", start_of(words, 240)) if words else self.say(missing)
                    for words, missing in ((old, "chapter.missing_old"), (new, "chapter.missing_new"))
                ]
                texts.append(self.text(" → ".join(sides), "quote").under(body))
        return Stack(texts, None, bullet, gutter=13, after=4)

    def _numbers(self, anchors: tuple[str, ...]) -> str:
        """The numbers of changes in the appendix."""
        known = self._known
        numbers = [known[anchor] for anchor in anchors if anchor in known]
        if not numbers:
            return ""
        listed = ", ".join(numbers[:_REFERRED]) + (" …" if len(numbers) > _REFERRED else "")
        return self.say("entry.reference", number=listed)

    @property
    def _known(self) -> dict[str, str]:
        if self._numbers_of is None:
            self._numbers_of = {}
            for chapter in self.report.chapters:
                for entry in chapter.entries:
                    for each in (entry, *entry.members):
                        self._numbers_of[each.anchor] = each.number
        return self._numbers_of

    _numbers_of: dict[str, str] | None = None

    def _keys(self, keys: tuple[KeyLine, ...]) -> Grid:
        heads = [self.say("chapter.keys_what"), self.say("chapter.keys_old"), self.say("chapter.keys_new")]
        shares: tuple[float, ...] = (0.22, 0.39, 0.39)
        has_reasons = any(key.said is not None and key.said.why for key in keys)
        if has_reasons:
            heads.append(self.say("said.why"))
            shares = (0.18, 0.3, 0.3, 0.22)
        rows = [self._key(key, has_reasons=has_reasons) for key in keys]
        head = [self.text(head, "head") for head in heads]
        return Grid([share * WIDTH for share in shares], head, rows)

    def _key(self, key: KeyLine, *, has_reasons: bool) -> GridRow:
        setter, styles = self.setter, self.styles
        reference = self.say("entry.reference", number=key.number) if key.number else ""
        what = [Text.of(setter.bold(key.section), styles.cell)] if key.section else []
        if key.note:
            what.append(self.text(key.note, "cell"))
        about = " · ".join(words for words in (key.label, reference) if words)
        what.append(Text.of(setter.colored(about), styles.cell))
        cells: list[tuple[Text, ...]] = [tuple(what)]
        for pieces, missing in ((key.old, "chapter.missing_old"), (key.new, "chapter.missing_new")):
            if pieces:
                cells.append(tuple(setter.paragraphs(pieces, key.subject, styles.cell)))
            else:
                cells.append((Text.of(setter.colored(self.say(missing)), styles.cell),))
        if has_reasons:
            cells.append(tuple(self.reasons(key.said)) if key.said is not None else ())
        return GridRow(tuple(cells))

    def themes(self) -> Iterator[Flowable]:
        """Themes as bars, then themes and targets by chapter."""
        report = self.report
        matrices = [matrix for matrix in report.matrices if matrix.rows and matrix.columns]
        if not (report.bars or matrices):
            return
        yield CondPageBreak(260)
        yield Rule()
        self.start()
        yield self.heading(self.say("annex.themes"), "teman")
        if report.bars:
            yield from self._bars()
        for matrix in matrices:
            yield from self._matrix(matrix)

    def _bars(self) -> Iterator[Flowable]:
        report = self.report
        yield from self.part(report.bars_title or self.say("annex.themes"), room=160)
        if report.bars_lead:
            yield self.put(report.bars_lead, "body")
        yield Spacer(1, 6)
        holder = Element("Div", self.section)
        pairs = [
            Pair(self.text(start_of(bar.name, _NAME_LIMIT), "small_cell"), bar.before, bar.after, bar.words)
            for bar in report.bars
        ]
        legend = (self.text(self.say("themes.before"), "small_cell"), self.text(self.say("themes.after"), "small_cell"))
        yield Bars(pairs, legend, holder)

    def _matrix(self, matrix: Matrix) -> Iterator[Flowable]:
        # Heading, words and table on one page where they have room on one.
        needed = 155.0 + 19.0 * len(matrix.rows)
        yield from self.part(matrix.title, room=needed if needed < HEIGHT else 250)
        if matrix.lead:
            yield self.put(matrix.lead, "body")
        if any(cell.before != cell.after for _, cells in matrix.rows for cell in cells):
            yield self.put(self.say("annex.tints"), "body")
        keys = [
            self.say("annex.key", label=one_line(label), title=one_line(title).removeprefix(label).strip())
            for label, title in zip(matrix.columns, matrix.column_titles, strict=False)
            if title.strip() and title.strip() != label
        ]
        if keys:
            yield self.put(self.say("annex.chapters", titles="; ".join(keys)), "see")
        yield Spacer(1, 6)
        for table in tables_of(matrix, self.setter, self.styles, self.section):
            _, height = table.wrap(WIDTH, HEIGHT)
            yield CondPageBreak(height if height < HEIGHT else table.least())
            yield table
