"""The window's language. Swedish is what the source says; English is a translation, and Qt's own words come with Qt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator


def speak(application: QCoreApplication, language: str, folder: Path) -> list[QTranslator]:
    """Translate the window into a language ("sv" or "en") with the files of a folder; gives what must be kept alive.

    The Swedish file holds nothing but plurals, which no source text can tell.
    """
    QLocale.setDefault(QLocale("sv_SE" if language == "sv" else "en_GB"))
    places = (
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"rus_editor_{language}", str(folder)),
    )
    translators = []
    for name, place in places:
        translator = QTranslator(application)
        if translator.load(name, place):
            application.installTranslator(translator)
            translators.append(translator)
    return translators
