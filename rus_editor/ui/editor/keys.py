"""What keys are: text, or something that would change the text."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

KEY = QKeySequence.StandardKey
_NOTHING_TO_WRITE = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_ATOM_SIGN = "\ufffc"


def is_text(event: QKeyEvent) -> bool:
    """Whether a key gives text. AltGr is Ctrl+Alt to Windows, so what it gives counts before the modifiers do.

    Text is also what shows nothing by itself: hard spaces (AltGr and the space bar), soft hyphens, signs of direction.
    """
    text = event.text()
    if not _can_be_written(text):
        return False
    modifiers = event.modifiers()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    both = control | alt
    if modifiers & both == both:
        return True
    return not modifiers & (control | alt | Qt.KeyboardModifier.MetaModifier)


def _can_be_written(text: str) -> bool:
    return bool(text) and all(
        unicodedata.category(sign) not in _NOTHING_TO_WRITE and sign != _ATOM_SIGN for sign in text
    )


def changes_text(event: QKeyEvent) -> bool:
    """Whether Qt would change the text by itself at this key; nothing here lets it."""
    if (event.text() >= " " or event.text() == "\t") and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        # Whatever it is, what Qt would write by itself stands on the page and not in the document.
        return True
    return any(
        event.matches(key)
        for key in (KEY.DeleteCompleteLine, KEY.DeleteStartOfWord, KEY.Bold, KEY.Italic, KEY.Underline)
    ) or (event.key() in (Qt.Key.Key_K, Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and bool(event.modifiers()))
