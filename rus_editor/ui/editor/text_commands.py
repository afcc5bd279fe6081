"""What the commands of writing do in the text, and which of them make sense where the caret is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from rus_editor.model.document import StoryKind
from rus_editor.model.edits import ListKind, Mark
from rus_editor.model.journal import StepLabel
from rus_editor.ui.actions import ActionBook
from rus_editor.ui.commands import Fact
from rus_editor.ui.editor.link_dialog import LinkDialog
from rus_editor.ui.editor.text_pane import TextPane
from rus_editor.ui.session import Session
from rus_editor.usecases import commenting, dressing, going, table_writing, tracked, writing
from rus_editor.usecases.live import MarkKind
from rus_editor.usecases.writing import Act, Spot

MARKS = {
    "format.bold": Mark.BOLD,
    "format.italic": Mark.ITALIC,
    "format.underline": Mark.UNDERLINE,
    "format.superscript": Mark.SUPERSCRIPT,
    "format.subscript": Mark.SUBSCRIPT,
}
_LISTS = {"list.bullets": ListKind.BULLETS, "list.numbers": ListKind.NUMBERS}


class TextCommands(QObject):
    """Answers the commands that change the text or go somewhere in it."""

    def __init__(self, session: Session, book: ActionBook, text: TextPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._book = book
        self._text = text
        self._answer()
        book["typing.aids"].setChecked(text.corrects_typing)
        text.looks_changed.connect(self.show_looks)
        session.marks_changed.connect(self.show_looks)
        self.show_looks()

    def _answer(self) -> None:
        session, text = self._session, self._text
        acts: dict[str, Callable[[], object]] = {
            "edit.undo": session.undo,
            "edit.redo": session.redo,
            "edit.cut": text.cut,
            "edit.copy": text.copy,
            "edit.paste": text.paste,
            "edit.paste_plain": text.paste_plain,
            "edit.paste_headings": text.paste_with_headings,
            "edit.select_all": text.selectAll,
            "insert.line_break": partial(text.type_text, "\n"),
            "insert.hard_space": partial(text.type_text, "\u00a0"),
            "insert.hard_hyphen": partial(text.type_text, "\u2011"),
            "insert.dash": partial(text.type_text, "–"),
            "insert.link": self.ask_for_link,
            "insert.comment": self.start_comment,
            "insert.row_above": lambda: self._in_table(partial(table_writing.insert_row, below=False)),
            "insert.row_below": lambda: self._in_table(partial(table_writing.insert_row, below=True)),
            "table.delete_row": lambda: self._in_table(table_writing.delete_row),
            "format.clear": lambda: self._on_selection(dressing.clear_format, StepLabel.FORMATTED),
            "list.deeper": lambda: self._on_selection(partial(writing.indent, step=1), StepLabel.LISTED),
            "list.shallower": lambda: self._on_selection(partial(writing.indent, step=-1), StepLabel.LISTED),
            "paragraph.up": lambda: self._on_selection(partial(writing.move_paragraphs, step=-1), StepLabel.MOVED),
            "paragraph.down": lambda: self._on_selection(partial(writing.move_paragraphs, step=1), StepLabel.MOVED),
            "paragraph.restore": self.restore,
            "change.next": lambda: self._go_to_change(forwards=True),
            "change.previous": lambda: self._go_to_change(forwards=False),
            "comment.next": self.go_to_comment,
            "comment.reply": self._reply,
            "tracked.accept": lambda: self._resolve(accept=True),
            "tracked.reject": lambda: self._resolve(accept=False),
            "tracked.accept_all": lambda: self._perform(tracked.resolve_all(accept=True), StepLabel.TRACKED_RESOLVED),
            "tracked.reject_all": lambda: self._perform(tracked.resolve_all(accept=False), StepLabel.TRACKED_RESOLVED),
            "go.note": text.jump_to_note,
            "spelling.next": text.go_to_misspelling,
            "go.previous_chapter": lambda: session.show_chapter(session.chapter - 1),
            "go.next_chapter": lambda: session.show_chapter(session.chapter + 1),
        }
        for command, act in acts.items():
            self._book.on(command, act)
        for command, mark in MARKS.items():
            self._book.on(command, partial(text.toggle_mark, mark))
        for command, kind in _LISTS.items():
            self._book.on(command, partial(self.toggle_list, kind))
        self._book.on_switch("comment.resolve", self._resolve_comment)
        self._book.on_switch("typing.aids", self._use_aids)
        self._book.on_switch("view.marks", text.show_hidden_signs)

    # -- acts --------------------------------------------------------------------------------------------------------

    def _perform(self, act: Act, label: StepLabel) -> bool:
        return self._text.perform(act, label, stays=True)

    def _on_selection(self, how: Callable[..., Act], label: StepLabel) -> None:
        selected = self._text.selection()
        if selected is not None:
            self._perform(how(self._session.document, *selected), label)
            self.show_looks()

    def _in_table(self, how: Callable[..., Act]) -> None:
        caret = self._text.caret()
        if caret is not None:
            self._perform(how(self._session.document, caret.block), StepLabel.TABLE_CHANGED)

    def toggle_list(self, kind: ListKind) -> None:
        """Put what is selected into a list of a kind, or out of it."""
        self._on_selection(partial(dressing.toggle_list, kind=kind), StepLabel.LISTED)

    def set_style(self, name: str) -> None:
        """Give the paragraphs that are selected a style."""
        self._on_selection(partial(dressing.set_style, style=name), StepLabel.STYLED)

    def ask_for_link(self) -> None:
        """A link on what is selected, another address for the one at the caret, or none."""
        selected = self._text.selection()
        if selected is None:
            return
        start, end = selected
        document = self._session.document
        known = dressing.link_at(document, start)
        if known is not None and (start == end or (known[1] >= end.offset and start.block == end.block)):
            start, end = Spot(start.block, known[0]), Spot(start.block, known[1])
        paragraph = writing.paragraph_of(document, start.block)
        if paragraph is None:
            return
        text = paragraph.text[start.offset : end.offset] if start.block == end.block else ""
        dialog = LinkDialog(
            text.replace("\ufffc", ""),
            "" if known is None else known[2],
            may_name=start.block == end.block and "\ufffc" not in text and known is None,
            parent=self._text,
        )
        if not dialog.exec():
            return
        name = dialog.name if dialog.name != text else None
        if dialog.address is not None and start == end:
            name = dialog.name or dialog.typed
        act = dressing.set_link(document, start, end, dialog.address, name if dialog.address is not None else None)
        self._perform(act, StepLabel.LINKED)

    def start_comment(self) -> None:
        """A comment on what is selected: whoever shows comments asks for its words."""
        selected = self._text.selection()
        if selected is None:
            return
        if commenting.may_be_said_of(self._session.document, *selected):
            self._session.start_comment(*selected)
        else:
            self._text.told.emit(self.tr("Word tar inte emot kommentarer i en textruta."))

    def restore(self) -> None:
        """The earlier wording of the paragraph at the caret, or what was struck before it."""
        caret = self._text.caret()
        mark = None if caret is None else self._session.mark(caret.block)
        if caret is None or mark is None:
            return
        act = self._session.wording_back(caret.block)
        if act.edits:
            self._text.perform(act, StepLabel.RESTORED)
        elif mark.struck:
            self._text.give_back()

    def _go_to_change(self, *, forwards: bool) -> None:
        session = self._session
        there = going.next_change(session.document, session.marks, self._text.caret(), forwards=forwards)
        if there is not None:
            session.put_caret(there)
            self._text.setFocus()
        else:
            self._text.told.emit(self.tr("Inget skiljer sig från utgångspunkten."))

    def _resolve(self, *, accept: bool) -> None:
        selected = self._text.selection()
        if selected is None:
            return
        changes = tracked.tracked_at(self._session.document, *selected)
        self._text.perform(tracked.resolve(changes, accept=accept), StepLabel.TRACKED_RESOLVED)

    # -- comments ----------------------------------------------------------------------------------------------------

    def go_to_comment(self) -> None:
        """The next comment that is not settled."""
        thread = commenting.next_comment(self._session.document, self._text.caret())
        if thread is not None:
            self._session.show_comment(thread.id)

    def _thread_here(self) -> commenting.Thread | None:
        caret = self._text.caret()
        found = () if caret is None else commenting.threads_at(self._session.document, caret.block)
        return next((thread for thread in found if not thread.resolved), found[0] if found else None)

    def _reply(self) -> None:
        thread = self._thread_here()
        if thread is not None:
            self._session.comment_wanted.emit(thread.id)

    def _resolve_comment(self, done: bool) -> None:
        thread = self._thread_here()
        if thread is not None:
            self._perform(commenting.resolve(thread, done), StepLabel.COMMENTED)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _use_aids(self, on: bool) -> None:
        self._text.corrects_typing = on

    def show_looks(self, *_: object) -> None:
        """Buttons and menus say what holds where the caret is."""
        text, book, document = self._text, self._book, self._session.document
        book.tell(Fact.TRACKED, document.has_revisions)
        book.tell(Fact.COMMENTS, self._has_comments())
        if text.is_behind:
            # What holds at the caret is said when the text shows, or somebody asks for it.
            return
        selected = text.selection()
        marks = text.marks_here(tuple(MARKS.values()), selected)
        for command, mark in MARKS.items():
            book[command].setChecked(mark in marks)
        for command, kind in _LISTS.items():
            book[command].setChecked(selected is not None and dressing.is_list(document, *selected, kind))
        block = None if selected is None else selected[0].block
        paragraph = None if block is None else writing.paragraph_of(document, block)
        mark_here = None if block is None else self._session.mark(block)
        in_list = paragraph is not None and paragraph.numbering is not None and paragraph.heading_level is None
        changed = mark_here is not None and (
            bool(mark_here.struck) or (bool(mark_here.segments) and mark_here.kind is not MarkKind.SAME)
        )
        thread = self._thread_here() if self._has_comments() else None
        facts = {
            Fact.TEXT: paragraph is not None,
            Fact.SELECTION: text.textCursor().hasSelection(),
            Fact.IN_TABLE: block is not None and table_writing.cell_of(document, block) is not None,
            Fact.IN_LIST: in_list,
            Fact.CHANGED_HERE: changed,
            Fact.TRACKED_HERE: document.has_revisions
            and selected is not None
            and bool(tracked.tracked_at(document, *selected)),
            Fact.COMMENT_HERE: thread is not None,
        }
        for fact, holds in facts.items():
            book.tell(fact, holds)
        book["comment.resolve"].setChecked(thread is not None and thread.resolved)

    def _has_comments(self) -> bool:
        return any(story.kind is StoryKind.COMMENT for story in self._session.document.stories)
