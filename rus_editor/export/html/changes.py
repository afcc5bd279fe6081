"""The list of all changes, chapter by chapter, with what people said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rus_editor.export.html.chapters import number_of
from rus_editor.export.html.markup import Markup, plain
from rus_editor.export.report import ChapterPart, Entry, NoisePart, Report, Said

ANCHOR = "andringarna"
NOISE_ANCHOR = "smaandringar"
_FEW = 4
"""A group of this many members or fewer is open from the start."""


def significances(report: Report) -> tuple[str, ...]:
    """How important changes are said to be, in words, in the order in which they are met."""
    found = (one.said.significance for one in each_entry(report) if one.said and one.said.significance)
    return tuple(dict.fromkeys(found))


def each_entry(report: Report) -> Iterator[Entry]:
    """Every change, those of groups one by one."""
    for chapter in report.chapters:
        for entry in chapter.entries:
            yield from entry.members or (entry,)


@dataclass(frozen=True)
class ChangeMarkup:
    """Prints changes. ``rows`` are the anchors of rows side by side by the id of the change that is seen in them."""

    markup: Markup
    rows: Mapping[str, str]
    significances: Sequence[str]

    def chapter(self, chapter: ChapterPart) -> Iterator[str]:
        """All changes of a chapter; nothing where there are none."""
        if not chapter.entries:
            return
        anchor = f"andringar-{number_of(chapter.anchor)}"
        yield f'<section class="changes" id="{anchor}" data-chapter="{chapter.anchor}">'
        yield f'<h3 dir="auto">{plain(chapter.title)}</h3>'
        for entry in chapter.entries:
            yield from self._entry(entry)
        yield "</section>"

    def noise(self, parts: Sequence[NoisePart]) -> Iterator[str]:
        """What does not touch the words."""
        if not parts:
            return
        say = self.markup.say
        yield f'<section class="chapter" id="{NOISE_ANCHOR}" aria-labelledby="{NOISE_ANCHOR}-rubrik">'
        yield f'<h2 id="{NOISE_ANCHOR}-rubrik">{say("noise_part.title")}</h2>'
        yield f'<p class="tally">{say("noise_part.about")}</p>'
        for part in parts:
            yield f'<div class="minor"><h3 id="{part.anchor}" dir="auto">{plain(part.title)}</h3><ul>'
            for entry in part.entries:
                about = " · ".join(plain(words) for words in (entry.where, entry.who, *entry.notes) if words)
                text = self.markup.pieces(entry.pieces, entry.subject, tag="span")
                what = f'<span class="what">{plain(entry.label)}</span> · <span class="note" dir="auto">{about}</span>'
                yield f"<li>{what} {text}{self._way(entry)}</li>"
            yield "</ul></div>"
        yield "</section>"

    def _entry(self, entry: Entry, *, inner: bool = False) -> Iterator[str]:
        markup = self.markup
        level = "h5" if inner else "h4"
        counted = "" if inner else self._counted(entry)
        link = markup.web("link", number=entry.number)
        name = f'aria-label="{link}: {plain(entry.label)}"'
        yield f'<article class="change k-{entry.kind.value}" id="{entry.anchor}" {name}{counted}>'
        yield f'<a class="number" href="#{entry.anchor}" aria-label="{link}">{plain(entry.number)}</a>'
        where = f' <span class="where" dir="auto">{plain(entry.where)}</span>' if entry.where else ""
        who = f' <span class="who" dir="auto">{plain(entry.who)}</span>' if entry.who else ""
        yield f"<{level}>{plain(entry.label)}</{level}>{where}{who}"
        yield markup.pieces(entry.pieces, entry.subject)
        for note in entry.notes:
            yield f'<p class="note" dir="auto">{plain(note)}</p>'
        if entry.said is not None:
            yield from self._said(entry.said)
        yield self._way(entry)
        if entry.members:
            is_open = " open" if len(entry.members) <= _FEW else ""
            count = markup.number(len(entry.members))
            yield f'<details class="members"{is_open}><summary>{plain(entry.members_title)} ({count})</summary>'
            for member in entry.members:
                yield from self._entry(member, inner=True)
            yield "</details>"
        yield "</article>"

    def _counted(self, entry: Entry) -> str:
        """What the script filters by."""
        members = entry.members or (entry,)
        kinds = " ".join(kind.value for kind in entry.kinds)
        known = {name: str(at) for at, name in enumerate(self.significances)}
        said = [one.said for one in members if one.said is not None]
        found = dict.fromkeys(known[each.significance] for each in said if each.significance in known)
        significance = f' data-significance="{" ".join(found)}"' if found else ""
        why = " data-why" if any(each.why for each in said) else ""
        return f' data-kinds="{kinds}" data-size="{len(members)}"{significance}{why}'

    def _said(self, said: Said) -> Iterator[str]:
        told = (
            ("significance", said.significance),
            ("reason", said.reason),
            ("sources", ", ".join(said.sources)),
            ("themes", ", ".join(said.themes)),
            ("question", said.question),
            ("verdict", said.verdict),
        )
        lines = [
            f'<div><dt>{self.markup.say(f"said.{key}")}</dt><dd dir="auto">{plain(words)}</dd></div>'
            for key, words in told
            if words
        ]
        if lines:
            yield f'<dl class="said">{"".join(lines)}</dl>'

    def _way(self, entry: Entry) -> str:
        row = self.rows.get(entry.change)
        if row is None:
            return ""
        markup = self.markup
        words = markup.web("in_text_number", number=entry.number) if entry.number else markup.web("in_text")
        return f' <a class="way" href="#{row}" aria-label="{words}">{markup.web("in_text")}</a>'
