"""Slides as PowerPoint has them. Lengths in points."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.base import BaseShape
from pptx.shapes.shapetree import GroupShapes
from pptx.slide import Slide as Drawn
from pptx.slide import SlideLayout
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from rus_editor.export.slides.ground import POINT, Ground, places_of, subtitle_of, text_number, title_of
from rus_editor.export.slides.measure import LEADING, Ruler
from rus_editor.export.slides.paging import GAP
from rus_editor.export.slides.plan import (
    BAR,
    CELL,
    CELL_INSET,
    INSET_X,
    INSET_Y,
    LABEL,
    LEGEND,
    NOTES,
    THICKEST,
    Bars,
    Box,
    Cover,
    Grid,
    Heading,
    Points,
    Slide,
)
from rus_editor.model.wording import Wording

_LANGUAGES = {"sv": MSO_LANGUAGE_ID.SWEDISH, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own name of the table style without grid and ground."""
_FOOTER = 12


class Drawer:
    """Draws slides into a presentation."""

    def __init__(self, ground: Ground, wording: Wording, footer: str) -> None:
        self._ground = ground
        self._wording = wording
        self._language = _LANGUAGES.get(wording.language, MSO_LANGUAGE_ID.NONE)
        self._footer = footer
        self._ruler = Ruler()
        deck = ground.deck
        self._slide = Box(0, 0, (deck.slide_width or 0) / POINT, (deck.slide_height or 0) / POINT)

    def draw(self, slide: Slide) -> int:
        """Add a slide; gives its id."""
        if isinstance(slide, Cover):
            drawn = self._cover(slide)
        elif isinstance(slide, Points):
            drawn = self._points(slide)
        elif isinstance(slide, Grid):
            drawn = self._bare(slide)
            self._grid(drawn, slide)
        elif isinstance(slide, Bars):
            drawn = self._bare(slide)
            self._bars(drawn, slide)
        else:
            raise TypeError(type(slide).__name__)
        if slide.notes:
            self._notes(drawn, slide.notes)
        return drawn.slide_id

    def _cover(self, slide: Cover) -> Drawn:
        ground, room = self._ground, self._ground.room
        layout = ground.section if slide.is_section and ground.section is not None else ground.cover
        below = subtitle_of(layout)
        number = None if below is None else below.placeholder_format.idx
        drawn = self._added(layout, number if slide.lines else None)
        self._title(drawn, slide.heading, room.section if slide.is_section else room.cover)
        box = room.section_text if slide.is_section else room.cover_text
        if slide.lines and box is not None:
            place = _placeholder(drawn, number)
            frame = self._text_box(drawn, box) if place is None else _frame_of(place)
            for at, text in enumerate(slide.lines):
                paragraph = self._paragraph(frame, at, slide.size)
                self._run(paragraph, text, slide.size)
        return drawn

    def _points(self, slide: Points) -> Drawn:
        layout = self._ground.content
        number = text_number(layout, self._slide)
        drawn = self._added(layout, number)
        self._title(drawn, slide.heading, self._ground.room.title)
        place = _placeholder(drawn, number)
        assert place is not None
        frame = _frame_of(place)
        self._put(place, self._ground.room.body)
        for at, line in enumerate(slide.lines):
            paragraph = self._paragraph(frame, at, slide.size)
            if line.lead:
                self._run(paragraph, f"{line.lead}: " if line.text else line.lead, slide.size, bold=True)
            if line.text:
                self._run(paragraph, line.text, slide.size)
        self._foot(drawn, layout)
        return drawn

    def _bare(self, slide: Slide) -> Drawn:
        """A slide with nothing but its title."""
        layout = self._ground.bare or self._ground.content
        drawn = self._added(layout, None)
        self._title(drawn, slide.heading, self._ground.room.title)
        self._foot(drawn, layout)
        return drawn

    def _added(self, layout: SlideLayout, kept: int | None) -> Drawn:
        """A slide of a layout, without the places that nothing is put in."""
        drawn: Drawn = self._ground.deck.slides.add_slide(layout)
        title = title_of(layout)
        wanted = {kept, None if title is None else title.placeholder_format.idx}
        for place in list(drawn.placeholders):
            if place.placeholder_format.idx not in wanted:
                place.element.getparent().remove(place.element)
        return drawn

    def _title(self, drawn: Drawn, heading: Heading, box: Box) -> None:
        place = drawn.shapes.title
        assert place is not None
        self._put(place, box)
        frame = _frame_of(place)
        at = 0
        if heading.kicker:
            paragraph = self._paragraph(frame, at, heading.kicker_size, gap=0)
            self._run(paragraph, heading.kicker, heading.kicker_size, bold=True, accent=True)
            at += 1
        paragraph = self._paragraph(frame, at, heading.size, gap=0)
        self._run(paragraph, heading.text, heading.size, bold=True)

    @staticmethod
    def _put(place: BaseShape, box: Box) -> None:
        """Put a place where it was measured, when the layout has it elsewhere (beyond the slide's edge, say)."""
        wanted = tuple(round(value * POINT) for value in (box.left, box.top, box.width, box.height))
        if any(
            abs(one - other) > 1
            for one, other in zip((place.left, place.top, place.width, place.height), wanted, strict=True)
        ):
            place.left, place.top, place.width, place.height = (Emu(value) for value in wanted)

    def _grid(self, drawn: Drawn, slide: Grid) -> None:
        box = self._ground.room.body
        framed = drawn.shapes.add_table(
            1 + len(slide.rows), len(slide.heads), Pt(box.left), Pt(box.top), Pt(box.width), Pt(sum(slide.heights))
        )
        _describe(framed, slide.words)
        table = framed.table
        for style in framed.element.iter(qn("a:tableStyleId")):
            style.text = _PLAIN_TABLE
        table.horz_banding = False
        for at, width in enumerate(slide.widths):
            table.columns[at].width = Pt(width)
        for at, (row, texts, height) in enumerate(
            zip(table.rows, (slide.heads, *slide.rows), slide.heights, strict=True)
        ):
            row.height = Pt(height)
            for cell, text in zip(row.cells, texts, strict=True):
                cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(CELL_INSET)
                cell.vertical_anchor = MSO_ANCHOR.TOP
                paragraph = self._paragraph(cell.text_frame, 0, CELL, framed=False)
                self._run(paragraph, text, CELL, bold=at == 0, accent=at == 0)
        for cell_element in framed.element.iter(qn("a:tc")):
            _underline(cell_element)

    def _bars(self, drawn: Drawn, slide: Bars) -> None:
        box = self._ground.room.body
        told = {bar: self._wording.say("slides.text.bar", before=bar.before, after=bar.after) for bar in slide.bars}
        label = box.width * LABEL
        numbers = max(self._ruler.width(words, CELL) for words in told.values()) + 2 * CELL_INSET + 2
        left, length = box.left + label, box.width - label - numbers
        self._legend(drawn, left)
        top = box.top + LEGEND
        thick = max(BAR, min(THICKEST, (min(slide.heights) - 8) / 2))
        for bar, height in zip(slide.bars, slide.heights, strict=True):
            group = drawn.shapes.add_group_shape()
            _describe(group, bar.words)
            group.name = bar.name
            shapes = group.shapes
            self._label(shapes, Box(box.left, top, label, height), bar.name)
            middle = top + height / 2
            for count, upper, strong in ((bar.before, middle - thick, False), (bar.after, middle, True)):
                if count > 0:
                    self._bar(shapes, Box(left, upper, max(2.0, length * count / slide.most), thick), strong=strong)
            end = left + length * max(bar.before, bar.after) / slide.most
            self._label(shapes, Box(end, top, numbers, height), told[bar])
            top += height

    def _legend(self, drawn: Drawn, left: float) -> None:
        top = self._ground.room.body.top
        for key, strong in (("before", False), ("after", True)):
            words = self._wording.say(f"slides.text.{key}")
            width = self._ruler.width(words, CELL) + 2 * CELL_INSET + 8
            group = drawn.shapes.add_group_shape()
            group.name = words
            _describe(group, words)
            self._bar(group.shapes, Box(left, top + 7, 16, 16), strong=strong)
            self._label(group.shapes, Box(left + 16, top, width, 30), words)
            left += 16 + width + 12

    @staticmethod
    def _bar(shapes: GroupShapes, box: Box, *, strong: bool) -> None:
        shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
        shape.fill.solid()
        _tint(shape.fill.fore_color, strong=strong)
        shape.line.fill.background()
        shape.shadow.inherit = False
        # The name of the group says it all.
        shape.name = ""

    def _label(self, shapes: GroupShapes, box: Box, text: str) -> None:
        shape = shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Pt(CELL_INSET)
        frame.margin_top = frame.margin_bottom = Pt(0)
        paragraph = self._paragraph(frame, 0, CELL, framed=False)
        self._run(paragraph, text, CELL)

    def _text_box(self, drawn: Drawn, box: Box) -> TextFrame:
        shape = drawn.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
        shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE
        return _frame_of(shape)

    def _paragraph(self, frame: TextFrame, at: int, size: int, *, gap: float = GAP, framed: bool = True) -> _Paragraph:
        """A further paragraph, its lines as far apart as was measured."""
        if at == 0 and framed:
            frame.word_wrap = True
            frame.margin_left = frame.margin_right = Pt(INSET_X)
            frame.margin_top = frame.margin_bottom = Pt(INSET_Y)
        paragraph = frame.paragraphs[0] if at == 0 else _added_to(frame)
        paragraph.line_spacing = Pt(size * LEADING)
        paragraph.space_before = Pt(gap * size if at else 0)
        paragraph.space_after = Pt(0)
        return paragraph

    def _run(self, paragraph: _Paragraph, text: str, size: int, *, bold: bool = False, accent: bool = False) -> None:
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(size)
        run.font.language_id = self._language
        if bold:
            run.font.bold = True
        if accent:
            run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1

    def _foot(self, drawn: Drawn, layout: SlideLayout) -> None:
        """The slide's number and the organisation's name where the layout has a place for them."""
        identity = max((shape.shape_id for shape in drawn.shapes), default=1)
        for place in places_of(layout):
            kind = place.placeholder_format.type
            if kind is PP_PLACEHOLDER.SLIDE_NUMBER or (kind is PP_PLACEHOLDER.FOOTER and self._footer):
                identity += 1
                copied = copy.deepcopy(place.element)
                for named in copied.iter(qn("p:cNvPr")):
                    named.set("id", str(identity))
                drawn.shapes.element.append(copied)
                if kind is PP_PLACEHOLDER.FOOTER:
                    self._name(drawn, copied, (place.width or 0) / POINT - 2 * INSET_X)

    def _name(self, drawn: Drawn, footer: Any, width: float) -> None:  # noqa: ANN401 - an element of the parser's
        """Put the organisation's name into a footer instead of what the layout has there."""
        shape = next(place for place in drawn.placeholders if place.element is footer)
        frame = _frame_of(shape)
        first, *others = footer.iter(qn("a:p"))
        for paragraph in others:
            paragraph.getparent().remove(paragraph)
        for child in list(first):
            first.remove(child)
        run = frame.paragraphs[0].add_run()
        run.text = self._ruler.cut(self._footer, _FOOTER, max(40.0, width))
        run.font.size, run.font.language_id = Pt(_FOOTER), self._language

    def _notes(self, drawn: Drawn, notes: Sequence[str]) -> None:
        frame = drawn.notes_slide.notes_text_frame
        if frame is None:
            return
        for at, text in enumerate(notes):
            paragraph = self._paragraph(frame, at, NOTES, gap=0)
            self._run(paragraph, text, NOTES)


def _placeholder(drawn: Drawn, number: int | None) -> BaseShape | None:
    return next((place for place in drawn.placeholders if place.placeholder_format.idx == number), None)


def _frame_of(place: Any) -> TextFrame:  # noqa: ANN401 - python-pptx types only some shapes as having text
    frame = place.text_frame
    assert isinstance(frame, TextFrame)
    return frame


def _added_to(frame: TextFrame) -> _Paragraph:
    adding: Any = frame.add_paragraph
    added = adding()
    assert isinstance(added, _Paragraph)
    return added


def _describe(shape: BaseShape, words: str) -> None:
    """Give a shape its text equivalent."""
    for named in shape.element.iter(qn("p:cNvPr")):
        named.set("descr", words)
        return


def _tint(color: ColorFormat, *, strong: bool) -> None:
    if strong:
        color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        # Half way between the theme's text and white, whatever its text is.
        color.theme_color = MSO_THEME_COLOR.TEXT_1
        color.brightness = 0.5


def _underline(cell: Any) -> None:  # noqa: ANN401 - an element of the parser's, which has no name here
    """A thin line below a table's cell, in the theme's text colour (ECMA-376 part 1, 21.1.3.5 lnB)."""
    properties = cell.get_or_add_tcPr()
    properties.insert(
        0,
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="tx1"><a:lumMod val="50000"/>'
            '<a:lumOff val="50000"/></a:schemeClr></a:solidFill></a:lnB>'
        ),
    )
