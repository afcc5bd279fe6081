"""Sammanfatta: the points of a chapter above what is proposed, and the whole text's themes below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rus_editor.model.board import Bullet
from rus_editor.model.key_changes import KeyChange
from rus_editor.ui.labels import WrappedLabel
from rus_editor.ui.summary.cards import Card, PointCard, ProposalCard
from rus_editor.ui.summary.summarising import Summarising
from rus_editor.ui.summary.tables import MatrixTable, WordingTable
from rus_editor.ui.summary.target_section import TargetSection, chapter_label
from rus_editor.ui.summary.theme_bars import ThemeBar, ThemeBars
from rus_editor.ui.theme import Theme
from rus_editor.usecases.measuring import Measure
from rus_editor.usecases.summarising import Analysis
from rus_editor.usecases.summary_board import ShownChapter
from rus_editor.usecases.summary_page import measured, page_chapters, wording_rows

_MOST_BARS = 6
_Key = tuple[str, str]


class SummaryPage(QScrollArea):
    """The middle of the window while one summarises."""

    length_told = Signal(object)
    """How long and how hard the whole summary is (a Measure) while the page shows; None when it no longer does."""

    def __init__(
        self,
        summarising: Summarising,
        theme: Theme,
        choose_baseline: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("SummaryPage")
        self.setAccessibleName(self.tr("Viktigaste ändringarna"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._summarising = summarising
        self._theme = theme
        self._shows_aside = False
        self._shows_all_themes = False
        self._cards: dict[_Key, Card] = {}
        self._matrix_chapters: list[int] = []
        self._wanted: _Key | None = None
        px = theme.px
        inside = self._inside = QWidget(self)
        inside.setObjectName("SummaryPageInside")
        inside.setMaximumWidth(px(1100))
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(20), px(24), px(28))
        column.setSpacing(px(8))
        title = QLabel(self.tr("Viktigaste ändringarna"), inside)
        title.setProperty("look", "title")
        self.about = WrappedLabel("", inside)
        self.about.setProperty("look", "muted")
        self.baseline = QPushButton(self.tr("Välj vad texten jämförs med…"), inside)
        self.baseline.clicked.connect(lambda *_: choose_baseline())
        self.points = self._group(inside)
        self.own = QPushButton(self.tr("+ Egen punkt"), inside)
        self.own.setProperty("look", "link")
        self.own.clicked.connect(self.write_own)
        self.proposals = self._group(inside)
        self.aside = QPushButton("", inside)
        self.aside.setProperty("look", "link")
        self.aside.clicked.connect(self._toggle_aside)
        self.wording = WordingTable(self.tr("Lydelsen före och efter"), theme, inside)
        self.bars = ThemeBars(theme, inside)
        self.all_themes = QPushButton("", inside)
        self.all_themes.setProperty("look", "link")
        self.all_themes.clicked.connect(self._toggle_themes)
        self.theme_matrix = MatrixTable(self.tr("Teman kapitel för kapitel"), theme, inside)
        self.theme_matrix.row_chosen.connect(self._chapter_chosen)
        self.theme_matrix.cellClicked.connect(lambda row, _column: self._chapter_chosen(row))
        self.targets = TargetSection(summarising, theme, inside)
        self.drop_line = QFrame(self.points)
        self.drop_line.setObjectName("DropLine")
        self.drop_line.hide()
        self._headings: dict[QWidget, QLabel] = {}
        column.addWidget(title)
        column.addWidget(self.about)
        column.addWidget(self.baseline, 0, Qt.AlignmentFlag.AlignLeft)
        for heading, parts in (
            (self.tr("I sammanfattningen"), (self.points, self.own)),
            (self.tr("Förslag från jämförelsen"), (self.proposals, self.aside)),
            (self.tr("Mål, inriktningar och rubriker före och efter"), (self.wording,)),
            (self.tr("Teman i hela dokumentet"), (self.bars, self.all_themes)),
            (self.tr("Teman kapitel för kapitel"), (self.theme_matrix,)),
            (self.tr("Mål kapitel för kapitel"), (self.targets,)),
        ):
            label = QLabel(heading, inside)
            label.setProperty("look", "section")
            column.addWidget(label)
            for part in parts:
                is_link = isinstance(part, QPushButton)
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if is_link else Qt.AlignmentFlag(0))
                self._headings[part] = label
        column.addStretch(1)
        self.setWidget(inside)
        summarising.changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    def _group(self, parent: QWidget) -> QWidget:
        group = QWidget(parent)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(7))
        return group

    # -- what is shown -----------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever looks is to see what is current."""
        super().showEvent(event)
        self._summarising.be_shown(True)
        self._measure()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._summarising.be_shown(False)
        self.length_told.emit(None)

    def refresh(self) -> None:
        """Show everything as it stands."""
        summarising = self._summarising
        analysis, here = summarising.analysis, summarising.here
        self.baseline.setVisible(not summarising.is_compared)
        for part, label in self._headings.items():
            shown = analysis is not None
            part.setVisible(shown)
            label.setVisible(shown)
        if analysis is None or here is None:
            waiting = self.tr("Läser igenom ändringarna …")
            nothing = self.tr("Sammanfattningen bygger på vad som skiljer från en tidigare version.")
            self.about.setText(waiting if summarising.is_compared else nothing)
            self._show_cards([], [])
            return
        self.about.setText(self._told(analysis, here))
        self._measure()
        aside = here.dismissed if self._shows_aside else ()
        self._show_cards(
            [self._point(bullet, here, analysis) for bullet in here.chosen],
            [
                *(self._proposal(each) for each in here.proposed),
                *(self._proposal(each, is_aside=True) for each in aside),
            ],
        )
        self.aside.setVisible(bool(here.dismissed))
        count = len(here.dismissed)
        self.aside.setText(
            self.tr("Dölj bortlagda") if self._shows_aside else self.tr("Visa bortlagda (%n)", "", count)
        )
        self._show_wording(analysis, here)
        self._show_themes(analysis)

    def _told(self, analysis: Analysis, here: ShownChapter) -> str:
        pair = analysis.comparison.chapters[here.index]
        title = f"{pair.number} {pair.title}".strip() or self.tr("Före första kapitlet")
        changes = sum(change.chapter == here.index and change.noise is None for change in analysis.comparison.changes)
        chosen = self.tr("%n utvalda", "", len(here.chosen))
        counted = self.tr("%n ändringar", "", changes)
        told = [f"{title} · {counted}, {chosen}"]
        whole = self._measured(analysis)
        if whole.words:
            lix = "" if whole.lix is None else f", LIX {whole.lix}"
            told.append(self.tr("hela sammanfattningen: %n ord", "", whole.words) + lix)
        return " · ".join(told)

    def _measured(self, analysis: Analysis) -> Measure:
        said = self._summarising.project.session.annotations.annotations_of(analysis.comparison)
        return measured(page_chapters(analysis, self._summarising.chapters, said))

    def _measure(self) -> None:
        """Tell the bar at the bottom how long the summary is, as long as somebody looks at it."""
        analysis = self._summarising.analysis
        if self.isVisible():
            self.length_told.emit(Measure() if analysis is None else self._measured(analysis))

    def _show_cards(self, points: Sequence[tuple[_Key, Card]], proposals: Sequence[tuple[_Key, Card]]) -> None:
        """Put these cards in the place of those that are shown; the keys go to the one that they went to."""
        before = self._focused()
        order = list(self._cards)
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards = dict([*points, *proposals])
        for group, cards in ((self.points, points), (self.proposals, proposals)):
            layout = group.layout()
            assert layout is not None
            for _, card in cards:
                layout.addWidget(card)
                # At once: what does not show yet cannot be given the keys.
                card.show()
        wanted = self._wanted or before
        self._wanted = None
        if wanted is not None:
            self._focus_again(wanted, order)

    def _focused(self) -> _Key | None:
        focused = QApplication.focusWidget()
        if focused is None:
            return None
        return next((key for key, card in self._cards.items() if card is focused or card.isAncestorOf(focused)), None)

    def _focus_again(self, wanted: _Key, before: Sequence[_Key]) -> None:
        card = self._cards.get(wanted)
        if card is None:
            # It has gone: the one that stands in its place, of its own kind if there is any.
            mine = [key for key in self._cards if key[0] == wanted[0]]
            was = [key for key in before if key[0] == wanted[0]]
            at = was.index(wanted) if wanted in was else 0
            keys = mine or list(self._cards)
            if not keys:
                self.own.setFocus()
                return
            card = self._cards[keys[min(at, len(keys) - 1)]]
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(card)

    def _point(self, bullet: Bullet, here: ShownChapter, analysis: Analysis) -> tuple[_Key, Card]:
        known = any(each.id == bullet.proposal for each in analysis.key_changes.proposals)
        card = PointCard(
            bullet.lead,
            bullet.text,
            bullet.evidence,
            self._theme,
            self.points,
            is_own=bullet.is_own,
            is_unsupported=bullet.id in here.unsupported,
            has_proposal=bullet.is_own and known,
        )
        key = ("point", bullet.id)
        summarising = self._summarising
        card.reworded.connect(partial(summarising.reword, bullet.id))
        card.moved.connect(partial(self._move, bullet.id))
        card.dropped_at.connect(partial(self._drop, bullet.id))
        card.dragged_to.connect(partial(self._drag, bullet.id))
        card.taken_out.connect(partial(summarising.take_out, bullet.id))
        card.as_proposed_asked.connect(partial(summarising.as_proposed, bullet.id))
        self._connect(card, key)
        return key, card

    def _proposal(self, proposal: KeyChange, *, is_aside: bool = False) -> tuple[_Key, Card]:
        card = ProposalCard(
            proposal.lead, proposal.text, proposal.evidence, self._theme, self.proposals, is_aside=is_aside
        )
        key = ("proposal", proposal.id)
        card.chosen.connect(partial(self._choose, proposal))
        card.put_aside.connect(partial(self._summarising.dismiss, proposal))
        self._connect(card, key)
        return key, card

    def _connect(self, card: Card, key: _Key) -> None:
        card.change_wanted.connect(self._summarising.change_wanted)
        card.step_asked.connect(partial(self._step, key))

    # -- acts --------------------------------------------------------------------------------------------------------

    def _choose(self, proposal: KeyChange) -> None:
        self._summarising.choose([proposal])

    def write_own(self) -> None:
        """Begin a point of one's own: it is there at once, to be written."""
        summarising = self._summarising
        if summarising.here is None:
            return
        summarising.write(self.tr("Ny punkt"))
        here = summarising.here
        card = self._cards.get(("point", here.chosen[-1].id)) if here.chosen else None
        if isinstance(card, PointCard):
            self.ensureWidgetVisible(card)
            card.edit()

    def _move(self, bullet: str, by: int) -> None:
        here = self._summarising.here
        at = next((at for at, each in enumerate(here.chosen) if each.id == bullet), None) if here is not None else None
        if at is not None and at + by >= 0:
            self._wanted = ("point", bullet)
            self._summarising.move(bullet, at + by)

    def _place(self, bullet: str, place: QPoint) -> int:
        """Where a point goes that is held over a place of the screen: before the first whose middle is below."""
        y = self.points.mapFromGlobal(place).y()
        others = [key for key in self._cards if key[0] == "point" and key[1] != bullet]
        return sum(self._cards[key].geometry().center().y() < y for key in others)

    def _drag(self, bullet: str, place: QPoint) -> None:
        """Show where a point goes when it is let go of, and follow it over the page's edge."""
        to = self._place(bullet, place)
        others = [card for key, card in self._cards.items() if key[0] == "point" and key[1] != bullet]
        gap = self._theme.px(7)
        if not others:
            return
        y = (
            others[to].geometry().top() - gap // 2 - 1
            if to < len(others)
            else others[-1].geometry().bottom() + gap // 2
        )
        self.drop_line.setGeometry(0, max(y - 1, 0), self.points.width(), 3)
        self.drop_line.show()
        self.drop_line.raise_()
        at = self._inside.mapFromGlobal(place)
        self.ensureVisible(at.x(), at.y(), 0, self._theme.px(40))

    def _drop(self, bullet: str, place: QPoint) -> None:
        """Let go of a point among the others."""
        self.drop_line.hide()
        self._wanted = ("point", bullet)
        self._summarising.move(bullet, self._place(bullet, place))

    def _step(self, key: _Key, by: int) -> None:
        keys = list(self._cards)
        at = keys.index(key) + by if key in keys else 0
        if 0 <= at < len(keys):
            card = self._cards[keys[at]]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(card)

    def _toggle_aside(self) -> None:
        self._shows_aside = not self._shows_aside
        self.refresh()

    def _toggle_themes(self) -> None:
        self._shows_all_themes = not self._shows_all_themes
        self.refresh()

    def _chapter_chosen(self, row: int) -> None:
        analysis = self._summarising.analysis
        if analysis is not None and 0 <= row < len(self._matrix_chapters):
            chapter = analysis.comparison.chapters[self._matrix_chapters[row]].new
            if chapter is not None:
                self._summarising.project.session.show_chapter(chapter)

    def focus_first(self) -> None:
        """Go to the first card."""
        card = next(iter(self._cards.values()), None)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- tables and bars ---------------------------------------------------------------------------------------------

    def _show_wording(self, analysis: Analysis, here: ShownChapter) -> None:
        session = self._summarising.project.session
        annotations = session.annotations.annotations_of(analysis.comparison)
        rows = [(row.old, row.new, row.why) for row in wording_rows(analysis, here.index, annotations)]
        headers = (self.tr("Tidigare lydelse"), self.tr("Föreslagen lydelse"), self.tr("Motivering och underlag"))
        self._hide_unless(bool(rows), self.wording)
        if rows:
            self.wording.show_rows(headers, rows)

    def _show_themes(self, analysis: Analysis) -> None:
        language = self._summarising.language
        names = {theme.id: dict(theme.names).get(language, theme.id) for theme in analysis.profile.themes}
        totals: dict[str, list[int]] = {}
        for count in analysis.key_changes.themes:
            total = totals.setdefault(count.theme, [0, 0])
            total[0] += count.before
            total[1] += count.after
        order = sorted(totals, key=lambda theme: -abs(totals[theme][1] - totals[theme][0]))
        shown = order if self._shows_all_themes else order[:_MOST_BARS]
        bars = [ThemeBar(_capital(names.get(theme, theme)), *totals[theme]) for theme in shown]
        self._hide_unless(bool(bars), self.bars, self.all_themes)
        self.bars.show_bars(bars)
        self.all_themes.setVisible(len(order) > _MOST_BARS)
        self.all_themes.setText(
            self.tr("Visa färre teman") if self._shows_all_themes else self.tr("Visa alla %n teman", "", len(order))
        )
        counts = {(each.chapter, each.theme): each for each in analysis.key_changes.themes}
        chapters = [index for index, pair in enumerate(analysis.comparison.chapters) if pair.title]
        self._matrix_chapters = chapters
        columns = [theme for theme in shown if theme in totals]
        most = max((each.after for each in counts.values()), default=1) or 1
        cells = []
        for index in chapters:
            row = []
            for theme in columns:
                here = counts.get((index, theme))
                text = f"{here.before} → {here.after}" if here is not None else ""
                title = analysis.comparison.chapters[index].title
                said = f"{title}, {names.get(theme, theme)}: {text or '0'}"
                row.append((text, said, (here.after / most) if here is not None else 0.0))
            cells.append(row)
        self._hide_unless(bool(columns and chapters), self.theme_matrix)
        titles = [chapter_label(analysis, index) for index in chapters]
        self.theme_matrix.show_matrix([_capital(names.get(theme, theme)) for theme in columns], titles, cells)

    def _hide_unless(self, there: bool, *parts: QWidget) -> None:
        for part in parts:
            part.setVisible(there)
            self._headings[part].setVisible(there)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
