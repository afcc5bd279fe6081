"""The two texts side by side: what differs is marked, what was moved leads to its other end, the rest is folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rus_editor.export.html.chapters import number_of
from rus_editor.export.html.markup import Markup, plain
from rus_editor.export.marking import start_of
from rus_editor.export.report import ChapterPart
from rus_editor.export.signs import one_line
from rus_editor.export.tick import Tick, unheard
from rus_editor.model.document import StoryKind
from rus_editor.model.review import ReviewRow, RowKind, RowPart, RowSide

ANCHOR = "texterna"
_LAST = frozenset({StoryKind.HEADER, StoryKind.FOOTER})
_MOVED = frozenset({RowKind.MOVED_HERE, RowKind.MOVED_AWAY})
_CONTEXT = 1
"""So many unchanged rows are seen before and after what changed."""
_WORTH = 3
"""Fold only what is at least this many rows."""
_LINKS = 3
_TITLE = 70
_DEEPEST = 6
_WIDEST = 12


class TextMarkup:
    """Prints rows. ``numbers`` are changes' numbers by their anchors, ``anchors`` anchors by the changes' ids."""

    def __init__(
        self,
        markup: Markup,
        rows: Sequence[ReviewRow],
        chapters: Sequence[ChapterPart],
        anchors: Mapping[str, str],
        numbers: Mapping[str, str],
    ) -> None:
        self._markup = markup
        self._rows = rows
        self._chapters = {chapter.anchor: chapter for chapter in chapters}
        self._anchors = anchors
        self._numbers = numbers
        self._kinds = {kind: markup.web(f"row.{kind.value}") for kind in RowKind if kind is not RowKind.SAME}
        self._told = [
            index for index, row in enumerate(rows) if _chapter(row) in self._chapters and not _is_nothing(row)
        ]
        self._shown = {index for index in self._told if rows[index].is_changed}

    @property
    def chapters(self) -> frozenset[str]:
        """Anchors of the chapters whose text is here."""
        return frozenset(_chapter(self._rows[index]) for index in self._told)

    def rows_of_changes(self) -> dict[str, str]:
        """Anchors of the first row that each change is seen in, the new end of a move."""
        found: dict[str, str] = {}
        for index in self._told:
            row = self._rows[index]
            if index not in self._shown:
                continue
            for change in row.changes:
                if change not in found or (row.kind is RowKind.MOVED_HERE):
                    found[change] = f"rad-{index + 1}"
        return found

    def all(self, tick: Tick = unheard) -> Iterator[str]:
        """The part of the page; nothing without rows."""
        if not self._told:
            return
        web = self._markup.web
        old, new = self._markup.say("front.old"), self._markup.say("front.new")
        yield f'<section class="texts" id="{ANCHOR}" aria-labelledby="{ANCHOR}-rubrik">'
        yield f'<h2 id="{ANCHOR}-rubrik">{web("part.texts")}</h2>'
        yield f'<p class="tally">{web("texts_about")}</p>'
        yield f'<p class="only note" hidden>{web("texts_only")}</p>'
        yield f'<div class="heads" aria-hidden="true"><span>{old}</span><span></span><span>{new}</span></div>'
        seen: set[str] = set()
        done = 0
        for (chapter, is_last), run in groupby(self._told, lambda index: _part_of(self._rows[index])):
            indices = list(run)
            anchor = f"texter-{number_of(chapter)}"
            own = "" if anchor in seen or is_last else f' id="{anchor}"'
            seen.add(anchor)
            title = web("part.headers") if is_last else plain(self._chapters[chapter].title)
            about = "" if is_last else f' data-chapter="{chapter}"'
            yield f'<section class="stretch"{own}{about}><h3 dir="auto">{title}</h3>'
            yield from self._stretch(indices)
            yield "</section>"
            done += len(indices)
            tick(done / len(self._told))
        yield "</section>"

    def _stretch(self, indices: list[int]) -> Iterator[str]:
        for is_shown, run in groupby(indices, self._is_shown):
            members = list(run)
            if is_shown:
                yield from map(self._row, members)
                continue
            first = 0 if members[0] == indices[0] else _CONTEXT
            last = len(members) - (0 if members[-1] == indices[-1] else _CONTEXT)
            if last - first < _WORTH:
                yield from map(self._row, members)
                continue
            yield from map(self._row, members[:first])
            yield f'<details class="fold"><summary>{self._fold(members[first:last])}</summary>'
            yield from map(self._row, members[first:last])
            yield "</details>"
            yield from map(self._row, members[last:])

    def _is_shown(self, index: int) -> bool:
        row = self._rows[index]
        return index in self._shown or (row.opens and index + 1 in self._shown)

    def _fold(self, members: list[int]) -> str:
        """How many rows, and the last heading among them: what follows stands under it."""
        words = self._markup.count("fold", len(members))
        sides = (self._rows[index].new for index in reversed(members))
        title = next((one_line(side.text) for side in sides if side is not None and side.heading), "")
        return f'{words} · <span dir="auto">{plain(start_of(title, _TITLE))}</span>' if title else words

    def _row(self, index: int) -> str:
        row = self._rows[index]
        if row.opens:
            return f'<p class="opens">{self._opening(row)}</p>'
        if row.kind is RowKind.SAME:
            old = self._side(row.old)
            # Two sides that say the same are read out once.
            new = old if _is_alike(row) else self._side(row.new)
            return f'<div class="pair"><div aria-hidden="true">{old}</div><div></div><div>{new}</div></div>'
        jump = self._jump(row) if row.kind in _MOVED else ""
        is_away = row.kind is RowKind.MOVED_AWAY
        old = (jump if is_away else "") + self._side(row.old)
        new = ("" if is_away else jump) + self._side(row.new)
        anchors = list(dict.fromkeys(self._anchors[change] for change in row.changes if change in self._anchors))
        links = "".join(
            f'<a class="number" href="#{anchor}" aria-label="{self._markup.web("link", number=self._numbers[anchor])}">'
            f"{plain(self._numbers[anchor])}</a>"
            for anchor in anchors[:_LINKS]
        )
        numbers = ", ".join(self._numbers[anchor] for anchor in anchors)
        name = f"{self._markup.web('link', number=numbers)}: {self._kinds[row.kind]}" if anchors else ""
        named = f' role="group" aria-label="{name}"' if name else ""
        told = f' data-e="{" ".join(anchors)}"{named}'
        return (
            f'<div class="pair r-{row.kind.value}" id="rad-{index + 1}"{told}>{_half(old)}'
            f'<div class="gutter">{links}<span>{self._kinds[row.kind]}</span></div>{_half(new)}</div>'
        )

    def _opening(self, row: ReviewRow) -> str:
        name = self._markup.wording.say(f"web.story.{row.story_kind.value}")
        if row.story_kind in _LAST:
            page = f"web.story.{row.story_label}"
            told = self._markup.wording.say(page) if page in self._markup.wording.sentences else ""
            return plain(f"{name} {told}".strip())
        return plain(f"{name} {one_line(row.story_label)}".strip())

    def _jump(self, row: ReviewRow) -> str:
        heading = start_of(row.elsewhere, _TITLE)
        key = f"jump.{row.kind.value}"
        words = self._markup.web(f"{key}_named", heading=heading) if heading else self._markup.web(key)
        if row.partner is None or row.partner not in self._shown:
            return f'<p class="jump" dir="auto">{words}</p>'
        return f'<p class="jump" dir="auto"><a href="#rad-{row.partner + 1}">{words}</a></p>'

    def _side(self, side: RowSide | None) -> str:
        if side is None:
            return ""
        names = ["block"]
        if side.heading:
            names.append("head")
        if side.level:
            names.append(f"l{min(side.level, _DEEPEST)}")
        parts = side.parts
        if any(part.column is not None for part in parts):
            cells = "".join(f'<div class="cell{_span(part)}">{self._part(part)}</div>' for part in parts)
            return f'<div class="cells">{cells}</div>'
        return "".join(f'<div class="{" ".join(names)}">{self._part(part)}</div>' for part in parts)

    def _part(self, part: RowPart) -> str:
        label = one_line(part.label)
        shown = f'<span class="label">{plain(label)}</span> ' if label else ""
        return f'<p class="text" dir="auto">{shown}{self._markup.segments(part.segments, part.atoms)}</p>'


def _half(inside: str) -> str:
    return f"<div>{inside}</div>" if inside else '<div class="none"></div>'


def _span(part: RowPart) -> str:
    return f" s{min(part.columns, _WIDEST)}" if part.columns > 1 else ""


def _is_alike(row: ReviewRow) -> bool:
    """Whether both sides are drawn alike."""
    old, new = row.old, row.new
    if old is None or new is None or (old.heading, old.level) != (new.heading, new.level):
        return False
    return [_drawn(part) for part in old.parts] == [_drawn(part) for part in new.parts]


def _is_nothing(row: ReviewRow) -> bool:
    """Whether there is nothing to see: an empty paragraph that both have."""
    sides = [side for side in (row.old, row.new) if side is not None]
    parts = [part for side in sides for part in side.parts]
    return row.kind is RowKind.SAME and not row.opens and not any(part.segments or part.label for part in parts)


def _drawn(part: RowPart) -> tuple[object, ...]:
    return part.label, part.columns, part.column, part.segments, part.atoms


def _chapter(row: ReviewRow) -> str:
    return f"kapitel-{row.chapter + 1}"


def _part_of(row: ReviewRow) -> tuple[str, bool]:
    return _chapter(row), row.story_kind in _LAST
