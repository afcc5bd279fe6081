"""What the report will say, on a sheet beside the choices. Always on white, as paper is."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QFrame, QLabel, QTextBrowser, QVBoxLayout, QWidget

from rus_editor.ui.labels import WrappedLabel
from rus_editor.ui.theme import LIGHT, Theme


class ReportPreview(QFrame):
    """The sheet, and above it what it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SummaryPreview")
        self._theme = theme
        title = QLabel(self.tr("Så här blir rapporten"), self)
        title.setProperty("look", "section")
        self.sheet = QTextBrowser(self)
        self.sheet.setObjectName("SummarySheet")
        self.sheet.setAccessibleName(self.tr("Förhandsvisning av rapporten"))
        self.sheet.setOpenLinks(False)
        self.sheet.setTabChangesFocus(True)
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self.sheet.setCornerWidget(QLabel(self.sheet))
        note = WrappedLabel(
            self.tr("Innehållet är det som skrivs ut. Sidbrytningar och utseende är olika i de olika formaten."), self
        )
        note.setProperty("look", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(18), theme.px(4), theme.px(18), theme.px(12))
        layout.setSpacing(theme.px(8))
        layout.addWidget(title)
        layout.addWidget(self.sheet, 1)
        layout.addWidget(note)

    def wait(self) -> None:
        """Say that it is on its way."""
        waiting = self.tr("Läser igenom ändringarna …")
        self._show(f'<p class="small">{escape(waiting)}</p>')

    def show_report(self, content: str) -> None:
        """Show what the report says; one stays about where one was in it."""
        bar = self.sheet.verticalScrollBar()
        at = bar.value()
        self._show(content)
        bar.setValue(min(at, bar.maximum()))

    def _show(self, content: str) -> None:
        document = self.sheet.document()
        document.setDocumentMargin(self._theme.px(22))
        document.setDefaultStyleSheet(self._looks())
        self.sheet.setHtml(f"<body>{content}</body>")

    def _looks(self) -> str:
        px, colours = self._theme.px, LIGHT
        return f"""
            body {{ color: {colours.text}; font-size: {px(13)}px; }}
            p.kicker {{ color: {colours.accent}; font-size: {px(11)}px; font-weight: 600; }}
            p.title {{ color: {colours.text}; font-size: {px(21)}px; font-weight: 600; margin-top: {px(2)}px; }}
            p.subtitle {{ color: {colours.muted}; font-size: {px(13)}px; }}
            p.chapter {{ color: {colours.accent}; font-size: {px(16)}px; font-weight: 600; margin-top: {px(20)}px; }}
            p.part {{ font-size: {px(13)}px; font-weight: 600; margin-top: {px(10)}px; margin-bottom: {px(2)}px; }}
            .small {{ color: {colours.muted}; font-size: {px(11)}px; }}
            .removed {{ color: {colours.removed}; text-decoration: line-through; }}
            .added {{ color: {colours.added_text}; text-decoration: underline; }}
            td {{ border-bottom: 1px solid {colours.line}; font-size: {px(12)}px; }}
            td.before {{ background-color: {colours.strong_line}; font-size: {px(4)}px; border: 0; }}
            td.after {{ background-color: {colours.accent}; font-size: {px(4)}px; border: 0; }}
            td.beside {{ font-size: {px(4)}px; border: 0; }}
            .tight {{ font-size: {px(10)}px; }}
            th {{ color: {colours.muted}; font-size: {px(11)}px; border-bottom: 1px solid {colours.line}; }}
            li {{ margin-bottom: {px(3)}px; }}
        """
