"""Edits of a document, as values. A place in a text counts in code points, as in :mod:`rus_editor.model.document`.

Block ids are those of the document as it stands when the edit is made: after a paragraph has been split, the blocks
after it are counted anew. Whoever applies an edit gives its exact inverse back, a :class:`Restore`: undone in the
opposite order, edits leave no trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from rus_editor.model.document import ATOM_CHARACTER, BlockId, StoryId

# XML 1.0 (2.2) has no room for these, not even written as references; U+FFFC stands for an atom, and \r for no sign.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff\ufffc]")


class ImpossibleEdit(ValueError):  # noqa: N818 - it says what it is
    """An edit that the document has no place for: no such block, a place outside of the text, a cell without text.

    It is a fault of whoever made the edit, and nothing has been changed.
    """


class Mark(Enum):
    """Formatting of letters that is on or off."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    DOUBLE_STRIKE = "double_strike"
    CAPS = "caps"
    SMALL_CAPS = "small_caps"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    HIDDEN = "hidden"


def is_writable(text: str) -> bool:
    """Whether a text can stand in a document: no control signs but tab and line break, no halves of a character."""
    return _UNWRITABLE.search(text) is None


def _demand_writable(text: str) -> None:
    if not is_writable(text):
        what = "an atom" if ATOM_CHARACTER in text else "a sign that no document can hold"
        raise ImpossibleEdit(f"the text has {what} in it")


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Put ``text`` in the place of a paragraph's text from ``start`` to before ``end``; equal ones insert.

    The new text looks like the first letter replaced; where it is only inserted, like the letter before it, and at the
    start of a paragraph like the letter after. It does not become part of a link or a field at whose edge it stands.
    """

    block: BlockId
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse what could never be written."""
        _demand_writable(self.text)


@dataclass(frozen=True, slots=True)
class SplitBlock:
    """Part a paragraph in two before the character at ``offset``; both look as the one did."""

    block: BlockId
    offset: int


@dataclass(frozen=True, slots=True)
class JoinBlocks:
    """Join a paragraph with the one right after it; it keeps its own look unless it was empty."""

    block: BlockId


@dataclass(frozen=True, slots=True)
class InsertBlock:
    """A new paragraph after ``block`` (or before it), in the style named; without a name it looks as ``block`` does."""

    block: BlockId
    text: str = ""
    style: str | None = None
    before: bool = False

    def __post_init__(self) -> None:
        """Refuse what could never be written."""
        _demand_writable(self.text)


@dataclass(frozen=True, slots=True)
class DeleteBlock:
    """Take a paragraph or a whole table away. The last paragraph of a cell, a note or a story stays."""

    block: BlockId


@dataclass(frozen=True, slots=True)
class MoveBlock:
    """Move a paragraph or a table to right after ``target`` (or before it), in the same part of the file."""

    block: BlockId
    target: BlockId
    before: bool = False


@dataclass(frozen=True, slots=True)
class SetMarks:
    """Switch a mark on or off from ``start`` to before ``end``; None leaves it to the styles."""

    block: BlockId
    start: int
    end: int
    mark: Mark
    value: bool | None = True


@dataclass(frozen=True, slots=True)
class ClearFormat:
    """Let the letters from ``start`` to before ``end`` look as their styles say: no fonts, sizes, colours of their own.

    What is not look stays: language, hidden text, a symbol's font, and what makes a link look like one.
    """

    block: BlockId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SetStyle:
    """Give a paragraph the style of that name ("heading 1", "List Bullet")."""

    block: BlockId
    style: str


@dataclass(frozen=True, slots=True)
class SetListLevel:
    """Give a paragraph in a list another level, counted from 0; None takes it out of its list."""

    block: BlockId
    level: int | None


@dataclass(frozen=True, slots=True)
class SetCellText:
    """Give a table's cell another text, a paragraph for each line. Row and cell count from 0, a wide cell as one."""

    table: BlockId
    row: int
    cell: int
    text: str

    def __post_init__(self) -> None:
        """Refuse what could never be written."""
        _demand_writable(self.text)


@dataclass(frozen=True, slots=True)
class InsertRow:
    """A new row that becomes number ``row`` (from 0), made like the one before it; ``texts`` are its cells' texts."""

    table: BlockId
    row: int
    texts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could never be written."""
        _demand_writable("".join(self.texts))


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Take row number ``row`` (from 0) of a table away. A table's only row stays."""

    table: BlockId
    row: int


@dataclass(frozen=True, slots=True)
class SetLink:
    """Make text from ``start`` to before ``end`` lead to an address, or to ``#bookmark``; None takes its links away."""

    block: BlockId
    start: int
    end: int
    address: str | None

    def __post_init__(self) -> None:
        """Refuse what could never be written."""
        _demand_writable(self.address or "")


@dataclass(frozen=True, slots=True)
class AddComment:
    """A comment on the text from a place in one paragraph to a place in another of the same story, or the same.

    ``date`` is ISO 8601 ("2026-01-31T12:00:00Z"); lines of ``text`` become paragraphs.
    """

    block: BlockId
    start: int
    end_block: BlockId
    end: int
    text: str
    author: str
    date: str = ""

    def __post_init__(self) -> None:
        """Refuse what could never be written."""
        _demand_writable(self.text + self.author + self.date)


@dataclass(frozen=True, slots=True)
class ReplyToComment:
    """An answer to a comment, at the end of its thread."""

    comment: StoryId
    text: str
    author: str
    date: str = ""

    def __post_init__(self) -> None:
        """Refuse what could never be written."""
        _demand_writable(self.text + self.author + self.date)


@dataclass(frozen=True, slots=True)
class ResolveComment:
    """Mark a comment's thread as done, or as not done."""

    comment: StoryId
    done: bool = True


@dataclass(frozen=True, slots=True)
class DeleteComment:
    """Take a comment away, with the answers to it."""

    comment: StoryId


@dataclass(frozen=True, slots=True)
class ResolveRevisions:
    """Accept or reject tracked changes: all, those of an author, or those that touch a stretch of one block.

    Without ``end`` the stretch goes on to the end of the block, its paragraph mark too; a table is taken as a whole,
    or with ``row`` one of its rows (from 0): that it came or went, and what its author did in it at that time.
    A move is resolved at both its places.
    """

    accept: bool
    block: BlockId | None = None
    start: int = 0
    end: int | None = None
    author: str | None = None
    row: int | None = None


class ListKind(Enum):
    """What stands before the paragraphs of a list."""

    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class SetList:
    """Put a paragraph in a list of a kind, at a level counted from 0; None takes it out of its list.

    A list of that kind right before or after it goes on; otherwise it is the document's own list style, or a new list.
    """

    block: BlockId
    kind: ListKind | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style that a person may choose for a paragraph: ``uses`` counts the paragraphs of the body that have it."""

    name: str
    uses: int = 0
    heading_level: int | None = None
    list_kind: ListKind | None = None


@dataclass(frozen=True, slots=True)
class MoveText:
    """Move a paragraph's text from ``start`` to before ``end`` to a place in the same or another paragraph.

    What stands among it comes along: pictures, marks of notes, links, fields that are whole. ``offset`` is a place in
    the target's text as it is before the move.
    """

    block: BlockId
    start: int
    end: int
    target: BlockId
    offset: int


@dataclass(frozen=True, slots=True)
class PastedRun:
    """Text that was copied somewhere, with its marks and where it leads."""

    text: str
    marks: tuple[Mark, ...] = ()
    link: str = ""

    def __post_init__(self) -> None:
        """Refuse what could never be written."""
        _demand_writable(self.text + self.link)


@dataclass(frozen=True, slots=True)
class PastedParagraph:
    """A paragraph that was copied somewhere; ``style`` is a name that counts if the document has such a style."""

    runs: tuple[PastedRun, ...] = ()
    style: str | None = None
    list_kind: ListKind | None = None
    level: int = 0

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PasteBlocks:
    """Put paragraphs in the place of a paragraph's text from ``start`` to before ``end``, as Word does.

    The first goes on the text before that place and the last goes before the text after it. What is put into an empty
    paragraph, and what becomes a paragraph of its own, has the style that it came with.
    """

    block: BlockId
    start: int
    end: int
    paragraphs: tuple[PastedParagraph, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """An element as it stood: its markup, and the white space after it."""

    markup: bytes
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Patch:
    """Children ``start`` to before ``stop`` of the element at ``path`` give way to ``fragments``.

    ``path`` are places among children, from the root of the part; ``(-1,)`` is the part itself, which goes when there
    is no fragment and comes, or is put in the place of the one that was there, when there is one. ``(-2,)`` is the same
    for a part that holds no markup (a picture): its one fragment is its bytes.
    """

    part: str
    path: tuple[int, ...]
    start: int
    stop: int
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Reinstate:
    """Markup of an earlier version in the place of what stands there, with all that it needs of the file around it.

    It carries what it puts in (pictures too), so that it can be made again without the version at hand. It holds for
    the document as it stood when it was worked out.
    """

    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True)
class Restore:
    """Put back what an edit took away, exactly. It holds while everything done after that edit has been undone.

    ``content`` is for what :class:`UseContent` took away: the digest of the whole file as it was.
    """

    patches: tuple[Patch, ...]
    content: str = ""


@dataclass(frozen=True, slots=True)
class UseContent:
    """The whole document gives way to another Word file, which the project keeps: by its SHA-256 in hexadecimal.

    It is an edit by itself: no other stands beside it in a step.
    """

    digest: str


Edit = (
    ReplaceText
    | SplitBlock
    | JoinBlocks
    | InsertBlock
    | DeleteBlock
    | MoveBlock
    | SetMarks
    | ClearFormat
    | SetStyle
    | SetListLevel
    | SetCellText
    | InsertRow
    | DeleteRow
    | SetLink
    | AddComment
    | ReplyToComment
    | ResolveComment
    | DeleteComment
    | ResolveRevisions
    | SetList
    | PasteBlocks
    | MoveText
    | Restore
    | UseContent
    | Reinstate
)


def contents_named(edits: Iterable[Edit]) -> Iterator[str]:
    """The digests of the Word files that some edits put in the place of the document."""
    for edit in edits:
        match edit:
            case UseContent(digest):
                yield digest
            case Restore(content=digest) if digest:
                yield digest
