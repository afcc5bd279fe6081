"""The window: it puts the parts side by side and does what concerns the whole. Parts speak through the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from rus_editor import __version__
from rus_editor.model.backup import Backup
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import Json, RecentProject, SettingKey, Version
from rus_editor.model.wording import Wording
from rus_editor.ui import dialogs
from rus_editor.ui.actions import ActionBook, plain, translated
from rus_editor.ui.backups import BackupMaker, ask_for_backup
from rus_editor.ui.command_palette import Choice, CommandPalette
from rus_editor.ui.commands import COMMANDS, Fact
from rus_editor.ui.crash import CrashDialog, CrashGuard
from rus_editor.ui.focus_order import order_tabs
from rus_editor.ui.help import HelpWindow, page_about
from rus_editor.ui.menu_bar import CalmMenuBar
from rus_editor.ui.messages import Message, MessageBar, Remedy, Safety, Weight, message_of
from rus_editor.ui.new_project import NewProject
from rus_editor.ui.opening import Opened, Opener, OpenProject, Wish
from rus_editor.ui.project.copies import ProjectCopies
from rus_editor.ui.review.pair_acts import PairActs, VersionPairs
from rus_editor.ui.settings import Settings
from rus_editor.ui.start_page import StartPage
from rus_editor.ui.status_bar import StatusBar
from rus_editor.ui.step_names import name_of
from rus_editor.ui.tasks import TaskRunner
from rus_editor.ui.theme import SCALES, Theme, ThemeChoice, rescale_layouts
from rus_editor.ui.top_bar import MODES, TopBar
from rus_editor.ui.workbench import Workbench
from rus_editor.usecases.assembly import handbook
from rus_editor.usecases.projects import PROJECT_SUFFIX, Folders

_MOST_RECENT = 12
_CRASH_WAITS_SECONDS = 10.0
_BROKEN = {ErrorCode.PROJECT_DAMAGED, ErrorCode.PROJECT_ALTERED}


@dataclass(frozen=True)
class Outfit:
    """What a window is made with."""

    theme: Theme
    settings: Settings
    folders: Folders
    wording: Wording
    who: str


class MainWindow(QMainWindow):
    """The window, with the start page or one open project."""

    def __init__(self, outfit: Outfit, guard: CrashGuard) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._outfit = outfit
        self._theme = outfit.theme
        self._settings = outfit.settings
        self._guard = guard
        self._is_asking = False
        self._is_over = False
        self._help: HelpWindow | None = None
        self.crash_dialog: CrashDialog | None = None
        self.project: OpenProject | None = None
        self.tasks = TaskRunner("task", self)
        self.opener = Opener(self.tasks, outfit.folders, outfit.who, self)
        self.backups = BackupMaker(outfit.folders, self)
        self.backups.failed.connect(self.fail)
        self.book = ActionBook(self)
        self.setMenuBar(CalmMenuBar(self))
        self.book.fill(self.menuBar())
        self._answer()
        self.top_bar = TopBar(self.book, self._theme, self)
        self.messages = MessageBar(self._theme, self)
        self.start_page = StartPage(self.book, self._theme, self)
        self.workbench = Workbench(self._theme, self._settings, self)
        self.status = StatusBar(self.book, self.tasks, self._theme, self)
        self.palette_of_commands = CommandPalette(
            self._theme, self, hint=self.tr("Skriv vad du vill göra"), name=self.tr("Kommandon")
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.workbench)
        middle = QWidget(self)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.top_bar, self.messages):
            layout.addWidget(part)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(middle)
        self._whole = middle
        self.opener.opened.connect(self._opened)
        self.opener.failed.connect(self._opening_failed)
        self.start_page.wanted.connect(self.open_file)
        self.start_page.unwanted.connect(self._hide_recent)
        self.top_bar.baseline_asked.connect(self._offer_baselines)
        guard.happened.connect(self._crashed)
        self._theme.zoom_changed.connect(self._zoom_changed)
        self.book.menu("file/recent").aboutToShow.connect(self._offer_recent)
        self.pairs = PairActs(self.book, self._theme, self.tasks, self._settings, outfit.wording, self.fail, self)
        self._restore_place()
        self._show_start()

    # -- what commands do --------------------------------------------------------------------------------------------

    def _answer(self) -> None:
        on, on_switch = self.book.on, self.book.on_switch
        on("project.new", self.new_project)
        on("project.open", self._choose_project)
        on("project.example", self._try_example)
        on("backup.restore", self.ask_for_backup)
        on("project.close", self.close_project)
        on("app.quit", self.close)
        on("edit.undo", self._undo)
        on("edit.redo", self._redo)
        for name in ("cut", "copy", "paste"):
            on(f"edit.{name}", partial(self._to_focus, name))
        on("edit.select_all", partial(self._to_focus, "selectAll"))
        for mode in MODES:
            on(f"mode.{mode}", partial(self.show_mode, mode))
        on("go.previous_chapter", partial(self._step_chapter, -1))
        on("go.next_chapter", partial(self._step_chapter, 1))
        on("go.next_area", lambda: self.workbench.move_focus(1))
        on("go.previous_area", lambda: self.workbench.move_focus(-1))
        for side in ("left", "right"):
            on_switch(f"view.{side}", partial(self._show_side, side))
            self.book.check(f"view.{side}", self._settings.is_shown(side))
        on("view.zoom_in", lambda: self._theme.zoom_by(1))
        on("view.zoom_out", lambda: self._theme.zoom_by(-1))
        on("view.zoom_reset", lambda: self._theme.set_zoom(100))
        for scale in SCALES:
            on(f"scale.{scale}", partial(self._set_scale, scale))
        self.book.check(f"scale.{self._theme.scale}", True)
        for choice in ThemeChoice:
            on(f"theme.{choice.value}", partial(self._set_theme, choice))
        self.book.check(f"theme.{self._theme.choice.value}", True)
        on_switch("view.full_screen", self._full_screen)
        on("baseline.choose", self._show_baselines)
        on("tools.palette", self.offer_commands)
        for language in ("sv", "en"):
            on(f"language.{language}", partial(self._set_language, language))
        self.book.check(f"language.{self._outfit.wording.language}", True)
        on("help.contents", self.show_help)
        on("help.keys", self._show_keys)
        on("help.about", lambda: dialogs.about(self, __version__))

    def _show_baselines(self) -> None:
        self.top_bar.baseline.showMenu()

    def new_project(self, document: Path | None = None) -> None:
        """Ask for the document that a project is to be made from."""
        dialog = NewProject(self._settings, self._outfit.wording.language, self, document)
        dialog.wished.connect(self._create)
        dialog.open()

    def _create(self, wish: Wish) -> None:
        if self._let_go():
            self.opener.create(wish)

    def _choose_project(self) -> None:
        path = dialogs.project_to_open(self, self._settings)
        if path is not None:
            self.open_file(path)

    def _try_example(self) -> None:
        if self._let_go():
            self.opener.try_example()

    def ask_for_backup(self, damaged: Path | None = None) -> None:
        """Show the backups, or those of one project that does not open, and bring back the one that is chosen."""
        backups = self.opener.backups(damaged)
        name = "" if damaged is None else self.opener.name_of(damaged)
        ask_for_backup(backups, self._theme, self, self._bring_back, damaged=name)

    def _way_back(self, path: Path) -> list[Remedy]:
        """What is offered for a damaged project that there are backups of."""
        if not self.opener.backups(path):
            return []
        return [Remedy(self.tr("Återställ från säkerhetskopia…"), partial(self.ask_for_backup, path))]

    def _bring_back(self, backup: Backup) -> None:
        if self._let_go():
            self.messages.put_away()
            self.opener.restore(backup)

    def open_file(self, path: Path) -> None:
        """Open a project; a Word document is offered to be made one."""
        if path.suffix.lower() == PROJECT_SUFFIX or path.is_dir():
            if self._let_go():
                self.opener.open(path)
        elif path.is_file():
            self.new_project(path)
        else:
            self._tell_fault(KnownError(ErrorCode.FILE_MISSING, name=str(path)))

    def _undo(self) -> None:
        if self.project is not None:
            self.project.session.undo()

    def _redo(self) -> None:
        if self.project is not None:
            self.project.session.redo()

    def _to_focus(self, act: str) -> None:
        widget = QApplication.focusWidget()
        method = getattr(widget, act, None)
        if callable(method):
            method()

    def show_mode(self, mode: str) -> None:
        """Show another part of the work."""
        self.book.show_mode(mode)
        self.workbench.show_mode(mode)
        self.top_bar.modes.show_mode(mode)
        self.book.check(f"mode.{mode}", True)
        self._keep_view(SettingKey.VIEW_MODE, mode)

    def _step_chapter(self, step: int) -> None:
        if self.project is not None:
            self.project.session.show_chapter(self.project.session.chapter + step)

    def _show_side(self, side: str, shown: bool) -> None:
        self.workbench.show_side(side, shown)

    def _set_scale(self, scale: int) -> None:
        before = self._theme.scale
        self._theme.set_scale(scale)
        self._settings.scale = scale
        rescale_layouts(self, before, self._theme.scale)
        self.workbench.rescale()

    def _set_theme(self, choice: ThemeChoice) -> None:
        self._theme.choose(choice)
        self._settings.theme = choice

    def _zoom_changed(self, per_cent: int) -> None:
        self._settings.zoom = per_cent

    def _set_language(self, language: str) -> None:
        self._settings.language = language
        self.tell(Message(Weight.NOTICE, self.tr("Språket byts nästa gång programmet startas.")))

    def _full_screen(self, on: bool) -> None:
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if on
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    def offer_commands(self) -> None:
        """Show the command palette."""
        menus = self.book.menu_titles()
        native = QKeySequence.SequenceFormat.NativeText
        choices = [
            Choice(
                plain(action.text()),
                "  ".join(part for part in (menus[command.menu], action.shortcut().toString(native)) if part),
                action.trigger,
            )
            for command, action in self.book.offered()
            if command.id != "tools.palette"
        ]
        self.palette_of_commands.offer(choices)

    def show_help(self, page: str = "") -> None:
        """Show the handbook: a page of it, or the one about the part of the window where one is."""
        if self._help is None:
            self._help = HelpWindow(handbook(), self._theme, self)
        page = page or page_about(QApplication.focusWidget())
        if page:
            self._help.show_page(page)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def _show_keys(self) -> None:
        rows = [
            (plain(translated(command.text)), QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
            for command in COMMANDS
            if self.book[command.id].isVisible()
            for keys in command.shortcuts[:1]
        ]
        dialogs.keys(self, self._theme, rows)

    # -- a project ---------------------------------------------------------------------------------------------------

    def _opened(self, opened: Opened) -> None:
        if self.project is not None:
            # Two were asked for at once; the later one waits for nobody.
            opened.project.keeper.close()
            return
        project = OpenProject(opened, self.tasks, self._outfit.who, self)
        self.project = project
        try:
            self._show_project(project, opened)
        except Exception:
            # A fault of ours must not leave a project open that nobody sees, and locked.
            self._release()
            self._show_start()
            raise

    def _show_project(self, project: OpenProject, opened: Opened) -> None:
        # The pages are a third of what the program reads in: the start page does not wait for them.
        from rus_editor.ui.parts import Surroundings, parts_of

        session, recorder = project.session, project.session.recorder
        self._guard.keep_first(partial(recorder.flush, _CRASH_WAITS_SECONDS))
        around = Surroundings(
            project,
            self.book,
            self._theme,
            self.tasks,
            self._settings,
            self._outfit.wording,
            self.status,
            self.tell,
            self.fail,
        )
        self.workbench.put(parts_of(around, self.workbench))
        order_tabs(self._whole)
        copies = ProjectCopies(
            project,
            self.book,
            self._settings,
            self._outfit.wording,
            self.status,
            self.tell,
            self.fail,
            self.open_file,
            self.salvage,
            self._way_back,
            self,
        )
        VersionPairs(project, self.book, self.pairs, self)
        project.versions_changed.connect(self._name_project)
        session.history_changed.connect(self._history_changed)
        session.document_changed.connect(self._written)
        session.marks_changed.connect(self._marks_changed)
        session.chapter_shown.connect(self._chapter_shown)
        recorder.recorded.connect(self.status.show_saved)
        recorder.failed.connect(self._keeping_failed)
        session.failed.connect(self.fail)
        recorder.recorded.connect(self._kept_again)
        self.book.tell(Fact.PROJECT, True)
        self._name_project()
        self._history_changed()
        self.status.show_kept()
        self._pages.setCurrentWidget(self.workbench)
        self.top_bar.show()
        self.messages.put_away()
        self.show_mode(opened.mode if opened.mode in MODES else MODES[0])
        self.status.zoom.show()
        session.begin()
        self._marks_changed()
        copies.tell_notices()
        self.workbench.focus_middle()
        self.backups.watch(project)

    def _name_project(self) -> None:
        project = self.project
        if project is None:
            self.setWindowTitle(self.tr("RUS-redigeraren"))
            return
        newest = project.versions[-1].name if project.versions else ""
        self.top_bar.name(project.name, " · ".join(part for part in (newest, self.tr("arbetskopia")) if part))
        self.setWindowTitle(self.tr("{0} – RUS-redigeraren").format(project.name))

    def _opening_failed(self, error: Exception, path: Path | None) -> None:
        self._show_start()
        if not isinstance(error, KnownError):
            self._guard.catch(error)
            return
        remedies = []
        if path is not None and error.code is ErrorCode.PROJECT_IN_USE and self.opener.may_take_copy(path):
            again = partial(self.opener.open, path, take_copy=True)
            remedies.append(Remedy(self.tr("Arbeta i en egen kopia"), self._after_putting_away(again)))
        if path is not None and error.code in _BROKEN:
            remedies += self._way_back(path)
        if path is not None and error.code is ErrorCode.PROJECT_DAMAGED:
            rescue = partial(self.opener.salvage, path, self.tr("{0} (räddat)").format(self.opener.name_of(path)))
            remedies.append(Remedy(self.tr("Rädda det som går"), self._after_putting_away(rescue)))
        self.messages.tell(message_of(error, self._outfit.wording, Safety.NOTHING_OPEN), remedies)

    def salvage(self, path: Path, name: str) -> None:
        """Make a new project of what can be read from a damaged one, in the place of the one that is open."""
        if self._let_go():
            self.messages.put_away()
            self.opener.salvage(path, name)

    def _after_putting_away(self, act: Callable[[], object]) -> Callable[[], None]:
        def both() -> None:
            self.messages.put_away()
            act()

        return both

    def close_project(self) -> bool:
        """Keep everything and go back to the start page; False when something is not kept and one stays with it."""
        if not self._let_go():
            return False
        self._show_start()
        return True

    def _let_go(self) -> bool:
        """Close the project that is open, if there is one; False when somebody would rather not."""
        project = self.project
        if project is None:
            return True
        if self._is_asking:
            # Somebody wants to close while the question about it stands there.
            return False
        self._is_asking = True
        try:
            if not self._kept_or_given_up(project):
                return False
        finally:
            self._is_asking = False
        self._release()
        return True

    def _kept_or_given_up(self, project: OpenProject) -> bool:
        """Keep everything, here or elsewhere, unless somebody says that it need not be; False to stay."""
        while not project.session.recorder.flush():
            match dialogs.not_kept(self):
                case dialogs.NotKept.STAY:
                    return False
                case dialogs.NotKept.LEAVE:
                    return True
                case dialogs.NotKept.ELSEWHERE if self.save_elsewhere():
                    return True
        return True

    def save_elsewhere(self) -> bool:
        """Ask for a place, and save there all that cannot be kept where the project is; tells whether it was."""
        project = self.project
        path = None if project is None else dialogs.place_elsewhere(self, self._settings, project.keeper.facts)
        if project is None or path is None:
            return False
        try:
            project.session.save_elsewhere(path)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told and the text is still here
            self.fail(error)
            return False
        said = self.tr("Allt du har skrivit ligger nu i {0}. Öppna det där nästa gång.")
        self.tell(Message(Weight.NOTICE, said.format(path)))
        return True

    def keep(self) -> bool:
        """Bring everything to the disk; tells whether it is there. For the moment before the machine is turned off."""
        if self.project is None:
            return True
        self.project.session.keep_place()
        return self.project.session.recorder.flush(_CRASH_WAITS_SECONDS)

    def end(self) -> None:
        """Let go of everything without asking, as the process ends."""
        self._release()
        self.tasks.close()
        self.backups.close()

    def _release(self) -> None:
        project = self.project
        if project is None:
            return
        self.project = None
        self._guard.keep_first(None)
        self.book.tell(~Fact.ALWAYS, False)
        self.workbench.clear()
        self.backups.let_go()
        project.close()
        project.deleteLater()

    def _keep_view(self, key: str, value: Json) -> None:
        """Remember in the project where one was. That it could not be is no reason to trouble anybody."""
        project = self.project
        if project is not None:
            project.session.recorder.ask(
                lambda: project.keeper.set_setting(key, value), done=lambda _: None, failed=lambda _: None
            )

    def _offer_recent(self) -> None:
        menu = self.book.menu("file/recent")
        menu.clear()
        for project in [project for project in self.opener.recent() if not project.hidden][:_MOST_RECENT]:
            entry = menu.addAction(project.name.replace("&", "&&"))
            entry.triggered.connect(partial(self._open_recent, project.path))
        if menu.isEmpty():
            menu.addAction(self.tr("Inga ännu")).setEnabled(False)

    def _hide_recent(self, project: RecentProject) -> None:
        self.opener.hide(project, hidden=True)
        self.start_page.show_recent(self.opener.recent())

    def _open_recent(self, path: Path, *_: object) -> None:
        self.open_file(path)

    def _show_start(self) -> None:
        if self.project is not None:
            return
        self.status.show_nothing()
        self.top_bar.hide()
        self._pages.setCurrentWidget(self.start_page)
        self.start_page.show_recent(self.opener.recent())
        self._name_project()
        self.status.zoom.hide()

    def _history_changed(self) -> None:
        if self.project is None:
            return
        session = self.project.session
        for command, fact, step in (
            ("edit.undo", Fact.CAN_UNDO, session.next_undo),
            ("edit.redo", Fact.CAN_REDO, session.next_redo),
        ):
            self.book.tell(fact, step is not None)
            self.book.unname(command)
            if step is not None:
                self.book.name(command, f"{self.book.name_in_table(command)}: {name_of(step)}")

    def _written(self) -> None:
        self.status.show_writing()

    def _chapter_shown(self, index: int) -> None:
        self._keep_view(SettingKey.VIEW_CHAPTER, index)

    def _marks_changed(self) -> None:
        if self.project is None:
            return
        session = self.project.session
        self.book.tell(Fact.BASELINE, session.baseline is not None)
        self.top_bar.compare_with(session.baseline_name)

    # -- what it is compared with ------------------------------------------------------------------------------------

    def _offer_baselines(self, menu: QMenu) -> None:
        project = self.project
        if project is None:
            return
        chosen = project.baseline_version
        for version in reversed(project.versions):
            day = f" · {version.day:%Y-%m-%d}" if version.day else ""
            entry = menu.addAction(f"{version.name}{day}".replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(chosen is not None and chosen.id == version.id)
            entry.triggered.connect(partial(self.compare_with, version))
        menu.addSeparator()
        nothing = menu.addAction(self.tr("Jämför inte"))
        nothing.setCheckable(True)
        nothing.setChecked(chosen is None)
        nothing.triggered.connect(partial(self.compare_with, None))

    def compare_with(self, version: Version | None, *_: object) -> None:
        """Compare with another version of the project from now on, or with nothing."""
        project = self.project
        if project is None:
            return
        project.compare_with(version, self.fail)

    # -- what is told ------------------------------------------------------------------------------------------------

    def tell(self, message: Message, remedies: Sequence[Remedy] = ()) -> None:
        """Say something in the bar, with what can be done about it."""
        self.messages.tell(message, remedies)

    def fail(self, error: Exception) -> None:
        """Say that something failed; what nobody foresaw gets its report."""
        if isinstance(error, KnownError):
            self._tell_fault(error)
        else:
            self._guard.catch(error)

    def _tell_fault(self, error: KnownError) -> None:
        safety = Safety.NOTHING_OPEN if self.project is None else Safety.KEPT
        if self.project is not None and not self.project.session.recorder.all_recorded:
            safety = Safety.NOT_YET_KEPT
        self.messages.tell(message_of(error, self._outfit.wording, safety))

    def _keeping_failed(self, error: Exception) -> None:
        if self.project is None:
            return
        # It is tried again every few seconds: once is enough to be told so, the status bar goes on saying it.
        is_known = self.status.is_failed
        self.status.show_failed()
        if isinstance(error, KnownError):
            if not is_known:
                elsewhere = Remedy(self.tr("Spara på ett annat ställe…"), self.save_elsewhere)
                self.messages.tell(message_of(error, self._outfit.wording, Safety.NOT_YET_KEPT), [elsewhere])
        else:
            self._guard.catch(error)

    def _kept_again(self) -> None:
        message = self.messages.message
        if message is not None and message.weight is Weight.FAULT:
            self.messages.put_away()

    def _crashed(self, report: str) -> None:
        if self._is_over:
            # Everything is kept and the window is gone: a dialog of its own would only hold the process.
            return
        if self.crash_dialog is not None:
            # One at a time; whoever saves a report saves the first, from which the others mostly follow.
            return
        is_kept = self.project is None or self.project.session.recorder.all_recorded
        self.crash_dialog = CrashDialog(report, is_kept=is_kept, parent=self)
        self.crash_dialog.leave.connect(self.close)
        self.crash_dialog.finished.connect(self._crash_read)
        self.crash_dialog.open()

    def _crash_read(self) -> None:
        self.crash_dialog = None

    # -- the frame ---------------------------------------------------------------------------------------------------

    def _restore_place(self) -> None:
        place = self._settings.state("geometry")
        if place.isEmpty() or not self.restoreGeometry(place):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            width, height = min(self._theme.px(1440), screen.width()), min(self._theme.px(900), screen.height())
            self.resize(width, height)
            self.move(screen.center().x() - width // 2, screen.center().y() - height // 2)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first of the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_file(paths[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything before the window goes."""
        self._settings.keep_state("geometry", self.saveGeometry())
        self.workbench.keep()
        if not self._let_go():
            event.ignore()
            return
        self._is_over = True
        self._settings.save()
        self.tasks.close()
        # What is gone through last need not be looked at.
        self.hide()
        self.backups.close()
        if self._help is not None:
            self._help.close()
        super().closeEvent(event)
