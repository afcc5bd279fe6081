"""What keys are: text, or something that would change the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

KEY = QKeySequence.StandardKey


def is_text(event: QKeyEvent) -> bool:
    """Whether a key gives text. AltGr is Ctrl+Alt to Windows, so what it gives counts before the modifiers do."""
    text = event.text()
    if not text or not text.isprintable():
        return False
    modifiers = event.modifiers()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    both = control | alt
    if modifiers & both == both:
        return True
    return not modifiers & (control | alt | Qt.KeyboardModifier.MetaModifier)


def changes_text(event: QKeyEvent) -> bool:
    """Whether Qt would change the text by itself at this key; nothing here lets it."""
    return any(
        event.matches(key)
        for key in (KEY.DeleteCompleteLine, KEY.DeleteStartOfWord, KEY.Bold, KEY.Italic, KEY.Underline)
    ) or (event.key() in (Qt.Key.Key_K, Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and bool(event.modifiers()))
