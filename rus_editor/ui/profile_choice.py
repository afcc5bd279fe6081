"""The choice of a profile: one that comes with the program, or a file of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from rus_editor.model.errors import KnownError
from rus_editor.ui.settings import Settings
from rus_editor.usecases import assembly
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_names, profile_of
from rus_editor.usecases.explaining import sentence_of

_FOLDER = "profiles"


class ProfileChoice(QComboBox):
    """Which kind of document it is. The last entry asks for a file, which then stands among the others."""

    refused = Signal(str)
    """A file that is no profile: why, with file and line; empty when one has been chosen that is."""

    def __init__(self, settings: Settings, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings, self._language = settings, language
        self.setAccessibleName(self.tr("Dokumentens upplägg"))
        for name in profile_names():
            self.addItem(dict(profile_of(name).titles).get(language, name), name)
        self.addItem(self.tr("Egen profil från fil…"), "")
        self._chosen = max(self.findData(DEFAULT_PROFILE), 0)
        self.setCurrentIndex(self._chosen)
        self.activated.connect(self._activated)

    @property
    def profile(self) -> str:
        """The profile's name, or the path of its file."""
        return str(self.itemData(self._chosen) or DEFAULT_PROFILE)

    def take_file(self, path: Path) -> bool:
        """Take a file of one's own; tells whether it is a profile."""
        try:
            found = profile_of(str(path))
        except KnownError as error:
            self.setCurrentIndex(self._chosen)
            self.refused.emit(sentence_of(error, assembly.wording(self._language)))
            return False
        place = self.findData(str(path))
        if place < 0:
            place = self.count() - 1
            self.insertItem(place, dict(found.titles).get(self._language) or found.name, str(path))
        self._chosen = place
        self.setCurrentIndex(place)
        self.refused.emit("")
        return True

    def _activated(self, index: int) -> None:
        if self.itemData(index):
            self._chosen = index
            self.refused.emit("")
            return
        self.setCurrentIndex(self._chosen)
        kinds = self.tr("Profiler (*.toml)")
        start = self._settings.folder(_FOLDER)
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Välj en profil"), start, kinds)
        if chosen and self.take_file(Path(chosen)):
            self._settings.keep_folder(_FOLDER, Path(chosen).parent)
