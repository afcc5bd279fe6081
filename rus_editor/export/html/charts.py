"""Themes and targets: bars beside the numbers that they draw, and tables by chapter."""

from __future__ import annotations

from collections.abc import Iterator

from rus_editor.export.html.markup import Markup, plain
from rus_editor.export.report import Bar, Matrix, MatrixCell, Report

ANCHOR = "teman"
_LENGTH = 100
_LEAST = 0.6


def has_charts(report: Report) -> bool:
    """Whether there is anything to draw."""
    return bool(report.bars or report.matrices)


def title_of(report: Report, markup: Markup) -> str:
    """What the part is called, as markup."""
    return plain(report.bars_title) or markup.web("part.targets")


def charts(report: Report, markup: Markup) -> Iterator[str]:
    """The part of the page with themes and targets, nothing where there are none."""
    if not has_charts(report):
        return
    yield f'<section class="chapter" id="{ANCHOR}" aria-labelledby="{ANCHOR}-rubrik">'
    yield f'<h2 id="{ANCHOR}-rubrik">{title_of(report, markup)}</h2>'
    if report.bars:
        yield from _bars(report, markup)
    for number, matrix in enumerate(report.matrices, 1):
        yield from _matrix(matrix, number, markup)
    yield "</section>"


def _bars(report: Report, markup: Markup) -> Iterator[str]:
    most = max(1, *(max(bar.before, bar.after) for bar in report.bars))
    yield f'<p class="tally">{plain(report.bars_lead)}</p>'
    before, after = markup.say("themes.before"), markup.say("themes.after")
    yield f'<p class="key" aria-hidden="true"><span class="was">{before}</span> <span class="is">{after}</span></p>'
    yield f'<table class="bars"><thead><tr><th scope="col">{markup.say("themes.corner")}</th>'
    yield f'<td></td><th scope="col">{before}</th><th scope="col">{after}</th></tr></thead><tbody>'
    yield from (_bar(bar, most, markup) for bar in report.bars)
    yield "</tbody></table>"


def _bar(bar: Bar, most: int, markup: Markup) -> str:
    drawn = "".join(
        f'<rect class="{name}" x="0" y="{top}" width="{_length(count, most)}" height="{height}"></rect>'
        for name, count, top, height in (("was", bar.before, 0, 5), ("is", bar.after, 6, 6))
    )
    # The numbers beside it say the same.
    picture = f'<svg aria-hidden="true" focusable="false" viewBox="0 0 {_LENGTH} 12" preserveAspectRatio="none">'
    return (
        f'<tr><th scope="row" dir="auto">{plain(bar.name)}</th><td class="drawn">{picture}{drawn}</svg></td>'
        f"<td>{markup.number(bar.before)}</td><td>{markup.number(bar.after)}</td></tr>"
    )


def _length(count: int, most: int) -> str:
    return f"{max(_LEAST, _LENGTH * count / most) if count else 0:.2f}"


def _matrix(matrix: Matrix, number: int, markup: Markup) -> Iterator[str]:
    anchor = f"{ANCHOR}-{number}"
    yield f'<h3 id="{anchor}">{plain(matrix.title)}</h3><p class="tally">{plain(matrix.lead)}</p>'
    yield f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{anchor}"><table class="matrix"><thead><tr>'
    yield f'<th scope="col">{plain(matrix.corner)}</th>'
    for short, title in zip(matrix.columns, matrix.column_titles, strict=True):
        told = f'<span class="sr" dir="auto">{plain(title)}</span>'
        yield f'<th scope="col"><span aria-hidden="true">{plain(short)}</span>{told}</th>'
    yield "</tr></thead><tbody>"
    for name, cells in matrix.rows:
        yield f'<tr><th scope="row" dir="auto">{plain(name)}</th>{"".join(map(_cell, cells))}</tr>'
    yield "</tbody></table></div>"
    yield f'<p class="key">{markup.web("matrix_key")}</p><ul class="key" aria-hidden="true">'
    for short, title in zip(matrix.columns, matrix.column_titles, strict=True):
        named = f'<span dir="auto">{plain(title)}</span>'
        yield f"<li>{named if title.startswith(short) else f'<b>{plain(short)}</b> {named}'}</li>"
    yield "</ul>"


def _cell(cell: MatrixCell) -> str:
    way = "more" if cell.after > cell.before else "less" if cell.after < cell.before else ""
    return f'<td class="{way}">{plain(cell.words)}</td>' if way else f"<td>{plain(cell.words)}</td>"
