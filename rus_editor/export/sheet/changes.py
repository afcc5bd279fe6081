"""All changes as rows: what, where, before and after, and what people said of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rus_editor.export.formats import FormatPhrases
from rus_editor.export.phrases import Neighbours, Phrases
from rus_editor.export.sheet.cells import Value, day_of, in_cell
from rus_editor.export.signs import atom_name
from rus_editor.export.tick import Tick
from rus_editor.model.comparison import Change, ChangeKind, Side
from rus_editor.model.summary import ChapterSummary

COLUMNS = (
    ("number", 10), ("chapter", 24), ("section", 24), ("role", 18), ("kind", 18), ("old", 50), ("new", 50),
    ("remark", 26), ("significance", 13), ("verdict", 15), ("reason", 30), ("question", 26), ("sources", 22),
    ("themes", 18), ("reviewer", 14), ("reviewed", 12), ("author", 16), ("written", 12), ("noise", 15),
)  # fmt: skip
"""The sheet's columns: key of the head, width in characters."""

TEXTS = 7
"""So many of the columns are about the text; the others about what was said of it. Paper has a page for each half."""


def rows_of_changes(phrases: Phrases, tick: Tick) -> Iterator[tuple[Value, ...]]:
    """A row for each change in the order and with the numbers of the printed report, each chapter's noise after it."""
    rows = _Rows(phrases)
    chapters = phrases.summary.chapters
    number = 0
    for at, chapter in enumerate(chapters):
        for change in in_order(chapter.changes):
            number += 1
            yield rows.row(chapter, change, number)
        for change in chapter.noise:
            yield rows.row(chapter, change, None)
        tick((at + 1) / len(chapters))


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Changes in order, those of one group together at the first one's place."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.group or f"\0{len(groups)}", []).append(change)
    return [change for members in groups.values() for change in members]


class _Rows:
    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._formats = FormatPhrases(phrases)
        self._neighbours = Neighbours(phrases.summary.comparison)

    def row(self, chapter: ChapterSummary, change: Change, number: int | None) -> tuple[Value, ...]:
        phrases = self._phrases
        said = phrases.said(change)
        annotation = phrases.summary.said.get(change.id) if said is not None else None
        return (
            number,
            phrases.title_of(chapter.chapter),
            phrases.where(change),
            phrases.role(change.role),
            phrases.label(change),
            self._text(change, change.old),
            self._text(change, change.new),
            "\n".join(self._remarks(change)),
            said.significance if said else "",
            said.verdict if said else "",
            said.reason if said else "",
            said.question if said else "",
            "\n".join(said.sources) if said else "",
            ", ".join(said.themes) if said else "",
            annotation.who if annotation else "",
            day_of(annotation.changed if annotation else None),
            change.author or "",
            day_of(change.date),
            "" if change.noise is None else _capital(phrases.say(f"noise.{change.noise.value}")),
        )

    def _text(self, change: Change, side: Side | None) -> str:
        if side is None:
            return ""
        return in_cell(side.text, self._phrases.say(f"entry.{atom_name(change.subject)}"))

    def _remarks(self, change: Change) -> Iterator[str]:
        if change.kind is ChangeKind.MOVED:
            yield self._phrases.move(change, self._neighbours)
        detail = self._phrases.detail(change)
        if detail:
            yield detail
        yield from self._formats.all(change)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
