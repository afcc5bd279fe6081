"""Help: the handbook's pages, which come with the program and are read without a network."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from rus_editor.ui.fuzzy import folded
from rus_editor.ui.theme import Theme

CONTENTS = "README"
"""The page that lists the others, in the order in which they are shown."""

PARTS = (
    ("ReviewSearch", "granska"),
    ("ReviewPage", "granska"),
    ("ChangePanel", "granska"),
    ("FindBar", "sok-och-ersatt"),
    ("Navigator", "kapitellistan"),
    ("ParagraphPanel", "betydelse"),
    ("WritePage", "skriva"),
    ("ProjectPage", "versioner"),
    ("startPage", "kom-igang"),
    ("topBar", "fonstret"),
    ("statusBar", "fonstret"),
)
"""The window's parts, by the names of their widgets, and the page about each."""

_PAGE = int(Qt.ItemDataRole.UserRole)
_LINK = re.compile(r"\]\(([\w-]+)\.md\)")


def pages_in(folder: Path) -> tuple[tuple[str, Path], ...]:
    """The pages of a folder, each with its title: first the one that lists the others, then those in its order."""
    contents = folder / f"{CONTENTS}.md"
    if not contents.is_file():
        return ()
    stems = dict.fromkeys((CONTENTS, *_LINK.findall(contents.read_text(encoding="utf-8"))))
    paths = [folder / f"{stem}.md" for stem in stems]
    return tuple((_title(path), path) for path in paths if path.is_file())


def page_about(widget: QWidget | None) -> str:
    """The page about the part of the window that a widget is in; "" when there is none of its own."""
    pages = dict(PARTS)
    while widget is not None:
        if widget.objectName() in pages:
            return pages[widget.objectName()]
        widget = widget.parentWidget()
    return ""


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
        """A picture beside the page, no wider than there is room for, and nothing from anywhere else."""
        wanted = self.document().baseUrl().resolved(QUrl(name))
        path = Path(wanted.toLocalFile()).resolve() if wanted.isLocalFile() else None
        if path is None or not path.is_relative_to(self._folder):
            return None
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._fitting(QImage(str(path)))
        return super().loadResource(kind, QUrl.fromLocalFile(str(path)))

    def _fitting(self, picture: QImage) -> QImage:
        sharp = self.devicePixelRatioF()
        room = round((self.viewport().width() - 2 * self.document().documentMargin()) * sharp)
        if 0 < room < picture.width():
            picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(sharp)
        return picture


class HelpWindow(QWidget):
    """The pages to the left, the page to the right, and a field that finds words in them."""

    def __init__(self, folder: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("helpWindow")
        self.setWindowTitle(self.tr("Handbok – RUS-redigeraren"))
        self._theme = theme
        self.all_pages = pages_in(folder)
        self._shown = ""
        self._former: list[str] = []
        self._document: QTextDocument | None = None
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Sök i handboken"))
        self.field.setAccessibleName(self.tr("Sök i handboken"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Sidor"))
        self.back = QPushButton(self.tr("← Tillbaka"), self)
        self.back.setAccessibleName(self.tr("Tillbaka till förra sidan"))
        self.back.setEnabled(False)
        self.page = _Pages(folder, self)
        self.page.setAccessibleName(self.tr("Sidan"))
        self.page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        left = QVBoxLayout()
        for part, stretch in ((self.field, 0), (self.list, 1), (self.back, 0)):
            left.addWidget(part, stretch)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[theme.px(14)] * 4)
        layout.setSpacing(theme.px(12))
        layout.addLayout(left, 1)
        layout.addWidget(self.page, 3)
        self.resize(theme.px(1040), theme.px(720))
        self.field.textChanged.connect(self._find)
        self.list.currentItemChanged.connect(self._chosen)
        self.page.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        for keys, act in ((QKeySequence.StandardKey.Back, self.go_back), (Qt.Key.Key_Escape, self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        theme.changed.connect(self._draw)
        self._find("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are made to fit anew."""
        super().resizeEvent(event)
        self._draw()

    @property
    def titles(self) -> list[str]:
        """The titles in the list just now."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    @property
    def shown(self) -> str:
        """The page that is shown, by the name of its file; "" for none."""
        return self._shown

    def show_page(self, stem: str) -> None:
        """Show a page by the name of its file."""
        self.field.clear()
        for row in range(self.list.count()):
            if Path(str(self.list.item(row).data(_PAGE))).stem == stem:
                self.list.setCurrentRow(row)

    def go_back(self) -> None:
        """Show the page that was read before."""
        if self._former:
            stem = self._former.pop()
            self._shown = ""
            self.show_page(stem)

    def _find(self, wanted: str) -> None:
        words = folded(wanted).split()
        self.list.blockSignals(True)
        self.list.clear()
        for title, path in self.all_pages:
            text = folded(path.read_text(encoding="utf-8")) if words else ""
            if all(word in text for word in words):
                line = QListWidgetItem(title, self.list)
                line.setData(_PAGE, str(path))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._chosen()

    def _chosen(self) -> None:
        line = self.list.currentItem()
        stem = "" if self.list.currentRow() < 0 else Path(str(line.data(_PAGE))).stem
        if stem != self._shown and self._shown and not self.field.text():
            self._former.append(self._shown)
        self.back.setEnabled(bool(self._former))
        self._shown = stem
        self._draw()
        self.page.verticalScrollBar().setValue(0)

    def _draw(self) -> None:
        path = next((path for _, path in self.all_pages if path.stem == self._shown), None)
        if path is None:
            self.page.setPlainText(self.tr("Ingen sida innehåller alla orden.") if self.all_pages else "")
            return
        at = self.page.verticalScrollBar().value()
        # A new one each time: what Markdown is read into keeps the letters' look of what was there.
        document = QTextDocument(self.page)
        document.setDefaultFont(self._theme.font(15))
        document.setDocumentMargin(self._theme.px(18))
        document.setBaseUrl(QUrl.fromLocalFile(str(path)))
        document.setMarkdown(path.read_text(encoding="utf-8"))
        self._set_well(document)
        self.page.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document
        self.page.verticalScrollBar().setValue(at)

    def _set_well(self, document: QTextDocument) -> None:
        """Give headings, lines, keys and tables the look that Markdown does not tell of."""
        px, theme = self._theme.px, self._theme
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            look = QTextBlockFormat()
            look.setLineHeight(135.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if level:
                look.setTopMargin(px(0 if level == 1 else 20))
                look.setBottomMargin(px(2))
                letters = QTextCharFormat()
                letters.setFont(theme.font(24 if level == 1 else 18, strong=True))
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(letters)
            elif cursor.currentTable() is None:
                look.setTopMargin(px(9 if cursor.currentList() is None else 4))
                look.setBottomMargin(0)
            # A line as high as a picture needs no air besides.
            if "\ufffc" not in block.text():
                cursor.mergeBlockFormat(look)
            self._set_keys(document, block)
            if told := _told_of_picture(block):
                self._set_caption(block, told)
                block = block.next()
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                table = frame.format().toTableFormat()
                table.setBorder(1)
                table.setBorderCollapse(True)
                table.setBorderBrush(theme.colour("line"))
                table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                table.setCellPadding(px(6))
                table.setTopMargin(px(6))
                table.setBottomMargin(px(10))
                table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(table)

    def _set_caption(self, picture: QTextBlock, told: str) -> None:
        """What a picture shows stands below it in words: Qt tells a screen reader nothing of the picture itself."""
        cursor = QTextCursor(picture)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        look = QTextBlockFormat()
        look.setTopMargin(self._theme.px(2))
        letters = QTextCharFormat()
        letters.setFont(self._theme.font(13))
        letters.setForeground(self._theme.colour("muted"))
        cursor.insertBlock(look, letters)
        cursor.insertText(told)

    def _set_keys(self, document: QTextDocument, block: QTextBlock) -> None:
        """Keys stand in the page's own letters, on a ground of their own."""
        places = []
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            if fragment.charFormat().fontFixedPitch():
                places.append((fragment.position(), fragment.length()))
            part += 1
        for start, length in places:
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            letters = QTextCharFormat()
            letters.setFont(self._theme.font(14))
            letters.setFontFixedPitch(False)
            letters.setBackground(self._theme.colour("hover"))
            cursor.mergeCharFormat(letters)

    def _follow(self, link: QUrl) -> None:
        if link.isRelative() and link.path().endswith(".md"):
            self.show_page(Path(link.path()).stem)


def _told_of_picture(block: QTextBlock) -> str:
    """What a picture in a block is said to show; empty where there is none."""
    part = block.begin()
    while not part.atEnd():
        shape = part.fragment().charFormat()
        if shape.isImageFormat():
            return str(shape.property(QTextFormat.Property.ImageAltText) or "").strip()
        part += 1
    return ""
