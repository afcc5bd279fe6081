"""What the window remembers between starts on this machine: where it stood, how it looked. Nothing of any document."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from rus_editor.ui.theme import ThemeChoice


class Settings:
    """The window's settings in a file of their own. A damaged one is as an empty one."""

    def __init__(self, file: Path) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def _number(self, key: str, otherwise: int) -> int:
        try:
            return int(str(self._store.value(key, otherwise)))
        except ValueError:
            return otherwise

    @property
    def theme(self) -> ThemeChoice:
        """Light, dark or the system's."""
        value = str(self._store.value("look/theme", ""))
        return next((choice for choice in ThemeChoice if choice.value == value), ThemeChoice.SYSTEM)

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("look/theme", choice.value)

    @property
    def scale(self) -> int:
        """The size of the whole window in per cent."""
        return self._number("look/scale", 100)

    @scale.setter
    def scale(self, per_cent: int) -> None:
        self._store.setValue("look/scale", per_cent)

    @property
    def zoom(self) -> int:
        """The size of written text in per cent."""
        return self._number("look/zoom", 100)

    @zoom.setter
    def zoom(self, per_cent: int) -> None:
        self._store.setValue("look/zoom", per_cent)

    @property
    def language(self) -> str:
        """The language that was chosen, or "" for the machine's."""
        return str(self._store.value("look/language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("look/language", code)

    def state(self, key: str) -> QByteArray:
        """A place or a division of the window, as Qt wrote it down ("geometry"); may be empty."""
        value = self._store.value(f"window/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, key: str, state: QByteArray) -> None:
        """Remember a place or a division of the window."""
        self._store.setValue(f"window/{key}", state)

    def width(self, side: str, otherwise: int) -> int:
        """How wide a side of the window is at 100 %."""
        return self._number(f"window/width_{side}", otherwise)

    def keep_width(self, side: str, pixels: int) -> None:
        """Remember how wide a side is."""
        self._store.setValue(f"window/width_{side}", pixels)

    def is_shown(self, key: str) -> bool:
        """Whether a side of the window is shown ("left", "right")."""
        return str(self._store.value(f"window/shows_{key}", "true")).lower() != "false"

    def keep_shown(self, key: str, shown: bool) -> None:
        """Remember whether a side is shown."""
        self._store.setValue(f"window/shows_{key}", "true" if shown else "false")

    @property
    def author(self) -> str:
        """The name that tracked changes were given last, or ""."""
        return str(self._store.value("export/author", ""))

    @author.setter
    def author(self, name: str) -> None:
        self._store.setValue("export/author", name)

    def folder(self, purpose: str) -> str:
        """The folder in which files were last chosen for a purpose ("open", "export"), or ""."""
        return str(self._store.value(f"folders/{purpose}", ""))

    def keep_folder(self, purpose: str, folder: Path) -> None:
        """Remember a folder."""
        self._store.setValue(f"folders/{purpose}", str(folder))

    def template(self, kind: str) -> Path | None:
        """The organisation's own template for a kind of document ("word", "slides"); None for the program's."""
        kept = str(self._store.value(f"templates/{kind}", ""))
        return Path(kept) if kept else None

    def keep_template(self, kind: str, path: Path | None) -> None:
        """Remember a template, or that there is none."""
        self._store.setValue(f"templates/{kind}", "" if path is None else str(path))

    def save(self) -> None:
        """Write what has changed."""
        self._store.sync()
