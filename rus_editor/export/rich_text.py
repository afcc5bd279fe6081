"""The report as plain rich text for a preview on the screen: what it says, in the order in which the pages say it.

The markup is the small part of HTML that simple viewers know: paragraphs, tables, lists, and classes whose looks are
the viewer's. The pages of a printed report differ in breaks and margins, never in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import zip_longest

from rus_editor.export.marking import Piece
from rus_editor.export.report import Bar, ChapterPart, Entry, KeyLine, Matrix, Report, Said
from rus_editor.export.signs import visible
from rus_editor.export.writing import report_of
from rus_editor.model.comparison import SegmentKind
from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

SHOWN_ENTRIES = 60
"""So many of all changes are shown; a sentence tells how many more there are."""

_CLASSES = {SegmentKind.DELETED: "removed", SegmentKind.INSERTED: "added"}


def write_rich_text(summary: Summary, wording: Wording, most: int = SHOWN_ENTRIES) -> str:
    """The body of a page.

    Classes: ``kicker title subtitle lead chapter part head small removed added number tight``; ``before``,
    ``after`` and ``beside`` for the bars.
    """
    return "".join(_Writer(report_of(summary, wording), wording, most).parts())


def _plain(text: str) -> str:
    return escape(visible(text).replace(ATOM_CHARACTER, ""))


class _Writer:
    def __init__(self, report: Report, wording: Wording, most: int) -> None:
        self._report = report
        self._wording = wording
        self._most = most

    def _say(self, key: str, **facts: object) -> str:
        return _plain(self._wording.say(f"report.{key}", **facts))

    def parts(self) -> Iterator[str]:
        """The whole, part by part."""
        yield from self._front()
        for chapter in self._report.chapters:
            yield from self._chapter(chapter)
        yield from self._themes()
        for matrix in self._report.matrices:
            yield from self._matrix(matrix)
        yield from self._changes()

    def _front(self) -> Iterator[str]:
        report = self._report
        yield f'<p class="kicker">{_plain(report.kicker or self._say("front.kicker"))}</p>'
        yield f'<p class="title">{_plain(report.title)}</p>'
        yield f'<p class="subtitle">{_plain(report.subtitle)}</p>'
        if report.facts:
            facts = " · ".join(f"{_plain(fact.label)}: <b>{_plain(fact.value)}</b>" for fact in report.facts)
            yield f'<p class="small">{facts}</p>'
        yield from (f'<p class="lead">{_plain(line)}</p>' for line in report.lead)
        if report.scope:
            yield f'<p class="lead">{_plain(report.scope)}</p>'
        if report.rows and report.kinds:
            yield f'<p class="part">{self._say("front.overview")}</p>'
            heads = [self._say("front.chapter"), self._say("front.total")]
            counted = [*report.rows, report.sum] if len(report.rows) > 1 else report.rows
            yield _table(heads, [[_plain(row.title), _number(str(row.total))] for row in counted], widths=("85%", ""))

    def _chapter(self, chapter: ChapterPart) -> Iterator[str]:
        yield f'<p class="chapter"><a name="{escape(chapter.anchor)}"></a>{_plain(chapter.title)}</p>'
        yield from (f'<p class="small">{_plain(note)}</p>' for note in chapter.notes)
        yield f'<p class="small">{_plain(chapter.counts)}</p>'
        if chapter.points:
            yield f'<p class="part">{_plain(chapter.points_title)}</p><ul>'
            for point in chapter.points:
                lead = f"<b>{_plain(point.lead)}:</b> " if point.lead else ""
                yield f"<li>{lead}{_plain(point.text)}</li>"
            yield "</ul>"
        if chapter.keys:
            yield f'<p class="part">{_plain(chapter.keys_title)}</p>'
            heads = [self._say("front.old"), self._say("front.new")]
            has_reasons = any(key.said is not None and key.said.why for key in chapter.keys)
            if has_reasons:
                heads.append(self._say("said.reason"))
            yield _table(heads, [self._key(key, has_reasons) for key in chapter.keys])

    def _key(self, key: KeyLine, has_reasons: bool) -> list[str]:
        where = " · ".join(_plain(part) for part in (key.section, key.label) if part)
        old = f'<span class="small">{where}</span><br>{_pieces(key.old)}'
        cells = [old, _pieces(key.new)]
        return [*cells, _plain(key.said.why) if key.said is not None else ""] if has_reasons else cells

    def _themes(self) -> Iterator[str]:
        report = self._report
        if not report.bars:
            return
        yield f'<p class="chapter">{_plain(report.bars_title)}</p>'
        if report.bars_lead:
            yield f'<p class="lead">{_plain(report.bars_lead)}</p>'
        most = max((max(bar.before, bar.after) for bar in report.bars), default=1) or 1
        rows = [[_plain(bar.name), _bar(bar, most), f"{bar.before}&nbsp;→&nbsp;{bar.after}"] for bar in report.bars]
        yield _table((), rows, widths=("35%", "50%", "15%"))

    def _matrix(self, matrix: Matrix) -> Iterator[str]:
        yield f'<p class="chapter">{_plain(matrix.title)}</p>'
        if matrix.lead:
            yield f'<p class="lead">{_plain(matrix.lead)}</p>'
        heads = [_plain(matrix.corner), *map(_tight, matrix.columns)]
        rows = [[_tight(title), *(_tight(cell.words) for cell in cells)] for title, cells in matrix.rows]
        yield _table(heads, rows, widths=("22%",), padding=1)
        pairs = zip(matrix.columns, matrix.column_titles, strict=True)
        told = [title if title.startswith(column) else f"{column} {title}" for column, title in pairs]
        yield f'<p class="small">{_plain("; ".join(told))}</p>'

    def _changes(self) -> Iterator[str]:
        entries = [(chapter, entry) for chapter in self._report.chapters for entry in chapter.entries]
        if not entries:
            return
        yield f'<p class="chapter">{self._say("annex.title")}</p>'
        last = ""
        for chapter, entry in entries[: self._most]:
            if chapter.anchor != last:
                last = chapter.anchor
                yield f'<p class="part">{_plain(chapter.title)}</p>'
            yield from self._entry(entry)
        more = len(entries) - self._most
        if more > 0:
            key = "preview.more.one" if more == 1 else "preview.more.many"
            yield f'<p class="small"><i>{_plain(self._wording.say(key, count=more))}</i></p>'

    def _entry(self, entry: Entry) -> Iterator[str]:
        told = " · ".join(_plain(part) for part in (entry.label, entry.where, entry.who) if part)
        yield f'<p class="head"><b>{_plain(entry.number)}</b> <span class="small">{told}</span><br>'
        yield f"{_pieces(entry.pieces)}</p>"
        for member in entry.members:
            yield f'<p class="head">{_pieces(member.pieces)}</p>'
        for note in entry.notes:
            yield f'<p class="small">{_plain(note)}</p>'
        if entry.said is not None:
            yield from self._said(entry.said)

    def _said(self, said: Said) -> Iterator[str]:
        for label, words in (
            ("significance", said.significance),
            ("reason", said.reason),
            ("sources", ", ".join(said.sources)),
        ):
            if words:
                yield f'<p class="small"><b>{self._say(f"said.{label}")}:</b> {_plain(words)}</p>'


def _pieces(pieces: Iterable[Piece]) -> str:
    parts = []
    for piece in pieces:
        if piece.elided:
            parts.append(" … ")
            continue
        shown = _plain(piece.text).replace("\n", "<br>")
        name = _CLASSES.get(piece.kind)
        parts.append(f'<span class="{name}">{shown}</span>' if name else shown)
    return "".join(parts)


def _bar(bar: Bar, most: int) -> str:
    """Two lines, before and after, as coloured tables that say nothing aloud; the numbers beside them say the same."""
    drawn = (("before", bar.before), ("after", bar.after))
    return "".join(_line(name, round(100 * count / most)) for name, count in drawn)


def _line(name: str, share: int) -> str:
    cells = f'<td class="{name}" width="{share}%">&nbsp;</td>' if share else ""
    rest = f'<td class="beside" width="{100 - share}%">&nbsp;</td>' if share < 100 else ""
    return f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{cells}{rest}</tr></table>'


def _number(text: str) -> str:
    return f'<span class="number">{text}</span>'


def _tight(text: str) -> str:
    return f'<span class="tight">{_plain(text)}</span>'


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]], widths: tuple[str, ...] = (), padding: int = 4) -> str:
    first = "".join(f'<th align="left">{head}</th>' for head in heads)
    body = "".join(f"<tr>{_cells(row, widths)}</tr>" for row in rows)
    head = f"<tr>{first}</tr>" if first else ""
    return f'<table width="100%" cellspacing="0" cellpadding="{padding}">{head}{body}</table>'


def _cells(row: Iterable[str], widths: tuple[str, ...]) -> str:
    sized = zip_longest(row, widths, fillvalue="")
    return "".join(f'<td width="{width}">{cell}</td>' if width else f"<td>{cell}</td>" for cell, width in sized)
