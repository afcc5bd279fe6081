"""Building blocks of the page that can always be divided over pages: headings, panels, changes, bullets."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from rus_editor.export.pdf.canvas import TaggedCanvas, canvas_of
from rus_editor.export.pdf.structure import Element
from rus_editor.export.pdf.styles import BOTTOM, GUTTER, HEIGHT, LEFT, LINE
from rus_editor.export.pdf.text import Text

SMALL = 92.0
"""What is lower than this is not divided but moved to the next page whole."""

_LINES = 40.0
"""Three lines: so little does not go on to the next page by itself, if all of it is no higher than …"""
_WHOLE = 220.0
"""… this."""

NEARLY_A_PAGE = 0.8 * HEIGHT
"""Where this much is free, moving on would not help: then even a small thing is divided."""


class Heading(Flowable):
    """A heading with a bookmark in the PDF's outline."""

    def __init__(self, text: Text, key: str, title: str, level: int = 0) -> None:
        super().__init__()
        self._text, self._key, self._title, self._level = text, key, title, level
        self.spaceBefore = text.getSpaceBefore()
        self.spaceAfter = text.getSpaceAfter()

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size as the text's."""
        self.width, self.height = self._text.wrap(available_width, available_height)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """A heading higher than the page goes on without its bookmark."""
        parts = self._text.split(available_width, available_height)
        if len(parts) < 2:
            return []
        return [Heading(parts[0], self._key, self._title, self._level), *parts[1:]]

    def draw(self) -> None:
        """Draw the text and set the bookmark at its upper edge."""
        canvas = canvas_of(self)
        _, top = canvas.absolutePosition(0, self.height)
        canvas.bookmarkPage(self._key, fit="XYZ", left=0, top=top + 12, zoom=0)
        canvas.places[self._key] = canvas.getPageNumber()
        canvas.addOutlineEntry(self._title, self._key, self._level, closed=False)
        self._text.drawOn(canvas, 0, 0)


class PageReference(Text):
    """The number of the page that a heading stands on. The line from the left margin to it leads there."""

    _key = ""
    _title = ""

    @classmethod
    def to(cls, key: str, title: str, style: ParagraphStyle) -> PageReference:
        """Make a reference to the heading with this key."""
        reference = cls("0", style)
        reference._key, reference._title = key, title
        return reference

    def draw(self) -> None:
        """Keep the place; the number is drawn when all pages are known."""
        canvas = canvas_of(self)
        assert self.element is not None
        baseline = self.height - self.style.fontSize
        link = Element("Link", self.element)
        with canvas.whole(link):
            canvas.later(lambda: self._draw_number(canvas, baseline))
        right, top = canvas.absolutePosition(self.width, self.height)
        canvas.link(link, (LEFT, top - self.height - 2, right, top + 2), self._key, self._title)

    def _draw_number(self, canvas: TaggedCanvas, baseline: float) -> None:
        canvas.setFillColor(self.style.textColor)
        canvas.setFont(self.style.fontName, self.style.fontSize)
        canvas.drawRightString(self.width, baseline, str(canvas.places.get(self._key, "")))


class FactLine(Flowable):
    """Facts side by side in columns of the same width: what each is above, what it says below."""

    def __init__(self, facts: Sequence[tuple[Text, Text]]) -> None:
        super().__init__()
        self._facts = list(facts)
        self.spaceAfter = 14

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as the highest fact."""
        self.width = available_width
        self._column = available_width / max(len(self._facts), 1)
        heights = [sum(text.wrap(self._column - 14, HEIGHT)[1] for text in texts) for texts in self._facts]
        self.height = max(heights, default=0)
        return self.width, self.height

    def draw(self) -> None:
        """Draw each fact in its column."""
        for index, texts in enumerate(self._facts):
            y = self.height
            for text in texts:
                y -= text.wrap(self._column - 14, HEIGHT)[1]
                text.drawOn(self.canv, index * self._column, y)


class Rule(Flowable):
    """A line between two chapters; at the top of a page nothing has to be parted."""

    def __init__(self) -> None:
        super().__init__()
        self.spaceBefore = 18
        self.spaceAfter = 9

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As wide as the page's text."""
        self.width, self.height = available_width, 1.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        canvas = canvas_of(self)
        if canvas.absolutePosition(0, self.height)[1] >= BOTTOM + HEIGHT - 1:
            return
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(HexColor(LINE))
            canvas.setLineWidth(0.9)
            canvas.line(0, 0, self.width, 0)
            canvas.restoreState()


class Panel(Flowable):
    """Paragraphs on a soft ground."""

    def __init__(self, texts: Sequence[Text], ground: str, padding: float = 11) -> None:
        super().__init__()
        self._texts, self._ground, self._padding = list(texts), ground, padding
        self.spaceAfter = 14

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as the paragraphs and the padding."""
        self.width = available_width
        self._heights = [text.wrap(available_width - 2 * self._padding, HEIGHT)[1] for text in self._texts]
        gaps = sum(text.getSpaceAfter() for text in self._texts[:-1])
        self.height = sum(self._heights) + gaps + 2 * self._padding
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divide between paragraphs, or inside the first where that is too high."""
        self.wrap(available_width, available_height)
        used = 2 * self._padding
        for index, (text, height) in enumerate(zip(self._texts, self._heights, strict=True)):
            if used + height > available_height:
                parts = text.split(available_width - 2 * self._padding, available_height - used)
                before, after = self._texts[:index] + parts[:1], parts[1:] + self._texts[index + 1 :]
                if len(parts) < 2:
                    before, after = self._texts[:index], self._texts[index:]
                if not before:
                    return []
                return [Panel(before, self._ground, self._padding), Panel(after, self._ground, self._padding)]
            used += height + text.getSpaceAfter()
        return [self]

    def draw(self) -> None:
        """Draw the ground, then the paragraphs."""
        canvas = canvas_of(self)
        with canvas.artifact():
            canvas.saveState()
            canvas.setFillColor(HexColor(self._ground))
            canvas.roundRect(0, 0, self.width, self.height, 5, stroke=0, fill=1)
            canvas.restoreState()
        y = self.height - self._padding
        for text, height in zip(self._texts, self._heights, strict=True):
            y -= height
            text.drawOn(canvas, self._padding, y)
            y -= text.getSpaceAfter()


class Stack(Flowable):
    """Paragraphs with a mark in the gutter: a change with its number and a line in its kind's colour, or a bullet."""

    def __init__(
        self,
        texts: Sequence[Text],
        color: Color | None,
        number: Text | None = None,
        inset: float = 0,
        gutter: float = GUTTER,
        after: float = 8,
    ) -> None:
        super().__init__()
        self._texts, self._color, self._number, self._inset = list(texts), color, number, inset
        self._gutter = gutter
        self.spaceAfter = after

    @property
    def _left(self) -> float:
        return self._gutter + self._inset + (9 if self._color is not None else 0)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """As high as the paragraphs."""
        self.width = available_width
        self._heights = [text.wrap(available_width - self._left, HEIGHT)[1] for text in self._texts]
        gaps = sum(self._gap(index) for index in range(1, len(self._texts)))
        self.height = sum(self._heights) + gaps
        return self.width, self.height

    def _gap(self, index: int) -> float:
        return max(self._texts[index - 1].getSpaceAfter(), self._texts[index].getSpaceBefore()) if index else 0

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Divide inside or between paragraphs; the first line never stands alone."""
        self.wrap(available_width, available_height)
        forced = available_height >= NEARLY_A_PAGE
        if self.height <= SMALL and not forced:
            return []
        used = 0.0
        for index, (text, height) in enumerate(zip(self._texts, self._heights, strict=True)):
            used += self._gap(index)
            if used + height <= available_height:
                used += height
                continue
            parts = text.split(available_width - self._left, available_height - used)
            if len(parts) < 2:
                parts = []
            before, after = self._texts[:index] + parts[:1], parts[1:] or self._texts[index:]
            if parts:
                after = parts[1:] + self._texts[index + 1 :]
            if not (parts or forced) and self.height < _WHOLE and sum(self._heights[index:]) < _LINES:
                return []
            if not before or (len(before) == 1 and not parts and not forced):
                return []
            return [
                Stack(before, self._color, self._number, self._inset, self._gutter, 0),
                Stack(after, self._color, None, self._inset, self._gutter, self.spaceAfter),
            ]
        return [self]

    def draw(self) -> None:
        """Draw number, line and paragraphs."""
        canvas = canvas_of(self)
        if self._number is not None:
            _, height = self._number.wrap(self._gutter - (8 if self._color is not None else 0), HEIGHT)
            self._number.drawOn(canvas, self._inset if self._color is None else 0, self.height - height)
        if self._color is not None:
            with canvas.artifact():
                canvas.saveState()
                canvas.setStrokeColor(self._color)
                canvas.setLineWidth(2.2)
                canvas.line(self._gutter + self._inset, 0, self._gutter + self._inset, self.height)
                canvas.restoreState()
        y = self.height
        for index, (text, height) in enumerate(zip(self._texts, self._heights, strict=True)):
            y -= self._gap(index) + height
            text.drawOn(canvas, self._left, y)
