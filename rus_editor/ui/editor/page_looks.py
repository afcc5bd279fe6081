"""How the blocks and letters of a page look: from the document's values and the theme to Qt's formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextFormat

from rus_editor.model.document import Atom, BlockId, Paragraph
from rus_editor.ui.editor.chips import CHIP, GHOST, ChipProperty
from rus_editor.ui.editor.page_rows import Row
from rus_editor.ui.editor.runs import PLAIN, Look, Run
from rus_editor.ui.theme import Theme

# A chapter's title stands as far out as its panes do, the text in them further in.
INSET = 32
_LIST_STEP = 26
_TITLE_SIZE = 1.75
# Room at the right of a pane's heading for the number of changes.
_COUNT = 112
_SIZES = {1: 1.5, 2: 1.2, 3: 1.1, 4: 1.0}


class BlockProperty(IntEnum):
    """What a block's format carries."""

    KEY = QTextFormat.Property.UserProperty.value + 1
    LABEL = QTextFormat.Property.UserProperty.value + 2
    LABEL_INDENT = QTextFormat.Property.UserProperty.value + 3
    OPAQUE = QTextFormat.Property.UserProperty.value + 4


@dataclass(slots=True)
class Known:
    """What the page knows of a paragraph on it."""

    id: BlockId
    runs: tuple[Run, ...] = ()
    heading: int | None = None
    is_header: bool = False
    is_title: bool = False
    is_caption: bool = False
    in_cell: bool = False
    is_prose: bool = True
    level: int | None = None
    base: QTextCharFormat = field(default_factory=QTextCharFormat)

    @property
    def sort(self) -> tuple[object, ...]:
        """What the looks of its letters depend on, besides their own."""
        return self.heading, self.is_header, self.is_title, self.is_caption, self.in_cell


@dataclass(frozen=True, slots=True)
class Names:
    """What is said on the page: ``of_atom`` on a chip, ``about_atom`` and ``about_look`` when the mouse rests there."""

    of_atom: Callable[[Atom], str]
    about_atom: Callable[[Atom], str]
    about_look: Callable[[Look], str]
    of_opaque: Callable[[str, str], str]


def opening_margin(row: Row) -> int:
    """What stands above the first block of a pane without a heading, at 100 %: below a title is the bar as well."""
    return 96 if row.follows_title else 66


class PageLooks:
    """Formats by a theme. Chips get a number of their own each, so that equal ones side by side stay two."""

    def __init__(self, theme: Theme, names: Names) -> None:
        self._theme = theme
        self._names = names
        self._numbers = count(1)

    def known(self, paragraph: Paragraph, row: Row | None) -> Known:
        """What to know of a paragraph; one in a cell has no row of its own."""
        known = Known(
            paragraph.id,
            heading=paragraph.heading_level,
            is_header=row is not None and row.is_header,
            is_title=row is not None and row.is_title,
            is_caption=paragraph.is_caption,
            in_cell=row is None,
            is_prose=not paragraph.generated,
        )
        known.base = self._base(known)
        return known

    def block(self, paragraph: Paragraph, known: Known, row: Row | None) -> QTextBlockFormat:
        """The look of a paragraph as a whole."""
        px = self._theme.px
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        looks = QTextBlockFormat()
        looks.setLineHeight(138, proportional)
        if row is None:
            looks.setLineHeight(120, proportional)
        elif row.is_title:
            looks.setLineHeight(112, proportional)
            # Room for the bar, which stands below the title.
            looks.setBottomMargin(px(76))
        elif known.is_header:
            looks.setTopMargin(px(46))
            looks.setBottomMargin(px(8))
            looks.setRightMargin(px(_COUNT))
        elif known.heading is not None:
            looks.setTopMargin(px(12))
            looks.setBottomMargin(px(6))
        else:
            looks.setBottomMargin(px(3 if paragraph.numbering else 8))
            if row.opens_card:
                looks.setTopMargin(px(opening_margin(row)))
        if row is not None and row.closes_card:
            looks.setBottomMargin(px(18))
        if known.heading is not None:
            # Not shown by Qt, but told to screen readers and to whoever pastes the text as HTML.
            looks.setHeadingLevel(min(6, known.heading))
        self.put_in_list(looks, paragraph, known)
        return looks

    def put_in_list(self, looks: QTextBlockFormat, paragraph: Paragraph, known: Known) -> None:
        """The number or bullet of a paragraph, and the room for it."""
        numbering = paragraph.numbering
        label = "" if numbering is None else numbering.label
        known.level = None if numbering is None else numbering.level
        looks.setProperty(BlockProperty.LABEL, label)
        looks.setTextIndent(0)
        inset = 0 if known.is_title or known.in_cell else self._theme.px(INSET)
        if numbering is None or known.heading is not None:
            looks.setLeftMargin(inset)
            looks.setProperty(BlockProperty.LABEL_INDENT, 0)
            if label:
                # A heading's number stands before its first line, which makes room for it.
                looks.setTextIndent(QFontMetricsF(known.base.font()).horizontalAdvance(f"{label} "))
            return
        indent = self._theme.px(_LIST_STEP * (numbering.level + 1) + 8)
        looks.setLeftMargin(inset + indent)
        looks.setProperty(BlockProperty.LABEL_INDENT, indent)

    def _base(self, known: Known) -> QTextCharFormat:
        base = QTextCharFormat()
        theme = self._theme
        base.setForeground(theme.colour("text"))
        if known.is_header:
            font = theme.text_font(0.88)
            font.setWeight(QFont.Weight.DemiBold)
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 102)
            base.setForeground(theme.colour("accent"))
        elif known.is_title:
            font = theme.text_font(_TITLE_SIZE)
            font.setWeight(QFont.Weight.Bold)
        elif known.heading is not None:
            font = theme.text_font(_SIZES.get(known.heading, 1.0))
            font.setWeight(QFont.Weight.DemiBold)
        elif known.in_cell or known.is_caption:
            font = theme.text_font(0.9)
        else:
            font = theme.text_font()
        base.setFont(font)
        return base

    def letters(self, known: Known, look: Look) -> QTextCharFormat:
        """The look of letters."""
        shape = QTextCharFormat(known.base)
        if look == PLAIN:
            return shape
        theme = self._theme
        if look.bold:
            shape.setFontWeight(QFont.Weight.DemiBold)
        if look.italic or look.math:
            shape.setFontItalic(True)
        if look.underline or look.link:
            shape.setFontUnderline(True)
        if look.link:
            shape.setForeground(theme.colour("accent"))
            # Not an anchor of Qt's: nothing may follow it. Screen readers are told by the tool tip.
        if look.strike:
            shape.setFontStrikeOut(True)
        if look.vertical == "superscript":
            shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif look.vertical == "subscript":
            shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        if look.field or look.control:
            shape.setBackground(theme.colour("hover"))
        if look.tracked is not None and look.tracked.kind.gone_in_final:
            shape.setFontStrikeOut(True)
            shape.setForeground(theme.colour("removed"))
        elif look.tracked is not None and look.tracked.kind.absent_in_original:
            shape.setFontUnderline(True)
            shape.setForeground(theme.colour("added"))
        elif look.tracked is not None:
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            shape.setUnderlineColor(theme.colour("changed"))
        if look.came:
            shape.setBackground(theme.colour("added_soft"))
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            shape.setUnderlineColor(QColor(theme.colours.added))
        about = self._names.about_look(look)
        if about:
            shape.setToolTip(about)
        return shape

    def chip(self, known: Known, run: Run) -> QTextCharFormat:
        """The look of an atom or a ghost."""
        shape = QTextCharFormat(known.base)
        shape.setProperty(ChipProperty.NUMBER, next(self._numbers))
        if run.ghost or run.atom is None:
            shape.setObjectType(GHOST)
            shape.setProperty(ChipProperty.LABEL, run.text)
            return shape
        atom = run.atom
        shape.setObjectType(CHIP)
        shape.setProperty(ChipProperty.KIND, atom.kind.value)
        shape.setProperty(ChipProperty.DIGEST, atom.digest)
        shape.setProperty(ChipProperty.LABEL, self._names.of_atom(atom))
        if run.look.tracked is not None:
            shape.setProperty(ChipProperty.GONE, run.look.tracked.kind.gone_in_final)
        shape.setToolTip("\n".join(filter(None, (self._names.about_atom(atom), self._names.about_look(run.look)))))
        return shape

    def opaque(self, kind: str, text: str) -> QTextCharFormat:
        """The look of a block that is kept, not understood: one chip."""
        shape = QTextCharFormat()
        shape.setFont(self._theme.text_font(0.9))
        shape.setForeground(self._theme.colour("muted"))
        shape.setObjectType(CHIP)
        shape.setProperty(ChipProperty.NUMBER, next(self._numbers))
        shape.setProperty(ChipProperty.KIND, "block")
        name = self._names.of_opaque(kind, text)
        shape.setProperty(ChipProperty.LABEL, name)
        shape.setToolTip(" ".join(text.split())[:600] or name)
        return shape
