"""What matters in each chapter: the points with what they rest on, and the tables of before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rus_editor.export.html.markup import Markup, plain
from rus_editor.export.report import ChapterPart, KeyLine, PointLine, Said
from rus_editor.model.comparison import SegmentKind


@dataclass(frozen=True)
class ChapterMarkup:
    """Prints chapters. ``numbers`` are the changes' numbers by anchor, ``texts`` chapters that stand side by side."""

    markup: Markup
    numbers: Mapping[str, str]
    texts: frozenset[str]

    def chapter(self, chapter: ChapterPart) -> Iterator[str]:
        """A chapter's summary, with ways to all its changes and to its text."""
        markup = self.markup
        yield f'<section class="chapter" id="{chapter.anchor}" aria-labelledby="{chapter.anchor}-rubrik">'
        yield f'<h2 id="{chapter.anchor}-rubrik" dir="auto">{plain(chapter.title)}</h2>'
        for note in chapter.notes:
            yield f'<p class="status" dir="auto">{plain(note)}</p>'
        yield f'<p class="tally">{plain(chapter.counts)}</p>'
        if chapter.points:
            yield f'<h3>{plain(chapter.points_title)}</h3><ul class="points">'
            for point in chapter.points:
                yield from self._point(point)
            yield "</ul>"
        if chapter.keys:
            yield from self._keys(chapter)
        ways = []
        if chapter.entries:
            ways.append((f"andringar-{number_of(chapter.anchor)}", markup.count("to_changes", chapter.total)))
        if chapter.anchor in self.texts:
            ways.append((f"texter-{number_of(chapter.anchor)}", markup.web("to_texts")))
        if ways:
            links = "".join(f'<a href="#{anchor}">{words}</a>' for anchor, words in ways)
            yield f'<p class="ways">{links}</p>'
        yield "</section>"

    def _point(self, point: PointLine) -> Iterator[str]:
        markup = self.markup
        lead = f"<strong>{plain(point.lead)}:</strong> " if point.lead else ""
        yield f'<li><p dir="auto">{lead}{plain(point.text)}</p>'
        links = [
            f'<a href="#{anchor}">{markup.say("entry.reference", number=self.numbers[anchor])}</a>'
            for anchor in point.entries
            if anchor in self.numbers
        ]
        if point.quotes or links:
            yield f'<details class="evidence"><summary>{plain(point.evidence) or markup.web("evidence")}</summary>'
            if point.quotes:
                yield "<ul>"
                for old, new in point.quotes:
                    yield f"<li>{self._quote(old, new)}</li>"
                yield "</ul>"
            if links:
                yield f'<p class="ways">{markup.web("see")} {" ".join(links)}</p>'
            yield "</details>"
        elif point.evidence:
            yield f'<p class="note">{plain(point.evidence)}</p>'
        yield "</li>"

    def _quote(self, old: str, new: str) -> str:
        markup = self.markup
        if old == new:
            return f'<q dir="auto">{plain(new)}</q>'
        told = ((SegmentKind.DELETED, old), (SegmentKind.INSERTED, new))
        return " ".join(markup.marked(kind, f'<span dir="auto">{plain(text)}</span>') for kind, text in told if text)

    def _keys(self, chapter: ChapterPart) -> Iterator[str]:
        markup = self.markup
        has_why = any(key.said and key.said.why for key in chapter.keys)
        heads = [markup.say(f"chapter.keys_{name}") for name in ("what", "old", "new")]
        if has_why:
            heads.append(markup.say("said.why"))
        yield f'<h3>{plain(chapter.keys_title)}</h3><div class="keys"><table><thead><tr>'
        yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead><tbody>"
        for key in chapter.keys:
            yield self._key(key, has_why=has_why)
        yield "</tbody></table></div>"

    def _key(self, key: KeyLine, *, has_why: bool) -> str:
        markup = self.markup
        section = f"<strong>{plain(key.section)}</strong>" if key.section else ""
        note = f"{plain(key.note)}<br>" if key.note else ""
        sides = ""
        for name, pieces in (("old", key.old), ("new", key.new)):
            missing = f'<span class="missing">{markup.say(f"chapter.missing_{name}")}</span>'
            text = markup.pieces(pieces, key.subject) or missing
            sides += f'<td data-label="{markup.say(f"chapter.keys_{name}")}">{text}</td>'
        number = markup.say("entry.reference", number=key.number) if key.entry else ""
        link = f' · <a href="#{key.entry}">{number}</a>' if key.entry else ""
        why = f'<td data-label="{markup.say("said.why")}">{self._why(key.said)}</td>' if has_why else ""
        about = f'<th scope="row" dir="auto">{section}{note}<span>{plain(key.label)}{link}</span></th>'
        return f"<tr>{about}{sides}{why}</tr>"

    def _why(self, said: Said | None) -> str:
        if said is None:
            return ""
        reason = f'<p dir="auto">{plain(said.reason)}</p>' if said.reason else ""
        sources = f'<p class="note" dir="auto">{plain(", ".join(said.sources))}</p>' if said.sources else ""
        return reason + sources


def number_of(anchor: str) -> str:
    """What tells a chapter's anchor from the others'."""
    return anchor.rpartition("-")[2]
