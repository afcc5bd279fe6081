"""The clipboard's formats: our own, HTML and plain text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

from rus_editor.usecases import pasting
from rus_editor.usecases.pasted_html import of_html
from rus_editor.usecases.pasting import OWN_FORMAT, Clip


def mime_of(clip: Clip) -> QMimeData:
    """What was copied, in every format that somebody may want."""
    # Qt's own would hold the page's formats, ghosts and chips; this one is made of the document.
    mime = _new_mime()
    mime.setData(OWN_FORMAT, pasting.to_bytes(clip))
    mime.setHtml(pasting.to_html(clip))
    mime.setText(clip.text)
    return mime


def mime_of_texts(text: str, html: str) -> QMimeData:
    """The same in plain text and as HTML."""
    mime = _new_mime()
    mime.setHtml(html)
    mime.setText(text)
    return mime


def _new_mime() -> QMimeData:
    """An empty one, made by Qt: one of Python's would still lie on the clipboard when Python has ended, and crash."""
    lender = QStringListModel([""])
    mime = lender.mimeData([lender.index(0)])
    for form in mime.formats():
        mime.removeFormat(form)
    return mime


def clipped() -> QMimeData:
    """What the clipboard has; nothing where it is empty, for which some systems have no object at all."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if found is None else found


def clip_in(mime: QMimeData, *, plain: bool = False, headings: bool = False) -> Clip | None:
    """What the clipboard, or whatever is dropped, has for us; None when it is nothing that is text."""
    if not plain:
        if mime.hasFormat(OWN_FORMAT):
            own = pasting.of_bytes(bytes(mime.data(OWN_FORMAT).data()))
            if own is not None:
                return own
        if mime.hasHtml():
            clip = of_html(mime.html(), headings=headings)
            if clip.paragraphs:
                return clip
    return pasting.of_text(mime.text()) if mime.hasText() and mime.text() else None
