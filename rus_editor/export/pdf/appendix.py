"""The appendix: every change with its text and what was said of it, and the small ones last."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from rus_editor.export.pdf.flowables import Rule, Stack
from rus_editor.export.pdf.story import Parts
from rus_editor.export.pdf.structure import Element
from rus_editor.export.pdf.styles import tone
from rus_editor.export.pdf.text import Text
from rus_editor.export.report import ChapterPart, Entry, Said


class Appendix(Parts):
    """All changes chapter by chapter."""

    def opening(self) -> Iterator[Flowable]:
        """The heading, on a page of its own."""
        yield PageBreak()
        self._whole = self.start()
        yield self.heading(self.say("annex.title"), "bilaga")
        yield self.put(self.say("annex.about"), "tally")

    def chapter(self, chapter: ChapterPart) -> Iterator[Flowable]:
        """A chapter's changes."""
        yield CondPageBreak(110)
        self.start(self._whole)
        yield self.heading(chapter.title, f"alla-{chapter.anchor}", "appendix", "H3", 1)
        for entry in chapter.entries:
            yield from self._entry(entry)

    def _entry(self, entry: Entry, inset: float = 0) -> Iterator[Flowable]:
        setter, styles = self.setter, self.styles
        heading = Element("H5" if inset else "H4", self.section)
        about = " · ".join(part for part in (entry.where, entry.who) if part)
        first = Text.of(
            setter.bold(entry.label) + (setter.colored(f" · {about}") if about else ""), styles.entry, heading.tag
        )
        number = Text.of(setter.plain(entry.number), styles.serial)
        first.element = number.element = heading
        texts = setter.paragraphs(entry.pieces, entry.subject, styles.body)
        texts += [self.text(note, "note") for note in entry.notes]
        if entry.said is not None:
            texts += self._said(entry.said)
        for text in texts:
            text.under(self.section)
        yield Stack([first, *texts], tone(entry.kind), number, inset)
        for member in entry.members:
            yield from self._entry(member, inset + 12)

    def _said(self, said: Said) -> Iterator[Text]:
        """What people said of a change: reason and sources by themselves, the rest on one line."""
        told = {"reason": said.reason, "sources": ", ".join(said.sources), "question": said.question}
        rest = {
            "significance": said.significance,
            "verdict": said.verdict,
            "themes": ", ".join(said.themes),
        }
        lines = [self.said(label, words) for label, words in told.items() if words]
        lines.append(self.setter.colored(" · ").join(self.said(label, words) for label, words in rest.items() if words))
        for line in lines:
            if line:
                yield Text.of(line, self.styles.said)

    def small(self) -> Iterator[Flowable]:
        """What differs without touching the words."""
        if not self.report.noise:
            return
        setter, styles = self.setter, self.styles
        yield CondPageBreak(160)
        yield Rule()
        whole = self.start()
        yield self.heading(self.say("noise_part.title"), "smaandringar")
        yield self.put(self.say("noise_part.about"), "tally")
        for part in self.report.noise:
            self.start(whole)
            yield from self.part(part.title)
            for entry in part.entries:
                about = " · ".join(words for words in (entry.label, entry.where, entry.who, *entry.notes) if words)
                texts = setter.paragraphs(entry.pieces, entry.subject, styles.minor)
                start = setter.colored(about)
                markup = setter.pieces(entry.pieces, entry.subject) if len(texts) == 1 else ""
                yield Text.of(f"{start}{' – ' if markup else ''}{markup}", styles.minor).under(self.section)
                if len(texts) > 1:
                    yield from (text.under(self.section) for text in texts)
