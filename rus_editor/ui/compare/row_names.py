"""What stands beside and in rows besides the two texts, and what a screen reader says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject

from rus_editor.model.comparison import FormatChange
from rus_editor.model.document import ATOM_CHARACTER, AtomKind, StoryKind
from rus_editor.model.profile import SectionRole
from rus_editor.model.review import ReviewRow, RowKind, RowPart, RowSide

_LONGEST = 600
_SHORT = 90
_LABEL = 40


class RowMark(Enum):
    """What somebody has said of a row's changes."""

    APPROVED = "approved"
    RESTORED = "restored"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class RowPosition:
    """Which of the changes a row's first one is, from 1, and how many there are."""

    number: int
    of: int


Formats = Callable[[Sequence[FormatChange]], Sequence[str]]
"""Says in words how formats differ, a sentence each."""


def unsaid(formats: Sequence[FormatChange]) -> Sequence[str]:  # noqa: ARG001
    """Where nobody says it."""
    return ()


class RowNames(QObject):
    """Names, in the language of the window."""

    def __init__(self, parent: QObject | None = None, formats: Formats = unsaid) -> None:
        super().__init__(parent)
        self.formats = formats

    def of_kind(self, row: ReviewRow) -> str:
        """What a row says."""
        match row.kind:
            case RowKind.SAME:
                return self.tr("Oförändrat")
            case RowKind.INSERTED:
                return self.tr("Tillagt")
            case RowKind.DELETED:
                return self.tr("Struket")
            case RowKind.REPLACED:
                return self.tr("Omformulerat")
            case RowKind.MOVED_AWAY:
                return self._moved(self.tr("Flyttat härifrån"), self.tr("Flyttat till {heading}"), row)
            case RowKind.MOVED_HERE:
                return self._moved(self.tr("Flyttat hit"), self.tr("Flyttat hit från {heading}"), row)
            case RowKind.SPLIT | RowKind.JOINED:
                return self.of_division(row)
            case RowKind.FORMATTED:
                return self.tr("Ändrat format")

    def of_division(self, row: ReviewRow) -> str:
        """How a paragraph was split or joined; empty where it was not."""
        if row.kind is RowKind.SPLIT:
            count = 0 if row.new is None else len(row.new.parts)
            return self.tr("Delat i två") if count == 2 else self.tr("Delat i %n stycken", "", count)
        if row.kind is RowKind.JOINED:
            count = 0 if row.old is None else len(row.old.parts)
            return self.tr("Sammanslaget av två") if count == 2 else self.tr("Sammanslaget av %n stycken", "", count)
        return ""

    def of_move(self, row: ReviewRow, index: int) -> str:
        """The link to the other end of a move, with an arrow that points there; empty for what was not moved."""
        if row.kind not in (RowKind.MOVED_AWAY, RowKind.MOVED_HERE):
            return ""
        away = row.kind is RowKind.MOVED_AWAY
        below = away if row.partner is None else row.partner > index
        arrow = ("↘" if below else "↗") if away else ("↙" if below else "↖")
        return f"{arrow} {self.of_kind(row)}:"

    def of_fold(self, count: int) -> str:
        """What stands where rows are folded."""
        return "···  " + self.tr("%n oförändrade stycken", "", count) + "  ···"

    def fold_said(self, count: int) -> str:
        """A fold, to a screen reader."""
        return self.tr("%n oförändrade stycken", "", count) + ", " + self.tr("hopfällt, tryck Retur för att visa")

    def of_story(self, row: ReviewRow) -> str:
        """A heading above text that stands apart from the body: "Fotnot 3", "Sidhuvud, första sidan"."""
        pages = {"default": "", "first": self.tr("första sidan"), "even": self.tr("jämna sidor")}
        name = {
            StoryKind.BODY: self.tr("Brödtext"),
            StoryKind.FOOTNOTE: self.tr("Fotnot"),
            StoryKind.ENDNOTE: self.tr("Slutnot"),
            StoryKind.HEADER: self.tr("Sidhuvud"),
            StoryKind.FOOTER: self.tr("Sidfot"),
            StoryKind.TEXT_BOX: self.tr("Textruta"),
            StoryKind.COMMENT: self.tr("Kommentar"),
        }[row.story_kind]
        if row.story_kind in (StoryKind.HEADER, StoryKind.FOOTER):
            page = pages.get(row.story_label, row.story_label)
            return f"{name}, {page}" if page else name
        return f"{name} {row.story_label}".strip()

    def of_formats(self, row: ReviewRow) -> tuple[str, ...]:
        """How its format differs, in sentences."""
        return tuple(self.formats(row.formats)) if row.formats else ()

    def of_page(self, number: int, of: int) -> str:
        """Which page it is, on paper."""
        return self.tr("Sida {number} av {of}").format(number=number, of=of)

    def of_atom(self, kind: AtomKind | None, label: str) -> str:
        """What stands in the text for a thing in it that has no letters: "[Bild: karta]"."""
        names = {
            AtomKind.PICTURE: self.tr("Bild"),
            AtomKind.CHART: self.tr("Diagram"),
            AtomKind.DIAGRAM: self.tr("SmartArt"),
            AtomKind.TEXT_BOX: self.tr("Textruta"),
            AtomKind.SHAPE: self.tr("Figur"),
            AtomKind.OBJECT: self.tr("Objekt"),
            AtomKind.PAGE_BREAK: self.tr("Sidbrytning"),
            AtomKind.COLUMN_BREAK: self.tr("Spaltbrytning"),
            AtomKind.PAGE_NUMBER: self.tr("Sidnummer"),
            AtomKind.SYMBOL: self.tr("Tecken"),
        }
        name = self.tr("Word-element") if kind is None else names.get(kind, self.tr("Word-element"))
        short = " ".join(label.split())[:_LABEL]
        return f"[{name}: {short}]" if short else f"[{name}]"

    def of_note(self, kind: AtomKind, label: str) -> str:
        """A note's mark in a sentence: "fotnot 3"."""
        name = self.tr("slutnot") if kind is AtomKind.ENDNOTE else self.tr("fotnot")
        return f"{name} {label}".strip()

    def of_picture(self) -> str:
        """What stands for a picture that cannot be shown."""
        return self.tr("Bild")

    def of_mark(self, mark: RowMark) -> str:
        """What somebody has said, in a word."""
        return {
            RowMark.APPROVED: self.tr("godkänd"),
            RowMark.RESTORED: self.tr("återställd"),
            RowMark.QUESTION: self.tr("fråga"),
        }[mark]

    def of_role(self, role: SectionRole | None) -> str:
        """What sort of section a row stands in."""
        return {
            SectionRole.CURRENT_STATE: self.tr("Nuläge och utmaningar"),
            SectionRole.DESIRED_STATE: self.tr("Önskvärt läge"),
            SectionRole.STRATEGIC_DIRECTIONS: self.tr("Strategiska inriktningar"),
            SectionRole.TARGETS: self.tr("Effektmål"),
        }.get(role, "") if role is not None else ""  # fmt: skip

    def said(self, row: ReviewRow, position: RowPosition | None, marks: Sequence[RowMark] = ()) -> str:
        """A row to a screen reader: "Omformulerat, ändring 12 av 27, Önskvärt läge. Före: … Efter: …"."""
        if row.opens:
            return self.of_story(row)
        about = [self.of_kind(row)]
        if position is not None:
            about.append(self.tr("ändring {number} av {of}").format(number=position.number, of=position.of))
        about += filter(None, (self.of_role(row.role) if row.is_changed else "", *map(self.of_mark, marks)))
        texts = [self._side_said(side) for side in (row.old, row.new)]
        told = [", ".join(about) + "."]
        if not row.is_changed or (row.kind is RowKind.FORMATTED and texts[0] == texts[1]):
            told.append(texts[1] or texts[0])
        elif row.old is None or row.new is None:
            told.append(texts[0] if row.new is None else texts[1])
        else:
            told.append(self.tr("Före: {text}").format(text=texts[0]))
            told.append(self.tr("Efter: {text}").format(text=texts[1]))
        told += [f"{line}." for line in self.of_formats(row)]
        return " ".join(filter(None, told))

    def hinted(self, row: ReviewRow) -> str:
        """A row in a line, for the ruler."""
        if row.opens:
            return f"{self.of_kind(row)}: {self.of_story(row)}"
        side = row.new or row.old or RowSide(())
        text = " ".join(" ".join(self._read(part) for part in side.parts).split())
        return f"{self.of_kind(row)}: {text[:_SHORT]}{'…' if len(text) > _SHORT else ''}"

    def _moved(self, nowhere: str, somewhere: str, row: ReviewRow) -> str:
        return somewhere.format(heading=row.elsewhere) if row.elsewhere else nowhere

    def _side_said(self, side: RowSide | None) -> str:
        if side is None:
            return ""
        texts = (f"{part.label} {self._read(part)}".strip() for part in side.parts)
        said = " | ".join(" ".join(text.split()) for text in texts)
        if any(part.pictures for part in side.parts):
            said = f"{said} ({self.of_picture()})".strip()
        return said[:_LONGEST]

    def _read(self, part: RowPart) -> str:
        """A part's text as it is read out: notes by their numbers, comments' marks not at all."""
        if ATOM_CHARACTER not in part.text:
            return part.text
        texts = part.text.split(ATOM_CHARACTER)
        read = [texts[0]]
        for number, text in enumerate(texts[1:]):
            kind, label = part.atoms[number] if number < len(part.atoms) else (None, "")
            if kind in (AtomKind.FOOTNOTE, AtomKind.ENDNOTE):
                read.append(f" ({self.of_note(kind, label)})")
            elif kind is not AtomKind.COMMENT and not (kind is AtomKind.PICTURE and part.pictures):
                read.append(f" {self.of_atom(kind, label)} ")
            read.append(text)
        return "".join(read)
