"""Inline things in the text: pictures, note marks, and chips for what is preserved but not understood."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from rus_editor.model.document import AtomKind
from rus_editor.ui.theme import Colours

CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
GHOST = QTextFormat.ObjectTypes.UserObject.value + 2
_WIDEST_PICTURE = 640.0
_HIGHEST_PICTURE = 420.0
_WIDEST_CHIP = 560.0
_PICTURES = frozenset((AtomKind.PICTURE, AtomKind.CHART, AtomKind.DIAGRAM))
_NOTES = frozenset((AtomKind.FOOTNOTE, AtomKind.ENDNOTE))


class ChipProperty(IntEnum):
    """What a chip's format carries besides its type."""

    KIND = QTextFormat.Property.UserProperty.value + 11
    LABEL = QTextFormat.Property.UserProperty.value + 12
    DIGEST = QTextFormat.Property.UserProperty.value + 13
    # Two equal inline objects side by side would become one; a number of its own keeps each apart.
    NUMBER = QTextFormat.Property.UserProperty.value + 14
    GONE = QTextFormat.Property.UserProperty.value + 15


Pictures = Callable[[str], QImage | None]
"""Gives the picture with a digest, or None when there is none that can be shown."""


class ChipPainter(QPyTextObject):
    """Draws chips. Keep a reference to it: Qt does not."""

    def __init__(self, parent: QObject, pictures: Pictures) -> None:
        """``pictures`` finds pictures."""
        super().__init__(parent)
        self.colours: Colours | None = None
        self.zoom = 1.0
        self._pictures = pictures

    # The names are Qt's.
    def intrinsicSize(self, document: QTextDocument, position: int, of: QTextFormat) -> QSizeF:  # noqa: ARG002
        """How much room a chip takes."""
        font = of.toCharFormat().font()
        metrics = QFontMetricsF(font)
        if of.objectType() == GHOST:
            return QSizeF(metrics.horizontalAdvance(str(of.property(ChipProperty.LABEL))), metrics.ascent())
        picture = self._picture(of)
        if picture is not None:
            return self._picture_size(picture)
        if of.property(ChipProperty.KIND) in {kind.value for kind in _NOTES}:
            return QSizeF(QFontMetricsF(_raised(font)).horizontalAdvance(self._text(of)) + 4, metrics.ascent())
        text = self._text(of)
        if of.property(ChipProperty.KIND) == AtomKind.SYMBOL.value:
            return QSizeF(metrics.horizontalAdvance(text) + 2, metrics.ascent())
        return QSizeF(
            min(metrics.horizontalAdvance(text) + 18, _WIDEST_CHIP * self.zoom) if text else 2, metrics.ascent() + 2
        )

    def drawObject(
        self,
        painter: QPainter,
        area: QRectF | QRect,
        document: QTextDocument,  # noqa: ARG002
        position: int,  # noqa: ARG002
        of: QTextFormat,
    ) -> None:
        """Draw a chip."""
        colours = self.colours
        if colours is None:
            return
        rect = QRectF(area)
        painter.save()
        try:
            font = of.toCharFormat().font()
            if of.objectType() == GHOST:
                font.setStrikeOut(True)
                _write(painter, rect, font, QColor(colours.removed), str(of.property(ChipProperty.LABEL)), left=True)
                return
            picture = self._picture(of)
            gone = of.property(ChipProperty.GONE)
            if picture is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(rect, picture)
                self._draw_tracked(painter, rect, gone)
                return
            if of.property(ChipProperty.KIND) in {kind.value for kind in _NOTES}:
                raised = QRectF(rect.x() + 1, rect.y() - 2, rect.width(), rect.height())
                _write(painter, raised, _raised(font), QColor(colours.accent), self._text(of))
                return
            text = self._text(of)
            if not text:
                return
            if of.property(ChipProperty.KIND) == AtomKind.SYMBOL.value:
                _write(painter, rect, font, QColor(colours.text), text)
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(colours.hover))
            edge = colours.line if gone is None else colours.removed if gone else colours.added
            painter.setPen(QPen(QColor(edge), 1))
            painter.drawRoundedRect(rect.adjusted(2, -1, -2, 3), 5, 5)
            font.setBold(False)
            font.setItalic(False)
            font.setUnderline(False)
            font.setStrikeOut(bool(gone))
            room = rect.width() - 14
            shortened = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            _write(painter, rect, font, QColor(colours.muted), shortened)
        finally:
            painter.restore()

    def _draw_tracked(self, painter: QPainter, rect: QRectF, gone: object) -> None:
        """A frame in the colour of the tracked change that a picture came or goes with."""
        if gone is not None and self.colours is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.colours.removed if gone else self.colours.added), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _picture(self, of: QTextFormat) -> QImage | None:
        if of.property(ChipProperty.KIND) not in {kind.value for kind in _PICTURES}:
            return None
        return self._pictures(str(of.property(ChipProperty.DIGEST) or ""))

    def _picture_size(self, picture: QImage) -> QSizeF:
        size = QSizeF(picture.width(), picture.height()) * self.zoom
        widest, highest = _WIDEST_PICTURE * self.zoom, _HIGHEST_PICTURE * self.zoom
        if size.width() > widest or size.height() > highest:
            size.scale(widest, highest, Qt.AspectRatioMode.KeepAspectRatio)
        return size

    @staticmethod
    def _text(of: QTextFormat) -> str:
        return str(of.property(ChipProperty.LABEL) or "")


def _raised(font: QFont) -> QFont:
    raised = QFont(font)
    if raised.pixelSize() > 0:
        raised.setPixelSize(max(8, round(raised.pixelSize() * 0.72)))
    else:
        raised.setPointSizeF(max(6.0, raised.pointSizeF() * 0.72))
    return raised


def _write(painter: QPainter, rect: QRectF, font: QFont, colour: QColor, text: str, *, left: bool = False) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text)
    x = rect.x() if left else rect.x() + (rect.width() - width) / 2
    painter.drawText(QRectF(x, rect.bottom() - metrics.ascent(), width + 2, metrics.height()), text)
