"""Starts the window, and ends it without losing anything."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from rus_editor import __version__
from rus_editor.ui.crash import CrashGuard
from rus_editor.ui.ending import Ending
from rus_editor.ui.languages import speak
from rus_editor.ui.main_window import MainWindow, Outfit
from rus_editor.ui.settings import Settings
from rus_editor.ui.theme import Theme, load_fonts
from rus_editor.usecases.assembly import LANGUAGES, language_of, resource, wording
from rus_editor.usecases.projects import Folders, folders_of_this_machine

NAME = "RUS-redigeraren"


def run(files: Sequence[str] = (), *, example: bool = False, language: str = "") -> int:
    """Show the window until it is closed; gives the process's exit code.

    The first of ``files`` is opened; ``example`` opens the example project. ``language`` goes before what was chosen.
    """
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication([NAME])
    guard = CrashGuard(f"{NAME} {__version__}", application)
    guard.install()
    try:
        window = make_window(application, folders_of_this_machine(), guard, language=language)
        window.show()
        ending = Ending(application, window)
        ending.listen()
        if example:
            QTimer.singleShot(0, window.opener.try_example)
        elif files:
            QTimer.singleShot(0, lambda: window.open_file(Path(files[0]).absolute()))
        try:
            return application.exec()
        finally:
            ending.stop()
    finally:
        guard.remove()


def make_window(application: QApplication, folders: Folders, guard: CrashGuard, *, language: str = "") -> MainWindow:
    """The window with everything that it is made of. ``language`` is chosen by the settings when it is not given."""
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("rus-editor")
    application.setWindowIcon(QIcon(str(resource("icons/rus-editor.svg"))))
    folders.settings.mkdir(parents=True, exist_ok=True)
    settings = Settings(folders.settings / "window.ini")
    spoken = language or settings.language
    if spoken not in LANGUAGES:
        spoken = language_of(os.environ)
    speak(application, spoken, resource("i18n"))
    load_fonts(resource("fonts"))
    theme = Theme(application, application)
    theme.set_scale(settings.scale)
    theme.set_zoom(settings.zoom)
    theme.choose(settings.theme)
    return MainWindow(Outfit(theme, settings, folders, wording(spoken), _who()), guard)


def _who() -> str:
    """The person's name as the machine knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
