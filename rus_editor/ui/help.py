"""Help: pages that come with the program, read without a network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from rus_editor.ui.fuzzy import folded
from rus_editor.ui.theme import Theme

_PAGE = int(Qt.ItemDataRole.UserRole)


def pages_in(folder: Path) -> tuple[tuple[str, Path], ...]:
    """The pages of a folder in the order of their names, each with its title: its first heading."""
    return tuple((_title(path), path) for path in sorted(folder.glob("*.md")))


def _title(path: Path) -> str:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line.removeprefix("# ").strip()
    return path.stem


class _Pages(QTextBrowser):
    """A page. Only what lies in the help's own folder is ever read; a link to elsewhere leads nowhere."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder.resolve()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture beside the page, and nothing from anywhere else."""
        wanted = self.document().baseUrl().resolved(QUrl(name))
        path = Path(wanted.toLocalFile()).resolve() if wanted.isLocalFile() else None
        if path is None or not path.is_relative_to(self._folder):
            return None
        return super().loadResource(kind, QUrl.fromLocalFile(str(path)))


class HelpWindow(QWidget):
    """The pages to the left, the page to the right, and a field that finds words in them."""

    def __init__(self, folder: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("startPage")
        self.setWindowTitle(self.tr("Handbok – RUS-redigeraren"))
        self._theme = theme
        self._pages = pages_in(folder)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Sök i handboken"))
        self.field.setAccessibleName(self.tr("Sök i handboken"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Sidor"))
        self.page = _Pages(folder, self)
        self.page.setAccessibleName(self.tr("Sidan"))
        left = QVBoxLayout()
        left.addWidget(self.field)
        left.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[theme.px(14)] * 4)
        layout.setSpacing(theme.px(12))
        layout.addLayout(left, 1)
        layout.addWidget(self.page, 3)
        self.resize(theme.px(980), theme.px(680))
        self.field.textChanged.connect(self._find)
        self.list.currentItemChanged.connect(self._show_current)
        self.page.anchorClicked.connect(self._follow)
        theme.changed.connect(self._show_current)
        self._find("")

    @property
    def titles(self) -> list[str]:
        """The titles in the list just now."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def show_page(self, stem: str) -> None:
        """Show a page by the name of its file."""
        self.field.clear()
        for row in range(self.list.count()):
            if Path(str(self.list.item(row).data(_PAGE))).stem == stem:
                self.list.setCurrentRow(row)

    def _find(self, wanted: str) -> None:
        words = folded(wanted).split()
        self.list.clear()
        for title, path in self._pages:
            text = folded(path.read_text(encoding="utf-8")) if words else ""
            if all(word in text for word in words):
                line = QListWidgetItem(title, self.list)
                line.setData(_PAGE, str(path))
        self.list.setCurrentRow(0)

    def _show_current(self) -> None:
        line = self.list.currentItem()
        if self.list.currentRow() < 0:
            self.page.setPlainText(self.tr("Ingen sida innehåller alla orden.") if self._pages else "")
            return
        path = Path(str(line.data(_PAGE)))
        document = self.page.document()
        document.setDefaultFont(self._theme.font(15))
        document.setBaseUrl(QUrl.fromLocalFile(str(path)))
        document.setMarkdown(path.read_text(encoding="utf-8"))
        self.page.moveCursor(self.page.textCursor().MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        if link.isRelative() and link.path().endswith(".md"):
            self.show_page(Path(link.path()).stem)
