"""The page: front, navigation and parts put together under a policy that allows nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape

from rus_editor.export.bundled import bundled
from rus_editor.export.html import changes as all_changes
from rus_editor.export.html import charts, texts
from rus_editor.export.html.changes import ChangeMarkup, each_entry, significances
from rus_editor.export.html.chapters import ChapterMarkup
from rus_editor.export.html.markup import Markup, plain
from rus_editor.export.html.texts import TextMarkup
from rus_editor.export.html.tools import tools
from rus_editor.export.report import CountRow, Report
from rus_editor.export.tick import Tick, unheard
from rus_editor.export.writing import report_of
from rus_editor.model.review import ReviewRow
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording

_BEFORE_TEXTS = 0.4
"""Share of the time that all but the two texts take."""


def write_html(summary: Summary, wording: Wording, rows: Sequence[ReviewRow] = (), tick: Tick = unheard) -> str:
    """A summary as a self-contained HTML page.

    ``rows`` are the comparison's, for the two texts side by side; without them that part is left out. ``tick`` is told
    how far it has come.

    Text from the documents is only ever text: everything is escaped, and the page's own policy allows no script or
    style but the two it carries (by their digests), and no request at all.
    """
    tick(0.0)
    return _Page(report_of(summary, wording), Markup(wording), rows, tick).text()


class _Page:
    def __init__(self, report: Report, markup: Markup, rows: Sequence[ReviewRow], tick: Tick) -> None:
        self._report = report
        self._markup = markup
        self._tick = tick
        self._style = bundled("web/report.css").read_text(encoding="utf-8").strip()
        self._script = bundled("web/report.js").read_text(encoding="utf-8").strip()
        entries = list(each_entry(report))
        groups = [entry for chapter in report.chapters for entry in chapter.entries if entry.members]
        numbers = {entry.anchor: entry.number for entry in (*entries, *groups)}
        anchors = {entry.change: entry.anchor for entry in entries if entry.change}
        self._significances = significances(report)
        self._has_reasons = any(entry.said is not None and entry.said.why for entry in entries)
        self._texts = TextMarkup(markup, rows, report.chapters, anchors, numbers)
        self._chapters = ChapterMarkup(markup, numbers, self._texts.chapters)
        self._changes = ChangeMarkup(markup, self._texts.rows_of_changes(), self._significances)
        self._has_changes = bool(entries)

    def text(self) -> str:
        return "\n".join(line for line in self._lines() if line) + "\n"

    def _lines(self) -> Iterator[str]:
        report, say = self._report, self._markup.say
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
        yield f"<title>{plain(report.title)}</title>"
        yield f"<style>{self._style}</style>\n</head>\n<body>"
        yield f'<a class="skip" href="#innehall">{say("front.skip")}</a>'
        yield '<div class="frame" id="top">'
        yield from self._side()
        yield '<main id="innehall" tabindex="-1">'
        yield from self._front()
        for chapter in report.chapters:
            yield from self._chapters.chapter(chapter)
        yield from charts.charts(report, self._markup)
        yield from self._work()
        yield f'<p class="top"><a href="#top">{self._markup.web("to_top")}</a></p>'
        yield f"</main>\n</div>\n<script>{self._script}</script>\n</body>\n</html>"
        self._tick(1.0)

    def _work(self) -> Iterator[str]:
        """What one searches and reads closely: all changes, and the two texts."""
        report, markup = self._report, self._markup
        if not (self._has_changes or self._texts.chapters or report.noise):
            return
        yield '<div class="work">'
        if self._has_changes or self._texts.chapters:
            yield from tools(report, markup, self._significances, has_reasons=self._has_reasons)
        if self._has_changes:
            yield f'<section class="list" id="{all_changes.ANCHOR}" aria-labelledby="{all_changes.ANCHOR}-rubrik">'
            yield f'<h2 id="{all_changes.ANCHOR}-rubrik">{markup.web("part.changes")}</h2>'
            yield f'<p class="nothing note" hidden>{markup.web("nothing")}</p>'
            for chapter in report.chapters:
                yield from self._changes.chapter(chapter)
            yield "</section>"
        yield from self._changes.noise(report.noise)
        self._tick(_BEFORE_TEXTS)
        yield from self._texts.all(lambda done: self._tick(_BEFORE_TEXTS + (1 - _BEFORE_TEXTS) * done))
        yield "</div>"

    def _side(self) -> Iterator[str]:
        report, markup = self._report, self._markup
        yield f'<nav class="side" aria-label="{markup.web("navigation")}">'
        yield f"<details open><summary>{markup.web('navigation')}</summary>\n<ol>"
        for row in report.rows:
            none = "" if row.total else ' class="none"'
            yield (
                f'<li{none}><a href="#{row.anchor}"><span dir="auto">{plain(row.title)}</span>'
                f'<span class="badge">{markup.number(row.total)}</span></a></li>'
            )
        yield "</ol>\n<ol>"
        if charts.has_charts(report):
            yield f'<li><a href="#{charts.ANCHOR}"><span>{charts.title_of(report, markup)}</span></a></li>'
        for anchor, words, count in (
            (all_changes.ANCHOR, markup.web("part.changes"), report.sum.total if self._has_changes else 0),
            (all_changes.NOISE_ANCHOR, markup.say("front.noise"), report.sum.noise if report.noise else 0),
        ):
            if count:
                number = f'<span class="badge">{markup.number(count)}</span>'
                yield f'<li><a href="#{anchor}"><span>{words}</span>{number}</a></li>'
        if self._texts.chapters:
            yield f'<li><a href="#{texts.ANCHOR}"><span>{markup.web("part.texts")}</span></a></li>'
        yield "</ol>\n</details>\n</nav>"

    def _front(self) -> Iterator[str]:
        report, say = self._report, self._markup.say
        yield '<header class="front">'
        yield f'<p class="kicker">{plain(report.kicker) or say("front.kicker")}</p>'
        yield f'<h1 dir="auto">{plain(report.title)}</h1>'
        yield f'<p class="subtitle" dir="auto">{plain(report.subtitle)}</p>'
        if report.scope:
            yield f'<p class="scope note" dir="auto">{plain(report.scope)}</p>'
        yield f'<div class="lead">{"".join(f"<p>{plain(line)}</p>" for line in report.lead)}</div>'
        yield f'<section class="card"><h2>{say("front.versions")}</h2>'
        if report.facts:
            facts = (f"<dt>{plain(fact.label)}</dt><dd>{plain(fact.value)}</dd>" for fact in report.facts)
            yield f'<dl class="facts">{"".join(facts)}</dl>'
        old, new = say("front.old"), say("front.new")
        yield f'<div class="versions"><table><thead><tr><th scope="col">{say("front.about")}</th>'
        yield f'<th scope="col">{old}</th><th scope="col">{new}</th></tr></thead><tbody>'
        for fact in report.versions:
            yield (
                f'<tr><th scope="row">{plain(fact.label)}</th><td data-label="{old}">{plain(fact.old)}</td>'
                f'<td data-label="{new}">{plain(fact.new)}</td></tr>'
            )
        yield "</tbody></table></div></section>"
        if report.kinds or report.noise:
            yield from self._counts()
        yield f'<section class="card"><h2>{say("front.legend")}</h2><ul class="legend">'
        yield f"<li><del>{say('front.legend_deleted')}</del></li><li><ins>{say('front.legend_inserted')}</ins></li>"
        yield f'<li><span class="elided">{say("entry.elided")}</span> {say("front.legend_elided")}</li></ul></section>'
        yield "</header>"

    def _counts(self) -> Iterator[str]:
        report, say = self._report, self._markup.say
        heads = [say(f"column.{kind.value}") for kind in report.kinds] + [say("front.total")]
        if report.noise:
            heads.append(say("front.noise"))
        yield f'<section class="card"><h2>{say("front.overview")}</h2><div class="scroll" tabindex="0" role="region"'
        yield f' aria-label="{say("front.overview")}">'
        yield f'<table class="counts"><thead><tr><th scope="col">{say("front.chapter")}</th>'
        yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead><tbody>"
        for row in report.rows:
            yield f'<tr><th scope="row"><a href="#{row.anchor}">{plain(row.title)}</a></th>{self._cells(row)}</tr>'
        yield "</tbody><tfoot>"
        yield f'<tr><th scope="row">{plain(report.sum.title)}</th>{self._cells(report.sum)}</tr></tfoot>'
        yield "</table></div></section>"

    def _cells(self, row: CountRow) -> str:
        cells = [self._count(count) for count in row.counts]
        cells.append(f'<td class="total">{self._markup.number(row.total)}</td>' if row.total else self._count(0))
        if self._report.noise:
            cells.append(self._count(row.noise))
        return "".join(cells)

    def _count(self, count: int) -> str:
        return f"<td>{self._markup.number(count)}</td>" if count else '<td class="zero">0</td>'


def _digest(text: str) -> str:
    """A source expression for a Content-Security-Policy that allows exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
