"""What one filters and goes by. Without its script none of it does anything, so only the script shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rus_editor.export.html.markup import Markup, plain
from rus_editor.export.report import Report

_KEYS = (("n", "F8"), ("p", "Shift+F8"), ("f",), ("Esc",))
_DOES = ("next", "previous", "search", "clear")


def tools(report: Report, markup: Markup, significances: Sequence[str], *, has_reasons: bool) -> Iterator[str]:
    """The bar above the changes and the two texts."""
    web = markup.web
    yield f'<div class="filter" role="group" aria-label="{web("filter")}" hidden>'
    if any(chapter.entries for chapter in report.chapters):
        yield from _filters(report, markup, significances, has_reasons=has_reasons)
    previous, following = web("previous"), web("next")
    yield f'<div class="go"><button type="button" data-go="-1" aria-label="{previous}" title="{previous}">↑</button>'
    yield f'<button type="button" data-go="1" aria-label="{following}" title="{following}">↓</button></div>'
    one, many = web("shown.one", count="#"), web("shown.many", count="#")
    at = web("at", at="#", all="@")
    yield f'<p role="status" data-one="{one}" data-many="{many}" data-at="{at}"></p>'
    yield f'<details class="help"><summary>{web("keys")}</summary><div><dl>'
    for keys, does in zip(_KEYS, _DOES, strict=True):
        pressed = f" {web('or')} ".join(f"<kbd>{key}</kbd>" for key in keys)
        yield f"<div><dt>{pressed}</dt><dd>{web(f'does.{does}')}</dd></div>"
    yield f'</dl><label><input type="checkbox" data-letters checked> {web("letters")}</label></div></details>'
    yield "</div>"


def _filters(report: Report, markup: Markup, significances: Sequence[str], *, has_reasons: bool) -> Iterator[str]:
    web = markup.web
    yield '<div class="chips">'
    yield _chip("", web("all", count=markup.number(report.sum.total)), pressed=True)
    for kind, count in zip(report.kinds, report.sum.counts, strict=True):
        if count:
            words = web("kind", kind=markup.say(f"column.{kind.value}"), count=markup.number(count))
            yield _chip(kind.value, words, pressed=False)
    yield "</div>"
    chapters = [(chapter.anchor, chapter.title) for chapter in report.chapters if chapter.entries]
    if len(chapters) > 1:
        yield _choice("chapter", web("chapter"), web("all_chapters"), chapters)
    if significances:
        known = [(str(at), name) for at, name in enumerate(significances)]
        yield _choice("significance", web("significance"), web("any"), known)
    if has_reasons:
        yield f'<label class="why"><input type="checkbox" data-filter="why"> {web("only_reasoned")}</label>'
    yield f'<input type="search" data-filter="text" aria-label="{web("search")}" placeholder="{web("search")}">'
    yield f'<button type="button" class="clear" hidden>{web("clear")}</button>'


def _choice(name: str, label: str, every: str, options: Sequence[tuple[str, str]]) -> str:
    told = "".join(f'<option value="{value}">{plain(words)}</option>' for value, words in options)
    return f'<select data-filter="{name}" aria-label="{label}"><option value="">{every}</option>{told}</select>'


def _chip(kind: str, words: str, *, pressed: bool) -> str:
    state = "true" if pressed else "false"
    return f'<button type="button" class="chip" data-kind="{kind}" aria-pressed="{state}">{words}</button>'
