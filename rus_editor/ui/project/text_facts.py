"""What the bar at the bottom tells of the text: where one is, how many words, how hard to read, which spelling."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QTimer

from rus_editor.model.document import BlockId
from rus_editor.ui.opening import OpenProject
from rus_editor.ui.status_bar import Field, StatusBar
from rus_editor.usecases.measuring import Measure, ThenAndNow, Yardstick

_MINUS = "\N{MINUS SIGN}"
_RESTS_AFTER_MS = 250
_LONGEST_TITLE = 32


class TextFacts(QObject):
    """Keeps the fields of the bar.

    On the project page they tell of the project instead of the chapter; on the summary's, of that.
    """

    def __init__(self, project: OpenProject, status: StatusBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project, self._session, self._status = project, project.session, status
        self._yardstick = Yardstick(project.session.workspace.profile)
        self._is_project = False
        self._summary: Measure | None = None
        self._has_looked_for_words = False
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_AFTER_MS)
        self._rest.timeout.connect(self.tell)
        session = project.session
        session.document_changed.connect(self._wait_for_rest)
        session.marks_changed.connect(self.tell)
        session.chapter_shown.connect(self.tell)
        session.spelling_changed.connect(self._words_have_come)
        project.versions_changed.connect(self.tell)
        self.tell()

    def tell_of_project(self, on: bool) -> None:
        """Tell of the whole project from now on, or of the chapter again."""
        self._is_project = on
        self.tell()

    def tell_of_summary(self, measured: Measure | None) -> None:
        """Tell how long and how hard the summary is from now on, not the chapter; None is the chapter again."""
        self._summary = measured
        self.tell()

    def _wait_for_rest(self, _: object) -> None:
        self._rest.start()

    def tell(self, *_: object) -> None:
        """Fill the fields anew."""
        if self._session.is_closed:
            return
        self._rest.stop()
        if self._is_project:
            self._tell_project()
        else:
            self._tell_chapter()

    def _tell_project(self) -> None:
        versions = self.tr("%n versioner", "", len(self._project.versions))
        marks = self._session.marks
        changes = "" if marks is None else self.tr("%n ändringar", "", len(marks.comparison.changes))
        self._status.tell(Field.PLACE, " · ".join(part for part in (versions, changes) if part))
        self._status.tell(Field.WORDS, "")
        self._status.tell(Field.LIX, "")
        self._status.tell(Field.SPELLING, self._size())

    def _size(self) -> str:
        facts = self._project.keeper.facts
        try:
            size = sum(path.stat().st_size for path in facts.folder.glob(f"{facts.database.name}*"))
        except OSError:
            return ""
        shown = f"{size / 1_000_000:.1f}".replace(".", QLocale().decimalPoint())
        return self.tr("Projektfil {0} MB").format(shown)

    def _tell_chapter(self) -> None:
        session = self._session
        chapters = session.outline.chapters
        if not 0 <= session.chapter < len(chapters):
            return
        chapter = chapters[session.chapter]
        measured = self._yardstick.chapter(session.document, chapter, session.baseline, self._answers_to)
        self._status.tell(Field.PLACE, self._place())
        if self._summary is not None:
            words = self.tr("Sammanfattningen: {0} ord").format(grouped(self._summary.words))
            lix = self._summary.lix
            self._status.tell(Field.WORDS, words.replace(" ", "\u00a0"))
            self._status.tell(Field.LIX, "" if lix is None else f"LIX\u00a0{lix}")
        else:
            lix = measured.now.lix
            self._status.tell(Field.WORDS, self._words(measured))
            self._status.tell(Field.LIX, "" if lix is None else f"LIX\u00a0{lix}{difference(measured.more_lix)}")
        spelling = ""
        if session.spelling.is_there:
            spelling = self.tr("Stavning: svenska")
        elif self._has_looked_for_words:
            spelling = self.tr("Stavning: saknas på den här datorn")
        self._status.tell(Field.SPELLING, spelling)

    def _place(self) -> str:
        """Which chapter; by its number where the document numbers its chapters, as people speak of it then."""
        session = self._session
        chapters = [each for each in session.outline.chapters if each.heading is not None]
        numbered = [each for each in chapters if each.number]
        here = session.outline.chapters[session.chapter]
        counted = numbered or chapters
        place = next((at for at, each in enumerate(counted, start=1) if each.index == here.index), None)
        if place is not None and here.number.strip(".") not in {"", str(place)}:
            # Chapters that are parts of others have a number that is no count.
            return self.tr("Kapitel {0} ({1} av {2})").format(here.number.strip("."), place, len(counted))
        if place is not None:
            return self.tr("Kapitel {0} av {1}").format(place, len(counted))
        title = here.title or self.tr("Före första kapitlet")
        return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"

    def _words(self, measured: ThenAndNow) -> str:
        words = self.tr("{0} ord").format(grouped(measured.now.words))
        return f"{words}{difference(measured.more_words)}".replace(" ", "\u00a0")

    def _answers_to(self, block: BlockId) -> tuple[BlockId, ...]:
        mark = self._session.mark(block)
        return () if mark is None else mark.old

    def _words_have_come(self) -> None:
        self._has_looked_for_words = True
        self.tell()


def grouped(number: int) -> str:
    """A whole number as it is written in Swedish: no-break spaces between thousands, a typographic minus."""
    return f"{abs(number):,}".replace(",", "\u00a0") if number >= 0 else f"{_MINUS}{grouped(-number)}"


def difference(number: int | None) -> str:
    """How much more or less, in brackets after a figure; nothing where there is no difference or none is known."""
    if not number:
        return ""
    return f"\u00a0(+{grouped(number)})" if number > 0 else f"\u00a0({grouped(number)})"
