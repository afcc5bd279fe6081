"""A summary as one web page that needs nothing else: no request leaves it, and it reads without its script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from rus_editor.export.bundled import bundled
from rus_editor.export.marking import Piece
from rus_editor.export.report import ChapterPart, CountRow, Entry, KeyLine, Report
from rus_editor.export.signs import IN_CELLS, atom_name, visible
from rus_editor.export.writing import report_of
from rus_editor.model.comparison import SegmentKind, Subject
from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_MARKS = {SegmentKind.DELETED: "del", SegmentKind.INSERTED: "ins"}
_BLANKS = " \t\u00a0\u2002\u2003\u2009\u202f"
"""Blanks that stay on their line; changed ones get an outline."""
_FEW = 4
"""A group of this many members or fewer is open from the start."""


def write_html(summary: Summary, wording: Wording) -> str:
    """A summary as a self-contained HTML page.

    Text from the documents is only ever text: everything is escaped, and the page's own policy allows no script or
    style but the two it carries (by their digests), and no request at all.
    """
    return _Page(report_of(summary, wording), wording).text()


class _Page:
    def __init__(self, report: Report, wording: Wording) -> None:
        self._report = report
        self._wording = wording
        self._style = bundled("web/report.css").read_text(encoding="utf-8").strip()
        self._script = bundled("web/report.js").read_text(encoding="utf-8").strip()

    def text(self) -> str:
        return "\n".join(line for line in self._lines() if line) + "\n"

    def _say(self, key: str, **facts: object) -> str:
        """A sentence of the report as markup: what is filled in is escaped along with it."""
        return escape(self._wording.say(f"report.{key}", **facts))

    def _lines(self) -> Iterator[str]:
        report = self._report
        policy = (
            "default-src 'none'; base-uri 'none'; form-action 'none'; "
            f"style-src '{_digest(self._style)}'; script-src '{_digest(self._script)}'"
        )
        yield "<!DOCTYPE html>"
        yield f'<html lang="{escape(report.language)}">'
        yield '<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{_plain(report.title)}</title>"
        yield f"<style>{self._style}</style>\n</head>\n<body>"
        yield f'<a class="skip" href="#innehall">{self._say("front.skip")}</a>'
        yield '<div class="frame" id="top">'
        yield from self._side()
        yield '<main id="innehall" tabindex="-1">'
        yield from self._front()
        yield from self._filter()
        for chapter in report.chapters:
            yield from self._chapter(chapter)
        yield from self._noise()
        yield f'<p class="top"><a href="#top">{self._say("web.to_top")}</a></p>'
        yield f"</main>\n</div>\n<script>{self._script}</script>\n</body>\n</html>"

    def _side(self) -> Iterator[str]:
        yield f'<nav class="side" aria-label="{self._say("web.navigation")}">'
        yield f"<details open><summary>{self._say('front.contents')}</summary>\n<ol>"
        for row in self._report.rows:
            none = "" if row.total else ' class="none"'
            yield (
                f'<li{none}><a href="#{row.anchor}"><span>{_plain(row.title)}</span>'
                f'<span class="badge">{self._number(row.total)}</span></a></li>'
            )
        if self._report.noise:
            yield (
                f'<li><a href="#smaandringar"><span>{self._say("front.noise")}</span>'
                f'<span class="badge">{self._number(self._report.sum.noise)}</span></a></li>'
            )
        yield "</ol>\n</details>\n</nav>"

    def _front(self) -> Iterator[str]:
        report, say = self._report, self._say
        yield '<header class="front">'
        yield f'<p class="kicker">{say("front.kicker")}</p>'
        yield f"<h1>{_plain(report.title)}</h1>"
        yield f'<p class="subtitle">{_plain(report.subtitle)}</p>'
        yield f'<div class="lead">{"".join(f"<p>{_plain(line)}</p>" for line in report.lead)}</div>'
        yield f'<section class="card"><h2>{say("front.versions")}</h2>'
        if report.facts:
            facts = (f"<dt>{_plain(fact.label)}</dt><dd>{_plain(fact.value)}</dd>" for fact in report.facts)
            yield f'<dl class="facts">{"".join(facts)}</dl>'
        old, new = say("front.old"), say("front.new")
        yield f'<div class="versions"><table><thead><tr><th scope="col">{say("front.about")}</th>'
        yield f'<th scope="col">{old}</th><th scope="col">{new}</th></tr></thead><tbody>'
        for fact in report.versions:
            yield (
                f'<tr><th scope="row">{_plain(fact.label)}</th><td data-label="{old}">{_plain(fact.old)}</td>'
                f'<td data-label="{new}">{_plain(fact.new)}</td></tr>'
            )
        yield "</tbody></table></div></section>"
        if report.kinds or report.noise:
            yield from self._counts()
        yield f'<section class="card"><h2>{say("front.legend")}</h2><ul class="legend">'
        yield f"<li><del>{say('front.legend_deleted')}</del></li><li><ins>{say('front.legend_inserted')}</ins></li>"
        yield f'<li><span class="elided">{say("entry.elided")}</span> {say("front.legend_elided")}</li></ul></section>'
        yield "</header>"

    def _counts(self) -> Iterator[str]:
        report, say = self._report, self._say
        heads = [say(f"column.{kind.value}") for kind in report.kinds] + [say("front.total")]
        if report.noise:
            heads.append(say("front.noise"))
        yield f'<section class="card"><h2>{say("front.overview")}</h2><div class="scroll" tabindex="0" role="region"'
        yield f' aria-label="{say("front.overview")}">'
        yield f'<table class="counts"><thead><tr><th scope="col">{say("front.chapter")}</th>'
        yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead><tbody>"
        for row in report.rows:
            yield f'<tr><th scope="row"><a href="#{row.anchor}">{_plain(row.title)}</a></th>{self._cells(row)}</tr>'
        yield "</tbody><tfoot>"
        yield f'<tr><th scope="row">{_plain(report.sum.title)}</th>{self._cells(report.sum)}</tr></tfoot>'
        yield "</table></div></section>"

    def _cells(self, row: CountRow) -> str:
        cells = [self._count(count) for count in row.counts]
        cells.append(f'<td class="total">{self._number(row.total)}</td>' if row.total else self._count(0))
        if self._report.noise:
            cells.append(self._count(row.noise))
        return "".join(cells)

    def _count(self, count: int) -> str:
        return f"<td>{self._number(count)}</td>" if count else '<td class="zero">0</td>'

    def _number(self, count: int) -> str:
        return f"{count:,}".replace(",", self._say("number.thousands"))

    def _filter(self) -> Iterator[str]:
        report, say = self._report, self._say
        # Without its script the filter does nothing, so only the script shows it.
        yield f'<div class="filter" role="group" aria-label="{say("web.filter")}" hidden>'
        yield self._chip("", say("web.all", count=self._number(report.sum.total)), pressed=True)
        for kind, count in zip(report.kinds, report.sum.counts, strict=True):
            words = say("web.kind", kind=say(f"column.{kind.value}"), count=self._number(count))
            yield self._chip(kind.value, words, pressed=False)
        yield f'<input type="search" aria-label="{say("web.search")}" placeholder="{say("web.search")}">'
        one, many = say("web.shown.one", count="#"), say("web.shown.many", count="#")
        yield f'<p role="status" data-one="{one}" data-many="{many}"></p>\n</div>'

    @staticmethod
    def _chip(kind: str, words: str, *, pressed: bool) -> str:
        state = "true" if pressed else "false"
        return f'<button type="button" class="chip" data-kind="{kind}" aria-pressed="{state}">{words}</button>'

    # A chapter.

    def _chapter(self, chapter: ChapterPart) -> Iterator[str]:
        say = self._say
        yield f'<section class="chapter" id="{chapter.anchor}" data-chapter aria-labelledby="{chapter.anchor}-rubrik">'
        yield f'<h2 id="{chapter.anchor}-rubrik">{_plain(chapter.title)}</h2>'
        for note in chapter.notes:
            yield f'<p class="status">{_plain(note)}</p>'
        yield f'<p class="tally">{_plain(chapter.counts)}</p>'
        yield f'<p class="nothing note" hidden>{say("web.hidden_chapter")}</p>'
        if chapter.keys:
            yield f'<div class="part"><h3>{_plain(chapter.keys_title)}</h3><div class="keys"><table><thead><tr>'
            yield f'<th scope="col">{say("chapter.keys_what")}</th><th scope="col">{say("chapter.keys_old")}</th>'
            yield f'<th scope="col">{say("chapter.keys_new")}</th></tr></thead><tbody>'
            for key in chapter.keys:
                yield self._key(key)
            yield "</tbody></table></div></div>"
        if chapter.entries:
            yield f'<div class="part"><h3>{say("chapter.changes")}</h3>'
            for entry in chapter.entries:
                yield from self._entry(entry)
            yield "</div>"
        yield "</section>"

    def _key(self, key: KeyLine) -> str:
        say = self._say
        section = f"<strong>{_plain(key.section)}</strong>" if key.section else ""
        note = f"{_plain(key.note)}<br>" if key.note else ""
        old = self._pieces(key.old, key.subject)
        new = self._pieces(key.new, key.subject)
        missing = '<span class="missing">{}</span>'.format
        return (
            f'<tr data-kinds="{key.kind.value}"><th scope="row">{section}{note}<span>{_plain(key.label)} · '
            f'<a href="#{key.entry}">{self._reference(key)}</a></span></th>'
            f'<td data-label="{say("chapter.keys_old")}">{old or missing(say("chapter.missing_old"))}</td>'
            f'<td data-label="{say("chapter.keys_new")}">{new or missing(say("chapter.missing_new"))}</td></tr>'
        )

    def _reference(self, key: KeyLine) -> str:
        return self._say("entry.reference", number=key.number)

    def _entry(self, entry: Entry, *, inner: bool = False) -> Iterator[str]:
        level = "h5" if inner else "h4"
        kinds = " ".join(kind.value for kind in entry.kinds)
        size = 0 if inner else max(1, len(entry.members))
        counted = "" if inner else f' data-kinds="{kinds}" data-size="{size}"'
        yield f'<article class="change k-{entry.kind.value}" id="{entry.anchor}"{counted}>'
        link = self._say("web.link", number=entry.number)
        yield f'<a class="number" href="#{entry.anchor}" aria-label="{link}">{_plain(entry.number)}</a>'
        where = f' <span class="where">{_plain(entry.where)}</span>' if entry.where else ""
        who = f' <span class="who">{_plain(entry.who)}</span>' if entry.who else ""
        yield f"<{level}>{_plain(entry.label)}</{level}>{where}{who}"
        yield self._pieces(entry.pieces, entry.subject)
        for note in entry.notes:
            yield f'<p class="note">{_plain(note)}</p>'
        if entry.members:
            is_open = " open" if len(entry.members) <= _FEW else ""
            count = self._number(len(entry.members))
            yield f'<details class="members"{is_open}><summary>{_plain(entry.members_title)} ({count})</summary>'
            for member in entry.members:
                yield from self._entry(member, inner=True)
            yield "</details>"
        yield "</article>"

    def _noise(self) -> Iterator[str]:
        if not self._report.noise:
            return
        say = self._say
        yield '<section class="chapter" id="smaandringar" aria-labelledby="smaandringar-rubrik">'
        yield f'<h2 id="smaandringar-rubrik">{say("noise_part.title")}</h2>'
        yield f'<p class="tally">{say("noise_part.about")}</p>'
        for part in self._report.noise:
            yield f'<div class="minor"><h3 id="{part.anchor}">{_plain(part.title)}</h3><ul>'
            for entry in part.entries:
                about = " · ".join(_plain(words) for words in (entry.where, entry.who, *entry.notes) if words)
                text = self._pieces(entry.pieces, entry.subject, tag="span")
                what = f'<span class="what">{_plain(entry.label)}</span> · <span class="note">{about}</span>'
                yield f"<li>{what} {text}</li>"
            yield "</ul></div>"
        yield "</section>"

    # Text with its marks.

    def _pieces(self, pieces: Iterable[Piece], subject: Subject, tag: str = "p") -> str:
        parts = [self._piece(piece, subject) for piece in pieces]
        return f'<{tag} class="text" dir="auto">{"".join(parts)}</{tag}>' if parts else ""

    def _piece(self, piece: Piece, subject: Subject) -> str:
        if piece.elided:
            sign, words = self._say("entry.elided"), self._say("mark.elided")
            return f'<span class="elided"><span aria-hidden="true">{sign}</span><span class="sr">{words}</span></span> '
        tag = _MARKS.get(piece.kind)
        if tag is None:
            return self._signs(piece.text, subject, marked=False)
        words = self._say(f"mark.{piece.kind.value}")
        after = self._say(f"mark.end_{piece.kind.value}")
        blank = "" if piece.text.strip(_BLANKS) else ' class="blank"'
        inside = self._signs(piece.text, subject, marked=True)
        return f'<{tag}{blank}><span class="sr">{words}</span>{inside}<span class="sr">{after}</span></{tag}>'

    def _signs(self, text: str, subject: Subject, *, marked: bool) -> str:
        """Text as markup; what has no look of its own is given one where it is what changed."""
        shown = escape(visible(text))
        if marked and not shown.strip(ATOM_CHARACTER + " \n\t"):
            name = atom_name(subject)
            sign = self._say("entry.atom_sign", what=self._wording.say(f"report.entry.{name}"))
            shown = shown.replace(ATOM_CHARACTER, f'<span class="atom">{sign}</span>')
        shown = shown.replace(ATOM_CHARACTER, "")
        if marked and not shown.strip():
            # The line break itself is what changed.
            shown = shown.replace("\n", '<span class="para">\n</span>')
        elif subject is Subject.COLUMN:
            shown = shown.replace("\n", '<span class="tab">\n</span>')
        if subject in IN_CELLS:
            shown = shown.replace("\t", '<span class="tab">\t</span>')
        return shown


def _plain(text: str) -> str:
    """Text that holds no marks of change, as markup."""
    return escape(visible(text).replace(ATOM_CHARACTER, ""))


def _digest(text: str) -> str:
    """A source expression for a Content-Security-Policy that allows exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
