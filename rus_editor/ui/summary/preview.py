"""What will be exported, as a sheet of paper beside the page; follows every act at once."""

from __future__ import annotations

from datetime import datetime
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from rus_editor.ui.summary.summarising import Summarising
from rus_editor.ui.theme import LIGHT, Theme
from rus_editor.ui.top_bar import follow
from rus_editor.usecases.summary_page import PageChapter, page_chapters


class SummaryPreview(QFrame):
    """The sheet. Always on white, as paper is."""

    def __init__(self, summarising: Summarising, theme: Theme, export: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SummaryPreview")
        self._summarising = summarising
        self._theme = theme
        self.sheet = QTextBrowser(self)
        self.sheet.setObjectName("SummarySheet")
        self.sheet.setAccessibleName(self.tr("Så här blir sammanfattningen"))
        self.sheet.setOpenLinks(False)
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(18)] * 4)
        layout.addWidget(self.sheet)
        self.export = QPushButton(self.tr("Exportera…"), self)
        self.export.setToolTip(export.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        self.export.clicked.connect(export.trigger)
        follow(export, self.export.setEnabled)
        layout.addWidget(self.export, 0, Qt.AlignmentFlag.AlignRight)
        summarising.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the page as it stands, at the chapter at hand."""
        summarising = self._summarising
        analysis = summarising.analysis
        chapters: tuple[PageChapter, ...] = ()
        if analysis is not None:
            annotations = summarising.project.session.annotations.annotations_of(analysis.comparison)
            chapters = page_chapters(analysis, summarising.chapters, annotations)
        bar = self.sheet.verticalScrollBar()
        at = bar.value()
        self.sheet.document().setDocumentMargin(self._theme.px(22))
        self.sheet.setHtml(self._html(chapters))
        here = summarising.here
        if here is not None and here.chosen:
            self.sheet.scrollToAnchor(f"k{here.index}")
        else:
            bar.setValue(at)

    def _html(self, chapters: tuple[PageChapter, ...]) -> str:
        colours, project = LIGHT, self._summarising.project
        size = self._theme.px(12)
        small = self._theme.px(10)
        now = datetime.now().astimezone()
        compared = project.session.baseline_name
        title = self.tr("Viktigaste ändringarna")
        parts = [
            f'<div style="color:{colours.muted};font-size:{small}px">{escape(project.name)} · {now:%Y-%m-%d}</div>',
            f'<p style="color:{colours.accent};font-size:{round(size * 1.5)}px;font-weight:600">{escape(title)}</p>',
        ]
        if compared:
            told = self.tr("Jämfört med {0}").format(compared)
            parts.append(f'<div style="color:{colours.muted};font-size:{small}px">{escape(told)}</div>')
        if not chapters:
            nothing = self.tr("Här syns de punkter som du lägger till i sammanfattningen.")
            parts.append(f'<p style="color:{colours.muted}">{escape(nothing)}</p>')
        headers = (self.tr("Tidigare lydelse"), self.tr("Föreslagen lydelse"), self.tr("Motivering"))
        for chapter in chapters:
            parts.append(
                f'<p style="font-size:{round(size * 1.12)}px;font-weight:600;margin-top:14px">'
                f'<a name="k{chapter.index}"></a>{escape(chapter.title or self.tr("Före första kapitlet"))}</p>'
            )
            points = "".join(
                f"<li>{f'<b>{escape(lead)}:</b> ' if lead else ''}{escape(text)}</li>" for lead, text in chapter.points
            )
            parts.append(f'<ul style="margin-left:-18px">{points}</ul>')
            if chapter.rows:
                line = f"border-bottom:1px solid {colours.line};"
                head = "".join(f'<th align="left" style="{line}">{escape(each)}</th>' for each in headers)
                rows = "".join(
                    f'<tr><td width="34%" style="{line}color:{colours.removed};text-decoration:line-through">'
                    f"{escape(row.old)}</td>"
                    f'<td width="34%" style="{line}color:{colours.added_text};text-decoration:underline">'
                    f'{escape(row.new)}</td><td style="{line}">{escape(row.why)}</td></tr>'
                    for row in chapter.rows
                )
                parts.append(
                    f'<table width="100%" cellspacing="0" cellpadding="4" style="font-size:{small}px">'
                    f"<tr>{head}</tr>{rows}</table>"
                )
        return f'<body style="color:{colours.text};font-size:{size}px">{"".join(parts)}</body>'
