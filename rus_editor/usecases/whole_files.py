"""Word files that take the place of the whole working copy: a version that comes back, a file that is read in again.

The journal names them by digest only. Those that came in while the project has been open are at hand, whatever the disk
says; the others are asked of whoever keeps the project.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from rus_editor.model.comparison import Comparison, SegmentKind
from rus_editor.model.document import Document
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.profile import Profile
from rus_editor.usecases.comparing import compare
from rus_editor.word.package import open_package
from rus_editor.word.writer import Writer

Find = Callable[[str], bytes]
"""Gives a Word file by its SHA-256 in hexadecimal. Raises KnownError."""

_MOST_AT_HAND = 64 * 1024 * 1024
_FEWEST_AT_HAND = 2
_MOST_OPENED = 2
"""What undo would bring back, and what redo would."""


def nothing_kept(_digest: str) -> bytes:
    """For a working copy that nobody keeps. Raises KnownError."""
    raise KnownError(ErrorCode.VERSION_DAMAGED, name="")


class WholeFiles:
    """The files at hand, and where to find the others. It belongs to the thread that edits."""

    def __init__(self, find: Find = nothing_kept) -> None:
        self.find = find
        self._at_hand: dict[str, bytes] = {}
        self._opened: dict[str, Writer] = {}

    def put(self, content: bytes, writer: Writer | None = None) -> str:
        """Have a file at hand; gives its digest. ``writer`` is it, opened, as for :meth:`lay_by`."""
        digest = hashlib.sha256(content).hexdigest()
        self._at_hand.pop(digest, None)
        self._at_hand[digest] = content
        if writer is not None:
            self.lay_by(digest, writer)
        while len(self._at_hand) > _FEWEST_AT_HAND and sum(map(len, self._at_hand.values())) > _MOST_AT_HAND:
            del self._at_hand[next(iter(self._at_hand))]
        return digest

    def lay_by(self, digest: str, writer: Writer) -> None:
        """Have a file opened for the next time that it is asked for; nobody else writes with it from now on."""
        self._opened.pop(digest, None)
        self._opened[digest] = writer
        while len(self._opened) > _MOST_OPENED:
            del self._opened[next(iter(self._opened))]

    def at_hand(self, *digests: str) -> tuple[bytes, ...]:
        """Those of some files that need not be looked for."""
        return tuple(self._at_hand[digest] for digest in digests if digest in self._at_hand)

    def open(self, digest: str, name: str) -> Writer:
        """A file, opened for writing. Raises KnownError."""
        opened = self._opened.pop(digest, None)
        if opened is not None:
            return opened
        content = self._at_hand.get(digest)
        return Writer(open_package(self.find(digest) if content is None else content, name))


@dataclass(frozen=True, slots=True)
class Counts:
    """What a file would change of the text: paragraphs that are other, new or gone, and how many stay as they are."""

    changed: int = 0
    new: int = 0
    gone: int = 0
    same: int = 0

    @property
    def is_same(self) -> bool:
        """Whether nothing of the text is other."""
        return not (self.changed or self.new or self.gone)

    @property
    def is_foreign(self) -> bool:
        """Whether hardly anything is left of the text: most likely another document, chosen by mistake."""
        left = self.same + self.changed
        return left * 10 < left + self.gone


@dataclass(frozen=True, slots=True)
class Incoming:
    """A Word file that may take the place of the working copy, read and compared with it."""

    content: bytes
    writer: Writer
    before: Document
    counts: Counts


def incoming(content: bytes, name: str, before: Document, profile: Profile) -> Incoming:
    """Read a Word file and hold it against the working copy; on any thread. Raises KnownError when it is none."""
    writer = Writer(open_package(content, name))
    comparison = compare(before, writer.document, profile)
    return Incoming(content, writer, before, _counts(comparison))


def _counts(comparison: Comparison) -> Counts:
    changed = new = gone = same = 0
    for pair in comparison.pairs:
        if pair.moved_away or not any(segment.text.strip() for segment in pair.segments):
            continue
        if not pair.old:
            new += len(pair.new)
        elif not pair.new:
            gone += len(pair.old)
        elif pair.changes or any(segment.kind is not SegmentKind.EQUAL for segment in pair.segments):
            changed += 1
        else:
            same += 1
    return Counts(changed, new, gone, same)
