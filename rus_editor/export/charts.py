"""Themes and targets in words and numbers: what charts draw, and what they say to somebody who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rus_editor.export.phrases import Phrases
from rus_editor.export.report import Bar, Matrix, MatrixCell
from rus_editor.export.signs import one_line
from rus_editor.model.summary import TargetTable, ThemeRow

_BARS = 10
_NAMED = 3


class ChartPhrases:
    """Says what charts show."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._chapters = phrases.summary.comparison.chapters

    def bars(self, themes: Sequence[ThemeRow]) -> tuple[Bar, ...]:
        """The themes that are spoken of most, before or now."""
        most = sorted(themes, key=lambda theme: -max(theme.before, theme.after))[:_BARS]
        most.sort(key=lambda theme: (-theme.after, -theme.before))
        return tuple(
            Bar(
                _capital(theme.name),
                theme.before,
                theme.after,
                self._phrases.say("themes.bar", name=_capital(theme.name), before=theme.before, after=theme.after),
            )
            for theme in most
        )

    def lead(self, themes: Sequence[ThemeRow]) -> str:
        """What has grown and shrunk most."""
        if not themes:
            return ""
        grown = [theme for theme in themes if theme.after > theme.before]
        shrunk = [theme for theme in themes if theme.after < theme.before]
        grown.sort(key=lambda theme: theme.before - theme.after)
        shrunk.sort(key=lambda theme: theme.after - theme.before)
        told = [
            self._phrases.say(key, names=self._phrases.listing([self._change(theme) for theme in found[:_NAMED]]))
            for key, found in (("themes.grown", grown), ("themes.shrunk", shrunk))
            if found
        ]
        return " ".join(told) or self._phrases.say("themes.same")

    def _change(self, theme: ThemeRow) -> str:
        return self._phrases.say("themes.change", name=theme.name, before=theme.before, after=theme.after)

    def matrices(self) -> Iterator[Matrix]:
        """Themes by chapter, then targets by chapter."""
        summary, say = self._phrases.summary, self._phrases.say
        if summary.themes:
            told = [
                index
                for index in range(len(self._chapters))
                if any(before or after for before, after in (theme.counts[index] for theme in summary.themes))
            ]
            yield Matrix(
                say("themes.matrix_title"),
                say("themes.matrix_lead"),
                say("themes.corner"),
                *self._columns(told),
                tuple(
                    (_capital(theme.name), tuple(self._count(*theme.counts[index]) for index in told))
                    for theme in sorted(summary.themes, key=lambda theme: (-theme.after, -theme.before))
                ),
            )
        yield from (self._targets(table) for table in summary.targets if table.columns)

    def _targets(self, table: TargetTable) -> Matrix:
        say = self._phrases.say
        told = [index for index in range(len(self._chapters)) if table.before[index] or table.after[index]]
        lead = (
            say("targets.lead"),
            say("targets.lead_count", before=sum(map(len, table.before)), after=sum(map(len, table.after))),
        )
        return Matrix(
            say("targets.goals_title" if table.is_goals else "targets.title"),
            " ".join(lead),
            say("targets.goals_corner" if table.is_goals else "targets.corner"),
            *self._columns(told),
            tuple(
                (
                    one_line(name),
                    tuple(self._mark(name in table.before[index], name in table.after[index]) for index in told),
                )
                for name in table.columns
            ),
            is_marks=True,
        )

    def _columns(self, chapters: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Short names of chapters and their titles. Without numbers in the text they are counted."""
        pairs = [self._chapters[index] for index in chapters]
        titles = tuple(self._phrases.title_of(pair) for pair in pairs)
        if not any(pair.number for pair in pairs):
            return tuple(str(number) for number in range(1, len(pairs) + 1)), titles
        letters = iter(_letters(len(pairs)))
        return tuple(pair.number.rstrip(".") or next(letters) for pair in pairs), titles

    def _count(self, before: int, after: int) -> MatrixCell:
        if before == after:
            return MatrixCell(before, after, str(after) if after else "")
        return MatrixCell(before, after, self._phrases.say("themes.cell", before=before, after=after))

    def _mark(self, before: bool, after: bool) -> MatrixCell:
        if not (before or after):
            return MatrixCell(0, 0, "")
        key = "cell_both" if before and after else "cell_new" if after else "cell_gone"
        return MatrixCell(int(before), int(after), self._phrases.say(f"targets.{key}"))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _letters(count: int) -> list[str]:
    """Letters in alphabetical order, two together after Z."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [(alphabet[at // 26 - 1] if at >= 26 else "") + alphabet[at % 26] for at in range(count)]
