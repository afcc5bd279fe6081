"""What things in the text are called on screen: atoms, blocks that are not understood, tracked changes, styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from rus_editor.model.document import Atom, AtomKind, Document, Revision, RevisionKind, block_text
from rus_editor.ui.editor.page_looks import Names
from rus_editor.ui.editor.runs import Look
from rus_editor.usecases.commenting import Thread, text_of
from rus_editor.usecases.live import Mark, MarkKind

_SHORT = 60
_LONG = 600
_NUMBERED = re.compile(r"(?P<name>.+?) (?P<number>\d)")


class TextNames(QObject):
    """Names of what stands in a document."""

    def __init__(self, document: Callable[[], Document], parent: QObject | None = None) -> None:
        """``document`` gives the document as it stands, where the text of boxes and notes is."""
        super().__init__(parent)
        self._document = document

    def names(self) -> Names:
        """For a page."""
        return Names(self.of_atom, self.about_atom, self.about_look, self.of_opaque)

    def of_atom(self, atom: Atom) -> str:
        """What stands on an atom's chip; empty for what shows in another way."""
        label = _short(atom.label)
        match atom.kind:
            case AtomKind.FOOTNOTE | AtomKind.ENDNOTE | AtomKind.SYMBOL:
                return atom.label
            case AtomKind.COMMENT:
                return ""
            case AtomKind.TEXT_BOX | AtomKind.SHAPE:
                text = _short(self._text_of(atom)) or label
                return f"{self.kind_of(atom)}: {text}" if text else self.kind_of(atom)
            case AtomKind.OTHER:
                known = {"EQ": self.tr("Formel"), "ruby": self.tr("Text med läsanvisning")}.get(atom.label)
                name = known or self.kind_of(atom)
                text = _short(atom.text) or ("" if known else label)
                return f"{name}: {text}" if text else name
            case _:
                text = label or _short(atom.text)
                return f"{self.kind_of(atom)}: {text}" if text else self.kind_of(atom)

    def of_chip(self, atom: Atom) -> str:
        """An atom in a sentence: "Fotnot 3", "Bild: Karta över länet"."""
        return self.about_atom(atom).partition("\n")[0]

    def of_threads(self, threads: Sequence[Thread]) -> str:
        """Comments, as told when the mouse rests on their sign."""
        said: list[str] = []
        for thread in threads:
            said.extend(
                f"{story.author} {shown_date(story.date)}\n{text_of(story)}".strip()
                for story in (thread.first, *thread.answers)
            )
            if thread.resolved:
                said.append(self.tr("(åtgärdad)"))
        return "\n\n".join(said)

    def kind_of(self, atom: Atom) -> str:
        """What sort of thing an atom is."""
        return {
            AtomKind.PICTURE: self.tr("Bild"),
            AtomKind.CHART: self.tr("Diagram"),
            AtomKind.DIAGRAM: self.tr("SmartArt"),
            AtomKind.TEXT_BOX: self.tr("Textruta"),
            AtomKind.SHAPE: self.tr("Figur"),
            AtomKind.OBJECT: self.tr("Inbäddat objekt"),
            AtomKind.FOOTNOTE: self.tr("Fotnot"),
            AtomKind.ENDNOTE: self.tr("Slutnot"),
            AtomKind.COMMENT: self.tr("Kommentar"),
            AtomKind.PAGE_BREAK: self.tr("Sidbrytning"),
            AtomKind.COLUMN_BREAK: self.tr("Spaltbrytning"),
            AtomKind.SYMBOL: self.tr("Tecken"),
            AtomKind.PAGE_NUMBER: self.tr("Sidnummer"),
            AtomKind.OTHER: self.tr("Word-element"),
        }[atom.kind]

    def about_atom(self, atom: Atom) -> str:
        """What is told when the mouse rests on a chip, and to screen readers."""
        text = " ".join(self._text_of(atom).split())[:_LONG]
        name = self.kind_of(atom)
        if atom.label and atom.kind is not AtomKind.OTHER:
            name = f"{name} {atom.label}" if atom.kind in _COUNTED else f"{name}: {atom.label}"
        return f"{name}\n{text}" if text and text != atom.label else name

    def of_opaque(self, kind: str, text: str) -> str:
        """What stands on the chip of a block that is kept as it is."""
        name = self.tr("Inbäddat dokument") if kind == "altChunk" else self.tr("Inbäddat innehåll")
        short = _short(text)
        return f"{name}: {short}" if short else name

    def about_look(self, look: Look) -> str:
        """What is told of letters: whose tracked change they are, where they lead, what made them."""
        told: list[str] = []
        if look.tracked is not None:
            told.append(self.of_revision(look.tracked))
        if look.link:
            target = look.link.removeprefix("#")
            told.append(
                self.tr("Länk till bokmärket {name}").format(name=target)
                if look.link.startswith("#")
                else self.tr("Länk till {address}").format(address=target)
            )
        if look.field:
            told.append(self.tr("Fält som Word räknar ut: {code}").format(code=_short(look.field)))
        if look.control:
            control = self._document().controls_by_id.get(look.control)
            title = "" if control is None else control.title or control.tag
            told.append(
                self.tr("Innehållskontroll: {title}").format(title=title) if title else self.tr("Innehållskontroll")
            )
        if look.math:
            told.append(self.tr("Formel"))
        return "\n".join(told)

    def of_revision(self, revision: Revision) -> str:
        """A tracked change in the file: what it does, whose it is and when it was made."""
        author = revision.author or self.tr("okänd")
        date = shown_date(revision.date)
        said = {
            RevisionKind.INSERTED: self.tr("Tillagt av {author}"),
            RevisionKind.DELETED: self.tr("Struket av {author}"),
            RevisionKind.MOVED_FROM: self.tr("Flyttat härifrån av {author}"),
            RevisionKind.MOVED_TO: self.tr("Flyttat hit av {author}"),
            RevisionKind.FORMATTED: self.tr("Formaterat av {author}"),
        }[revision.kind].format(author=author)
        return f"{said}, {date}" if date else said

    def of_changes(self, count: int) -> str:
        """How many changes there are."""
        return self.tr("%n ändringar", "", count)

    def of_mark(self, mark: Mark) -> str:
        """How a paragraph differs from the baseline; empty where it does not."""
        said = {
            MarkKind.SAME: "",
            MarkKind.CHANGED: self.tr("omformulerat"),
            MarkKind.INSERTED: self.tr("tillagt"),
            MarkKind.MOVED: self.tr("flyttat"),
            MarkKind.FORMATTED: self.tr("annat format"),
        }[mark.kind]
        struck = self.tr("något är struket före") if mark.struck else ""
        return ", ".join(filter(None, (said, struck)))

    def of_style(self, name: str) -> str:
        """A style as Word's own Swedish names it; others keep the name that they have."""
        folded = name.casefold()
        numbered = _NUMBERED.fullmatch(folded)
        stem, number = (numbered["name"], f" {numbered['number']}") if numbered else (folded, "")
        known = {
            "normal": self.tr("Normal"),
            "heading": self.tr("Rubrik"),
            "title": self.tr("Titel"),
            "subtitle": self.tr("Underrubrik"),
            "body text": self.tr("Brödtext"),
            "body text indent": self.tr("Brödtext med indrag"),
            "body text first indent": self.tr("Brödtext med första indrag"),
            "list": self.tr("Lista"),
            "list bullet": self.tr("Punktlista"),
            "list number": self.tr("Numrerad lista"),
            "list continue": self.tr("Listfortsättning"),
            "list paragraph": self.tr("Liststycke"),
            "quote": self.tr("Citat"),
            "intense quote": self.tr("Starkt citat"),
            "no spacing": self.tr("Inget avstånd"),
            "caption": self.tr("Beskrivning"),
            "toc heading": self.tr("Innehållsförteckningsrubrik"),
            "toc": self.tr("Innehåll"),
            "footnote text": self.tr("Fotnotstext"),
            "endnote text": self.tr("Slutnotstext"),
            "header": self.tr("Sidhuvud"),
            "footer": self.tr("Sidfot"),
            "block text": self.tr("Indragen text"),
            "plain text": self.tr("Oformaterad text"),
            "table of figures": self.tr("Figurförteckning"),
            "normal indent": self.tr("Normalt indrag"),
            "normal (web)": self.tr("Normal (webb)"),
        }.get(stem)
        return name if known is None else f"{known}{number}"

    def _text_of(self, atom: Atom) -> str:
        stories = self._document().stories_by_id
        texts = [block_text(block) for story in atom.stories if story in stories for block in stories[story].blocks]
        return "\n".join(filter(None, texts)) or atom.text


_COUNTED = frozenset((AtomKind.FOOTNOTE, AtomKind.ENDNOTE))


def shown_date(date: str) -> str:
    """A date and time of a file (ISO 8601) as Swedes write it: "2021-03-04 14.30"; empty for none."""
    day, _, time = date[:16].partition("T")
    return f"{day} {time.replace(':', '.')}".strip()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"
